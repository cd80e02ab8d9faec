/*
 * The club over a line that is slow, or cut after any number of bytes: what an author or a coach
 * gave to the hub is there exactly once in the end, and what a session has shown is kept.
 */
#include "unit.h"

#include <poll.h>

#include "author.h"
#include "command.h"
#include "hub.h"
#include "line.h"
#include "torture.h"

#include "base/clock.h"

enum { PATIENCE_MS = 40000, LOOK_MS = 20 };

#define HAND_IN "\x14"
#define INBOX	"\x02"

static const char post[] = "Der Zug kam nie. Ich lief los.\n";
static const struct line_terms slow = { .latency_ms = 300, .piece = 48, .pause_ms = 4 };

/* ---- a hub behind a line ---- */

static struct line *line;

static int open_hub(void **state)
{
	if (hub_set_up(state, HUB_COMMAND) != 0)
		return -1;
	hub_add(*state, "anna", "author");
	hub_add(*state, "carl", "coach");
	line = line_new(((struct hub *)*state)->port);
	return 0;
}

static int close_hub(void **state)
{
	line_free(line);
	return hub_tear_down(state);
}

/* A desk of a member's own, whose ssh takes the line. */
static struct terminal *desk_of(struct hub *hub, struct home *home, const char *name)
{
	hub->through = line_port(line);
	home_init(home);
	hub_at_home(hub, home, name);
	hub->through = 0;
	return author_open_text(home, post);
}

/* A desk on the hub, over the line. */
static struct terminal *session_of(struct hub *hub, const char *name)
{
	hub->through = line_port(line);
	struct terminal *terminal = hub_terminal(hub, name, "xterm-256color", 30, 110);
	hub->through = 0;
	return terminal;
}

static size_t times_in(const struct str *text, const char *words)
{
	struct span all = str_span(text);
	size_t count = 0, at = 0;
	while ((at = span_find(all, span_of(words), at)) < all.length) {
		count++;
		at += strlen(words);
	}
	return count;
}

/* Which of two comes; 0 when none did. */
static int which_comes(struct terminal *terminal, const char *one, const char *other)
{
	int64_t until = clock_ms() + PATIENCE_MS;
	while (clock_ms() < until) {
		if (terminal_comes(terminal, one, LOOK_MS))
			return 1;
		if (terminal_shows(terminal, other))
			return 2;
	}
	return 0;
}

/* ---- where to cut ---- */

struct place {
	enum line_way way;
	long at;
	enum line_end end;
};

/* What a question and its answer take, from the first byte of ssh's to its last. */
static void measure(struct hub *hub, long carried[LINE_WAYS])
{
	struct str out = { 0 };
	line_set(line, NULL);
	hub->through = line_port(line);
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"whoami\"}", &out);
	hub->through = 0;
	for (int way = 0; way < LINE_WAYS; way++) {
		carried[way] = line_carried(line, way);
		assert_true(carried[way] > 1000);
	}
	str_release(&out);
}

/* Most lie where the question and its answer are, behind ssh's greetings: the last part. The long
 * form goes through all. False after the last one. */
static bool next_place(const long carried[LINE_WAYS], size_t index, struct place *place)
{
	static const int permille[] = { 300, 900, 950, 970, 985, 1000, 1060 };
	enum { SHORT = sizeof permille / sizeof *permille, LONG = 120, LAST_PART = 40 };
	size_t step = index / LINE_WAYS;
	long all = carried[index % LINE_WAYS];
	*place = (struct place){ .way = index % LINE_WAYS,
				 .end = step % 2 ? LINE_ENDS : LINE_RESETS };
	if (!torture_is_long()) {
		place->at = step < SHORT ? all * permille[step] / 1000 : 0;
		return step < SHORT;
	}
	place->at = step < LAST_PART ? all * ((long)step + 1) / (LAST_PART + 10)
				     : all * 8 / 10 + (long)(step - LAST_PART) * all / 250;
	return step < LONG;
}

/* For the next connection. */
static void set_cut(const struct place *place)
{
	struct line_terms terms = { .end = place->end, .connections = 1 };
	terms.cut[place->way] = place->at;
	line_set(line, &terms);
}

/* ---- an author ---- */

