/*
 * Code points in bytes that may be anything. An invalid byte is one point of length 1 with the
 * value UTF8_INVALID; decoding never stops and never skips a byte.
 */
#ifndef TONFALL_TEXT_UTF8_H
#define TONFALL_TEXT_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

#define UTF8_INVALID 0xffffffffu

struct utf8_point {
	uint32_t value;	 /* UTF8_INVALID for a byte that is no UTF-8 (RFC 3629) */
	unsigned length; /* bytes, 0 only at the end of the text */
};

/* The point at text.at[at]. Overlong forms, surrogates and values over U+10FFFF are invalid. */
/* Inline for ASCII: every pass over a text asks this once a byte. */
struct utf8_point utf8_beyond_ascii(struct span text, size_t at);
static inline struct utf8_point utf8_at(struct span text, size_t at)
{
	if (at < text.length && (unsigned char)text.at[at] < 0x80)
		return (struct utf8_point){ (unsigned char)text.at[at], 1 };
	return utf8_beyond_ascii(text, at);
}
/* The point that ends at `at`. */
struct utf8_point utf8_before(struct span text, size_t at);
bool utf8_is_valid(struct span text);
/* Offset of the first invalid byte, text.length when there is none. */
size_t utf8_invalid_at(struct span text);
/* Code points; an invalid byte counts one. */
size_t utf8_count(struct span text);
/* UTF-16 code units, as LinkedIn and most networks count; an invalid byte counts one. */
size_t utf8_utf16_units(struct span text);
/* The largest offset <= limit at which no point is cut. */
size_t utf8_boundary(struct span text, size_t limit);

#endif
