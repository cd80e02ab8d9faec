#include "lesson/criteria.h"

/* The first sentence with words in it; NULL when there is none. */
static const struct sentence *first_sentence(const struct analysis *a)
{
	for (size_t i = 0; i < a->sentences.count; i++)
		if (a->sentences.at[i].words)
			return &a->sentences.at[i];
	return NULL;
}

static const struct sentence *last_sentence(const struct analysis *a)
{
	for (size_t i = a->sentences.count; i-- > 0;)
		if (a->sentences.at[i].words)
			return &a->sentences.at[i];
	return NULL;
}

static bool is_figure_or_quote(const struct token *token)
{
	return token->kind == TOKEN_NUMBER || (token->flags & TOKEN_QUOTED) != 0;
}

/* A moment in the first three sentences: when or where (the phrases), a figure, or what was said.
 */
static void scene(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t seen = 0;
	for (size_t i = 0; i < a->sentences.count && seen < 3; i++) {
		const struct sentence *s = &a->sentences.at[i];
		if (s->words == 0)
			continue;
		seen++;
		bool found = false;
		for (size_t k = 0; k < c->hit_count && !found; k++)
			found = c->hits[k].start >= s->start && c->hits[k].start < s->end;
		for (size_t k = 0; k < s->token_count && !found; k++)
			found = is_figure_or_quote(&a->tokens.at[s->first_token + k]);
		if (!found)
			continue;
		criterion_give(c, findings, s->start, s->end,
			       seen == 1 ? CRITERION_CLEAR : CRITERION_WEAK);
		return;
	}
}

/* The first sentence is said in one breath. */
static void short_opening(const struct check_context *c, struct findings *findings)
{
	const struct sentence *s = first_sentence(c->analysis);
	double most = rule_limit(c->rule, "words", 12);
	if (s && (double)s->words <= most && s->words > 2)
		criterion_give(c, findings, s->start, s->end, CRITERION_CLEAR);
	else if (s && (double)s->words <= most * 3 / 2 && s->words > 2)
		criterion_give(c, findings, s->start, s->end, CRITERION_WEAK);
}

/* Something that could be checked: a figure, or what somebody said. */
static void fact(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	for (size_t i = 0; i < a->tokens.count; i++)
		if (is_figure_or_quote(&a->tokens.at[i])) {
			criterion_give(c, findings, a->tokens.at[i].start, a->tokens.at[i].end,
				       CRITERION_CLEAR);
			return;
		}
	if (c->hit_count)
		criterion_give(c, findings, c->hits[0].start, c->hits[0].end, CRITERION_CLEAR);
}

/* What others can use: said so (the phrases), or set out as a list. */
static void knowledge(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t items = 0, start = 0, end = 0;
	for (size_t i = 0; i < a->sentences.count; i++)
		if (a->sentences.at[i].is_list_item && items++ == 0) {
			start = a->sentences.at[i].start;
			end = a->sentences.at[i].end;
		}
	if (c->hit_count)
		criterion_give(c, findings, c->hits[0].start, c->hits[0].end, CRITERION_CLEAR);
	else if (items > 1)
		criterion_give(c, findings, start, end, CRITERION_CLEAR);
}

/* The text ends with a question; an open one (the phrases) is worth more. */
static void question(const struct check_context *c, struct findings *findings)
{
	const struct sentence *s = last_sentence(c->analysis);
	if (!s || !s->is_question || s->words < 2)
		return;
	bool open = false;
	for (size_t i = 0; i < c->hit_count && !open; i++)
		open = c->hits[i].start >= s->start && c->hits[i].start < s->end;
	criterion_give(c, findings, s->start, s->end, open ? CRITERION_CLEAR : CRITERION_WEAK);
}

/* Loses points for the longest paragraph when it is a wall. */
static void air(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct paragraph *longest = NULL;
	size_t most = 0;
	for (size_t i = 0; i < a->paragraphs.count; i++) {
		const struct paragraph *p = &a->paragraphs.at[i];
		size_t words = 0;
		for (size_t k = 0; k < p->sentence_count; k++)
			words += a->sentences.at[p->first_sentence + k].words;
		if (words > most) {
			most = words;
			longest = p;
		}
	}
	if (longest && (double)most > rule_limit(c->rule, "words", 50))
		criterion_give(c, findings, longest->start, longest->end, CRITERION_CLEAR);
}

const struct check_row criteria_post[] = {
	{ "scene", scene },	  { "short_opening", short_opening },
	{ "fact", fact },	  { "knowledge", knowledge },
	{ "question", question }, { "air", air },
	{ NULL, NULL },
};
