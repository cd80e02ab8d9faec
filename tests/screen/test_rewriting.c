/* C-r from the key to the accepted words, against a scripted server on loopback. */
#include "unit.h"

#include "base/file.h"
#include "server.h"
#include "author.h"

#define HEAD(type)	   "HTTP/1.1 200 OK\r\nContent-Type: " type "\r\nConnection: close\r\n\r\n"
#define EVENTS		   HEAD("text/event-stream")
#define PIECE(s)	   "data: {\"choices\":[{\"delta\":{\"content\":\"" s "\"}}]}\n\n"
#define FINISH		   "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
#define STATUS(line, body) "HTTP/1.1 " line "\r\nConnection: close\r\n\r\n" body

static const char english[] =
	"Yesterday I sat in the train to Bern and read the contract a second time, because I had "
	"not understood a word of it. Then I rang the lawyer, and she laughed and explained it to "
	"me in ten plain minutes.\n\nWhat did you sign without reading it?\n";

enum { SETTLE_MS = 100 };

struct trial {
	struct server *server;
	struct terminal *terminal;
};

/* The desk with a server that plays the scripts; `more` are further settings. */
static struct trial open_desk(const struct home *home, const struct server_script *scripts,
			      size_t count, const char *text, const char *more)
{
	struct trial trial = { .server = server_new(scripts, count) };
	char settings[512];
	(void)snprintf(settings, sizeof settings,
		       "rewrite.endpoint: http://127.0.0.1:%d/v1\nrewrite.model: m1\n%s",
		       server_port(trial.server), more);
	(void)home_write(home, ".config/tonfall/settings.yaml", settings);
	trial.terminal = terminal_new(home, TERMINAL_ROWS, 120, home_write(home, "p.txt", text));
	terminal_wait(trial.terminal, "Coach");
	return trial;
}

static void close_desk(struct trial *trial)
{
	terminal_free(trial->terminal);
	server_free(trial->server);
}

/* Chooses the first task and confirms at the gate. */
static void send_first_task(struct trial *trial)
{
	author_press(trial->terminal, KEY_REWRITE, "What should it do?");
	author_press(trial->terminal, KEY_ENTER, "What will be sent");
	assert_int_equal(server_requests(trial->server), 0);
	terminal_press(trial->terminal, KEY_ENTER);
}

static void expect_text(struct home *home, struct terminal *terminal, const char *expected)
{
	terminal_press(terminal, KEY_SAVE);
	terminal_wait(terminal,
		      strcmp(expected, english) == 0 ? "Nothing has changed" : "Saved as");
	char *text = home_read(home, "p.txt");
	assert_string_equal(text, expected);
	free(text);
}

static void an_answer_streams_and_a_change_is_taken_and_undone(void **state)
{
	static const struct server_script script[] = {
		{ .steps = { { EVENTS PIECE(
				     "<<<TEXT\\nYesterday I sat in the train to Basel and read "
				     "the contract a second time, because I had not "
				     "understood a word of it. ") },
			     { PIECE("Then I rang the lawyer, and she laughed and explained it to "
				     "me "
				     "in ten plain minutes.\\n\\nWhat did you sign without reading "
				     "it?\\nTEXT>>>") FINISH,
			       100 } } },
	};
	struct trial trial = open_desk(*state, script, 1, english, "");
	send_first_task(&trial);
	terminal_wait(trial.terminal, "The proposal is there");
	author_press(trial.terminal, KEY_REWRITE, "Change 1 of 1");
	author_press(trial.terminal, KEY_ENTER, "1 change taken");
	terminal_wait(trial.terminal, "train to Basel");
	author_press(trial.terminal, KEY_UNDO, "train to Bern");
	expect_text(*state, trial.terminal, english);
	close_desk(&trial);
}

