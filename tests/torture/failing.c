/*
 * Put before a program by LD_PRELOAD, this lets one call of a kind fail, or all from that one on:
 * TORTURE="alloc:17" or "write:3+" says which, the file TORTURE_LOG then says that it was reached,
 * and from which program or library. Without TORTURE the file gets how many calls of each kind
 * there were. TORTURE_PLAN names a file that is shared with the test (struct torture_plan in
 * torture_plan.h), which can choose the call while the program runs. What the program starts is
 * left alone. With TORTURE_FOR programs of other names are left alone too, and what they start is
 * not.
 */
#include "../support/torture_plan.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char log_file[256];

static struct torture_plan own, *plan = &own;

/* ---- the log ---- */

static void say(const char *line)
{
	if (!log_file[0])
		return;
	int fd = (int)syscall(SYS_openat, AT_FDCWD, log_file, O_WRONLY | O_CREAT | O_APPEND, 0600);
	(void)syscall(SYS_write, fd, line, strlen(line));
	(void)syscall(SYS_close, fd);
}

static void say_hit(enum torture_kind kind, const void *caller, const char *path)
{
	Dl_info info = { 0 };
	char line[512];
	if (!dladdr(caller, &info) || !info.dli_fname)
		info.dli_fname = "?";
	(void)snprintf(line, sizeof line, "hit %s %s in %s+%#lx\n", torture_names[kind], path,
		       info.dli_fname,
		       (unsigned long)((const char *)caller - (const char *)info.dli_fbase));
	say(line);
	(void)snprintf(plan->where, sizeof plan->where, "%.*s", (int)strcspn(line + 4, "\n"),
		       line + 4);
}

static void share(const char *path)
{
	int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC) : -1;
	void *shared = fd < 0 ? MAP_FAILED
			      : mmap(NULL, sizeof own, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (shared != MAP_FAILED)
		plan = shared;
	if (fd >= 0)
		(void)syscall(SYS_close, fd);
}

__attribute__((constructor)) static void begin(void)
{
	const char *words = getenv("TORTURE"), *log = getenv("TORTURE_LOG");
	const char *only = getenv("TORTURE_FOR");
	if (only && strcmp(only, program_invocation_short_name) != 0)
		return;
	const char *colon = words ? strchr(words, ':') : NULL;
	if (log)
		(void)snprintf(log_file, sizeof log_file, "%s", log);
	for (int kind = 1; colon && kind < TORTURE_NAMES; kind++)
		if (strncmp(words, torture_names[kind], (size_t)(colon - words)) == 0)
			atomic_store(&own.kind, kind);
	if (colon) {
		own.at = strtol(colon + 1, NULL, 10);
		own.stays = strchr(colon, '+') != NULL;
	}
	for (int kind = 0; kind < TORTURE_NAMES; kind++)
		atomic_store(&own.counts[kind], 0); /* what was before this */
	share(getenv("TORTURE_PLAN"));
	(void)unsetenv("LD_PRELOAD");
	(void)unsetenv("TORTURE");
	(void)unsetenv("TORTURE_LOG");
	(void)unsetenv("TORTURE_PLAN");
	(void)unsetenv("TORTURE_FOR");
}

__attribute__((destructor)) static void end(void)
{
	char line[64];
	for (int kind = 1; log_file[0] && plan == &own && own.kind == 0 && kind < TORTURE_NAMES;
	     kind++) {
		(void)snprintf(line, sizeof line, "%s %ld\n", torture_names[kind],
			       atomic_load(&own.counts[kind]));
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
static bool is_hit(enum torture_kind kind, const void *caller, const char *path)
{
	long count = atomic_fetch_add(&plan->counts[kind], 1) + 1;
	if ((int)kind != atomic_load(&plan->kind) || count < plan->at ||
	    (count > plan->at && !plan->stays))
		return false;
	if (count == plan->at)
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

/* Those of the C library, or of the sanitizers that stand before it. */
static void *next_of(void **found, const char *name)
{
	if (!*found)
		*found = dlsym(RTLD_NEXT, name);
	return *found;
}

#define NEXT(name) ((__typeof__(&(name)))next_of(&next_##name, #name))

static void *next_malloc, *next_calloc, *next_realloc;

void *malloc(size_t bytes)
{
	if (!HIT(ALLOC))
		return NEXT(malloc)(bytes);
	errno = ENOMEM;
	return NULL;
}

void *calloc(size_t count, size_t bytes)
{
	if (!HIT(ALLOC))
		return NEXT(calloc)(count, bytes);
	errno = ENOMEM;
	return NULL;
}

void *realloc(void *memory, size_t bytes)
{
	if (!HIT(ALLOC))
		return NEXT(realloc)(memory, bytes);
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

static bool is_regular(int fd)
{
	struct stat status;
	return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

/* A disk may stay broken; pipes, signals and terminals do not. */
static bool is_read_hit(int fd, const void *caller)
{
	char name[32], path[256] = "";
	(void)snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	(void)syscall(SYS_readlink, name, path, sizeof path - 1);
	bool may_fail = !plan->stays || is_regular(fd);
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
static bool is_write_hit(int fd, const void *caller)
{
	bool on_disk = is_regular(fd);
	if ((plan->stays && !on_disk) || !is_hit(WRITE, caller, ""))
		return false;
	errno = on_disk ? ENOSPC : EIO;
	return true;
}

#define WRITE_HIT(fd) is_write_hit((fd), __builtin_return_address(0))

ssize_t write(int fd, const void *bytes, size_t length)
{
	return WRITE_HIT(fd) ? -1 : syscall(SYS_write, fd, bytes, length);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at)
{
	return WRITE_HIT(fd) ? -1 : syscall(SYS_pwrite64, fd, bytes, length, at);
}

int ftruncate(int fd, off_t length)
{
	return WRITE_HIT(fd) ? -1 : (int)syscall(SYS_ftruncate, fd, length);
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
