/* The program run to its end without a terminal, as a shell would: what it said and its status. */
#ifndef TONFALL_TESTS_COMMAND_H
#define TONFALL_TESTS_COMMAND_H

#include "home.h"

struct command_result {
	int status; /* -1: ended by a signal, or not within a minute */
	char *out, *err;
};

/* `arguments` ends with NULL and does not hold the program's own name. `input` is at most 64 KiB,
 * NULL: nothing. */
void command_run_program(const struct home *home, const char *const *arguments, const char *input,
			 struct command_result *result);
void command_release(struct command_result *result);

/* command_run_program(home, (const char *const[]){ "check", "-", NULL }, …) reads badly. */
#define RUN(home, result, input, ...) \
	command_run_program((home), (const char *const[]){ __VA_ARGS__, NULL }, (input), (result))

#endif
