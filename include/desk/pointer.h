/*
 * The mouse in the text: a click puts the caret, two select the word, three the paragraph's line;
 * dragging selects on in the same pieces, and scrolls at the edges.
 */
#ifndef TONFALL_DESK_POINTER_H
#define TONFALL_DESK_POINTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/key.h"

struct desk;

enum { POINTER_CLICK_MS = 400 }; /* between two clicks of a double one */

struct pointer {
	int row, column;
	int clicks;	   /* 1, 2, 3: what is selected by */
	int64_t pressed;   /* clock_ms */
	size_t start, end; /* of the piece that was pressed on */
};

/* True when the key was the mouse's. */
bool pointer_press(struct desk *desk, const struct key *key);

#endif
