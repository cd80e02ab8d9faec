#include "rule/prefilter.h"

#include <stdbool.h>
#include <string.h>

#include "lang/fold.h"

enum { DEPTH_MOST = 4 };

uint32_t prefilter_bit(unsigned number)
{
	return (uint32_t)1 << (number < PREFILTER_PATTERNS ? number : PREFILTER_PATTERNS - 1);
}

/* ---- how a pattern begins ---- */

struct reader {
	struct prefilter *filter;
	struct span pattern;
	size_t at;
	uint32_t bit;
};

static char byte_at(const struct reader *r, size_t at)
{
	return at < r->pattern.length ? r->pattern.at[at] : '\0';
}

/* False when there are too many. */
static bool add(struct reader *r, struct prefilter_beginning beginning)
{
	struct prefilter *filter = r->filter;
	unsigned char first = beginning.bytes[0];
	if (beginning.length == 0 || filter->count == PREFILTER_BEGINNINGS)
		return false;
	beginning.bit = r->bit;
	beginning.next = filter->first[first];
	filter->at[filter->count++] = beginning;
	filter->first[first] = filter->first[fold_upper(first)] = filter->count;
	filter->bits[first] |= r->bit;
	filter->bits[fold_upper(first)] = filter->bits[first];
	return true;
}

/* The byte that stands for itself at `at`, and the length of how it is written; 0: none does. */
static size_t literal_at(const struct reader *r, size_t at, char *byte)
{
	*byte = byte_at(r, at);
	size_t length = 1;
	if (*byte == '\\') {
		*byte = byte_at(r, at + 1);
		length = 2;
		if (fold_is_letter((unsigned char)*byte) || (*byte >= '0' && *byte <= '9'))
			return 0; /* \d, \1 */
	} else if (strchr("^$.[|()?*+{", *byte)) {
		return 0; /* the NUL at the end as well */
	}
	if ((unsigned char)*byte >= 0x80 || !*byte)
		return 0;
	/* What may be left out, or stand more often, says nothing of itself and what follows. */
	char next = byte_at(r, at + length);
	return next && strchr("?*+{", next) ? 0 : length;
}

/* Is it written with nothing that changes how the rest is read? Of groups with options only (?-i:
 * is known, which admits less. */
static bool is_plain(struct span pattern)
{
	static const char *const groups[] = { ":", "-i:", "=", "!", "<=", "<!" };
	static const char *const others[] = { "\\Q", "(*", "[:", "[.", "[=", "[]", "[^]" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (span_find(pattern, span_of(others[i]), 0) < pattern.length)
			return false;
	for (size_t at = 0; (at = span_find(pattern, SPAN("(?"), at)) < pattern.length; at += 2) {
		struct span rest = span_slice(pattern, at + 2, pattern.length);
		bool known = false;
		for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
			known |= span_starts(rest, span_of(groups[i]));
		if (!known)
			return false;
	}
	return true;
}

/* Past the alternative that `at` stands in: on its | or ) or the end. */
static void skip_alternative(struct reader *r)
{
	int depth = 0;
	bool in_class = false;
	for (; r->at < r->pattern.length; r->at++) {
		char byte = r->pattern.at[r->at];
		if (byte == '\\')
			r->at++;
		else if (in_class)
			in_class = byte != ']';
		else if (byte == '[')
			in_class = true;
		else if (depth == 0 && (byte == '|' || byte == ')'))
			return;
		else
			depth += byte == '(' ? 1 : byte == ')' ? -1 : 0;
	}
}

static bool read_alternatives(struct reader *r, int depth);

/* The first bytes of one alternative; false when they may be any. */
static bool read_beginning(struct reader *r, int depth)
{
	while (byte_at(r, r->at) == '\\' && byte_at(r, r->at + 1) == 'b')
		r->at += 2;
	struct span rest = span_slice(r->pattern, r->at, r->pattern.length);
	if (span_starts(rest, SPAN("(?:"))) {
		r->at += 3;
		if (depth == DEPTH_MOST || !read_alternatives(r, depth + 1))
			return false;
		char behind = byte_at(r, r->at + 1);
		return byte_at(r, r->at) == ')' && (!behind || !strchr("?*{", behind));
	}
	struct prefilter_beginning beginning = { .length = 0 };
	char byte;
	for (size_t length; beginning.length < PREFILTER_BYTES; r->at += length) {
		length = literal_at(r, r->at, &byte);
		if (!length)
			break;
		beginning.bytes[beginning.length++] =
			(unsigned char)fold_lower((unsigned char)byte);
	}
	return add(r, beginning);
}

static bool read_alternatives(struct reader *r, int depth)
{
	for (;; r->at++) {
		size_t start = r->at;
		if (!read_beginning(r, depth))
			return false;
		r->at = start;
		skip_alternative(r);
		if (byte_at(r, r->at) != '|')
			return true;
	}
}

void prefilter_add(struct prefilter *filter, const char *pattern, unsigned number)
{
	struct reader reader = { .filter = filter,
				 .pattern = span_of(pattern),
				 .bit = prefilter_bit(number) };
	if (!is_plain(reader.pattern) || !read_alternatives(&reader, 0) ||
	    reader.at < reader.pattern.length)
		filter->anywhere |= reader.bit;
}

/* ---- texts ---- */

static bool begins(const struct prefilter_beginning *beginning, struct span text)
{
	for (size_t i = 1; i < beginning->length; i++)
		if (i >= text.length ||
		    fold_lower((unsigned char)text.at[i]) != beginning->bytes[i])
			return false;
	return true;
}

/* In any case, ſ is an s and the Kelvin sign a k. */
static bool is_odd_letter(struct span text)
{
	return span_starts(text, SPAN("ſ")) || span_starts(text, SPAN("\u212a"));
}

uint32_t prefilter_find(const struct prefilter *filter, struct span text, uint32_t wanted)
{
	uint32_t found = filter->anywhere & wanted;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		if (byte < 0x80 && !(filter->bits[byte] & wanted & ~found))
			continue;
		struct span rest = span_slice(text, i, text.length);
		if ((byte == 0xc5 || byte == 0xe2) && is_odd_letter(rest))
			return wanted;
		for (unsigned k = filter->first[byte]; k; k = filter->at[k - 1].next)
			if (begins(&filter->at[k - 1], rest))
				found |= filter->at[k - 1].bit & wanted;
	}
	return found;
}
