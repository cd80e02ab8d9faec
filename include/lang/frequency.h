/*
 * How common words are: dictionaries/frequent/<lang>.txt, a word a line, the most frequent first.
 * Kept as hashes, a class for each; without the file every word is rare. Belongs to the lexicon.
 */
#ifndef TONFALL_LANG_FREQUENCY_H
#define TONFALL_LANG_FREQUENCY_H

#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"

enum {
	FREQUENCY_MOST = 6, /* the class of the words that every page has; 0: rare */
	FREQUENCY_OWN = 9,  /* of those that somebody said are right: likelier still */
};

struct frequency;

/* Reads the list (1 ms). *err is set when there is one that cannot be read. */
struct frequency *frequency_new(enum language language, struct err *err);
void frequency_free(struct frequency *frequency);

/* A word of the person's; of 4,000 at most. */
void frequency_add_own(struct frequency *frequency, struct span word);

/* From 0 to FREQUENCY_OWN; of a word with a capital, that of the small one if it is higher. */
int frequency_class(const struct frequency *frequency, struct span word);

#endif
