/*
 * A span is a piece of somebody else's bytes: pointer and length, no NUL, never freed.
 * It is how text travels; it lives as long as what it was taken from. Offsets are bytes.
 */
#ifndef TONFALL_BASE_SPAN_H
#define TONFALL_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct span {
	const char *at;
	size_t length;
};

/* A span of a string literal. */
#define SPAN(literal) ((struct span){ "" literal, sizeof(literal) - 1 })

/* printf("%.*s", SPAN_ARGS(span)): lengths over INT_MAX are cut. */
#define SPAN_ARGS(s) (int)((s).length > 0x7fffffff ? 0x7fffffff : (s).length), (s).at

/* NULL gives the empty span. */
struct span span_of(const char *string);

/* Bytes [from, to) of s; both are cut to its length. */
struct span span_slice(struct span s, size_t from, size_t to);

bool span_equal(struct span a, struct span b);
/* memcmp order, the shorter first. */
int span_compare(struct span a, struct span b);
bool span_starts(struct span s, struct span prefix);
bool span_ends(struct span s, struct span suffix);
/* Offset of the first needle at or after `from`; s.length when there is none. */
size_t span_find(struct span s, struct span needle, size_t from);
/* Without ASCII white space at both ends. */
struct span span_trim(struct span s);
/* Cuts off and returns the part before the next `byte`; *rest starts behind it. False at the end.
 */
bool span_next(struct span *rest, char byte, struct span *part);

#endif
