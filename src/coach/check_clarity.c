#include "coach/check.h"

#include <string.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { ENDING_LETTERS = 8 };

static size_t letters_of(struct span word)
{
	size_t count = 0;
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		count += fold_is_letter(point.value);
		at += point.length ? point.length : 1;
	}
	return count;
}

/* ---- signals that readers may take for a machine's ---- */

static size_t distinct(const struct hit *hits, size_t count)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < i && hits[k].phrase != hits[i].phrase)
			k++;
		found += k == i;
	}
	return found;
}

static size_t count_dashes(struct span text)
{
	size_t count = 0;
	for (size_t at = span_find(text, SPAN("—"), 0); at < text.length;
	     at = span_find(text, SPAN("—"), at + 1))
		count++;
	return count;
}

/* Lines such as «🎯 Vision: …». */
static size_t count_labels(const struct analysis *a)
{
	size_t count = 0;
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		const struct token *first = s->token_count ? &a->tokens.at[s->first_token] : NULL;
		struct span text = span_slice(a->text, s->start, s->end);
		count += first && first->kind == TOKEN_EMOJI && first->start == s->start &&
			 span_find(text, SPAN(":"), 0) < text.length / 2;
	}
	return count;
}

/* Phrases weigh two, words (clarity.ai-words) one, a pattern of the whole text two; `points` are
 * needed in so many `words`, and never from one kind of thing alone. */
static void signals(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct hit *words;
	size_t word_hits = check_hits(c, "clarity.ai-words", &words);
	size_t phrases = distinct(c->hits, c->hit_count), single = distinct(words, word_hits);
	size_t patterns = (count_dashes(a->text) >= 2) + (count_labels(a) >= 3);
	double needed = rule_limit(c->rule, "points", 4) * (double)a->words /
			rule_limit(c->rule, "words", 120);
	if (needed < rule_limit(c->rule, "points", 4))
		needed = rule_limit(c->rule, "points", 4);
	if ((double)(2 * phrases + single + 2 * patterns) < needed || phrases + single < 2)
		return;
	struct hit at = c->hit_count ? c->hits[0] : words[0];
	struct finding *finding = check_found(c, findings, at.start, at.end);
	if (finding)
		finding->figures[0] = (long)(phrases + single + patterns);
}

/* ---- hard to read ---- */

/* The band is that of the formula of the text's language (coach/measure.h). */
static void hard_to_read(const struct check_context *c, struct findings *findings)
{
	const struct measures *m = check_more_of(c)->measures;
	const struct measure_driver *longest = &m->sentences_longest[0];
	const struct measure_driver *word = &m->words_longest[0];
	if (!m->band || strcmp(m->band, "hard") != 0 || longest->size == 0)
		return;
	struct finding *finding = check_found(c, findings, longest->start, longest->end);
	if (!finding)
		return;
	finding->figures[0] = (long)longest->size;
	finding->word = mem_copy(span_slice(c->analysis->text, word->start, word->end));
}

static void sentence_long(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	double most = rule_limit(c->rule, "words", 35);
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		if ((double)s->words <= most)
			continue;
		struct finding *finding = check_found(c, findings, s->start, s->end);
		if (finding)
			finding->figures[0] = (long)s->words;
	}
}

/* ---- nouns made of verbs ---- */

static const char *const endings[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] = "ung ungen heit heiten keit keiten",
	[LANGUAGE_FR] = "tion tions sion sions ment ments",
	[LANGUAGE_IT] = "zione zioni sione sioni mento menti",
	[LANGUAGE_EN] = "tion tions sion sions ment ments ness ity",
};

static bool ends_in(const char *list, struct span word)
{
	struct span rest = span_of(list), ending;
	while (rest.length && span_next(&rest, ' ', &ending))
		if (span_ends(word, ending))
			return true;
	return false;
}

/* simplement is no noun, le développement is. */
static bool is_adverb(const struct analysis *a, size_t index, struct span word)
{
	static const char articles[] = "le du un de au ce cet des les notre votre leur son sans";
	if (!span_ends(word, SPAN("ment")) || span_find(word, SPAN("'"), 0) < word.length ||
	    span_find(word, SPAN("’"), 0) < word.length)
		return false;
	if (index == 0)
		return true;
	struct span before = analysis_token(a, index - 1), rest = span_of(articles), article;
	while (rest.length && span_next(&rest, ' ', &article))
		if (span_equal(before, article))
			return false;
	return true;
}

static bool is_nominal(const struct analysis *a, size_t index)
{
	const struct token *t = &a->tokens.at[index];
	struct span word = analysis_token(a, index);
	if (t->kind != TOKEN_WORD || !endings[a->language] || word.length < ENDING_LETTERS ||
	    !ends_in(endings[a->language], word) || letters_of(word) < ENDING_LETTERS)
		return false;
	if (a->language == LANGUAGE_DE)
		return t->flags & TOKEN_CAPITAL;
	return a->language != LANGUAGE_FR || !is_adverb(a, index, word);
}

static void nominal_style(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t count = 0, first = 0;
	for (size_t i = 0; i < a->tokens.count; i++) {
		if (!is_nominal(a, i))
			continue;
		first = count++ ? first : i;
	}
	double share = a->words ? 100.0 * (double)count / (double)a->words : 0;
	if ((double)a->words < rule_limit(c->rule, "words", 40) ||
	    share <= rule_limit(c->rule, "share", 6))
		return;
	const struct token *t = &a->tokens.at[first];
	struct finding *finding = check_found(c, findings, t->start, t->end);
	if (finding)
		finding->figures[0] = (long)count;
}

const struct check_row check_rows_clarity[] = {
	{ "signals", signals },
	{ "hard_to_read", hard_to_read },
	{ "sentence_long", sentence_long },
	{ "nominal_style", nominal_style },
	{ NULL, NULL },
};
