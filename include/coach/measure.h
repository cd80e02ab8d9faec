/*
 * What can be counted in a post: characters as the platform counts them, words, sentences, reading
 * time, and how easily it reads by the formulas published for its language. A formula is shown as a
 * band with the two things that drive it, the longest sentences and the longest words, never as a
 * figure alone: formulas of one language flatter, those of another are harsh.
 *
 * Pure but for what it remembers of words; offsets are bytes of the analysed text.
 */
#ifndef TONFALL_COACH_MEASURE_H
#define TONFALL_COACH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "coach/platform.h"
#include "lang/analysis.h"

/* What the formulas are made of. Links, mentions, tags, numbers and emoji do not count; in French
 * and Italian an elision is two words (l'amico). A line without a full stop is a sentence from
 * three words on. */
struct measure_counts {
	size_t words, sentences, syllables;
	size_t letters;
	size_t long_words; /* over six letters */
	size_t one_syllable, many_syllables /* three and more */;
};

enum band { BAND_NONE, BAND_PLAIN, BAND_MEDIUM, BAND_HARD };

struct formula {
	const char *id;		/* "amstad"; NULL ends the table */
	enum language language; /* LANGUAGE_NONE: any */
	double (*value)(const struct measure_counts *counts);
	double plain, hard; /* from which figure on; higher is easier when plain > hard */
};

/* Flesch, Flesch-Kincaid, Amstad, Wiener Sachtextformel 1-4, Kandel-Moles, Gulpease, Flesch-Vacca
 * 1972 and 1986, LIX, RIX. The first of a language is the one that is shown. */
extern const struct formula formulas[];

enum {
	MEASURE_LEAST_WORDS = 30, /* under it there is no band */
	MEASURE_FIRM_WORDS = 100, /* under it the band is only indicative */
	MEASURE_DRIVERS = 3,
};

/* A sentence with its words, or a word with its letters. */
struct measure_driver {
	size_t start, end, size;
};

struct measures {
	size_t characters; /* as the platform counts */
	size_t limit;
	size_t words, sentences, paragraphs;
	long reading_seconds;		  /* at 238 words a minute (Brysbaert 2019) */
	size_t fold_mobile, fold_desktop; /* byte offsets */
	struct measure_counts counts;
	const char *formula; /* "amstad", "flesch", …; NULL under 30 words */
	double readability;  /* cut to 0 … 100 */
	const char *band;    /* "plain", "medium", "hard"; NULL when there is no formula */
	bool is_indicative;
	struct measure_driver sentences_longest[MEASURE_DRIVERS]; /* size 0: none */
	struct measure_driver words_longest[MEASURE_DRIVERS];
};

/* What was found out of words; most words of a text come again, in the next one as well. */
struct measure_words;

struct measure_words *measure_words_new(void);
void measure_words_free(struct measure_words *words);

void measure_run(const struct platform *platform, const struct analysis *analysis,
		 struct measure_words *words, struct measures *measures);
void measure_count(const struct analysis *analysis, struct measure_words *words,
		   struct measure_counts *counts);

/* 0 when there are no words. */
double formula_value(const struct formula *formula, const struct measure_counts *counts);

#endif
