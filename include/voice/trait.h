/*
 * Habits of writing that can be counted and said in words: one row each. To add one, add a row
 * here and count it in voice/sample.c.
 */
#ifndef TONFALL_VOICE_TRAIT_H
#define TONFALL_VOICE_TRAIT_H

#include "base/str.h"
#include "lang/language.h"

enum trait_id {
	TRAIT_SENTENCES,  /* words a sentence */
	TRAIT_SPREAD,	  /* standard deviation of it */
	TRAIT_PARAGRAPHS, /* words a paragraph, natural logarithm */
	TRAIT_LETTERS,	  /* letters a word */
	TRAIT_LONG,	  /* words of 10 letters or more, % */
	TRAIT_SHORT,	  /* words of 3 letters or fewer, % */
	TRAIT_VARIETY,	  /* different words in any 50, % */
	TRAIT_SMALL,	  /* function words, % */
	TRAIT_ABSTRACT,	  /* -ung, -tion, -ness, % */
	TRAIT_SMOOTH,	  /* words of polished prose, % */
	TRAIT_SPOKEN,	  /* words of speech, % */
	TRAIT_FIRST,	  /* from here on a hundred words, unless said otherwise */
	TRAIT_WE,
	TRAIT_YOU,
	TRAIT_QUESTIONS,    /* % of sentences */
	TRAIT_EXCLAMATIONS, /* % of sentences */
	TRAIT_COMMAS,
	TRAIT_COLONS, /* and semicolons */
	TRAIT_DASHES,
	TRAIT_BRACKETS,
	TRAIT_QUOTES,
	TRAIT_EMOJI,
	TRAIT_TAGS,
	TRAIT_NUMBERS,
	TRAIT_COUNT,
};

struct trait {
	const char *name; /* N_() */
	/* N_(): a text that has less, more or (NULL: as less) none of it than the author. {word}
	 * is the language's word for it. */
	const char *less, *more, *none;
	double floor; /* smaller differences are none, whatever the author's own spread */
	int group;    /* of one group only the strongest is named */
	int polish;   /* 1, -1: which way language models move it (arXiv 2604.22142); 0: neither */
};

extern const struct trait trait_rows[TRAIT_COUNT];

enum trait_side { TRAIT_LESS, TRAIT_MORE, TRAIT_NONE };

/* Adds "shorter sentences than you" and the like, in the person's language. */
void trait_say(enum trait_id id, enum trait_side side, enum language of_text, struct str *out);

/* Adds the trait's name with its unit. */
void trait_name(enum trait_id id, enum language of_text, struct str *out);

#endif
