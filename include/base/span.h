/*
 * A span is a piece of somebody else's bytes: pointer and length, no NUL, never freed.
 * It is how text travels; it lives as long as what it was taken from. Offsets are bytes.
 */
#ifndef TONFALL_BASE_SPAN_H
#define TONFALL_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct span {
	const char *at;
	size_t length;
};

/* A span of a string literal. */
#define SPAN(literal) ((struct span){ "" literal, sizeof(literal) - 1 })

/* printf("%.*s", SPAN_ARGS(span)): lengths over INT_MAX are cut. */
#define SPAN_ARGS(s) (int)((s).length > 0x7fffffff ? 0x7fffffff : (s).length), (s).at

/* NULL gives the empty span. */
static inline struct span span_of(const char *string)
{
	return (struct span){ string ? string : "", string ? strlen(string) : 0 };
}

/* Bytes [from, to) of s; both are cut to its length. */
static inline struct span span_slice(struct span s, size_t from, size_t to)
{
	if (to > s.length)
		to = s.length;
	if (from > to)
		from = to;
	return (struct span){ s.at + from, to - from };
}

static inline bool span_equal(struct span a, struct span b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

/* memcmp order, the shorter first. */
int span_compare(struct span a, struct span b);
static inline bool span_starts(struct span s, struct span prefix)
{
	return s.length >= prefix.length && span_equal(span_slice(s, 0, prefix.length), prefix);
}

static inline bool span_ends(struct span s, struct span suffix)
{
	if (s.length < suffix.length || suffix.length == 0)
		return suffix.length == 0;
	/* Nearly all differ in the last byte. */
	return s.at[s.length - 1] == suffix.at[suffix.length - 1] &&
	       memcmp(s.at + (s.length - suffix.length), suffix.at, suffix.length - 1) == 0;
}

/* Offset of the first needle at or after `from`; s.length when there is none. */
size_t span_find(struct span s, struct span needle, size_t from);
/* Is it one of `sorted`, which are in the order of their bytes? */
bool span_is_in(struct span s, const char *const *sorted, size_t count);
/* Without ASCII white space at both ends. */
struct span span_trim(struct span s);
/* Cuts off and returns the part before the next `byte`; *rest starts behind it. False at the end.
 */
bool span_next(struct span *rest, char byte, struct span *part);
/* Is it one of those that stand in the list with blanks between them? */
bool span_is_one_of(struct span word, const char *list);

#endif
