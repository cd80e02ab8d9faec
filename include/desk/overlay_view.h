/*
 * Where an overlay (desk/overlay.h) stands on the canvas, and how it is drawn.
 */
#ifndef TONFALL_DESK_OVERLAY_VIEW_H
#define TONFALL_DESK_OVERLAY_VIEW_H

#include "desk/overlay.h"
#include "ui/canvas.h"

/* The room within its frame. */
struct rect overlay_view_inside(const struct overlay *overlay, const struct canvas *canvas);
/* Which of the items shown is drawn in that row of the canvas; -1: none. Of a list. */
int overlay_view_item_at(const struct overlay *overlay, const struct canvas *canvas, int row,
			 int column);
/* Of those shown, the item in the first row: the chosen one is in view. Of a list. */
int overlay_view_first(const struct overlay *overlay, const struct canvas *canvas);
/* Is the cell within the frame? */
bool overlay_view_holds(const struct overlay *overlay, const struct canvas *canvas, int row,
			int column);
/* Rows that the text of a page takes. */
int overlay_view_page_rows(const struct overlay *overlay, int columns);

#endif