static void expect_versions(struct hub *hub, int count, struct span text)
{
	struct str out = { 0 }, words = { 0 };
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"status\"}", &out);
	(void)str_format(&words, "\"revision\":%d,", count);
	if (times_in(&out, "\"title\"") != 1 || times_in(&out, str_text(&words)) != 1)
		fail_msg("not one text in %d versions: %s", count, str_text(&out));
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"show\",\"id\":1}", &out);
	str_clear(&words);
	(void)str_format(&words, "\"text\":\"%.*s", SPAN_ARGS(text));
	assert_int_equal(times_in(&out, str_text(&words)), 1);
	str_release(&words);
	str_release(&out);
}

/* Hands in what has one letter more; true when it did not get through at once. */
static bool hand_in(struct terminal *anna, int version)
{
	char said[64];

	(void)snprintf(said, sizeof said, "Handed in as version %d.", version);
	author_press(anna, "x" HAND_IN, "Hand in?");
	terminal_press(anna, KEY_ENTER);
	int came = which_comes(anna, said, "your text waits here");
	if (!came)
		terminal_wait(anna, said);
	if (came == 2) {
		author_press(anna, HAND_IN, "Hand in?");
		author_press(anna, KEY_ENTER, said);
	}
	return came == 2;
}

static void wherever_the_line_is_cut_a_text_is_handed_in_once(void **state)
{
	struct hub *hub = hub_of(state);
	struct home home = { 0 };
	struct str text = { 0 };
	struct place place;
	long carried[LINE_WAYS];
	int version = 0, waited = 0, made = 1;
	measure(hub, carried);
	struct terminal *anna = desk_of(hub, &home, "anna");
	for (size_t i = 0; next_place(carried, i, &place); i++) {
		set_cut(&place);
		bool waits = hand_in(anna, ++version);
		waited += waits;
		made += waits ? 3 : 2; /* the question what was said is behind it */
		assert_true(line_is_quiet(line, made, PATIENCE_MS));
		(void)str_add_byte(&text, 'x');
	}
	print_message("%d hand-ins, %d of them cut\n", version, waited);
	assert_true(waited > version / 4);
	(void)str_add(&text, SPAN("Der Zug"));
	expect_versions(hub, version, str_span(&text));
	terminal_free(anna);
	str_release(&text);
	home_release(&home);
}

/* ---- a coach ---- */

static const char show[] = "{\"version\":1,\"verb\":\"show\",\"id\":1}";

static void put_text(struct hub *hub)
{
	struct str out = { 0 };
	hub_ask(hub, "anna",
		"{\"version\":1,\"verb\":\"submit\",\"title\":\"Der Zug\",\"language\":\"de-CH\","
		"\"text\":\"Der Zug kam nie.\\n\",\"request\":\"r1\"}",
		&out);
	str_release(&out);
}

/* Words kept on the hub, or waiting here until they are. */
static bool comment(struct terminal *carl, int number)
{
	char words[32];
	(void)snprintf(words, sizeof words, "Idee %d.", number);
	author_press(carl, "i", "Enter keep");
	author_press(carl, words, words);
	terminal_press(carl, KEY_ENTER);
	return which_comes(carl, "Kept, not sent yet", "your words wait here") == 2;
}

static bool send_all(struct terminal *carl)
{
	terminal_press(carl, "s");
	return which_comes(carl, "comment sent.", "your words wait here") == 2;
}

/* Each of so many is in the answer once, with its number between these words; for the author. */
static void expect_each(struct hub *hub, const char *question, const char *before,
			const char *behind, int count)
{
	struct str out = { 0 }, words = { 0 };
	hub_ask(hub, "anna", question, &out);
	for (int i = 1; i <= count; i++) {
		str_clear(&words);
		(void)str_format(&words, "%s%d%s", before, i, behind);
		if (times_in(&out, str_text(&words)) != 1)
			fail_msg("%zu times %s", times_in(&out, str_text(&words)),
				 str_text(&words));
	}
	str_release(&words);
	str_release(&out);
}

static void wherever_the_line_is_cut_a_comment_is_made_and_sent_once(void **state)
{
	struct hub *hub = hub_of(state);
	struct home home = { 0 };
	struct place place;
	long carried[LINE_WAYS];
	int count = 0, waited = 0, made = 3;
	put_text(hub);
	measure(hub, carried);
	struct terminal *carl = desk_of(hub, &home, "carl");
	author_press(carl, INBOX, "anna · Der Zug");
	author_press(carl, KEY_ENTER, "read only");
	for (size_t i = 0; next_place(carried, i, &place); i++) {
		set_cut(&place);
		waited += comment(carl, ++count);
		made += 2; /* comment and show, or comment twice */
		if (send_all(carl))
			fail_msg("a good line was none");
		made += 2;
		assert_true(line_is_quiet(line, made, PATIENCE_MS));
	}
	print_message("%d comments, %d of them cut\n", count, waited);
	assert_true(waited > count / 4);
	expect_each(hub, show, "\"body\":\"Idee ", ".\"", count);
	terminal_free(carl);
	home_release(&home);
}

