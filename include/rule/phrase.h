/*
 * Phrases of many rules, found in one walk over the words of a text. Words are compared folded
 * (case, ’ as ', ß as ss; l'idée is two words); the notation: (a|b) one of, [a|b] one or none,
 * word* any ending, *word any beginning (not the first word), … up to four words between, ^ in
 * front: at the start of a sentence, ? ! : behind a word: that sign must follow, a full stop: the
 * sentence ends there. A match stays in its sentence; quotations, links and tags do not count.
 */
#ifndef TONFALL_RULE_PHRASE_H
#define TONFALL_RULE_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"
#include "lang/analysis.h"

struct phrases;

struct phrases *phrases_new(void);
void phrases_free(struct phrases *phrases);
/* `rule` and `phrase` come back with each match. False when it cannot be read. */
bool phrases_add(struct phrases *phrases, struct span text, size_t rule, size_t phrase,
		 struct err *err);

/* Tokens [first, behind) of the analysis. */
typedef void phrase_found(void *context, size_t rule, size_t phrase, size_t first, size_t behind);
void phrases_match(const struct phrases *phrases, const struct analysis *analysis,
		   phrase_found *found, void *context);

#endif
