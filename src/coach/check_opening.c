#include "coach/check.h"

#include <string.h>

#include "lang/fold.h"
#include "text/utf8.h"

enum { STEM = 4, STEMS_MOST = 24 };

/* ---- questions and long sentences ---- */

static bool is_worn(const struct check_context *c, const struct sentence *s)
{
	const struct hit *hits;
	size_t count = check_hits(c, "hook.cliche", &hits);
	for (size_t i = 0; i < count; i++)
		if (hits[i].start >= s->start && hits[i].start < s->end)
			return true;
	return false;
}

/* The first sentence is one, or the second behind a few words: «Kurze Frage. Wann …?» A cliché is
 * told as such. */
static void first_line_question(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct sentence *s = a->sentences.at;
	if (a->sentences.count < 2)
		return;
	if (!check_is_asked(a, s) && (double)s->words <= rule_limit(c->rule, "before", 4) &&
	    span_find(a->text, SPAN("\n"), s->end) > s[1].start)
		s++;
	if (check_is_asked(a, s) && !is_worn(c, s))
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

/* ---- a first line that nothing comes back to ---- */

/* The first letters of the longer words without their marks: what is left of a word in its forms
 * (Dächer, Dach). */
struct stems {
	uint32_t at[STEMS_MOST][STEM];
	size_t count;
};

static uint32_t plain_letter(uint32_t c)
{
	static const char plain[] = "aaaaaaaceeeeiiiidnooooo/ouuuuyts"; /* U+00E0 to U+00FF */
	return c >= 0xe0 && c <= 0xff ? (uint32_t)plain[c - 0xe0] : c;
}

static bool stem_of(const struct analysis *a, size_t index, uint32_t stem[STEM])
{
	struct span word = analysis_token(a, index);
	size_t count = 0;
	for (size_t at = 0; at < word.length && count < STEM;) {
		struct utf8_point point = utf8_at(word, at);
		stem[count++] = plain_letter(fold_lower(point.value));
		at += point.length ? point.length : 1;
	}
	return a->tokens.at[index].kind == TOKEN_WORD && count == STEM;
}

static void collect_stems(const struct analysis *a, const struct sentence *s, struct stems *stems)
{
	for (size_t i = s->first_token; i < s->first_token + s->token_count; i++)
		if (stems->count < STEMS_MOST && analysis_token(a, i).length > STEM &&
		    stem_of(a, i, stems->at[stems->count]))
			stems->count++;
}

static bool come_back(const struct analysis *a, size_t from, const struct stems *stems)
{
	uint32_t stem[STEM];
	for (size_t i = from; i < a->tokens.count; i++) {
		if (analysis_token(a, i).length < STEM || !stem_of(a, i, stem))
			continue;
		for (size_t k = 0; k < stems->count; k++)
			if (memcmp(stems->at[k], stem, sizeof stem) == 0)
				return true;
	}
	return false;
}

static void first_line_unpaid(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	struct stems stems = { .count = 0 };
	if ((double)a->words < rule_limit(c->rule, "words", 100) || a->sentences.count < 2)
		return;
	const struct sentence *s = &a->sentences.at[0];
	collect_stems(a, s, &stems);
	if ((double)stems.count >= rule_limit(c->rule, "content", 4) &&
	    !come_back(a, s->first_token + s->token_count, &stems))
		(void)check_found(c, findings, s->start, s->end);
}

/* ---- the fold ---- */

static void fold_waste(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t fold = check_more_of(c)->measures->fold_mobile;
	for (size_t i = 0; i < a->tokens.count && a->tokens.at[i].start < fold; i++) {
		const struct token *t = &a->tokens.at[i];
		bool waste = t->kind == TOKEN_TAG || t->kind == TOKEN_LINK ||
			     (t->kind == TOKEN_MENTION && t->start == a->sentences.at[0].start);
		/* A text that is only that is spoken of by other rules. */
		if (waste && a->words > 10) {
			(void)check_found(c, findings, t->start, t->end);
			return;
		}
	}
	if (c->hit_count && c->hits[0].start < fold)
		(void)check_found(c, findings, c->hits[0].start, c->hits[0].end);
}

static size_t earliest_hit(const struct check_context *c, const char *rule)
{
	const struct hit *hits;
	return check_hits(c, rule, &hits) ? hits[0].start : c->analysis->text.length;
}

/* Where the text becomes somebody's: a figure, a name, a quotation, or the writer. */
static void fold_late(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t fold = check_more_of(c)->measures->fold_desktop, first = a->text.length;
	size_t self = earliest_hit(c, "fold.personal"),
	       dated = earliest_hit(c, "substance.concrete");
	for (size_t i = 0; i < a->tokens.count && first == a->text.length; i++)
		if (check_is_concrete(a, i))
			first = a->tokens.at[i].start;
	first = self < first ? self : first;
	first = dated < first ? dated : first;
	/* Nothing at all is for the rules of substance to say. */
	if (first < fold || first == a->text.length ||
	    (double)utf8_count(span_slice(a->text, 0, first)) < rule_limit(c->rule, "units", 210))
		return;
	const struct sentence *s = analysis_sentence_at(a, first);
	if (s)
		(void)check_found(c, findings, first, s->end);
}

const struct check_row check_rows_opening[] = {
	{ "first_line_question", first_line_question },
	{ "first_sentence_long", first_sentence_long },
	{ "first_line_unpaid", first_line_unpaid },
	{ "fold_waste", fold_waste },
	{ "fold_late", fold_late },
	{ NULL, NULL },
};
