/*
 * What is asked of one word, and what parts of words and unknown words need to know of it.
 */
#ifndef TONFALL_LANG_QUESTION_H
#define TONFALL_LANG_QUESTION_H

#include <stdbool.h>

#include "base/span.h"
#include "lang/language.h"
#include "lang/lexicon.h"
#include "lang/speller.h"

enum { QUESTION_TERM_LEAST = 4 }; /* letters of a word that another language may lend */

/* Borrows the speller and the lexicon of its language. */
struct question {
	struct speller *speller;
	struct lexicon *lexicon;
	enum language language;
	unsigned flags; /* TOKEN_… of lang/token.h */
};

/* Is there a word in the dictionary that this could be a slip of? */
bool question_is_near_word(const struct question *q, struct span word);
/* A term of English or of another language that is loaded. Alone, one that is near a word of the
 * text's own language is a slip more often (under for unter, filter for filtre). */
bool question_is_term(const struct question *q, struct span word);

#endif