static void the_gate_shows_every_byte_and_sends_nothing_on_escape(void **state)
{
	static const struct server_script script[] = { { .hangs = true } };
	struct trial trial =
		open_desk(*state, script, 1, "Write to claudia.zemp@example.ch today.\n", "");
	author_press(trial.terminal, KEY_REWRITE, "What should it do?");
	author_press(trial.terminal, KEY_ENTER, "/v1/chat/completions");
	terminal_wait(trial.terminal, "Model: m1");
	terminal_wait(trial.terminal, "[[MAIL 1]]  claudia.zemp@example.ch");
	author_press(trial.terminal, "\x1b[6~", "Write to [[MAIL 1]] today.");
	terminal_press(trial.terminal, KEY_ESCAPE);
	terminal_wait_gone(trial.terminal, "What will be sent");
	assert_int_equal(server_requests(trial.server), 0);
	close_desk(&trial);
}

/* Rows are as long as the window lets them be, and none is cut: "every byte of it". */
static void the_gate_cuts_no_byte_in_any_window(void **state)
{
	static const int sizes[][2] = {
		{ 16, 60 }, { 24, 80 }, { 30, 104 }, { 36, 120 }, { 50, 200 }
	};
	static const struct server_script script[] = { { .hangs = true } };
	struct trial trial = open_desk(*state, script, 1, english, "");
	author_press(trial.terminal, KEY_REWRITE, "What should it do?");
	author_press(trial.terminal, KEY_ENTER, "What will be sent");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		terminal_resize(trial.terminal, sizes[i][0], sizes[i][1]);
		terminal_drain(trial.terminal, SETTLE_MS);
		for (int page = 0; page < 8; page++) {
			struct str screen = { 0 };
			terminal_text(trial.terminal, &screen);
			struct span rest = str_span(&screen), line;
			while (span_next(&rest, '\n', &line)) {
				struct span frame = SPAN("│");
				size_t from = span_find(line, frame, 0) + frame.length;
				size_t to =
					from < line.length ? span_find(line, frame, from) : from;
				if (to < line.length && span_find(line, SPAN("…"), from) < to)
					fail_msg("%d columns: %.*s", sizes[i][1], SPAN_ARGS(line));
			}
			str_release(&screen);
			terminal_press(trial.terminal, "\x1b[6~");
			terminal_drain(trial.terminal, SETTLE_MS);
		}
		terminal_press(trial.terminal, "\x1b[H");
	}
	close_desk(&trial);
}

static void typing_goes_on_while_an_answer_streams_and_escape_ends_it(void **state)
{
	static const struct server_script script[] = {
		{ .steps = { { EVENTS PIECE("<<<TEXT\\n") }, { PIECE("word "), 5 } },
		  .repeats = true },
	};
	struct trial trial = open_desk(*state, script, 1, english, "");
	send_first_task(&trial);
	terminal_wait(trial.terminal, "it comes");
	author_press(trial.terminal, "Today. ", "Today. Yesterday");
	author_press(trial.terminal, KEY_ESCAPE, "Cancelled. Your text is as it was.");
	close_desk(&trial);
}

/* In the smallest window too, whatever the change's length: both sides and all keys. */
static void a_change_in_a_small_window_shows_both_its_sides_and_every_key(void **state)
{
	static const char *const expected[] = { "− ",
						"+ ",
						"Enter   take it",
						"Delete  leave it",
						"↑ ↓     another",
						"a       all small ones",
						"C-d     drop all",
						"Esc     back to the text" };
	static const struct server_script script[] = {
		{ .steps = { { EVENTS PIECE(
			  "<<<TEXT\\nOn the way to Bern I went through all of that long contract "
			  "once more, since the clauses about notice periods had made no sense to "
			  "me at all. Then the lawyer laughed and told me in ten plain "
			  "minutes.\\n\\nWhat did you sign without reading it?\\nTEXT>>>")
				       FINISH } } },
	};
	struct trial trial = open_desk(*state, script, 1, english, "");
	send_first_task(&trial);
	terminal_wait(trial.terminal, "The proposal is there");
	author_press(trial.terminal, KEY_REWRITE, "Change 1 of");
	terminal_resize(trial.terminal, 16, 60);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		terminal_wait(trial.terminal, expected[i]);
	close_desk(&trial);
}

