#include "coach/check.h"

#include <string.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "text/utf8.h"

static const struct check_more *more_of(const struct check_context *c)
{
	return c->more;
}

static size_t count_kind(const struct analysis *a, enum token_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < a->tokens.count; i++)
		count += a->tokens.at[i].kind == kind;
	return count;
}

static const struct token *first_of(const struct analysis *a, enum token_kind kind)
{
	for (size_t i = 0; i < a->tokens.count; i++)
		if (a->tokens.at[i].kind == kind)
			return &a->tokens.at[i];
	return NULL;
}

static void found_whole(const struct check_context *c, struct findings *findings, long figure)
{
	struct finding *finding = check_found(c, findings, 0, 0);
	if (finding)
		finding->figures[0] = figure;
}

/* The paragraph that closes the text; those of tags and links only do not count. */
static const struct paragraph *closing(const struct analysis *a)
{
	for (size_t i = a->paragraphs.count; i-- > 0;) {
		const struct paragraph *p = &a->paragraphs.at[i];
		for (size_t k = 0; k < p->sentence_count; k++)
			if (a->sentences.at[p->first_sentence + k].words)
				return p;
	}
	return NULL;
}

/* ---- length, fold ---- */

static void over_limit(const struct check_context *c, struct findings *findings)
{
	const struct measures *m = more_of(c)->measures;
	if (m->limit == 0 || m->characters <= m->limit)
		return;
	struct finding *finding = check_found(c, findings, 0, 0);
	if (!finding)
		return;
	finding->figures[0] = (long)m->characters;
	finding->figures[1] = (long)m->limit;
	finding->figures[2] = (long)(m->characters - m->limit);
}

static void near_limit(const struct check_context *c, struct findings *findings)
{
	const struct measures *m = more_of(c)->measures;
	double share = rule_limit(c->rule, "share", 0.93);
	if (m->limit && m->characters <= m->limit &&
	    (double)m->characters > share * (double)m->limit)
		found_whole(c, findings, (long)(m->limit - m->characters));
}

static void few_words(const struct check_context *c, struct findings *findings)
{
	if (c->analysis->tokens.count &&
	    (double)c->analysis->words < rule_limit(c->rule, "words", 50))
		found_whole(c, findings, (long)c->analysis->words);
}

static void fold_waste(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t fold = more_of(c)->measures->fold_mobile;
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

/* ---- hook ---- */

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

/* ---- substance ---- */

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
	found_whole(c, findings, 0);
}

static void phrases_missing(const struct check_context *c, struct findings *findings)
{
	bool has_words = c->rule->phrases.count > 0;
	if (has_words && c->hit_count == 0 &&
	    (double)c->analysis->words >= rule_limit(c->rule, "words", 80))
		found_whole(c, findings, 0);
}

/* ---- discussion ---- */

static void question_missing(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct paragraph *p = closing(a);
	if (!p || (double)a->words < rule_limit(c->rule, "words", 30))
		return;
	for (size_t i = 0; i < p->sentence_count; i++)
		if (a->sentences.at[p->first_sentence + i].is_question)
			return;
	found_whole(c, findings, 0);
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
	const struct paragraph *p = closing(a);
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
	const struct paragraph *p = closing(a);
	long count = 0;
	for (size_t i = 0; p && i < p->sentence_count; i++)
		count += a->sentences.at[p->first_sentence + i].is_question;
	if ((double)count <= rule_limit(c->rule, "most", 2))
		return;
	struct finding *finding = check_found(c, findings, p->start, p->end);
	if (finding)
		finding->figures[0] = count;
}

/* ---- format ---- */

static void tags_many(const struct check_context *c, struct findings *findings)
{
	size_t count = count_kind(c->analysis, TOKEN_TAG);
	const struct token *first = first_of(c->analysis, TOKEN_TAG);
	if (!first || (double)count <= rule_limit(c->rule, "most", 5))
		return;
	struct finding *finding = check_found(c, findings, first->start, first->end);
	if (finding)
		finding->figures[0] = (long)count;
}

static void link_in_text(const struct check_context *c, struct findings *findings)
{
	const struct token *first = first_of(c->analysis, TOKEN_LINK);
	if (first)
		(void)check_found(c, findings, first->start, first->end);
}

static void link_only(const struct check_context *c, struct findings *findings)
{
	const struct token *first = first_of(c->analysis, TOKEN_LINK);
	if (first && (double)c->analysis->words < rule_limit(c->rule, "words", 40))
		(void)check_found(c, findings, first->start, first->end);
}

static void fake_letters(const struct check_context *c, struct findings *findings)
{
	const struct token *first = first_of(c->analysis, TOKEN_FAKE);
	if (first)
		(void)check_found(c, findings, first->start, first->end);
}

static void emoji_many(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t count = count_kind(a, TOKEN_EMOJI), lines = 0;
	const struct token *first = first_of(a, TOKEN_EMOJI);
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

/* ---- trust ---- */

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

/* ---- spelling ---- */

static char *with_double_s(struct span word)
{
	struct str out = { 0 };
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		if (point.value == 0xdf)
			(void)str_add(&out, SPAN("ss"));
		else
			(void)str_add(&out, span_slice(word, at, at + point.length));
		at += point.length;
	}
	return str_take(&out);
}

static enum verdict verdict_of(const char *rule)
{
	if (strcmp(rule, "spelling.sharp-s") == 0)
		return VERDICT_SHARP_S;
	return strcmp(rule, "spelling.name") == 0 ? VERDICT_NAME : VERDICT_WRONG;
}

/* One check for the rules of the family; each reports its own verdict. */
static void spelling(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct check_more *more = more_of(c);
	enum verdict wanted = verdict_of(c->rule->id);
	if (!more->speller)
		return;
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		enum language language = s->language;
		if (language == LANGUAGE_NONE ||
		    !speller_load(more->speller, language, more->spelling))
			continue;
		for (size_t k = s->first_token; k < s->first_token + s->token_count; k++) {
			const struct token *t = &a->tokens.at[k];
			struct span word = analysis_token(a, k);
			if (t->kind != TOKEN_WORD ||
			    speller_check(more->speller, language, word, t->flags) != wanted)
				continue;
			struct finding *finding = check_found(c, findings, t->start, t->end);
			if (finding && wanted == VERDICT_SHARP_S)
				finding->replacement = with_double_s(word);
			*more->misspelled += wanted != VERDICT_NAME;
		}
	}
}

const struct check_row check_rows[] = {
	{ "over_limit", over_limit },
	{ "near_limit", near_limit },
	{ "few_words", few_words },
	{ "fold_waste", fold_waste },
	{ "first_line_question", first_line_question },
	{ "first_sentence_long", first_sentence_long },
	{ "concrete_missing", concrete_missing },
	{ "self_missing", phrases_missing },
	{ "phrases_missing", phrases_missing },
	{ "question_missing", question_missing },
	{ "question_closed", question_closed },
	{ "questions_many", questions_many },
	{ "tags_many", tags_many },
	{ "link_in_text", link_in_text },
	{ "link_only", link_only },
	{ "fake_letters", fake_letters },
	{ "emoji_many", emoji_many },
	{ "paragraph_long", paragraph_long },
	{ "money_ahead", money_ahead },
	{ "personal_data", personal_data },
	{ "praise_untied", praise_untied },
	{ "spelling", spelling },
	{ NULL, NULL },
};
