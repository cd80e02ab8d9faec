/* Any bytes as a post: tokens, sentences and paragraphs keep their order and their bounds. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "lang/analysis.h"
#include "lang/entity.h"
#include "lang/syllable.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_tokens(const struct analysis *a)
{
	size_t at = 0;
	for (size_t i = 0; i < a->tokens.count; i++) {
		const struct token *token = &a->tokens.at[i];
		assert(token->start >= at && token->end > token->start);
		assert(token->end <= a->text.length);
		at = token->end;
		assert(syllable_count(a->language, analysis_token(a, i)) > 0);
	}
}

static void try_sentences(const struct analysis *a)
{
	size_t at = 0, token = 0;
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		assert(s->start >= at && s->end > s->start && s->end <= a->text.length);
		assert(s->first_token >= token);
		assert(s->first_token + s->token_count <= a->tokens.count);
		assert(analysis_sentence_at(a, s->start) == s);
		token = s->first_token + s->token_count;
		at = s->end;
	}
	for (size_t i = 0; i < a->paragraphs.count; i++) {
		const struct paragraph *p = &a->paragraphs.at[i];
		assert(p->sentence_count > 0 && p->start < p->end);
		assert(p->first_sentence + p->sentence_count <= a->sentences.count);
	}
}

static void try_entities(struct span text)
{
	struct entities entities = { 0 };
	size_t at = 0;
	entity_scan(text, &entities);
	for (size_t i = 0; i < entities.count; i++) {
		assert(entities.at[i].start >= at && entities.at[i].end > entities.at[i].start);
		at = entities.at[i].end;
	}
	assert(at <= text.length);
	arr_release(&entities);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct analysis analysis = { 0 };
	struct analysis_options options = { .pinned = LANGUAGE_NONE };
	struct span text = { (const char *)data, size };
	if (size == 0 || size > 1 << 16)
		return 0;
	options.pinned = (enum language)(data[0] % LANGUAGE_COUNT);
	analysis_run(&analysis, text, &options);
	try_tokens(&analysis);
	try_sentences(&analysis);
	try_entities(text);
	analysis_release(&analysis);
	return 0;
}
