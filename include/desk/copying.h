/*
 * Texts to compare a draft with, for the desk and the command line: folders of handed-out texts and
 * of the author's own posts, read into an echo (voice/echo.h) and asked by the coach.
 */
#ifndef TONFALL_DESK_COPYING_H
#define TONFALL_DESK_COPYING_H

#include "coach/coach.h"
#include "voice/echo.h"

struct copying {
	struct echo *echo; /* NULL: nothing to compare with */
	struct echo_report found;
};

/* Reads a folder more ("" is none), but for the file named `except` (NULL: none). */
bool copying_add(struct copying *copying, enum echo_kind kind, const char *folder,
		 const char *except, struct err *err);
void copying_release(struct copying *copying);
/* For coach_options: the function, with the copying as its context. */
void copying_find(void *context, const struct analysis *analysis, struct copies *copies);

#endif
