/*
 * The program under test with one of its calls failing (tests/torture/failing.c is put before it).
 * $TONFALL_TORTURE=long tries many calls of each kind, else a few spread over all.
 */
#ifndef TONFALL_TESTS_TORTURE_H
#define TONFALL_TESTS_TORTURE_H

#include "home.h"
#include "torture_plan.h"

enum { TORTURE_KINDS = 6 };
extern const char *const torture_kinds[TORTURE_KINDS];

struct torture {
	char library[320], fault[64], log[96], plan[160];
	const char *environment[5];
	int wrong; /* how often the program did not bear it */
};

/* Ends the test when the library was not built. */
void torture_init(struct torture *torture);
void torture_release(struct torture *torture);

/* What is started with this home from now on fails at call `at` (from 1) of this kind, and when it
 * stays at all later ones. NULL: nothing fails, calls are counted. */
void torture_arm(struct torture *torture, struct home *home, const char *kind, long at, bool stays);
/* What is armed from now on takes its orders from this file (torture_plan.h). */
void torture_share(struct torture *torture, const char *path);
/* Such a file, new, and what is in it; unmapped at the end of the test. */
struct torture_plan *torture_map(const char *path);
/* Call `at` (from 1, from now on) of this kind fails, and when it stays all later ones. */
void torture_aim(struct torture_plan *plan, int kind, long at, bool stays);
void torture_disarm(struct home *home);
/* Was the call reached? *where (may be NULL) is replaced by the place in the program. */
bool torture_was_hit(const struct torture *torture, struct str *where);
/* How many calls of the kind there were when they were counted. */
long torture_count(const struct torture *torture, const char *kind);
bool torture_is_long(void);
/* The call to try after this one (0: the first) of so many; 0: none. */
long torture_next(long at, long count);

#endif
