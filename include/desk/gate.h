/*
 * The gate: the page that shows what would leave the machine, byte for byte, before it does. All
 * that is sent to a model goes through it.
 */
#ifndef TONFALL_DESK_GATE_H
#define TONFALL_DESK_GATE_H

#include <stddef.h>

#include "base/span.h"
#include "base/str.h"
#include "rewrite/mask.h"

struct desk;

enum { GATE_MESSAGES = 2 };

struct gate_message {
	const char *title; /* NULL when there is one message only */
	const struct mask *mask;
	struct span body;
};

struct gate {
	const char *url;
	size_t from, to; /* of the draft that is sent: what the coach warns of there comes first */
	struct gate_message messages[GATE_MESSAGES];
	size_t count;
};

/* Enter calls `send`, another key sends nothing. */
void gate_open(struct desk *desk, const struct gate *gate,
	       void (*send)(struct desk *desk, int value, const char *text));

#endif
