#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "unit.h"

/* Each test has a folder of its own and is in it. */
static int set_up(void **state)
{
	char folder[] = "/tmp/tonfall-file-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	setenv("XDG_STATE_HOME", "/nonexistent", 1);
	umask(022);
	*state = strdup(folder);
	return 0;
}

static int tear_down(void **state)
{
	char *folder = *state;
	pid_t child = fork();
	if (child == 0)
		execlp("rm", "rm", "-rf", "--", folder, (char *)NULL);
	free(folder);
	return child > 0 && waitpid(child, NULL, 0) == child ? 0 : -1;
}

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void assert_file(const char *path, const char *text)
{
	char bytes[256] = "";
	int fd = open(path, O_RDONLY);
	assert_true(fd >= 0);
	assert_true(read(fd, bytes, sizeof bytes - 1) >= 0);
	close(fd);
	assert_string_equal(bytes, text);
}

static bool count_one(void *context, const char *path)
{
	(void)path;
	++*(int *)context;
	return true;
}

/* Visible and hidden files in the working folder. */
static int count_files(void)
{
	FILE *list = popen("ls -A | wc -l", "r");
	char line[32];
	assert_non_null(list);
	assert_non_null(fgets(line, sizeof line, list));
	pclose(list);
	return (int)strtol(line, NULL, 10);
}

static mode_t mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode & 07777;
}

static bool save(const char *path, const char *text, struct err *err)
{
	return file_save(path, span_of(text), NULL, err);
}

static void what_was_saved_is_read_byte_for_byte(void **state)
{
	(void)state;
	static const size_t lengths[] = { 0, 1, 65533, 65534, 65535, 65536, 65537, 3000000 };
	char *bytes = malloc(3000000);
	uint32_t seed = 2463534242u;
	for (size_t i = 0; i < 3000000; i++) {
		seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
		bytes[i] = (char)seed;
	}
	struct str read = { 0 };
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct file_stamp saved, opened;
		struct span text = { bytes, lengths[i] };
		assert_true(file_save("a", text, &saved, NULL));
		assert_true(file_read("a", lengths[i], &read, &opened, NULL));
		assert_true(span_equal(str_span(&read), text));
		assert_true(file_stamp_equal(&saved, &opened));
		int fd = open("a", O_RDONLY);
		assert_true(file_read_fd(fd, "a", lengths[i], &read, NULL));
		assert_true(span_equal(str_span(&read), text));
		close(fd);
	}
	assert_int_equal(count_files(), 1);
	str_release(&read);
	free(bytes);
}

static void a_file_over_the_limit_is_refused(void **state)
{
	(void)state;
	struct str read = { 0 };
	struct err err = { 0 };
	write_file("a", "12345");
	assert_false(file_read("a", 4, &read, NULL, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	int fd = open("a", O_RDONLY);
	err.code = ERR_NONE;
	assert_false(file_read_fd(fd, "a", 4, &read, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	close(fd);
	/* By its size, not by reading it. */
	assert_int_equal(truncate("a", (off_t)1 << 40), 0);
	assert_false(file_read("a", 1 << 20, &read, NULL, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	str_release(&read);
}

static void only_files_and_pipes_are_read(void **state)
{
	(void)state;
	struct str read = { 0 };
	struct err err = { 0 };
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "socket" };
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
	assert_false(file_read("missing", 9, &read, NULL, &err));
	assert_int_equal(err.code, ERR_MISSING);
	static const char *const refused[] = { ".", "/dev/null", "/dev/full", "socket" };
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		err.code = ERR_NONE;
		assert_false(file_read(refused[i], 9, &read, NULL, &err));
		assert_int_equal(err.code, ERR_INPUT);
	}
	close(listener);

	int ends[2];
	char path[32];
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "Ton", 3), 3);
	close(ends[1]);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	assert_true(file_read(path, 9, &read, NULL, NULL));
	assert_span(str_span(&read), "Ton");
	close(ends[0]);
	str_release(&read);
}

static void a_pipe_without_a_writer_does_not_hang(void **state)
{
	(void)state;
	struct str read = { 0 };
	assert_int_equal(mkfifo("fifo", 0600), 0);
	alarm(10);
	(void)file_read("fifo", 9, &read, NULL, NULL);
	alarm(0);
	str_release(&read);
}

static void a_descriptor_that_does_not_wait_is_waited_for(void **state)
{
	(void)state;
	int ends[2];
	struct str read = { 0 };
	assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		for (int i = 0; i < 3; i++) {
			usleep(3000);
			if (write(ends[1], "ab", 2) != 2)
				_exit(1);
		}
		_exit(0);
	}
	close(ends[1]);
	assert_true(file_read_fd(ends[0], "-", 9, &read, NULL));
	assert_span(str_span(&read), "ababab");
	close(ends[0]);
	assert_int_equal(waitpid(child, NULL, 0), child);
	str_release(&read);
}

static void the_mode_stays_and_a_new_file_follows_the_umask(void **state)
{
	(void)state;
	static const mode_t modes[] = { 0600, 0640, 0644, 0755, 0660, 02750 };
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		write_file("a", "old");
		assert_int_equal(chmod("a", modes[i]), 0);
		assert_true(save("a", "new", NULL));
		assert_int_equal(mode_of("a"), modes[i]);
		assert_file("a", "new");
	}
	assert_true(save("b", "new", NULL));
	assert_int_equal(mode_of("b"), 0644);
	umask(077);
	assert_true(save("c", "new", NULL));
	assert_int_equal(mode_of("c"), 0600);
	assert_int_equal(count_files(), 3);
}

