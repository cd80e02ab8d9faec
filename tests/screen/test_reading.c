/*
 * A coach reads along, through a real hub: what is said, kept and let go, and that the author's
 * text goes nowhere but to the author.
 */
#include "unit.h"

#include <ftw.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "hub.h"

#define MEMBERS "/var/lib/tonfall-test/home/members"

static const char inbox[] = "\x02", enter[] = "\r", palette[] = "\x10", save[] = "\x13";
static const char escape[] = "\033[27u", next_hint[] = "\033[13~", walk[] = "\x0e";
static const char hand_in[] = "\x14";

static int open_hub(void **state)
{
	if (hub_set_up(state, HUB_COMMAND) != 0)
		return -1;
	hub_add(*state, "anna", "author");
	hub_add(*state, "berta", "author");
	hub_add(*state, "carl", "coach");
	return 0;
}

static void press(struct terminal *terminal, const char *keys, const char *then)
{
	terminal_press(terminal, keys);
	terminal_wait(terminal, then);
}

static void submit(struct hub *hub, const char *name, const char *id, const char *text)
{
	struct str line = { 0 }, out = { 0 };
	(void)str_format(&line,
			 "{\"version\":1,\"verb\":\"submit\"%s,\"title\":\"Der Zug\","
			 "\"language\":\"de\",\"text\":\"%s\"}",
			 id, text);
	hub_ask(hub, name, str_text(&line), &out);
	assert_non_null(strstr(str_text(&out), "\"ok\":true"));
	str_release(&out);
	str_release(&line);
}

/* What `show` says of submission 1 to its author. */
static void shows(struct hub *hub, const char *words, bool there)
{
	struct str out = { 0 };
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"show\",\"id\":1}", &out);
	if ((strstr(str_text(&out), words) != NULL) != there)
		fail_msg("%s%s in %s", there ? "no " : "", words, str_text(&out));
	str_release(&out);
}

static struct terminal *open_to_read(struct hub *hub)
{
	struct terminal *carl = hub_terminal(hub, "carl", "xterm-256color", 32, 120);
	terminal_wait(carl, "You read for others here");
	press(carl, inbox, "anna · Der Zug");
	press(carl, enter, "read only");
	return carl;
}

/* ---- whose text it is ---- */

static const char *wanted;
static bool found;

static int look_into(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	struct str text = { 0 };
	(void)status, (void)at;
	if (kind == FTW_F && file_read(path, 1 << 20, &text, NULL, NULL))
		found |= strstr(str_text(&text), wanted) != NULL;
	str_release(&text);
	return 0;
}

static bool lies_in(const char *folder, const char *words)
{
	wanted = words;
	found = false;
	(void)nftw(folder, look_into, 16, FTW_PHYS);
	return found;
}

static void a_coach_can_make_nothing_of_the_text_but_comments(void **state)
{
	struct hub *hub = hub_of(state);
	submit(hub, "anna", "", "Der Zug kam nie. Ich lief los.");
	struct terminal *carl = open_to_read(hub);
	press(carl, "\033s", "somebody else");
	press(carl, "n", "no open comment");
	press(carl, save, "may only be read");
	/* Not by the list of commands either, nor to a model, nor to the clipboard. */
	static const char *const names[] = { "Save as", "Rewrite", "Copy the post", "Hand in",
					     "Never send" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		press(carl, palette, "All commands");
		press(carl, names[i], "somebody else");
		terminal_press(carl, enter);
		terminal_wait_gone(carl, "All commands");
	}
	press(carl, "\033m", "Rename:");
	terminal_hang_up(carl);
	terminal_free(carl);
	assert_false(lies_in(MEMBERS "/carl", "Zug kam nie"));
}

