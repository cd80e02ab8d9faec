#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/arr.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"

enum { READ_STEP = 1 << 16, FILES_MOST = 10000, XATTR_MOST = 1 << 16 };

static void stamp_of(const struct stat *at, struct file_stamp *stamp)
{
	if (!stamp)
		return;
	*stamp = (struct file_stamp){ .exists = true,
				      .device = at->st_dev,
				      .inode = at->st_ino,
				      .size = at->st_size,
				      .modified = (int64_t)at->st_mtim.tv_sec * 1000000000 +
						  at->st_mtim.tv_nsec };
}

/* ---- reading ---- */

static bool too_long(const char *name, size_t limit, struct err *err)
{
	return err_set(err, ERR_LIMIT, _("%s is over %zu MiB, more than a draft can have."), name,
		       limit >> 20);
}

bool file_read_fd(int fd, const char *name, size_t limit, struct str *out, struct err *err)
{
	char bytes[READ_STEP];
	str_init(out, limit);
	for (;;) {
		ssize_t length = read(fd, bytes, sizeof bytes);
		if (length < 0 && errno == EINTR)
			continue;
		if (length < 0) {
			str_release(out);
			return err_system(err, _("%s cannot be read"), name);
		}
		if (length == 0)
			return true;
		if (!str_add(out, (struct span){ bytes, (size_t)length })) {
			str_release(out);
			return too_long(name, limit, err);
		}
	}
}

/* A regular file of known size is read in one go, into memory that is not touched twice. */
static bool read_sized(int fd, const char *name, size_t size, size_t limit, struct str *out,
		       struct err *err)
{
	str_init(out, limit);
	out->at = mem_resize(NULL, size + 1);
	out->room = size + 1;
	while (out->length < size) {
		ssize_t length = read(fd, out->at + out->length, size - out->length);
		if (length < 0 && errno == EINTR)
			continue;
		if (length < 0) {
			str_release(out);
			return err_system(err, _("%s cannot be read"), name);
		}
		if (length == 0)
			break; /* it became shorter meanwhile */
		out->length += (size_t)length;
	}
	out->at[out->length] = '\0';
	return true;
}

static bool read_open(int fd, const char *path, size_t limit, struct str *out,
		      struct file_stamp *stamp, struct err *err)
{
	struct stat at;
	const char *name = path_name(path);
	if (fstat(fd, &at) != 0)
		return err_system(err, _("%s cannot be read"), name);
	if (S_ISDIR(at.st_mode))
		return err_set(err, ERR_INPUT, _("%s is a folder; name a file in it."), name);
	if (S_ISFIFO(at.st_mode)) {
		(void)fcntl(fd, F_SETFL, 0); /* wait for what is written to it */
		return file_read_fd(fd, name, limit, out, err);
	}
	if (!S_ISREG(at.st_mode))
		return err_set(err, ERR_INPUT, _("%s is a device, not a file."), name);
	if ((uintmax_t)at.st_size > limit)
		return too_long(name, limit, err);
	stamp_of(&at, stamp);
	return read_sized(fd, name, (size_t)at.st_size, limit, out, err);
}

bool file_read(const char *path, size_t limit, struct str *out, struct file_stamp *stamp,
	       struct err *err)
{
	/* O_NONBLOCK: a device or a pipe nobody writes to must not hang the open. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return err_system(err, _("%s cannot be opened"), path_name(path));
	bool done = read_open(fd, path, limit, out, stamp, err);
	(void)close(fd); /* only read from */
	return done;
}

/* ---- saving ---- */

static bool write_all(int fd, struct span bytes)
{
	while (bytes.length) {
		ssize_t length = write(fd, bytes.at, bytes.length);
		if (length < 0 && errno == EINTR)
			continue;
		if (length < 0)
			return false;
		bytes = span_slice(bytes, (size_t)length, bytes.length);
	}
	return true;
}

