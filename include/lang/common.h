/*
 * Common words: the few hundred of each language that a post about work is mostly made of. They
 * tell languages apart and, among words that are equally near to a misspelled one, which is meant.
 */
#ifndef TONFALL_LANG_COMMON_H
#define TONFALL_LANG_COMMON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "lang/language.h"

/* Is it a common word of the language? In lower case, German nouns with their capital; a word with
 * a capital at its start counts when the small one does. */
bool common_has(enum language language, struct span word);

/* The common words of a language one after another: *index from 0; false behind the last. */
bool common_next(enum language language, size_t *index, struct span *word);

/* Languages as a set of bits, 1 << enum language: those in which the word (lower case, ' for ’) is
 * common, and those in which it carries no content (und, des, che, with); and by 1 << enum
 * language_other, which others it tells when it is common in none. */
struct common_languages {
	unsigned common, function, others;
};
struct common_languages common_languages(struct span word);

#endif