/* ---- from the command line ---- */

/* With a sentence when it did not get through; then it is repeated over a good line, and done. True
 * when it had to be. */
static bool give(const struct home *home, const char *const *arguments)
{
	struct command_result result;
	command_run_program(home, arguments, NULL, &result);
	bool was_cut = result.status != 0;
	if (was_cut && (result.status != 2 || strncmp(result.err, "tonfall: ", 9) != 0))
		fail_msg("%s: %d %s", arguments[0], result.status, result.err);
	command_release(&result);
	if (!was_cut)
		return false;
	command_run_program(home, arguments, NULL, &result);
	if (result.status != 0)
		fail_msg("%s again: %d %s", arguments[0], result.status, result.err);
	command_release(&result);
	return true;
}

/* By `name`, at each place; how many it were. */
static int give_at_each_place(struct hub *hub, const char *name,
			      const char *const *(*next)(const struct home *home, int number))
{
	struct home home = { 0 };
	struct place place;
	long carried[LINE_WAYS];
	int count = 0, cuts = 0;
	measure(hub, carried);
	home_init(&home);
	hub->through = line_port(line);
	hub_at_home(hub, &home, name);
	hub->through = 0;
	for (size_t i = 0; next_place(carried, i, &place); i++) {
		set_cut(&place);
		cuts += give(&home, next(&home, ++count));
		line_set(line, NULL);
	}
	print_message("%d times, %d of them cut\n", count, cuts);
	assert_true(cuts > count / 4);
	home_release(&home);
	return count;
}

static const char *const *next_draft(const struct home *home, int number)
{
	static const char *const arguments[] = { "submit", "post.txt", NULL };
	char text[64];
	(void)snprintf(text, sizeof text, "Tag %d.\n\nDer Zug kam nie.\n", number);
	(void)home_write(home, "post.txt", text);
	return arguments;
}

static void wherever_the_line_is_cut_a_command_hands_in_once(void **state)
{
	struct hub *hub = hub_of(state);
	int count = give_at_each_place(hub, "anna", next_draft);
	expect_each(hub, "{\"version\":1,\"verb\":\"status\"}", "\"title\":\"Tag ", ".\"", count);
}

static const char *const *next_comment(const struct home *home, int number)
{
	static char words[32];
	static const char *const arguments[] = { "comment", "1", words, NULL };
	(void)home;
	(void)snprintf(words, sizeof words, "Idee %d.", number);
	return arguments;
}

static void wherever_the_line_is_cut_a_command_comments_once(void **state)
{
	struct hub *hub = hub_of(state);
	put_text(hub);
	int count = give_at_each_place(hub, "carl", next_comment);
	expect_each(hub, show, "\"body\":\"Idee ", ".\"", count);
}

/* ---- a session on the hub ---- */

enum { TYPED = 48 };

/* Opens the draft that waits, with all of it selected; false when the line was cut before. */
static bool go_on(struct terminal *anna)
{
	if (!terminal_comes(anna, "Your drafts", PATIENCE_MS))
		return false;
	terminal_press(anna, KEY_ENTER);
	terminal_wait_gone(anna, "Your drafts");
	terminal_press(anna, KEY_ALL);
	return true;
}

/* Letter by letter until the session is cut off; how many were on the screen then. */
static size_t type_until_cut(struct terminal *anna, const char *words)
{
	size_t shown = 0;
	int status;
	for (size_t at = 0; words[at]; at++) {
		char seen[TYPED + 1] = "";
		memcpy(seen, words, at + 1);
		terminal_press(anna, &seen[at]);
		if (!terminal_comes(anna, seen, PATIENCE_MS))
			break;
		shown = at + 1;
	}
	if (shown < strlen(words) && !terminal_ends(anna, PATIENCE_MS, &status))
		fail_msg("cut off, but ssh goes on");
	return shown;
}

