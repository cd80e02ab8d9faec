#include "text/segment.h"

#include <unictype.h>
#include <uniwbrk.h>

#include "text/utf8.h"

enum { AROUND_BYTES = 256 };

/* A point as the rules of UAX #29 for words see it. */
struct piece {
	size_t end; /* where it ends; where it would start when there is none */
	uint32_t value;
	int class;
};

static struct piece piece_at(struct span text, size_t at)
{
	struct utf8_point point = utf8_at(text, at);
	/* A byte that is no text stands alone: nothing joins a newline. */
	int class = point.value == UTF8_INVALID ? WBP_NEWLINE : uc_wordbreak_property(point.value);
	return (struct piece){ at + point.length, point.value, class };
}

static bool is_newline(int class)
{
	return class == WBP_NEWLINE || class == WBP_CR || class == WBP_LF;
}

/* WB4: what the other rules do not see. */
static bool is_ignored(int class)
{
	return class == WBP_EXTEND || class == WBP_FORMAT || class == WBP_ZWJ;
}

static bool is_letter(int class)
{
	return class == WBP_ALETTER || class == WBP_HL;
}

static bool is_letter_or_digit(uint32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') ||
		       ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
	return point != UTF8_INVALID &&
	       uc_is_general_category_withtable(point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
}

static bool is_picture(uint32_t point)
{
	return point >= 0xa9 && uc_is_property_extended_pictographic(point);
}

/* WB5, WB8 to WB10, WB13 to WB13b: the rules that look at two classes only. */
static bool joins(int before, int after)
{
	bool letter = is_letter(before), digit = before == WBP_NUMERIC;
	if (letter || digit)
		return is_letter(after) || after == WBP_NUMERIC || after == WBP_EXTENDNUMLET;
	if (before == WBP_KATAKANA)
		return after == WBP_KATAKANA || after == WBP_EXTENDNUMLET;
	if (before == WBP_EXTENDNUMLET)
		return is_letter(after) || after == WBP_NUMERIC || after == WBP_KATAKANA ||
		       after == WBP_EXTENDNUMLET;
	return false;
}

/* WB6, WB7, WB7b, WB7c, WB11, WB12: a sign between two letters or two digits. *piece is the sign
 * and becomes what stands behind it. */
static bool bridges(struct span text, int before, struct piece *piece)
{
	int sign = piece->class;
	bool both = sign == WBP_MIDNUMLET || sign == WBP_SQ;
	bool of_letters = is_letter(before) &&
			  (both || sign == WBP_MIDLETTER || (before == WBP_HL && sign == WBP_DQ));
	bool of_digits = before == WBP_NUMERIC && (both || sign == WBP_MIDNUM);
	if (!of_letters && !of_digits)
		return false;
	struct piece after = piece_at(text, piece->end);
	while (is_ignored(after.class))
		after = piece_at(text, after.end);
	if (sign == WBP_DQ ? after.class != WBP_HL
			   : !(of_letters ? is_letter(after.class) : after.class == WBP_NUMERIC))
		return false;
	*piece = after;
	return true;
}

size_t segment_word_end(struct span text, size_t at, bool *is_word)
{
	struct piece last = piece_at(text, at);
	*is_word = is_letter_or_digit(last.value);
	if (is_newline(last.class)) {
		struct piece next = piece_at(text, last.end);
		return last.class == WBP_CR && next.class == WBP_LF ? next.end : last.end;
	}
	int seen = last.class;		      /* the last class that is not ignored */
	bool odd_flag = last.class == WBP_RI; /* WB15, WB16 */
	for (;;) {
		struct piece next = piece_at(text, last.end);
		if (is_newline(next.class))
			return last.end;
		bool joined = is_ignored(next.class) ||
			      (last.class == WBP_WSS && next.class == WBP_WSS) ||
			      (last.class == WBP_ZWJ && is_picture(next.value)) ||
			      joins(seen, next.class) ||
			      (seen == WBP_HL && next.class == WBP_SQ) || /* WB7a */
			      (seen == WBP_RI && next.class == WBP_RI && odd_flag);
		if (!is_ignored(next.class)) {
			if (!bridges(text, seen, &next) && !joined)
				return last.end;
			seen = next.class;
			odd_flag = seen == WBP_RI && !odd_flag;
		}
		*is_word |= is_letter_or_digit(next.value);
		last = next;
	}
}

/* A border at or before `at`: behind white space, else as far back as we look. */
static size_t start_near(struct span text, size_t at)
{
	size_t start = at > AROUND_BYTES ? utf8_boundary(text, at - AROUND_BYTES) : 0;
	for (size_t i = start; i + 1 < at; i++)
		if (text.at[i] == ' ' || text.at[i] == '\n')
			return i + 1;
	return start;
}

bool segment_word_around(struct span text, size_t at, size_t *start, size_t *end)
{
	text = span_slice(text, 0, at + AROUND_BYTES);
	text.length = utf8_boundary(text, text.length);
	bool found = false;
	for (size_t i = start_near(text, at); i <= at && i < text.length;) {
		bool is_word;
		size_t next = segment_word_end(text, i, &is_word);
		if (is_word && next >= at) {
			*start = i;
			*end = next;
			found = true;
		}
		i = next;
	}
	return found;
}
