#include "coach/check.h"

/* What is good: shown where there is nothing to point out. */

static void figure_given(const struct check_context *c, struct findings *findings)
{
	const struct token *first = check_first(c->analysis, TOKEN_NUMBER);
	if (first)
		(void)check_found(c, findings, first->start, first->end);
}

static void question_asked(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct paragraph *p = check_closing(a);
	for (size_t i = p ? p->sentence_count : 0; i-- > 0;) {
		const struct sentence *s = &a->sentences.at[p->first_sentence + i];
		if (!s->is_question)
			continue;
		(void)check_found(c, findings, s->start, s->end);
		return;
	}
}

const struct check_row check_rows_praise[] = {
	{ "figure_given", figure_given },
	{ "question_asked", question_asked },
	{ NULL, NULL },
};
