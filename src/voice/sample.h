/*
 * One text as the profile sees it: its words, its build and its letters as symbols, the traits,
 * and how often each style word stands in it. Nothing of the subject is in the build.
 */
#ifndef TONFALL_VOICE_SAMPLE_H
#define TONFALL_VOICE_SAMPLE_H

#include "base/span.h"
#include "lang/analysis.h"
#include "wordlist.h"
#include "ngram.h"
#include "voice/trait.h"

enum stream {
	STREAM_WORDS,	/* folded words and marks */
	STREAM_BUILD,	/* style words, marks, lines; other words by length and capital only */
	STREAM_LETTERS, /* code points, blanks as one */
	STREAM_COUNT,
};

struct sample {
	struct symbols streams[STREAM_COUNT];
	double traits[TRAIT_COUNT];
	double *rates; /* of wordlist->words, a hundred words */
	size_t words;
};

/* `analysis` is of the text; *sample is zeroed or was used with the same wordlist. */
void sample_make(struct sample *sample, const struct wordlist *wordlist,
		 const struct analysis *analysis);
void sample_release(struct sample *sample);

#endif
