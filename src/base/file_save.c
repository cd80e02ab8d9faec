#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "file_stamp.h"

/* 200 bytes of the name leave room for what is put around it (NAME_MAX is 255). */
enum { LINKS_MOST = 40, ATTEMPTS_MOST = 16, NAME_BYTES = 200, COPY_BYTES = 64 << 10 };

static const char acl[] = "system.posix_acl_access";

/* One save. Descriptors are -1 and `old` is zero where there is nothing. */
struct saving {
	const char *name; /* to name it to a person */
	struct span bytes;
	struct str target; /* behind all symbolic links */
	int old_fd;	   /* the file that is there, open for reading and writing */
	struct stat old;
	int folder_fd;
	char temporary[NAME_MAX + 1];
	struct stat saved;
};

enum outcome { SAVED, UNSYNCED, FAILED, NOT_BY_RENAME };

static bool not_saved(const struct saving *s, struct err *err)
{
	return err_system(err, _("“%.100s” was not saved; the file is as it was"), s->name);
}

bool file_write(int fd, struct span bytes)
{
	while (bytes.length) {
		ssize_t written = write(fd, bytes.at, bytes.length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written == 0)
			errno = EIO;
		if (written <= 0)
			return false;
		bytes = span_slice(bytes, (size_t)written, bytes.length);
	}
	return true;
}

/* After EIO the pages may be gone and a second fsync would succeed: it is never asked again. */
bool file_sync(int fd)
{
	int result;
	do
		result = fsync(fd);
	while (result != 0 && errno == EINTR);
	/* File systems that know no fsync say one of these. */
	return result == 0 || errno == EINVAL || errno == ENOSYS;
}

/* On Linux a descriptor is closed even when close is interrupted. */
static bool close_fd(int fd)
{
	return close(fd) == 0 || errno == EINTR;
}

/* Follows the links of the last part of the path by hand, because a dangling one has a target too.
 */
static bool resolve(struct str *target, const char *path)
{
	char link[PATH_MAX];
	struct str folder = { 0 };
	str_add(target, span_of(path));
	int i = 0;
	for (; i < LINKS_MOST; i++) {
		ssize_t length = readlink(str_text(target), link, sizeof link - 1);
		if (length < 0)
			break;
		link[length] = '\0';
		if (link[0] == '/') {
			str_clear(target);
			str_add(target, span_of(link));
		} else {
			path_join(target, path_folder(&folder, str_text(target)), link);
		}
	}
	str_release(&folder);
	errno = ELOOP;
	return i < LINKS_MOST;
}

/* Opens what is there by the path as it was given, so that the kernel's rules about links in
 * shared folders (protected_symlinks) hold. */
static bool open_old(struct saving *s, const char *path, struct err *err)
{
	struct stat target;
	if (stat(path, &s->old) != 0) {
		s->old = (struct stat){ 0 };
		return errno == ENOENT || not_saved(s, err);
	}
	if (S_ISDIR(s->old.st_mode))
		return err_set(err, ERR_INPUT,
			       _("“%.100s” is a folder; nothing was written to it."), s->name);
	if (!S_ISREG(s->old.st_mode))
		return err_set(err, ERR_INPUT,
			       _("“%.100s” is not a regular file; nothing was written to it."),
			       s->name);
	s->old_fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (s->old_fd < 0 || fstat(s->old_fd, &s->old) != 0)
		return not_saved(s, err);
	bool same = lstat(str_text(&s->target), &target) == 0 && target.st_dev == s->old.st_dev &&
		    target.st_ino == s->old.st_ino;
	return same ||
	       err_set(err, ERR_BUSY,
		       _("“%.100s” was replaced just now; nothing was written to it."), s->name);
}

static bool open_folder(struct saving *s, struct err *err)
{
	struct str folder = { 0 };
	path_folder(&folder, str_text(&s->target));
	s->folder_fd = open(str_text(&folder), O_PATH | O_DIRECTORY | O_CLOEXEC);
	bool opened = s->folder_fd >= 0;
	if (!opened && errno == ENOENT)
		(void)err_set(err, ERR_MISSING,
			      _("“%.100s” was not saved: there is no folder “%.100s”."), s->name,
			      str_text(&folder));
	else if (!opened)
		(void)not_saved(s, err);
	str_release(&folder);
	return opened;
}

/* A new file with STEM in its name, which goes into `name`: ".STEM.tonfall-XXXXXX" or, when it is
 * not hidden, "STEM-XXXXXX". -1 with errno. */
