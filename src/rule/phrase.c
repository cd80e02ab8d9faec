#include "phrase_nodes.h"

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
};

#define TOO_MANY N_("it has too many choices; make two phrases of it")

struct phrases *phrases_new(void)
{
	struct phrases *phrases = mem_alloc(sizeof *phrases);
	for (int i = 0; i < 2 * PHRASE_BUCKETS; i++)
		phrases->buckets[i] = PHRASE_NONE;
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
	arr_release(&phrases->words);
	str_release(&phrases->words.text);
	free(phrases);
}

/* The steps that what follows is joined to; `start`: nothing came before yet. */
struct open {
	int nodes[OPEN_MOST];
	size_t count;
	bool start;
};

struct compiler {
	struct phrases *phrases;
	struct phrase_entry entry; /* to be copied */
	enum language language;
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
	const struct phrase_node *node = &phrases->nodes.at[at];
	struct span word = node->word;
	if (word.length == 0 || node->is_suffix)
		fail(c, N_("it must begin with a word, not with *, … or a sign"));
	if (node->is_prefix && word.length < PHRASE_PREFIX)
		fail(c, N_("its first word needs three letters before *"));
	if (c->failed)
		return;
	struct phrase_entry entry = c->entry;
	entry.key = phrase_key_in(
		fold_key(node->is_prefix ? span_slice(word, 0, PHRASE_PREFIX) : word), c->language);
	int *bucket = &phrases->buckets[entry.key % PHRASE_BUCKETS +
					(node->is_prefix ? PHRASE_BUCKETS : 0)];
	entry.node = at;
	entry.next = *bucket;
	*bucket = (int)phrases->entries.count;
	*arr_add(&phrases->entries) = entry;
}

/* Adds a step behind all open ones; it alone is open then. */
static void add_node(struct compiler *c, struct open *open, struct phrase_node node)
{
	struct phrases *phrases = c->phrases;
	int at = (int)phrases->nodes.count;
	if (phrases->nodes.count - c->first_node >= NODES_MOST)
		fail(c, TOO_MANY);
	if (c->failed) {
		free((char *)node.word.at);
		return;
	}
	node.edges = PHRASE_NONE;
	node.key = fold_key(node.word);
	*arr_add(&phrases->nodes) = node;
	for (size_t i = 0; i < open->count; i++) {
		struct phrase_node *before = &phrases->nodes.at[open->nodes[i]];
		*arr_add(&phrases->edges) = (struct phrase_edge){ at, before->edges };
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

size_t phrase_elided(struct span word)
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
	size_t joined = phrase_elided(word);
	if (joined && joined < word.length) {
		add_node(c, open,
			 (struct phrase_node){ .word = copy_of(span_slice(word, 0, joined)) });
		word = span_slice(word, joined, word.length);
	} else if (!joined && word.length > 1 && span_ends(word, SPAN("'"))) {
		word.length--; /* un po': the sign is no part of the word in a text */
	}
	struct phrase_node node = {
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
					 (struct phrase_node){ .sign = sign ? (char)point.value
									    : '\0' });
			at += point.length ? point.length : 1;
		}
	}
}

/* Phrases that begin alike are many: what stands behind tells most of them apart. */
static void note_behind(struct phrases *phrases, struct phrase_entry *entry)
{
	const struct phrase_node *node = &phrases->nodes.at[entry->node];
	entry->behind = node->ends ? PHRASE_ANY : 0;
	for (int edge = node->edges; edge != PHRASE_NONE; edge = phrases->edges.at[edge].next) {
		const struct phrase_node *to = &phrases->nodes.at[phrases->edges.at[edge].to];
		bool whole = to->word.length && !to->is_prefix && !to->is_suffix;
		entry->behind |= whole ? phrase_bit(to->key) : PHRASE_ANY;
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
		.language = owner.language,
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
