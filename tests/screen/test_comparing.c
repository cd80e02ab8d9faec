/* Two answers side by side as the last step of a lesson, against a scripted server on loopback. */
#include "unit.h"

#include "author.h"
#include "server.h"

#define HEAD(type)	   "HTTP/1.1 200 OK\r\nContent-Type: " type "\r\nConnection: close\r\n\r\n"
#define EVENTS		   HEAD("text/event-stream")
#define PIECE(s)	   "data: {\"choices\":[{\"delta\":{\"content\":\"" s "\"}}]}\n\n"
#define FINISH		   "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
#define STATUS(line, body) "HTTP/1.1 " line "\r\nConnection: close\r\n\r\n" body

#define KEY_CHECK   "\x07"
#define KEY_COMPARE "\0334"
#define KEY_LEAVE   "\033q"
#define KEY_LESSONS "\033l"

static const char good[] = "Cut my draft about shift plans for ward managers who make the plans "
			   "themselves and know the rules.";
static const char progress[] = ".local/state/tonfall/lessons.yaml";

struct trial {
	struct server *server;
	struct terminal *terminal;
};

static void open_lesson(struct terminal *terminal, const char *title)
{
	struct str typed = { 0 };
	author_press(terminal, KEY_LESSONS, "Lessons");
	terminal_press(terminal, title);
	(void)str_format(&typed, "› %s", title);
	terminal_wait(terminal, str_text(&typed));
	str_release(&typed);
	author_press(terminal, KEY_ENTER, "Exercise");
	author_press(terminal, KEY_ENTER, "M-q");
}

static void answer(struct terminal *terminal, const char *text)
{
	struct str keys = { 0 };
	(void)str_format(&keys, KEY_ALL "\033[200~%s\033[201~", text);
	terminal_press(terminal, str_text(&keys));
	str_release(&keys);
	author_press(terminal, KEY_CHECK, "That works");
}

/* A lesson with a good answer in it, and a server that plays the scripts (NULL: no model is set).
 */
static struct trial open_desk(const struct home *home, const struct server_script *scripts,
			      size_t count, int columns)
{
	struct trial trial = { .server = scripts ? server_new(scripts, count) : NULL };
	char settings[256];
	if (scripts) {
		(void)snprintf(settings, sizeof settings,
			       "rewrite.endpoint: http://127.0.0.1:%d/v1\nrewrite.model: m1\n",
			       server_port(trial.server));
		(void)home_write(home, ".config/tonfall/settings.yaml", settings);
	}
	trial.terminal =
		terminal_new(home, 40, columns, home_write(home, "post.txt", "My draft.\n"));
	terminal_wait(trial.terminal, "My draft.");
	open_lesson(trial.terminal, "For whom?");
	answer(trial.terminal, good);
	return trial;
}

static void close_desk(struct trial *trial)
{
	terminal_free(trial->terminal);
	server_free(trial->server);
}

static void send_both(struct trial *trial)
{
	author_press(trial->terminal, KEY_COMPARE, "What will be sent");
	assert_int_equal(server_requests(trial->server), 0);
	author_press(trial->terminal, KEY_ENTER, "Two answers");
}

/* The row on the screen with these words, -1: none. */
static int row_of(struct terminal *terminal, const char *words)
{
	struct str text = { 0 };
	int row = -1, at = 0;
	terminal_text(terminal, &text);
	struct span rest = str_span(&text), line;
	while (span_next(&rest, '\n', &line)) {
		if (row < 0 && span_find(line, span_of(words), 0) < line.length)
			row = at;
		at++;
	}
	str_release(&text);
	return row;
}

static const struct server_script two[] = {
	{ .steps = { { EVENTS PIECE("Shift plans matter.") FINISH } } },
	{ .steps = { { EVENTS PIECE("Who fills the night of the 24th?") FINISH } } },
};

