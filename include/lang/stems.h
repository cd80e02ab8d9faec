/*
 * The stems of a dictionary as a set of letter sequences: is this one, or one slip of the hand away
 * from one? All words that a slip makes of the word are looked up, about a thousand: some
 * microseconds, where asking Hunspell for all neighbours of a word costs milliseconds.
 *
 * Words are compared in lower case, without accents. At most 393,216 are kept.
 */
#ifndef TONFALL_LANG_STEMS_H
#define TONFALL_LANG_STEMS_H

#include <stdbool.h>

#include "base/span.h"

struct stems;

struct stems *stems_new(void);
void stems_free(struct stems *stems);

/* Adds a stem in UTF-8, and as a root what is left of it without the `ending` ASCII letters at its
 * end (0: nothing); those of one letter and those over 64 bytes are left out. */
void stems_add(struct stems *stems, struct span word, size_t ending);
/* Adds what is left of a stem without an ending: only something to be near to. */
void stems_add_root(struct stems *stems, struct span root);

bool stems_has(const struct stems *stems, struct span word);
/* A stem that is written with a capital in the dictionary; `word` in any case. */
bool stems_has_noun(const struct stems *stems, struct span word);
/* Is it a stem or one letter away from one? True of words under four letters,
 * which are near to everything. */
bool stems_near(const struct stems *stems, struct span word);

#endif
