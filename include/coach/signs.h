/*
 * Where the signs of a text stand, told in one pass, so that the checks that ask for one of them
 * look at a few places instead of every byte; and how many tokens of each kind there are.
 */
#ifndef TONFALL_COACH_SIGNS_H
#define TONFALL_COACH_SIGNS_H

#include "lang/analysis.h"

enum { SIGNS_KINDS = TOKEN_FAKE + 1 };

struct signs {
	/* Offsets, in order, of all that is neither a letter of ASCII or Latin-1 (U+00C0 …) nor
	 * white space, at its first byte; and of a space behind a space. */
	uint32_t *at;
	size_t count, room;
	/* Of tokens, by kind; `first` is an index, where there is one. */
	size_t tokens[SIGNS_KINDS], first[SIGNS_KINDS];
};

/* Replaces what was in *signs (zeroed at first). A text is under 4 GB. */
void signs_find(const struct analysis *analysis, struct signs *signs);
/* The index of the first at `at` or behind; `count` when there is none. */
size_t signs_from(const struct signs *signs, size_t at);
void signs_release(struct signs *signs);

#endif