/* What is on the desk again is the beginning of what was typed, as long at least as was shown. */
static void expect_beginning(struct hub *hub, const char *words, size_t shown)
{
	struct str screen = { 0 };
	struct terminal *anna = hub_terminal(hub, "anna", "xterm-256color", 30, 110);
	assert_true(go_on(anna));
	if (shown) {
		char seen[TYPED + 1] = "";
		memcpy(seen, words, shown);
		terminal_wait(anna, seen);
		terminal_text(anna, &screen);
		struct span text = str_span(&screen);
		size_t at = span_find(text, span_slice(span_of(words), 0, shown), 0);
		assert_true(at < text.length);
		while (shown < strlen(words) && text.at[at + shown] == words[shown])
			shown++;
		assert_true(span_starts(span_slice(text, at + shown, text.length), SPAN("  ")));
	}
	terminal_free(anna);
	str_release(&screen);
}

/* How much of each way there is before the first letter. */
static void measure_session(struct hub *hub, long before[LINE_WAYS])
{
	line_set(line, NULL);
	struct terminal *anna = session_of(hub, "anna");
	terminal_wait(anna, "Tonfall");
	author_press(anna, "Anfang.", "Anfang.");
	terminal_free(anna);
	anna = session_of(hub, "anna");
	assert_true(go_on(anna));
	terminal_drain(anna, 500);
	for (int way = 0; way < LINE_WAYS; way++)
		before[way] = line_carried(line, way);
	terminal_free(anna);
}

static void wherever_a_session_is_cut_what_it_showed_is_kept(void **state)
{
	struct hub *hub = hub_of(state);
	long before[LINE_WAYS];
	int cuts = 0, steps = torture_is_long() ? 80 : 6;
	measure_session(hub, before);
	for (int i = 0; i < steps; i++) {
		char words[TYPED + 1];
		struct place place = { .way = i % LINE_WAYS,
				       .end = i / LINE_WAYS % 2 ? LINE_ENDS : LINE_RESETS };
		place.at = before[place.way] + (place.way == LINE_UP ? 1200L : 4000L) * i / steps;
		(void)snprintf(words, sizeof words, "Runde %d: am Morgen fuhr kein Zug.", i);
		set_cut(&place);
		struct terminal *anna = session_of(hub, "anna");
		size_t shown = go_on(anna) ? type_until_cut(anna, words) : 0;
		cuts += shown && words[shown];
		terminal_free(anna);
		expect_beginning(hub, words, shown);
	}
	print_message("%d sessions, %d cut while typing\n", steps, cuts);
	assert_true(cuts >= steps / 3);
}

/* ---- a slow line ---- */

static void on_a_slow_line_all_arrives_and_typing_goes_on(void **state)
{
	struct hub *hub = hub_of(state);
	struct home home = { 0 };
	struct terminal *anna = desk_of(hub, &home, "anna");
	line_set(line, &slow);
	author_press(anna, HAND_IN, "Hand in?");
	author_press(anna, KEY_ENTER, "It is being handed in");
	author_press(anna, "Doch! ", "Doch! Der Zug");
	assert_false(terminal_shows(anna, "Handed in as")); /* the desk did not wait */
	assert_true(terminal_comes(anna, "Handed in as version 1", PATIENCE_MS));
	struct terminal *carl = session_of(hub, "carl");
	assert_true(terminal_comes(carl, "Tonfall", PATIENCE_MS));
	terminal_press(carl, INBOX);
	assert_true(terminal_comes(carl, "anna · Der Zug", PATIENCE_MS));
	terminal_press(carl, KEY_ENTER);
	assert_true(terminal_comes(carl, "read only", PATIENCE_MS));
	/* Keys ahead of the screen. */
	terminal_press(carl, "iIdee 1.");
	assert_true(terminal_comes(carl, "Idee 1.", PATIENCE_MS));
	terminal_press(carl, KEY_ENTER);
	assert_true(terminal_comes(carl, "Kept, not sent yet", PATIENCE_MS));
	terminal_press(carl, "s");
	assert_true(terminal_comes(carl, "1 comment sent.", PATIENCE_MS));
	expect_each(hub, show, "\"body\":\"Idee ", ".\"", 1);
	expect_versions(hub, 1, SPAN("Der Zug"));
	terminal_free(carl);
	terminal_free(anna);
	home_release(&home);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hub, close_hub)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(wherever_the_line_is_cut_a_text_is_handed_in_once),
		TEST(wherever_the_line_is_cut_a_comment_is_made_and_sent_once),
		TEST(wherever_the_line_is_cut_a_command_hands_in_once),
		TEST(wherever_the_line_is_cut_a_command_comments_once),
		TEST(wherever_a_session_is_cut_what_it_showed_is_kept),
		TEST(on_a_slow_line_all_arrives_and_typing_goes_on),
	};
	cmocka_set_test_filter(getenv("TONFALL_TORTURE_ONLY")); /* such as "*command*"; NULL: all */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
