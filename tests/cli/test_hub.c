/*
 * A hub behind a real sshd on loopback: members come in by their keys, verbs do what the rules say,
 * and whoever asks for anything else gets nothing.
 */
#include "unit.h"

#include <unistd.h>

#include "command.h"
#include "hub.h"
#include "io/json.h"

static int open_hub(void **state, enum hub_keys keys)
{
	if (hub_set_up(state, keys) != 0)
		return -1;
	hub_add(*state, "anna", "author");
	hub_add(*state, "berta", "author");
	hub_add(*state, "carl", "coach");
	return 0;
}

static int open_by_command(void **state)
{
	return open_hub(state, HUB_COMMAND);
}

static int open_with_host(void **state)
{
	int failed = open_by_command(state);
	if (!failed && ((struct hub *)*state)->sshd)
		hub_serve(*state);
	return failed;
}

static int open_by_file(void **state)
{
	return open_hub(state, HUB_FILE);
}

static void says(const struct str *answer, const char *words)
{
	if (!strstr(str_text(answer), words))
		fail_msg("no %s in %s", words, str_text(answer));
}

static void says_not(const struct str *answer, const char *words)
{
	if (strstr(str_text(answer), words))
		fail_msg("%s in %s", words, str_text(answer));
}

/* From a hand-in to its end, with every verb. */
static void play(struct hub *hub)
{
	struct str out = { 0 };
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"whoami\"}", &out);
	says(&out, "\"name\":\"anna\",\"role\":\"author\"");
	hub_ask(hub, "anna",
		"{\"version\":1,\"verb\":\"submit\",\"title\":\"Zug\",\"language\":\"de\","
		"\"topic\":\"Reisen\",\"text\":\"Der Zug kam nie. Ich lief.\",\"request\":\"r1\"}",
		&out);
	says(&out, "\"id\":1,\"author\":\"anna\"");
	/* The line broke before the answer: sent again it happens once. */
	hub_ask(hub, "anna",
		"{\"version\":1,\"verb\":\"submit\",\"title\":\"Zug\",\"language\":\"de\","
		"\"topic\":\"Reisen\",\"text\":\"Der Zug kam nie. Ich lief.\",\"request\":\"r1\"}",
		&out);
	says(&out, "\"id\":1,\"author\":\"anna\"");
	says(&out, "\"revision\":1");
	hub_ask(hub, "carl", "{\"version\":1,\"verb\":\"inbox\"}", &out);
	says(&out, "\"title\":\"Zug\"");
	says(&out, "\"first\":true");
	hub_ask(hub, "carl",
		"{\"version\":1,\"verb\":\"comment\",\"id\":1,\"kind\":\"idea\",\"quote\":\"kam "
		"nie\",\"words\":\"fiel aus\",\"body\":\"Sag, was war.\"}",
		&out);
	says(&out, "\"comment\":1");
	hub_ask(hub, "anna",
		"{\"version\":1,\"verb\":\"comment\",\"id\":1,\"parent\":1,\"body\":\"Gut.\"}",
		&out);
	says(&out, "\"comment\":2");
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"show\",\"id\":1}", &out);
	says(&out, "\"place\":\"exact\",\"start\":8,\"end\":15,\"words\":\"fiel aus\"");
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"resolve\",\"comment\":1}", &out);
	says(&out, "\"ok\":true");
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"status\"}", &out);
	says(&out, "\"state\":\"commented\"");
	hub_ask(hub, "carl", "{\"version\":1,\"verb\":\"approve\",\"id\":1,\"revision\":1}", &out);
	says(&out, "\"state\":\"ready\"");
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"invite\",\"id\":1,\"reader\":\"berta\"}",
		&out);
	says(&out, "\"ok\":true");
	hub_ask(hub, "berta", "{\"version\":1,\"verb\":\"inbox\"}", &out);
	says(&out, "\"title\":\"Zug\"");
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"progress\",\"lessons\":[\"prompts.task\"]}",
		&out);
	says(&out, "\"ok\":true");
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"progress\"}", &out);
	says(&out, "\"code\":\"denied\"");
	hub_ask(hub, "carl", "{\"version\":1,\"verb\":\"progress\"}", &out);
	says(&out, "\"group\":[]"); /* one is no group */
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"withdraw\",\"id\":1}", &out);
	says(&out, "\"state\":\"withdrawn\"");
	hub_ask(hub, "carl", "{\"version\":1,\"verb\":\"show\",\"id\":1}", &out);
	says(&out, "\"code\":\"missing\"");
	assert_int_equal(hub_run(hub, &out, (const char *const[]){ "audit", "verify", NULL }), 0);
	str_release(&out);
}

