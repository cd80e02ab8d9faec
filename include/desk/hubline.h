/*
 * The desk's line to its club: questions go to a thread of their own, answers come back on the
 * loop, in order. The club is behind ssh, or, in a session on the hub, in this process.
 */
#ifndef TONFALL_DESK_HUBLINE_H
#define TONFALL_DESK_HUBLINE_H

#include "club/session.h"
#include "io/json.h"
#include "io/loop.h"

enum { HUBLINE_LIMIT_MS = 30000 };

struct hubline;

/* Called exactly once for each question. `answer` is NULL when there is none, and *err says why;
 * `line` is the answer as it came. */
typedef void hubline_answer(void *context, const struct json *answer, struct span line,
			    const struct err *err);

/* With `session` its club is asked, else `hub` by the words of `ssh` (both are copied). */
struct hubline *hubline_new(struct loop *loop, struct session *session, const char *hub,
			    const char *ssh, struct err *err);
/* Whoever still waits gets ERR_CANCELLED. */
void hubline_free(struct hubline *hubline);

void hubline_ask(struct hubline *hubline, struct span line, hubline_answer *answer, void *context);

#endif
