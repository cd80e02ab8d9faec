#include "coach/check.h"

static const struct sentence *sentence_with(const struct check_context *c, size_t at)
{
	return analysis_sentence_at(c->analysis, at);
}

/* A finance word beside a number: whoever is listed may not speak of it before the others know. */
static void money_ahead(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	for (size_t i = 0; i < c->hit_count; i++) {
		const struct sentence *s = sentence_with(c, c->hits[i].start);
		for (size_t k = 0; s && k < s->token_count; k++)
			if (a->tokens.at[s->first_token + k].kind == TOKEN_NUMBER) {
				(void)check_found(c, findings, c->hits[i].start, c->hits[i].end);
				return;
			}
	}
}

static void personal_data(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	for (size_t i = 0; i < a->tokens.count; i++) {
		const struct token *t = &a->tokens.at[i];
		if (t->kind == TOKEN_PHONE || t->kind == TOKEN_EMAIL)
			(void)check_found(c, findings, t->start, t->end);
	}
}

static void praise_untied(const struct check_context *c, struct findings *findings)
{
	const struct hit *tied;
	if (c->hit_count && check_hits(c, "trust.disclosed", &tied) == 0)
		(void)check_found(c, findings, c->hits[0].start, c->hits[0].end);
}

const struct check_row check_rows_trust[] = {
	{ "money_ahead", money_ahead },
	{ "personal_data", personal_data },
	{ "praise_untied", praise_untied },
	{ NULL, NULL },
};
