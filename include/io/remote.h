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

/* Runs `command` (words between blanks) with `host` and "verbs" behind it, sends the line, and
 * fills *answer with the one that comes back within `limit_ms`. ERR_NET with what ssh said last
 * when it cannot. A host that begins with '-' or has blanks is refused. */
bool remote_ask(const char *command, const char *host, struct span line, int64_t limit_ms,
		struct str *answer, struct err *err);

#endif
