/*
 * Runs rules on an analysis. Phrases of all rules are matched in one walk over the words; patterns
 * are PCRE2 under limits (rule/pattern.h); code checks are functions in a table that the layer
 * above brings. A rule that takes too long is switched off for this text and named.
 */
#ifndef TONFALL_RULE_ENGINE_H
#define TONFALL_RULE_ENGINE_H

#include <stdbool.h>

#include "base/err.h"
#include "lang/analysis.h"
#include "rule/finding.h"
#include "rule/pack.h"

enum {
	FINDINGS_MOST = 1000,		    /* of a text; no rule needs more to fill that */
	RULE_HITS_MOST = FINDINGS_MOST + 1, /* so that a rule with too many notices */
};

struct engine;
struct engine_run;

/* Where a phrase or pattern of a rule was found; `phrase` counts from 0 in the rule's list. */
struct hit {
	size_t start, end;
	size_t phrase;
};

struct hits ARR(struct hit);

/* What a code check gets: the text, and what the layer above knows (platform, speller, settings).
 */
struct check_context {
	const struct analysis *analysis;
	const struct rule *rule; /* limits: rule_limit(rule, …) */
	const struct hit *hits;	 /* of the rule's phrases, those that `where` lets through */
	size_t hit_count;
	const void *more;	      /* coach/check.h says what */
	const struct engine_run *run; /* the engine's */
};

/* Adds findings (check_found). */
typedef void check_function(const struct check_context *context, struct findings *findings);

struct check_row {
	const char *name; /* as in a pack's `check:` */
	check_function *function;
};

/* The hits of another rule's phrases in this text (a `helper: true` entry); 0 when there are none.
 */
size_t check_hits(const struct check_context *context, const char *rule_id,
		  const struct hit **hits);

/* Adds one finding of the context's rule and returns it, to fill in more; NULL when the rule has
 * spoken 1,000 times. The language is that of the sentence at `start`. */
struct finding *check_found(const struct check_context *context, struct findings *findings,
			    size_t start, size_t end);

/* Compiles the packs' phrases and patterns; packs and check tables (a list ended by NULL, each
 * table by a NULL name) outlive it. What does not compile goes to packs->complaints. */
struct engine *engine_new(struct packs *packs, const struct check_row *const *tables);
/* The same for texts in a language: phrases of others are compiled when a text first needs them,
 * and what is wrong with them is told no more. */
struct engine *engine_new_for(struct packs *packs, const struct check_row *const *tables,
			      enum language language);
void engine_free(struct engine *engine);

/* What a run did not say. */
struct engine_limits {
	const char *slow; /* the id of a rule that was switched off for this text, or NULL */
	bool is_cut;	  /* there was more than the findings that were kept */
};

/* The findings of all rules that fit the text's language (a rule of one language looks at the
 * sentences in it) and are of one of the families (a bit for each, 0: all), sorted; the first 1,000
 * of that order. */
struct engine_limits engine_run(struct engine *engine, const struct analysis *analysis,
				unsigned families, const void *more, struct findings *findings);

#endif
