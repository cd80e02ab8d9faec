#include "base/span.h"

#include <string.h>

int span_compare(struct span a, struct span b)
{
	size_t common = a.length < b.length ? a.length : b.length;
	int order = common ? memcmp(a.at, b.at, common) : 0;
	if (order != 0)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

size_t span_find(struct span s, struct span needle, size_t from)
{
	if (from >= s.length || needle.length == 0)
		return s.length;
	const char *hit = memmem(s.at + from, s.length - from, needle.at, needle.length);
	return hit ? (size_t)(hit - s.at) : s.length;
}

static bool is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

struct span span_trim(struct span s)
{
	while (s.length && is_blank(s.at[0]))
		s = span_slice(s, 1, s.length);
	while (s.length && is_blank(s.at[s.length - 1]))
		s.length--;
	return s;
}

bool span_next(struct span *rest, char byte, struct span *part)
{
	if (!rest->at)
		return false;
	const char *end = rest->length ? memchr(rest->at, byte, rest->length) : NULL;
	if (!end) {
		*part = *rest;
		*rest = (struct span){ NULL, 0 };
		return true;
	}
	*part = (struct span){ rest->at, (size_t)(end - rest->at) };
	*rest = span_slice(*rest, part->length + 1, rest->length);
	return true;
}
