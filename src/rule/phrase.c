#include "rule/phrase.h"

#include <stdlib.h>
#include <string.h>

#include "base/arr.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum {
	NODES_MOST = 400,
	OPEN_MOST = 160,
	DEPTH_MOST = 6,
	GAP_MOST = 4,
	BUCKETS = 4096,
	PREFIX_KEY = 3
};

enum { NONE = -1 };

#define TOO_MANY N_("it has too many choices; make two phrases of it")
#define ANY	 UINT64_MAX

/* One step of a phrase: a word to be matched whole, by its beginning (`word*`) or end (`*word`), a
 * gap (`…`), or a sign that must follow the word before. */
struct node {
	struct span word; /* owned; of no bytes: a gap, or a sign */
	bool is_prefix, is_suffix;
	char sign;    /* ? ! or :, else 0; a full stop: the sentence ends there */
	bool ends;    /* a phrase may end here */
	int edges;    /* to the next steps, NONE: none */
	uint32_t key; /* of the whole word */
};

struct edge {
	int to, next;
};

/* Where a phrase may begin; all that begin with the same word (or letters) hang together. */
struct entry {
	uint64_t behind; /* bits of the keys of what may stand behind its first word; ANY: anything
			  */
	uint32_t key;	 /* of the word (or letters): most of a bucket are others */
	uint32_t groups; /* a bit: the one it is of */
	int node, next;
	size_t rule, phrase;
	bool at_start; /* `^`: of its sentence */
};

struct phrases {
	struct {
		struct node *at;
		size_t count, room;
	} nodes;
	struct {
		struct edge *at;
		size_t count, room;
	} edges;
	struct {
		struct entry *at;
		size_t count, room;
	} entries;
	/* By the first word, and from BUCKETS on by the first bytes of a first word with *. */
	int buckets[2 * BUCKETS];
	/* The same laid out bucket by bucket, so that those of one are read in a row; done when
	 * something is looked for first. Those of bucket i are [starts[i], starts[i + 1]). */
	struct {
		struct entry *at;
		size_t count, room;
	} laid_out;
	unsigned starts[2 * BUCKETS + 1];
};

struct phrases *phrases_new(void)
{
	struct phrases *phrases = mem_alloc(sizeof *phrases);
	for (int i = 0; i < 2 * BUCKETS; i++)
		phrases->buckets[i] = NONE;
	return phrases;
}

void phrases_free(struct phrases *phrases)
{
	if (!phrases)
		return;
	for (size_t i = 0; i < phrases->nodes.count; i++)
		free((char *)phrases->nodes.at[i].word.at);
	arr_release(&phrases->nodes);
	arr_release(&phrases->edges);
	arr_release(&phrases->entries);
	arr_release(&phrases->laid_out);
	free(phrases);
}

static uint32_t key_of(struct span word)
{
	uint32_t key = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < word.length; i++)
		key = (key ^ (unsigned char)word.at[i]) * 16777619u;
	return key;
}

/* ---- compiling ---- */

/* The steps that what follows is joined to; `start`: nothing came before yet. */
struct open {
	int nodes[OPEN_MOST];
	size_t count;
	bool start;
};

struct compiler {
	struct phrases *phrases;
	struct entry entry; /* to be copied */
	size_t first_node, first_entry;
	const char *failed; /* why the phrase cannot be read, to be translated; NULL: it can */
};

static void fail(struct compiler *c, const char *why)
{
	if (!c->failed)
		c->failed = why;
}

static void index_entry(struct compiler *c, int at)
{
	struct phrases *phrases = c->phrases;
	const struct node *node = &phrases->nodes.at[at];
	struct span word = node->word;
	if (word.length == 0 || node->is_suffix)
		fail(c, N_("it must begin with a word, not with *, … or a sign"));
	if (node->is_prefix && word.length < PREFIX_KEY)
		fail(c, N_("its first word needs three letters before *"));
	if (c->failed)
		return;
	struct entry entry = c->entry;
	entry.key = key_of(node->is_prefix ? span_slice(word, 0, PREFIX_KEY) : word);
	int *bucket = &phrases->buckets[entry.key % BUCKETS + (node->is_prefix ? BUCKETS : 0)];
	entry.node = at;
	entry.next = *bucket;
	*bucket = (int)phrases->entries.count;
	*arr_add(&phrases->entries) = entry;
}

