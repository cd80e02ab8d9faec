/*
 * One look-up of a word as it is written in the stems and affixes of a Hunspell dictionary, what
 * Hunspell calls checkword: a stem, one with affixes, or a compound of them. What else a word may
 * be, with its capitals changed or in parts, is asked by lang/forms.
 */
#ifndef TONFALL_LANG_LOOKUP_H
#define TONFALL_LANG_LOOKUP_H

#include "base/span.h"
#include "lang/affix.h"
#include "lang/roots.h"

enum { LOOKUP_MOST = 96 /* bytes of a word */ };

/* LOOKUP_FORBIDDEN: wrong, and not to be looked for in another case. */
enum lookup_answer { LOOKUP_UNSURE, LOOKUP_RIGHT, LOOKUP_WRONG, LOOKUP_FORBIDDEN };

/* How the word came to be: as the text has it; with a capital at its start and no other; or with
 * capitals made small, which some stems do not allow. */
enum lookup_case { LOOKUP_AS_IS, LOOKUP_AT_START, LOOKUP_LOWERED };

/* What is known of parts of compounds that were asked for before: by hashes of 62 bits, in a table
 * where a later one takes the place of an earlier. */
enum { LOOKUP_PARTS = 1 << 12 };
struct lookup_parts {
	uint64_t keys[LOOKUP_PARTS];
	bool is_used;
};
/* To be said when stems were added. */
void lookup_forget(struct lookup_parts *parts);

/* What is looked up in; all borrowed. */
struct lookup {
	const struct affixes *affixes;
	const struct roots *roots;
	struct lookup_parts *parts;
};

enum lookup_answer lookup_word(const struct lookup *in, struct span word, enum lookup_case how);
/* May the word stand first in a compound? */
bool lookup_begins(const struct lookup *in, struct span word);

#endif
