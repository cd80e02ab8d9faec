/*
 * The screen: title line, writing column with the fold, panel, status line, key line. What depends
 * on the text is worked out in screen_prepare; screen_draw only draws. (desk/desk.h has these.)
 */
#ifndef TONFALL_DESK_SCREEN_H
#define TONFALL_DESK_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "desk/layout.h"
#include "ui/canvas.h"

struct desk;

enum {
	SCREEN_TITLE = 200, /* bytes of the text, of which the title may be */
	SCREEN_REST = 128,  /* rows: of more in view all are drawn */
};

/* Where things are in a window of this size. */
struct screen_plan {
	struct rect text;  /* the writing area, with its margin */
	struct rect panel; /* columns 0: not beside the text */
	int line;	   /* row of the line that stands for the panel, -1: none */
	int status, keys;  /* rows; the keys take all from theirs on */
	int left, writing; /* first column and columns of the text */
};

/* The line with the caret as all was drawn last, and what was typed in it since. */
struct screen_line {
	bool is_known, is_changed, is_folded; /* `is_known`: it may be drawn alone */
	struct layout_place top;	      /* of the view */
	struct layout_place place;	      /* the first row of it in view */
	int row, rows;			      /* of the screen */
	size_t rest[SCREEN_REST];	      /* from each row's start to the line's end, bytes */
	int from, until;		      /* of those rows the ones to draw */
	bool has_typed;
	size_t at; /* where, the least */
};

struct screen_plan screen_plan_of(const struct desk *desk, const struct canvas *canvas);
/* Then a sentence stands there and nothing else. */
bool screen_is_too_small(const struct canvas *canvas);
bool screen_panel_is_over(const struct desk *desk, const struct canvas *canvas);
/* Offset of the fold, the text's length when it does not fold. */
size_t screen_fold(const struct desk *desk);
/* Looks at the words from the row `first` to the row `last` of the same line; `lengthens`: since
 * all was drawn letters may have made one of them longer, and its marks stand. False when all do.
 */
bool screen_prepare_words(struct desk *desk, struct layout_place first, struct layout_place last,
			  bool lengthens);

/* desk/screen_text.c */
void screen_text_draw(const struct desk *desk, struct canvas *canvas,
		      const struct screen_plan *plan);
/* The rows of the rectangle only, from this place on; without the fold. */
void screen_text_draw_rows(const struct desk *desk, struct canvas *canvas,
			   const struct screen_plan *plan, struct layout_place place,
			   const struct rect *rows);
/* Does the fold lie in the row, or at its very end with text after it? */
bool screen_text_folds(const struct desk *desk, struct layout *layout, struct layout_place place);

/* desk/screen_line.c: in screen_prepare. */
void screen_line_note(struct desk *desk, const struct screen_plan *plan);
/* A letter was put into the text at `at`, with nothing selected. */
void screen_line_type(struct screen_line *line, size_t at);
/* False when all has to be drawn. */
bool screen_line_prepare(struct desk *desk);
/* The line where something was typed, the counter when it is due, on the canvas drawn last. */
void screen_line_draw(const struct desk *desk, struct canvas *canvas);

/* desk/screen_frame.c */
void screen_frame_head(const struct desk *desk, struct canvas *canvas);
void screen_frame_status(const struct desk *desk, struct canvas *canvas, int row);
/* From `row` on. */
void screen_frame_keys(const struct desk *desk, struct canvas *canvas, int row);

#endif
