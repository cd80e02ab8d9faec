/* `tonfall voice` and `tonfall rewrite` as a shell sees them. */
#include "unit.h"

#include "base/file.h"
#include "command.h"

static const char settings_file[] = ".config/tonfall/settings.yaml";

/* Says what was expected and what came. */
static void expect(const struct command_result *result, int status, const char *out,
		   const char *err)
{
	if (result->status != status || !strstr(result->out, out) || !strstr(result->err, err))
		fail_msg("status %d\n%s\n%s", result->status, result->out, result->err);
}

/* The author's posts as LinkedIn exports them: each line end with quotes around it. */
static void write_shares(const struct home *home)
{
	struct str text = { 0 }, table = { 0 };
	assert_true(file_read("tests/data/voice/en-marcus.txt", 1 << 20, &text, NULL, NULL));
	struct span rest = str_span(&text), mark = SPAN("\n%%\n");
	(void)str_add(&table,
		      SPAN("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"));
	for (int day = 1; rest.length; day++) {
		size_t at = span_find(rest, mark, 0);
		struct span post = span_slice(rest, 0, at), sentence;
		(void)str_format(&table, "2026-01-%02d 08:00:00,https://x,\"", day);
		for (bool first = true; span_next(&post, '?', &sentence); first = false) {
			(void)str_add(&table, first ? SPAN("") : SPAN("?\"\"\n\"\""));
			for (size_t i = 0; i < sentence.length; i++)
				(void)str_add(&table, sentence.at[i] == '"'
							      ? SPAN("\"\"")
							      : span_slice(sentence, i, i + 1));
		}
		(void)str_add(&table, SPAN("\",\"\",\"\",MEMBER_NETWORK\n"));
		rest = span_slice(rest, at + mark.length, rest.length);
	}
	(void)home_write(home, "Shares.csv", str_text(&table));
	str_release(&table);
	str_release(&text);
}

static void a_voice_is_learned_shown_compared_and_forgotten(void **state)
{
	struct home *home = *state;
	struct command_result result;
	const char *polished = home_source("tests/data/voice/polished/en-marcus.txt");
	write_shares(home);
	RUN(home, &result, NULL, "voice", "show");
	expect(&result, 0, "No own posts yet", "");
	command_release(&result);
	RUN(home, &result, NULL, "voice", "learn", home_path(home, "Shares.csv"));
	expect(&result, 0, "20 new, 0 known already\nEnglish: 20 posts", "");
	command_release(&result);
	RUN(home, &result, NULL, "voice", "learn", home_path(home, "Shares.csv"));
	expect(&result, 0, "0 new, 20 known already", "");
	command_release(&result);
	RUN(home, &result, NULL, "voice", "show");
	expect(&result, 0, "words a sentence", "");
	command_release(&result);
	RUN(home, &result, NULL, "voice", "compare", polished);
	expect(&result, 0, "clearly unlike you", "");
	assert_non_null(strstr(result.out, "more abstract nouns than you"));
	command_release(&result);
	RUN(home, &result, NULL, "voice", "compare", "--format", "json", polished);
	expect(&result, 0, "\"state\":\"clearly unlike you\",\"distance\":", "");
	command_release(&result);
	RUN(home, &result, NULL, "voice", "forget", "en");
	expect(&result, 0, "20 posts forgotten", "");
	command_release(&result);
	RUN(home, &result, NULL, "voice", "show");
	expect(&result, 0, "No own posts yet", "");
	command_release(&result);
}

static void few_posts_are_said_to_be_too_few(void **state)
{
	struct command_result result;
	RUN(*state, &result,
	    "Heute habe ich im Zug einen alten Freund getroffen, und wir haben uns zuerst gar "
	    "nicht "
	    "erkannt, weil wir beide eine Maske trugen und beide in unser Telefon schauten.\n",
	    "voice", "learn", "-");
	expect(&result, 0, "learning (1 of 8 posts)", "");
	command_release(&result);
	RUN(*state, &result, "Heute war ich in Bern und habe dort gar nichts gesehen.", "voice",
	    "compare", "-");
	expect(&result, 0, "learning (1 of 8 posts)", "");
	command_release(&result);
}

