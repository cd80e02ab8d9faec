#include "text/grapheme.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

#include "text/utf8.h"

enum {
	/* Below it no point joins the one before it, but LF after CR. Its lead byte is 0xcc. */
	JOINS_FROM = 0x300,
	JOINS_FROM_LEAD = 0xcc,
	/* A cluster ends here at the latest, and a search for its start gives up. Stream-Safe text
	 * (UAX #15) has at most 30 marks in a row, so nothing that somebody reads is cut. */
	CLUSTER_BYTES = 256,
	FLAG_TAGS = 6, /* of a subdivision such as gbsct */

	SOFT_HYPHEN = 0xad,
	ZWJ = 0x200d,
	KEYCAP = 0x20e3,
	TEXT_STYLE = 0xfe0e,  /* VS15 */
	EMOJI_STYLE = 0xfe0f, /* VS16 */
	BLACK_FLAG = 0x1f3f4,
	TAG_END = 0xe007f,
	DOTTED_CIRCLE = 0x25cc, /* what a mark with no base stands on */
	SEQUENCE_MARK = 0x02d6, /* ˖: there is more than is drawn */
};

/* Breaks: UAX #29, rules GB3 to GB13 */

static int break_class(uint32_t point)
{
	return point == UTF8_INVALID ? GBP_CONTROL : uc_graphemeclusterbreak_property(point);
}

static bool is_control_class(int class)
{
	return class == GBP_CONTROL || class == GBP_CR || class == GBP_LF;
}

static bool is_pictographic(uint32_t point)
{
	return point >= 0xa9 && point != UTF8_INVALID &&
	       uc_is_property_extended_pictographic(point);
}

/* The rules that look at two points only. */
static bool joins(int before, int after)
{
	if (before == GBP_CR)
		return after == GBP_LF;
	if (is_control_class(before) || is_control_class(after))
		return false;
	if (after == GBP_EXTEND || after == GBP_ZWJ || after == GBP_SPACINGMARK ||
	    before == GBP_PREPEND)
		return true;
	switch (before) {
	case GBP_L:
		return after == GBP_L || after == GBP_V || after == GBP_LV || after == GBP_LVT;
	case GBP_LV:
	case GBP_V:
		return after == GBP_V || after == GBP_T;
	case GBP_LVT:
	case GBP_T:
		return after == GBP_T;
	}
	return false;
}

static bool is_plain_pair(uint32_t before, uint32_t after)
{
	return before < JOINS_FROM && after < JOINS_FROM && (before != '\r' || after != '\n');
}

/* The end of the cluster that starts at `at`. */
static size_t cluster_end(struct span text, size_t at)
{
	struct utf8_point last = utf8_at(text, at);
	size_t end = at + last.length;
	struct utf8_point next = utf8_at(text, end);
	if (is_plain_pair(last.value, next.value) || next.length == 0)
		return end;
	int before = break_class(last.value);
	bool odd_flag = before == GBP_RI;
	bool after_picture = is_pictographic(last.value); /* and nothing but Extend behind it */
	for (; next.length > 0 && end + next.length - at <= CLUSTER_BYTES;
	     next = utf8_at(text, end)) {
		int after = break_class(next.value);
		bool picture = after == GBP_OTHER && is_pictographic(next.value);
		bool is_joined = joins(before, after) ||
				 (before == GBP_RI && after == GBP_RI && odd_flag) ||
				 (before == GBP_ZWJ && after_picture && picture);
		if (!is_joined)
			break;
		odd_flag = after == GBP_RI && !odd_flag;
		after_picture =
			picture || (after_picture && (after == GBP_EXTEND || after == GBP_ZWJ));
		before = after;
		end += next.length;
	}
	return end;
}

/* Two points with a break between them whatever stands before. */
static bool is_sure_break(uint32_t before, uint32_t after)
{
	if (before < JOINS_FROM && after < JOINS_FROM)
		return is_plain_pair(before, after);
	int left = break_class(before), right = break_class(after);
	return !joins(left, right) && !(left == GBP_RI && right == GBP_RI) &&
	       !(left == GBP_ZWJ && is_pictographic(after));
}

