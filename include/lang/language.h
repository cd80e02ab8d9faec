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
/* In itself: "Rumantsch"; "–" for those without a name here. */
const char *language_other_name(enum language_other other);
/* A sentence for the person that says why nothing is checked; "" for OTHER_NONE. */
const char *language_reason(enum language_other other);

#endif
