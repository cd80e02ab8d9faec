/*
 * Linked to the program in the mode cov only. The counters of a hub's processes are written to
 * COUNTERS: they run under an account that may not write to the build, behind a wall that lets
 * them write nothing but their member's drafts, and end by _exit or a signal. So the wall gets that
 * one folder more, and what was counted is written before the wall and each fork, and at _exit.
 */
#include <gcov.h>
#include <stdlib.h>
#include <unistd.h>

#include "io/jail.h"

enum { PATHS_MOST = 16 };

pid_t __real_fork(void);
pid_t __wrap_fork(void);
void __real__exit(int status) __attribute__((noreturn));
void __wrap__exit(int status) __attribute__((noreturn));
bool __real_jail_enter(const struct jail *jail, struct str *missing, struct err *err);
bool __wrap_jail_enter(const struct jail *jail, struct str *missing, struct err *err);

static void say_where(void)
{
	if (access(BUILD, W_OK) != 0)
		(void)setenv("GCOV_PREFIX", COUNTERS, 1);
}

static void write_counters(void)
{
	say_where();
	__gcov_dump();
	__gcov_reset();
	(void)unsetenv("GCOV_PREFIX");
}

pid_t __wrap_fork(void)
{
	write_counters();
	return __real_fork();
}

void __wrap__exit(int status)
{
	write_counters();
	__real__exit(status);
}

bool __wrap_jail_enter(const struct jail *jail, struct str *missing, struct err *err)
{
	const char *write[PATHS_MOST] = { COUNTERS };
	struct jail wider = *jail;
	for (size_t i = 0; jail->write[i] && i + 2 < PATHS_MOST; i++)
		write[i + 1] = jail->write[i];
	wider.write = write;
	write_counters();
	bool done = __real_jail_enter(&wider, missing, err);
	say_where(); /* for the end of main */
	return done;
}
