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

enum lookup_answer lookup_word(const struct affixes *affixes, const struct roots *roots,
			       struct span word, enum lookup_case how);
/* May the word stand first in a compound? */
bool lookup_begins(const struct affixes *affixes, const struct roots *roots, struct span word);

#endif
