/*
 * The checks that need code: functions named by the packs' `check:`, one table of rows in each
 * src/coach/check_*.c. What they know besides the text is in struct check_more. To add one, write
 * the function and its row in the file of its subject.
 */
#ifndef TONFALL_COACH_CHECK_H
#define TONFALL_COACH_CHECK_H

#include "coach/coach.h"
#include "coach/signs.h"
#include "lang/entity.h"
#include "rule/engine.h"

/* enum verdict, one a token; empty: not asked for yet. */
struct verdicts_of_text ARR(unsigned char);

struct check_more {
	const struct measures *measures;
	const struct platform *platform;
	struct speller *speller; /* NULL: spelling is not checked */
	struct err *spelling;	 /* gets why words could not be checked */
	size_t *misspelled;
	struct verdicts_of_text *verdicts;
	const struct signs *signs;
	const struct entities *entities;	    /* of the text, in order */
	const struct hits *own_names, *house_words; /* coach/ties.h */
	const struct copies *copies;
};

/* All tables, ended by NULL; each table is ended by a NULL name. */
extern const struct check_row *const check_tables[];
extern const struct check_row check_rows_length[], check_rows_opening[], check_rows_substance[],
	check_rows_closing[], check_rows_format[], check_rows_clarity[], check_rows_trust[],
	check_rows_spelling[], check_rows_quotes[], check_rows_typography[], check_rows_number[],
	check_rows_language[], check_rows_gender[], check_rows_praise[], check_rows_copy[],
	check_rows_worn[];

/* ---- what several of them need ---- */

/* Does the text close with a question that is put to its readers? */
bool check_has_closing_question(const struct analysis *analysis);

const struct check_more *check_more_of(const struct check_context *context);
const struct signs *check_signs(const struct check_context *context);
size_t check_count(const struct check_context *context, enum token_kind kind);
/* NULL when there is none. */
const struct token *check_first(const struct check_context *context, enum token_kind kind);
/* A finding about the whole text, with a figure for its sentence. */
void check_found_whole(const struct check_context *context, struct findings *findings, long figure);
/* Is it a question of the writer? What somebody asks in quotation marks is a scene. */
bool check_is_asked(const struct analysis *analysis, const struct sentence *sentence);
/* Is the token a figure, a name, somebody's words: what a reader can picture? */
bool check_is_concrete(const struct analysis *analysis, size_t index);

#endif
