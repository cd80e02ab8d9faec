/*
 * Texts to compare a draft with, for the desk and the command line: folders of handed-out texts and
 * of the author's own posts, read into an echo (voice/echo.h) and asked by the coach.
 */
#ifndef TONFALL_DESK_COPYING_H
#define TONFALL_DESK_COPYING_H

#include "coach/coach.h"
#include "desk/settings.h"
#include "voice/echo.h"

struct copying {
	struct echo *echo; /* NULL: nothing to compare with */
	struct echo_report found;
	/* Of the settings, until copying_open. */
	char *employer, *products, *against, *own, *draft;
};

/* Copies what the settings say, for copying_open on another thread. `draft`: the name of the
 * draft's file, which is no earlier post; NULL: none. */
void copying_init(struct copying *copying, const struct settings *settings, const char *draft);
/* Tells the coach of the author's house and reads the folders; what is wrong with them becomes a
 * complaint of the coach. */
void copying_open(struct copying *copying, struct coach *coach);

/* Reads a folder more ("" is none), but for the file named `except` (NULL: none). */
bool copying_add(struct copying *copying, enum echo_kind kind, const char *folder,
		 const char *except, struct err *err);
void copying_release(struct copying *copying);
/* For coach_options: the function, with the copying as its context. */
void copying_find(void *context, const struct analysis *analysis, struct copies *copies);

#endif
