#include "coach/check.h"
#include "coach/question.h"

/* What is good: shown where there is nothing to point out. */

static void figure_given(const struct check_context *c, struct findings *findings)
{
	const struct token *first = check_first(c, TOKEN_NUMBER);
	if (first)
		(void)check_found(c, findings, first->start, first->end);
}

enum { CLOSING_SENTENCES = 3 };

/* «What do you think?» fits under any post: nothing to praise. */
static bool is_bare(const struct check_context *c, const struct sentence *s)
{
	const struct hit *hits;
	size_t count = check_hits(c, "discussion.bare", &hits);
	for (size_t i = 0; i < count; i++)
		if (hits[i].start >= s->start && hits[i].start < s->end)
			return true;
	return false;
}

/* One of the last sentences, tags apart, asks for more than yes or no. */
static void question_asked(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	int seen = 0;
	for (size_t i = a->sentences.count; i-- > 0 && seen < CLOSING_SENTENCES;) {
		const struct sentence *s = &a->sentences.at[i];
		seen += s->words > 0;
		if (!s->is_question || question_kind(a, s) == QUESTION_CLOSED || is_bare(c, s))
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
