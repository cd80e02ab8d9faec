/*
 * German words that a dictionary's own words give rise to and that it does not list: verbs behind a
 * particle (wiedergetroffen, hochlädt), -bar and -barkeit of verbs, un- before adjectives,
 * participles behind an adverb (langersehnt). Endings of inflection are taken off first.
 */
#ifndef TONFALL_LANG_DERIVATION_H
#define TONFALL_LANG_DERIVATION_H

#include <stdbool.h>

#include "base/span.h"
#include "lang/lexicon.h"

bool derivation_is_right(struct lexicon *lexicon, struct span word);

#endif
