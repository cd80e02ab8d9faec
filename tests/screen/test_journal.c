/* Nothing typed is lost, whatever ends the program: words come back when the draft is opened. */
#include "unit.h"

#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "author.h"

static bool has_journal(const struct home *home)
{
	DIR *folder = opendir(home_path(home, ".local/state/tonfall/journal"));
	struct dirent *entry;
	bool found = false;
	while (folder && (entry = readdir(folder)))
		found = found || span_ends(span_of(entry->d_name), SPAN(".journal"));
	if (folder)
		(void)closedir(folder);
	return found;
}

static void wait_for_journal(const struct home *home, bool wanted)
{
	int64_t until = clock_ms() + 8000;
	while (has_journal(home) != wanted && clock_ms() < until)
		(void)poll(NULL, 0, 10);
	assert_int_equal(has_journal(home), wanted);
}

static void end_by(struct terminal *terminal, int number)
{
	terminal_signal(terminal, number);
	if (number == SIGKILL)
		terminal_wait_killed(terminal, number);
	else
		terminal_wait_end(terminal, 1);
	terminal_free(terminal);
}

/* Opens again, takes the words, saves; the file then holds `expected`. */
static void assert_comes_back(const struct home *home, const char *expected)
{
	struct terminal *terminal = author_open(home, "post.txt");
	terminal_wait(terminal, "You typed words that were not saved");
	author_press(terminal, KEY_ENTER, "Your words are back");
	author_press(terminal, KEY_SAVE, "Saved as");
	terminal_free(terminal);
	author_assert_file(home, "post.txt", expected);
}

static void type_words(struct terminal *terminal)
{
	terminal_wait(terminal, "Alt.");
	author_press(terminal, "Neu. ", "Neu. Alt.");
}

static void words_come_back_after_a_kill(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	type_words(terminal);
	wait_for_journal(*state, true);
	end_by(terminal, SIGKILL);
	author_assert_file(*state, "post.txt", "Alt.\n");
	assert_comes_back(*state, "Neu. Alt.\n");
}

static void words_come_back_after(const struct home *home, int number)
{
	struct terminal *terminal = author_open_text(home, "Alt.\n");
	type_words(terminal);
	end_by(terminal, number);
	assert_comes_back(home, "Neu. Alt.\n");
}

static void words_come_back_after_a_hang_up(void **state)
{
	words_come_back_after(*state, SIGHUP);
}

static void words_come_back_after_being_asked_to_end(void **state)
{
	words_come_back_after(*state, SIGTERM);
}

static void a_crash_gives_the_terminal_back_and_says_that_the_words_are_kept(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	type_words(terminal);
	wait_for_journal(*state, true);
	terminal_signal(terminal, SIGSEGV);
	terminal_wait_killed(terminal, SIGSEGV);
	/* On the ordinary screen: the desk's own is gone. */
	terminal_wait(terminal, "What you typed is kept");
	assert_false(terminal_shows(terminal, "Neu. Alt."));
	terminal_free(terminal);
	assert_comes_back(*state, "Neu. Alt.\n");
}

static void a_terminal_that_goes_ends_it_within_a_second(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	type_words(terminal);
	int64_t before = clock_ms();
	terminal_hang_up(terminal);
	assert_true(clock_ms() - before < 1000);
	terminal_free(terminal);
	assert_comes_back(*state, "Neu. Alt.\n");
}

/* A shell whose signals are ignored starts programs that ignore them too: then only reading tells.
 */
static void a_terminal_that_goes_without_a_signal_ends_it_too(void **state)
{
	(void)home_write(*state, "post.txt", "Alt.\n");
	(void)signal(SIGHUP, SIG_IGN);
	struct terminal *terminal = author_open(*state, "post.txt");
	(void)signal(SIGHUP, SIG_DFL);
	type_words(terminal);
	int64_t before = clock_ms();
	terminal_hang_up(terminal);
	assert_true(clock_ms() - before < 1000);
	terminal_free(terminal);
	assert_comes_back(*state, "Neu. Alt.\n");
}

/* ---- a terminal that reads nothing ---- */

enum { FRAMES = 120 }; /* whole ones; some 64 kB fill a pseudo-terminal */

/* A line that hangs, C-s in a screen around it: what is drawn is taken by nobody. */
static struct terminal *open_unread(const struct home *home)
{
	struct terminal *terminal = author_open_text(home, "Alt.\n");
	terminal_wait(terminal, "Alt.");
	for (int i = 0; i < FRAMES; i++) {
		terminal_resize(terminal, TERMINAL_ROWS + i % 2, TERMINAL_COLUMNS);
		(void)poll(NULL, 0, 10);
	}
	return terminal;
}

