/*
 * Where an overlay (desk/overlay.h) stands on the canvas, and how it is drawn.
 */
#ifndef TONFALL_DESK_OVERLAY_VIEW_H
#define TONFALL_DESK_OVERLAY_VIEW_H

#include "desk/overlay.h"
#include "ui/canvas.h"

/* The room within its frame. */
struct rect overlay_view_inside(const struct overlay *overlay, const struct canvas *canvas);
/* Rows that the text of a page takes. */
int overlay_view_page_rows(const struct overlay *overlay, int columns);

#endif
