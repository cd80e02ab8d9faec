#include "coach/check.h"

const struct check_row *const check_tables[] = {
	check_rows_length,
	check_rows_opening,
	check_rows_substance,
	check_rows_closing,
	check_rows_format,
	check_rows_trust,
	check_rows_spelling,
	check_rows_quotes,
	check_rows_typography,
	check_rows_number,
	check_rows_language,
	check_rows_gender,
	NULL,
};

const struct check_more *check_more_of(const struct check_context *context)
{
	return context->more;
}

size_t check_count(const struct analysis *analysis, enum token_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < analysis->tokens.count; i++)
		count += analysis->tokens.at[i].kind == kind;
	return count;
}

const struct token *check_first(const struct analysis *analysis, enum token_kind kind)
{
	for (size_t i = 0; i < analysis->tokens.count; i++)
		if (analysis->tokens.at[i].kind == kind)
			return &analysis->tokens.at[i];
	return NULL;
}

void check_found_whole(const struct check_context *context, struct findings *findings, long figure)
{
	struct finding *finding = check_found(context, findings, 0, 0);
	if (finding)
		finding->figures[0] = figure;
}

const struct paragraph *check_closing(const struct analysis *analysis)
{
	for (size_t i = analysis->paragraphs.count; i-- > 0;) {
		const struct paragraph *p = &analysis->paragraphs.at[i];
		for (size_t k = 0; k < p->sentence_count; k++)
			if (analysis->sentences.at[p->first_sentence + k].words)
				return p;
	}
	return NULL;
}
