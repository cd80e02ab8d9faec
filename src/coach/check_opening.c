#include "coach/check.h"

static void first_line_question(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t last = 0;
	if (a->sentences.count == 0)
		return;
	size_t end = span_find(a->text, SPAN("\n"), a->sentences.at[0].start);
	while (last + 1 < a->sentences.count && a->sentences.at[last + 1].start < end)
		last++;
	const struct sentence *s = &a->sentences.at[last];
	size_t quoted = s->token_count ? a->tokens.at[s->first_token + s->token_count - 1].flags &
						 TOKEN_QUOTED
				       : 0;
	/* What somebody asked, in quotation marks, is a scene. */
	if (s->is_question && !quoted && a->sentences.count > 1)
		(void)check_found(c, findings, s->start, s->end);
}

static void first_sentence_long(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	if (a->sentences.count == 0)
		return;
	const struct sentence *s = &a->sentences.at[0];
	if ((double)s->words <= rule_limit(c->rule, "words", 20))
		return;
	struct finding *finding = check_found(c, findings, s->start, s->end);
	if (finding)
		finding->figures[0] = (long)s->words;
}

const struct check_row check_rows_opening[] = {
	{ "first_line_question", first_line_question },
	{ "first_sentence_long", first_sentence_long },
	{ NULL, NULL },
};
