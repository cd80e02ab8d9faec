#include "coach/check.h"

static bool is_long_enough(const struct check_context *c)
{
	return (double)c->analysis->words >= rule_limit(c->rule, "words", 80);
}

static void concrete_missing(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	if (!is_long_enough(c) || c->hit_count)
		return;
	for (size_t i = 0; i < a->tokens.count; i++)
		if (check_is_concrete(a, i))
			return;
	check_found_whole(c, findings, (long)a->words);
}

static void phrases_missing(const struct check_context *c, struct findings *findings)
{
	if (c->rule->phrases.count > 0 && c->hit_count == 0 && is_long_enough(c))
		check_found_whole(c, findings, (long)c->analysis->words);
}

/* A list is something to take away as well. */
static void tip_missing(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	for (size_t i = 0; i < a->sentences.count; i++)
		if (a->sentences.at[i].is_list_item)
			return;
	phrases_missing(c, findings);
}

const struct check_row check_rows_substance[] = {
	{ "concrete_missing", concrete_missing },
	{ "phrases_missing", phrases_missing },
	{ "tip_missing", tip_missing },
	{ NULL, NULL },
};