static void members_known_by_a_command_hand_in_comment_and_withdraw(void **state)
{
	struct hub *hub = hub_of(state);
	play(hub);
}

static void members_known_by_a_file_of_keys_hand_in_comment_and_withdraw(void **state)
{
	struct hub *hub = hub_of(state);
	play(hub);
}

static void members_served_by_a_host_hand_in_comment_and_withdraw(void **state)
{
	struct hub *hub = hub_of(state);
	play(hub);
}

/* Each of these must give neither a shell nor a file: "root:" is in /etc/passwd, "uid=" is what id
 * says. */
static void try_command(struct hub *hub, const char *const *options, const char *const *words)
{
	struct str out = { 0 };
	static const char script[] = "id; cat /etc/passwd\n!id\n:!id\n\x1a";
	int status = hub_ssh(hub, "anna", options, words, span_of(script), &out);
	assert_int_not_equal(status, 0);
	says_not(&out, "root:");
	says_not(&out, "uid=");
	str_release(&out);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void whoever_asks_for_something_else_gets_nothing(void **state)
{
	struct hub *hub = hub_of(state);
	try_command(hub, NULL, WORDS("sh"));
	try_command(hub, WORDS("-tt"), WORDS("bash -i"));
	try_command(hub, NULL, WORDS("cat /etc/passwd"));
	try_command(hub, NULL, WORDS("verbs; id"));
	try_command(hub, NULL, WORDS("verbs\nid"));
	try_command(hub, NULL, WORDS("$(id)"));
	try_command(hub, NULL, WORDS("--as carl"));
	try_command(hub, NULL, WORDS("-oProxyCommand=id"));
	try_command(hub, NULL, WORDS("scp -t /tmp"));
	try_command(hub, WORDS("-s"), WORDS("sftp"));
	try_command(hub, WORDS("-o", "ExitOnForwardFailure=yes", "-W", "127.0.0.1:22"), NULL);
	try_command(hub, WORDS("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"),
		    NULL);
}

static void the_environment_of_a_client_means_nothing_but_its_language(void **state)
{
	struct hub *hub = hub_of(state);
	struct str out = { 0 };
	static const char *const hostile[] = { "LC_ALL=../../x",       "LC_ALL=() { :;}; id",
					       "LANG=%n%n%n",	       "LD_PRELOAD=/tmp/x.so",
					       "TONFALL_DATADIR=/tmp", "TONFALL_CLUB=/tmp/other.db",
					       "BASH_ENV=/etc/passwd" };
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		char option[80];
		(void)snprintf(option, sizeof option, "SetEnv=\"%s\"", hostile[i]);
		int status = hub_ssh(hub, "anna", WORDS("-o", option), WORDS("verbs"),
				     SPAN("{\"version\":1,\"verb\":\"whoami\"}\n"), &out);
		if (status != 0)
			fail_msg("%s: %d, %s", option, status, str_text(&out));
		says(&out, "\"name\":\"anna\"");
		says_not(&out, "uid=");
	}
	(void)hub_ssh(hub, "anna", WORDS("-o", "SetEnv=LC_ALL=de_CH.UTF-8"), WORDS("verbs"),
		      SPAN("{\"version\":1,\"verb\":\"nothing\"}\n"), &out);
	says(&out, "\"error\":\"Dieses Verb gibt es nicht.\"");
	str_release(&out);
}

