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
#include <stdint.h>

#include "base/err.h"
#include "base/span.h"
#include "lang/analysis.h"

struct phrases;

struct phrases *phrases_new(void);
void phrases_free(struct phrases *phrases);

/* Whose a phrase is: `rule` and `phrase` come back with each match; phrases of a language and of a
 * group in it, under PHRASE_GROUPS, are looked for or passed over together. */
struct phrase_owner {
	size_t rule, phrase;
	enum language language;
	unsigned group;
};

enum { PHRASE_GROUPS = 32 };

/* False when it cannot be read. */
bool phrases_add(struct phrases *phrases, struct span text, struct phrase_owner owner,
		 struct err *err);

struct phrase_search {
	/* Tokens [first, behind) of the analysis. */
	void (*found)(void *context, size_t rule, size_t phrase, size_t first, size_t behind);
	/* The groups of a language that are looked for in a sentence, a bit each; NULL: all. */
	uint32_t (*groups)(void *context, const struct sentence *sentence, enum language language);
	void *context;
};

void phrases_match(struct phrases *phrases, const struct analysis *analysis,
		   const struct phrase_search *search);

#endif
