/*
 * The borders that Unicode defines: words and sentences (UAX #29), by libunistring. What a word of
 * a post is (gender forms, elision, tags, links) is decided above, in lang/analysis.
 */
#ifndef TONFALL_TEXT_SEGMENT_H
#define TONFALL_TEXT_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

/* The UAX #29 segment at `at` (a border): its end, and whether it holds a letter or a digit. */
size_t segment_word_end(struct span text, size_t at, bool *is_word);
/* The word around or directly before `at` (as a caret stands), as [*start, *end); false when there
 * is none. Reads at most 256 bytes to either side. */
bool segment_word_around(struct span text, size_t at, size_t *start, size_t *end);

#endif
