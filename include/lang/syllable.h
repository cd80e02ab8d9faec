/*
 * Syllables of a word, for the formulas of readability: groups of vowels by the habits of each
 * language (which pairs are one sound, which e is mute), corrected by endings. Pure, no file.
 *
 * Hyphenation patterns were tried first (libhyphen): they are made to be silent in doubt and do not
 * break behind a first letter, so they count too few. Words counted by hand are in
 * tests/unit/test_syllable.c.
 */
#ifndef TONFALL_LANG_SYLLABLE_H
#define TONFALL_LANG_SYLLABLE_H

#include "base/span.h"
#include "lang/language.h"

/* At least 1 for a word with a letter or digit in it; the signs of gender forms count nothing
 * (Mitarbeiter:innen: 6). LANGUAGE_NONE: plain groups of vowels. Words are read up to 96 bytes. */
int syllable_count(enum language language, struct span word);

#endif
