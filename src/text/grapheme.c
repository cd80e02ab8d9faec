#include "text/grapheme.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

#include "text/utf8.h"

enum {
	PLAIN_BELOW = 0x300, /* below, no point joins the one before it but LF after CR */
	LOOK_BACK = 256,
	ZWJ = 0x200d,
	VS15 = 0xfe0e,
	VS16 = 0xfe0f,
	KEYCAP = 0x20e3,
	SEQUENCE_MARK = 0x02d6, /* ˖ */
	DOTTED_CIRCLE = 0x25cc,
};

static bool is_regional(uint32_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static bool is_skin(uint32_t c)
{
	return c >= 0x1f3fb && c <= 0x1f3ff;
}

/* Must not reach the terminal as it is: controls, direction, invisible, private, not a character.
 */
static bool is_unsafe(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e)
		return true;
	if ((c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb))
		return true;
	if ((c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe000 && c <= 0xf8ff) || c >= 0xe0000)
		return true;
	if (c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 ||
	    (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe)
		return true;
	return c >= PLAIN_BELOW && (uc_is_general_category(c, UC_CATEGORY_Cf) ||
				    uc_is_general_category(c, UC_CATEGORY_Cn));
}

static bool is_odd_space(uint32_t c)
{
	return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
	       c == 0x205f || c == 0x3000;
}

static int width_of(uint32_t c)
{
	if (c < PLAIN_BELOW)
		return 1;
	if (is_regional(c))
		return 1;
	int width = uc_width((ucs4_t)c, "UTF-8");
	return width < 0 ? 1 : width;
}

/* The end of the cluster that starts at `at`. */
static size_t cluster_end(struct span text, size_t at, struct utf8_point first)
{
	size_t end = at + first.length;
	uint32_t last = first.value;
	int regional = is_regional(last);
	bool pictographic = last >= 0x2000; /* only those can be, of what ZWJ joins */
	while (end < text.length) {
		struct utf8_point next = utf8_at(text, end);
		if (last < PLAIN_BELOW && next.value < PLAIN_BELOW &&
		    !(last == '\r' && next.value == '\n'))
			return end;
		if (last == UTF8_INVALID || next.value == UTF8_INVALID)
			return end;
		/* The pair rule of the library knows neither flags nor ZWJ sequences (GB11-13). */
		bool joins = is_regional(last) && is_regional(next.value) ? regional % 2 == 1
			     : last == ZWJ && pictographic && width_of(next.value) == 2
				     ? true
				     : !uc_is_grapheme_break((ucs4_t)last, (ucs4_t)next.value);
		if (!joins)
			return end;
		regional += is_regional(next.value);
		last = next.value;
		end += next.length;
	}
	return end;
}

static int escaped_columns(uint32_t c)
{
	if (c == UTF8_INVALID)
		return 4; /* <FF> */
	if (c < 0x20 || c == 0x7f)
		return 2;				/* ^X */
	return c > 0xffff ? (c > 0xfffff ? 10 : 9) : 8; /* <U+202E> */
}

/* What is drawn of a cluster of visible points: base and marks, and whether it needs a mark. */
struct shape {
	uint32_t points[GRAPHEME_POINTS];
	int count, columns;
	bool is_sequence, is_flag;
};

static struct shape shape_of(struct span bytes)
{
	struct shape shape = { 0 };
	for (size_t at = 0; at < bytes.length;) {
		struct utf8_point point = utf8_at(bytes, at);
		uint32_t c = point.value;
		at += point.length;
		if (shape.count == 0) {
			shape.points[shape.count++] = c;
			shape.columns = width_of(c);
			if (shape.columns == 0) { /* a mark with nothing to stand on */
				shape.points[0] = DOTTED_CIRCLE;
				shape.points[shape.count++] = c;
				shape.columns = 1;
			}
		} else if (is_regional(shape.points[0]) && is_regional(c)) {
			shape.points[shape.count++] = c;
			shape.columns = 2;
			shape.is_flag = true;
		} else if (c == VS16) {
			/* Terminals disagree about the width of a narrow base with it. */
			shape.is_sequence |= shape.columns == 1 && shape.points[0] >= 0x2000;
		} else if (c == VS15) {
			continue;
		} else if (c == ZWJ || is_skin(c) || width_of(c) > 0 || is_unsafe(c)) {
			shape.is_sequence = true;
		} else if (shape.count < GRAPHEME_POINTS) {
			shape.points[shape.count++] = c;
		} else {
			shape.is_sequence = true;
		}
	}
	return shape;
}

struct grapheme grapheme_next(struct span text, size_t at, int column)
{
	struct utf8_point first = utf8_at(text, at);
	uint32_t c = first.value;
	struct grapheme out = { first.length, 1, GRAPHEME_PLAIN };
	if (first.length == 0)
		return (struct grapheme){ 0 };
	if (c >= 0x20 && c < 0x7f && at + 1 < text.length && (unsigned char)text.at[at + 1] < 0x80)
		return out;
	if (c == '\n' || c == '\r') {
		bool pair = c == '\r' && at + 1 < text.length && text.at[at + 1] == '\n';
		return (struct grapheme){ pair ? 2 : 1, 0, GRAPHEME_NEWLINE };
	}
	if (c == '\t')
		return (struct grapheme){ 1, GRAPHEME_TAB_COLUMNS - column % GRAPHEME_TAB_COLUMNS,
					  GRAPHEME_TAB };
	if (c == UTF8_INVALID || is_unsafe(c))
		return (struct grapheme){ first.length, escaped_columns(c), GRAPHEME_ESCAPED };
	out.length = cluster_end(text, at, first) - at;
	if (is_odd_space(c) && out.length == first.length) {
		out.kind = GRAPHEME_SPACE;
		return out;
	}
	if (out.length == first.length && c < PLAIN_BELOW)
		return out;
	struct shape shape = shape_of(span_slice(text, at, at + out.length));
	out.columns = shape.columns + shape.is_sequence;
	out.kind = shape.is_sequence ? GRAPHEME_SEQUENCE : GRAPHEME_PLAIN;
	return out;
}

size_t grapheme_before(struct span text, size_t at)
{
	if (at == 0)
		return 0;
	unsigned char last = (unsigned char)text.at[at - 1];
	if (last < 0x80 && last != '\n')
		return at - 1;
	/* From a place that is a boundary for sure (an ASCII byte is never joined to the one
	 * before). */
	size_t from = at > LOOK_BACK ? at - LOOK_BACK : 0;
	for (size_t i = at - 1; i > from; i--)
		if ((unsigned char)text.at[i] < 0x80 && text.at[i] != '\n') {
			from = i;
			break;
		}
	while (from > 0 && from < at && ((unsigned char)text.at[from] & 0xc0) == 0x80)
		from++;
	for (size_t start = from; start < at;) {
		size_t next = start + grapheme_next(text, start, 0).length;
		if (next >= at)
			return start;
		start = next;
	}
	return at - 1;
}

bool grapheme_is_boundary(struct span text, size_t at)
{
	if (at == 0 || at >= text.length)
		return true;
	size_t before = grapheme_before(text, at);
	return before + grapheme_next(text, before, 0).length == at;
}

size_t grapheme_count(struct span text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.length; at += grapheme_next(text, at, 0).length)
		count++;
	return count;
}

