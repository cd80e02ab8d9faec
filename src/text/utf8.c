#include "text/utf8.h"

static bool continues(struct span text, size_t at)
{
	return at < text.length && ((unsigned char)text.at[at] & 0xc0) == 0x80;
}

static struct utf8_point invalid(void)
{
	return (struct utf8_point){ UTF8_INVALID, 1 };
}

struct utf8_point utf8_at(struct span text, size_t at)
{
	if (at >= text.length)
		return (struct utf8_point){ UTF8_INVALID, 0 };
	unsigned char lead = (unsigned char)text.at[at];
	if (lead < 0x80)
		return (struct utf8_point){ lead, 1 };
	unsigned length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	if (lead < 0xc2 || lead > 0xf4)
		return invalid();
	uint32_t value = lead & (0xffu >> (length + 1));
	for (unsigned i = 1; i < length; i++) {
		if (!continues(text, at + i))
			return invalid();
		value = value << 6 | ((unsigned char)text.at[at + i] & 0x3f);
	}
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
		return invalid();
	return (struct utf8_point){ value, length };
}

struct utf8_point utf8_before(struct span text, size_t at)
{
	for (unsigned length = 1; length <= 4 && length <= at; length++) {
		struct utf8_point point = utf8_at(text, at - length);
		if (point.length == length && point.value != UTF8_INVALID)
			return point;
	}
	return (struct utf8_point){ UTF8_INVALID, at > 0 };
}

size_t utf8_invalid_at(struct span text)
{
	size_t at = 0;
	while (at < text.length) {
		struct utf8_point point = utf8_at(text, at);
		if (point.value == UTF8_INVALID)
			return at;
		at += point.length;
	}
	return text.length;
}

bool utf8_is_valid(struct span text)
{
	return utf8_invalid_at(text) == text.length;
}

size_t utf8_count(struct span text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.length; at += utf8_at(text, at).length)
		count++;
	return count;
}

size_t utf8_utf16_units(struct span text)
{
	size_t units = 0;
	for (size_t at = 0; at < text.length;) {
		if ((unsigned char)text.at[at] < 0x80) {
			units++;
			at++;
			continue;
		}
		struct utf8_point point = utf8_at(text, at);
		units += point.value != UTF8_INVALID && point.value > 0xffff ? 2 : 1;
		at += point.length;
	}
	return units;
}

size_t utf8_boundary(struct span text, size_t limit)
{
	if (limit >= text.length)
		return text.length;
	for (size_t back = 0; back < 4 && back <= limit; back++) {
		size_t at = limit - back;
		if (!continues(text, at))
			return at + utf8_at(text, at).length <= limit ? limit : at;
	}
	return limit;
}
