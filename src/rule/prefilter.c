#include "rule/prefilter.h"

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
	bool at_word; /* \b stands before it */
};

static char byte_at(const struct reader *r, size_t at)
{
	return at < r->pattern.length ? r->pattern.at[at] : '\0';
}

/* In small letters. */
struct beginning {
	unsigned char bytes[PREFILTER_BYTES], length;
};

/* A beginning of `length` bytes that are told with add_byte; false when there are too many. */
static bool add_length(struct prefilter *filter, unsigned char length, uint32_t pattern)
{
	if (filter->count == PREFILTER_BEGINNINGS)
		return false;
	for (unsigned i = length; i < PREFILTER_BYTES; i++)
		for (unsigned byte = 0; byte < 256; byte++)
			filter->bits[i][byte] |= (uint64_t)1 << filter->count;
	filter->lengths[filter->count] = length;
	filter->patterns[filter->count++] = pattern;
	return true;
}

/* The last one may have that byte in that place. */
static void add_byte(struct prefilter *filter, unsigned place, unsigned byte)
{
	filter->bits[place][byte] |= (uint64_t)1 << (filter->count - 1);
}

/* A letter, digit or _ of ASCII: \b is between it and what is no part of a word. */
static bool is_of_word(unsigned char byte)
{
	return byte < 0x80 && (fold_is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '_');
}

static bool add(struct reader *r, struct beginning beginning)
{
	if (beginning.length == 0 || !add_length(r->filter, beginning.length, r->bit))
		return false;
	if (r->at_word && is_of_word(beginning.bytes[0]))
		r->filter->at_word |= (uint64_t)1 << (r->filter->count - 1);
	for (unsigned i = 0; i < beginning.length; i++) {
		add_byte(r->filter, i, beginning.bytes[i]);
		add_byte(r->filter, i, fold_upper(beginning.bytes[i]));
	}
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
	for (; byte_at(r, r->at) == '\\' && byte_at(r, r->at + 1) == 'b'; r->at += 2)
		r->at_word = true;
	struct span rest = span_slice(r->pattern, r->at, r->pattern.length);
	if (span_starts(rest, SPAN("(?:"))) {
		r->at += 3;
		if (depth == DEPTH_MOST || !read_alternatives(r, depth + 1))
			return false;
		char behind = byte_at(r, r->at + 1);
		return byte_at(r, r->at) == ')' && (!behind || !strchr("?*{", behind));
	}
	struct beginning beginning = { .length = 0 };
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
	bool at_word = r->at_word;
	for (;; r->at++) {
		size_t start = r->at;
		if (!read_beginning(r, depth))
			return false;
		r->at_word = at_word;
		r->at = start;
		skip_alternative(r);
		if (byte_at(r, r->at) != '|')
			return true;
	}
}

/* What is known of it is the bytes that it may begin with. */
static bool add_by_first(struct reader *r, const unsigned char *first)
{
	if (!first || !add_length(r->filter, 1, r->bit))
		return false;
	for (unsigned byte = 0; byte < 256; byte++)
		if (first[byte / 8] >> byte % 8 & 1)
			add_byte(r->filter, 0, byte);
	return true;
}

void prefilter_add(struct prefilter *filter, const char *pattern, const unsigned char *first,
		   unsigned number)
{
	struct reader reader = { .filter = filter,
				 .pattern = span_of(pattern),
				 .bit = prefilter_bit(number) };
	bool whole = is_plain(reader.pattern) && read_alternatives(&reader, 0) &&
		     reader.at == reader.pattern.length;
	if (!whole && !add_by_first(&reader, first))
		filter->anywhere |= reader.bit;
}

/* ---- texts ---- */

/* In any case, ſ is an s and the Kelvin sign a k. */
static bool is_odd_letter(struct span text)
{
	return span_starts(text, SPAN("ſ")) || span_starts(text, SPAN("\u212a"));
}

/* The beginnings that stand at `at`. */
static uint64_t beginnings_at(const struct prefilter *filter, struct span text, size_t at)
{
	uint64_t bits = UINT64_MAX;
	size_t left = text.length - at;
	for (size_t i = 0; i < PREFILTER_BYTES && i < left; i++)
		bits &= filter->bits[i][(unsigned char)text.at[at + i]];
	for (unsigned i = 0; left < PREFILTER_BYTES && i < filter->count; i++)
		if (filter->lengths[i] > left)
			bits &= ~((uint64_t)1 << i);
	if (at > 0 && is_of_word((unsigned char)text.at[at - 1]))
		bits &= ~filter->at_word;
	return bits;
}

/* From `at` on, the next place at which a beginning may stand by its first two bytes, or an odd
 * letter; nearly all bytes of a text are passed over here. */
static size_t next_place(const struct prefilter *filter, struct span text, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)text.at;
	while (at + 1 < text.length && bytes[at] < 0x80 &&
	       !(filter->bits[0][bytes[at]] & filter->bits[1][bytes[at + 1]]))
		at++;
	return at;
}

uint32_t prefilter_find(const struct prefilter *filter, struct span text)
{
	uint32_t found = filter->anywhere;
	size_t at = 0;
	while ((at = next_place(filter, text, at)) < text.length) {
		uint64_t here = beginnings_at(filter, text, at);
		if (is_odd_letter(span_slice(text, at++, text.length)))
			return UINT32_MAX;
		for (; here; here &= here - 1)
			found |= filter->patterns[__builtin_ctzll(here)];
	}
	return found;
}

bool prefilter_tells(const struct prefilter *filter, struct span text, uint32_t bit)
{
	return !(filter->anywhere & bit) && span_find(text, SPAN("ſ"), 0) == text.length &&
	       span_find(text, SPAN("\u212a"), 0) == text.length;
}

size_t prefilter_next(const struct prefilter *filter, struct span text, size_t from, uint32_t bit)
{
	while ((from = next_place(filter, text, from)) < text.length) {
		uint64_t here = beginnings_at(filter, text, from);
		for (; here; here &= here - 1)
			if (filter->patterns[__builtin_ctzll(here)] == bit)
				return from;
		from++;
	}
	return text.length;
}