static void what_was_typed_meanwhile_stays_beside_the_change(void **state)
{
	static const struct server_script script[] = {
		{ .steps = { { EVENTS PIECE("<<<TEXT\\n") },
			     { PIECE("Yesterday I sat in the train to Basel and read the contract "
				     "a "
				     "second time, because I had not understood a word of it. Then "
				     "I "
				     "rang the lawyer, and she laughed and explained it to me in "
				     "ten "
				     "plain minutes.\\n\\nWhat did you sign without reading "
				     "it?\\nTEXT>>>") FINISH,
			       1500 } } },
	};
	struct trial trial = open_desk(*state, script, 1, english, "");
	send_first_task(&trial);
	terminal_wait(trial.terminal, "it comes");
	author_press(trial.terminal, "Look: ", "The proposal is there");
	author_press(trial.terminal, KEY_REWRITE, "Change 1 of 1");
	author_press(trial.terminal, KEY_ENTER, "Look: Yesterday I sat in the train to Basel");
	close_desk(&trial);
}

static void each_fault_of_a_service_is_one_sentence_and_the_text_stays(void **state)
{
	static const struct {
		struct server_script script;
		const char *sentence;
	} faults[] = {
		{ { .steps = { { STATUS("401 No", "{\"error\":{\"message\":\"bad key\"}}") } } },
		  "does not accept the key (401)" },
		{ { .steps = { { STATUS("403 No", "{}") } } }, "does not let this key use m1" },
		{ { .steps = { { "HTTP/1.1 429 Busy\r\nRetry-After: 3600\r\nConnection: "
				 "close\r\n\r\n{}" } } },
		  "3600 seconds" },
		{ { .steps = { { HEAD("application/json") "Hello, I am no JSON." } } },
		  "no answer of a language model" },
		{ { .steps = { { EVENTS "data: {\"error\":{\"message\":\"overloaded\"}}\n\n" } } },
		  "reports an error. «overloaded»" },
	};
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		struct trial trial = open_desk(*state, &faults[i].script, 1, english, "");
		send_first_task(&trial);
		terminal_wait(trial.terminal, faults[i].sentence);
		expect_text(*state, trial.terminal, english);
		close_desk(&trial);
	}
}

static void an_answer_cut_in_the_middle_is_kept_as_a_partial_proposal(void **state)
{
	static const struct server_script script[] = {
		{ .steps = { { EVENTS PIECE(
			  "<<<TEXT\\nYesterday I sat in the bus to Bern and read") } },
		  .resets = true },
	};
	struct trial trial = open_desk(*state, script, 1, english, "");
	send_first_task(&trial);
	terminal_wait(trial.terminal, "The answer broke off; what came is a proposal.");
	author_press(trial.terminal, KEY_REWRITE, "Change 1 of 1");
	author_press(trial.terminal, KEY_ENTER, "bus to Bern and read the contract a second");
	close_desk(&trial);
}

static void a_busy_service_is_waited_for_with_a_countdown(void **state)
{
	static const struct server_script scripts[] = {
		{ .steps = { { "HTTP/1.1 429 Busy\r\nRetry-After: 2\r\nConnection: "
			       "close\r\n\r\n{}" } } },
		{ .steps = { { EVENTS PIECE("<<<TEXT\\nNothing changes.\\nTEXT>>>") FINISH } } },
	};
	struct trial trial = open_desk(*state, scripts, 2, "Nothing changes.\n", "");
	send_first_task(&trial);
	terminal_wait(trial.terminal, "next try in 2 s");
	terminal_wait(trial.terminal, "next try in 1 s");
	close_desk(&trial);
}

static void questions_come_first_for_a_thin_draft_and_go_in_by_the_authors_key(void **state)
{
	static const struct server_script script[] = {
		{ .steps = { { EVENTS PIECE(
			  "<<<TEXT\\n1. Where were you?\\n2. Who laughed?\\nTEXT>>>") FINISH } } },
	};
	struct trial trial = open_desk(*state, script, 1, "Thin.\n", "");
	author_press(trial.terminal, KEY_REWRITE, "▸ Ask me questions");
	author_press(trial.terminal, KEY_ENTER, "What will be sent");
	author_press(trial.terminal, KEY_ENTER, "2 lines are there");
	author_press(trial.terminal, KEY_REWRITE, "Who laughed?");
	author_press(trial.terminal, KEY_DOWN KEY_ENTER, "Put in; C-z takes it back");
	expect_text(*state, trial.terminal, "Who laughed?\nThin.\n");
	author_press(trial.terminal, "\0336", "63 % of this draft came from suggestions");
	close_desk(&trial);
}

