/*
 * How X counts: the weights of twitter-text, configuration version 3. Composed characters (NFC) of
 * most alphabets weigh 1, all others 2, an emoji 2 however many code points it is made of. Links
 * are the caller's.
 */
#ifndef TONFALL_COACH_WEIGHT_H
#define TONFALL_COACH_WEIGHT_H

#include <stddef.h>

#include "base/span.h"

size_t weight_of(struct span text);

#endif
