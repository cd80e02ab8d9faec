#include "text/wrap.h"

#include <assert.h>
#include <string.h>
#include <unilbrk.h>

#include "text/grapheme.h"
#include "text/utf8.h"

/* How far before the edge a break is looked for, and how far behind it the next word counts.
 * Bytes; a row of a terminal is shorter. */
enum { BEFORE_EDGE = 1536, BEHIND_EDGE = 64 };

/* White space that may hang over the edge: not the spaces that forbid a break. */
static bool is_hanging(uint32_t point)
{
	return point == ' ' || point == '\t' || point == 0x1680 ||
	       (point >= 0x2000 && point <= 0x200a && point != 0x2007) || point == 0x205f ||
	       point == 0x3000;
}

/* The start of the first grapheme that does not fit; the first one always does. */
static size_t fitting(struct span line, size_t at, int columns)
{
	int column = 0;
	size_t end = at;
	while (end < line.length) {
		struct grapheme grapheme = grapheme_next(line, end, column);
		if (grapheme.columns > columns - column && end > at)
			break;
		column += grapheme.columns;
		end += grapheme.length;
	}
	return end;
}

static size_t hanging(struct span line, size_t at)
{
	for (;;) {
		struct utf8_point point = utf8_at(line, at);
		if (point.length == 0 || !is_hanging(point.value))
			return at;
		/* A space with an accent on it is no space. */
		struct grapheme grapheme = grapheme_next(line, at, 0);
		if (grapheme.length != point.length)
			return at;
		at += grapheme.length;
	}
}

static bool is_alphanumeric(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* Bytes of the letter or digit, ASCII or Latin-1, that ends at `at`; 0 when it is none. */
static size_t letter_before(struct span line, size_t at)
{
	if (at == 0)
		return 0;
	unsigned char last = (unsigned char)line.at[at - 1];
	if (last < 0x80)
		return is_alphanumeric(last);
	return at >= 2 && (unsigned char)line.at[at - 2] == 0xc3 ? 2 : 0;
}

static bool is_letter_at(struct span line, size_t at)
{
	if (at >= line.length)
		return false;
	unsigned char byte = (unsigned char)line.at[at];
	return byte < 0x80 ? is_alphanumeric(byte) : byte == 0xc3 && utf8_at(line, at).length == 2;
}

/* The break of a row whose last word is plain: letters, digits and the signs that never part a
 * word (LB13, LB29), behind spaces that follow a word. Then nothing is nearer to the edge and
 * no rule forbids it. `at` when it is not that simple. */
static size_t plain_break(struct span line, size_t at, size_t edge)
{
	if (!is_letter_at(line, edge))
		return at;
	size_t word = edge;
	while (word > at && line.at[word - 1] != ' ') {
		size_t letter = letter_before(line, word);
		if (letter == 0 && !memchr(".,:;", line.at[word - 1], 4))
			return at;
		word -= letter ? letter : 1;
	}
	if (word <= at || !is_letter_at(line, word))
		return at;
	size_t space = word - 1;
	while (space > at && line.at[space - 1] == ' ')
		space--;
	bool follows_word = space > at &&
			    (letter_before(line, space) || memchr(".,:;!?", line.at[space - 1], 6));
	return follows_word ? word : at;
}

/* LB29, which the library leaves out: z.B., Kolleg:innen and beispiel.ch stay whole. From
 * U+2E80 on there are ideographs, which it lets go. */
static bool is_inside_word(struct span line, size_t at)
{
	return memchr(".,:;", line.at[at - 1], 4) && utf8_at(line, at).value < 0x2e80;
}

/* UAX #14 for the bytes [at, at + length) of the line, on their own: breaks[i] != 0 when a row may
 * start at byte i. At most BEFORE_EDGE + BEHIND_EDGE bytes. */
static void find_breaks(struct span line, size_t at, size_t length, char *breaks)
{
	char bytes[BEFORE_EDGE + BEHIND_EDGE];
	memcpy(bytes, line.at + at, length);
	struct span window = { bytes, length };
	/* An invalid byte breaks as a letter does. */
	for (size_t bad = 0; (bad += utf8_invalid_at(span_slice(window, bad, length))) < length;)
		bytes[bad] = 'x';
	u8_possible_linebreaks((const uint8_t *)bytes, length, "UTF-8", breaks);
	for (size_t i = 0; i < length; i++)
		breaks[i] = i > 0 && breaks[i] == UC_BREAK_POSSIBLE &&
			    !is_inside_word(line, at + i) && grapheme_is_boundary(line, at + i);
}

/* The last place in (at, fit], or at `edge` behind the white space at `fit`, where UAX #14 allows
 * a break; 0 when there is none. */
static size_t last_break(struct span line, size_t at, size_t fit, size_t edge)
{
	char breaks[BEFORE_EDGE + BEHIND_EDGE];
	if (edge - at > BEFORE_EDGE) {
		if (edge - fit > BEFORE_EDGE / 2)
			return edge; /* that much white space needs no permission */
		size_t start = utf8_boundary(line, edge - BEFORE_EDGE + 4);
		at = start > at ? start : at;
	}
	find_breaks(line, at, utf8_boundary(line, edge + BEHIND_EDGE - 4) - at, breaks);
	for (size_t i = edge; i > at; i = i > fit ? fit : i - 1)
		if (breaks[i - at])
			return i;
	return 0;
}

bool wrap_may_break(struct span line, size_t at)
{
	char breaks[BEFORE_EDGE + BEHIND_EDGE];
	size_t from = at > BEFORE_EDGE - 4 ? utf8_boundary(line, at - BEFORE_EDGE + 4) : 0;
	find_breaks(line, from, utf8_boundary(line, at + BEHIND_EDGE - 4) - from, breaks);
	return at < line.length && breaks[at - from];
}

size_t wrap_row_end(struct span line, size_t at, int columns)
{
	assert(columns >= 1);
	size_t fit = fitting(line, at, columns);
	size_t edge = hanging(line, fit);
	if (edge >= line.length)
		return line.length;
	size_t plain = plain_break(line, at, edge);
	if (plain > at)
		return plain;
	size_t start = last_break(line, at, fit, edge);
	return start > at ? start : edge;
}