static void a_draft_marked_never_to_be_sent_is_not_asked_about(void **state)
{
	static const struct server_script script[] = { { .hangs = true } };
	struct trial trial = open_desk(*state, script, 1, english, "");
	author_press(trial.terminal, KEY_COMMANDS, "All commands");
	author_press(trial.terminal, "Never send" KEY_ENTER, "No model will see this draft.");
	author_press(trial.terminal, KEY_REWRITE, "You marked this draft as never to be sent");
	close_desk(&trial);
	trial = open_desk(*state, script, 1, english, "");
	author_press(trial.terminal, KEY_REWRITE, "You marked this draft as never to be sent");
	close_desk(&trial);
}

static void once_a_draft_is_asked_about_once_when_that_is_set(void **state)
{
	static const struct server_script script[] = {
		{ .steps = { { EVENTS PIECE("<<<TEXT\\nNothing changes.\\nTEXT>>>") FINISH } } },
	};
	struct trial trial = open_desk(*state, script, 1, english, "rewrite.ask: once per draft\n");
	send_first_task(&trial);
	terminal_wait(trial.terminal, "The proposal is there");
	author_press(trial.terminal, KEY_REWRITE "\x04" KEY_REWRITE, "What should it do?");
	terminal_wait_gone(trial.terminal, "The proposal is there");
	terminal_press(trial.terminal, KEY_ENTER);
	terminal_wait_gone(trial.terminal, "What should it do?");
	terminal_wait(trial.terminal, "The proposal is there");
	assert_int_equal(server_requests(trial.server), 2);
	close_desk(&trial);
}

static void a_new_draft_keeps_its_mark_when_it_gets_a_file(void **state)
{
	struct home *home = *state;
	struct terminal *terminal;
	(void)home_write(home, ".config/tonfall/settings.yaml",
			 "rewrite.endpoint: http://127.0.0.1:9/v1\nrewrite.model: m1\n");
	terminal = terminal_new(home, TERMINAL_ROWS, 120, home_path(home, "new.txt"));
	terminal_wait(terminal, "Welcome");
	author_press(terminal, "A secret.\0337", "No model will see this draft.");
	author_press(terminal, KEY_SAVE, "Saved as");
	terminal_free(terminal);
	terminal = terminal_new(home, TERMINAL_ROWS, 120, home_path(home, "new.txt"));
	terminal_wait(terminal, "A secret.");
	author_press(terminal, KEY_REWRITE, "You marked this draft as never to be sent");
	terminal_free(terminal);
}

static void what_came_from_suggestions_is_still_known_after_a_restart(void **state)
{
	static const struct server_script script[] = {
		{ .steps = { { EVENTS PIECE("<<<TEXT\\nYesterday I sat in the train to Bern and "
					    "read the contract twice, because I had not "
					    "understood a word of it. Then I rang the lawyer, and "
					    "she laughed and explained it to me in ten plain "
					    "minutes.\\n\\nWhat did you sign without reading "
					    "it?\\nTEXT>>>") FINISH } } },
	};
	struct home *home = *state;
	struct trial trial = open_desk(home, script, 1, english, "");
	terminal_press(trial.terminal, "\0336");
	terminal_wait(trial.terminal, "0 % of this draft");
	terminal_press(trial.terminal, "\x1b");
	terminal_wait_gone(trial.terminal, "of this draft");
	send_first_task(&trial);
	terminal_wait(trial.terminal, "The proposal is there");
	terminal_press(trial.terminal, "\x12");
	terminal_wait(trial.terminal, "Correct: said in fewer words");
	terminal_press(trial.terminal, "\r");
	terminal_wait(trial.terminal, "Done: 1 change taken");
	terminal_press(trial.terminal, "\x13");
	terminal_wait(trial.terminal, "Saved as");
	close_desk(&trial);
	/* Written on elsewhere: the words are found again. */
	struct str text = { 0 };
	char *saved = home_read(home, "p.txt");
	(void)str_format(&text, "A line more.\n\n%s", saved);
	free(saved);
	struct terminal *terminal =
		terminal_new(home, TERMINAL_ROWS, 120, home_write(home, "p.txt", str_text(&text)));
	terminal_wait(terminal, "A line more.");
	terminal_press(terminal, "\0336");
	terminal_wait(terminal, "2 % of this draft came from suggestions you took. Only you see");
	terminal_free(terminal);
	str_release(&text);
}