static void two_answers_stand_side_by_side_and_change_nothing(void **state)
{
	struct trial trial = open_desk(*state, two, 2, 120);
	char *before = home_read(*state, progress);
	terminal_wait(trial.terminal, "M-4 compares two answers");
	send_both(&trial);
	terminal_wait(trial.terminal, "Shift plans matter.");
	terminal_wait(trial.terminal, "Who fills the night of the 24th?");
	assert_int_equal(row_of(trial.terminal, "Shift plans matter."),
			 row_of(trial.terminal, "Who fills the night of the 24th?"));
	assert_int_equal(server_requests(trial.server), 2);
	assert_non_null(strstr(server_received(trial.server),
			       "\"Cut my draft about shift plans for LinkedIn.\""));
	assert_non_null(strstr(server_received(trial.server), good));
	assert_null(strstr(server_received(trial.server), "system"));
	terminal_press(trial.terminal, KEY_ESCAPE);
	terminal_wait_gone(trial.terminal, "Two answers");
	assert_false(terminal_shows(trial.terminal, "Shift plans matter."));
	char *after = home_read(*state, progress);
	assert_string_equal(before, after);
	free(before);
	free(after);
	author_press(trial.terminal, KEY_LEAVE, "My draft.");
	assert_false(terminal_shows(trial.terminal, "Who fills"));
	close_desk(&trial);
}

static void in_a_narrow_window_they_stand_below_each_other(void **state)
{
	struct trial trial = open_desk(*state, two, 2, 80);
	author_press(trial.terminal, KEY_ENTER, "M-4 compares");
	send_both(&trial);
	terminal_wait(trial.terminal, "Who fills the night of the 24th?");
	assert_true(row_of(trial.terminal, "Shift plans matter.") >= 0);
	assert_true(row_of(trial.terminal, "Shift plans matter.") <
		    row_of(trial.terminal, "Answer to yours"));
	terminal_resize(trial.terminal, 40, 110);
	terminal_wait(trial.terminal, "│ Who fills the night of the 24th?");
	close_desk(&trial);
}

static void the_gate_shows_both_prompts_and_sends_nothing_on_escape(void **state)
{
	struct trial trial = open_desk(*state, two, 2, 120);
	author_press(trial.terminal, KEY_LEAVE, "My draft.");
	open_lesson(trial.terminal, "What never goes in");
	answer(trial.terminal,
	       "Cut my text: A customer wanted to leave us, and for the first time I asked why.");
	author_press(trial.terminal, KEY_COMPARE, "First the weak prompt");
	terminal_wait(trial.terminal, "Model: m1");
	terminal_wait(trial.terminal, "/v1/chat/completions");
	terminal_wait(trial.terminal, "[[MAIL 1]]  petra.muster@example.ch");
	author_press(trial.terminal, "\x1b[F", "the first time I asked why.\"");
	terminal_press(trial.terminal, KEY_ESCAPE);
	terminal_wait_gone(trial.terminal, "What will be sent");
	assert_int_equal(server_requests(trial.server), 0);
	author_press(trial.terminal, KEY_COMPARE, "First the weak prompt");
	author_press(trial.terminal, KEY_ENTER, "Who fills the night of the 24th?");
	assert_null(strstr(server_received(trial.server), "petra.muster"));
	assert_null(strstr(server_received(trial.server), "555 01 23"));
	close_desk(&trial);
}

static void a_second_request_that_fails_leaves_the_first_answer(void **state)
{
	static const struct server_script scripts[] = {
		{ .steps = { { EVENTS PIECE("Shift plans matter.") FINISH } } },
		{ .steps = { { STATUS("401 No", "{\"error\":{\"message\":\"bad key\"}}") } } },
	};
	struct trial trial = open_desk(*state, scripts, 2, 120);
	send_both(&trial);
	terminal_wait(trial.terminal, "accept the key (401)");
	terminal_wait(trial.terminal, "Shift plans matter.");
	terminal_press(trial.terminal, KEY_ESCAPE);
	terminal_wait_gone(trial.terminal, "Two answers");
	author_press(trial.terminal, KEY_CHECK, "Exercise");
	close_desk(&trial);
}

