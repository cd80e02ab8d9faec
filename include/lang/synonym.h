/*
 * Other words for a word: from the thesaurus of its language, for an inflected form by its stem.
 * Uses the worker's speller (lang/speller.h); takes some ms.
 */
#ifndef TONFALL_LANG_SYNONYM_H
#define TONFALL_LANG_SYNONYM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"
#include "lang/lexicon.h"

struct speller;

/* Adds at most `most` words, each once, those of the first meaning first, with a capital where the
 * word has one. True when there are none; false with ERR_MISSING (which package to install) or
 * ERR_INPUT (a broken file). */
bool synonym_find(struct speller *speller, enum language language, struct span word, size_t most,
		  struct words *out, struct err *err);

#endif
