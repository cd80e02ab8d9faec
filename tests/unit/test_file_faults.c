/*
 * A save in which each system call in turn fails, writes only a part, or ends the process. The
 * calls below stand before those of the C library, because the program's code is linked into this
 * test. After each, the file is the old text or the new one.
 */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "home.h"

enum what { NOTHING, FAIL, WRITE_A_PART, KILL };

enum { UNSYNCED = 3 }; /* status of a save whose text is there, but not confirmed */

enum { CALLS_MOST = 200, TEXT_BYTES = 30000 };

static struct {
	enum what what;
	int number; /* errno */
	int at;	    /* the call it happens at, from 0 */
	int count;  /* calls so far */
	bool stays; /* all later ones too, as on a full disk */
} fault;

/* True when this call is the one that fails. */
static bool is_hit(void)
{
	int call = fault.count++;
	bool hit = fault.what != NOTHING && (call == fault.at || (fault.stays && call > fault.at));
	if (hit && fault.what == KILL)
		(void)kill(getpid(), SIGKILL);
	errno = hit ? fault.number : errno;
	return hit;
}

ssize_t write(int fd, const void *bytes, size_t length)
{
	if (is_hit()) {
		if (fault.what != WRITE_A_PART)
			return -1;
		length = length / 2 + 1;
	}
	return syscall(SYS_write, fd, bytes, length);
}

int fsync(int fd)
{
	return is_hit() && fault.what == FAIL ? -1 : (int)syscall(SYS_fsync, fd);
}

int renameat(int from, const char *old, int to, const char *new)
{
	if (is_hit() && fault.what == FAIL)
		return -1;
	return (int)syscall(SYS_renameat2, from, old, to, new, 0);
}

int ftruncate(int fd, off_t length)
{
	return is_hit() && fault.what == FAIL ? -1 : (int)syscall(SYS_ftruncate, fd, length);
}

int fchmod(int fd, mode_t mode)
{
	return is_hit() && fault.what == FAIL ? -1 : (int)syscall(SYS_fchmod, fd, mode);
}

static char old_text[TEXT_BYTES + 1], new_text[2 * TEXT_BYTES + 1];

static struct home home;

static int set_up(void **state)
{
	(void)state;
	memset(old_text, 'a', TEXT_BYTES);
	memset(new_text, 'n', (size_t)2 * TEXT_BYTES);
	home_init(&home);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	home_release(&home);
	return 0;
}

/* The save in a process of its own; its status. `calls` says how many there were. */
static int save_with_fault(const char *path, int *calls)
{
	int pipes[2];
	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();
	if (child == 0) {
		(void)setenv("HOME", home.folder, 1);
		(void)unsetenv("XDG_STATE_HOME");
		fault.count = 0;
		struct err err;
		bool saved = file_save(path, span_of(new_text), NULL, &err);
		(void)syscall(SYS_write, pipes[1], &fault.count, sizeof fault.count);
		_exit(saved ? 0 : err.code == ERR_UNSYNCED ? UNSYNCED : 1);
	}
	int status;
	(void)close(pipes[1]);
	if (read(pipes[0], calls, sizeof *calls) != (ssize_t)sizeof *calls)
		*calls = 0;
	(void)close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void assert_old_or_new(const char *path, bool must_be_new, int at)
{
	struct str text = { 0 };
	assert_true(file_read(path, sizeof new_text, &text, NULL, NULL));
	bool is_old = span_equal(str_span(&text), span_of(old_text));
	bool is_new = span_equal(str_span(&text), span_of(new_text));
	str_release(&text);
	if (!is_new && (must_be_new || !is_old))
		fail_msg("after the fault at call %d the file is neither old nor new", at);
}

static int save_cleanly(const char *path)
{
	int calls;
	fault.what = NOTHING;
	assert_int_equal(save_with_fault(path, &calls), 0);
	assert_true(calls > 2 && calls < CALLS_MOST);
	return calls;
}

/* How many of the saves were done but not confirmed. */
static int each_call(enum what what, int number, bool stays)
{
	int unsynced = 0;
	const char *path = home_write(&home, "post.txt", old_text);
	int most = save_cleanly(path);
	for (int at = 0; at < most; at++) {
		int calls;
		fault.what = NOTHING;
		(void)home_write(&home, "post.txt", old_text);
		fault.what = what;
		fault.number = number;
		fault.at = at;
		fault.stays = stays;
		int status = save_with_fault(path, &calls);
		fault.what = NOTHING;
		assert_true(what == KILL ? WIFSIGNALED(status) : WIFEXITED(status));
		bool says_new = WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == UNSYNCED;
		unsynced += WIFEXITED(status) && WEXITSTATUS(status) == UNSYNCED;
		assert_old_or_new(path, what != KILL && says_new, at);
	}
	return unsynced;
}

static void a_full_disk_at_any_call_leaves_the_old_or_the_new_text(void **state)
{
	(void)state;
	(void)each_call(FAIL, ENOSPC, true);
}

static void a_bad_disk_at_any_call_leaves_the_old_or_the_new_text(void **state)
{
	(void)state;
	/* The sync of the folder, which comes last. */
	assert_int_equal(each_call(FAIL, EIO, false), 1);
}

static void a_disk_that_turns_read_only_leaves_the_old_or_the_new_text(void **state)
{
	(void)state;
	(void)each_call(FAIL, EROFS, true);
}

static void an_interrupted_call_is_made_again(void **state)
{
	(void)state;
	(void)each_call(FAIL, EINTR, false);
}

static void a_write_of_a_part_is_gone_on_with(void **state)
{
	(void)state;
	(void)each_call(WRITE_A_PART, 0, false);
}

static void a_kill_at_any_call_leaves_the_old_or_the_new_text(void **state)
{
	(void)state;
	(void)each_call(KILL, 0, false);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_full_disk_at_any_call_leaves_the_old_or_the_new_text),
		TEST(a_bad_disk_at_any_call_leaves_the_old_or_the_new_text),
		TEST(a_disk_that_turns_read_only_leaves_the_old_or_the_new_text),
		TEST(an_interrupted_call_is_made_again),
		TEST(a_write_of_a_part_is_gone_on_with),
		TEST(a_kill_at_any_call_leaves_the_old_or_the_new_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
