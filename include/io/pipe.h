/*
 * Runs a command and brings its output in on the loop: by words, without a shell, in a session of
 * its own (no hold on the terminal), with nothing on standard input and its complaints thrown away.
 * Made for commands that print a key: every byte read is wiped after `done` was called.
 */
#ifndef TONFALL_IO_PIPE_H
#define TONFALL_IO_PIPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/span.h"
#include "io/loop.h"

enum pipe_want {
	PIPE_FIRST_LINE, /* without its line end; the rest is thrown away */
	PIPE_ALL,
};

struct pipe_request {
	const char *command; /* words between blanks; '…' and "…" keep blanks in a word */
	enum pipe_want want;
	int64_t limit_ms;  /* 0: 5 s; then the command and all it started are killed */
	size_t most_bytes; /* 0: 64 KiB */
};

struct pipe;

/* Called exactly once unless it was cancelled; the pipe is gone after it. `output` is empty and
 * *err says why when the command failed, was too slow or said too much. */
typedef void pipe_function(void *context, struct span output, const struct err *err);

/* NULL with *err when it could not be started; then `done` is not called. */
struct pipe *pipe_start(struct loop *loop, const struct pipe_request *request, pipe_function *done,
			void *context, struct err *err);
/* Kills the command; NULL is fine. */
void pipe_cancel(struct pipe *pipe);

#endif
