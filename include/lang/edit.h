/*
 * The words one slip of the hand away from a word: a letter less, more or another, two swapped.
 */
#ifndef TONFALL_LANG_EDIT_H
#define TONFALL_LANG_EDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "lang/language.h"

enum { EDIT_LETTERS_MOST = 40 };

/* A word in lower case, ’ as '. */
struct edit_letters {
	uint32_t at[EDIT_LETTERS_MOST];
	int count;
};

/* The first EDIT_LETTERS_MOST letters of a word. */
struct edit_letters edit_letters(struct span word);
/* The letters that the words of a language are written with, and its apostrophe. */
const char *edit_alphabet(enum language language);
/* Calls `each` for every word one slip away (about 60 a letter) until it returns true; was it? */
bool edit_each(enum language language, const struct edit_letters *word,
	       bool (*each)(void *context, const struct edit_letters *other), void *context);

#endif