static void a_host_gives_nothing_else_either(void **state)
{
	whoever_asks_for_something_else_gets_nothing(state);
	the_environment_of_a_client_means_nothing_but_its_language(state);
}

/* Lines that are no verbs, or want to be another's; each answered by one line that says no. */
static void lines_that_are_no_verbs_are_refused_one_by_one(void **state)
{
	struct hub *hub = hub_of(state);
	struct str lines = { 0 }, out = { 0 };
	(void)str_format(&lines,
			 "{\"version\":1,\"verb\":\"submit\",\"title\":\"A\",\"language\":\"en\","
			 "\"text\":\"Mine alone.\"}\n");
	(void)hub_ssh(hub, "anna", NULL, WORDS("verbs"), str_span(&lines), &out);
	says(&out, "\"ok\":true");
	str_clear(&lines);
	static const char *const bad[] = {
		"--help",
		"-oX",
		"{",
		"[]",
		"null",
		"{\"version\":2,\"verb\":\"whoami\"}",
		"{\"version\":1}",
		"{\"version\":1,\"verb\":\"session\"}",
		"{\"version\":1,\"verb\":\"show\",\"id\":1,\"as\":\"anna\",\"actor\":\"anna\"}",
		"{\"version\":1,\"verb\":\"show\",\"id\":1e300}",
		"{\"version\":1,\"verb\":\"show\",\"id\":-1}",
		"{\"version\":1,\"verb\":\"withdraw\",\"id\":1}",
		"{\"version\":1,\"verb\":\"approve\",\"id\":1,\"revision\":1}",
		"{\"version\":1,\"verb\":\"submit\",\"id\":1,\"title\":\"B\",\"text\":\"taken\"}",
		"{\"version\":1,\"verb\":\"\\u0000\"}",
		"{\"version\":1,\"verb\":\"comment\",\"id\":1,\"body\":\"x\"}",
		"{\"version\":1,\"verb\":\"advice\",\"rule\":\"x\",\"body\":\"x\"}",
	};
	enum { BAD = sizeof bad / sizeof *bad };
	for (size_t i = 0; i < BAD; i++)
		(void)str_format(&lines, "%s\n", bad[i]);
	(void)hub_ssh(hub, "berta", NULL, WORDS("verbs"), str_span(&lines), &out);
	struct span rest = str_span(&out), line;
	size_t count = 0;
	while (span_next(&rest, '\n', &line) && line.length) {
		if (!span_starts(line, SPAN("{\"version\":1,\"ok\":false,")))
			fail_msg("%s: %.*s", bad[count], SPAN_ARGS(line));
		count++;
	}
	assert_int_equal(count, BAD);
	says_not(&out, "Mine alone");
	str_release(&lines);
	str_release(&out);
}

#define VERB(verb, members) "{\"version\":1,\"verb\":\"" verb "\"," members "}\n"

