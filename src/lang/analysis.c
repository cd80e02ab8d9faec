#include "lang/analysis.h"

#include <string.h>

#include "lang/common.h"
#include "lang/fold.h"
#include "lang/name.h"
#include "lang/sentence.h"
#include "lang/token.h"
#include "text/utf8.h"

enum {
	SURE = 5,	 /* margin of a guess that stands against the surrounding text */
	ALONE = 3,	 /* … when nothing speaks for that one */
	SHORT_WORDS = 3, /* sentences with fewer words take the language of the text */
	LENT_MOST = 5,	 /* bytes of a word that may be a slip rather than foreign */
	GUESS_MOST = 1 << 16,
};

/* ---- sentences ---- */

static void add_sentence(struct analysis *a, size_t start, size_t end, bool list, size_t *token)
{
	struct span part = span_trim(span_slice(a->text, start, end));
	if (part.length == 0)
		return;
	struct sentence *sentence = arr_add(&a->sentences);
	*sentence = (struct sentence){ .start = (size_t)(part.at - a->text.at),
				       .is_question = sentence_is_question(part),
				       .is_list_item = list };
	sentence->end = sentence->start + part.length;
	while (*token < a->tokens.count && a->tokens.at[*token].start < sentence->start)
		++*token;
	sentence->first_token = *token;
	bool first = true;
	for (; *token < a->tokens.count && a->tokens.at[*token].start < sentence->end; ++*token) {
		struct token *t = &a->tokens.at[*token];
		bool word = t->kind == TOKEN_WORD || t->kind == TOKEN_CODE;
		sentence->words += word;
		sentence->token_count++;
		if (first && word) {
			t->flags |= TOKEN_SENTENCE_START;
			first = false;
		}
	}
	a->words += sentence->words;
}

static void split_line(struct analysis *a, size_t start, size_t end, size_t *token)
{
	struct span line = span_slice(a->text, 0, end);
	bool list = sentence_is_list_item(span_trim(span_slice(a->text, start, end)));
	for (size_t at = start; at < end;) {
		size_t stop = sentence_end(line, at);
		add_sentence(a, at, stop, list, token);
		at = stop > at ? stop : at + 1;
	}
}

static void split(struct analysis *a)
{
	size_t token = 0, at = 0;
	bool open = false; /* a paragraph */
	while (at < a->text.length) {
		struct span rest = span_slice(a->text, at, a->text.length);
		size_t length = span_find(rest, SPAN("\n"), 0);
		size_t count = a->sentences.count;
		split_line(a, at, at + length, &token);
		bool blank = a->sentences.count == count;
		if (!blank && !open)
			*arr_add(&a->paragraphs) =
				(struct paragraph){ .start = a->sentences.at[count].start,
						    .first_sentence = count };
		open = !blank;
		if (open) {
			struct paragraph *p = &a->paragraphs.at[a->paragraphs.count - 1];
			p->end = a->sentences.at[a->sentences.count - 1].end;
			p->sentence_count = a->sentences.count - p->first_sentence;
		}
		at += length + 1;
	}
}

/* ---- quotations ---- */

static void mark_quotations(struct analysis *a)
{
	size_t token = 0;
	bool open = false, straight = false;
	for (size_t at = 0; at < a->text.length;) {
		while (!open && !straight && at < a->text.length &&
		       (unsigned char)a->text.at[at] < 0x80 && a->text.at[at] != '"')
			at++; /* most of a text */
		struct utf8_point point = utf8_at(a->text, at);
		uint32_t c = point.value;
		if (c == '\n')
			open = straight = false;
		else if (c == 0xab || c == 0x201e || c == 0x201c)
			open = c != 0x201c || !open;
		else if (c == 0xbb || c == 0x201d)
			open = false;
		else if (c == '"')
			straight = !straight;
		while (token < a->tokens.count && a->tokens.at[token].end <= at)
			token++;
		if (token < a->tokens.count && a->tokens.at[token].start == at &&
		    (open || straight))
			a->tokens.at[token].flags |= TOKEN_QUOTED;
		at += point.length;
	}
}

/* ---- names and abbreviations ---- */

/* Are two tokens words with nothing but a space between them? */
static bool is_beside(const struct analysis *a, const struct token *left, const struct token *right)
{
	bool words = right->kind == TOKEN_WORD || right->kind == TOKEN_CODE; /* GmbH */
	return left->kind == TOKEN_WORD && words && right->start == left->end + 1 &&
	       a->text.at[left->end] == ' ';
}

/* What is known of a word or code. */
static struct vocabulary_word *known_of(const struct analysis *a, const struct token *token)
{
	return &a->vocabulary.words.at[token->word];
}

/* A capital that says something: not that of a small word at the start of a sentence. */
static bool may_be_name(const struct analysis *a, const struct token *token)
{
	if (!(token->flags & TOKEN_CAPITAL) || token->flags & TOKEN_UPPER)
		return false;
	return !(token->flags & TOKEN_SENTENCE_START) ||
	       (unsigned char)a->text.at[token->start] > 0x7f ||
	       known_of(a, token)->common.common == 0;
}

