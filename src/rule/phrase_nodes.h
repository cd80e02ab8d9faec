/* The phrases as they are compiled (rule/phrase.c) and matched (rule/phrase_match.c). */
#ifndef TONFALL_RULE_PHRASE_NODES_H
#define TONFALL_RULE_PHRASE_NODES_H

#include "base/str.h"
#include "rule/phrase.h"

enum {
	PHRASE_BUCKETS = 4096,
	PHRASE_NONE = -1,
	PHRASE_PREFIX = VOCABULARY_LETTERS,
	PHRASE_KEYS = 1 << 16,
};

/* The last bit stands for whatever is behind, be it nothing. */
#define PHRASE_ANY	UINT64_MAX
#define PHRASE_WHATEVER ((uint64_t)1 << 63)

/* One step of a phrase: a word to be matched whole, by its beginning (`word*`) or end (`*word`), a
 * gap (`…`), or a sign that must follow the word before. */
struct phrase_node {
	struct span word; /* owned; of no bytes: a gap, or a sign */
	bool is_prefix, is_suffix;
	char sign;    /* ? ! or :, else 0; a full stop: the sentence ends there */
	bool ends;    /* a phrase may end here */
	int edges;    /* to the next steps, PHRASE_NONE: none */
	uint32_t key; /* of the whole word */
};

struct phrase_edge {
	int to, next;
};

/* Where a phrase may begin; all that begin with the same word (or letters) hang together. */
struct phrase_entry {
	uint64_t behind; /* bits of the keys of what may stand behind its first word; PHRASE_ANY:
			  * anything
			  */
	uint32_t key;	 /* of the word (or letters) in its language: most of a bucket are others */
	uint32_t groups; /* a bit: the one it is of */
	int node, next;
	size_t rule, phrase;
	bool at_start; /* `^`: of its sentence */
};

/* A word of the text in the form to compare by, and the token it is from. */
struct phrase_word {
	const char *at; /* the vocabulary's; NULL: from `start` on in the text of them */
	uint32_t start, length;
	uint32_t key, letters; /* of all of it; of its first letters */
	size_t token;
};

struct phrases {
	struct {
		struct phrase_node *at;
		size_t count, room;
	} nodes;
	struct {
		struct phrase_edge *at;
		size_t count, room;
	} edges;
	struct {
		struct phrase_entry *at;
		size_t count, room;
	} entries;
	/* By the first word, and from PHRASE_BUCKETS on by the first bytes of a first word with *.
	 */
	int buckets[2 * PHRASE_BUCKETS];
	/* The same laid out bucket by bucket, so that those of one are read in a row; done when
	 * something is looked for first. Those of bucket i are [starts[i], starts[i + 1]). */
	struct {
		struct phrase_entry *at;
		size_t count, room;
	} laid_out;
	unsigned starts[2 * PHRASE_BUCKETS + 1];
	/* A bit for the low bits of each key of a word, and of first bytes: most words of a text
	 * begin nothing. */
	uint64_t known[2][PHRASE_KEYS / 64];
	struct phrase_words {
		struct phrase_word *at;
		size_t count, room;
		struct str text; /* of words that are but a part of a token, and others */
	} words;		 /* of the text at hand; kept for their memory */
};

/* Of a word that phrases of a language begin with. */
static inline uint32_t phrase_key_in(uint32_t key, enum language language)
{
	return key + (uint32_t)language * 2654435769u;
}

static inline uint64_t phrase_bit(uint32_t key)
{
	return (uint64_t)1 << (key >> 16) % 63;
}

/* The length of what French and Italian join to the next word by an apostrophe (l', qu', dell'); 0
 * when the word has none. Such words count as two: «d'innovation» holds «innovation». */
size_t phrase_elided(struct span word);

#endif