static void words_typed_into_a_terminal_that_reads_nothing_are_kept_and_shown_later(void **state)
{
	struct terminal *terminal = open_unread(*state);
	terminal_press(terminal, "Neu. ");
	wait_for_journal(*state, true);
	terminal_wait(terminal, "Neu. Alt.");
	terminal_free(terminal);
	assert_comes_back(*state, "Neu. Alt.\n");
}

static void a_terminal_that_reads_nothing_does_not_hold_the_end_up(void **state)
{
	int status = -1;
	struct terminal *terminal = open_unread(*state);
	terminal_press(terminal, "Neu. ");
	wait_for_journal(*state, true);
	terminal_signal(terminal, SIGTERM);
	assert_true(terminal_ends_unread(terminal, 4000, &status));
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	terminal_free(terminal);
	assert_comes_back(*state, "Neu. Alt.\n");
}

static void leaving_a_terminal_that_reads_nothing_takes_a_second(void **state)
{
	int status = -1;
	struct terminal *terminal = open_unread(*state);
	terminal_press(terminal, KEY_QUIT);
	assert_true(terminal_ends_unread(terminal, 6000, &status));
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	terminal_free(terminal);
}

static void the_journal_goes_with_the_save(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	type_words(terminal);
	wait_for_journal(*state, true);
	author_press(terminal, KEY_SAVE, "Saved as");
	wait_for_journal(*state, false);
	terminal_free(terminal);
}

static void the_difference_can_be_seen_word_by_word_before_choosing(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	type_words(terminal);
	end_by(terminal, SIGTERM);
	terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "You typed words that were not saved");
	terminal_press(terminal, KEY_DOWN);
	author_press(terminal, KEY_ENTER, "+ Neu.");
	author_press(terminal, KEY_ESCAPE, "You typed words that were not saved");
	terminal_free(terminal);
}

static void who_keeps_the_files_text_finds_the_other_among_the_versions(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	type_words(terminal);
	end_by(terminal, SIGTERM);
	terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "You typed words that were not saved");
	author_press(terminal, KEY_ESCAPE, "This is the file's text");
	assert_false(terminal_shows(terminal, "Neu. Alt."));
	author_press(terminal, "\033v", "Earlier versions");
	author_press(terminal, KEY_ENTER, "− Neu.");
	author_press(terminal, KEY_ENTER, "That version is back");
	terminal_wait(terminal, "Neu. Alt.");
	terminal_free(terminal);
}

static void words_of_a_file_that_was_never_made_come_back_by_themselves(void **state)
{
	struct terminal *terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "post.txt is new");
	author_press(terminal, "Neu.", "Neu.");
	end_by(terminal, SIGTERM);
	terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "Your words are back");
	author_press(terminal, KEY_SAVE, "Saved as");
	terminal_free(terminal);
	author_assert_file(*state, "post.txt", "Neu.");
}

static void words_without_a_file_wait_in_the_list_of_drafts(void **state)
{
	struct terminal *terminal = terminal_new(*state, TERMINAL_ROWS, TERMINAL_COLUMNS, NULL);
	terminal_wait(terminal, "Welcome");
	author_press(terminal, "Noch ohne Namen", "Noch ohne Namen");
	end_by(terminal, SIGTERM);
	terminal = terminal_new(*state, TERMINAL_ROWS, TERMINAL_COLUMNS, NULL);
	terminal_wait(terminal, "Your drafts");
	terminal_wait(terminal, "not saved");
	author_press(terminal, KEY_ENTER, "Your words are back");
	terminal_wait(terminal, "Noch ohne Namen");
	terminal_free(terminal);
}

static void a_journal_that_cannot_be_written_is_said_at_once_and_tried_again(void **state)
{
	const char *folder = home_path(*state, ".local/state/tonfall");
	(void)home_write(*state, "post.txt", "Alt.\n");
	assert_true(file_make_folder(folder, NULL));
	struct terminal *terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "Alt.");
	/* Where the folder of journals should be stands a file, as root heeds no modes. */
	(void)home_write(*state, ".local/state/tonfall/journal", "");
	author_press(terminal, "Neu. ", "No copy of your typing can be kept");
	assert_int_equal(unlink(home_path(*state, ".local/state/tonfall/journal")), 0);
	terminal_wait(terminal, "is kept again");
	end_by(terminal, SIGKILL);
	assert_comes_back(*state, "Neu. Alt.\n");
}

static void a_folder_of_journals_that_vanishes_is_made_again(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	type_words(terminal);
	wait_for_journal(*state, true);
	struct home inner = { 0 };
	(void)snprintf(inner.folder, sizeof inner.folder, "%s",
		       home_path(*state, ".local/state/tonfall/journal"));
	home_release(&inner);
	terminal_press(terminal, "Mehr. ");
	wait_for_journal(*state, true);
	end_by(terminal, SIGKILL);
	assert_comes_back(*state, "Neu. Mehr. Alt.\n");
}

