/*
 * A string that grows, up to a ceiling it is born with. Always NUL-terminated (NUL bytes inside
 * are allowed and counted). At the ceiling an addition is refused whole and `full` stays set.
 */
#ifndef TONFALL_BASE_STR_H
#define TONFALL_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct str {
	char *at; /* NULL while empty and never grown: use str_text() */
	size_t length;
	size_t room;
	size_t ceiling; /* 0: STR_CEILING */
	bool full;	/* something did not fit since str_init or str_clear */
};

enum { STR_CEILING = 64 << 20 };

/* The zeroed struct is an empty string with the usual ceiling. */
void str_init(struct str *s, size_t ceiling);
void str_release(struct str *s);
void str_clear(struct str *s);

bool str_add(struct str *s, struct span text);
/* So many bytes more, of no particular value: the caller writes them. */
bool str_lengthen(struct str *s, size_t more);
bool str_add_byte(struct str *s, char byte);
/* One code point as UTF-8. */
bool str_add_point(struct str *s, unsigned point);
bool str_format(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Replaces `removed` bytes at `at`. */
bool str_replace(struct str *s, size_t at, size_t removed, struct span text);

struct span str_span(const struct str *s);
/* NUL-terminated, "" when empty. */
const char *str_text(const struct str *s);
/* Hands the memory over (free() it; never NULL) and leaves an empty string. */
char *str_take(struct str *s);

#endif
