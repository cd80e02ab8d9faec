/* A disk that is really full: a small tmpfs as the person's home. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <unistd.h>

#include "author.h"

/* In a namespace of its own, so that nothing stays mounted whatever becomes of the test. */
static int set_up(void **state)
{
	if (home_set_up(state) != 0)
		return -1;
	struct home *home = *state;
	if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("tmpfs", home->folder, "tmpfs", 0, "size=512k,mode=700") != 0) {
		print_message("skipped: no small disk can be mounted here (%s)\n", strerror(errno));
		(void)home_tear_down(state);
		*state = NULL;
	}
	return 0;
}

static int tear_down(void **state)
{
	struct home *home = *state;
	if (!home)
		return 0;
	(void)umount2(home->folder, MNT_DETACH);
	return home_tear_down(state);
}

static struct home *home_of(void **state)
{
	if (!*state)
		skip();
	return *state;
}

static void fill(const struct home *home)
{
	static const char bytes[4096];
	size_t length = sizeof bytes;
	int fd = open(home_path(home, "ballast"), O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	/* To the last byte, as there may be room for less than a page. */
	while (length > 0)
		if (write(fd, bytes, length) < 0)
			length /= 2;
	assert_int_equal(close(fd), 0);
}

static void make_room(const struct home *home)
{
	assert_int_equal(unlink(home_path(home, "ballast")), 0);
}

static void a_save_on_a_full_disk_leaves_the_old_file_and_works_when_there_is_room(void **state)
{
	struct home *home = home_of(state);
	struct terminal *terminal = author_open_text(home, "Alt.\n");
	fill(home);
	author_press(terminal, "Neu. ", "Neu. Alt.");
	author_press(terminal, KEY_SAVE, "No space left on device");
	author_assert_file(home, "post.txt", "Alt.\n");
	make_room(home);
	author_press(terminal, KEY_SAVE, "Saved as");
	author_assert_file(home, "post.txt", "Neu. Alt.\n");
	author_leave(terminal);
}

static void a_journal_on_a_full_disk_is_told_and_goes_on_when_there_is_room(void **state)
{
	struct home *home = home_of(state);
	struct terminal *terminal = author_open_text(home, "Alt.\n");
	fill(home);
	author_press(terminal, "Neu. ", "No copy of your typing can be kept");
	terminal_wait(terminal, "No space left on device");
	author_press(terminal, "Mehr. ", "Neu. Mehr. Alt.");
	make_room(home);
	terminal_wait(terminal, "is kept again");
	terminal_signal(terminal, SIGKILL);
	terminal_wait_killed(terminal, SIGKILL);
	terminal_free(terminal);
	terminal = author_open(home, "post.txt");
	terminal_wait(terminal, "You typed words that were not saved");
	author_press(terminal, KEY_ENTER, "Your words are back");
	author_assert_saved(home, terminal, "Neu. Mehr. Alt.\n");
	terminal_free(terminal);
}

/* Killed while the disk is full: what the journal had before is there. */
static void words_from_before_the_disk_was_full_come_back(void **state)
{
	struct home *home = home_of(state);
	struct terminal *terminal = author_open_text(home, "Alt.\n");
	author_press(terminal, "Neu. ", "Neu. Alt.");
	terminal_drain(terminal, 1000);
	fill(home);
	for (int i = 0; i < 300; i++)
		author_press(terminal, "Zug um Zug, Wort um Wort. ", "Wort.");
	terminal_wait(terminal, "No copy of your typing can be kept");
	terminal_signal(terminal, SIGKILL);
	terminal_wait_killed(terminal, SIGKILL);
	terminal_free(terminal);
	make_room(home);
	terminal = author_open(home, "post.txt");
	terminal_wait(terminal, "You typed words that were not saved");
	author_press(terminal, KEY_ENTER, "Your words are back");
	terminal_wait(terminal, "Neu. ");
	terminal_free(terminal);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_save_on_a_full_disk_leaves_the_old_file_and_works_when_there_is_room),
		TEST(a_journal_on_a_full_disk_is_told_and_goes_on_when_there_is_room),
		TEST(words_from_before_the_disk_was_full_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
