/*
 * What a misspelled word could have been. Hunspell's own suggestions and all words one slip away,
 * ranked by what such a slip costs (lang/slip.h), by how common they are (lang/rarity.h) and by
 * whether they go with the words beside them (lang/agreement.h).
 */
#ifndef TONFALL_LANG_SUGGEST_H
#define TONFALL_LANG_SUGGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "lang/around.h"
#include "lang/language.h"
#include "lang/lexicon.h"

/* A word, what stands beside it (or NULL), and how many words are wanted. */
struct suggest_for {
	struct span word;
	const struct around *around;
	size_t most;
	bool soon; /* without what takes long */
};

/* Adds words, best first, with the capitals of the word; the person's own before others as near.
 * Words over 40 letters get none. Behind an elision (d’, qu’) only what follows it is looked for.
 * Bounded: about 1,000 look-ups (1 ms), as many again when nothing is near, and one suggestion of
 * Hunspell (up to 300 ms); `soon` leaves that out. */
void suggest_words(struct lexicon *lexicon, enum language language, const struct suggest_for *asked,
		   struct words *out);

#endif
