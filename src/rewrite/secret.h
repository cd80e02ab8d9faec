/*
 * The key of a service: from an environment variable, or the first line that a command prints. Kept
 * only while a rewrite runs; never in an argument, a log or an error.
 */
#ifndef TONFALL_REWRITE_SECRET_H
#define TONFALL_REWRITE_SECRET_H

#include <stdbool.h>

#include "base/err.h"
#include "io/loop.h"
#include "io/pipe.h"

enum { SECRET_ROOM = 1024 };

struct secret {
	char text[SECRET_ROOM]; /* "": none, or not yet */
	struct pipe *pipe;	/* the command, while it runs */
	void (*came)(void *context, const struct err *err);
	void *context;
};

/* Both may be NULL or "": a service may want no key. The variable goes first. */
struct secret_source {
	const char *env, *command;
};

/* Into *secret (zeroed), at once or, when it is coming, later: then `came` is called by the loop,
 * once, with how that ended. False with *err when there is none where one should be. */
bool secret_get(struct secret *secret, struct loop *loop, const struct secret_source *source,
		void (*came)(void *context, const struct err *err), void *context, struct err *err);
bool secret_is_coming(const struct secret *secret);
/* Stops the command too. */
void secret_wipe(struct secret *secret);

#endif