/* A boundary at or before `at` that can be told without looking further back. */
static size_t safe_start(struct span text, size_t at)
{
	size_t start = utf8_boundary(text, at);
	uint32_t after = utf8_at(text, start).value;
	while (start > 0 && at - start <= CLUSTER_BYTES) {
		struct utf8_point before = utf8_before(text, start);
		if (is_sure_break(before.value, after))
			return start;
		start -= before.length;
		after = before.value;
	}
	return start;
}

/* Widths and what may be shown */

/* An emoji of a later Unicode than the library's: these places are kept free for pictures, and all
 * that came there so far were wide (emoji-data.txt, Extended_Pictographic of unassigned points). */
static bool is_coming_emoji(uint32_t point)
{
	return point >= 0x1f300 && point <= 0x1faff && is_pictographic(point) &&
	       uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Cn);
}

/* Must not reach the terminal as it is: controls, bidi controls, invisible, private, unassigned. */
static bool is_hidden(uint32_t point)
{
	if (point < JOINS_FROM)
		return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == SOFT_HYPHEN;
	if (point != UTF8_INVALID && is_coming_emoji(point))
		return false;
	return point == UTF8_INVALID ||
	       uc_is_general_category_withtable(point, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl |
							       UC_CATEGORY_MASK_Zp) ||
	       uc_is_property_default_ignorable_code_point(point);
}

static bool is_odd_space(uint32_t point)
{
	return point == 0xa0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200a) ||
	       point == 0x202f || point == 0x205f || point == 0x3000;
}

/* Columns of a point that is not hidden. */
static int width(uint32_t point)
{
	if (point < JOINS_FROM)
		return 1;
	/* Ambiguous by EastAsianWidth.txt, or wide since Unicode 16; the C library has them wide.
	 */
	if ((point >= 0x3248 && point <= 0x324f) || (point >= 0x4dc0 && point <= 0x4dff))
		return 2;
	if (is_coming_emoji(point))
		return 2;
	int columns = uc_width(point, "UTF-8");
	/* uc_width has not heard of some marks. */
	if (columns == 1 &&
	    uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me))
		return 0;
	return columns;
}

/* Drawing */

/* What is drawn of a cluster. */
struct shape {
	struct grapheme_cell cells[GRAPHEME_CELLS];
	int count, columns;
	enum grapheme_kind kind;
	bool takes_marks; /* the last cell is a character, not part of an escape */
	bool is_cut;	  /* there is more than could be drawn */
};

/* The last cell is kept for the mark that something is missing. */
static bool has_room(struct shape *shape, int cells)
{
	if (shape->count + cells < GRAPHEME_CELLS)
		return true;
	shape->is_cut = true;
	return false;
}

static void put(struct shape *shape, uint32_t point, int columns)
{
	shape->cells[shape->count++] = (struct grapheme_cell){ { point }, columns };
	shape->columns += columns;
}

static void put_base(struct shape *shape, uint32_t point, int columns)
{
	if (!has_room(shape, 1))
		return;
	put(shape, point, columns);
	shape->takes_marks = true;
}

static void put_escape(struct shape *shape, uint32_t point, unsigned char byte)
{
	char text[16];
	int length;
	if (point == UTF8_INVALID)
		length = snprintf(text, sizeof text, "<%02X>", byte);
	else if (point < 0x80)
		length = snprintf(text, sizeof text, "^%c", (int)(point ^ 0x40));
	else
		length = snprintf(text, sizeof text, "<U+%04X>", (unsigned)point);
	shape->kind = GRAPHEME_ESCAPED;
	shape->takes_marks = false;
	if (!has_room(shape, length))
		return;
	for (int i = 0; i < length; i++)
		put(shape, (unsigned char)text[i], 1);
}

static void put_mark(struct shape *shape, uint32_t point)
{
	if (!shape->takes_marks)
		put_base(shape, DOTTED_CIRCLE, 1);
	if (shape->is_cut)
		return;
	struct grapheme_cell *cell = &shape->cells[shape->count - 1];
	if (cell->points[0] == ' ')
		cell->points[0] = DOTTED_CIRCLE;
	for (int i = 1; i < GRAPHEME_POINTS; i++)
		if (cell->points[i] == 0) {
			cell->points[i] = point;
			return;
		}
	shape->is_cut = true;
}

