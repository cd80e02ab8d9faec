/*
 * Find as you type: a line at the bottom, all matches marked, the next one gone to with each key;
 * Esc goes back to where one was. With a second field it replaces, one or all, each one undo step.
 */
#ifndef TONFALL_DESK_FIND_H
#define TONFALL_DESK_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "text/search.h"
#include "ui/canvas.h"
#include "ui/key.h"

struct desk;

enum { FIND_MOST = 100000 }; /* matches that are counted and replaced */

struct find {
	bool is_open;
	bool replaces;			/* the second field is there */
	bool in_replacement;		/* and has the keys */
	struct str needle, replacement; /* kept for the next time */
	bool is_old;			/* the needle is that of the last time, nothing typed yet */
	struct search_options options;
	struct matches matches;
	size_t current;	      /* the match gone to */
	size_t caret, anchor; /* where one was */
};

void find_open(struct desk *desk, bool replaces);
/* Closes and stays. */
void find_close(struct desk *desk);
void find_release(struct find *find);
/* True when the key was the line's own. */
bool find_press(struct desk *desk, const struct key *key);

/* Is the byte at `at` part of a match? */
bool find_marks(const struct find *find, size_t at);
/* The rows that its keys take in a window of so many columns. */
int find_key_rows(const struct find *find, int columns);
/* On the status row and from the key row to the last. */
void find_draw(const struct desk *desk, struct canvas *canvas, int status_row, int key_row);

#endif