static void the_owner_stays(void **state)
{
	(void)state;
	if (geteuid() != 0) {
		print_message("skipped: only root may give files away\n");
		skip();
	}
	struct stat status;
	write_file("a", "old");
	assert_int_equal(chown("a", 65534, 12), 0);
	assert_true(save("a", "new", NULL));
	assert_int_equal(stat("a", &status), 0);
	assert_int_equal(status.st_uid, 65534);
	assert_int_equal(status.st_gid, 12);
}

static void attributes_stay_where_the_disk_has_them(void **state)
{
	(void)state;
	char value[16] = "";
	write_file("a", "old");
	if (setxattr("a", "user.tag", "blue", 4, 0) != 0) {
		print_message("skipped: no extended attributes here: %s\n", strerror(errno));
		skip();
	}
	assert_true(save("a", "new", NULL));
	assert_int_equal(getxattr("a", "user.tag", value, sizeof value), 4);
	assert_string_equal(value, "blue");
}

static void a_symbolic_link_stays_one(void **state)
{
	char absolute[128];
	snprintf(absolute, sizeof absolute, "%s/d/file", (char *)*state);
	const char *targets[] = { absolute, "d/file", "d/second" };
	assert_int_equal(mkdir("d", 0700), 0);
	/* A chain: the second link is relative to its own folder. */
	assert_int_equal(symlink("file", "d/second"), 0);
	for (int missing = 0; missing < 2; missing++)
		for (int i = 0; i < 3; i++) {
			struct stat status;
			if (missing)
				unlink("d/file");
			else
				write_file("d/file", "old");
			assert_int_equal(symlink(targets[i], "link"), 0);
			assert_true(save("link", "new", NULL));
			assert_int_equal(lstat("link", &status), 0);
			assert_true(S_ISLNK(status.st_mode));
			assert_file("d/file", "new");
			assert_int_equal(unlink("link"), 0);
		}
	assert_int_equal(symlink("loop", "loop"), 0);
	assert_false(save("loop", "new", NULL));
}

