/* Where in a text a rule may speak: its language and its `where:`. For the engine and what it runs.
 */
#ifndef TONFALL_RULE_PLACE_H
#define TONFALL_RULE_PLACE_H

#include "lang/analysis.h"
#include "rule/pack.h"

struct places {
	const struct analysis *analysis;
	size_t opening_end, closing_start, closing_end;
};

void places_find(struct places *places, const struct analysis *analysis);

/* Are rules of a language for sentences in another? */
static inline bool place_speaks(enum language rules, enum language language)
{
	return rules == LANGUAGE_NONE || language == LANGUAGE_NONE || language == rules;
}

/* May anything in the sentence be placed there? */
bool places_may_hold(const struct places *places, enum rule_where where,
		     const struct sentence *sentence);
/* The places that rules of a language may have in the sentence, a bit each. */
uint32_t places_in(const struct places *places, const struct sentence *sentence,
		   enum language language);
/* May the rule speak of what begins at `start` in the sentence? */
bool places_hold(const struct places *places, const struct rule *rule,
		 const struct sentence *sentence, size_t start);

#endif