/* Is all of it what may follow an emoji: styles, skin tones, further emoji by ZWJ? */
static bool is_emoji_tail(struct span rest)
{
	bool after_base = true; /* nothing but a style between the last emoji and here */
	for (size_t at = 0; at < rest.length;) {
		struct utf8_point point = utf8_at(rest, at);
		at += point.length;
		if (point.value == EMOJI_STYLE || point.value == TEXT_STYLE) {
			if (!after_base)
				return false;
		} else if (point.value >= 0x1f3fb && point.value <= 0x1f3ff) {
			if (!after_base)
				return false;
			after_base = false;
		} else if (point.value == ZWJ && is_pictographic(utf8_at(rest, at).value)) {
			at += utf8_at(rest, at).length;
			after_base = true;
		} else {
			return false;
		}
	}
	return true;
}

/* Lower case letters and digits as TAG characters, then the end: nothing else can hide there. */
static bool is_flag_tail(uint32_t base, struct span rest)
{
	if (base != BLACK_FLAG)
		return false;
	size_t at = 0;
	for (int tags = 0; tags <= FLAG_TAGS; tags++) {
		struct utf8_point point = utf8_at(rest, at);
		at += point.length;
		if (point.value == TAG_END)
			return tags > 0 && at == rest.length;
		uint32_t ascii = point.value - 0xe0000;
		if (!(ascii >= 'a' && ascii <= 'z') && !(ascii >= '0' && ascii <= '9'))
			return false;
	}
	return false;
}

/* Base and a mark; the base alone where the style says what it is anyway. */
static bool shape_emoji(struct shape *shape, struct span bytes)
{
	struct utf8_point base = utf8_at(bytes, 0);
	if (!is_pictographic(base.value) || is_hidden(base.value))
		return false;
	struct span rest = span_slice(bytes, base.length, bytes.length);
	if (!is_emoji_tail(rest) && !is_flag_tail(base.value, rest))
		return false;
	int columns = width(base.value);
	put_base(shape, base.value, columns);
	struct utf8_point style = utf8_at(rest, 0);
	bool is_usual =
		style.length == rest.length &&
		(rest.length == 0 || style.value == (columns == 2 ? EMOJI_STYLE : TEXT_STYLE));
	shape->is_cut = !is_usual;
	return true;
}

/* U+FE0F of a keycap such as 1️⃣ changes nothing and is left out. */
static bool is_keycap_style(struct span bytes, size_t at)
{
	return at == 1 && memchr("0123456789#*", bytes.at[0], 12) &&
	       utf8_at(bytes, 1).value == EMOJI_STYLE && utf8_at(bytes, 4).value == KEYCAP;
}

static void shape_points(struct shape *shape, struct span bytes)
{
	for (size_t at = 0; at < bytes.length && !shape->is_cut;) {
		struct utf8_point point = utf8_at(bytes, at);
		if (is_keycap_style(bytes, at))
			;
		else if (is_hidden(point.value))
			put_escape(shape, point.value, (unsigned char)bytes.at[at]);
		else if (is_odd_space(point.value))
			put_base(shape, ' ', 1);
		else if (width(point.value) == 0)
			put_mark(shape, point.value);
		else
			put_base(shape, point.value, width(point.value));
		at += point.length;
	}
}

/* A hidden point further on than what is drawn still makes the cluster one that hides something. */
static bool hides(struct span bytes)
{
	for (size_t at = 0; at < bytes.length;) {
		struct utf8_point point = utf8_at(bytes, at);
		if (is_hidden(point.value) && !is_keycap_style(bytes, at))
			return true;
		at += point.length;
	}
	return false;
}

