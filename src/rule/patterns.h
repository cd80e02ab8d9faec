/*
 * The patterns of all rules, tried over the sentences of a text (one of them: rule/pattern.h). The
 * prefilter tells which sentences are worth it. A pattern that takes too long is given up.
 */
#ifndef TONFALL_RULE_PATTERNS_H
#define TONFALL_RULE_PATTERNS_H

#include "place.h"
#include "rule/engine.h"

struct patterns;

struct patterns *patterns_new(void);
void patterns_free(struct patterns *patterns);
/* The pattern of a rule that outlives them, which is number `index`; false with *err when it is
 * wrong. */
bool patterns_add(struct patterns *patterns, const struct rule *rule, size_t index,
		  struct err *err);
/* Adds to hits[index] where the patterns of the families match (a bit for each, 0: all). The id of
 * a rule that took too long, whose hits are none then; NULL: none did. */
const char *patterns_match(struct patterns *patterns, const struct places *places,
			   unsigned families, struct hits *hits);

#endif