static void what_would_work_on_a_terminal_is_shown_to_the_coach_as_text(void **state)
{
	struct hub *hub = hub_of(state);
	submit(hub, "anna", "",
	       "Der Zug\\u001b[2J\\u001b]0;PWNED\\u0007 kam \\u202enie\\u009b31m.\\r\\nEnde");
	struct terminal *carl = open_to_read(hub);
	terminal_wait(carl, "Der Zug^[[2J^[]0;PWNED^G");
	terminal_wait(carl, "<U+202E>nie<U+009B>31m.");
	terminal_wait(carl, "Tonfall");
	terminal_free(carl);
}

/* ---- words that must not be lost ---- */

static bool count_one(void *context, const char *path)
{
	(void)path;
	++*(int *)context;
	return true;
}

static void wait_for_files(const char *folder, const char *suffix, int expected)
{
	int64_t until = clock_ms() + 10000;
	int count = -1;
	while (count != expected && clock_ms() < until) {
		count = 0;
		assert_true(file_each(folder, suffix, count_one, &count, NULL));
		(void)usleep(20000);
	}
	assert_int_equal(count, expected);
}

static void a_comment_without_a_hub_waits_and_is_there_once_later(void **state)
{
	struct hub *hub = hub_of(state);
	struct home home = { 0 };
	home_init(&home);
	hub_at_home(hub, &home, "carl");
	submit(hub, "anna", "", "Der Zug kam nie. Ich lief los.");
	struct terminal *carl = terminal_new(&home, 32, 120, NULL);
	terminal_wait(carl, "Tonfall");
	press(carl, inbox, "anna · Der Zug");
	press(carl, enter, "read only");
	(void)home_write(&home, "down", "");
	press(carl, "i", "Idea");
	press(carl, "Welcher Zug?", "Welcher Zug?");
	press(carl, enter, "your words wait here");
	terminal_press(carl, "s");
	wait_for_files(home_path(&home, ".local/state/tonfall/club/outbox"), ".line", 2);
	terminal_free(carl);
	shows(hub, "Welcher Zug?", false);
	assert_int_equal(unlink(home_path(&home, "down")), 0);
	for (int i = 0; i < 2; i++) {
		carl = terminal_new(&home, 32, 120, NULL);
		terminal_wait(carl, "Tonfall");
		press(carl, inbox, "Nothing waits");
		terminal_free(carl);
	}
	shows(hub, "Welcher Zug?", true);
	shows(hub, "\"id\":2,\"parent\"", false);
	shows(hub, "\"state\":\"commented\"", true);
	home_release(&home);
}

static void an_answer_that_is_being_typed_is_kept_when_the_connection_dies(void **state)
{
	struct hub *hub = hub_of(state);
	submit(hub, "anna", "", "Der Zug kam nie. Ich lief los.");
	struct terminal *carl = open_to_read(hub);
	press(carl, "q", "Question");
	press(carl, "Warum lie", "Warum lie");
	/* Before anything ends it, so it would be there after kill -9 too. */
	wait_for_files(MEMBERS "/carl/.local/state/tonfall/club/outbox", ".typed", 1);
	terminal_hang_up(carl);
	terminal_free(carl);
	carl = open_to_read(hub);
	terminal_wait(carl, "Words that you typed");
	press(carl, "q", "Warum lie");
	press(carl, "f er?", "Warum lief er?");
	press(carl, enter, "1 comment");
	terminal_free(carl);
	assert_false(lies_in(MEMBERS "/carl/.local/state", "Warum lie"));
}

static void a_comment_that_is_refused_gives_its_words_back(void **state)
{
	struct hub *hub = hub_of(state);
	struct str out = { 0 };
	submit(hub, "anna", "", "Der Zug kam nie. Ich lief los.");
	struct terminal *carl = open_to_read(hub);
	press(carl, "i", "Idea");
	press(carl, "Welcher Zug?", "Welcher Zug?");
	hub_ask(hub, "anna", "{\"version\":1,\"verb\":\"withdraw\",\"id\":1}", &out);
	press(carl, enter, "no submission 1 for you");
	press(carl, "i", "Welcher Zug?");
	terminal_free(carl);
	str_release(&out);
}

