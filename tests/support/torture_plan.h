/* What a test and the program that it torments share (failing.c): which call is to fail. */
#ifndef TONFALL_TESTS_TORTURE_PLAN_H
#define TONFALL_TESTS_TORTURE_PLAN_H

#include <stdatomic.h>
#include <stdbool.h>

enum torture_kind { NONE, ALLOC, OPEN, READ, WRITE, SYNC, RENAME, TORTURE_NAMES };

static const char *const torture_names[TORTURE_NAMES] = {
	[NONE] = "-",	   [ALLOC] = "alloc", [OPEN] = "open",	   [READ] = "read",
	[WRITE] = "write", [SYNC] = "sync",   [RENAME] = "rename",
};

struct torture_plan {
	atomic_long counts[TORTURE_NAMES]; /* calls so far */
	long at;			   /* from 1 */
	bool stays;			   /* all later ones fail too */
	char where[512];		   /* of the call that failed, the first of them */
	atomic_int kind;		   /* set last; NONE: nothing fails */
};

#endif
