/*
 * How seldom a word is written: what it costs to propose it, in tenths of a slip (lang/slip.h).
 */
#ifndef TONFALL_LANG_RARITY_H
#define TONFALL_LANG_RARITY_H

#include "base/span.h"
#include "lang/language.h"
#include "lang/lexicon.h"

/* 0: every page has it. What no list of frequent words has costs less when its parts or other forms
 * of it are in it, more when it is a form out of books. */
int rarity_cost(struct lexicon *lexicon, enum language language, struct span word);
/* What is added when the word has gaps or capitals that the one written has not. */
int rarity_of_shape(struct lexicon *lexicon, struct span typed, struct span word);

#endif
