/*
 * Does a word go with those beside it? Number and gender behind an article, the form of a verb
 * behind a pronoun, an auxiliary or a preposition: by what words end in, in French, Italian and
 * English. Nothing is judged by it; among words equally near to a slip it helps to choose.
 */
#ifndef TONFALL_LANG_AGREEMENT_H
#define TONFALL_LANG_AGREEMENT_H

#include "base/span.h"
#include "lang/around.h"
#include "lang/language.h"
#include "lang/lexicon.h"

/* How often the word disagrees with its neighbours: 0, 1 or 2. */
int agreement_breaks(struct lexicon *lexicon, enum language language, const struct around *around,
		     struct span word);

#endif