/* ---- the flow ---- */

static void ready_is_said_of_the_version_that_was_read(void **state)
{
	struct hub *hub = hub_of(state);
	submit(hub, "anna", "", "Der Zug kam nie. Ich lief los.");
	struct terminal *carl = open_to_read(hub);
	submit(hub, "anna", ",\"id\":1", "Der Zug kam spaet. Ich lief los.");
	press(carl, "a", "newer version");
	shows(hub, "\"state\":\"waiting\"", true);
	/* From the inbox again: what has changed since the last look. */
	press(carl, escape, "anna · Der Zug");
	press(carl, "Der Zug", "anna · Der Zug");
	press(carl, enter, "v shows what has changed");
	press(carl, "v", "What has changed");
	terminal_wait(carl, "kam spaet");
	terminal_press(carl, escape);
	terminal_wait_gone(carl, "What has changed");
	press(carl, "a", "for exactly this version");
	shows(hub, "\"state\":\"ready\"", true);
	shows(hub, "\"ready_hash\":\"\"", false);
	/* Any change needs a new look. */
	submit(hub, "anna", ",\"id\":1", "Der Zug kam nicht. Ich lief los.");
	shows(hub, "\"state\":\"waiting\"", true);
	shows(hub, "\"ready_hash\":\"\"", true);
	terminal_free(carl);
}

static void command(struct terminal *terminal, const char *name, const char *then)
{
	press(terminal, palette, "All commands");
	terminal_press(terminal, name);
	terminal_wait(terminal, name);
	press(terminal, enter, then);
}

static void an_author_invites_publishes_and_takes_back(void **state)
{
	struct hub *hub = hub_of(state);
	struct home home = { 0 };
	struct str out = { 0 };
	home_init(&home);
	hub_at_home(hub, &home, "anna");
	(void)home_write(&home, "post.txt", "Der Zug kam nie. Ich lief los.\n");
	struct terminal *anna = terminal_new(&home, 32, 120, home_path(&home, "post.txt"));
	terminal_wait(anna, "Der Zug kam nie.");
	press(anna, hand_in, "Hand in?");
	press(anna, enter, "waiting ·");
	command(anna, "Invite a reader", "Who may read it?");
	terminal_press(anna, "nobody");
	press(anna, enter, "nobody is no member");
	command(anna, "Invite a reader", "Who may read it?");
	terminal_press(anna, "berta");
	press(anna, enter, "berta may read it now");
	struct terminal *berta = hub_terminal(hub, "berta", "xterm-256color", 32, 120);
	terminal_wait(berta, "Tonfall");
	press(berta, inbox, "anna · Der Zug kam nie.");
	press(berta, enter, "from anna");
	press(berta, "i", "Idea");
	terminal_press(berta, "Von Berta.");
	press(berta, enter, "1 comment");
	press(berta, "s", "1 comment sent");
	press(berta, "a", "not by you");
	terminal_free(berta);
	command(anna, "It is published", "Is it out?");
	press(anna, enter, "published, 1 comment");
	command(anna, "Take it back", "coaches no longer see it");
	press(anna, enter, "withdrawn, 1 comment");
	hub_ask(hub, "berta", "{\"version\":1,\"verb\":\"inbox\"}", &out);
	assert_non_null(strstr(str_text(&out), "\"submissions\":[]"));
	terminal_free(anna);
	str_release(&out);
	home_release(&home);
}

