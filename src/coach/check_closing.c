#include "coach/check.h"

static void question_missing(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct paragraph *p = check_closing(a);
	if (!p || (double)a->words < rule_limit(c->rule, "words", 30))
		return;
	for (size_t i = 0; i < p->sentence_count; i++)
		if (a->sentences.at[p->first_sentence + i].is_question)
			return;
	check_found_whole(c, findings, 0);
}

static bool is_hit(const struct check_context *c, const struct sentence *s)
{
	for (size_t i = 0; i < c->hit_count; i++)
		if (c->hits[i].start >= s->start && c->hits[i].start < s->end)
			return true;
	return false;
}

static void question_closed(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct paragraph *p = check_closing(a);
	const struct sentence *closed = NULL;
	for (size_t i = 0; p && i < p->sentence_count; i++) {
		const struct sentence *s = &a->sentences.at[p->first_sentence + i];
		if (!s->is_question)
			continue;
		if (!is_hit(c, s))
			return; /* an open one stands beside it */
		closed = s;
	}
	if (closed)
		(void)check_found(c, findings, closed->start, closed->end);
}

static void questions_many(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct paragraph *p = check_closing(a);
	long count = 0;
	for (size_t i = 0; p && i < p->sentence_count; i++)
		count += a->sentences.at[p->first_sentence + i].is_question;
	if ((double)count <= rule_limit(c->rule, "most", 2))
		return;
	struct finding *finding = check_found(c, findings, p->start, p->end);
	if (finding)
		finding->figures[0] = count;
}

const struct check_row check_rows_closing[] = {
	{ "question_missing", question_missing },
	{ "question_closed", question_closed },
	{ "questions_many", questions_many },
	{ NULL, NULL },
};
