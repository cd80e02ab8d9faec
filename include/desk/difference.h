/* Two texts compared word by word, as a page that a person can read. */
#ifndef TONFALL_DESK_DIFFERENCE_H
#define TONFALL_DESK_DIFFERENCE_H

#include "base/span.h"
#include "base/str.h"

struct desk;

/* Adds a paragraph for each change: the words around it, "− " what went, "+ " what came. */
void difference_add(struct str *page, struct span before, struct span after);

/* The same on the screen, under one sentence that says what the signs mean; Enter and Esc go
 * `back` (NULL: to the text). */
void difference_show(struct desk *desk, const char *title, struct span before, struct span after,
		     const char *legend, void (*back)(struct desk *desk));

#endif
