/*
 * Is this word right, and what else could be meant? Dictionaries (lang/lexicon.h) with our own
 * judgement above them: compounds, gender forms, apostrophes, hyphens, terms of a second language,
 * names, Swiss ss.
 *
 * A speller belongs to one thread, the worker's. The desk keeps a cache of verdicts
 * (lang/verdicts.h) and never waits.
 */
#ifndef TONFALL_LANG_SPELLER_H
#define TONFALL_LANG_SPELLER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"
#include "lang/around.h"
#include "lang/language.h"
#include "lang/lexicon.h"

enum verdict {
	VERDICT_UNKNOWN, /* not asked yet, or no dictionary */
	VERDICT_RIGHT,
	VERDICT_WRONG,
	VERDICT_NAME,	 /* not known, but looks like a name: marked softer */
	VERDICT_SHARP_S, /* ß in Swiss German: ss */
};

struct speller;

/* Loads nothing yet. */
struct speller *speller_new(void);
void speller_free(struct speller *speller);

/* Loads the dictionary of a language if it is not there (25-140 ms). False when there is none; it
 * says so each time, the words of that language are VERDICT_UNKNOWN. True with *err set: a word
 * list could not be read. */
bool speller_load(struct speller *speller, enum language language, struct err *err);
/* Reads all that speller_load and the first questions would, and keeps it for then: processes that
 * are forked later share it. Until speller_load the language counts as not loaded. */
bool speller_preload(struct speller *speller, enum language language, struct err *err);
/* The personal words changed on disk or were added to. */
void speller_reload_personal(struct speller *speller, enum language language);
/* NULL while it is not loaded. */
struct lexicon *speller_lexicon(const struct speller *speller, enum language language);

/* The verdict on a token of kind TOKEN_WORD, in the language of its sentence; terms of English and
 * of the languages loaded are accepted, and words in other alphabets than Latin. Words over
 * LEXICON_WORD_MOST are VERDICT_UNKNOWN. */
enum verdict speller_check(struct speller *speller, enum language language, struct span word,
			   unsigned token_flags);

/* Adds the words that an inflected form may come from. */
void speller_stems(struct speller *speller, enum language language, struct span word, size_t most,
		   struct words *out);
/* Adds at most `most` suggestions, best first, capitals as in the word; `around` tells what stands
 * beside it, NULL: nothing. Up to 300 ms: for one word that the person asked about. */
void speller_suggest(struct speller *speller, enum language language, struct span word,
		     const struct around *around, size_t most, struct words *out);
/* The same without Hunspell, in about a millisecond: words one slip away, for many at once. */
void speller_suggest_soon(struct speller *speller, enum language language, struct span word,
			  const struct around *around, size_t most, struct words *out);

#endif