/* Lines that are verbs, each with what its answer must say. */
static void a_comment_waits_is_sent_and_changed_until_it_is_answered(void **state)
{
	static const struct {
		const char *member, *line, *says;
	} rows[] = {
		{ "anna", VERB("submit", "\"title\":\"A\",\"text\":\"Der Zug kam nie.\""),
		  "\"id\":1" },
		{ "carl", VERB("comment", "\"id\":1,\"body\":\"Warum?\",\"wait\":true"), ":1}" },
		{ "anna", VERB("show", "\"id\":1"), "\"comments\":[]" },
		{ "carl", VERB("send", "\"id\":1"), "\"sent\":1" },
		{ "carl", VERB("send", "\"id\":1"), "\"sent\":0" },
		{ "carl", VERB("edit", "\"comment\":1,\"body\":\"Welcher Zug?\""), "\"ok\":true" },
		{ "carl", VERB("edit", "\"comment\":1,\"body\":\" \""), "\"code\":\"limit\"" },
		{ "anna", VERB("edit", "\"comment\":1,\"body\":\"x\""), "\"code\":\"denied\"" },
		{ "anna", VERB("show", "\"id\":1"), "\"body\":\"Welcher Zug?\"" },
		{ "anna", VERB("comment", "\"id\":1,\"parent\":1,\"body\":\"Der S8.\""), ":2}" },
		{ "carl", VERB("edit", "\"comment\":1,\"body\":\"x\""), "It was answered" },
		{ "carl", VERB("resolve", "\"comment\":2"), "Only a thread that was sent" },
		{ "carl", VERB("comment", "\"id\":1,\"parent\":9,\"body\":\"x\""), "no comment 9" },
		{ "carl", VERB("comment", "\"id\":1,\"revision\":9,\"body\":\"x\""),
		  "no version 9" },
		{ "carl", VERB("comment", "\"id\":1,\"body\":\"\xff\""), "not UTF-8" },
		{ "carl",
		  VERB("comment", "\"id\":1,\"body\":\"x\",\"request\":\"0123456789012345678901234"
				  "5678901234567890123456789012345678901234\""),
		  "at most 64 bytes" },
		{ "carl", VERB("resolve", "\"comment\":1"), "\"ok\":true" },
		{ "anna", VERB("resolve", "\"comment\":1,\"reopen\":true"), "\"ok\":true" },
		{ "anna",
		  VERB("invite",
		       "\"id\":1,\"reader\":\"a234567890123456789012345678901234567890\""),
		  "1 to 32 of" },
	};
	struct hub *hub = hub_of(state);
	struct str out = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(hub_ssh(hub, rows[i].member, NULL, WORDS("verbs"),
					 span_of(rows[i].line), &out),
				 0);
		if (!strstr(str_text(&out), rows[i].says))
			fail_msg("%s: %s", rows[i].line, str_text(&out));
	}
	str_release(&out);
}

static void deep_and_long_lines_end_with_a_word_and_no_harm(void **state)
{
	struct hub *hub = hub_of(state);
	struct str line = { 0 }, out = { 0 };
	for (int i = 0; i < 100000; i++)
		(void)str_add_byte(&line, '[');
	(void)str_add_byte(&line, '\n');
	(void)hub_ssh(hub, "anna", NULL, WORDS("verbs"), str_span(&line), &out);
	says(&out, "\"ok\":false");
	str_clear(&line);
	(void)str_format(&line, "{\"version\":1,\"verb\":\"comment\",\"id\":1,\"body\":\"");
	for (int i = 0; i < 1000000; i++)
		(void)str_add_byte(&line, 'x');
	(void)str_format(&line, "\"}\n");
	(void)hub_ssh(hub, "anna", NULL, WORDS("verbs"), str_span(&line), &out);
	says(&out, "\"ok\":false");
	for (int i = 0; i < 1100000; i++)
		(void)str_add_byte(&line, 'x');
	assert_int_not_equal(hub_ssh(hub, "anna", NULL, WORDS("verbs"), str_span(&line), &out), 0);
	says(&out, "1 MiB");
	str_release(&line);
	str_release(&out);
}

/* A comment of a megabyte on a text that is there: it is the length that is told. */
static void a_comment_of_a_megabyte_is_refused_with_a_sentence(void **state)
{
	struct hub *hub = hub_of(state);
	struct str line = { 0 }, out = { 0 };
	hub_ask(hub, "anna",
		"{\"version\":1,\"verb\":\"submit\",\"title\":\"A\",\"text\":\"Mine.\"}", &out);
	says(&out, "\"ok\":true");
	(void)str_format(&line, "{\"version\":1,\"verb\":\"comment\",\"id\":1,\"body\":\"");
	for (int i = 0; i < 1000000; i++)
		(void)str_add_byte(&line, 'x');
	(void)str_format(&line, "\"}\n");
	(void)hub_ssh(hub, "carl", NULL, WORDS("verbs"), str_span(&line), &out);
	says(&out, "\"code\":\"limit\"");
	says(&out, "say it in two");
	/* And nothing of it is there. */
	hub_ask(hub, "carl", "{\"version\":1,\"verb\":\"show\",\"id\":1}", &out);
	says(&out, "\"comments\":[]");
	str_release(&line);
	str_release(&out);
}

