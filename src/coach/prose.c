#include "coach/prose.h"

#include "base/mem.h"
#include "text/utf8.h"

enum { FOUND_MOST = 5 };

enum language prose_language(const struct check_context *c, size_t at)
{
	const struct sentence *s = analysis_sentence_at(c->analysis, at);
	return s ? s->language : c->analysis->language;
}

const struct token *prose_token(const struct check_context *c, size_t at)
{
	const struct tokens *tokens = &c->analysis->tokens;
	size_t index = tokens_behind(tokens, at);
	bool is_in = index < tokens->count && tokens->at[index].start <= at;
	return is_in ? &tokens->at[index] : NULL;
}

bool prose_is_foreign(const struct check_context *c, size_t at)
{
	const struct token *t = prose_token(c, at);
	return t && t->kind != TOKEN_WORD && t->kind != TOKEN_NUMBER;
}

uint32_t prose_before(const struct check_context *c, size_t at)
{
	return at > 0 ? utf8_before(c->analysis->text, at).value : 0;
}

uint32_t prose_after(const struct check_context *c, size_t at)
{
	return at < c->analysis->text.length ? utf8_at(c->analysis->text, at).value : 0;
}

bool prose_is_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

bool prose_is_space(uint32_t point)
{
	return point == ' ' || point == '\t' || point == 0xa0 || point == 0x202f || point == 0x2009;
}

bool prose_is_gap(uint32_t point)
{
	return point == 0 || point == '\n' || point == '\r' || prose_is_space(point);
}

/* Checks run one after the other, so a rule's findings are the last of the list. */
static size_t said(const struct check_context *c, const struct findings *findings)
{
	size_t count = 0;
	while (count < findings->count && findings->at[findings->count - count - 1].rule == c->rule)
		count++;
	return count;
}

void prose_count(const struct check_context *c, struct findings *findings)
{
	size_t count = said(c, findings);
	for (size_t i = 0; i < count; i++)
		findings->at[findings->count - i - 1].figures[0]++;
}

void prose_found(const struct check_context *c, struct findings *findings, size_t start, size_t end,
		 struct str *replacement)
{
	size_t count = said(c, findings);
	long before = count ? findings->at[findings->count - 1].figures[0] : 0;
	prose_count(c, findings);
	struct finding *finding = NULL;
	if ((double)count < rule_limit(c->rule, "most", FOUND_MOST))
		finding = check_found(c, findings, start, end);
	if (finding) {
		finding->figures[0] = before + 1;
		finding->replacement = str_take(replacement);
	}
	str_release(replacement);
}

void prose_found_text(const struct check_context *c, struct findings *findings, size_t start,
		      size_t end, const char *replacement)
{
	struct str text = { 0 };
	(void)str_add(&text, span_of(replacement));
	prose_found(c, findings, start, end, &text);
}