/* Adds a step behind all open ones; it alone is open then. */
static void add_node(struct compiler *c, struct open *open, struct node node)
{
	struct phrases *phrases = c->phrases;
	int at = (int)phrases->nodes.count;
	if (phrases->nodes.count - c->first_node >= NODES_MOST)
		fail(c, TOO_MANY);
	if (c->failed) {
		free((char *)node.word.at);
		return;
	}
	node.edges = NONE;
	node.key = key_of(node.word);
	*arr_add(&phrases->nodes) = node;
	for (size_t i = 0; i < open->count; i++) {
		struct node *before = &phrases->nodes.at[open->nodes[i]];
		*arr_add(&phrases->edges) = (struct edge){ at, before->edges };
		before->edges = (int)phrases->edges.count - 1;
	}
	if (open->start)
		index_entry(c, at);
	open->nodes[0] = at;
	open->count = 1;
	open->start = false;
}

/* Most hold a few of many. */
static void copy_open(struct open *to, const struct open *from)
{
	memcpy(to->nodes, from->nodes, from->count * sizeof *from->nodes);
	to->count = from->count;
	to->start = from->start;
}

static void join_open(struct compiler *c, struct open *into, const struct open *from)
{
	into->start |= from->start;
	for (size_t i = 0; i < from->count; i++) {
		if (into->count == OPEN_MOST) {
			fail(c, TOO_MANY);
			return;
		}
		into->nodes[into->count++] = from->nodes[i];
	}
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
	const char *sign = word.length ? memchr(word.at, '\'', word.length) : NULL;
	for (size_t i = 0; sign && i < sizeof joined / sizeof *joined; i++)
		if (span_starts(word, span_of(joined[i])))
			return strlen(joined[i]);
	return 0;
}

static size_t word_end(struct span text, size_t at)
{
	struct utf8_point point;
	while ((point = utf8_at(text, at)).length &&
	       (fold_is_letter(point.value) || (point.value >= '0' && point.value <= '9') ||
		point.value == '\'' || point.value == 0x2019 || point.value == '-' ||
		point.value > 0x2190))
		at += point.length;
	return at;
}

static struct span copy_of(struct span word)
{
	return (struct span){ mem_copy(word), word.length };
}

