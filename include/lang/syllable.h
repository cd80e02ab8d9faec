/*
 * How many syllables a word has: counted by groups of vowels, with what each language does to them.
 */
#ifndef TONFALL_LANG_SYLLABLE_H
#define TONFALL_LANG_SYLLABLE_H

#include <stddef.h>

#include "base/span.h"
#include "lang/language.h"

/* At least 1 for a word with a letter. */
int syllable_count(enum language language, struct span word);

#endif
