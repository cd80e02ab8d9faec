/*
 * One line to a program and one line back: the system's ssh with the hub's verbs behind it. By
 * words without a shell; blocks, so it is for the shell's commands and the worker, not for the
 * loop.
 */
#ifndef TONFALL_IO_REMOTE_H
#define TONFALL_IO_REMOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

struct remote {
	const char *command; /* words between blanks */
	const char *host;    /* refused when it begins with '-' or has blanks */
	int64_t limit_ms;
	int stop; /* readable when nobody wants the answer any more; -1: asked by the shell, and
		   * ssh may use its terminal */
};

/* Runs the command with the host and "verbs" behind it, sends the line, and fills *answer with the
 * one that comes back. ERR_NET with what ssh said last when it cannot. */
bool remote_ask(const struct remote *remote, struct span line, struct str *answer, struct err *err);

#endif
