#include "rule/phrase.h"

#include <stdlib.h>
#include <string.h>

#include "base/arr.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { FORMS_MOST = 256, WORDS_MOST = 16, GAP_MOST = 4, BUCKETS = 4096, PREFIX_KEY = 3 };

/* One word of a phrase: to be matched whole, by its beginning (`word*`) or end (`*word`), or a gap
 * (`…`). */
struct part {
	char *word; /* NULL: a gap */
	bool is_prefix, is_suffix;
	char sign; /* ? ! or : that must follow directly, 0: none */
};

struct form {
	struct part parts[WORDS_MOST];
	size_t count;
	bool at_start; /* `^`: of its sentence */
	size_t rule, phrase;
	size_t next; /* in its bucket; SIZE_MAX ends */
};

struct forms ARR(struct form);

struct phrases {
	struct forms forms;
	size_t buckets[BUCKETS];  /* by the first word */
	size_t prefixes[BUCKETS]; /* by the first bytes of a first word with * */
};

struct phrases *phrases_new(void)
{
	struct phrases *phrases = mem_alloc(sizeof *phrases);
	for (int i = 0; i < BUCKETS; i++)
		phrases->buckets[i] = phrases->prefixes[i] = SIZE_MAX;
	return phrases;
}

void phrases_free(struct phrases *phrases)
{
	if (!phrases)
		return;
	for (size_t i = 0; i < phrases->forms.count; i++)
		for (size_t k = 0; k < phrases->forms.at[i].count; k++)
			free(phrases->forms.at[i].parts[k].word);
	arr_release(&phrases->forms);
	free(phrases);
}

static size_t bucket_of(struct span word)
{
	unsigned value = 2166136261u;
	for (size_t i = 0; i < word.length; i++)
		value = (value ^ (unsigned char)word.at[i]) * 16777619u;
	return value % BUCKETS;
}

/* ---- compiling ---- */

struct texts ARR(char *);

static void add_text(struct texts *texts, struct span text)
{
	*arr_add(texts) = mem_copy(text);
}

static void release_texts(struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		free(texts->at[i]);
	arr_release(texts);
}

/* The end of the group that opens at `at`; text.length when it never closes. */
static size_t group_end(struct span text, size_t at)
{
	int depth = 0;
	for (size_t i = at; i < text.length; i++) {
		depth += text.at[i] == '(' || text.at[i] == '[';
		depth -= text.at[i] == ')' || text.at[i] == ']';
		if (depth == 0)
			return i;
	}
	return text.length;
}

/* Writes out the first group of a text in all its ways; false when it is not closed or too many. */
static bool expand(struct span text, struct texts *out)
{
	size_t open = 0;
	while (open < text.length && text.at[open] != '(' && text.at[open] != '[')
		open++;
	if (open == text.length) {
		add_text(out, text);
		return out->count <= FORMS_MOST;
	}
	size_t close = group_end(text, open);
	if (close == text.length)
		return false;
	struct span inner = span_slice(text, open + 1, close);
	bool optional = text.at[open] == '[', done = true;
	for (size_t start = 0, i = 0; done && i <= inner.length + optional; i++) {
		bool last = i >= inner.length;
		if (!last && (inner.at[i] == '(' || inner.at[i] == '[')) {
			i = group_end(inner, i);
			continue;
		}
		if (!last && inner.at[i] != '|')
			continue;
		struct str way = { 0 };
		(void)str_add(&way, span_slice(text, 0, open));
		if (i <= inner.length)
			(void)str_add(&way, span_slice(inner, start, i));
		(void)str_add(&way, span_slice(text, close + 1, text.length));
		done = expand(str_span(&way), out);
		str_release(&way);
		start = i + 1;
	}
	return done;
}

static char sign_after(struct span text, size_t at)
{
	char c = at < text.length ? text.at[at] : '\0';
	return c == '?' || c == '!' || c == ':' ? c : '\0';
}

/* The length of what French and Italian join to the next word by an apostrophe (l', qu', dell'); 0
 * when the word has none. Such words count as two: «d'innovation» holds «innovation». */
