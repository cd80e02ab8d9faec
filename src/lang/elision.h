/* Words that lose their vowel before another, in French and Italian: d’ailleurs, dell’azienda. */
#ifndef TONFALL_LANG_ELISION_H
#define TONFALL_LANG_ELISION_H

#include <stdbool.h>

#include "base/span.h"
#include "lang/language.h"

/* n’tend, d’bailleur: what is elided stands before a vowel. */
bool elision_is_false(enum language language, struct span word);
/* local', 'tendues: an elision that nothing follows or precedes. */
bool elision_is_loose(struct span word);
/* Is the first letter one before which vowels fall? */
bool elision_may_precede(struct span word);
/* Of d’ailleur the ailleur: where the word behind an elision begins; 0: there is none. */
size_t elision_end(enum language language, struct span word);

#endif
