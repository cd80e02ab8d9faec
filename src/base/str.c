#include "base/str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void str_init(struct str *s, size_t ceiling)
{
	*s = (struct str){ .ceiling = ceiling };
}

void str_release(struct str *s)
{
	free(s->at);
	*s = (struct str){ .ceiling = s->ceiling };
}

void str_clear(struct str *s)
{
	s->length = 0;
	s->full = false;
	if (s->at)
		s->at[0] = '\0';
}

/* Room for `more` bytes and the NUL, or false and `full`. */
static bool make_room(struct str *s, size_t more)
{
	size_t ceiling = s->ceiling ? s->ceiling : STR_CEILING;
	if (more > ceiling || s->length > ceiling - more) {
		s->full = true;
		return false;
	}
	size_t needed = s->length + more + 1;
	if (needed <= s->room)
		return true;
	size_t grown = s->room + s->room / 2;
	if (grown < needed)
		grown = needed < 32 ? 32 : needed;
	s->at = mem_resize(s->at, grown);
	s->room = grown;
	return true;
}

bool str_lengthen(struct str *s, size_t more)
{
	if (!make_room(s, more))
		return false;
	s->length += more;
	s->at[s->length] = '\0';
	return true;
}

bool str_add(struct str *s, struct span text)
{
	if (!make_room(s, text.length))
		return false;
	if (text.length)
		memcpy(s->at + s->length, text.at, text.length);
	s->length += text.length;
	s->at[s->length] = '\0';
	return true;
}

bool str_add_byte(struct str *s, char byte)
{
	if (!make_room(s, 1)) /* by itself: texts are copied byte by byte in many places */
		return false;
	s->at[s->length++] = byte;
	s->at[s->length] = '\0';
	return true;
}

bool str_add_point(struct str *s, unsigned point)
{
	char bytes[4];
	size_t length;
	if (point < 0x80)
		return str_add_byte(s, (char)point);
	if (point < 0x800) {
		bytes[0] = (char)(0xc0 | point >> 6);
		bytes[1] = (char)(0x80 | (point & 0x3f));
		length = 2;
	} else if (point < 0x10000) {
		bytes[0] = (char)(0xe0 | point >> 12);
		bytes[1] = (char)(0x80 | (point >> 6 & 0x3f));
		bytes[2] = (char)(0x80 | (point & 0x3f));
		length = 3;
	} else {
		bytes[0] = (char)(0xf0 | (point >> 18 & 7));
		bytes[1] = (char)(0x80 | (point >> 12 & 0x3f));
		bytes[2] = (char)(0x80 | (point >> 6 & 0x3f));
		bytes[3] = (char)(0x80 | (point & 0x3f));
		length = 4;
	}
	return str_add(s, (struct span){ bytes, length });
}

bool str_format(struct str *s, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(length >= 0);
	bool fits = make_room(s, (size_t)length);
	if (fits) {
		(void)vsnprintf(s->at + s->length, (size_t)length + 1, format, again);
		s->length += (size_t)length;
	}
	va_end(again);
	return fits;
}

bool str_replace(struct str *s, size_t at, size_t removed, struct span text)
{
	assert(at <= s->length && removed <= s->length - at);
	if (text.length > removed && !make_room(s, text.length - removed))
		return false;
	if (!s->at && !make_room(s, 0))
		return false;
	size_t tail = s->length - at - removed;
	memmove(s->at + at + text.length, s->at + at + removed, tail);
	if (text.length)
		memcpy(s->at + at, text.at, text.length);
	s->length = at + text.length + tail;
	s->at[s->length] = '\0';
	return true;
}

struct span str_span(const struct str *s)
{
	return (struct span){ str_text(s), s->length };
}

const char *str_text(const struct str *s)
{
	return s->at ? s->at : "";
}

char *str_take(struct str *s)
{
	char *memory = s->at ? s->at : mem_alloc(1);
	*s = (struct str){ .ceiling = s->ceiling };
	return memory;
}