static size_t elided(struct span word)
{
	static const char *const joined[] = {
		"l'",	 "d'",	   "j'",      "n'",	 "s'",	    "c'",     "m'",	  "t'",
		"qu'",	 "jusqu'", "lorsqu'", "puisqu'", "un'",	    "dell'",  "all'",	  "nell'",
		"sull'", "dall'",  "quest'",  "quell'",	 "dov'",    "com'",   "cos'",	  "quant'",
		"anch'", "senz'",  "tutt'",   "mezz'",	 "nessun'", "alcun'", "ciascun'",
	};
	for (size_t i = 0; i < sizeof joined / sizeof *joined; i++)
		if (span_starts(word, span_of(joined[i])))
			return strlen(joined[i]);
	return 0;
}

static void add_part(struct form *form, struct span word)
{
	if (word.length && form->count < WORDS_MOST)
		form->parts[form->count++] = (struct part){ .word = mem_copy(word) };
}

/* The words of one written-out way. */
static bool split(struct span text, struct form *form)
{
	struct str folded = { 0 };
	form->at_start = span_starts(text, SPAN("^"));
	for (size_t at = form->at_start; at < text.length;) {
		size_t start = at;
		struct utf8_point point;
		while ((point = utf8_at(text, at)).length &&
		       (fold_is_letter(point.value) || (point.value >= '0' && point.value <= '9') ||
			point.value == '\'' || point.value == 0x2019 || point.value == '-' ||
			point.value > 0x2190))
			at += point.length;
		bool gap = point.value == 0x2026 || (at == start && point.value == 0x2026);
		if (at > start && form->count < WORDS_MOST) {
			str_clear(&folded);
			fold_word(span_slice(text, start, at), &folded);
			size_t joined = elided(str_span(&folded));
			add_part(form, span_slice(str_span(&folded), 0, joined));
			add_part(form, span_slice(str_span(&folded), joined, folded.length));
			struct part *part = &form->parts[form->count - 1];
			part->is_prefix = at < text.length && text.at[at] == '*';
			part->is_suffix = start > 0 && text.at[start - 1] == '*';
			size_t behind = at + part->is_prefix;
			while (behind < text.length && text.at[behind] == ' ')
				behind++;
			part->sign = sign_after(text, behind);
		}
		if (gap && form->count < WORDS_MOST)
			form->parts[form->count++] = (struct part){ 0 };
		at += point.length ? point.length : 1;
	}
	str_release(&folded);
	return form->count > 0 && form->parts[0].word && !form->parts[0].is_suffix;
}

static void index_form(struct phrases *phrases, struct form *form)
{
	const struct part *first = &form->parts[0];
	struct span word = span_of(first->word);
	size_t *bucket = first->is_prefix
				 ? &phrases->prefixes[bucket_of(span_slice(word, 0, PREFIX_KEY))]
				 : &phrases->buckets[bucket_of(word)];
	form->next = *bucket;
	*bucket = phrases->forms.count;
	*arr_add(&phrases->forms) = *form;
}

bool phrases_add(struct phrases *phrases, struct span text, size_t rule, size_t phrase,
		 struct err *err)
{
	struct texts ways = { 0 };
	bool done = expand(text, &ways);
	for (size_t i = 0; done && i < ways.count; i++) {
		struct form form = { .rule = rule, .phrase = phrase };
		done = split(span_of(ways.at[i]), &form);
		const struct part *first = &form.parts[0];
		if (done && first->is_prefix && strlen(first->word) < PREFIX_KEY)
			done = false;
		if (done)
			index_form(phrases, &form);
		else
			for (size_t k = 0; k < form.count; k++)
				free(form.parts[k].word);
	}
	release_texts(&ways);
	return done ||
	       err_set(err, ERR_INPUT,
		       _("the phrase «%.*s» cannot be read: a group is open, it begins with a "
			 "gap, or has too many ways"),
		       SPAN_ARGS(text));
}

/* ---- matching ---- */

/* A word of the text in the form to compare by: its end in `text`, and the token it is from. */
struct word {
	size_t end, token;
};

struct words_of {
	struct str text;
	struct word *at;
	size_t count, room;
};

static struct span word_at(const struct words_of *words, size_t index)
{
	size_t start = index ? words->at[index - 1].end : 0;
	return span_slice(str_span(&words->text), start, words->at[index].end);
}

static bool is_word(const struct token *token)
{
	return token->kind != TOKEN_LINK && token->kind != TOKEN_TAG && token->kind != TOKEN_EMAIL;
}