/* ---- with a voice ---- */

#define MARCUS                                                                                    \
	"A guy I fired nine years ago sent me a note yesterday, and I'll admit I didn't want to " \
	"open it. It said thanks. I'm still sort of chewing on that. He's running his own shop "  \
	"now, he's got twelve people, and he said the worst part wasn't getting fired, it was "   \
	"that I'd waited so long when we both knew. He's right. I waited because I'm a coward "   \
	"about that stuff. I don't think I've got much better, but I'm trying.\n"

/* All posts of one author but the draft. */
static void learn_a_voice(const struct home *home)
{
	struct str text = { 0 };
	struct span mark = SPAN("\n%%\n");
	assert_true(file_read("tests/data/voice/en-marcus.txt", 1 << 20, &text, NULL, NULL));
	struct span rest = str_span(&text);
	for (int i = 10; i < 99 && rest.length; i++) {
		char name[64], post[4096];
		size_t at = span_find(rest, mark, 0);
		(void)snprintf(post, sizeof post, "%.*s", SPAN_ARGS(span_slice(rest, 0, at)));
		(void)snprintf(name, sizeof name, ".local/share/tonfall/voice/en/%d.txt", i);
		if (strncmp(post, MARCUS, 40) != 0)
			(void)home_write(home, name, post);
		rest = span_slice(rest, at + mark.length, rest.length);
	}
	str_release(&text);
}

static void the_panel_says_how_the_draft_sounds_and_each_change_what_it_costs(void **state)
{
	static const struct server_script script[] = {
		{ .steps = { { EVENTS PIECE(
			  "<<<TEXT\\nThe difficult termination decision concluded "
			  "prematurely \u2014 underscoring the importance of "
			  "intentional habits, mindful consumption and "
			  "sustainable boundaries.\\nTEXT>>>") FINISH } } },
	};
	learn_a_voice(*state);
	struct trial trial = open_desk(*state, script, 1, MARCUS, "");
	terminal_wait(trial.terminal, "sounds like you");
	send_first_task(&trial);
	terminal_wait(trial.terminal, "The proposal is there");
	author_press(trial.terminal, KEY_REWRITE, "away from you; lost: «a», «i», «years»");
	author_press(trial.terminal, KEY_ESCAPE, "The proposal waits");
	close_desk(&trial);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(an_answer_streams_and_a_change_is_taken_and_undone),
		HOME_TEST(the_gate_shows_every_byte_and_sends_nothing_on_escape),
		HOME_TEST(the_gate_cuts_no_byte_in_any_window),
		HOME_TEST(typing_goes_on_while_an_answer_streams_and_escape_ends_it),
		HOME_TEST(a_change_in_a_small_window_shows_both_its_sides_and_every_key),
		HOME_TEST(what_was_typed_meanwhile_stays_beside_the_change),
		HOME_TEST(each_fault_of_a_service_is_one_sentence_and_the_text_stays),
		HOME_TEST(an_answer_cut_in_the_middle_is_kept_as_a_partial_proposal),
		HOME_TEST(a_busy_service_is_waited_for_with_a_countdown),
		HOME_TEST(questions_come_first_for_a_thin_draft_and_go_in_by_the_authors_key),
		HOME_TEST(once_a_draft_is_asked_about_once_when_that_is_set),
		HOME_TEST(a_new_draft_keeps_its_mark_when_it_gets_a_file),
		HOME_TEST(what_came_from_suggestions_is_still_known_after_a_restart),
		HOME_TEST(the_panel_says_how_the_draft_sounds_and_each_change_what_it_costs),
		HOME_TEST(a_draft_marked_never_to_be_sent_is_not_asked_about),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