static int create_new(int folder_fd, const char *stem, bool hidden, mode_t mode,
		      char name[NAME_MAX + 1])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	for (int i = 0; i < ATTEMPTS_MOST; i++) {
		unsigned char random[6];
		char suffix[sizeof random + 1] = { 0 };
		if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
			return -1;
		for (size_t k = 0; k < sizeof random; k++)
			suffix[k] = letters[random[k] % 32];
		(void)snprintf(name, NAME_MAX + 1, "%s%.*s%s%s", hidden ? "." : "", (int)NAME_BYTES,
			       stem, hidden ? ".tonfall-" : "-", suffix);
		int fd = openat(folder_fd, name,
				O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* Extended attributes, access lists among them. Those that the system refuses are left out, but
 * not the access list: the mode alone could give the group more than it had. */
static bool copy_attributes(int from, int to)
{
	char *names = mem_alloc(XATTR_LIST_MAX);
	char *value = mem_alloc(XATTR_SIZE_MAX);
	bool kept = true;
	/* A list that the folder handed down to the new file; there may be none. */
	(void)fremovexattr(to, acl);
	ssize_t length = flistxattr(from, names, XATTR_LIST_MAX);
	for (ssize_t at = 0; at < length; at += (ssize_t)strlen(names + at) + 1) {
		ssize_t size = fgetxattr(from, names + at, value, XATTR_SIZE_MAX);
		bool copied = size >= 0 && fsetxattr(to, names + at, value, (size_t)size, 0) == 0;
		if (!copied && strcmp(names + at, acl) == 0)
			kept = false;
	}
	free(value);
	free(names);
	return kept;
}

static bool copy_metadata(const struct saving *s, int to)
{
	struct stat created;
	if (fstat(to, &created) != 0)
		return false;
	bool same_owner = created.st_uid == s->old.st_uid && created.st_gid == s->old.st_gid;
	if (!same_owner && fchown(to, s->old.st_uid, s->old.st_gid) != 0)
		return false;
	/* The mode last: a change of owner takes bits away, and an access list sets some. */
	return copy_attributes(s->old_fd, to) && fchmod(to, s->old.st_mode & 07777) == 0;
}

/* A folder that may be entered but not listed cannot be synced; the rename holds all the same. */
static bool sync_folder(int folder_fd)
{
	int fd = openat(folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno == EACCES || errno == EPERM;
	bool synced = file_sync(fd);
	(void)close(fd); /* only synced */
	return synced;
}

static bool may_do_in_place(int number)
{
	/* EBUSY: the file is a mount point, as in containers. */
	return number == EACCES || number == EPERM || number == EROFS || number == EBUSY ||
	       number == EXDEV;
}

static enum outcome fail_and_clean_up(struct saving *s, struct err *err)
{
	int number = errno;
	/* When this fails as well, a file that starts with a dot is left over. */
	(void)unlinkat(s->folder_fd, s->temporary, 0);
	errno = number;
	(void)not_saved(s, err);
	return FAILED;
}

/* The temporary file is complete on the disk when this returns true. */
static bool fill_temporary(struct saving *s, int fd)
{
	bool written = file_write(fd, s->bytes) && file_sync(fd) && fstat(fd, &s->saved) == 0;
	int number = errno;
	bool closed = close_fd(fd);
	if (!written)
		errno = number;
	return written && closed;
}

static enum outcome save_by_rename(struct saving *s, struct err *err)
{
	const char *name = path_name(str_text(&s->target));
	bool replaces = s->old_fd >= 0;
	/* A new file's mode is left to the umask and the folder's access list. */
	int fd = create_new(s->folder_fd, name, true, replaces ? 0600 : 0644, s->temporary);
	if (fd < 0) {
		if (replaces && may_do_in_place(errno))
			return NOT_BY_RENAME;
		(void)not_saved(s, err);
		return FAILED;
	}
	if (replaces && !copy_metadata(s, fd)) {
		(void)close(fd); /* empty */
		(void)unlinkat(s->folder_fd, s->temporary, 0);
		return NOT_BY_RENAME;
	}
	if (!fill_temporary(s, fd))
		return fail_and_clean_up(s, err);
	if (renameat(s->folder_fd, s->temporary, s->folder_fd, name) != 0) {
		if (!replaces || !may_do_in_place(errno))
			return fail_and_clean_up(s, err);
		(void)unlinkat(s->folder_fd, s->temporary, 0);
		return NOT_BY_RENAME;
	}
	if (sync_folder(s->folder_fd))
		return SAVED;
	(void)err_system(err,
			 _("“%.100s” is written, but the disk does not confirm it; save again"),
			 s->name);
	if (err)
		err->code = ERR_UNSYNCED;
	return UNSYNCED;
}

static bool copy_bytes(int from, int to)
{
	char *bytes = mem_alloc(COPY_BYTES);
	off_t at = 0;
	ssize_t got;
	bool copied = true;
	while (copied && (got = pread(from, bytes, COPY_BYTES, at)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		copied = got > 0 && file_write(to, (struct span){ bytes, (size_t)got });
		at += got;
	}
	free(bytes);
	return copied;
}

/* A synced copy of the old bytes among the program's own files; its path goes into *kept. */
static bool keep_old(const struct saving *s, struct str *kept, struct err *err)
{
	char name[NAME_MAX + 1];
	path_in(kept, PATH_STATE, "kept");
	if (!file_make_folder(str_text(kept), err))
		return false;
	int folder_fd = open(str_text(kept), O_PATH | O_DIRECTORY | O_CLOEXEC);
	int fd = folder_fd < 0 ? -1 : create_new(folder_fd, s->name, false, 0600, name);
	bool done = fd >= 0 && copy_bytes(s->old_fd, fd) && file_sync(fd);
	if (fd >= 0) {
		done = close_fd(fd) && done;
		path_join(kept, str_text(kept), name);
	}
	done = done && sync_folder(folder_fd);
	if (folder_fd >= 0)
		(void)close(folder_fd); /* only a handle */
	return done || not_saved(s, err);
}

/* The space first, so that a full disk is noticed before a byte of the old text has changed. */
static bool reserve(const struct saving *s)
{
	off_t length = (off_t)s->bytes.length;
	if (length <= s->old.st_size)
		return true;
	int failure = posix_fallocate(s->old_fd, 0, length);
	if (!failure || failure == EOPNOTSUPP || failure == EINVAL)
		return true;
	/* Nothing but zeroes behind the old end is cut off. */
	(void)!ftruncate(s->old_fd, s->old.st_size);
	errno = failure;
	return false;
}

static bool overwrite(struct saving *s, const char *kept, struct err *err)
{
	bool done = file_write(s->old_fd, s->bytes) &&
		    ftruncate(s->old_fd, (off_t)s->bytes.length) == 0 && file_sync(s->old_fd) &&
		    fstat(s->old_fd, &s->saved) == 0;
	return done || err_system(err, _("“%.60s” is only partly saved; its old text is in %.90s"),
				  s->name, kept);
}

static bool save_in_place(struct saving *s, struct err *err)
{
	struct str kept = { 0 };
	bool ready = keep_old(s, &kept, err) && (reserve(s) || not_saved(s, err));
	bool done = ready && overwrite(s, str_text(&kept), err);
	/* The copy stays only where it is needed; one that cannot be removed does no harm. */
	if (done || !ready)
		(void)unlink(str_text(&kept));
	str_release(&kept);
	return done;
}

/* SAVED, UNSYNCED or FAILED. */
static enum outcome save(struct saving *s, const char *path, struct err *err)
{
	if (!resolve(&s->target, path)) {
		(void)not_saved(s, err);
		return FAILED;
	}
	if (!open_old(s, path, err) || !open_folder(s, err))
		return FAILED;
	enum outcome outcome = s->old.st_nlink > 1 ? NOT_BY_RENAME : save_by_rename(s, err);
	if (outcome != NOT_BY_RENAME)
		return outcome;
	return save_in_place(s, err) ? SAVED : FAILED;
}

bool file_save(const char *path, struct span bytes, struct file_stamp *stamp, struct err *err)
{
	struct saving s = {
		.name = path_name(path), .bytes = bytes, .old_fd = -1, .folder_fd = -1
	};
	enum outcome outcome = save(&s, path, err);
	if (outcome != FAILED && stamp)
		*stamp = file_stamp_of(&s.saved);
	if (s.folder_fd >= 0)
		(void)close(s.folder_fd); /* only a handle */
	if (s.old_fd >= 0)
		(void)close(s.old_fd); /* written only in place, and synced there */
	str_release(&s.target);
	return outcome == SAVED;
}

bool file_keep(const char *path, struct span bytes, struct err *err)
{
	struct str folder = { 0 };
	bool done = file_make_folder(path_folder(&folder, path), err) &&
		    file_save(path, bytes, NULL, err);
	str_release(&folder);
	return done;
}
