/*
 * What changed between two texts, by words, as hunks that read as a person thinks: close changes
 * are joined, a changed word is one removal and one insertion, no confetti of shared "the"s.
 * Myers' O(ND) on words (E. Myers, Algorithmica 1, 1986) with a bound on D; over it, one hunk. The
 * spaces behind a changed word are not part of the change; texts over 1 MiB are one hunk.
 */
#ifndef TONFALL_TEXT_DIFF_H
#define TONFALL_TEXT_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/span.h"

/* old[old_start, old_end) becomes new[new_start, new_end); byte offsets on word borders. */
struct hunk {
	size_t old_start, old_end;
	size_t new_start, new_end;
};

struct hunks ARR(struct hunk);

/* Fills *hunks (cleared first), in order, not touching each other. Empty when the texts are equal.
 * old with all hunks replaced is new, byte for byte. */
void diff_words(struct span old_text, struct span new_text, struct hunks *hunks);

#endif
