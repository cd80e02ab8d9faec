/* Drafts and their files: the list, names, other windows and other programs. */
#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "author.h"

static const char drafts[] = "\x0f", compare[] = "\033o", save_as[] = "\033s";
static const char focus_in[] = "\033[I";

/* Clears the line of an input and types another. */
static void answer(struct terminal *terminal, const char *text)
{
	for (int i = 0; i < 120; i++)
		terminal_press(terminal, KEY_BACKSPACE);
	terminal_press(terminal, text);
	terminal_press(terminal, KEY_ENTER);
}

#define OWN ".local/share/tonfall/drafts/"

/* ---- the list ---- */

static void without_a_file_the_drafts_are_listed_with_title_words_and_age(void **state)
{
	(void)home_write(*state, OWN "eins.txt", "\n  Warum ich frage\n\nWeil es hilft.\n");
	struct terminal *terminal = author_open(*state, NULL);
	terminal_wait(terminal, "Your drafts");
	terminal_wait(terminal, "Warum ich frage");
	terminal_wait(terminal, "6 words");
	terminal_wait(terminal, "just now");
	author_press(terminal, KEY_ENTER, "Weil es hilft.");
	terminal_free(terminal);
}

static void another_draft_can_be_opened_and_words_wait_in_the_one_before(void **state)
{
	(void)home_write(*state, OWN "eins.txt", "Erster Text\n");
	struct terminal *terminal = author_open_text(*state, "Zweiter Text\n");
	terminal_wait(terminal, "Zweiter Text");
	author_press(terminal, "Neu. ", "Neu. Zweiter");
	author_press(terminal, drafts, "Erster Text");
	terminal_press(terminal, "Erst");
	terminal_press(terminal, KEY_ENTER);
	terminal_wait_gone(terminal, "Zweiter");
	terminal_wait(terminal, "unchanged");
	author_press(terminal, drafts, "not saved");
	terminal_press(terminal, "Neu.");
	author_press(terminal, KEY_ENTER, "You typed words that were not saved");
	terminal_free(terminal);
	author_assert_file(*state, "post.txt", "Zweiter Text\n");
}

/* ---- names ---- */

static void a_new_draft_is_named_by_its_first_words(void **state)
{
	struct terminal *terminal = author_open(*state, NULL);
	terminal_wait(terminal, "Welcome");
	author_press(terminal, "Heute im Zug" KEY_SAVE, "heute-im-zug.txt");
	author_press(terminal, KEY_ENTER, "Saved as");
	terminal_free(terminal);
	author_assert_file(*state, OWN "heute-im-zug.txt", "Heute im Zug");
}

static void save_as_goes_on_in_the_new_file_and_leaves_the_old(void **state)
{
	(void)home_write(*state, "alt.txt", "Alt.\n");
	struct terminal *terminal = author_open(*state, "alt.txt");
	terminal_wait(terminal, "Alt.");
	terminal_press(terminal, "Neu. ");
	author_press(terminal, save_as, "Save as");
	answer(terminal, "~/neu.txt");
	terminal_wait(terminal, "Saved as ~/neu.txt");
	terminal_press(terminal, "Mehr. " KEY_SAVE);
	terminal_wait_gone(terminal, "not saved");
	author_leave(terminal);
	author_assert_file(*state, "alt.txt", "Alt.\n");
	author_assert_file(*state, "neu.txt", "Neu. Mehr. Alt.\n");
}

static void a_name_is_mended_in_the_middle(void **state)
{
	(void)home_write(*state, "alt.txt", "Alt.\n");
	struct terminal *terminal = author_open(*state, "alt.txt");
	terminal_wait(terminal, "Alt.");
	author_press(terminal, save_as, "~/alt.txt");
	/* Four to the left is before the dot; Home, Delete and the right arrow too. */
	author_press(terminal, KEY_LEFT KEY_LEFT KEY_LEFT KEY_LEFT "-2", "~/alt-2.txt");
	author_press(terminal, "\033[H" KEY_RIGHT KEY_RIGHT "\033[3~\033[Fx", "~/lt-2.txtx");
	author_press(terminal, KEY_BACKSPACE KEY_ENTER, "Saved as ~/lt-2.txt");
	terminal_free(terminal);
}

