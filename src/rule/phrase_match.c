#include "phrase_nodes.h"

#include <string.h>

#include "base/arr.h"
#include "base/str.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { GAP_MOST = 4 /* words */ };

static struct span word_at(const struct phrase_words *words, size_t index)
{
	const struct phrase_word *word = &words->at[index];
	return (struct span){ word->at ? word->at : str_text(&words->text) + word->start,
			      word->length };
}

static bool is_word(const struct token *token)
{
	return token->kind != TOKEN_LINK && token->kind != TOKEN_TAG && token->kind != TOKEN_EMAIL;
}

/* The end of the text of the words, from `start` on. */
static void add_word_of(struct phrase_words *words, size_t start, size_t end, size_t token)
{
	struct span word = span_slice(str_span(&words->text), start, end);
	*arr_add(words) =
		(struct phrase_word){ .start = (uint32_t)start,
				      .length = (uint32_t)word.length,
				      .key = fold_key(word),
				      .letters = fold_key(span_slice(word, 0, PHRASE_PREFIX)),
				      .token = token };
}

/* A token that the vocabulary has and that is one word, as most are. */
static bool add_known(struct phrase_words *words, const struct analysis *analysis, size_t token)
{
	const struct token *t = &analysis->tokens.at[token];
	if (t->kind != TOKEN_WORD && t->kind != TOKEN_CODE)
		return false;
	const struct vocabulary_word *word = &analysis->vocabulary.words.at[t->word];
	if (word->has_apostrophe)
		return false;
	*arr_add(words) = (struct phrase_word){ .at = word->folded.at,
						.length = (uint32_t)word->folded.length,
						.key = word->key,
						.letters = word->key_of_letters,
						.token = token };
	return true;
}

/* Every token has at least one word, an empty one where it is none to be looked for. */
static void collect_words(const struct analysis *analysis, struct phrase_words *words)
{
	str_clear(&words->text);
	arr_clear(words);
	for (size_t i = 0; i < analysis->tokens.count; i++) {
		size_t start = words->text.length;
		if (add_known(words, analysis, i))
			continue;
		if (is_word(&analysis->tokens.at[i]))
			fold_word(analysis_token(analysis, i), &words->text);
		size_t joined = phrase_elided(
			span_slice(str_span(&words->text), start, words->text.length));
		if (joined && start + joined < words->text.length) {
			add_word_of(words, start, start + joined, i);
			start += joined;
		}
		add_word_of(words, start, words->text.length, i);
	}
}

static bool fits(const struct phrase_node *node, const struct phrase_words *words, size_t index)
{
	if (node->is_prefix)
		return span_starts(word_at(words, index), node->word);
	if (node->is_suffix)
		return span_ends(word_at(words, index), node->word);
	return node->key == words->at[index].key && span_equal(word_at(words, index), node->word);
}

/* The words of one sentence, [word, end), and the first of them that is not an emoji. */
struct stretch {
	const struct phrases *phrases;
	const struct analysis *analysis;
	const struct phrase_words *words;
	const struct phrase_search *search;
	uint32_t groups; /* of the language whose phrases are looked for */
	size_t word, end, first;
};

static bool sign_follows(const struct stretch *stretch, size_t word, char sign)
{
	struct span text = stretch->analysis->text;
	size_t at = stretch->analysis->tokens.at[stretch->words->at[word].token].end;
	while (at < text.length && (text.at[at] == ' ' || (unsigned char)text.at[at] >= 0x80))
		at++;
	if (sign == '.' && (at == text.length || strchr("!\n", text.at[at])))
		return true;
	return at < text.length && text.at[at] == sign;
}

static bool is_other_word(const struct phrase_node *node, uint32_t key)
{
	return node->word.length && !node->is_prefix && !node->is_suffix && node->key != key;
}

static size_t match(const struct stretch *stretch, int at, size_t word);

/* The word behind the longest match of what may follow the step, from `word` on; 0: none. */
static size_t match_next(const struct stretch *stretch, const struct phrase_node *node, size_t word)
{
	size_t longest = node->ends ? word : 0;
	uint32_t key = word < stretch->end ? stretch->words->at[word].key : 0;
	for (int edge = node->edges; edge != PHRASE_NONE;
	     edge = stretch->phrases->edges.at[edge].next) {
		int to = stretch->phrases->edges.at[edge].to;
		if (is_other_word(&stretch->phrases->nodes.at[to], key))
			continue; /* most are */
		size_t found = match(stretch, to, word);
		longest = found > longest ? found : longest;
	}
	return longest;
}

static size_t match(const struct stretch *stretch, int at, size_t word)
{
	const struct phrase_node *node = &stretch->phrases->nodes.at[at];
	if (node->sign)
		return sign_follows(stretch, word - 1, node->sign) ? match_next(stretch, node, word)
								   : 0;
	if (node->word.length)
		return word < stretch->end && fits(node, stretch->words, word)
			       ? match_next(stretch, node, word + 1)
			       : 0;
	for (size_t skip = 0; skip <= GAP_MOST && word + skip < stretch->end; skip++) {
		size_t found = match_next(stretch, node, word + skip);
		if (found)
			return found;
	}
	return 0;
}

