#include "lesson/criteria.h"

#include <string.h>

#include "lang/entity.h"

static bool is_in_hits(const struct hit *hits, size_t count, const struct sentence *sentence)
{
	for (size_t i = 0; i < count; i++)
		if (hits[i].start >= sentence->start && hits[i].start < sentence->end)
			return true;
	return false;
}

/* Words that are quoted: somebody's own sentences. */
static size_t quoted_words(const struct analysis *a)
{
	size_t count = 0;
	for (size_t i = 0; i < a->tokens.count; i++)
		count += (a->tokens.at[i].flags & TOKEN_QUOTED) != 0;
	return count;
}

/* Words behind the first line that ends with a colon, as in "Meine Notizen:" and a list. */
static size_t words_below_colon(const struct analysis *a, size_t *start)
{
	size_t at = span_find(a->text, SPAN(":\n"), 0), words = 0;
	for (size_t i = 0; i < a->tokens.count; i++) {
		if (a->tokens.at[i].start <= at || a->tokens.at[i].kind != TOKEN_WORD)
			continue;
		if (words++ == 0)
			*start = a->tokens.at[i].start;
	}
	return words;
}

/* How many different verbs there are among the hits. */
static size_t kinds_of(const struct hit *hits, size_t count)
{
	size_t kinds = 0;
	for (size_t i = 0; i < count; i++) {
		bool seen = false;
		for (size_t k = 0; k < i && !seen; k++)
			seen = hits[k].phrase == hits[i].phrase;
		kinds += !seen;
	}
	return kinds;
}

/* The task stands in the first two sentences, and it is one: a verb or two, not five. A verb that
 * is not among the phrases is known by its place (prompt.order): "Halve the second paragraph." */
static void task(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct hit *orders, *hit = c->hits;
	size_t order_count = check_hits(c, "prompt.order", &orders);
	size_t sentences = a->sentences.count < 2 ? a->sentences.count : 2;
	if (order_count && (c->hit_count == 0 || orders[0].start < hit->start))
		hit = orders;
	else if (c->hit_count == 0)
		return;
	bool early = sentences && hit->start < a->sentences.at[sentences - 1].end;
	bool one = (double)kinds_of(c->hits, c->hit_count) <= rule_limit(c->rule, "most", 4);
	criterion_give(c, findings, hit->start, hit->end,
		       early && one ? CRITERION_CLEAR : CRITERION_WEAK);
}

/* Facts in sentences: what happened, figures, what somebody said; not the figures that limit the
 * answer. */
static void context(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct hit *limits, *courtesies;
	size_t limit_count = check_hits(c, "prompt.limits", &limits), facts = 0;
	size_t courtesy_count = check_hits(c, "prompt.economy.courtesy", &courtesies);
	const struct sentence *first = NULL;
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		bool is_fact = is_in_hits(c->hits, c->hit_count, s);
		bool limited = is_in_hits(limits, limit_count, s);
		for (size_t k = 0; k < s->token_count && !is_fact && !limited; k++) {
			const struct token *t = &a->tokens.at[s->first_token + k];
			is_fact = t->kind == TOKEN_NUMBER || (t->flags & TOKEN_QUOTED);
		}
		if (!is_fact || s->words < 3 || is_in_hits(courtesies, courtesy_count, s))
			continue;
		facts++;
		if (!first)
			first = s;
	}
	if (first)
		criterion_give(c, findings, first->start, first->end,
			       facts > 1 ? CRITERION_CLEAR : CRITERION_WEAK);
}

/* Words behind a colon that follows the name of the material: "Meine Notizen: drei Tage, …", to the
 * end of that sentence. */
static size_t words_behind(const struct analysis *a, const struct hit *hit)
{
	size_t colon = span_find(a->text, SPAN(":"), hit->end), words = 0;
	if (colon >= a->text.length || colon - hit->end > 24)
		return 0;
	const struct sentence *s = analysis_sentence_at(a, colon);
	for (size_t i = 0; s && i < a->tokens.count; i++)
		words += a->tokens.at[i].start > colon && a->tokens.at[i].start < s->end;
	return words;
}

/* Own material: it is named, and it is there. */
static void own(const struct check_context *c, struct findings *findings)
{
	size_t start = 0, words = words_below_colon(c->analysis, &start);
	bool there = quoted_words(c->analysis) >= 5 || words >= 5;
	for (size_t i = 0; i < c->hit_count && !there; i++)
		there = words_behind(c->analysis, &c->hits[i]) >= 4;
	if (c->hit_count)
		criterion_give(c, findings, c->hits[0].start, c->hits[0].end,
			       there ? CRITERION_CLEAR : CRITERION_WEAK);
	else if (there)
		criterion_give(c, findings, start, start, CRITERION_WEAK);
}

/* A number and its unit: "120 Wörter". The phrases are the units. */
static void limits(const struct check_context *c, struct findings *findings)
{
	const struct tokens *tokens = &c->analysis->tokens;
	for (size_t i = 0; i < c->hit_count; i++)
		for (size_t k = 0; k < tokens->count; k++) {
			const struct token *t = &tokens->at[k];
			if (t->kind == TOKEN_NUMBER && t->end <= c->hits[i].start &&
			    c->hits[i].start - t->end <= 12) {
				criterion_give(c, findings, t->start, c->hits[i].end,
					       CRITERION_CLEAR);
				return;
			}
		}
}

