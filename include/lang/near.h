/*
 * Is a word one slip of the hand away from another that is known? It tells a slip that happens to
 * be made of parts, or to look like a name, from a word that no dictionary lists.
 */
#ifndef TONFALL_LANG_NEAR_H
#define TONFALL_LANG_NEAR_H

#include <stdbool.h>

#include "base/span.h"
#include "lang/language.h"
#include "lang/lexicon.h"

/* To one that the dictionary lists or derives. Of long words, some hundred look-ups. */
bool near_known(struct lexicon *lexicon, enum language language, struct span word);
/* To one that the dictionary lists, with an ending or without, and does not put together of parts.
 */
bool near_listed(struct lexicon *lexicon, enum language language, struct span word);
/* To one that has a letter twice that it has once, or once that it has twice, or two letters in the
 * other order. Few look-ups. */
bool near_doubled(struct lexicon *lexicon, struct span word);
/* To one of the frequent words. */
bool near_common(struct lexicon *lexicon, enum language language, struct span word);

#endif