/* Every token has at least one word, an empty one where it is none to be looked for. */
static void collect_words(const struct analysis *analysis, struct words_of *words)
{
	for (size_t i = 0; i < analysis->tokens.count; i++) {
		size_t start = words->text.length;
		if (is_word(&analysis->tokens.at[i]))
			fold_word(analysis_token(analysis, i), &words->text);
		size_t joined =
			elided(span_slice(str_span(&words->text), start, words->text.length));
		if (joined && start + joined < words->text.length)
			*arr_add(words) = (struct word){ start + joined, i };
		*arr_add(words) = (struct word){ words->text.length, i };
	}
}

static bool fits(const struct part *part, struct span word)
{
	struct span wanted = span_of(part->word);
	if (part->is_prefix)
		return span_starts(word, wanted);
	if (part->is_suffix)
		return span_ends(word, wanted);
	return span_equal(word, wanted);
}

static bool sign_follows(const struct analysis *analysis, size_t token, char sign)
{
	if (!sign)
		return true;
	size_t at = analysis->tokens.at[token].end;
	while (at < analysis->text.length &&
	       (analysis->text.at[at] == ' ' || (unsigned char)analysis->text.at[at] >= 0x80))
		at++;
	return at < analysis->text.length && analysis->text.at[at] == sign;
}

/* The word behind the match of parts[part …] at `word`, before `end`; 0 when there is none. */
static size_t match(const struct analysis *analysis, const struct words_of *words,
		    const struct form *form, size_t part, size_t word, size_t end)
{
	for (; part < form->count; part++, word++) {
		if (!form->parts[part].word) {
			for (size_t skip = 0; skip <= GAP_MOST; skip++) {
				size_t found =
					match(analysis, words, form, part + 1, word + skip, end);
				if (found)
					return found;
			}
			return 0;
		}
		if (word >= end || !fits(&form->parts[part], word_at(words, word)) ||
		    !sign_follows(analysis, words->at[word].token, form->parts[part].sign))
			return 0;
	}
	return word;
}

/* The words of one sentence, [word, end), and the first of them that is not an emoji. */
struct stretch {
	const struct analysis *analysis;
	const struct words_of *words;
	size_t word, end, first;
};

static void match_bucket(const struct phrases *phrases, size_t bucket,
			 const struct stretch *stretch, phrase_found *found, void *context)
{
	const struct word *words = stretch->words->at;
	for (size_t i = bucket; i != SIZE_MAX; i = phrases->forms.at[i].next) {
		const struct form *form = &phrases->forms.at[i];
		if (form->at_start && stretch->word != stretch->first)
			continue;
		size_t behind = match(stretch->analysis, stretch->words, form, 0, stretch->word,
				      stretch->end);
		if (behind)
			found(context, form->rule, form->phrase, words[stretch->word].token,
			      words[behind - 1].token + 1);
	}
}

static void match_sentence(const struct phrases *phrases, struct stretch *stretch,
			   phrase_found *found, void *context)
{
	const struct token *tokens = stretch->analysis->tokens.at;
	const struct word *words = stretch->words->at;
	stretch->first = stretch->word;
	while (stretch->first < stretch->end &&
	       tokens[words[stretch->first].token].kind == TOKEN_EMOJI)
		stretch->first++;
	for (; stretch->word < stretch->end; stretch->word++) {
		struct span word = word_at(stretch->words, stretch->word);
		if (word.length == 0 || (tokens[words[stretch->word].token].flags & TOKEN_QUOTED))
			continue;
		match_bucket(phrases, phrases->buckets[bucket_of(word)], stretch, found, context);
		size_t key = bucket_of(span_slice(word, 0, PREFIX_KEY));
		match_bucket(phrases, phrases->prefixes[key], stretch, found, context);
	}
}

void phrases_match(const struct phrases *phrases, const struct analysis *analysis,
		   phrase_found *found, void *context)
{
	struct words_of words = { 0 };
	collect_words(analysis, &words);
	struct stretch stretch = { .analysis = analysis, .words = &words };
	for (size_t i = 0; i < analysis->sentences.count; i++) {
		const struct sentence *sentence = &analysis->sentences.at[i];
		size_t behind = sentence->first_token + sentence->token_count;
		while (stretch.word < words.count &&
		       words.at[stretch.word].token < sentence->first_token)
			stretch.word++;
		stretch.end = stretch.word;
		while (stretch.end < words.count && words.at[stretch.end].token < behind)
			stretch.end++;
		match_sentence(phrases, &stretch, found, context);
	}
	str_release(&words.text);
	arr_release(&words);
}
