#include "place.h"

enum { OPENING_LINES = 2 };

static bool only_tags(const struct analysis *analysis, const struct paragraph *paragraph)
{
	for (size_t i = 0; i < paragraph->sentence_count; i++)
		if (analysis->sentences.at[paragraph->first_sentence + i].words)
			return false;
	return true;
}

void places_find(struct places *places, const struct analysis *analysis)
{
	size_t lines = 0, at = 0;
	*places = (struct places){ .analysis = analysis };
	while (at < analysis->text.length && lines < OPENING_LINES) {
		size_t end = span_find(analysis->text, SPAN("\n"), at);
		lines += span_trim(span_slice(analysis->text, at, end)).length > 0;
		at = end + 1;
	}
	places->opening_end = at;
	for (size_t i = analysis->paragraphs.count; i-- > 0;) {
		const struct paragraph *paragraph = &analysis->paragraphs.at[i];
		if (only_tags(analysis, paragraph))
			continue;
		places->closing_start = paragraph->start;
		places->closing_end = paragraph->end;
		return;
	}
}

static bool starts_paragraph(const struct analysis *analysis, size_t at)
{
	for (size_t i = 0; i < analysis->paragraphs.count; i++)
		if (analysis->paragraphs.at[i].start == at)
			return true;
	return false;
}

bool places_may_hold(const struct places *places, enum rule_where where,
		     const struct sentence *sentence)
{
	switch (where) {
	case WHERE_OPENING:
		return sentence->start < places->opening_end;
	case WHERE_CLOSING:
		return sentence->end > places->closing_start &&
		       sentence->start < places->closing_end;
	case WHERE_ANYWHERE:
	case WHERE_SENTENCE:
	case WHERE_PARAGRAPH:
	case WHERE_COUNT:
		break;
	}
	return true;
}

/* A short sentence may be taken for another language: that of the text does as well. */
static bool fits(const struct places *places, enum language language,
		 const struct sentence *sentence)
{
	return place_speaks(language, sentence->language) || places->analysis->language == language;
}

uint32_t places_in(const struct places *places, const struct sentence *sentence,
		   enum language language)
{
	uint32_t found = 0;
	if (!fits(places, language, sentence))
		return 0;
	for (int where = 0; where < WHERE_COUNT; where++)
		found |= (uint32_t)places_may_hold(places, (enum rule_where)where, sentence)
			 << where;
	return found;
}

bool places_hold(const struct places *places, const struct rule *rule,
		 const struct sentence *sentence, size_t start)
{
	if (!fits(places, rule->language, sentence))
		return false;
	const struct token *first =
		sentence->token_count ? &places->analysis->tokens.at[sentence->first_token] : NULL;
	switch ((enum rule_where)rule->where) {
	case WHERE_ANYWHERE:
		return true;
	case WHERE_OPENING:
		return start < places->opening_end;
	case WHERE_CLOSING:
		return start >= places->closing_start && start < places->closing_end;
	case WHERE_SENTENCE:
		return first && first->start == start;
	case WHERE_PARAGRAPH:
		return starts_paragraph(places->analysis, sentence->start) && first &&
		       first->start == start;
	case WHERE_COUNT:
		break;
	}
	return true;
}