/* A coach who is one no more has no inbox, though the session began as one. */
static void another_role_counts_at_once(void **state)
{
	struct hub *hub = hub_of(state);
	struct str out = { 0 };
	hub_ask(hub, "carl", "{\"version\":1,\"verb\":\"inbox\"}", &out);
	says(&out, "\"submissions\":[]");
	assert_int_equal(hub_run(hub, &out, WORDS("add", "carl", "--role", "author")), 0);
	hub_ask(hub, "anna",
		"{\"version\":1,\"verb\":\"submit\",\"title\":\"A\",\"text\":\"Mine.\"}", &out);
	hub_ask(hub, "carl", "{\"version\":1,\"verb\":\"show\",\"id\":1}", &out);
	says(&out, "\"code\":\"missing\"");
	str_release(&out);
}

/* ---- from a member's own shell ---- */

static void runs(struct home *home, int status, const char *const *words)
{
	struct command_result result;
	command_run_program(home, words, NULL, &result);
	if (result.status != status)
		fail_msg("%s: %d\n%s%s", words[0], result.status, result.out, result.err);
	command_release(&result);
}

static size_t times(const struct str *answer, const char *words)
{
	struct span all = str_span(answer), wanted = span_of(words);
	size_t count = 0;
	for (size_t at = 0; (at = span_find(all, wanted, at)) < all.length; at += wanted.length)
		count++;
	return count;
}

/* The command fails when the hub has done it, is repeated, and once more on purpose. */
static void cut_off_then_again(struct hub *hub, struct home *home, const char *const *words,
			       const char *seen)
{
	static const char show[] = "{\"version\":1,\"verb\":\"show\",\"id\":1}",
			  inbox[] = "{\"version\":1,\"verb\":\"inbox\"}";
	const char *look = strcmp(words[0], "submit") == 0 ? inbox : show;
	struct str out = { 0 };
	(void)home_write(home, "cut", "");
	runs(home, 2, words);
	runs(home, 2, words);
	char *answers = home_read(home, "cut");
	assert_non_null(strstr(answers, "\"ok\":true"));
	free(answers);
	assert_int_equal(unlink(home_path(home, "cut")), 0);
	runs(home, 0, words);
	hub_ask(hub, "carl", look, &out);
	assert_int_equal(times(&out, seen), 1);
	runs(home, 0, words);
	hub_ask(hub, "carl", look, &out);
	assert_int_equal(times(&out, seen), 2);
	str_release(&out);
}

static void a_draft_whose_answer_was_cut_off_is_handed_in_once(void **state)
{
	struct hub *hub = hub_of(state);
	struct home home = { 0 };
	home_init(&home);
	hub_at_home(hub, &home, "anna");
	(void)home_write(&home, "post.txt", "Der Zug kam nie. Ich lief los.\n");
	cut_off_then_again(hub, &home, WORDS("submit", "post.txt"), "Der Zug kam nie.");
	home_release(&home);
}

static void a_draft_changed_before_it_is_repeated_is_a_new_version_of_it(void **state)
{
	struct hub *hub = hub_of(state);
	struct home home = { 0 };
	struct str out = { 0 };
	home_init(&home);
	hub_at_home(hub, &home, "anna");
	(void)home_write(&home, "post.txt", "Der Zug kam nie. Ich lief los.\n");
	(void)home_write(&home, "cut", "");
	runs(&home, 2, WORDS("submit", "post.txt"));
	(void)home_write(&home, "post.txt", "Der Bus kam nie. Ich lief los.\n");
	assert_int_equal(unlink(home_path(&home, "cut")), 0);
	runs(&home, 0, WORDS("submit", "post.txt"));
	hub_ask(hub, "carl", "{\"version\":1,\"verb\":\"inbox\"}", &out);
	assert_int_equal(times(&out, "\"title\""), 1);
	assert_int_equal(times(&out, "Der Bus kam nie."), 1);
	says(&out, "\"revision\":2");
	/* It was answered: the next one is another. */
	runs(&home, 0, WORDS("submit", "post.txt"));
	hub_ask(hub, "carl", "{\"version\":1,\"verb\":\"inbox\"}", &out);
	assert_int_equal(times(&out, "\"title\""), 2);
	str_release(&out);
	home_release(&home);
}

