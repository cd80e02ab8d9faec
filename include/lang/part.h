/*
 * Words that are right because their parts are: at apostrophes, hyphens and shared ends.
 */
#ifndef TONFALL_LANG_PART_H
#define TONFALL_LANG_PART_H

#include <stdbool.h>

#include "base/span.h"
#include "lang/question.h"

enum { PART_ACRONYM_MOST = 6 }; /* letters of a word in capitals that is not looked up */

/* l'atelier, dell'azienda: what follows the apostrophe. The company's, Anna's: what precedes it. */
bool part_is_elided(const struct question *q, struct span word);
/* Hyphens: every part for itself; in German what stands before one may have a linking sound. */
bool part_are_right(const struct question *q, struct span word);
/* Verteidigungs- und Sicherheitssektor, Direktorinnen und -direktoren. */
bool part_is_stump(const struct question *q, struct span word);

#endif
