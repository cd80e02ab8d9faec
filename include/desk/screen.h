/*
 * The screen: title line, writing column with the fold, panel, status line, key line. What depends
 * on the text is worked out in screen_prepare; screen_draw only draws. (desk/desk.h has these.)
 */
#ifndef TONFALL_DESK_SCREEN_H
#define TONFALL_DESK_SCREEN_H

#include <stdbool.h>

#include "ui/canvas.h"

struct desk;

/* Where things are in a window of this size. */
struct screen_plan {
	struct rect text;  /* the writing area, with its margin */
	struct rect panel; /* columns 0: not beside the text */
	int line;	   /* row of the line that stands for the panel, -1: none */
	int status, keys;  /* rows; the keys take all from theirs on */
	int left, writing; /* first column and columns of the text */
};

struct screen_plan screen_plan_of(const struct desk *desk, const struct canvas *canvas);
/* Then a sentence stands there and nothing else. */
bool screen_is_too_small(const struct canvas *canvas);

/* desk/screen_text.c */
void screen_text_draw(const struct desk *desk, struct canvas *canvas,
		      const struct screen_plan *plan);

/* desk/screen_frame.c */
void screen_frame_head(const struct desk *desk, struct canvas *canvas);
void screen_frame_status(const struct desk *desk, struct canvas *canvas, int row);
/* From `row` on. */
void screen_frame_keys(const struct desk *desk, struct canvas *canvas, int row);

#endif