static void a_comment_whose_answer_was_cut_off_is_there_once(void **state)
{
	struct hub *hub = hub_of(state);
	struct home home = { 0 };
	struct str out = { 0 };
	hub_ask(hub, "anna",
		"{\"version\":1,\"verb\":\"submit\",\"title\":\"A\",\"text\":\"Mine.\"}", &out);
	home_init(&home);
	hub_at_home(hub, &home, "carl");
	cut_off_then_again(hub, &home, WORDS("comment", "1", "Welcher Zug?"), "Welcher Zug?");
	str_release(&out);
	home_release(&home);
}

static void a_member_who_was_removed_is_out(void **state)
{
	struct hub *hub = hub_of(state);
	struct str out = { 0 };
	hub_ask(hub, "berta", "{\"version\":1,\"verb\":\"whoami\"}", &out);
	assert_int_equal(hub_run(hub, &out, WORDS("remove", "berta")), 0);
	int status = hub_ssh(hub, "berta", NULL, WORDS("verbs"),
			     SPAN("{\"version\":1,\"verb\":\"whoami\"}\n"), &out);
	assert_int_equal(status, 255);
	says_not(&out, "\"name\"");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			members_known_by_a_command_hand_in_comment_and_withdraw, open_by_command,
			hub_tear_down),
		cmocka_unit_test_setup_teardown(
			members_known_by_a_file_of_keys_hand_in_comment_and_withdraw, open_by_file,
			hub_tear_down),
		cmocka_unit_test_setup_teardown(
			members_served_by_a_host_hand_in_comment_and_withdraw, open_with_host,
			hub_tear_down),
		cmocka_unit_test_setup_teardown(whoever_asks_for_something_else_gets_nothing,
						open_by_command, hub_tear_down),
		cmocka_unit_test_setup_teardown(a_host_gives_nothing_else_either, open_with_host,
						hub_tear_down),
		cmocka_unit_test_setup_teardown(
			the_environment_of_a_client_means_nothing_but_its_language, open_by_command,
			hub_tear_down),
		cmocka_unit_test_setup_teardown(lines_that_are_no_verbs_are_refused_one_by_one,
						open_by_command, hub_tear_down),
		cmocka_unit_test_setup_teardown(
			a_comment_waits_is_sent_and_changed_until_it_is_answered, open_by_command,
			hub_tear_down),
		cmocka_unit_test_setup_teardown(deep_and_long_lines_end_with_a_word_and_no_harm,
						open_by_command, hub_tear_down),
		cmocka_unit_test_setup_teardown(a_comment_of_a_megabyte_is_refused_with_a_sentence,
						open_by_command, hub_tear_down),
		cmocka_unit_test_setup_teardown(a_draft_whose_answer_was_cut_off_is_handed_in_once,
						open_by_command, hub_tear_down),
		cmocka_unit_test_setup_teardown(
			a_draft_changed_before_it_is_repeated_is_a_new_version_of_it,
			open_by_command, hub_tear_down),
		cmocka_unit_test_setup_teardown(a_comment_whose_answer_was_cut_off_is_there_once,
						open_by_command, hub_tear_down),
		cmocka_unit_test_setup_teardown(another_role_counts_at_once, open_by_command,
						hub_tear_down),
		cmocka_unit_test_setup_teardown(a_member_who_was_removed_is_out, open_by_command,
						hub_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
