/*
 * Soft wrap: text and width to rows (UAX #14 line breaks by libunistring). Pure; the only place
 * that knows what a row is.
 */
#ifndef TONFALL_TEXT_WRAP_H
#define TONFALL_TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

/* The end of the row that starts at `at` in one logical line (no LF inside), at most `columns`
 * (>= 1) wide: line.length when the rest fits, else the start of the next row. White space at the
 * break hangs over the edge and belongs to the row. A word longer than the row is cut between
 * graphemes; one grapheme is never cut. Always > at unless at == line.length. Looks at no more
 * than the row's own bytes and the next word, so a 1 MB line costs a row. */
size_t wrap_row_end(struct span line, size_t at, int columns);
/* May a row start at `at`, were it full there? Rules of UAX #14 with what wrap.c says of words. */
bool wrap_may_break(struct span line, size_t at);

#endif