int grapheme_columns(struct span text)
{
	int columns = 0;
	for (size_t at = 0; at < text.length;) {
		struct grapheme grapheme = grapheme_next(text, at, columns);
		columns += grapheme.columns;
		at += grapheme.length;
	}
	return columns;
}

static int draw_ascii(const char *text, struct grapheme_cell *cells, int most)
{
	int count = 0;
	for (; *text && count < most; text++)
		cells[count++] = (struct grapheme_cell){ { (unsigned char)*text }, 1 };
	return count;
}

static int draw_escaped(struct span bytes, struct grapheme_cell *cells, int most)
{
	char text[16];
	uint32_t c = utf8_at(bytes, 0).value;
	if (c == UTF8_INVALID)
		(void)snprintf(text, sizeof text, "<%02X>", (unsigned char)bytes.at[0]);
	else if (c < 0x20 || c == 0x7f)
		(void)snprintf(text, sizeof text, "^%c", (char)(c ^ 0x40));
	else
		(void)snprintf(text, sizeof text, "<U+%04X>", (unsigned)c);
	return draw_ascii(text, cells, most);
}

int grapheme_draw(struct span bytes, const struct grapheme *grapheme, struct grapheme_cell *cells,
		  int most)
{
	switch (grapheme->kind) {
	case GRAPHEME_NEWLINE:
		return 0;
	case GRAPHEME_TAB:
		return draw_ascii("    " + GRAPHEME_TAB_COLUMNS - grapheme->columns, cells, most);
	case GRAPHEME_SPACE:
		return draw_ascii(" ", cells, most);
	case GRAPHEME_ESCAPED:
		return draw_escaped(bytes, cells, most);
	case GRAPHEME_PLAIN:
	case GRAPHEME_SEQUENCE:
		break;
	}
	struct shape shape = shape_of(bytes);
	int count = 0;
	if (shape.is_flag && most >= 2) {
		for (; count < 2; count++)
			cells[count] = (struct grapheme_cell){ { shape.points[count] }, 1 };
		return count;
	}
	if (most > 0) {
		cells[count].columns = shape.columns;
		memcpy(cells[count++].points, shape.points, sizeof shape.points);
	}
	if (shape.is_sequence && count < most)
		cells[count++] = (struct grapheme_cell){ { SEQUENCE_MARK }, 1 };
	return count;
}
