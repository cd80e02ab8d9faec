/*
 * What a misspelled word could have been. Hunspell's own suggestions and all words one slip away,
 * ranked by what such a slip costs: keys beside each other on a Swiss keyboard, letters that sound
 * alike, accents and double letters cost little; common words are preferred.
 */
#ifndef TONFALL_LANG_SUGGEST_H
#define TONFALL_LANG_SUGGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "lang/language.h"
#include "lang/lexicon.h"

/* Adds at most `most` words, best first, with the capitals of `word`. Words over 40 letters get
 * none. Bounded: about 1,000 look-ups (1 ms) and one suggestion of Hunspell (up to 300 ms); `soon`
 * leaves that out. */
void suggest_words(struct lexicon *lexicon, enum language language, struct span word, bool soon,
		   size_t most, struct words *out);

/* What it costs to have written `typed` for `meant`, in tenths of a plain slip; 0: the same. */
int suggest_cost(struct span typed, struct span meant);

#endif
