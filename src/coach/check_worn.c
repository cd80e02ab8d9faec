#include "coach/check.h"

/* Openings that stand above many other posts: a show of feeling, a press release, a saying. */

static bool is_in(const struct sentence *s, const struct hit *hit)
{
	return hit->start >= s->start && hit->start < s->end;
}

static bool hits_within(const struct check_context *c, const char *rule, const struct sentence *s)
{
	const struct hit *hits;
	size_t count = check_hits(c, rule, &hits);
	for (size_t i = 0; i < count; i++)
		if (is_in(s, &hits[i]))
			return true;
	return false;
}

/* ---- what several words weigh together ---- */

/* The words of a rule, and what they add: `each` of them, `most` at the most. */
struct weight {
	const char *rule;
	int each, most;
};

static int weight_of(const struct check_context *c, const struct weight *weights,
		     const struct sentence *s)
{
	int whole = 0;
	for (; weights->rule; weights++) {
		const struct hit *hits;
		size_t count = check_hits(c, weights->rule, &hits);
		int found = 0;
		for (size_t i = 0; i < count && found < weights->most; i++)
			found += is_in(s, &hits[i]);
		whole += found * weights->each;
	}
	return whole;
}

/* A figure or somebody's words: what only this post has. */
static bool has_figure(const struct analysis *a, const struct sentence *s)
{
	for (size_t i = s->first_token; i < s->first_token + s->token_count; i++)
		if (a->tokens.at[i].kind == TOKEN_NUMBER || (a->tokens.at[i].flags & TOKEN_QUOTED))
			return true;
	return false;
}

enum { SENTENCES = 2 };

/* Has the opening been spoken of by one of the phrases? */
static bool is_told(const struct check_context *c)
{
	static const char *const rules[] = { "hook.cliche", "hook.company", "hook.boast" };
	const struct hit *hits;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (check_hits(c, rules[i], &hits))
			return true;
	return false;
}

/* What weighs in a sentence, and the rule whose words are marked in it; figures take off. */
struct scale {
	const char *marked;
	const struct weight *weights;
	bool figures_count;
};

/* One of the first sentences that weighs enough, marked from the first word to the last. */
static void weigh(const struct check_context *c, const struct scale *scale,
		  struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct hit *hits;
	size_t count = check_hits(c, scale->marked, &hits);
	if (count == 0 || is_told(c))
		return;
	for (size_t i = 0; i < a->sentences.count && i < SENTENCES; i++) {
		const struct sentence *s = &a->sentences.at[i];
		const struct hit *first = NULL, *last = NULL;
		for (size_t k = 0; k < count; k++) {
			if (!is_in(s, &hits[k]))
				continue;
			last = &hits[k];
			first = first ? first : last;
		}
		int off = scale->figures_count && has_figure(a, s);
		if (!first ||
		    weight_of(c, scale->weights, s) - off < (int)rule_limit(c->rule, "weight", 3))
			continue;
		(void)check_found(c, findings, first->start, last->end);
		return;
	}
}

static void opening_feels(const struct check_context *c, struct findings *findings)
{
	static const struct weight weights[] = {
		{ "hook.feeling", 2, 2 }, { "hook.intense", 1, 1 }, { "hook.occasion", 1, 2 },
		{ "hook.own", -1, 3 },	  { NULL, 0, 0 },
	};
	weigh(c, &(struct scale){ "hook.feeling", weights, true }, findings);
}

static void opening_releases(const struct check_context *c, struct findings *findings)
{
	static const struct weight weights[] = {
		{ "hook.release", 1, 4 },
		{ "hook.house", 1, 1 },
		{ "hook.own", -1, 3 },
		{ NULL, 0, 0 },
	};
	weigh(c, &(struct scale){ "hook.release", weights, true }, findings);
}

/* The rule's own phrases speak at once, as those of the other rules do. */
static void opening_boasts(const struct check_context *c, struct findings *findings)
{
	static const struct weight weights[] = {
		{ "hook.success", 1, 3 },
		{ "hook.self", 1, 1 },
		{ "hook.own", -1, 3 },
		{ NULL, 0, 0 },
	};
	if (c->hit_count)
		(void)check_found(c, findings, c->hits[0].start, c->hits[0].end);
	else
		weigh(c, &(struct scale){ "hook.success", weights, false }, findings);
}

/* ---- sayings ---- */

/* A short first sentence with nobody and nothing of this text in it, but one of the rule's large
 * words: a saying that fits above any other. */
static void first_sentence_general(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	if (a->sentences.count < 2)
		return;
	const struct sentence *s = &a->sentences.at[0];
	if ((double)s->words > rule_limit(c->rule, "words", 10) ||
	    !hits_within(c, c->rule->id, s) || hits_within(c, "hook.specific", s) ||
	    hits_within(c, "hook.cliche", s) || check_is_asked(a, s) ||
	    hits_within(c, "fold.personal", s) || hits_within(c, "substance.concrete", s))
		return;
	for (size_t i = s->first_token; i < s->first_token + s->token_count; i++)
		if (check_is_concrete(a, i))
			return;
	(void)check_found(c, findings, s->start, s->end);
}

const struct check_row check_rows_worn[] = {
	{ "opening_feels", opening_feels },
	{ "opening_releases", opening_releases },
	{ "opening_boasts", opening_boasts },
	{ "first_sentence_general", first_sentence_general },
	{ NULL, NULL },
};
