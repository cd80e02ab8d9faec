/* The words that a hashtag is made of: #DigitaleTransformation, #KI_Strategie2026. */
#ifndef TONFALL_LANG_TAG_H
#define TONFALL_LANG_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

/* The next part of a tag (with its #) from *at, 0 at first: a run of small letters behind at most
 * one capital, or a run of capitals; digits and _ part them. False behind the last. A part begins
 * `*at - part.length` bytes behind the start of the tag. */
bool tag_part(struct span tag, size_t *at, struct span *part);

#endif
