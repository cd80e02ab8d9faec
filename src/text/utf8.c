#include "text/utf8.h"

#include <string.h>

static unsigned char byte_at(struct span text, size_t at)
{
	return (unsigned char)text.at[at];
}

static bool is_continuation(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* How many bytes from `at` on are ASCII; eight at a time. */
static size_t ascii_run(struct span text, size_t at)
{
	size_t start = at;
	for (uint64_t eight; text.length - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, text.at + at, sizeof eight);
		if (eight & 0x8080808080808080u)
			break;
	}
	while (at < text.length && byte_at(text, at) < 0x80)
		at++;
	return at - start;
}

/* The second byte is where RFC 3629 rules out overlong forms, surrogates and what is over
 * U+10FFFF. */
static bool is_second(unsigned char lead, unsigned char second)
{
	switch (lead) {
	case 0xe0:
		return second >= 0xa0 && second <= 0xbf;
	case 0xed:
		return second >= 0x80 && second <= 0x9f;
	case 0xf0:
		return second >= 0x90 && second <= 0xbf;
	case 0xf4:
		return second >= 0x80 && second <= 0x8f;
	}
	return is_continuation(second);
}

struct utf8_point utf8_beyond_ascii(struct span text, size_t at)
{
	static const struct utf8_point invalid = { UTF8_INVALID, 1 };
	if (at >= text.length)
		return (struct utf8_point){ UTF8_INVALID, 0 };
	unsigned char lead = byte_at(text, at);
	if (lead < 0xc2 || lead > 0xf4)
		return invalid;
	unsigned length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	if (text.length - at < length || !is_second(lead, byte_at(text, at + 1)))
		return invalid;
	uint32_t value = lead & (0x7fu >> length);
	for (unsigned i = 1; i < length; i++) {
		unsigned char byte = byte_at(text, at + i);
		if (!is_continuation(byte))
			return invalid;
		value = value << 6 | (byte & 0x3f);
	}
	return (struct utf8_point){ value, length };
}

struct utf8_point utf8_before(struct span text, size_t at)
{
	for (unsigned length = 1; length <= 4 && length <= at; length++) {
		if (is_continuation(byte_at(text, at - length)))
			continue;
		struct utf8_point point = utf8_at(span_slice(text, 0, at), at - length);
		if (point.length == length)
			return point;
		break;
	}
	return (struct utf8_point){ UTF8_INVALID, at > 0 };
}

size_t utf8_invalid_at(struct span text)
{
	for (size_t at = 0;;) {
		at += ascii_run(text, at);
		struct utf8_point point = utf8_at(text, at);
		if (point.value == UTF8_INVALID)
			return at;
		at += point.length;
	}
}

bool utf8_is_valid(struct span text)
{
	return utf8_invalid_at(text) == text.length;
}

/* One for each point, `beyond` for each over U+FFFF (the ones of four bytes). */
static size_t count_points(struct span text, size_t beyond)
{
	size_t count = 0;
	for (size_t at = 0; at < text.length;) {
		if (byte_at(text, at) < 0x80) {
			size_t run = ascii_run(text, at);
			count += run;
			at += run;
			continue;
		}
		struct utf8_point point = utf8_at(text, at);
		count += point.length == 4 ? beyond : 1;
		at += point.length;
	}
	return count;
}

size_t utf8_count(struct span text)
{
	return count_points(text, 1);
}

size_t utf8_utf16_units(struct span text)
{
	return count_points(text, 2);
}

size_t utf8_boundary(struct span text, size_t limit)
{
	if (limit >= text.length)
		return text.length;
	for (size_t back = 1; back <= 3 && back <= limit; back++) {
		if (!is_continuation(byte_at(text, limit - back + 1)))
			return limit;
		size_t lead = limit - back;
		if (utf8_at(text, lead).length > back)
			return lead;
	}
	return limit;
}
