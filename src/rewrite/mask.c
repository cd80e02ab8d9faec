#include "rewrite/mask.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "lang/analysis.h"
#include "lang/entity.h"
#include "lang/fold.h"
#include "lang/name.h"
#include "text/utf8.h"

enum { MOST_SECRETS = 1000, SECRET_LEAST = 2 };

/* A place to hide. */
struct place {
	size_t start, end;
	const char *label;
};

struct places ARR(struct place);

static const char *const labels[ENTITY_COUNT] = {
	[ENTITY_EMAIL] = "MAIL", [ENTITY_PHONE] = "PHONE", [ENTITY_IBAN] = "IBAN",
	[ENTITY_AHV] = "AHV",	 [ENTITY_CARD] = "CARD",   [ENTITY_MENTION] = "NAME",
};

void mask_read_secrets(struct mask *mask, struct span lines)
{
	while (lines.length && mask->secrets.count < MOST_SECRETS) {
		size_t end = span_find(lines, SPAN("\n"), 0);
		struct span line = span_trim(span_slice(lines, 0, end));
		lines = span_slice(lines, end + 1, lines.length);
		if (line.length >= SECRET_LEAST && line.at[0] != '#')
			*arr_add(&mask->secrets) = mem_copy(line);
	}
}

void mask_clear(struct mask *mask)
{
	for (size_t i = 0; i < mask->entries.count; i++) {
		free(mask->entries.at[i].placeholder);
		free(mask->entries.at[i].value);
	}
	arr_clear(&mask->entries);
}

void mask_release(struct mask *mask)
{
	mask_clear(mask);
	arr_release(&mask->entries);
	for (size_t i = 0; i < mask->secrets.count; i++)
		free(mask->secrets.at[i]);
	arr_release(&mask->secrets);
}

/* ---- finding ---- */

static bool is_letter_at(struct span text, size_t at)
{
	struct utf8_point point = utf8_at(text, at);
	return point.length && fold_is_letter(point.value);
}

static bool is_letter_before(struct span text, size_t at)
{
	while (at > 0 && ((unsigned char)text.at[--at] & 0xc0) == 0x80)
		;
	return is_letter_at(text, at);
}

/* Whole words, in any case of the ASCII letters. */
static void find_secret(struct span text, const char *secret, struct places *places)
{
	size_t length = strlen(secret);
	for (size_t at = 0; at + length <= text.length; at++) {
		if (strncasecmp(text.at + at, secret, length) != 0 ||
		    (at > 0 && is_letter_before(text, at)) || is_letter_at(text, at + length))
			continue;
		*arr_add(places) = (struct place){ at, at + length, "SECRET" };
		at += length - 1;
	}
}

static void find_entities(struct span text, struct places *places)
{
	struct entities entities = { 0 };
	entity_scan(text, &entities);
	for (size_t i = 0; i < entities.count; i++) {
		const struct entity *entity = &entities.at[i];
		if (labels[entity->kind])
			*arr_add(places) =
				(struct place){ entity->start, entity->end, labels[entity->kind] };
	}
	arr_release(&entities);
}

static bool is_name(const struct analysis *analysis, size_t index)
{
	const struct token *token = &analysis->tokens.at[index];
	struct span word = analysis_token(analysis, index);
	return token->kind == TOKEN_WORD && (token->flags & TOKEN_CAPITAL) &&
	       !name_is_title(word) && (name_is_first(word) || (token->flags & TOKEN_AFTER_NAME));
}

/* First names and what stands behind them or a title; "Anna von Arx" is one. */
static void find_names(const struct analysis *analysis, struct places *places)
{
	const struct tokens *tokens = &analysis->tokens;
	for (size_t i = 0; i < tokens->count; i++) {
		if (!is_name(analysis, i))
			continue;
		size_t last = i;
		for (size_t next = i + 1; next < tokens->count && next <= last + 2; next++) {
			struct span gap = span_slice(analysis->text, tokens->at[next - 1].end,
						     tokens->at[next].start);
			if (!span_equal(gap, SPAN(" ")))
				break;
			if (is_name(analysis, next))
				last = next;
			else if (!name_is_particle(analysis_token(analysis, next)))
				break;
		}
		*arr_add(places) =
			(struct place){ tokens->at[i].start, tokens->at[last].end, "NAME" };
		i = last;
	}
}

static int by_start(const void *a, const void *b)
{
	const struct place *left = a, *right = b;
	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	return left->end > right->end ? -1 : left->end < right->end;
}

/* ---- hiding ---- */

static bool has_placeholder(const struct mask *mask, const char *placeholder)
{
	for (size_t i = 0; i < mask->entries.count; i++)
		if (strcmp(mask->entries.at[i].placeholder, placeholder) == 0)
			return true;
	return false;
}

static const char *placeholder_for(struct mask *mask, struct span text, struct span value,
				   const char *label)
{
	struct str name = { 0 };
	for (size_t i = 0; i < mask->entries.count; i++)
		if (span_equal(span_of(mask->entries.at[i].value), value))
			return mask->entries.at[i].placeholder;
	for (int number = 1;; number++) {
		str_clear(&name);
		(void)str_format(&name, "[[%s %d]]", label, number);
		if (!has_placeholder(mask, str_text(&name)) &&
		    span_find(text, str_span(&name), 0) == text.length)
			break;
	}
	*arr_add(&mask->entries) =
		(struct masked){ .placeholder = str_take(&name), .value = mem_copy(value) };
	return mask->entries.at[mask->entries.count - 1].placeholder;
}

void mask_hide(struct mask *mask, struct span text, struct str *out)
{
	struct places places = { 0 };
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = LANGUAGE_NONE };
	size_t at = 0;
	analysis_run(&analysis, text, &options);
	for (size_t i = 0; i < mask->secrets.count; i++)
		find_secret(text, mask->secrets.at[i], &places);
	find_entities(text, &places);
	find_names(&analysis, &places);
	if (places.count)
		qsort(places.at, places.count, sizeof *places.at, by_start);
	for (size_t i = 0; i < places.count; i++) {
		const struct place *place = &places.at[i];
		if (place->start < at)
			continue;
		(void)str_add(out, span_slice(text, at, place->start)); /* short: prompt.c */
		struct span value = span_slice(text, place->start, place->end);
		(void)str_add(out, span_of(placeholder_for(mask, text, value, place->label)));
		at = place->end;
	}
	(void)str_add(out, span_slice(text, at, text.length));
	analysis_release(&analysis);
	arr_release(&places);
}

/* ---- putting back ---- */

static const struct masked *entry_at(const struct mask *mask, struct span answer, size_t at)
{
	for (size_t i = 0; i < mask->entries.count; i++) {
		size_t length = strlen(mask->entries.at[i].placeholder);
		if (at + length <= answer.length &&
		    strncasecmp(answer.at + at, mask->entries.at[i].placeholder, length) == 0)
			return &mask->entries.at[i];
	}
	return NULL;
}

void mask_restore(const struct mask *mask, struct span answer, struct str *out)
{
	for (size_t at = 0; at < answer.length;) {
		size_t next = span_find(answer, SPAN("[["), at);
		(void)str_add(out, span_slice(answer, at, next)); /* at most the reply's ceiling */
		at = next;
		if (at == answer.length)
			return;
		const struct masked *entry = entry_at(mask, answer, at);
		(void)str_add(out, entry ? span_of(entry->value) : SPAN("[["));
		at += entry ? strlen(entry->placeholder) : 2;
	}
}
