#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arr.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "file_stamp.h"

enum { FIRST_ROOM = 64 << 10, FILES_MOST = 10000 };

struct file_stamp file_stamp_of(const struct stat *status)
{
	return (struct file_stamp){ .exists = true,
				    .is_pipe = S_ISFIFO(status->st_mode),
				    .device = status->st_dev,
				    .inode = status->st_ino,
				    .size = status->st_size,
				    .modified = (int64_t)status->st_mtim.tv_sec * 1000000000 +
						status->st_mtim.tv_nsec };
}

static bool too_long(const char *name, size_t limit, struct err *err)
{
	char most[32];
	return err_set(err, ERR_LIMIT, _("“%.100s” has more than %s bytes and was not opened."),
		       name, i18n_number((long)limit, most));
}

/* Up to `room` bytes; 0 at the end, -1 with errno. Waits when the descriptor does not. */
static ssize_t read_some(int fd, char *into, size_t room)
{
	for (;;) {
		ssize_t got = read(fd, into, room);
		if (got >= 0 || (errno != EINTR && errno != EAGAIN))
			return got;
		struct pollfd wait = { .fd = fd, .events = POLLIN };
		if (errno == EAGAIN && poll(&wait, 1, -1) < 0 && errno != EINTR)
			return -1;
	}
}

/* All bytes of fd. `expected` is a guess at how many, so that a file needs one allocation. */
static bool read_all(int fd, const char *name, size_t limit, size_t expected, struct str *out,
		     struct err *err)
{
	str_release(out);
	size_t length = 0;
	/* One byte to see that there is more than expected, one for the NUL. */
	size_t room = (expected ? expected : FIRST_ROOM) + 2;
	char *bytes = mem_resize(NULL, room);
	for (;;) {
		ssize_t got = read_some(fd, bytes + length, room - 1 - length);
		if (got < 0) {
			int number = errno;
			free(bytes);
			errno = number;
			return err_system(err, _("“%.100s” cannot be read"), name);
		}
		if (got == 0)
			break;
		length += (size_t)got;
		if (length > limit) {
			free(bytes);
			return too_long(name, limit, err);
		}
		if (length == room - 1) {
			room += room / 2;
			bytes = mem_resize(bytes, room);
		}
	}
	bytes[length] = '\0';
	out->at = bytes;
	out->length = length;
	out->room = room;
	return true;
}

bool file_read_fd(int fd, const char *name, size_t limit, struct str *out, struct err *err)
{
	return read_all(fd, name, limit, 0, out, err);
}

static bool read_open(int fd, const char *path, size_t limit, struct str *out,
		      struct file_stamp *stamp, struct err *err)
{
	struct stat status;
	const char *name = path_name(path);
	if (fstat(fd, &status) != 0)
		return err_system(err, _("“%.100s” cannot be read"), name);
	if (S_ISDIR(status.st_mode))
		return err_set(err, ERR_INPUT, _("“%.100s” is a folder; name a file in it."), path);
	if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
		return err_set(err, ERR_INPUT, _("“%.100s” is a device, not a text file."), path);
	if (S_ISREG(status.st_mode) && (uintmax_t)status.st_size > limit)
		return too_long(name, limit, err);
	size_t expected = S_ISREG(status.st_mode) ? (size_t)status.st_size : 0;
	if (!read_all(fd, name, limit, expected, out, err))
		return false;
	/* The stamp from before the reading: a change during it will be noticed. */
	if (stamp)
		*stamp = file_stamp_of(&status);
	return true;
}

bool file_read(const char *path, size_t limit, struct str *out, struct file_stamp *stamp,
	       struct err *err)
{
	/* O_NONBLOCK: opening a pipe without a writer must not hang. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0 && errno == ENOENT)
		return err_set(err, ERR_MISSING, _("There is no file “%.100s”."), path);
	if (fd < 0 && errno == ENXIO)
		return err_set(err, ERR_INPUT, _("“%.100s” is a device, not a text file."), path);
	if (fd < 0)
		return err_system(err, _("“%.100s” cannot be opened"), path_name(path));
	bool done = read_open(fd, path, limit, out, stamp, err);
	(void)close(fd); /* only read from */
	return done;
}

