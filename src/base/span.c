#include "base/span.h"

#include <string.h>

enum { SHORT = 64 };

int span_compare(struct span a, struct span b)
{
	size_t common = a.length < b.length ? a.length : b.length;
	int order = common ? memcmp(a.at, b.at, common) : 0;
	if (order != 0)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

/* memmem prepares for a long search; in a word that takes longer than the search. */
static size_t find_by_first(struct span s, struct span needle, size_t from)
{
	while (from + needle.length <= s.length) {
		const char *hit =
			memchr(s.at + from, needle.at[0], s.length - from - needle.length + 1);
		if (!hit)
			break;
		if (memcmp(hit + 1, needle.at + 1, needle.length - 1) == 0)
			return (size_t)(hit - s.at);
		from = (size_t)(hit - s.at) + 1;
	}
	return s.length;
}

size_t span_find(struct span s, struct span needle, size_t from)
{
	if (from >= s.length || needle.length == 0)
		return s.length;
	if (needle.length == 1 || s.length - from <= SHORT)
		return find_by_first(s, needle, from);
	const char *hit = memmem(s.at + from, s.length - from, needle.at, needle.length);
	return hit ? (size_t)(hit - s.at) : s.length;
}

bool span_is_in(struct span s, const char *const *sorted, size_t count)
{
	size_t low = 0;
	while (low < count) {
		size_t middle = (low + count) / 2;
		int order = strncmp(sorted[middle], s.at, s.length);
		if (order == 0 && !sorted[middle][s.length])
			return true;
		if (order < 0)
			low = middle + 1;
		else
			count = middle;
	}
	return false;
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

bool span_is_one_of(struct span word, const char *list)
{
	struct span rest = span_of(list), item;
	while (span_next(&rest, ' ', &item))
		if (span_equal(item, word))
			return true;
	return false;
}