static void handed_in_again_only_open_threads_are_shown(void **state)
{
	struct hub *hub = hub_of(state);
	struct str out = { 0 };
	submit(hub, "anna", "", "Der Zug kam nie. Ich lief los.");
	static const char *const lines[] = {
		"{\"version\":1,\"verb\":\"comment\",\"id\":1,\"quote\":\"Zug\",\"body\":\"Eins "
		"offen\"}",
		"{\"version\":1,\"verb\":\"comment\",\"id\":1,\"quote\":\"lief\",\"body\":\"Zwei "
		"erledigt\"}",
		"{\"version\":1,\"verb\":\"resolve\",\"comment\":2}",
	};
	for (size_t i = 0; i < 3; i++)
		hub_ask(hub, "carl", lines[i], &out);
	submit(hub, "anna", ",\"id\":1", "Der Zug kam nie. Ich lief dann los.");
	struct terminal *carl = open_to_read(hub);
	press(carl, "n", "Eins offen");
	terminal_wait(carl, "1 open comment");
	terminal_press(carl, walk);
	terminal_wait(carl, "Eins offen");
	assert_false(terminal_shows(carl, "Zwei erledigt"));
	terminal_free(carl);
	str_release(&out);
}

static void advice_is_offered_when_the_same_hint_speaks_again(void **state)
{
	struct hub *hub = hub_of(state);
	static const char cliche[] = "Ich freue mich riesig, euch mitteilen zu dürfen: Es klappt.";
	submit(hub, "anna", "", cliche);
	struct terminal *carl = open_to_read(hub);
	terminal_wait(carl, "● ");
	terminal_press(carl, next_hint);
	terminal_wait_underlined(carl, "Ich freue mich", true);
	press(carl, "i", "Idea");
	terminal_press(carl, "Beginne mit der Szene.");
	press(carl, enter, "1 comment");
	press(carl, "n", "Beginne mit der Szene.");
	press(carl, "k", "Kept:");
	terminal_press(carl, escape);
	press(carl, "s", "1 comment sent");
	terminal_free(carl);
	submit(hub, "berta", "", cliche);
	carl = hub_terminal(hub, "carl", "xterm-256color", 32, 120);
	terminal_wait(carl, "Tonfall");
	press(carl, inbox, "berta · Der Zug");
	press(carl, enter, "from berta");
	press(carl, next_hint, "● ");
	press(carl, "h", "Advice for this hint");
	terminal_wait(carl, "Beginne mit der Szene.");
	press(carl, enter, "Idea");
	press(carl, enter, "1 comment");
	press(carl, "s", "1 comment sent");
	terminal_free(carl);
}

/* ---- a member who is one no more ---- */

static void a_member_who_is_removed_is_told_and_keeps_their_words(void **state)
{
	struct hub *hub = hub_of(state);
	struct str out = { 0 };
	struct terminal *anna = hub_terminal(hub, "anna", "xterm-256color", 30, 110);
	terminal_wait(anna, "Tonfall");
	press(anna, "Was bleibt", "Was bleibt");
	assert_int_equal(hub_run(hub, &out, (const char *const[]){ "remove", "anna", NULL }), 0);
	terminal_wait_end(anna, 2);
	terminal_wait(anna, "You are no member of this club any more");
	terminal_free(anna);
	wait_for_files(MEMBERS "/anna/.local/state/tonfall/journal", ".journal", 1);
	str_release(&out);
}

#define WITH_HUB(test) cmocka_unit_test_setup_teardown(test, open_hub, hub_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_HUB(a_coach_can_make_nothing_of_the_text_but_comments),
		WITH_HUB(what_would_work_on_a_terminal_is_shown_to_the_coach_as_text),
		WITH_HUB(a_comment_without_a_hub_waits_and_is_there_once_later),
		WITH_HUB(an_answer_that_is_being_typed_is_kept_when_the_connection_dies),
		WITH_HUB(a_comment_that_is_refused_gives_its_words_back),
		WITH_HUB(ready_is_said_of_the_version_that_was_read),
		WITH_HUB(an_author_invites_publishes_and_takes_back),
		WITH_HUB(handed_in_again_only_open_threads_are_shown),
		WITH_HUB(advice_is_offered_when_the_same_hint_speaks_again),
		WITH_HUB(a_member_who_is_removed_is_told_and_keeps_their_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