static bool is_known(const struct phrases *phrases, size_t kind, uint32_t key)
{
	return phrases->known[kind][key % PHRASE_KEYS / 64] >> key % 64 & 1;
}

static void lay_out_entry(struct phrases *phrases, size_t kind, const struct phrase_entry *entry)
{
	*arr_add(&phrases->laid_out) = *entry;
	phrases->known[kind][entry->key % PHRASE_KEYS / 64] |= (uint64_t)1 << entry->key % 64;
}

static void lay_out(struct phrases *phrases)
{
	if (phrases->laid_out.count == phrases->entries.count)
		return;
	arr_clear(&phrases->laid_out);
	arr_reserve(&phrases->laid_out, phrases->entries.count);
	for (size_t i = 0; i < 2 * PHRASE_BUCKETS; i++) {
		phrases->starts[i] = (unsigned)phrases->laid_out.count;
		for (int k = phrases->buckets[i]; k != PHRASE_NONE; k = phrases->entries.at[k].next)
			lay_out_entry(phrases, i / PHRASE_BUCKETS, &phrases->entries.at[k]);
	}
	phrases->starts[2 * PHRASE_BUCKETS] = (unsigned)phrases->laid_out.count;
}

/* What begins at the word, of those that begin with that key. */
static void match_bucket(const struct stretch *stretch, size_t bucket, uint32_t key)
{
	const struct phrase_word *words = stretch->words->at;
	const struct phrase_search *search = stretch->search;
	bool is_last = stretch->word + 1 == stretch->end;
	uint64_t behind = PHRASE_WHATEVER;
	if (!is_last)
		behind |= phrase_bit(words[stretch->word + 1].key);
	unsigned stop = stretch->phrases->starts[bucket + 1];
	for (unsigned i = stretch->phrases->starts[bucket]; i < stop; i++) {
		const struct phrase_entry *entry = &stretch->phrases->laid_out.at[i];
		if (!(entry->behind & behind) || entry->key != key ||
		    !(entry->groups & stretch->groups) ||
		    (entry->at_start && stretch->word != stretch->first))
			continue;
		size_t end = match(stretch, entry->node, stretch->word);
		if (end)
			search->found(search->context, entry->rule, entry->phrase,
				      words[stretch->word].token, words[end - 1].token + 1);
	}
}

/* What begins at the word, of the phrases of a language. */
static void match_word(const struct stretch *stretch, enum language language)
{
	const struct phrase_word *word = &stretch->words->at[stretch->word];
	uint32_t key = phrase_key_in(word->key, language);
	uint32_t letters = phrase_key_in(word->letters, language);
	if (is_known(stretch->phrases, 0, key))
		match_bucket(stretch, key % PHRASE_BUCKETS, key);
	if (is_known(stretch->phrases, 1, letters))
		match_bucket(stretch, letters % PHRASE_BUCKETS + PHRASE_BUCKETS, letters);
}

/* The words of a sentence from `from` on, by the phrases of a language. */
static void match_sentence(struct stretch *stretch, size_t from, enum language language)
{
	const struct token *tokens = stretch->analysis->tokens.at;
	const struct phrase_word *words = stretch->words->at;
	stretch->first = from;
	while (stretch->first < stretch->end &&
	       tokens[words[stretch->first].token].kind == TOKEN_EMOJI)
		stretch->first++;
	for (stretch->word = from; stretch->word < stretch->end; stretch->word++) {
		const struct phrase_word *word = &words[stretch->word];
		if (word->length > 0 && !(tokens[word->token].flags & TOKEN_QUOTED))
			match_word(stretch, language);
	}
}

void phrases_match(struct phrases *phrases, const struct analysis *analysis,
		   const struct phrase_search *search)
{
	lay_out(phrases);
	const struct phrase_words *words = &phrases->words;
	collect_words(analysis, &phrases->words);
	struct stretch stretch = {
		.phrases = phrases, .analysis = analysis, .words = words, .search = search
	};
	for (size_t i = 0; i < analysis->sentences.count; i++) {
		const struct sentence *sentence = &analysis->sentences.at[i];
		size_t behind = sentence->first_token + sentence->token_count;
		size_t from = stretch.end;
		while (from < words->count && words->at[from].token < sentence->first_token)
			from++;
		stretch.end = from;
		while (stretch.end < words->count && words->at[stretch.end].token < behind)
			stretch.end++;
		for (enum language k = LANGUAGE_NONE; k < LANGUAGE_COUNT; k++) {
			stretch.groups = search->groups
						 ? search->groups(search->context, sentence, k)
						 : UINT32_MAX;
			if (stretch.groups)
				match_sentence(&stretch, from, k);
		}
	}
}
