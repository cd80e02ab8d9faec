#include "desk/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"

enum { ATTEMPTS_MOST = 8, NAME_MOST = 40 };

/* FNV-1a (Fowler, Noll, Vo), 64 bits: tells paths apart, defends against nobody. */
static uint64_t hash(struct span bytes)
{
	uint64_t value = 0xcbf29ce484222325;
	for (size_t i = 0; i < bytes.length; i++)
		value = (value ^ (unsigned char)bytes.at[i]) * 0x100000001b3;
	return value;
}

/* A file that is not there yet has the real path of its folder. */
static void real_path(const char *path, struct str *out)
{
	char real[PATH_MAX];
	struct str folder = { 0 };
	if (realpath(path, real))
		(void)str_add(out, span_of(real));
	else if (realpath(path_folder(&folder, path), real))
		(void)path_join(out, real, path_name(path));
	else
		(void)str_add(out, span_of(path));
	str_release(&folder);
}

void lock_id(const char *path, struct str *id, struct str *absolute)
{
	struct str real = { 0 };
	str_clear(id);
	if (path) {
		real_path(path, &real);
		(void)str_format(id, "%016" PRIx64 "-", hash(str_span(&real)));
		/* The name is there for those who look into the folder. */
		for (const char *c = path_name(str_text(&real)); *c && id->length < NAME_MOST; c++)
			(void)str_add_byte(id, (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9')
						       ? *c
						       : '-');
	} else {
		uint64_t chance = 0;
		/* When there is no chance to be had, the process and its time have to do. */
		if (getrandom(&chance, sizeof chance, 0) != (ssize_t)sizeof chance)
			chance = (uint64_t)getpid();
		(void)str_format(id, "new-%016" PRIx64, chance);
	}
	if (absolute) {
		str_clear(absolute);
		(void)str_add(absolute, str_span(&real));
	}
	str_release(&real);
}

static const char *lock_path(struct str *out, const char *id)
{
	struct str name = { 0 };
	(void)str_format(&name, "locks/%s", id);
	path_in(out, PATH_STATE, str_text(&name));
	str_release(&name);
	return str_text(out);
}

/* Is the file that is locked still the one of that name? Who let go may have removed it. */
static bool is_current(int fd, const char *path)
{
	struct stat held, named;
	return fstat(fd, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino &&
	       held.st_dev == named.st_dev;
}

static pid_t read_holder(int fd)
{
	char text[24];
	ssize_t length = pread(fd, text, sizeof text - 1, 0);
	text[length > 0 ? length : 0] = '\0';
	return (pid_t)strtol(text, NULL, 10);
}

static void write_holder(int fd)
{
	struct str text = { 0 };
	(void)str_format(&text, "%ld\n", (long)getpid());
	/* It only serves a message; the lock holds without. */
	(void)!ftruncate(fd, 0);
	(void)!pwrite(fd, str_text(&text), text.length, 0);
	str_release(&text);
}

static int open_locked(const char *path)
{
	for (int i = 0; i < ATTEMPTS_MOST; i++) {
		int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd < 0)
			return -1;
		if (flock(fd, LOCK_EX | LOCK_NB) != 0 || is_current(fd, path))
			return fd;
		(void)close(fd); /* nothing was written */
	}
	errno = EAGAIN;
	return -1;
}

bool lock_take(struct lock *lock, const char *id, pid_t *holder, struct err *err)
{
	struct str path = { 0 }, folder = { 0 };
	*lock = (struct lock){ .fd = -1 };
	*holder = 0;
	lock_path(&path, id);
	bool made = file_make_folder(path_folder(&folder, str_text(&path)), err);
	str_release(&folder);
	int fd = made ? open_locked(str_text(&path)) : -1;
	/* Asking again for a lock that this descriptor holds costs nothing. */
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) {
		write_holder(fd);
		*lock = (struct lock){ fd, str_take(&path) };
		return true;
	}
	if (fd >= 0 && errno == EWOULDBLOCK) {
		*holder = read_holder(fd);
		(void)err_set(err, ERR_BUSY, _("This draft is open in another window."));
	} else if (made) {
		(void)err_system(err, _("It cannot be seen whether this draft is open twice"));
	}
	if (fd >= 0)
		(void)close(fd); /* only asked */
	str_release(&path);
	return false;
}

void lock_release(struct lock *lock)
{
	if (lock->path) {
		/* Removed while it is held, so nobody can take the old name. */
		(void)unlink(lock->path);
		(void)close(lock->fd); /* lets go of the lock */
		free(lock->path);
	}
	*lock = (struct lock){ .fd = -1 };
}

bool lock_is_held(const char *id)
{
	struct str path = { 0 };
	int fd = open(lock_path(&path, id), O_RDONLY | O_CLOEXEC);
	str_release(&path);
	bool held = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	if (fd >= 0)
		(void)close(fd); /* lets go of it */
	return held;
}