/* ACLs and other attributes, as far as the file system lets us. */
static void copy_attributes(int from, int to)
{
	char *names = mem_alloc(XATTR_MOST), *value = mem_alloc(XATTR_MOST);
	ssize_t length = flistxattr(from, names, XATTR_MOST);
	for (ssize_t at = 0; at < length; at += (ssize_t)strlen(names + at) + 1) {
		ssize_t size = fgetxattr(from, names + at, value, XATTR_MOST);
		if (size >= 0)
			/* What may not be set here was not ours to keep. */
			(void)!fsetxattr(to, names + at, value, (size_t)size, 0);
	}
	free(names);
	free(value);
}

/* Mode, owner and attributes of the file that is replaced; false when the owner cannot be kept. */
static bool copy_identity(const char *path, int to, const struct stat *old)
{
	struct stat new;
	if (fstat(to, &new) != 0)
		return false;
	bool other = new.st_uid != old->st_uid || new.st_gid != old->st_gid;
	if (other && fchown(to, old->st_uid, old->st_gid) != 0)
		return false;
	int from = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (from >= 0) {
		copy_attributes(from, to);
		(void)close(from);
	}
	return fchmod(to, old->st_mode & 07777) == 0;
}

static bool sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	/* Some file systems cannot sync a folder and say EINVAL; they need not. */
	bool done = fsync(fd) == 0 || errno == EINVAL;
	(void)close(fd);
	return done;
}

static mode_t default_mode(void)
{
	mode_t mask = umask(0);
	(void)umask(mask);
	return 0644 & ~mask;
}

enum outcome { SAVED, NOT_SAVED, NOT_THIS_WAY };

/* Writes the new file beside the old one; its name is in *temporary. */
static enum outcome write_beside(const char *path, struct span bytes, const struct stat *old,
				 struct str *temporary)
{
	struct str folder = { 0 };
	str_clear(temporary);
	(void)str_format(temporary, "%s/.%s.tonfall-XXXXXX", path_folder(&folder, path),
			 path_name(path));
	str_release(&folder);
	int fd = mkostemp(temporary->at, O_CLOEXEC);
	if (fd < 0)
		return errno == EACCES || errno == EROFS || errno == EPERM ? NOT_THIS_WAY
									   : NOT_SAVED;
	enum outcome outcome = SAVED;
	if (old ? !copy_identity(path, fd, old) : fchmod(fd, default_mode()) != 0)
		outcome = NOT_THIS_WAY;
	else if (!write_all(fd, bytes) || fsync(fd) != 0)
		outcome = NOT_SAVED;
	int number = errno;
	if (close(fd) != 0 && outcome == SAVED) {
		number = errno;
		outcome = NOT_SAVED;
	}
	if (outcome != SAVED)
		(void)unlink(temporary->at);
	errno = number;
	return outcome;
}

static enum outcome save_atomically(const char *path, struct span bytes, const struct stat *old)
{
	struct str temporary = { 0 }, folder = { 0 };
	enum outcome outcome = write_beside(path, bytes, old, &temporary);
	if (outcome == SAVED && rename(temporary.at, path) != 0) {
		int number = errno;
		(void)unlink(temporary.at);
		errno = number;
		outcome = NOT_SAVED;
	}
	if (outcome == SAVED && !sync_folder(path_folder(&folder, path)))
		outcome = NOT_SAVED;
	str_release(&folder);
	str_release(&temporary);
	return outcome;
}

/* Over the old bytes: where the file has other names or an owner that must stay. */
static bool save_in_place(const char *path, struct span bytes)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return false;
	/* Room first, so that a full disk is noticed before a byte is changed. */
	bool done = (bytes.length == 0 || posix_fallocate(fd, 0, (off_t)bytes.length) == 0) &&
		    write_all(fd, bytes) && ftruncate(fd, (off_t)bytes.length) == 0 &&
		    fsync(fd) == 0;
	return close(fd) == 0 && done;
}

