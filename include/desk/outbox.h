/*
 * Words for the club that must not be lost. A comment, an answer, a "send" lies in the state folder
 * from the key on (club/outbox/NUMBER.line: the club, then the line) until the hub has answered.
 * What did not get through goes again, in order, with the next question, under the same name, so
 * it happens once. What is still being typed is kept as well (club/outbox/SUBMISSION-THREAD.typed),
 * at most OUTBOX_MS behind the keys, and so is what the hub refused: it is there again when the
 * next comment on the same text is begun.
 */
#ifndef TONFALL_DESK_OUTBOX_H
#define TONFALL_DESK_OUTBOX_H

#include <stdbool.h>

#include "desk/errand.h"

enum { OUTBOX_MS = 500, OUTBOX_MOST = 1000 };

struct outbox {
	struct {
		char **at;
		size_t count, room;
	} flying;		      /* names of lines that were asked and not answered */
	long long submission, thread; /* that something is being typed for */
	struct str typed;	      /* as it was kept last */
	void (*choose)(struct desk *desk, int value, const char *text); /* of that input */
	int timer;
	unsigned number; /* tells lines of one moment apart */
};

void outbox_release(struct outbox *outbox);

/* Keeps the line, then sends all that waits and the line. `done` as for errand_ask. */
void outbox_post(struct desk *desk, struct span line, errand_done *done);
/* Sends again what waits. */
void outbox_flush(struct desk *desk);

/* The input that was just opened is for this text and thread (0: a new one). */
void outbox_watch(struct desk *desk, long long submission, long long thread);
/* What is in the open input is kept now: the session ends. */
void outbox_keep_typed(struct desk *desk);
/* What was typed before for this text and thread; false when nothing was. */
bool outbox_typed(const struct desk *desk, long long submission, long long thread, struct str *out);

#endif
