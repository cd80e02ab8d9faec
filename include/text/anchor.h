/*
 * A place in a text that is found again after the text was changed elsewhere: the words themselves
 * (quote), what stood before and after them, and where they were. Pure. It never guesses: what
 * cannot be found well enough is gone, and says so. Among places with the same words the context
 * decides, with the weights of hypothes.is: before 20, after 20, place 2.
 */
#ifndef TONFALL_TEXT_ANCHOR_H
#define TONFALL_TEXT_ANCHOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

enum { ANCHOR_CONTEXT = 32, ANCHOR_QUOTE_MOST = 2000 }; /* bytes, cut between characters */

struct anchor {
	struct str quote, before, after;
	size_t position; /* where the quote began */
};

enum anchor_state {
	ANCHOR_EXACT,	/* where it was */
	ANCHOR_MOVED,	/* the same words elsewhere */
	ANCHOR_CHANGED, /* its place is known, its words are others now */
	ANCHOR_GONE,
};

struct anchor_place {
	enum anchor_state state;
	size_t start, end; /* GONE: both 0 */
};

/* Takes bytes [start, end) of the text; a longer quote is cut to ANCHOR_QUOTE_MOST. */
void anchor_take(struct anchor *anchor, struct span text, size_t start, size_t end);
void anchor_release(struct anchor *anchor);

/* Where it is in this text. An anchor without a quote is about the whole: exact, at 0. */
struct anchor_place anchor_find(const struct anchor *anchor, struct span text);

#endif