/* The first address or number of somebody; a number that only looks like one is none. */
static bool find_entity(struct span text, struct entity *found)
{
	static const unsigned kept = 1u << ENTITY_EMAIL | 1u << ENTITY_PHONE | 1u << ENTITY_IBAN |
				     1u << ENTITY_AHV | 1u << ENTITY_CARD;
	struct entities entities = { 0 };
	bool any = false;
	entity_scan(text, &entities);
	for (size_t i = 0; i < entities.count && !any; i++) {
		*found = entities.at[i];
		any = (kept >> found->kind & 1) != 0;
	}
	arr_release(&entities);
	return any;
}

/* Of a variant whose phrases say enough by themselves: its points, for the first of them; with
 * `limits: {sentences: n}` only within the first n. */
static void phrase(const struct check_context *c, struct findings *findings)
{
	const struct sentences *sentences = &c->analysis->sentences;
	size_t within = (size_t)rule_limit(c->rule, "sentences", 0);
	if (c->hit_count == 0)
		return;
	if (within && within < sentences->count && c->hits[0].start >= sentences->at[within].start)
		return;
	criterion_give(c, findings, c->hits[0].start, c->hits[0].end,
		       (int)rule_limit(c->rule, "points", CRITERION_CLEAR));
}

/* Addresses and numbers of people; words such as "vertraulich" unless they are refused. */
static void privacy(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct hit *refusals;
	struct entity entity;
	size_t refusal_count = check_hits(c, "prompt.refusal", &refusals);
	if (find_entity(a->text, &entity)) {
		criterion_give(c, findings, entity.start, entity.end, CRITERION_CLEAR);
		return;
	}
	for (size_t i = 0; i < c->hit_count; i++) {
		const struct sentence *s = analysis_sentence_at(a, c->hits[i].start);
		if (s && is_in_hits(refusals, refusal_count, s))
			continue;
		criterion_give(c, findings, c->hits[i].start, c->hits[i].end, CRITERION_CLEAR);
		return;
	}
}

/* Is it in what is quoted, or below a line that ends with a colon: material, not the order? */
static bool is_material(const struct analysis *a, size_t at)
{
	if (span_find(a->text, SPAN(":\n"), 0) < at)
		return true;
	for (size_t i = 0; i < a->tokens.count; i++)
		if (a->tokens.at[i].start == at)
			return (a->tokens.at[i].flags & TOKEN_QUOTED) != 0;
	return false;
}

/* The first sentence that goes on and on; what is quoted is material, not the order. */
static const struct sentence *rambling(const struct check_context *c)
{
	const struct analysis *a = c->analysis;
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		size_t words = 0;
		for (size_t k = 0; k < s->token_count; k++)
			words += (a->tokens.at[s->first_token + k].flags & TOKEN_QUOTED) == 0;
		if ((double)words > rule_limit(c->rule, "sentence", 36))
			return s;
	}
	return NULL;
}

/* "no big words", "nicht modern": what is refused right before it is not asked for. */
static bool is_refused(const struct check_context *c, size_t at)
{
	enum { BEFORE = 16 }; /* bytes: a word in between */
	const struct hit *refusals;
	size_t count = check_hits(c, "prompt.refusal", &refusals);
	const struct sentence *s = analysis_sentence_at(c->analysis, at);
	for (size_t i = 0; s && i < count; i++)
		if (refusals[i].start >= s->start && refusals[i].end <= at &&
		    at - refusals[i].end <= BEFORE)
			return true;
	return false;
}

/* Words that ask for nothing in particular, a sentence that rambles, and too many words of any
 * kind: each is a finding, and they add up. */
static void economy(const struct check_context *c, struct findings *findings)
{
	double words = (double)c->analysis->words;
	const struct sentence *long_one = rambling(c);
	bool is_whole = strcmp(c->rule->id, "prompt.economy") == 0; /* not one of its variants */
	for (size_t i = 0; i < c->hit_count; i++)
		if (!is_material(c->analysis, c->hits[i].start) && !is_refused(c, c->hits[i].start))
			criterion_give(c, findings, c->hits[i].start, c->hits[i].end,
				       CRITERION_WEAK);
	if (is_whole && long_one)
		criterion_give(c, findings, long_one->start, long_one->end, CRITERION_WEAK);
	if (is_whole && words > rule_limit(c->rule, "most", 600))
		criterion_give(c, findings, 0, 0, CRITERION_CLEAR);
	else if (is_whole && words > rule_limit(c->rule, "many", 350))
		criterion_give(c, findings, 0, 0, CRITERION_WEAK);
}

const struct check_row criteria_prompt[] = {
	{ "task", task },	{ "context", context }, { "own", own },	      { "limits", limits },
	{ "privacy", privacy }, { "economy", economy }, { "phrase", phrase }, { NULL, NULL },
};
