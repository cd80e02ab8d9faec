/* Files that are not what a draft should be: one clear sentence, and nothing is lost or written. */
#include "unit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "author.h"

/* The desk does not open: it says why and ends with status 2. */
static void assert_refused(const struct home *home, const char *name, const char *sentence)
{
	struct terminal *terminal = author_open(home, name);
	terminal_wait_end(terminal, 2);
	terminal_wait(terminal, sentence);
	terminal_free(terminal);
}

static void a_file_that_is_not_there_is_a_new_draft(void **state)
{
	struct terminal *terminal = author_open(*state, "neu.txt");
	terminal_wait(terminal, "neu.txt is new");
	author_press(terminal, "Grüezi.", "Grüezi.");
	author_press(terminal, KEY_SAVE, "Saved as");
	author_leave(terminal);
	author_assert_file(*state, "neu.txt", "Grüezi.");
}

static void a_new_draft_that_was_left_empty_makes_no_file(void **state)
{
	struct terminal *terminal = author_open(*state, "neu.txt");
	terminal_wait(terminal, "neu.txt is new");
	author_leave(terminal);
	assert_null(home_read(*state, "neu.txt"));
}

static void a_new_draft_in_a_new_folder_makes_the_folder_when_it_is_saved(void **state)
{
	struct terminal *terminal = author_open(*state, "posts/mai/neu.txt");
	terminal_wait(terminal, "neu.txt is new");
	author_press(terminal, "Ja." KEY_SAVE, "Saved as");
	author_leave(terminal);
	author_assert_file(*state, "posts/mai/neu.txt", "Ja.");
}

static void a_file_that_may_not_be_read_is_refused(void **state)
{
	struct home *home = *state;
	home->obeys_modes = true;
	assert_int_equal(chmod(home_write(home, "geheim.txt", "Nein.\n"), 0), 0);
	assert_refused(home, "geheim.txt", "“geheim.txt” cannot be opened: Permission denied");
}

static void a_folder_is_refused(void **state)
{
	assert_refused(*state, ".", "is a folder; name a file in it.");
}

static void a_device_is_refused(void **state)
{
	struct home *home = *state;
	struct terminal *terminal =
		terminal_new(home, TERMINAL_ROWS, TERMINAL_COLUMNS, "/dev/zero");
	terminal_wait_end(terminal, 2);
	terminal_wait(terminal, "“/dev/zero” is a device, not a text file.");
	terminal_free(terminal);
}

static void a_named_pipe_is_refused_and_not_waited_for(void **state)
{
	assert_int_equal(mkfifo(home_path(*state, "rohr"), 0600), 0);
	assert_refused(*state, "rohr", "is a pipe; nothing could be saved there.");
}

static void a_file_over_64_mebibytes_is_refused(void **state)
{
	int fd = open(home_path(*state, "gross.txt"), O_WRONLY | O_CREAT | O_TRUNC, 0644);
	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, (64 << 20) + 1), 0);
	assert_int_equal(close(fd), 0);
	assert_refused(*state, "gross.txt", "“gross.txt” has more than 67,108,864 bytes");
}

static void bytes_that_are_no_text_are_shown_and_kept(void **state)
{
	static const char bytes[] = "vorher \xff\xc0 nachher\n";
	(void)home_write(*state, "roh.txt", bytes);
	struct terminal *terminal = author_open(*state, "roh.txt");
	terminal_wait(terminal, "vorher <FF><C0> nachher");
	terminal_wait(terminal, "Some bytes are no UTF-8");
	author_press(terminal, "Neu. " KEY_SAVE, "Saved as");
	author_leave(terminal);
	author_assert_file(*state, "roh.txt", "Neu. vorher \xff\xc0 nachher\n");
}

static void a_file_that_may_only_be_read_can_be_looked_at(void **state)
{
	struct home *home = *state;
	home->obeys_modes = true;
	assert_int_equal(chmod(home_write(home, "fest.txt", "Fest.\n"), 0444), 0);
	struct terminal *terminal = author_open(home, "fest.txt");
	terminal_wait(terminal, "fest.txt may only be read");
	author_press(terminal, "x", "may only be read");
	author_press(terminal, KEY_SAVE, "Nothing was saved");
	assert_false(terminal_shows(terminal, "xFest"));
	author_leave(terminal);
	author_assert_file(home, "fest.txt", "Fest.\n");
}

static void a_missing_final_newline_stays_missing(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins.\nZwei.");
	author_press(terminal, "Null. " KEY_SAVE, "Saved as");
	author_leave(terminal);
	author_assert_file(*state, "post.txt", "Null. Eins.\nZwei.");
}

static void line_ends_of_windows_stay(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins.\r\nZwei.\r\n");
	author_press(terminal, "Null. " KEY_SAVE, "Saved as");
	author_leave(terminal);
	author_assert_file(*state, "post.txt", "Null. Eins.\r\nZwei.\r\n");
}

static void a_text_that_was_not_changed_is_not_written(void **state)
{
	struct stat before, after;
	const char *path = home_write(*state, "post.txt", "Alt.");
	assert_int_equal(stat(path, &before), 0);
	struct terminal *terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "Alt.");
	author_press(terminal, KEY_SAVE, "Nothing has changed");
	author_leave(terminal);
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(after.st_ino, before.st_ino);
	assert_int_equal(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
	assert_int_equal(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(a_file_that_is_not_there_is_a_new_draft),
		HOME_TEST(a_new_draft_that_was_left_empty_makes_no_file),
		HOME_TEST(a_new_draft_in_a_new_folder_makes_the_folder_when_it_is_saved),
		HOME_TEST(a_file_that_may_not_be_read_is_refused),
		HOME_TEST(a_folder_is_refused),
		HOME_TEST(a_device_is_refused),
		HOME_TEST(a_named_pipe_is_refused_and_not_waited_for),
		HOME_TEST(a_file_over_64_mebibytes_is_refused),
		HOME_TEST(bytes_that_are_no_text_are_shown_and_kept),
		HOME_TEST(a_file_that_may_only_be_read_can_be_looked_at),
		HOME_TEST(a_missing_final_newline_stays_missing),
		HOME_TEST(line_ends_of_windows_stay),
		HOME_TEST(a_text_that_was_not_changed_is_not_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
