/*
 * Keys with their words, in rows at the bottom of the screen. A key and its word stay together;
 * what has no room in a row begins the next one.
 */
#ifndef TONFALL_DESK_KEYLINE_H
#define TONFALL_DESK_KEYLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "ui/canvas.h"

struct keyline_item {
	struct span key;  /* as it is shown */
	const char *sign; /* in front of the word, or "" */
	const char *word; /* as it is shown */
	bool is_on;	  /* what the sign says */
};

/* The rows that they take in a window of so many columns. */
int keyline_rows(const struct keyline_item *items, size_t count, int columns);
/* From `row` on, which the caller has cleared. */
void keyline_draw(struct canvas *canvas, int row, const struct keyline_item *items, size_t count);

#endif
