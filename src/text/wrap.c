#include "text/wrap.h"

#include <assert.h>
#include <unilbrk.h>

#include "text/grapheme.h"
#include "text/utf8.h"

enum { WINDOW = 1024 }; /* bytes looked at beyond what surely fits */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* Bytes of the line from `at` that fit into the columns, white space hanging over. */
static size_t fitting(struct span line, size_t at, int columns)
{
	int column = 0;
	size_t end = at;
	while (end < line.length) {
		struct grapheme grapheme = grapheme_next(line, end, column);
		if (column + grapheme.columns > columns && end > at)
			break;
		column += grapheme.columns;
		end += grapheme.length;
	}
	while (end < line.length && is_blank(line.at[end]))
		end++;
	return end;
}

/* A break in ASCII is behind white space; anything else asks the library. */
static size_t last_break(struct span line, size_t at, size_t end)
{
	char breaks[2 * WINDOW];
	if (is_blank(line.at[end - 1]))
		return end;
	/* What follows decides whether `end` itself is a break. */
	size_t from = end - at > WINDOW ? end - WINDOW : at;
	while (from < end && ((unsigned char)line.at[from] & 0xc0) == 0x80)
		from++;
	struct span window = span_slice(line, from, end + 16);
	window.length = utf8_boundary(window, window.length);
	u8_possible_linebreaks((const uint8_t *)window.at, window.length, "UTF-8", breaks);
	for (size_t i = end - from; i > 0; i--)
		if (i < window.length && breaks[i] == UC_BREAK_POSSIBLE &&
		    grapheme_is_boundary(line, from + i))
			return from + i;
	return at;
}

size_t wrap_row_end(struct span line, size_t at, int columns)
{
	assert(columns >= 1);
	size_t end = fitting(line, at, columns);
	if (end >= line.length)
		return line.length;
	size_t break_at = last_break(line, at, end);
	return break_at > at ? break_at : end;
}
