/*
 * The endings that stems have in a dictionary where the words of a text have others: of verbs, and
 * vowels that inflection replaces. What is left without one is what slips are near to.
 */
#ifndef TONFALL_LANG_ENDING_H
#define TONFALL_LANG_ENDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "lang/language.h"

/* The ASCII letters at the end of a stem that are taken off; 0: none. */
size_t ending_length(enum language language, struct span stem);
/* All endings of a language, by an index from 0; of no bytes behind the last. */
struct span ending_at(enum language language, size_t index);

/* erfüllen, Erfüllung: German nouns that are derived by rules, but near to many slips. Is it a verb
 * that makes one, its `en` replaced by `ung`? */
bool ending_makes_noun(enum language language, struct span verb);

#endif
