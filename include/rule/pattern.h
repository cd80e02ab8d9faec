/*
 * Patterns of rules: PCRE2 with a limit on matching steps, on at most 2,000 bytes at a time.
 */
#ifndef TONFALL_RULE_PATTERN_H
#define TONFALL_RULE_PATTERN_H

#include "base/err.h"
#include "base/span.h"

struct pattern;

enum pattern_result { PATTERN_NONE, PATTERN_FOUND, PATTERN_TOO_SLOW };

/* NULL with *err when the pattern is wrong. */
struct pattern *pattern_new(const char *text, struct err *err);
void pattern_free(struct pattern *pattern);
/* A bit for each of the 256 bytes that a match may begin with; NULL: any. */
const unsigned char *pattern_first(const struct pattern *pattern);
/* The first match at or behind `from`, as [*start, *end). */
enum pattern_result pattern_find(struct pattern *pattern, struct span text, size_t from,
				 size_t *start, size_t *end);
/* The match that begins at `at`, as [at, *end). */
enum pattern_result pattern_find_at(struct pattern *pattern, struct span text, size_t at,
				    size_t *end);

#endif