/* The file that a path stands for: links followed, also one that points to nothing yet. */
static char *resolve(const char *path)
{
	char *whole = realpath(path, NULL);
	if (whole)
		return whole;
	char target[4096];
	ssize_t length = readlink(path, target, sizeof target - 1);
	if (length <= 0)
		return mem_copy(span_of(path));
	target[length] = '\0';
	if (target[0] == '/')
		return mem_copy(span_of(target));
	struct str folder = { 0 }, joined = { 0 };
	(void)path_join(&joined, path_folder(&folder, path), target);
	str_release(&folder);
	return str_take(&joined);
}

static bool save_resolved(const char *path, struct span bytes, struct err *err)
{
	struct stat at;
	bool exists = lstat(path, &at) == 0;
	const char *name = path_name(path);
	if (exists && !S_ISREG(at.st_mode))
		return err_set(err, ERR_INPUT,
			       _("%s is no file that can be written; nothing was saved."), name);
	enum outcome outcome = exists && at.st_nlink > 1
				       ? NOT_THIS_WAY
				       : save_atomically(path, bytes, exists ? &at : NULL);
	if (outcome == NOT_THIS_WAY)
		outcome = exists && save_in_place(path, bytes) ? SAVED : NOT_SAVED;
	if (outcome != SAVED)
		return err_system(err, _("%s was not saved, your text is still here"), name);
	return true;
}

bool file_save(const char *path, struct span bytes, struct file_stamp *stamp, struct err *err)
{
	char *target = resolve(path);
	struct stat at;
	bool done = save_resolved(target, bytes, err);
	if (done && stamp && stat(target, &at) == 0)
		stamp_of(&at, stamp);
	free(target);
	return done;
}

/* ---- looking ---- */

bool file_stat(const char *path, struct file_stamp *stamp, struct err *err)
{
	struct stat at;
	*stamp = (struct file_stamp){ 0 };
	if (stat(path, &at) == 0) {
		stamp_of(&at, stamp);
		return true;
	}
	return errno == ENOENT || err_system(err, _("%s cannot be looked at"), path_name(path));
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
	struct str folder = { 0 };
	bool exists = access(path, F_OK) == 0;
	bool writable = access(exists ? path : path_folder(&folder, path), W_OK) == 0;
	str_release(&folder);
	return writable;
}

bool file_make_folder(const char *path, struct err *err)
{
	char *whole = mem_copy(span_of(path));
	bool done = true;
	for (char *slash = whole + 1; done && *slash; slash++) {
		if (*slash != '/')
			continue;
		*slash = '\0';
		done = mkdir(whole, 0700) == 0 || errno == EEXIST;
		*slash = '/';
	}
	done = done && (mkdir(whole, 0700) == 0 || errno == EEXIST);
	free(whole);
	return done || err_system(err, _("the folder %s cannot be made"), path);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct file_names ARR(char *);

static void collect(DIR *folder, const char *suffix, struct file_names *names)
{
	for (struct dirent *entry; (entry = readdir(folder)) && names->count < FILES_MOST;) {
		struct span name = span_of(entry->d_name);
		if (name.at[0] != '.' && span_ends(name, span_of(suffix)))
			*arr_add(names) = mem_copy(name);
	}
	if (names->count)
		qsort(names->at, names->count, sizeof *names->at, by_name);
}

bool file_each(const char *path, const char *suffix, bool (*each)(void *context, const char *path),
	       void *context, struct err *err)
{
	DIR *folder = opendir(path);
	if (!folder)
		return errno == ENOENT || err_system(err, _("the folder %s cannot be read"), path);
	struct file_names names = { 0 };
	collect(folder, suffix, &names);
	(void)closedir(folder);
	bool goes_on = true;
	struct str file = { 0 };
	for (size_t i = 0; i < names.count; i++) {
		struct stat at;
		if (goes_on && stat(path_join(&file, path, names.at[i]), &at) == 0 &&
		    S_ISREG(at.st_mode))
			goes_on = each(context, str_text(&file));
		free(names.at[i]);
	}
	str_release(&file);
	arr_release(&names);
	return true;
}