bool file_stat(const char *path, struct file_stamp *stamp, struct err *err)
{
	struct stat status;
	*stamp = (struct file_stamp){ 0 };
	if (stat(path, &status) == 0) {
		*stamp = file_stamp_of(&status);
		return true;
	}
	if (errno == ENOENT)
		return true;
	return err_system(err, _("“%.100s” cannot be looked at"), path_name(path));
}

bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b)
{
	if (!a->exists || !b->exists)
		return a->exists == b->exists;
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->modified == b->modified;
}

bool file_is_writable(const char *path)
{
	if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0)
		return true;
	if (errno != ENOENT)
		return false;
	struct str folder = { 0 };
	bool writable =
		faccessat(AT_FDCWD, path_folder(&folder, path), W_OK | X_OK, AT_EACCESS) == 0;
	str_release(&folder);
	return writable;
}

static bool is_folder(const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0)
		return false;
	if (!S_ISDIR(status.st_mode))
		errno = ENOTDIR;
	return S_ISDIR(status.st_mode);
}

bool file_make_folder(const char *path, struct err *err)
{
	char *part = mem_copy(span_of(path));
	for (char *slash = part; *slash && (slash = strchr(slash + 1, '/'));) {
		*slash = '\0';
		/* What matters is the last folder; parents that exist or cannot be made show there.
		 */
		(void)mkdir(part, 0700);
		*slash = '/';
	}
	free(part);
	if (mkdir(path, 0700) == 0)
		return true;
	int number = errno;
	if (is_folder(path))
		return true;
	errno = number == EEXIST ? ENOTDIR : number;
	return err_system(err, _("The folder “%.100s” cannot be made"), path);
}

struct names ARR(char *);

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_regular(DIR *directory, const struct dirent *entry)
{
	struct stat status;
	if (entry->d_type == DT_REG)
		return true;
	if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
		return false;
	return fstatat(dirfd(directory), entry->d_name, &status, 0) == 0 && S_ISREG(status.st_mode);
}

static bool collect(DIR *directory, const char *folder, const char *suffix, struct names *names,
		    struct err *err)
{
	struct dirent *entry;
	while ((errno = 0, entry = readdir(directory))) {
		if (entry->d_name[0] == '.' ||
		    !span_ends(span_of(entry->d_name), span_of(suffix)) ||
		    !is_regular(directory, entry))
			continue;
		if (names->count == FILES_MOST)
			return err_set(err, ERR_LIMIT, _("The folder “%.100s” has too many files."),
				       folder);
		*arr_add(names) = mem_copy(span_of(entry->d_name));
	}
	return errno == 0 || err_system(err, _("The folder “%.100s” cannot be read"), folder);
}

bool file_each(const char *folder, const char *suffix,
	       bool (*each)(void *context, const char *path), void *context, struct err *err)
{
	DIR *directory = opendir(folder);
	if (!directory && errno == ENOENT)
		return true;
	if (!directory)
		return err_system(err, _("The folder “%.100s” cannot be read"), folder);
	struct names names = { 0 };
	bool done = collect(directory, folder, suffix, &names, err);
	(void)closedir(directory); /* only read from */
	if (done && names.count)
		qsort(names.at, names.count, sizeof *names.at, compare_names);
	struct str path = { 0 };
	for (size_t i = 0; done && i < names.count; i++)
		if (!each(context, path_join(&path, folder, names.at[i])))
			break;
	str_release(&path);
	for (size_t i = 0; i < names.count; i++)
		free(names.at[i]);
	arr_release(&names);
	return done;
}