static void save_as_asks_before_it_writes_over_another_file(void **state)
{
	(void)home_write(*state, "alt.txt", "Alt.\n");
	(void)home_write(*state, "da.txt", "Da.\n");
	struct terminal *terminal = author_open(*state, "alt.txt");
	terminal_wait(terminal, "Alt.");
	author_press(terminal, save_as, "Save as");
	answer(terminal, "~/da.txt");
	terminal_wait(terminal, "There is a file of that name");
	author_press(terminal, KEY_ENTER, "Not saved");
	terminal_free(terminal);
	author_assert_file(*state, "da.txt", "Da.\n");
}

static void a_file_gets_another_name_and_never_that_of_another(void **state)
{
	(void)home_write(*state, "alt.txt", "Alt.\n");
	(void)home_write(*state, "da.txt", "Da.\n");
	struct terminal *terminal = author_open(*state, "alt.txt");
	terminal_wait(terminal, "Alt.");
	author_press(terminal, KEY_COMMANDS "Rename" KEY_ENTER, "New name of the file");
	answer(terminal, "~/da.txt");
	terminal_wait(terminal, "nothing was renamed");
	author_press(terminal, KEY_COMMANDS "Rename" KEY_ENTER, "New name of the file");
	answer(terminal, "~/neu.txt");
	terminal_wait(terminal, "The file is now ~/neu.txt");
	terminal_free(terminal);
	author_assert_file(*state, "da.txt", "Da.\n");
	author_assert_file(*state, "neu.txt", "Alt.\n");
	assert_null(home_read(*state, "alt.txt"));
}

/* ---- other windows, other programs ---- */

static void a_draft_that_is_open_twice_may_only_be_read_the_second_time(void **state)
{
	(void)home_write(*state, "post.txt", "Alt.\n");
	struct terminal *first = author_open(*state, "post.txt");
	terminal_wait(first, "Alt.");
	assert_int_equal(symlink("post.txt", home_path(*state, "verweis.txt")), 0);
	struct terminal *second = author_open(*state, "verweis.txt");
	terminal_wait(second, "open in another window");
	author_press(second, "x", "may only be read");
	terminal_free(second);
	/* Killed, it leaves no lock behind. */
	terminal_signal(first, SIGKILL);
	terminal_wait_killed(first, SIGKILL);
	terminal_free(first);
	first = author_open(*state, "post.txt");
	terminal_wait(first, "Alt.");
	author_press(first, "x", "xAlt.");
	terminal_free(first);
}

static void another_programs_change_is_said_and_can_be_taken(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	author_press(terminal, "Mein. ", "Mein. Alt.");
	(void)home_write(*state, "post.txt", "Fremd.\n");
	author_press(terminal, focus_in, "Another program changed the file");
	author_press(terminal, compare, "Take the file's text");
	terminal_press(terminal, KEY_DOWN);
	terminal_press(terminal, KEY_DOWN);
	author_press(terminal, KEY_ENTER, "This is the file's text now");
	terminal_wait(terminal, "Fremd.");
	author_press(terminal, KEY_UNDO, "Mein. Alt.");
	terminal_free(terminal);
}

static void a_change_is_never_overwritten_unasked_and_theirs_is_kept(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	author_press(terminal, "Mein. ", "Mein. Alt.");
	(void)home_write(*state, "post.txt", "Fremd.\n");
	author_press(terminal, KEY_SAVE, "Save mine over it");
	author_assert_file(*state, "post.txt", "Fremd.\n");
	author_press(terminal, KEY_DOWN KEY_DOWN KEY_DOWN KEY_ENTER, "Saved as");
	author_assert_file(*state, "post.txt", "Mein. Alt.\n");
	author_press(terminal, "\033v", "Earlier versions");
	terminal_press(terminal, KEY_DOWN);
	author_press(terminal, KEY_ENTER, "− Fremd");
	terminal_free(terminal);
}

static void mine_can_be_saved_over_theirs_without_a_key_typed(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	(void)home_write(*state, "post.txt", "Fremd.\n");
	author_press(terminal, KEY_SAVE, "Save mine over it");
	author_press(terminal, KEY_DOWN KEY_DOWN KEY_DOWN KEY_ENTER, "Saved as");
	terminal_free(terminal);
	author_assert_file(*state, "post.txt", "Alt.\n");
}

