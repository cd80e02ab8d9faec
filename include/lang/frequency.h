/*
 * How common words are: dictionaries/frequent/<lang>.txt, a word a line, the most frequent first.
 * Kept as hashes, a class for each; without the file every word is rare. Belongs to the lexicon.
 */
#ifndef TONFALL_LANG_FREQUENCY_H
#define TONFALL_LANG_FREQUENCY_H

#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"

enum { FREQUENCY_MOST = 6 }; /* the class of the words that every page has; 0: rare */

struct frequency;

/* Reads the list (1 ms). *err is set when there is one that cannot be read. */
struct frequency *frequency_new(enum language language, struct err *err);
void frequency_free(struct frequency *frequency);

/* From 0 to FREQUENCY_MOST; of a word with a capital, that of the small one if it is higher. */
int frequency_class(const struct frequency *frequency, struct span word);

#endif
