/*
 * Hunspell with a language's dictionary and nothing of ours, as a peer to compare with. Words are
 * in UTF-8, whatever the dictionary is written in.
 */
#ifndef TONFALL_TESTS_RAW_HUNSPELL_H
#define TONFALL_TESTS_RAW_HUNSPELL_H

#include <stdbool.h>

#include "lang/language.h"

struct raw_hunspell;

/* Ends the test when the library or the dictionary is missing. */
struct raw_hunspell *raw_hunspell_new(enum language language);
void raw_hunspell_free(struct raw_hunspell *raw);

bool raw_hunspell_knows(struct raw_hunspell *raw, const char *word);
/* The first suggestion; NULL when there is none. The caller frees. */
char *raw_hunspell_first(struct raw_hunspell *raw, const char *word);
/* Adds a word, inflected like the model (NULL: bare); false when there is no such model. */
bool raw_hunspell_add(struct raw_hunspell *raw, const char *word, const char *model);

#endif