static void mark_pair(const struct analysis *a, struct token *left, struct token *right)
{
	unsigned names = known_of(a, left)->names;
	if (known_of(a, right)->names & NAME_COMPANY)
		left->flags |= TOKEN_AFTER_NAME;
	if (!(right->flags & TOKEN_CAPITAL))
		return;
	if (names & NAME_PREPOSITION)
		right->flags |= TOKEN_AFTER_PREPOSITION;
	if (names & (NAME_FIRST | NAME_TITLE) || left->flags & TOKEN_AFTER_NAME)
		right->flags |= TOKEN_AFTER_NAME;
	if (may_be_name(a, left)) {
		right->flags |= TOKEN_BESIDE_NAME;
		left->flags |= TOKEN_BESIDE_NAME;
	}
}

static void mark_names(struct analysis *a)
{
	for (size_t i = 0; i < a->tokens.count; i++) {
		struct token *token = &a->tokens.at[i];
		struct token *before = i > 0 ? token - 1 : NULL;
		if (token->kind != TOKEN_WORD && token->kind != TOKEN_CODE)
			continue;
		if (token->flags & TOKEN_CAPITAL && known_of(a, token)->names & NAME_FIRST)
			token->flags |= TOKEN_AFTER_NAME;
		/* Beat von Känel: small words within names are stepped over. */
		bool particle = before && i > 1 && token[-2].flags & TOKEN_AFTER_NAME &&
				is_beside(a, before, token) && is_beside(a, token - 2, before) &&
				known_of(a, before)->names & NAME_PARTICLE;
		if (particle)
			mark_pair(a, token - 2, token);
		else if (before && !(token->flags & TOKEN_SENTENCE_START) &&
			 is_beside(a, before, token))
			mark_pair(a, before, token);
	}
}

/* Words with a capital that stand more than once, once a name always one. */
static void mark_repeated(struct analysis *a)
{
	for (size_t i = 0; i < a->tokens.count; i++) {
		struct token *token = &a->tokens.at[i];
		if (token->kind != TOKEN_WORD || !(token->flags & TOKEN_CAPITAL))
			continue;
		struct vocabulary_word *known = known_of(a, token);
		if (known->text == a->vocabulary.text) {
			struct token *first = &a->tokens.at[known->first_token];
			token->flags |= TOKEN_REPEATED;
			first->flags |= TOKEN_REPEATED;
			/* Milena Hadorn, later only Hadorn. */
			token->flags |= first->flags & TOKEN_AFTER_NAME;
		} else {
			known->text = a->vocabulary.text;
			known->first_token = (uint32_t)i;
		}
	}
}

static void mark_shortened(struct analysis *a)
{
	for (size_t i = 0; i < a->tokens.count; i++) {
		struct token *token = &a->tokens.at[i];
		bool stop = token->end < a->text.length && a->text.at[token->end] == '.';
		if (stop && token->kind == TOKEN_WORD &&
		    sentence_has_abbreviation(a->text, token->end))
			token->flags |= TOKEN_SHORTENED;
	}
}

/* ---- languages ---- */

/* Of a sentence in a text of another language: clear evidence stands, and some when nothing speaks
 * for the language of the text. */
static enum language language_of(const struct language_evidence *evidence, enum language around,
				 enum language_other other)
{
	struct language_guess guess = language_guess_by(evidence);
	if (guess.other != OTHER_NONE && guess.other != OTHER_UNKNOWN)
		return LANGUAGE_NONE;
	/* A sentence of dialect that shares all its small words with German. */
	bool dialect = other == OTHER_DIALECT && guess.language == LANGUAGE_DE;
	if (guess.language == LANGUAGE_NONE || dialect ||
	    (other != OTHER_NONE && guess.margin < 2 * SURE))
		return around;
	int ahead = guess.score - guess.scores[around];
	bool sure = guess.margin >= SURE || (guess.margin > 0 && ahead >= SURE) ||
		    (guess.scores[around] == 0 && guess.score >= ALONE && guess.margin > 0);
	return sure ? guess.language : around;
}

/* Weighs the bytes up to `end` that are no plain words. *link: they are in a link, which white
 * space ends. */
static void weigh_between(const struct analysis *a, size_t at, size_t end, bool *link,
			  struct language_evidence *evidence)
{
	for (; at < end && *link; at++)
		*link = (unsigned char)a->text.at[at] > ' ';
	/* Between two words nearly always stand a blank or some signs alone. */
	while (at < end && (unsigned char)a->text.at[at] < 0x80 &&
	       !fold_is_letter((unsigned char)a->text.at[at]))
		at++;
	if (at < end)
		*link = language_weigh(evidence, span_slice(a->text, at, end));
}

/* What speaks for which language in some tokens and what is between and around them. */
static struct language_evidence weigh(struct analysis *a, size_t first, size_t count, size_t start,
				      size_t end)
{
	struct language_evidence sum = { .words = 0 };
	bool link = false;
	for (size_t k = first; k < first + count; k++) {
		const struct token *token = &a->tokens.at[k];
		if (!token->is_plain)
			continue;
		weigh_between(a, start, token->start, &link, &sum);
		start = token->end;
		if (!link)
			language_add(&sum, vocabulary_evidence(&a->vocabulary, token->word));
	}
	weigh_between(a, start, end, &link, &sum);
	return sum;
}

