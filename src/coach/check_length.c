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

static void many_words(const struct check_context *c, struct findings *findings)
{
	if ((double)c->analysis->words > rule_limit(c->rule, "words", 400))
		check_found_whole(c, findings, (long)c->analysis->words);
}

const struct check_row check_rows_length[] = {
	{ "over_limit", over_limit },
	{ "near_limit", near_limit },
	{ "few_words", few_words },
	{ "many_words", many_words },
	{ NULL, NULL },
};