static void shape_of(struct span bytes, struct shape *shape)
{
	shape->count = shape->columns = 0;
	shape->kind = GRAPHEME_PLAIN;
	shape->takes_marks = shape->is_cut = false;
	bool is_emoji = shape_emoji(shape, bytes);
	if (!is_emoji)
		shape_points(shape, bytes);
	if (!shape->is_cut)
		return;
	put(shape, SEQUENCE_MARK, 1);
	shape->kind = !is_emoji && hides(bytes) ? GRAPHEME_ESCAPED : GRAPHEME_SEQUENCE;
}

struct grapheme grapheme_next(struct span text, size_t at, int column)
{
	if (at >= text.length)
		return (struct grapheme){ 0 };
	unsigned char lead = (unsigned char)text.at[at];
	if (lead >= 0x20 && lead < 0x7f &&
	    (at + 1 == text.length || (unsigned char)text.at[at + 1] < JOINS_FROM_LEAD))
		return (struct grapheme){ 1, 1, GRAPHEME_PLAIN };
	if (lead == '\t')
		return (struct grapheme){ 1, GRAPHEME_TAB_COLUMNS - column % GRAPHEME_TAB_COLUMNS,
					  GRAPHEME_TAB };
	size_t length = cluster_end(text, at) - at;
	if (lead == '\n' || lead == '\r')
		return (struct grapheme){ length, 0, GRAPHEME_NEWLINE };
	struct utf8_point first = utf8_at(text, at);
	if (length == first.length) {
		if (is_odd_space(first.value))
			return (struct grapheme){ length, width(first.value), GRAPHEME_SPACE };
		if (first.value < JOINS_FROM && !is_hidden(first.value))
			return (struct grapheme){ length, 1, GRAPHEME_PLAIN };
	}
	struct shape shape;
	shape_of(span_slice(text, at, at + length), &shape);
	return (struct grapheme){ length, shape.columns, shape.kind };
}

size_t grapheme_run(struct span text, size_t at)
{
	size_t end = at;
	while (end < text.length && (unsigned char)text.at[end] >= 0x20 &&
	       (unsigned char)text.at[end] < 0x7f)
		end++;
	/* What follows may belong to the last. */
	bool joins =
		end > at && end < text.length && (unsigned char)text.at[end] >= JOINS_FROM_LEAD;
	return end - at - joins;
}

uint32_t grapheme_single(struct span bytes, const struct grapheme *grapheme)
{
	if (grapheme->kind != GRAPHEME_PLAIN || bytes.length > 2)
		return 0;
	if (bytes.length == 1)
		return (unsigned char)bytes.at[0];
	uint32_t point = utf8_at(bytes, 0).value;
	return point < JOINS_FROM ? point : 0;
}

int grapheme_draw(struct span bytes, const struct grapheme *grapheme, struct grapheme_cell *cells,
		  int most)
{
	int count = grapheme->columns < most ? grapheme->columns : most;
	switch (grapheme->kind) {
	case GRAPHEME_NEWLINE:
		return 0;
	case GRAPHEME_TAB:
	case GRAPHEME_SPACE:
		for (int i = 0; i < count; i++)
			cells[i] = (struct grapheme_cell){ { ' ' }, 1 };
		return count;
	case GRAPHEME_PLAIN:
	case GRAPHEME_SEQUENCE:
	case GRAPHEME_ESCAPED:
		break;
	}
	struct shape shape;
	shape_of(bytes, &shape);
	count = shape.count < most ? shape.count : most;
	for (int i = 0; i < count; i++)
		cells[i] = shape.cells[i];
	return count;
}

size_t grapheme_before(struct span text, size_t at)
{
	if (at == 0)
		return 0;
	unsigned char last = (unsigned char)text.at[at - 1];
	if (last >= 0x20 && last < 0x80 && (at == 1 || (unsigned char)text.at[at - 2] < 0x80))
		return at - 1;
	size_t start = safe_start(text, at - 1);
	for (size_t end; (end = cluster_end(text, start)) < at;)
		start = end;
	return start;
}

bool grapheme_is_boundary(struct span text, size_t at)
{
	if (at == 0 || at >= text.length)
		return true;
	size_t start = safe_start(text, at);
	while (start < at)
		start = cluster_end(text, start);
	return start == at;
}

size_t grapheme_count(struct span text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.length; at = cluster_end(text, at))
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
