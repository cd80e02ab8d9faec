#include "coach/check.h"

static void tags_many(const struct check_context *c, struct findings *findings)
{
	size_t count = check_count(c->analysis, TOKEN_TAG);
	const struct token *first = check_first(c->analysis, TOKEN_TAG);
	if (!first || (double)count <= rule_limit(c->rule, "most", 5))
		return;
	struct finding *finding = check_found(c, findings, first->start, first->end);
	if (finding)
		finding->figures[0] = (long)count;
}

static void link_in_text(const struct check_context *c, struct findings *findings)
{
	const struct token *first = check_first(c->analysis, TOKEN_LINK);
	if (first)
		(void)check_found(c, findings, first->start, first->end);
}

static void link_only(const struct check_context *c, struct findings *findings)
{
	const struct token *first = check_first(c->analysis, TOKEN_LINK);
	if (first && (double)c->analysis->words < rule_limit(c->rule, "words", 40))
		(void)check_found(c, findings, first->start, first->end);
}

static void fake_letters(const struct check_context *c, struct findings *findings)
{
	const struct token *first = check_first(c->analysis, TOKEN_FAKE);
	if (first)
		(void)check_found(c, findings, first->start, first->end);
}

static void emoji_many(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t count = check_count(a, TOKEN_EMOJI), lines = 0;
	const struct token *first = check_first(a, TOKEN_EMOJI);
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		lines += s->token_count && a->tokens.at[s->first_token].kind == TOKEN_EMOJI &&
			 a->tokens.at[s->first_token].start == s->start;
	}
	double allowed = (double)a->words / rule_limit(c->rule, "words", 25);
	bool many = count >= 3 && (double)count > allowed;
	if (!first || (!many && (double)lines < rule_limit(c->rule, "lines", 3)))
		return;
	struct finding *finding = check_found(c, findings, first->start, first->end);
	if (finding)
		finding->figures[0] = (long)count;
}

static void paragraph_long(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	for (size_t i = 0; i < a->paragraphs.count; i++) {
		const struct paragraph *p = &a->paragraphs.at[i];
		size_t words = 0;
		for (size_t k = 0; k < p->sentence_count; k++)
			if (!a->sentences.at[p->first_sentence + k].is_list_item)
				words += a->sentences.at[p->first_sentence + k].words;
		if ((double)words <= rule_limit(c->rule, "words", 80))
			continue;
		struct finding *finding = check_found(c, findings, p->start, p->end);
		if (finding)
			finding->figures[0] = (long)words;
	}
}

const struct check_row check_rows_format[] = {
	{ "tags_many", tags_many },
	{ "link_in_text", link_in_text },
	{ "link_only", link_only },
	{ "fake_letters", fake_letters },
	{ "emoji_many", emoji_many },
	{ "paragraph_long", paragraph_long },
	{ NULL, NULL },
};