/* ---- killed at random ---- */

enum { ROUNDS = 20, AGE_MS = 1000, KEYS_MOST = 400, PAUSE_MS = 5 };

static char key_of(size_t index)
{
	return (char)('a' + index % 26);
}

struct typed {
	int64_t at[KEYS_MOST];
	size_t count;
	int64_t killed;
	int64_t held_up; /* the longest that this process itself had to wait for its turn */
};

/* Types a character every few ms for a while, then kills. */
static void type_and_kill(const struct home *home, unsigned *chance, struct typed *typed)
{
	*chance = *chance * 1103515245 + 12345;
	int64_t for_ms = 200 + (*chance >> 16) % 1800;
	struct terminal *terminal = author_open(home, "post.txt");
	terminal_wait(terminal, "Coach");
	*typed = (struct typed){ .count = 0 };
	int64_t before = clock_ms(), end = before + for_ms;
	for (int64_t now; (now = clock_ms()) < end && typed->count < KEYS_MOST; before = now) {
		if (now - before - PAUSE_MS > typed->held_up)
			typed->held_up = now - before - PAUSE_MS;
		char key[2] = { key_of(typed->count), 0 };
		typed->at[typed->count++] = now;
		terminal_press(terminal, key);
		terminal_drain(terminal, PAUSE_MS);
	}
	typed->killed = clock_ms();
	end_by(terminal, SIGKILL);
}

/* Through the program, as a person would get it back. */
static char *take_back(const struct home *home)
{
	bool waits = has_journal(home);
	struct terminal *terminal = author_open(home, "post.txt");
	terminal_wait(terminal, "Coach");
	if (waits) {
		terminal_wait(terminal, "You typed words that were not saved");
		author_press(terminal, KEY_ENTER, "Your words are back");
		author_press(terminal, KEY_SAVE, "Saved as");
		wait_for_journal(home, false);
	}
	terminal_free(terminal);
	return home_read(home, "post.txt");
}

/* Returns how old the oldest key was that did not come back. A machine that lets this process wait
 * lets the desk wait too, and it is given that time. */
static int64_t assert_kept(const struct home *home, const struct typed *typed)
{
	char *text = take_back(home);
	assert_non_null(text);
	size_t length = strlen(text);
	assert_true(length <= typed->count);
	for (size_t i = 0; i < length; i++)
		assert_int_equal(text[i], key_of(i));
	free(text);
	int64_t age = length < typed->count ? typed->killed - typed->at[length] : 0;
	if (age > AGE_MS + typed->held_up)
		fail_msg("of %zu keys %zu came back; the next was %ld ms old (held up %ld ms)",
			 typed->count, length, (long)age, (long)typed->held_up);
	return age;
}

static void killed_at_random_no_key_older_than_a_second_is_lost(void **state)
{
	const char *rounds = getenv("TONFALL_TEST_KILLS");
	unsigned chance = (unsigned)clock_ms();
	long most = rounds ? strtol(rounds, NULL, 10) : ROUNDS;
	int64_t oldest = 0;
	for (long i = 0; i < most; i++) {
		struct typed typed;
		(void)home_write(*state, "post.txt", "");
		type_and_kill(*state, &chance, &typed);
		int64_t age = assert_kept(*state, &typed);
		oldest = age > oldest ? age : oldest;
	}
	print_message("the oldest key that was lost was %ld ms old\n", (long)oldest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(words_come_back_after_a_kill),
		HOME_TEST(words_come_back_after_a_hang_up),
		HOME_TEST(words_come_back_after_being_asked_to_end),
		HOME_TEST(a_crash_gives_the_terminal_back_and_says_that_the_words_are_kept),
		HOME_TEST(a_terminal_that_goes_ends_it_within_a_second),
		HOME_TEST(a_terminal_that_goes_without_a_signal_ends_it_too),
		HOME_TEST(words_typed_into_a_terminal_that_reads_nothing_are_kept_and_shown_later),
		HOME_TEST(a_terminal_that_reads_nothing_does_not_hold_the_end_up),
		HOME_TEST(leaving_a_terminal_that_reads_nothing_takes_a_second),
		HOME_TEST(the_journal_goes_with_the_save),
		HOME_TEST(the_difference_can_be_seen_word_by_word_before_choosing),
		HOME_TEST(who_keeps_the_files_text_finds_the_other_among_the_versions),
		HOME_TEST(words_of_a_file_that_was_never_made_come_back_by_themselves),
		HOME_TEST(words_without_a_file_wait_in_the_list_of_drafts),
		HOME_TEST(a_journal_that_cannot_be_written_is_said_at_once_and_tried_again),
		HOME_TEST(a_folder_of_journals_that_vanishes_is_made_again),
		HOME_TEST(killed_at_random_no_key_older_than_a_second_is_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
