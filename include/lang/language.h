/*
 * Which of the four languages a piece of text is in. Offline, a few µs a sentence: function words,
 * letters and endings that only one language has.
 */
#ifndef TONFALL_LANG_LANGUAGE_H
#define TONFALL_LANG_LANGUAGE_H

#include <stdbool.h>

#include "base/span.h"

enum language {
	LANGUAGE_NONE, /* not known, none of the four, or all of them */
	LANGUAGE_DE,
	LANGUAGE_FR,
	LANGUAGE_IT,
	LANGUAGE_EN,
	LANGUAGE_COUNT,
};

/* "de-CH", "fr-CH", "it-CH", "en"; "und" for LANGUAGE_NONE. */
const char *language_tag(enum language language);
/* "de", "fr", "it", "en"; "" for LANGUAGE_NONE. Folder and key names in data files. */
const char *language_code(enum language language);
/* In itself: "Deutsch (CH)", "Français (CH)", "Italiano (CH)", "English". */
const char *language_name(enum language language);
/* Accepts codes and tags in any case ("DE", "de-CH", "de_CH.UTF-8"). */
enum language language_from(struct span code);
/* What the program speaks to the person (i18n_language). */
enum language language_of_person(void);

/* Why a text is in none of the four. */
enum language_other {
	OTHER_NONE,
	OTHER_DIALECT, /* Swiss German */
	OTHER_RUMANTSCH,
	OTHER_SCRIPT,  /* Chinese, Cyrillic, Arabic … */
	OTHER_UNKNOWN, /* Spanish, Dutch, Albanian …: Latin letters, none of our words */
	OTHER_COUNT,
};

struct language_guess {
	enum language language; /* LANGUAGE_NONE when nothing speaks for any, or one of `other` */
	enum language_other other;
	int score;  /* evidence for it, 0 … */
	int margin; /* ahead of the next by so much; small is unsure */
	int scores[LANGUAGE_COUNT];
};

/* Guesses for a sentence or a whole post. Thread-safe. */
struct language_guess language_guess(struct span text);

/* The same in steps, for who has the words of a text already: what speaks for which language, added
 * up from pieces of the text that cut no word in two. */
struct language_evidence {
	int of[LANGUAGE_COUNT];
	int others[OTHER_COUNT]; /* words of languages that are none of the four */
	int words, known, own; /* all; common in one of the four; only there and without content */
	int foreign;	       /* letters of other scripts */
};
/* True: the text ends in a link, which goes on to the next white space. */
bool language_weigh(struct language_evidence *evidence, struct span text);
static inline void language_add(struct language_evidence *sum,
				const struct language_evidence *evidence)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		sum->of[i] += evidence->of[i];
	for (int i = 0; i < OTHER_COUNT; i++)
		sum->others[i] += evidence->others[i];
	sum->words += evidence->words;
	sum->known += evidence->known;
	sum->own += evidence->own;
	sum->foreign += evidence->foreign;
}
struct language_guess language_guess_by(const struct language_evidence *evidence);
/* In itself: "Rumantsch"; "–" for those without a name here. */
const char *language_other_name(enum language_other other);
/* A sentence for the person that says why nothing is checked; "" for OTHER_NONE. */
const char *language_reason(enum language_other other);

#endif