static void save_as_does_not_write_over_a_draft_that_is_open(void **state)
{
	(void)home_write(*state, "eins.txt", "Eins.\n");
	(void)home_write(*state, "zwei.txt", "Zwei.\n");
	struct terminal *first = author_open(*state, "eins.txt");
	terminal_wait(first, "Eins.");
	struct terminal *second = author_open(*state, "zwei.txt");
	terminal_wait(second, "Zwei.");
	author_press(second, save_as, "Save as");
	answer(second, "~/eins.txt");
	terminal_wait(second, "open in another window");
	terminal_free(second);
	terminal_free(first);
	author_assert_file(*state, "eins.txt", "Eins.\n");
}

static void a_file_that_only_got_another_time_is_no_change(void **state)
{
	const char *path = home_write(*state, "post.txt", "Alt.\n");
	struct terminal *terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "Alt.");
	struct timespec times[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	terminal_press(terminal, focus_in);
	author_press(terminal, "x", "xAlt.");
	assert_false(terminal_shows(terminal, "Another program"));
	author_press(terminal, KEY_SAVE, "Saved as");
	terminal_free(terminal);
}

static void a_file_that_is_gone_is_said_and_written_again(void **state)
{
	const char *path = home_write(*state, "post.txt", "Alt.\n");
	struct terminal *terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "Alt.");
	assert_int_equal(unlink(path), 0);
	author_press(terminal, focus_in, "is gone. Your text is still here");
	author_press(terminal, KEY_SAVE, "Saved as");
	terminal_free(terminal);
	author_assert_file(*state, "post.txt", "Alt.\n");
}

static void a_folder_that_is_gone_is_said_and_the_text_stays(void **state)
{
	(void)home_write(*state, "mai/post.txt", "Alt.\n");
	struct terminal *terminal = author_open(*state, "mai/post.txt");
	terminal_wait(terminal, "Alt.");
	assert_int_equal(rename(home_path(*state, "mai"), home_path(*state, "juni")), 0);
	author_press(terminal, "Neu. " KEY_SAVE, "there is no folder");
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
	struct terminal *terminal = author_open(home, "verweis.txt");
	terminal_wait(terminal, "Alt.");
	author_press(terminal, "\033[F Neu." KEY_SAVE, "Saved as");
	terminal_free(terminal);
	author_assert_file(home, "post.txt",
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
	struct terminal *terminal = author_open(home, "post.txt");
	terminal_wait(terminal, "Alt.");
	author_press(terminal, "Neu. " KEY_SAVE, "Saved as");
	terminal_free(terminal);
	author_assert_file(home, "zweit.txt", "Neu. Alt.\n");
	assert_int_equal(stat(path, &one), 0);
	assert_int_equal(stat(home_path(home, "zweit.txt"), &other), 0);
	assert_int_equal(one.st_ino, other.st_ino);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(without_a_file_the_drafts_are_listed_with_title_words_and_age),
		HOME_TEST(another_draft_can_be_opened_and_words_wait_in_the_one_before),
		HOME_TEST(a_new_draft_is_named_by_its_first_words),
		HOME_TEST(save_as_goes_on_in_the_new_file_and_leaves_the_old),
		HOME_TEST(a_name_is_mended_in_the_middle),
		HOME_TEST(save_as_asks_before_it_writes_over_another_file),
		HOME_TEST(a_file_gets_another_name_and_never_that_of_another),
		HOME_TEST(a_draft_that_is_open_twice_may_only_be_read_the_second_time),
		HOME_TEST(another_programs_change_is_said_and_can_be_taken),
		HOME_TEST(a_change_is_never_overwritten_unasked_and_theirs_is_kept),
		HOME_TEST(mine_can_be_saved_over_theirs_without_a_key_typed),
		HOME_TEST(save_as_does_not_write_over_a_draft_that_is_open),
		HOME_TEST(a_file_that_only_got_another_time_is_no_change),
		HOME_TEST(a_file_that_is_gone_is_said_and_written_again),
		HOME_TEST(a_folder_that_is_gone_is_said_and_the_text_stays),
		HOME_TEST(mode_links_and_byte_order_mark_stay),
		HOME_TEST(hard_links_stay_one_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
