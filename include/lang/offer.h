/*
 * What is offered for a misspelled word as it stands in the text: suggestions (lang/suggest.h) for
 * the word, in the form that the author chose. Expret*innen becomes Expert*innen, not Expertinnen.
 */
#ifndef TONFALL_LANG_OFFER_H
#define TONFALL_LANG_OFFER_H

#include "lang/suggest.h"

/* As suggest_words; a gender form keeps its sign and what follows, and gets no other words. */
void offer_words(struct lexicon *lexicon, enum language language, const struct suggest_for *asked,
		 struct words *out);

#endif