static void hard_links_stay_together(void **state)
{
	struct stat before, after;
	char home[128];
	snprintf(home, sizeof home, "%s/state", (char *)*state);
	setenv("XDG_STATE_HOME", home, 1);
	write_file("a", "the old text, which is longer");
	assert_int_equal(link("a", "b"), 0);
	assert_int_equal(stat("a", &before), 0);
	assert_true(save("a", "new", NULL));
	assert_int_equal(stat("a", &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_file("b", "new");
	assert_true(save("b", "and a text that is longer than the one before", NULL));
	assert_file("a", "and a text that is longer than the one before");
}

/* Root may write anywhere, so it becomes nobody for a while. */
static void become(uid_t user)
{
	if (getuid() == 0)
		assert_int_equal(seteuid(user), 0);
}

static void a_read_only_folder_is_written_in_place(void **state)
{
	char home[128];
	struct stat before, after;
	snprintf(home, sizeof home, "%s/state", (char *)*state);
	assert_int_equal(mkdir(home, 0777), 0);
	assert_int_equal(chmod(home, 0777), 0);
	assert_int_equal(mkdir("d", 0755), 0);
	write_file("d/a", "old");
	assert_int_equal(chmod("d/a", 0666), 0);
	assert_int_equal(stat("d/a", &before), 0);
	assert_int_equal(chmod(*state, 0755), 0);
	if (getuid() != 0)
		assert_int_equal(chmod("d", 0555), 0);
	setenv("XDG_STATE_HOME", home, 1);
	become(65534);
	struct err err = { 0 };
	bool saved = save("d/a", "new", &err);
	bool made = save("d/b", "new", &err);
	bool old_writable = file_is_writable("d/a"), new_writable = file_is_writable("d/b");
	become(0);
	assert_true(saved);
	assert_int_equal(stat("d/a", &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_file("d/a", "new");
	assert_false(made);
	assert_int_equal(err.code, ERR_DENIED);
	assert_true(old_writable);
	assert_false(new_writable);
}

static void a_read_only_file_is_not_replaced(void **state)
{
	assert_int_equal(chmod(*state, 0777), 0);
	write_file("a", "old");
	assert_int_equal(chmod("a", 0444), 0);
	struct err err = { 0 };
	become(65534);
	bool saved = save("a", "new", &err), writable = file_is_writable("a");
	become(0);
	assert_false(saved);
	assert_false(writable);
	assert_int_equal(err.code, ERR_DENIED);
	assert_file("a", "old");
	assert_int_equal(count_files(), 1);
}

static void what_is_no_file_is_not_written(void **state)
{
	(void)state;
	struct err err = { 0 };
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_int_equal(symlink("/dev/full", "link"), 0);
	static const char *const refused[] = { ".", "/dev/full", "/dev/null", "fifo", "link" };
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		err.code = ERR_NONE;
		assert_false(save(refused[i], "new", &err));
		assert_int_equal(err.code, ERR_INPUT);
	}
	assert_false(save("missing/a", "new", &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_false(save("", "new", &err));
	assert_int_equal(count_files(), 2);
}

static void a_long_name_is_no_problem(void **state)
{
	(void)state;
	char name[256];
	memset(name, 'n', 255);
	name[255] = '\0';
	assert_true(save(name, "old", NULL));
	assert_true(save(name, "new", NULL));
	assert_file(name, "new");
}

static void a_full_disk_leaves_the_old_text(void **state)
{
	(void)state;
	assert_int_equal(mkdir("full", 0700), 0);
	if (mount("tmpfs", "full", "tmpfs", 0, "size=64k") != 0) {
		print_message("skipped: a small disk cannot be mounted: %s\n", strerror(errno));
		skip();
	}
	char *big = calloc(1, 200000);
	struct err err = { 0 };
	write_file("full/a", "old");
	bool saved = file_save("full/a", (struct span){ big, 200000 }, NULL, &err);
	free(big);
	assert_file("full/a", "old");
	int left = 0;
	bool listed = file_each("full", "", count_one, &left, NULL);
	assert_int_equal(umount("full"), 0);
	assert_false(saved);
	assert_int_equal(err.code, ERR_IO);
	assert_true(listed);
	assert_int_equal(left, 1);
}

/* RLIMIT_FSIZE stands in for a full disk where none can be mounted. */
static void a_write_that_fails_leaves_the_old_text(void **state)
{
	(void)state;
	write_file("a", "old");
	write_file("b", "old");
	assert_int_equal(link("b", "c"), 0);
	setenv("XDG_STATE_HOME", *state, 1);
	pid_t child = fork();
	if (child == 0) {
		static char big[200000];
		struct err err = { 0 };
		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 65536, 65536 }) != 0)
			_exit(9);
		bool saved = file_save("a", (struct span){ big, sizeof big }, NULL, &err) ||
			     file_save("b", (struct span){ big, sizeof big }, NULL, &err);
		_exit(saved || !err.text[0]);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_file("a", "old");
	assert_file("b", "old");
}

static void a_change_by_somebody_else_shows_in_the_stamp(void **state)
{
	(void)state;
	struct file_stamp saved, now, missing;
	assert_true(file_stat("a", &missing, NULL));
	assert_false(missing.exists);
	assert_true(file_save("a", SPAN("one"), &saved, NULL));
	assert_true(file_stat("a", &now, NULL));
	assert_true(file_stamp_equal(&saved, &now));
	assert_false(file_stamp_equal(&saved, &missing));
	assert_true(file_stamp_equal(&missing, &(struct file_stamp){ .size = 7 }));
	write_file("other", "two");
	assert_int_equal(rename("other", "a"), 0);
	assert_true(file_stat("a", &now, NULL));
	assert_false(file_stamp_equal(&saved, &now));
	assert_false(file_stat("a/b", &now, NULL));
}

static void folders_are_made_with_their_parents(void **state)
{
	(void)state;
	struct err err = { 0 };
	assert_true(file_make_folder("x/y//z/", NULL));
	assert_true(file_make_folder("x/y/z", NULL));
	assert_int_equal(mode_of("x"), 0700);
	assert_int_equal(mode_of("x/y/z"), 0700);
	write_file("file", "");
	assert_false(file_make_folder("file", &err));
	assert_int_not_equal(err.code, ERR_NONE);
	assert_false(file_make_folder("file/below", &err));
}

struct list {
	char text[128];
	int most;
};

static bool list_one(void *context, const char *path)
{
	struct list *list = context;
	strncat(list->text, path, sizeof list->text - strlen(list->text) - 1);
	strncat(list->text, " ", sizeof list->text - strlen(list->text) - 1);
	return --list->most > 0;
}

static void files_are_listed_in_byte_order(void **state)
{
	(void)state;
	static const char *const names[] = { "d/b.yaml", "d/a.yaml", "d/Z.yaml", "d/c.txt",
					     "d/ä.yaml" };
	assert_int_equal(mkdir("d", 0700), 0);
	assert_int_equal(mkdir("d/folder.yaml", 0700), 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		write_file(names[i], "");
	assert_int_equal(symlink("a.yaml", "d/l.yaml"), 0);
	assert_int_equal(symlink("nowhere", "d/m.yaml"), 0);
	struct list list = { .most = 99 };
	assert_true(file_each("d", ".yaml", list_one, &list, NULL));
	assert_string_equal(list.text, "d/Z.yaml d/a.yaml d/b.yaml d/l.yaml d/ä.yaml ");
	list = (struct list){ .most = 2 };
	assert_true(file_each("d", ".yaml", list_one, &list, NULL));
	assert_string_equal(list.text, "d/Z.yaml d/a.yaml ");
	list = (struct list){ .most = 2 };
	assert_true(file_each("missing", ".yaml", list_one, &list, NULL));
	assert_string_equal(list.text, "");
	assert_false(file_each("d/a.yaml", ".yaml", list_one, &list, NULL));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_was_saved_is_read_byte_for_byte),
		TEST(a_file_over_the_limit_is_refused),
		TEST(only_files_and_pipes_are_read),
		TEST(a_pipe_without_a_writer_does_not_hang),
		TEST(a_descriptor_that_does_not_wait_is_waited_for),
		TEST(the_mode_stays_and_a_new_file_follows_the_umask),
		TEST(the_owner_stays),
		TEST(attributes_stay_where_the_disk_has_them),
		TEST(a_symbolic_link_stays_one),
		TEST(hard_links_stay_together),
		TEST(a_read_only_folder_is_written_in_place),
		TEST(a_read_only_file_is_not_replaced),
		TEST(what_is_no_file_is_not_written),
		TEST(a_long_name_is_no_problem),
		TEST(a_full_disk_leaves_the_old_text),
		TEST(a_write_that_fails_leaves_the_old_text),
		TEST(a_change_by_somebody_else_shows_in_the_stamp),
		TEST(folders_are_made_with_their_parents),
		TEST(files_are_listed_in_byte_order),
	};
#undef TEST
	return cmocka_run_group_tests(tests, NULL, NULL);
}
