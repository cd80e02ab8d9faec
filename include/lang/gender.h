/*
 * Gender forms, told apart into words that a dictionary may know: Kolleg:innen is Kollegen or
 * Kolleginnen, Ärzt*innen has lost its umlaut's e, collaborateur·rice·s is collaborateur and
 * collaboratrice, tutt* and tuttə are tutti.
 */
#ifndef TONFALL_LANG_GENDER_H
#define TONFALL_LANG_GENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "lang/language.h"

/* Where the sign stands (* : _ · / ə, the I of Innen), in bytes; the length of the word when it has
 * none. In French also the full stop, hyphen and bracket of other words. */
size_t gender_sign(enum language language, struct span word);

/* Does `knows` know a word that this form stands for? */
bool gender_is_right(enum language language, struct span word,
		     bool (*knows)(void *context, struct span form), void *context);

#endif