static void after_a_first_request_that_fails_the_second_is_not_sent(void **state)
{
	static const struct server_script scripts[] = {
		{ .steps = { { STATUS("403 No", "{}") } } },
		{ .hangs = true },
	};
	struct trial trial = open_desk(*state, scripts, 2, 120);
	send_both(&trial);
	terminal_wait(trial.terminal, "Not asked, because the first");
	terminal_wait(trial.terminal, "let this key use m1");
	assert_int_equal(server_requests(trial.server), 1);
	close_desk(&trial);
}

static void hostile_answers_are_shown_as_text(void **state)
{
	static const struct server_script scripts[] = {
		{ .steps = { { EVENTS PIECE("# Done\\n+ taken\\tb\\n\\u001b]0;owned\\u0007"
					    "\\u202egpj.exe") FINISH } } },
		{ .steps = { { EVENTS PIECE("\xff\xfe\\ud800 \\u0000 still here") FINISH } } },
	};
	struct trial trial = open_desk(*state, scripts, 2, 120);
	send_both(&trial);
	terminal_wait(trial.terminal, "still here");
	terminal_wait(trial.terminal, "# Done");
	terminal_wait(trial.terminal, "+ taken b");
	terminal_wait(trial.terminal, "]0;owned");
	assert_false(terminal_shows(trial.terminal, "\xe2\x80\xae"));
	close_desk(&trial);
}

static void escape_cancels_while_an_answer_streams(void **state)
{
	static const struct server_script scripts[] = {
		{ .steps = { { EVENTS PIECE("word ") }, { PIECE("word "), 5 } }, .repeats = true },
	};
	struct trial trial = open_desk(*state, scripts, 1, 120);
	send_both(&trial);
	terminal_wait(trial.terminal, "it comes");
	terminal_wait(trial.terminal, "Comes after the first.");
	terminal_wait(trial.terminal, "word word");
	terminal_press(trial.terminal, KEY_ESCAPE);
	terminal_wait_gone(trial.terminal, "Two answers");
	author_press(trial.terminal, KEY_LEAVE, "My draft.");
	assert_int_equal(server_requests(trial.server), 1);
	close_desk(&trial);
}

static void what_is_missing_is_said_in_a_sentence(void **state)
{
	struct trial trial = open_desk(*state, NULL, 0, 120);
	assert_false(terminal_shows(trial.terminal, "M-4"));
	author_press(trial.terminal, KEY_COMPARE,
		     "Comparing answers needs a language model; C-r says how to set one.");
	close_desk(&trial);
	trial = open_desk(*state, two, 2, 120);
	author_press(trial.terminal, " x", "know the rules. x");
	author_press(trial.terminal, KEY_COMPARE, "First C-g must find your answer good");
	author_press(trial.terminal, KEY_CHECK, "That works");
	author_press(trial.terminal, "\0337", "No model will see this draft.");
	author_press(trial.terminal, KEY_COMPARE, "You marked this draft as never to be sent");
	author_press(trial.terminal, KEY_LEAVE, "My draft.");
	open_lesson(trial.terminal, "One thing you know");
	author_press(trial.terminal, KEY_COMPARE, "no prompt to compare yours with");
	assert_int_equal(server_requests(trial.server), 0);
	close_desk(&trial);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(two_answers_stand_side_by_side_and_change_nothing),
		HOME_TEST(in_a_narrow_window_they_stand_below_each_other),
		HOME_TEST(the_gate_shows_both_prompts_and_sends_nothing_on_escape),
		HOME_TEST(a_second_request_that_fails_leaves_the_first_answer),
		HOME_TEST(after_a_first_request_that_fails_the_second_is_not_sent),
		HOME_TEST(hostile_answers_are_shown_as_text),
		HOME_TEST(escape_cancels_while_an_answer_streams),
		HOME_TEST(what_is_missing_is_said_in_a_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
