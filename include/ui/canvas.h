/*
 * What is drawn on: a grid of cells in memory. Drawing clips, never fails and never talks to the
 * terminal; the terminal gets the finished canvas once a turn and sends what differs.
 * Text goes through text/grapheme.h, so no foreign control can get into a cell.
 */
#ifndef TONFALL_UI_CANVAS_H
#define TONFALL_UI_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "text/grapheme.h"
#include "ui/style.h"

/* Compared by memcmp: keep it free of padding. columns 0: the right half of a wide cell. */
struct cell {
	uint32_t points[GRAPHEME_POINTS]; /* points[0] == 0: a space */
	uint8_t columns;
	uint8_t role;	    /* enum role */
	uint8_t attributes; /* enum attribute, on top of the role's */
	uint8_t reserved;   /* 0 */
};

struct canvas {
	int columns, rows;
	struct cell *cells; /* rows * columns */
	int caret_row, caret_column;
	bool caret_shown;
};

/* Rectangles may lie partly outside; everything is cut to the canvas. */
struct rect {
	int row, column, rows, columns;
};

void canvas_init(struct canvas *canvas);
void canvas_release(struct canvas *canvas);
/* At least 1 x 1, at most 1,000 x 1,000; the content is cleared. */
void canvas_resize(struct canvas *canvas, int columns, int rows);
void canvas_clear(struct canvas *canvas, enum role role);
void canvas_fill(struct canvas *canvas, struct rect rect, enum role role);

/* Draws one line of text from (row, column), at most `width` columns, cut between graphemes; a cut
 * is shown by … in the last column. Newlines are drawn as a space. Returns the columns used. */
int canvas_text(struct canvas *canvas, int row, int column, int width, enum role role,
		struct span text);
/* printf, then canvas_text; at most 1,000 bytes. */
int canvas_print(struct canvas *canvas, int row, int column, int width, enum role role,
		 const char *format, ...) __attribute__((format(printf, 6, 7)));
/* One grapheme of the author's text as text/grapheme.h draws it; clipped to [column, column +
 * width). Escapes and marks get ROLE_INVISIBLE. Returns its columns. */
int canvas_grapheme(struct canvas *canvas, int row, int column, int width, enum role role,
		    unsigned attributes, struct span text, const struct grapheme *grapheme);
/* The same for many at once: those of a grapheme_run. */
void canvas_run(struct canvas *canvas, int row, int column, int width, enum role role,
		unsigned attributes, struct span run);
/* Wraps text by words into the rectangle; returns the rows used (also those that did not fit, so
 * that the caller can measure with rect.rows 0). … ends the last row where more would follow. */
int canvas_paragraph(struct canvas *canvas, struct rect rect, enum role role, struct span text);
/* A line of the glyph (one column wide, UTF-8). */
void canvas_horizontal(struct canvas *canvas, int row, int column, int columns, enum role role,
		       const char *glyph);
void canvas_vertical(struct canvas *canvas, int row, int column, int rows, enum role role,
		     const char *glyph);
void canvas_caret(struct canvas *canvas, int row, int column);

#endif
