#include "coach/check.h"

#include "text/utf8.h"

const struct check_row *const check_tables[] = {
	check_rows_length,
	check_rows_opening,
	check_rows_substance,
	check_rows_closing,
	check_rows_format,
	check_rows_clarity,
	check_rows_trust,
	check_rows_spelling,
	check_rows_quotes,
	check_rows_typography,
	check_rows_number,
	check_rows_language,
	check_rows_gender,
	check_rows_praise,
	check_rows_copy,
	check_rows_worn,
	NULL,
};

const struct check_more *check_more_of(const struct check_context *context)
{
	return context->more;
}

const struct signs *check_signs(const struct check_context *context)
{
	return check_more_of(context)->signs;
}

size_t check_count(const struct check_context *context, enum token_kind kind)
{
	return check_signs(context)->tokens[kind];
}

const struct token *check_first(const struct check_context *context, enum token_kind kind)
{
	return check_count(context, kind)
		       ? &context->analysis->tokens.at[check_signs(context)->first[kind]]
		       : NULL;
}

void check_found_whole(const struct check_context *context, struct findings *findings, long figure)
{
	struct finding *finding = check_found(context, findings, 0, 0);
	if (finding)
		finding->figures[0] = figure;
}

static bool is_closing_quote(uint32_t c)
{
	return c == '"' || c == 0xbb || c == 0x203a || c == 0x201d || c == 0x201c;
}

bool check_is_asked(const struct analysis *analysis, const struct sentence *sentence)
{
	size_t at = sentence->end;
	while (sentence->is_question && at > sentence->start) {
		struct utf8_point point = utf8_before(analysis->text, at);
		if (point.value == '?')
			return true;
		if (is_closing_quote(point.value))
			return false;
		at -= point.length;
	}
	return false;
}

/* In German every noun has a capital: there two side by side are a name. */
static bool is_name(const struct analysis *a, size_t index)
{
	const struct token *t = &a->tokens.at[index];
	if (t->kind != TOKEN_WORD || !(t->flags & TOKEN_CAPITAL) ||
	    (t->flags & TOKEN_SENTENCE_START))
		return false;
	if (a->language != LANGUAGE_DE)
		return analysis_token(a, index).length > 1; /* not I */
	const struct token *next = index + 1 < a->tokens.count ? t + 1 : NULL;
	/* jeden Tag Neues: a noun and an adjective made one. */
	return next && next->kind == TOKEN_WORD && (next->flags & TOKEN_CAPITAL) &&
	       !(next->flags & TOKEN_SENTENCE_START) && next->start == t->end + 1 &&
	       !span_ends(analysis_token(a, index + 1), SPAN("es"));
}

bool check_is_concrete(const struct analysis *analysis, size_t index)
{
	const struct token *t = &analysis->tokens.at[index];
	return t->kind == TOKEN_NUMBER || t->kind == TOKEN_MENTION || (t->flags & TOKEN_QUOTED) ||
	       is_name(analysis, index);
}
