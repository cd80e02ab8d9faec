/* Drafts and their files: the list, names, other windows and other programs. */
#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "terminal.h"

static const char save[] = "\x13", quit[] = "\x11", enter[] = "\r", down[] = "\033[B";
static const char drafts[] = "\x0f", compare[] = "\033o", save_as[] = "\033s";
static const char focus_in[] = "\033[I", undo[] = "\x1a";

static int set_up(void **state)
{
	struct home *home = calloc(1, sizeof *home);
	if (!home)
		return -1;
	home_init(home);
	*state = home;
	return 0;
}

static int tear_down(void **state)
{
	home_release(*state);
	free(*state);
	return 0;
}

static struct terminal *open_file(const struct home *home, const char *name)
{
	return terminal_new(home, TERMINAL_ROWS, TERMINAL_COLUMNS,
			    name ? home_path(home, name) : NULL);
}

static void assert_file(const struct home *home, const char *name, const char *expected)
{
	char *text = home_read(home, name);
	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

/* Clears the line of an input and types another. */
static void answer(struct terminal *terminal, const char *text)
{
	for (int i = 0; i < 120; i++)
		terminal_press(terminal, "\x7f");
	terminal_press(terminal, text);
	terminal_press(terminal, enter);
}

#define OWN ".local/share/tonfall/drafts/"

/* ---- the list ---- */

static void without_a_file_the_drafts_are_listed_with_title_words_and_age(void **state)
{
	(void)home_write(*state, OWN "eins.txt", "\n  Warum ich frage\n\nWeil es hilft.\n");
	struct terminal *terminal = open_file(*state, NULL);
	terminal_wait(terminal, "Your drafts");
	terminal_wait(terminal, "Warum ich frage");
	terminal_wait(terminal, "6 words");
	terminal_wait(terminal, "just now");
	terminal_press(terminal, enter);
	terminal_wait(terminal, "Weil es hilft.");
	terminal_free(terminal);
}

static void another_draft_can_be_opened_and_words_wait_in_the_one_before(void **state)
{
	(void)home_write(*state, OWN "eins.txt", "Erster Text\n");
	(void)home_write(*state, "post.txt", "Zweiter Text\n");
	struct terminal *terminal = open_file(*state, "post.txt");
	terminal_wait(terminal, "Zweiter Text");
	terminal_press(terminal, "Neu. ");
	terminal_wait(terminal, "Neu. Zweiter");
	terminal_press(terminal, drafts);
	terminal_wait(terminal, "Erster Text");
	terminal_press(terminal, "Erst");
	terminal_press(terminal, enter);
	terminal_wait_gone(terminal, "Zweiter");
	terminal_wait(terminal, "unchanged");
	terminal_press(terminal, drafts);
	terminal_wait(terminal, "not saved");
	terminal_press(terminal, "Neu.");
	terminal_press(terminal, enter);
	terminal_wait(terminal, "You typed words that were not saved");
	terminal_free(terminal);
	assert_file(*state, "post.txt", "Zweiter Text\n");
}

/* ---- names ---- */

static void a_new_draft_is_named_by_its_first_words(void **state)
{
	struct terminal *terminal = open_file(*state, NULL);
	terminal_wait(terminal, "Welcome");
	terminal_press(terminal, "Heute im Zug\x13");
	terminal_wait(terminal, "heute-im-zug.txt");
	terminal_press(terminal, enter);
	terminal_wait(terminal, "Saved as");
	terminal_free(terminal);
	assert_file(*state, OWN "heute-im-zug.txt", "Heute im Zug");
}

static void save_as_goes_on_in_the_new_file_and_leaves_the_old(void **state)
{
	(void)home_write(*state, "alt.txt", "Alt.\n");
	struct terminal *terminal = open_file(*state, "alt.txt");
	terminal_wait(terminal, "Alt.");
	terminal_press(terminal, "Neu. ");
	terminal_press(terminal, save_as);
	terminal_wait(terminal, "Save as");
	answer(terminal, "~/neu.txt");
	terminal_wait(terminal, "Saved as ~/neu.txt");
	terminal_press(terminal, "Mehr. \x13");
	terminal_wait_gone(terminal, "not saved");
	terminal_press(terminal, quit);
	terminal_wait_end(terminal, 0);
	terminal_free(terminal);
	assert_file(*state, "alt.txt", "Alt.\n");
	assert_file(*state, "neu.txt", "Neu. Mehr. Alt.\n");
}

static void a_name_is_mended_in_the_middle(void **state)
{
	(void)home_write(*state, "alt.txt", "Alt.\n");
	struct terminal *terminal = open_file(*state, "alt.txt");
	terminal_wait(terminal, "Alt.");
	terminal_press(terminal, save_as);
	terminal_wait(terminal, "~/alt.txt");
	/* Four to the left is before the dot; Home, Delete and the right arrow too. */
	terminal_press(terminal, "\033[D\033[D\033[D\033[D-2");
	terminal_wait(terminal, "~/alt-2.txt");
	terminal_press(terminal, "\033[H\033[C\033[C\033[3~\033[Fx");
	terminal_wait(terminal, "~/lt-2.txtx");
	terminal_press(terminal, "\x7f\r");
	terminal_wait(terminal, "Saved as ~/lt-2.txt");
	terminal_free(terminal);
}

static void save_as_asks_before_it_writes_over_another_file(void **state)
{
	(void)home_write(*state, "alt.txt", "Alt.\n");
	(void)home_write(*state, "da.txt", "Da.\n");
	struct terminal *terminal = open_file(*state, "alt.txt");
	terminal_wait(terminal, "Alt.");
	terminal_press(terminal, save_as);
	terminal_wait(terminal, "Save as");
	answer(terminal, "~/da.txt");
	terminal_wait(terminal, "There is a file of that name");
	terminal_press(terminal, enter);
	terminal_wait(terminal, "Not saved");
	terminal_free(terminal);
	assert_file(*state, "da.txt", "Da.\n");
}

static void a_file_gets_another_name_and_never_that_of_another(void **state)
{
	(void)home_write(*state, "alt.txt", "Alt.\n");
	(void)home_write(*state, "da.txt", "Da.\n");
	struct terminal *terminal = open_file(*state, "alt.txt");
	terminal_wait(terminal, "Alt.");
	terminal_press(terminal, "\x10Rename\r");
	terminal_wait(terminal, "New name of the file");
	answer(terminal, "~/da.txt");
	terminal_wait(terminal, "nothing was renamed");
	terminal_press(terminal, "\x10Rename\r");
	terminal_wait(terminal, "New name of the file");
	answer(terminal, "~/neu.txt");
	terminal_wait(terminal, "The file is now ~/neu.txt");
	terminal_free(terminal);
	assert_file(*state, "da.txt", "Da.\n");
	assert_file(*state, "neu.txt", "Alt.\n");
	assert_null(home_read(*state, "alt.txt"));
}

/* ---- other windows, other programs ---- */

static void a_draft_that_is_open_twice_may_only_be_read_the_second_time(void **state)
{
	(void)home_write(*state, "post.txt", "Alt.\n");
	struct terminal *first = open_file(*state, "post.txt");
	terminal_wait(first, "Alt.");
	assert_int_equal(symlink("post.txt", home_path(*state, "verweis.txt")), 0);
	struct terminal *second = open_file(*state, "verweis.txt");
	terminal_wait(second, "open in another window");
	terminal_press(second, "x");
	terminal_wait(second, "may only be read");
	terminal_free(second);
	/* Killed, it leaves no lock behind. */
	terminal_signal(first, SIGKILL);
	terminal_wait_killed(first, SIGKILL);
	terminal_free(first);
	first = open_file(*state, "post.txt");
	terminal_wait(first, "Alt.");
	terminal_press(first, "x");
	terminal_wait(first, "xAlt.");
	terminal_free(first);
}

static void another_programs_change_is_said_and_can_be_taken(void **state)
{
	(void)home_write(*state, "post.txt", "Alt.\n");
	struct terminal *terminal = open_file(*state, "post.txt");
	terminal_wait(terminal, "Alt.");
	terminal_press(terminal, "Mein. ");
	terminal_wait(terminal, "Mein. Alt.");
	(void)home_write(*state, "post.txt", "Fremd.\n");
	terminal_press(terminal, focus_in);
	terminal_wait(terminal, "Another program changed the file");
	terminal_press(terminal, compare);
	terminal_wait(terminal, "Take the file's text");
	terminal_press(terminal, down);
	terminal_press(terminal, down);
	terminal_press(terminal, enter);
	terminal_wait(terminal, "This is the file's text now");
	terminal_wait(terminal, "Fremd.");
	terminal_press(terminal, undo);
	terminal_wait(terminal, "Mein. Alt.");
	terminal_free(terminal);
}

static void a_change_is_never_overwritten_unasked_and_theirs_is_kept(void **state)
{
	(void)home_write(*state, "post.txt", "Alt.\n");
	struct terminal *terminal = open_file(*state, "post.txt");
	terminal_wait(terminal, "Alt.");
	terminal_press(terminal, "Mein. ");
	terminal_wait(terminal, "Mein. Alt.");
	(void)home_write(*state, "post.txt", "Fremd.\n");
	terminal_press(terminal, save);
	terminal_wait(terminal, "Save mine over it");
	assert_file(*state, "post.txt", "Fremd.\n");
	terminal_press(terminal, "\033[B\033[B\033[B\r");
	terminal_wait(terminal, "Saved as");
	assert_file(*state, "post.txt", "Mein. Alt.\n");
	terminal_press(terminal, "\033v");
	terminal_wait(terminal, "Earlier versions");
	terminal_press(terminal, down);
	terminal_press(terminal, enter);
	terminal_wait(terminal, "− Fremd");
	terminal_free(terminal);
}

static void mine_can_be_saved_over_theirs_without_a_key_typed(void **state)
{
	(void)home_write(*state, "post.txt", "Alt.\n");
	struct terminal *terminal = open_file(*state, "post.txt");
	terminal_wait(terminal, "Alt.");
	(void)home_write(*state, "post.txt", "Fremd.\n");
	terminal_press(terminal, save);
	terminal_wait(terminal, "Save mine over it");
	terminal_press(terminal, "\033[B\033[B\033[B\r");
	terminal_wait(terminal, "Saved as");
	terminal_free(terminal);
	assert_file(*state, "post.txt", "Alt.\n");
}

static void save_as_does_not_write_over_a_draft_that_is_open(void **state)
{
	(void)home_write(*state, "eins.txt", "Eins.\n");
	(void)home_write(*state, "zwei.txt", "Zwei.\n");
	struct terminal *first = open_file(*state, "eins.txt");
	terminal_wait(first, "Eins.");
	struct terminal *second = open_file(*state, "zwei.txt");
	terminal_wait(second, "Zwei.");
	terminal_press(second, save_as);
	terminal_wait(second, "Save as");
	answer(second, "~/eins.txt");
	terminal_wait(second, "open in another window");
	terminal_free(second);
	terminal_free(first);
	assert_file(*state, "eins.txt", "Eins.\n");
}

static void a_file_that_only_got_another_time_is_no_change(void **state)
{
	const char *path = home_write(*state, "post.txt", "Alt.\n");
	struct terminal *terminal = open_file(*state, "post.txt");
	terminal_wait(terminal, "Alt.");
	struct timespec times[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	terminal_press(terminal, focus_in);
	terminal_press(terminal, "x");
	terminal_wait(terminal, "xAlt.");
	assert_false(terminal_shows(terminal, "Another program"));
	terminal_press(terminal, save);
	terminal_wait(terminal, "Saved as");
	terminal_free(terminal);
}

static void a_file_that_is_gone_is_said_and_written_again(void **state)
{
	const char *path = home_write(*state, "post.txt", "Alt.\n");
	struct terminal *terminal = open_file(*state, "post.txt");
	terminal_wait(terminal, "Alt.");
	assert_int_equal(unlink(path), 0);
	terminal_press(terminal, focus_in);
	terminal_wait(terminal, "is gone. Your text is still here");
	terminal_press(terminal, save);
	terminal_wait(terminal, "Saved as");
	terminal_free(terminal);
	assert_file(*state, "post.txt", "Alt.\n");
}

static void a_folder_that_is_gone_is_said_and_the_text_stays(void **state)
{
	(void)home_write(*state, "mai/post.txt", "Alt.\n");
	struct terminal *terminal = open_file(*state, "mai/post.txt");
	terminal_wait(terminal, "Alt.");
	assert_int_equal(rename(home_path(*state, "mai"), home_path(*state, "juni")), 0);
	terminal_press(terminal, "Neu. \x13");
	terminal_wait(terminal, "there is no folder");
	terminal_wait(terminal, "Neu. Alt.");
	terminal_free(terminal);
}

/* ---- what stays ---- */

static void mode_links_and_byte_order_mark_stay(void **state)
{
	struct stat status;
	struct home *home = *state;
	const char *path = home_write(home, "post.txt",
				      "\xef\xbb\xbf"
				      "Alt.");
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(symlink("post.txt", home_path(home, "verweis.txt")), 0);
	struct terminal *terminal = open_file(home, "verweis.txt");
	terminal_wait(terminal, "Alt.");
	terminal_press(terminal, "\033[F Neu.\x13");
	terminal_wait(terminal, "Saved as");
	terminal_free(terminal);
	assert_file(home, "post.txt",
		    "\xef\xbb\xbf"
		    "Alt. Neu.");
	assert_int_equal(lstat(home_path(home, "verweis.txt"), &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
}

static void hard_links_stay_one_file(void **state)
{
	struct stat one, other;
	struct home *home = *state;
	const char *path = home_write(home, "post.txt", "Alt.\n");
	assert_int_equal(link(path, home_path(home, "zweit.txt")), 0);
	struct terminal *terminal = open_file(home, "post.txt");
	terminal_wait(terminal, "Alt.");
	terminal_press(terminal, "Neu. \x13");
	terminal_wait(terminal, "Saved as");
	terminal_free(terminal);
	assert_file(home, "zweit.txt", "Neu. Alt.\n");
	assert_int_equal(stat(path, &one), 0);
	assert_int_equal(stat(home_path(home, "zweit.txt"), &other), 0);
	assert_int_equal(one.st_ino, other.st_ino);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_file_the_drafts_are_listed_with_title_words_and_age),
		TEST(another_draft_can_be_opened_and_words_wait_in_the_one_before),
		TEST(a_new_draft_is_named_by_its_first_words),
		TEST(save_as_goes_on_in_the_new_file_and_leaves_the_old),
		TEST(a_name_is_mended_in_the_middle),
		TEST(save_as_asks_before_it_writes_over_another_file),
		TEST(a_file_gets_another_name_and_never_that_of_another),
		TEST(a_draft_that_is_open_twice_may_only_be_read_the_second_time),
		TEST(another_programs_change_is_said_and_can_be_taken),
		TEST(a_change_is_never_overwritten_unasked_and_theirs_is_kept),
		TEST(mine_can_be_saved_over_theirs_without_a_key_typed),
		TEST(save_as_does_not_write_over_a_draft_that_is_open),
		TEST(a_file_that_only_got_another_time_is_no_change),
		TEST(a_file_that_is_gone_is_said_and_written_again),
		TEST(a_folder_that_is_gone_is_said_and_the_text_stays),
		TEST(mode_links_and_byte_order_mark_stay),
		TEST(hard_links_stay_one_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
