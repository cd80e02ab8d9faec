#include "lesson/criteria.h"

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

/* The task stands in the first two sentences, and it is one: a verb or two, not five. */
static void task(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t sentences = a->sentences.count < 2 ? a->sentences.count : 2, kinds = 0;
	for (size_t i = 0; i < c->hit_count; i++) {
		bool seen = false;
		for (size_t k = 0; k < i && !seen; k++)
			seen = c->hits[k].phrase == c->hits[i].phrase;
		kinds += !seen;
	}
	if (c->hit_count == 0)
		return;
	bool early = sentences && c->hits[0].start < a->sentences.at[sentences - 1].end;
	bool one = (double)kinds <= rule_limit(c->rule, "most", 4);
	criterion_give(c, findings, c->hits[0].start, c->hits[0].end,
		       early && one ? CRITERION_CLEAR : CRITERION_WEAK);
}

/* Facts in sentences: what happened, figures, what somebody said; not the figures that limit the
 * answer. */
static void context(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct hit *limits;
	size_t limit_count = check_hits(c, "prompt.limits", &limits), facts = 0;
	const struct sentence *first = NULL;
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		bool is_fact = is_in_hits(c->hits, c->hit_count, s);
		bool limited = is_in_hits(limits, limit_count, s);
		for (size_t k = 0; k < s->token_count && !is_fact && !limited; k++) {
			const struct token *t = &a->tokens.at[s->first_token + k];
			is_fact = t->kind == TOKEN_NUMBER || (t->flags & TOKEN_QUOTED);
		}
		if (!is_fact || s->words < 3)
			continue;
		facts++;
		if (!first)
			first = s;
	}
	if (first)
		criterion_give(c, findings, first->start, first->end,
			       facts > 1 ? CRITERION_CLEAR : CRITERION_WEAK);
}

/* Own material: it is named, and it is there. */
static void own(const struct check_context *c, struct findings *findings)
{
	size_t start = 0, words = words_below_colon(c->analysis, &start);
	bool there = quoted_words(c->analysis) >= 5 || words >= 5;
	if (c->hit_count)
		criterion_give(c, findings, c->hits[0].start, c->hits[0].end,
			       there || c->hit_count > 1 ? CRITERION_CLEAR : CRITERION_WEAK);
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

/* Addresses and numbers of people; words such as "vertraulich" unless they are refused. */
static void privacy(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct hit *refusals;
	size_t refusal_count = check_hits(c, "prompt.refusal", &refusals);
	for (size_t i = 0; i < a->tokens.count; i++) {
		const struct token *t = &a->tokens.at[i];
		if (t->kind == TOKEN_EMAIL || t->kind == TOKEN_PHONE) {
			criterion_give(c, findings, t->start, t->end, CRITERION_CLEAR);
			return;
		}
	}
	for (size_t i = 0; i < c->hit_count; i++) {
		const struct sentence *s = analysis_sentence_at(a, c->hits[i].start);
		if (s && is_in_hits(refusals, refusal_count, s))
			continue;
		criterion_give(c, findings, c->hits[i].start, c->hits[i].end, CRITERION_CLEAR);
		return;
	}
}

/* Words that ask for nothing in particular, and too many of any. They are counted, not weighed
 * against the others: more words around them make nothing better. */
static void economy(const struct check_context *c, struct findings *findings)
{
	double words = (double)c->analysis->words;
	double vague = (double)c->hit_count;
	size_t start = c->hit_count ? c->hits[0].start : 0, end = c->hit_count ? c->hits[0].end : 0;
	if (vague > 1 || words > rule_limit(c->rule, "most", 600))
		criterion_give(c, findings, start, end, CRITERION_CLEAR);
	else if (vague > 0 || words > rule_limit(c->rule, "many", 350))
		criterion_give(c, findings, start, end, CRITERION_WEAK);
}

const struct check_row criteria_prompt[] = {
	{ "task", task },	{ "context", context }, { "own", own }, { "limits", limits },
	{ "privacy", privacy }, { "economy", economy }, { NULL, NULL },
};
