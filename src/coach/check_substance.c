#include "coach/check.h"

static bool is_concrete(const struct analysis *a, const struct token *t)
{
	if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_MENTION || (t->flags & TOKEN_QUOTED))
		return true;
	bool name = t->kind == TOKEN_WORD && (t->flags & TOKEN_CAPITAL) &&
		    !(t->flags & TOKEN_SENTENCE_START);
	return name && a->language != LANGUAGE_DE; /* in German every noun has a capital */
}

static void concrete_missing(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	if ((double)a->words < rule_limit(c->rule, "words", 60))
		return;
	for (size_t i = 0; i < a->tokens.count; i++)
		if (is_concrete(a, &a->tokens.at[i]))
			return;
	check_found_whole(c, findings, 0);
}

static void phrases_missing(const struct check_context *c, struct findings *findings)
{
	bool has_words = c->rule->phrases.count > 0;
	if (has_words && c->hit_count == 0 &&
	    (double)c->analysis->words >= rule_limit(c->rule, "words", 80))
		check_found_whole(c, findings, 0);
}

const struct check_row check_rows_substance[] = {
	{ "concrete_missing", concrete_missing },
	{ "self_missing", phrases_missing },
	{ "phrases_missing", phrases_missing },
	{ NULL, NULL },
};
