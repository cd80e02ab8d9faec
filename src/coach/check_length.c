#include "coach/check.h"

static void over_limit(const struct check_context *c, struct findings *findings)
{
	const struct measures *m = check_more_of(c)->measures;
	if (m->limit == 0 || m->characters <= m->limit)
		return;
	struct finding *finding = check_found(c, findings, 0, 0);
	if (!finding)
		return;
	finding->figures[0] = (long)m->characters;
	finding->figures[1] = (long)m->limit;
	finding->figures[2] = (long)(m->characters - m->limit);
}

static void near_limit(const struct check_context *c, struct findings *findings)
{
	const struct measures *m = check_more_of(c)->measures;
	double share = rule_limit(c->rule, "share", 0.93);
	if (m->limit && m->characters <= m->limit &&
	    (double)m->characters > share * (double)m->limit)
		check_found_whole(c, findings, (long)(m->limit - m->characters));
}

static void few_words(const struct check_context *c, struct findings *findings)
{
	if (c->analysis->tokens.count &&
	    (double)c->analysis->words < rule_limit(c->rule, "words", 50))
		check_found_whole(c, findings, (long)c->analysis->words);
}

static void fold_waste(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t fold = check_more_of(c)->measures->fold_mobile;
	for (size_t i = 0; i < a->tokens.count && a->tokens.at[i].start < fold; i++) {
		const struct token *t = &a->tokens.at[i];
		bool waste = t->kind == TOKEN_TAG || t->kind == TOKEN_LINK ||
			     (t->kind == TOKEN_MENTION && t->start == a->sentences.at[0].start);
		/* A text that is only that is spoken of by other rules. */
		if (waste && a->words > 10) {
			(void)check_found(c, findings, t->start, t->end);
			return;
		}
	}
	if (c->hit_count && c->hits[0].start < fold)
		(void)check_found(c, findings, c->hits[0].start, c->hits[0].end);
}

const struct check_row check_rows_length[] = {
	{ "over_limit", over_limit },
	{ "near_limit", near_limit },
	{ "few_words", few_words },
	{ "fold_waste", fold_waste },
	{ NULL, NULL },
};