static void what_cannot_be_learned_is_told_with_the_file(void **state)
{
	struct home *home = *state;
	struct command_result result;
	RUN(home, &result, NULL, "voice", "learn",
	    home_write(home, "Connections.csv", "First Name,Last Name\nA,B\n"));
	expect(&result, 2, "0 new", "Connections.csv: This table is neither Shares.csv");
	command_release(&result);
	RUN(home, &result, NULL, "voice", "learn", "missing.txt");
	expect(&result, 2, "", "missing.txt");
	command_release(&result);
	RUN(home, &result, NULL, "voice", "teach");
	expect(&result, 2, "", "usage: tonfall voice");
	command_release(&result);
}

/* ---- rewrite ---- */

#define SET "rewrite.endpoint: http://127.0.0.1:9/v1\nrewrite.model: m1\n"

static void a_request_is_shown_and_nothing_is_sent(void **state)
{
	struct home *home = *state;
	struct command_result result;
	(void)home_write(home, settings_file, SET);
	(void)home_write(home, ".config/tonfall/secrets.txt", "Blauwal\n");
	RUN(home, &result, "Claudia Zemp und der Blauwal.\n\nHier nicht.\n", "rewrite", "--task",
	    "shorter", "--lang", "de", "--select", "0:29", "--show-request", "-");
	expect(&result, 0, "POST http://127.0.0.1:9/v1/chat/completions\n\n{", "");
	assert_non_null(strstr(result.out, "[[NAME 1]] und der [[SECRET 1]]."));
	assert_null(strstr(result.out, "Hier nicht"));
	command_release(&result);
	RUN(home, &result, "Text und noch ein wenig Text.", "rewrite", "--prompt",
	    "Mach es lustiger.", "--show-request", "-");
	expect(&result, 0, "Mach es lustiger.", "");
	command_release(&result);
}

static void own_passages_go_along_only_when_that_is_set(void **state)
{
	struct home *home = *state;
	struct command_result result;
	write_shares(home);
	RUN(home, &result, NULL, "voice", "learn", home_path(home, "Shares.csv"));
	command_release(&result);
	(void)home_write(home, settings_file, SET);
	RUN(home, &result, "I was in Bern and it was fine.", "rewrite", "--task", "shorter",
	    "--show-request", "-");
	expect(&result, 0, "I was in Bern", "");
	assert_null(strstr(result.out, "<<<OWN"));
	command_release(&result);
	(void)home_write(home, settings_file, SET "rewrite.own-passages: true\n");
	RUN(home, &result, "I was in Bern and it was fine.", "rewrite", "--task", "shorter",
	    "--show-request", "-");
	expect(&result, 0, "<<<OWN\\nI tried that thing", "");
	command_release(&result);
}

static void wrong_use_of_rewrite_is_one_line_and_status_2(void **state)
{
	static const struct {
		const char *arguments[6], *sentence;
	} cases[] = {
		{ { "rewrite", "-" }, "usage: tonfall rewrite" },
		{ { "rewrite", "--task", "a", "--prompt", "b", "-" }, "usage: tonfall rewrite" },
		{ { "rewrite", "--task", "nothing", "-" }, "there are: correct, shorter" },
		{ { "rewrite", "--task", "shorter", "--select", "9:2" }, "usage" },
		{ { "rewrite", "--task", "shorter", "missing.txt" }, "missing.txt" },
	};
	(void)home_write(*state, settings_file, SET);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct command_result result;
		const char *arguments[8] = { NULL };
		memcpy(arguments, cases[i].arguments, sizeof cases[i].arguments);
		command_run_program(*state, arguments, "Ein kurzer Text.\n", &result);
		expect(&result, 2, "", cases[i].sentence);
		command_release(&result);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(a_voice_is_learned_shown_compared_and_forgotten),
		HOME_TEST(few_posts_are_said_to_be_too_few),
		HOME_TEST(what_cannot_be_learned_is_told_with_the_file),
		HOME_TEST(a_request_is_shown_and_nothing_is_sent),
		HOME_TEST(own_passages_go_along_only_when_that_is_set),
		HOME_TEST(wrong_use_of_rewrite_is_one_line_and_status_2),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