static void add_word(struct compiler *c, struct open *open, struct span text, size_t at, size_t end)
{
	struct str folded = { 0 };
	fold_word(span_slice(text, at, end), &folded);
	struct span word = str_span(&folded);
	size_t joined = elided(word);
	if (joined && joined < word.length) {
		add_node(c, open, (struct node){ .word = copy_of(span_slice(word, 0, joined)) });
		word = span_slice(word, joined, word.length);
	} else if (!joined && word.length > 1 && span_ends(word, SPAN("'"))) {
		word.length--; /* un po': the sign is no part of the word in a text */
	}
	struct node node = {
		.word = copy_of(word),
		.is_prefix = end < text.length && text.at[end] == '*',
		.is_suffix = at > 0 && text.at[at - 1] == '*',
	};
	add_node(c, open, node);
	str_release(&folded);
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

static void add_sequence(struct compiler *c, struct open *open, struct span text, int depth);

/* (a|b) or, with `optional`, [a|b]. */
static void add_group(struct compiler *c, struct open *open, struct span inner, bool optional,
		      int depth)
{
	struct open before, after;
	size_t start = 0;
	copy_open(&before, open);
	after.count = 0;
	after.start = false;
	if (optional)
		copy_open(&after, open);
	for (size_t i = 0; i <= inner.length && !c->failed; i++) {
		if (i < inner.length && (inner.at[i] == '(' || inner.at[i] == '[')) {
			i = group_end(inner, i);
			continue;
		}
		if (i < inner.length && inner.at[i] != '|')
			continue;
		copy_open(open, &before);
		add_sequence(c, open, span_slice(inner, start, i), depth);
		if (span_trim(span_slice(inner, start, i)).length == 0)
			fail(c, N_("a choice is empty; [a] is one or none"));
		join_open(c, &after, open);
		start = i + 1;
	}
	copy_open(open, &after);
}

static void add_sequence(struct compiler *c, struct open *open, struct span text, int depth)
{
	if (depth > DEPTH_MOST)
		fail(c, TOO_MANY);
	for (size_t at = 0; at < text.length && !c->failed;) {
		struct utf8_point point = utf8_at(text, at);
		size_t end = word_end(text, at);
		if (end > at) {
			add_word(c, open, text, at, end);
			at = end;
		} else if (point.value == '(' || point.value == '[') {
			end = group_end(text, at);
			if (end == text.length)
				fail(c, N_("a bracket opens and does not close"));
			else
				add_group(c, open, span_slice(text, at + 1, end),
					  point.value == '[', depth + 1);
			at = end + 1;
		} else {
			bool sign = point.value == '?' || point.value == '!' ||
				    point.value == ':' || point.value == '.';
			if (sign || point.value == 0x2026)
				add_node(c, open,
					 (struct node){ .sign = sign ? (char)point.value : '\0' });
			at += point.length ? point.length : 1;
		}
	}
}

static uint64_t bit_of(uint32_t key)
{
	return (uint64_t)1 << (key >> 16) % 64;
}

/* Phrases that begin alike are many: what stands behind tells most of them apart. */
static void note_behind(struct phrases *phrases, struct entry *entry)
{
	const struct node *node = &phrases->nodes.at[entry->node];
	entry->behind = node->ends ? ANY : 0;
	for (int edge = node->edges; edge != NONE; edge = phrases->edges.at[edge].next) {
		const struct node *to = &phrases->nodes.at[phrases->edges.at[edge].to];
		bool whole = to->word.length && !to->is_prefix && !to->is_suffix;
		entry->behind |= whole ? bit_of(to->key) : ANY;
	}
}

bool phrases_add(struct phrases *phrases, struct span text, struct phrase_owner owner,
		 struct err *err)
{
	struct compiler compiler = {
		.phrases = phrases,
		.entry = { .rule = owner.rule,
			   .phrase = owner.phrase,
			   .groups = (uint32_t)1 << owner.group % PHRASE_GROUPS,
			   .at_start = span_starts(text, SPAN("^")) },
		.first_node = phrases->nodes.count,
		.first_entry = phrases->entries.count,
	};
	struct open open;
	open.count = 0;
	open.start = true;
	add_sequence(&compiler, &open, span_slice(text, compiler.entry.at_start, text.length), 0);
	for (size_t i = 0; i < open.count; i++)
		phrases->nodes.at[open.nodes[i]].ends = true;
	if (open.start)
		fail(&compiler, N_("one word must stand in it outside of [ ]"));
	for (size_t i = compiler.first_entry; i < phrases->entries.count; i++)
		note_behind(phrases, &phrases->entries.at[i]);
	/* What failed half-way stays and never ends: it cannot be found. */
	return !compiler.failed ||
	       err_set(err, ERR_INPUT, _("the phrase “%.*s” cannot be read: %s"), SPAN_ARGS(text),
		       _(compiler.failed));
}

/* ---- matching ---- */

/* A word of the text in the form to compare by: its end in `text`, and the token it is from. */
struct word {
	size_t end, token;
	uint32_t key, letters; /* of all of it; of its first letters */
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

static void add_word_of(struct words_of *words, size_t end, size_t token)
{
	*arr_add(words) = (struct word){ .end = end, .token = token };
	struct span word = word_at(words, words->count - 1);
	struct word *added = &words->at[words->count - 1];
	added->key = key_of(word);
	added->letters = key_of(span_slice(word, 0, PREFIX_KEY));
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
			add_word_of(words, start + joined, i);
		add_word_of(words, words->text.length, i);
	}
}

static bool fits(const struct node *node, const struct words_of *words, size_t index)
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
	const struct words_of *words;
	const struct phrase_search *search;
	uint32_t groups;
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

static bool is_other_word(const struct node *node, uint32_t key)
{
	return node->word.length && !node->is_prefix && !node->is_suffix && node->key != key;
}

static size_t match(const struct stretch *stretch, int at, size_t word);

/* The word behind the longest match of what may follow the step, from `word` on; 0: none. */
static size_t match_next(const struct stretch *stretch, const struct node *node, size_t word)
{
	size_t longest = node->ends ? word : 0;
	uint32_t key = word < stretch->end ? stretch->words->at[word].key : 0;
	for (int edge = node->edges; edge != NONE; edge = stretch->phrases->edges.at[edge].next) {
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
	const struct node *node = &stretch->phrases->nodes.at[at];
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

static void lay_out(struct phrases *phrases)
{
	if (phrases->laid_out.count == phrases->entries.count)
		return;
	arr_clear(&phrases->laid_out);
	arr_reserve(&phrases->laid_out, phrases->entries.count);
	for (size_t i = 0; i < 2 * BUCKETS; i++) {
		phrases->starts[i] = (unsigned)phrases->laid_out.count;
		for (int k = phrases->buckets[i]; k != NONE; k = phrases->entries.at[k].next)
			*arr_add(&phrases->laid_out) = phrases->entries.at[k];
	}
	phrases->starts[2 * BUCKETS] = (unsigned)phrases->laid_out.count;
}

/* What begins at the word, of those that begin with that key. */
static void match_bucket(const struct stretch *stretch, size_t bucket, uint32_t key)
{
	const struct word *words = stretch->words->at;
	const struct phrase_search *search = stretch->search;
	bool is_last = stretch->word + 1 == stretch->end;
	uint64_t behind = is_last ? 0 : bit_of(words[stretch->word + 1].key);
	unsigned stop = stretch->phrases->starts[bucket + 1];
	for (unsigned i = stretch->phrases->starts[bucket]; i < stop; i++) {
		const struct entry *entry = &stretch->phrases->laid_out.at[i];
		if (entry->key != key || !(entry->groups & stretch->groups) ||
		    (entry->behind != ANY && !(entry->behind & behind)) ||
		    (entry->at_start && stretch->word != stretch->first))
			continue;
		size_t end = match(stretch, entry->node, stretch->word);
		if (end)
			search->found(search->context, entry->rule, entry->phrase,
				      words[stretch->word].token, words[end - 1].token + 1);
	}
}

static void match_sentence(struct stretch *stretch)
{
	const struct token *tokens = stretch->analysis->tokens.at;
	const struct word *words = stretch->words->at;
	stretch->first = stretch->word;
	while (stretch->first < stretch->end &&
	       tokens[words[stretch->first].token].kind == TOKEN_EMOJI)
		stretch->first++;
	for (; stretch->word < stretch->end; stretch->word++) {
		const struct word *word = &words[stretch->word];
		if (word_at(stretch->words, stretch->word).length == 0 ||
		    (tokens[word->token].flags & TOKEN_QUOTED))
			continue;
		match_bucket(stretch, word->key % BUCKETS, word->key);
		match_bucket(stretch, word->letters % BUCKETS + BUCKETS, word->letters);
	}
}

void phrases_match(struct phrases *phrases, const struct analysis *analysis,
		   const struct phrase_search *search)
{
	lay_out(phrases);
	struct words_of words = { 0 };
	collect_words(analysis, &words);
	struct stretch stretch = {
		.phrases = phrases, .analysis = analysis, .words = &words, .search = search
	};
	for (size_t i = 0; i < analysis->sentences.count; i++) {
		const struct sentence *sentence = &analysis->sentences.at[i];
		size_t behind = sentence->first_token + sentence->token_count;
		while (stretch.word < words.count &&
		       words.at[stretch.word].token < sentence->first_token)
			stretch.word++;
		stretch.end = stretch.word;
		while (stretch.end < words.count && words.at[stretch.end].token < behind)
			stretch.end++;
		stretch.groups =
			search->groups ? search->groups(search->context, sentence) : UINT32_MAX;
		match_sentence(&stretch);
	}
	str_release(&words.text);
	arr_release(&words);
}
