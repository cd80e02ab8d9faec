/*
 * The checks that need code: a table of functions, named by the packs' `check:`. What they know
 * besides the text is in struct check_more.
 */
#ifndef TONFALL_COACH_CHECK_H
#define TONFALL_COACH_CHECK_H

#include "coach/coach.h"
#include "rule/engine.h"

struct check_more {
	const struct measures *measures;
	const struct platform *platform;
	struct speller *speller; /* NULL: spelling is not checked */
	struct err *spelling;	 /* gets why words could not be checked */
	size_t *misspelled;
};

/* Ended by a NULL name. */
extern const struct check_row check_rows[];

#endif
