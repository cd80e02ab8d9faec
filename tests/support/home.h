/*
 * A home folder of a test's own below /tmp, so that no test reads or writes the person's. It also
 * says how a program under test is started: with a small environment and this home.
 */
#ifndef TONFALL_TESTS_HOME_H
#define TONFALL_TESTS_HOME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct home {
	char folder[64];
	/* "NAME=value" adds or replaces a variable, "NAME" takes it away; NULL ends. May be NULL.
	 */
	const char *const *environment;
	/* The program may read and write only what modes allow, even when the tests run as root. */
	bool obeys_modes;
};

/* Ends the test when a folder cannot be made. */
void home_init(struct home *home);
/* Removes it with all that is in it. */
void home_release(struct home *home);

/* One for each test, in *state. */
int home_set_up(void **state);
int home_tear_down(void **state);
#define HOME_TEST(name) cmocka_unit_test_setup_teardown(name, home_set_up, home_tear_down)

/* folder/name. The text is good until the fourth call after this one. */
const char *home_path(const struct home *home, const char *name);
/* Writes a file and the folders that it is in; its path. */
const char *home_write(const struct home *home, const char *name, const char *text);
/* The bytes of a file; NULL when there is none. The caller frees. */
char *home_read(const struct home *home, const char *name);

/* The program under test, as an absolute path: $TONFALL_PROGRAM, else the release build. */
const char *home_program(void);
/* The absolute path of a file of the sources: the program under test is started in its home. The
 * text is good until the fourth call after this one. */
const char *home_source(const char *name);
/* In a child that is about to become the program: its environment and rights, and the home as the
 * folder it is in, so that what a test types as a file name lands there. */
void home_enter(const struct home *home);

#endif
