/*
 * The stems of a dictionary (lang/roots.h) as a set of letter sequences: is this one, or one slip
 * of the hand away from one? All words that a slip makes of the word are looked up, about a
 * thousand: some microseconds, where asking Hunspell for all neighbours of a word costs
 * milliseconds.
 *
 * Words are compared in lower case, without accents, by a hash of 64 bits: a letter sequence is
 * taken for another once in a billion questions.
 */
#ifndef TONFALL_LANG_STEMS_H
#define TONFALL_LANG_STEMS_H

#include <stdbool.h>

#include "base/span.h"
#include "lang/roots.h"

bool stems_has(const struct roots *roots, struct span word);
/* A stem that is written with a capital in the dictionary; `word` in any case. */
bool stems_has_noun(const struct roots *roots, struct span word);
/* Is it a stem, with its ending or without (lang/ending.h), or one letter away from one? True of
 * words under four letters, which are near to everything. */
bool stems_near(const struct roots *roots, struct span word);

#endif
