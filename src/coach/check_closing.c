#include "coach/check.h"
#include "coach/question.h"

enum { CLOSING_WORDS = 25, BARE_WORDS = 3, BEHIND_WORDS = 16 };

/* The sentences [first, behind) that close a text: its last paragraph and, when that is short, the
 * ones before it, up to CLOSING_WORDS. Tags and links alone do not count. */
struct closing {
	size_t first, behind;
};

static size_t words_in(const struct analysis *a, const struct paragraph *p)
{
	size_t words = 0;
	for (size_t i = 0; i < p->sentence_count; i++)
		words += a->sentences.at[p->first_sentence + i].words;
	return words;
}

static struct closing closing_of(const struct analysis *a)
{
	struct closing closing = { 0, 0 };
	size_t words = 0;
	for (size_t i = a->paragraphs.count; i-- > 0 && words < CLOSING_WORDS;) {
		const struct paragraph *p = &a->paragraphs.at[i];
		size_t more = words_in(a, p);
		words += more;
		if (more && closing.behind == 0)
			closing.behind = p->first_sentence + p->sentence_count;
		if (more)
			closing.first = p->first_sentence;
	}
	return closing;
}

static bool ends_paragraph(const struct analysis *a, size_t sentence)
{
	size_t next = sentence + 1;
	return next == a->sentences.count ||
	       span_find(span_slice(a->text, a->sentences.at[sentence].end,
				    a->sentences.at[next].start),
			 SPAN("\n\n"),
			 0) < a->sentences.at[next].start - a->sentences.at[sentence].end;
}

/* Does the paragraph go on behind the question, with more than «I am curious»? */
static bool goes_on(const struct analysis *a, size_t question)
{
	size_t words = 0;
	for (size_t i = question; !ends_paragraph(a, i); i++)
		words += a->sentences.at[i + 1].words;
	return words > BEHIND_WORDS;
}

/* The questions that close: those of the paragraph of the last one. One that is answered before
 * the last paragraph («Das Ergebnis? …») is none. */
static struct closing questions_of(const struct analysis *a, struct closing closing)
{
	size_t last = closing.behind;
	bool in_last = true;
	while (last > closing.first) {
		last--;
		in_last &= last + 1 == closing.behind || !ends_paragraph(a, last);
		if (check_is_asked(a, &a->sentences.at[last]) &&
		    (in_last || ends_paragraph(a, last)) && !goes_on(a, last))
			break;
		if (last == closing.first)
			return (struct closing){ 0, 0 };
	}
	size_t first = last;
	while (first > closing.first && !ends_paragraph(a, first - 1))
		first--;
	return (struct closing){ first, closing.behind > last ? last + 1 : last };
}

static bool is_within(const struct analysis *a, struct closing closing, size_t at)
{
	return closing.behind > closing.first && at >= a->sentences.at[closing.first].start &&
	       at < a->sentences.at[closing.behind - 1].end;
}

bool check_has_closing_question(const struct analysis *analysis)
{
	struct closing questions = questions_of(analysis, closing_of(analysis));
	return questions.behind > questions.first;
}

/* The rule's phrases are invitations without a question mark: «schreibt mir, wie …». */
static void question_missing(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	struct closing closing = closing_of(a);
	if ((double)a->words < rule_limit(c->rule, "words", 30))
		return;
	struct closing questions = questions_of(a, closing);
	if (questions.behind > questions.first)
		return;
	for (size_t i = 0; i < c->hit_count; i++)
		if (is_within(a, closing, c->hits[i].start))
			return;
	check_found_whole(c, findings, 0);
}

/* Is the question one of a list that fits under any post, with hardly another word in it? */
static bool is_bare(const struct check_context *c, const struct sentence *s)
{
	const struct hit *hits;
	size_t count = check_hits(c, "discussion.bare", &hits);
	for (size_t i = 0; i < count; i++) {
		size_t inside = 0;
		if (hits[i].start < s->start || hits[i].start >= s->end)
			continue;
		for (size_t k = s->first_token; k < s->first_token + s->token_count; k++)
			inside += c->analysis->tokens.at[k].start >= hits[i].start &&
				  c->analysis->tokens.at[k].start < hits[i].end &&
				  c->analysis->tokens.at[k].kind == TOKEN_WORD;
		if (s->words <= inside + BARE_WORDS)
			return true;
	}
	return false;
}

/* What the closing asks: the last bare and the last closed question; none when a good one stands
 * beside them. */
struct asked {
	const struct sentence *bare, *closed;
};

static struct asked asked_of(const struct check_context *c)
{
	const struct analysis *a = c->analysis;
	struct closing questions = questions_of(a, closing_of(a));
	struct asked asked = { NULL, NULL };
	for (size_t i = questions.first; i < questions.behind; i++) {
		const struct sentence *s = &a->sentences.at[i];
		if (!check_is_asked(a, s))
			continue;
		enum question kind = question_kind(a, s);
		if (is_bare(c, s))
			asked.bare = s;
		else if (kind == QUESTION_CLOSED)
			asked.closed = s;
		else if (kind != QUESTION_FRAGMENT)
			return (struct asked){ NULL, NULL };
	}
	return asked;
}

static void question_closed(const struct check_context *c, struct findings *findings)
{
	struct asked asked = asked_of(c);
	if (asked.closed && !asked.bare)
		(void)check_found(c, findings, asked.closed->start, asked.closed->end);
}

static void question_bare(const struct check_context *c, struct findings *findings)
{
	struct asked asked = asked_of(c);
	if (asked.bare)
		(void)check_found(c, findings, asked.bare->start, asked.bare->end);
}

static void questions_many(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	struct closing closing = questions_of(a, closing_of(a));
	const struct sentence *last = NULL;
	long count = 0;
	for (size_t i = closing.first; i < closing.behind; i++) {
		if (!check_is_asked(a, &a->sentences.at[i]))
			continue;
		last = &a->sentences.at[i];
		count++;
	}
	if (!last || (double)count <= rule_limit(c->rule, "most", 2))
		return;
	struct finding *finding = check_found(c, findings, last->start, last->end);
	if (finding)
		finding->figures[0] = count;
}

const struct check_row check_rows_closing[] = {
	{ "question_missing", question_missing },
	{ "question_closed", question_closed },
	{ "question_bare", question_bare },
	{ "questions_many", questions_many },
	{ NULL, NULL },
};
