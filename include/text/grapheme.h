/*
 * What a reader sees as one character (UAX #29 extended grapheme clusters), how wide it is, and
 * what of it may be shown. The only owner of breaks and widths: nobody else counts columns.
 *
 * Foreign bytes never reach the terminal raw: controls, bidi controls, invisible characters, TAG
 * characters, private use and invalid bytes are shown as ^X, <U+202E>, <FF> (GRAPHEME_ESCAPED).
 * Sequences whose width terminals disagree about (ZWJ, skin tone, VS16) are shown as their base
 * character and a mark (GRAPHEME_SEQUENCE), so that the rest of the row cannot drift.
 */
#ifndef TONFALL_TEXT_GRAPHEME_H
#define TONFALL_TEXT_GRAPHEME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

enum grapheme_kind {
	GRAPHEME_PLAIN,	   /* drawn as it is */
	GRAPHEME_SEQUENCE, /* an emoji sequence, drawn as base + mark */
	GRAPHEME_NEWLINE,  /* LF, CR LF, CR: 0 columns */
	GRAPHEME_TAB,	   /* its columns depend on where it stands: see grapheme_next */
	GRAPHEME_SPACE, /* no-break and other odd spaces: drawn as a space, may be shown by a style
			 */
	GRAPHEME_ESCAPED, /* drawn as ASCII such as ^[ or <U+202E> */
};

enum {
	GRAPHEME_POINTS = 4,	  /* at most, that a screen cell can hold */
	GRAPHEME_TAB_COLUMNS = 4, /* tab stops */
};

struct grapheme {
	size_t length; /* bytes, 0 only at the end of the text */
	int columns;   /* on the screen, as drawn */
	enum grapheme_kind kind;
};

/* The cluster at `at` (which must be a boundary). `column` is where it will stand (for tabs). */
struct grapheme grapheme_next(struct span text, size_t at, int column);
/* The boundary before `at`; 0 at the start. Looks back at most 256 bytes beyond a safe point. */
size_t grapheme_before(struct span text, size_t at);
/* Is `at` a boundary? */
bool grapheme_is_boundary(struct span text, size_t at);
size_t grapheme_count(struct span text);
/* Columns of a whole piece of one row. */
int grapheme_columns(struct span text);

/* One screen cell's worth: what to draw for a part of a cluster. */
struct grapheme_cell {
	uint32_t points[GRAPHEME_POINTS]; /* base and combining marks, 0-terminated if fewer */
	int columns;			  /* 1 or 2 */
};

/* What to draw for the cluster `bytes`, as cells from left to right; at most `most`. Returns how
 * many; their columns add up to grapheme_next's (tabs come as spaces). */
int grapheme_draw(struct span bytes, const struct grapheme *grapheme, struct grapheme_cell *cells,
		  int most);
enum { GRAPHEME_CELLS = 12 }; /* that one cluster can need */
/* How many bytes from `at` on are each a cluster of its own in one column, drawn as it is. */
size_t grapheme_run(struct span text, size_t at);
/* Most clusters are one code point in one column: that point, 0 when grapheme_draw has to tell. */
uint32_t grapheme_single(struct span bytes, const struct grapheme *grapheme);

#endif
