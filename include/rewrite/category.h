/*
 * What sort of change a hunk is, seen from its words alone: what the model says about itself is
 * not asked.
 */
#ifndef TONFALL_REWRITE_CATEGORY_H
#define TONFALL_REWRITE_CATEGORY_H

#include "base/span.h"

enum category {
	CATEGORY_MARKS,	   /* punctuation, blanks, line ends */
	CATEGORY_CAPITALS, /* large and small letters */
	CATEGORY_SPELLING, /* the same words, a letter or two apart */
	CATEGORY_ORDER,	   /* the same words in another order */
	CATEGORY_CUT,
	CATEGORY_ADDED,
	CATEGORY_SHORTER, /* said in at most two thirds of the letters */
	CATEGORY_WORDS,	  /* other words */
};

enum category category_of(struct span old, struct span new);
/* "spelling" in the person's words. */
const char *category_name(enum category category);

#endif
