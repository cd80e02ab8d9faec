/*
 * What differs from the canvas shown last, as the bytes that draw it.
 *
 * Terminals disagree about how wide some characters are. After each of those the cursor is placed
 * absolutely, and the cells under it are cleared first, so that a wrong guess stays in its cells
 * and never moves the rest of the row.
 */
#ifndef TONFALL_UI_PAINTER_H
#define TONFALL_UI_PAINTER_H

#include "looks.h"

struct painter {
	const struct terminfo *info;
	struct looks looks;
	bool utf8;	     /* the terminal shows more than ASCII */
	int columns;	     /* of the terminal */
	struct str out;	     /* not yet taken by the terminal */
	struct canvas shown; /* what the terminal shows */
	bool is_fresh;	     /* `shown` says nothing yet */
	int row, column;     /* of the cursor; column -1: not known for sure */
	bool caret_shown;
};

/* `info` outlives it, and it is never moved: the looks write to its `out`. */
void painter_init(struct painter *painter, const struct terminfo *info, bool utf8);
void painter_release(struct painter *painter);
/* The bytes for what takes no number. */
void painter_add(struct painter *painter, enum capability capability);
void painter_show(struct painter *painter, const struct canvas *canvas);

#endif
