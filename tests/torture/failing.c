/*
 * Put before a program by LD_PRELOAD, this lets one call of a kind fail, or all from that one on:
 * TORTURE="alloc:17" or "write:3+" says which, the file TORTURE_LOG then says that it was reached,
 * and from which program or library. Without TORTURE the file gets how many calls of each kind
 * there were. Children are left alone.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { NONE, ALLOC, OPEN, READ, WRITE, SYNC, RENAME, KINDS };

static const char *const kinds[KINDS] = {
	[ALLOC] = "alloc", [OPEN] = "open", [READ] = "read",
	[WRITE] = "write", [SYNC] = "sync", [RENAME] = "rename",
};

static struct {
	enum kind kind;
	long at;    /* from 1 */
	bool stays; /* all later ones fail too */
	char log[256];
} plan;

static atomic_long counts[KINDS];

/* ---- the log ---- */

static void say(const char *line)
{
	int fd = (int)syscall(SYS_openat, AT_FDCWD, plan.log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	(void)syscall(SYS_write, fd, line, strlen(line));
	(void)syscall(SYS_close, fd);
}

static void say_hit(enum kind kind, const void *caller, const char *path)
{
	Dl_info info = { 0 };
	char line[512];
	if (!dladdr(caller, &info) || !info.dli_fname)
		info.dli_fname = "?";
	(void)snprintf(line, sizeof line, "hit %s %s in %s+%#lx\n", kinds[kind], path,
		       info.dli_fname,
		       (unsigned long)((const char *)caller - (const char *)info.dli_fbase));
	say(line);
}

__attribute__((constructor)) static void begin(void)
{
	const char *words = getenv("TORTURE"), *log = getenv("TORTURE_LOG");
	const char *colon = words ? strchr(words, ':') : NULL;
	if (log)
		(void)snprintf(plan.log, sizeof plan.log, "%s", log);
	for (enum kind kind = ALLOC; colon && kind < KINDS; kind++)
		if (strncmp(words, kinds[kind], (size_t)(colon - words)) == 0)
			plan.kind = kind;
	if (colon) {
		plan.at = strtol(colon + 1, NULL, 10);
		plan.stays = strchr(colon, '+') != NULL;
	}
	(void)unsetenv("LD_PRELOAD");
	(void)unsetenv("TORTURE");
	(void)unsetenv("TORTURE_LOG");
	for (enum kind kind = NONE; kind < KINDS; kind++)
		atomic_store(&counts[kind], 0);
}

__attribute__((destructor)) static void end(void)
{
	char line[64];
	for (enum kind kind = ALLOC; plan.log[0] && plan.kind == NONE && kind < KINDS; kind++) {
		(void)snprintf(line, sizeof line, "%s %ld\n", kinds[kind],
			       atomic_load(&counts[kind]));
		say(line);
	}
}

/* The desk leaves without what is done at the end of a process. */
void _exit(int status)
{
	end();
	for (;;)
		(void)syscall(SYS_exit_group, status);
}

/* True when this call is to fail. */
static bool is_hit(enum kind kind, const void *caller, const char *path)
{
	long count = atomic_fetch_add(&counts[kind], 1) + 1;
	if (kind != plan.kind || count < plan.at || (count > plan.at && !plan.stays))
		return false;
	if (count == plan.at)
		say_hit(kind, caller, path);
	return true;
}

#define HIT(kind) is_hit((kind), __builtin_return_address(0), "")

static int fail_with(int number)
{
	errno = number;
	return -1;
}

/* ---- memory ---- */

extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *memory, size_t bytes);

void *malloc(size_t bytes)
{
	if (!HIT(ALLOC))
		return __libc_malloc(bytes);
	errno = ENOMEM;
	return NULL;
}

void *calloc(size_t count, size_t bytes)
{
	if (!HIT(ALLOC))
		return __libc_calloc(count, bytes);
	errno = ENOMEM;
	return NULL;
}

void *realloc(void *memory, size_t bytes)
{
	if (!HIT(ALLOC))
		return __libc_realloc(memory, bytes);
	errno = ENOMEM;
	return NULL;
}

/* ---- files ---- */

static int open_at(int folder, const char *path, int flags, unsigned mode, const void *caller)
{
	return is_hit(OPEN, caller, path) ? fail_with(EMFILE)
					  : (int)syscall(SYS_openat, folder, path, flags, mode);
}

static unsigned mode_of(int flags, va_list rest)
{
	return flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, unsigned) : 0;
}

#define OPEN_BODY(folder)                     \
	va_list rest;                         \
	va_start(rest, flags);                \
	unsigned mode = mode_of(flags, rest); \
	va_end(rest);                         \
	return open_at((folder), path, flags, mode, __builtin_return_address(0))

int open(const char *path, int flags, ...)
{
	OPEN_BODY(AT_FDCWD);
}

int open64(const char *path, int flags, ...)
{
	OPEN_BODY(AT_FDCWD);
}

int openat(int folder, const char *path, int flags, ...)
{
	OPEN_BODY(folder);
}

int openat64(int folder, const char *path, int flags, ...)
{
	OPEN_BODY(folder);
}

/* A disk may stay broken; pipes, signals and terminals do not. */
static bool is_read_hit(int fd, const void *caller)
{
	struct stat status;
	char name[32], path[256] = "";
	(void)snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	(void)syscall(SYS_readlink, name, path, sizeof path - 1);
	bool may_fail = !plan.stays || (fstat(fd, &status) == 0 && S_ISREG(status.st_mode));
	return may_fail && is_hit(READ, caller, path);
}

ssize_t read(int fd, void *bytes, size_t length)
{
	return is_read_hit(fd, __builtin_return_address(0)) ? fail_with(EIO)
							    : syscall(SYS_read, fd, bytes, length);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t at)
{
	return is_read_hit(fd, __builtin_return_address(0))
		       ? fail_with(EIO)
		       : syscall(SYS_pread64, fd, bytes, length, at);
}

/* A file is on a disk that is full; a terminal or a pipe is gone. */
static int number_for(int fd)
{
	struct stat status;
	return fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? ENOSPC : EIO;
}

ssize_t write(int fd, const void *bytes, size_t length)
{
	return HIT(WRITE) ? fail_with(number_for(fd)) : syscall(SYS_write, fd, bytes, length);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at)
{
	return HIT(WRITE) ? fail_with(number_for(fd))
			  : syscall(SYS_pwrite64, fd, bytes, length, at);
}

int ftruncate(int fd, off_t length)
{
	return HIT(WRITE) ? fail_with(number_for(fd)) : (int)syscall(SYS_ftruncate, fd, length);
}

int fsync(int fd)
{
	return HIT(SYNC) ? fail_with(EIO) : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	return HIT(SYNC) ? fail_with(EIO) : (int)syscall(SYS_fdatasync, fd);
}

int rename(const char *old, const char *new)
{
	return HIT(RENAME) ? fail_with(EACCES)
			   : (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0);
}

int renameat(int from, const char *old, int to, const char *new)
{
	return HIT(RENAME) ? fail_with(EACCES) : (int)syscall(SYS_renameat2, from, old, to, new, 0);
}

int linkat(int from, const char *old, int to, const char *new, int flags)
{
	return HIT(RENAME) ? fail_with(EACCES)
			   : (int)syscall(SYS_linkat, from, old, to, new, flags);
}