static void guess_languages(struct analysis *a, const struct analysis_options *options)
{
	a->language = options->pinned != LANGUAGE_NONE ? options->pinned : options->surrounding;
	a->other = options->pinned != LANGUAGE_NONE ? OTHER_NONE : options->other;
	if (a->other != OTHER_NONE)
		a->language = LANGUAGE_NONE;
	else if (a->language == LANGUAGE_NONE) {
		struct span most = span_slice(a->text, 0, utf8_boundary(a->text, GUESS_MOST));
		struct language_guess whole = language_guess(most);
		a->language = whole.language;
		a->other = a->language == LANGUAGE_NONE ? whole.other : OTHER_NONE;
	}
	for (size_t i = 0; i < a->sentences.count; i++) {
		struct sentence *sentence = &a->sentences.at[i];
		sentence->language = a->language;
		if (sentence->words < SHORT_WORDS)
			continue;
		struct language_evidence evidence =
			weigh(a, sentence->first_token, sentence->token_count, sentence->start,
			      sentence->end);
		sentence->language = language_of(&evidence, a->language, a->other);
	}
}

/* Quotations of some words are in the language they are in. */
static void guess_quotation(struct analysis *a, const struct sentence *s, size_t first, size_t end)
{
	struct language_evidence evidence =
		weigh(a, first, end - first, a->tokens.at[first].start, a->tokens.at[end - 1].end);
	struct language_guess guess = language_guess_by(&evidence);
	if (guess.language == s->language || guess.language == LANGUAGE_NONE || guess.margin < SURE)
		return;
	for (size_t i = first; i < end; i++)
		a->tokens.at[i].language = guess.language;
}

static void guess_quotations(struct analysis *a)
{
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		size_t end = s->first_token + s->token_count;
		for (size_t first = s->first_token, k; first < end; first = k + 1) {
			for (k = first; k < end && a->tokens.at[k].flags & TOKEN_QUOTED;)
				k++;
			if (k - first >= SHORT_WORDS)
				guess_quotation(a, s, first, k);
		}
	}
}

/* Is the token a common word of another language and none of the sentence's own? */
static bool is_foreign(const struct analysis *a, const struct token *token, enum language language)
{
	size_t length = token->end - token->start;
	if (token->kind != TOKEN_WORD || length < 2)
		return false;
	struct common_languages known = known_of(a, token)->common;
	unsigned foreign = length > LENT_MOST ? known.common : known.function;
	return foreign && !(known.common >> language & 1);
}

static void mark_foreign(struct analysis *a)
{
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		for (size_t k = 0; k < s->token_count; k++) {
			struct token *token = &a->tokens.at[s->first_token + k];
			if (!is_foreign(a, token, s->language))
				continue;
			if (k > 0 && is_beside(a, token - 1, token))
				token[-1].flags |= TOKEN_AMID_FOREIGN;
			if (k + 1 < s->token_count && is_beside(a, token, token + 1))
				token[1].flags |= TOKEN_AMID_FOREIGN;
		}
	}
}

static void know_words(struct analysis *a)
{
	vocabulary_begin(&a->vocabulary);
	for (size_t i = 0; i < a->tokens.count; i++) {
		struct token *token = &a->tokens.at[i];
		if (token->kind == TOKEN_WORD || token->kind == TOKEN_CODE)
			token->word = vocabulary_number(&a->vocabulary, analysis_token(a, i)) &
				      0x7fffffff;
	}
}

void analysis_run(struct analysis *analysis, struct span text,
		  const struct analysis_options *options)
{
	analysis->text = text;
	analysis->words = 0;
	arr_clear(&analysis->tokens);
	arr_clear(&analysis->sentences);
	arr_clear(&analysis->paragraphs);
	token_scan(text, &analysis->tokens);
	know_words(analysis);
	split(analysis);
	mark_quotations(analysis);
	mark_names(analysis);
	mark_repeated(analysis);
	mark_shortened(analysis);
	guess_languages(analysis, options);
	guess_quotations(analysis);
	mark_foreign(analysis);
}

void analysis_release(struct analysis *analysis)
{
	arr_release(&analysis->tokens);
	arr_release(&analysis->sentences);
	arr_release(&analysis->paragraphs);
	vocabulary_release(&analysis->vocabulary);
	*analysis = (struct analysis){ 0 };
}

size_t tokens_behind(const struct tokens *tokens, size_t at)
{
	size_t low = 0, high = tokens->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (tokens->at[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct sentence *analysis_sentence_at(const struct analysis *analysis, size_t offset)
{
	size_t low = 0, high = analysis->sentences.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (analysis->sentences.at[middle].end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == analysis->sentences.count || analysis->sentences.at[low].start > offset)
		return NULL;
	return &analysis->sentences.at[low];
}
