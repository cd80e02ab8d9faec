#include "coach/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "lang/tag.h"
#include "text/utf8.h"

enum {
	TAG_PART_LEAST = 5, /* letters */
	KNOWN = 512,	    /* words that were right before */
};

/* All letters but ß are capitals. */
static bool is_upper(struct span word)
{
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		if (point.value != 0xdf && fold_lower(point.value) == point.value &&
		    fold_upper(point.value) != point.value)
			return false;
		at += point.length;
	}
	return word.length > 2; /* more than the ß */
}

/* STRAßE and STRAẞE give STRASSE. */
static char *with_double_s(struct span word, bool upper)
{
	struct str out = { 0 };
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		if (point.value == 0x1e9e || (point.value == 0xdf && upper))
			(void)str_add(&out, SPAN("SS"));
		else if (point.value == 0xdf)
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

/* Where a word of the text was right before: there it needs no asking again. Of words that share a
 * place the last is known. */
struct right_as {
	uint32_t word; /* its number */
	unsigned flags;
	enum language language; /* LANGUAGE_NONE: nowhere yet */
};

static enum verdict verdict_on(const struct check_context *c, size_t token, enum language language,
			       struct right_as *known)
{
	const struct token *t = &c->analysis->tokens.at[token];
	if (t->kind != TOKEN_WORD || language == LANGUAGE_NONE)
		return VERDICT_UNKNOWN;
	struct right_as *right = &known[t->word % KNOWN];
	if (right->word == t->word && right->language == language && right->flags == t->flags)
		return VERDICT_RIGHT;
	const struct check_more *more = check_more_of(c);
	if (!speller_load(more->speller, language, more->spelling))
		return VERDICT_UNKNOWN;
	enum verdict verdict = speller_check(more->speller, language,
					     analysis_token(c->analysis, token), t->flags);
	if (verdict == VERDICT_RIGHT) /* which it stays when other languages are loaded */
		*right = (struct right_as){ t->word, t->flags, language };
	return verdict;
}

/* The verdict on every token, asked for once; each rule of the family reports its own. */
static void judge(const struct check_context *c, struct verdicts_of_text *verdicts)
{
	const struct analysis *a = c->analysis;
	struct right_as known[KNOWN] = { { 0 } };
	arr_reserve(verdicts, a->tokens.count);
	verdicts->count = a->tokens.count;
	memset(verdicts->at, VERDICT_UNKNOWN, verdicts->count);
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		for (size_t k = s->first_token; k < s->first_token + s->token_count; k++)
			verdicts->at[k] = (unsigned char)verdict_on(
				c, k, token_language(&a->tokens.at[k], s), known);
	}
}

/* The words of the hashtags, which may be names and terms of any kind: only what is near to a word
 * is told. */
static void look_at_tag(const struct check_context *c, struct findings *findings,
			const struct token *token, enum language language)
{
	struct speller *speller = check_more_of(c)->speller;
	struct span tag = span_slice(c->analysis->text, token->start, token->end), part;
	for (size_t at = 0; tag_part(tag, &at, &part);) {
		bool capital = fold_is_upper(utf8_at(part, 0).value);
		if (!capital || utf8_count(part) < TAG_PART_LEAST || is_upper(part))
			continue;
		enum verdict verdict =
			speller_check(speller, language, part, TOKEN_CAPITAL | TOKEN_AMID_FOREIGN);
		if (verdict == VERDICT_WRONG ||
		    (verdict == VERDICT_NAME && language != LANGUAGE_DE)) {
			size_t end = token->start + at;
			struct finding *finding = check_found(c, findings, end - part.length, end);
			if (finding)
				finding->language = language;
		}
	}
}

static void look_at_tags(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct check_more *more = check_more_of(c);
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		/* A line of tags has no language of its own. */
		enum language language = s->words >= 3 ? s->language : a->language;
		for (size_t k = s->first_token; k < s->first_token + s->token_count; k++)
			if (a->tokens.at[k].kind == TOKEN_TAG && language != LANGUAGE_NONE &&
			    speller_load(more->speller, language, more->spelling))
				look_at_tag(c, findings, &a->tokens.at[k], language);
	}
}

static void spelling(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct check_more *more = check_more_of(c);
	struct verdicts_of_text *verdicts = more->verdicts;
	enum verdict wanted = verdict_of(c->rule->id);
	if (!more->speller || a->tokens.count == 0)
		return;
	if (strcmp(c->rule->id, "spelling.tag") == 0) {
		look_at_tags(c, findings);
		return;
	}
	if (verdicts->count == 0)
		judge(c, verdicts);
	for (size_t i = 0; i < a->tokens.count; i++) {
		const unsigned char *next = memchr(verdicts->at + i, wanted, a->tokens.count - i);
		if (!next)
			break;
		i = (size_t)(next - verdicts->at);
		const struct token *t = &a->tokens.at[i];
		struct span word = analysis_token(a, i);
		struct finding *finding = check_found(c, findings, t->start, t->end);
		if (finding && t->language != LANGUAGE_NONE)
			finding->language = t->language;
		if (finding && wanted == VERDICT_SHARP_S)
			finding->replacement = with_double_s(word, is_upper(word));
		*more->misspelled += wanted != VERDICT_NAME;
	}
}

const struct check_row check_rows_spelling[] = {
	{ "spelling", spelling },
	{ NULL, NULL },
};
