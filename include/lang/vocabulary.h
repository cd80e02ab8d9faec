/*
 * The distinct words of texts: what is asked of a word wherever it stands is found out once, for
 * four words of five in a long text stand there before, and most words of a short one in those
 * before it. For analysis.c, and for who asks more of them.
 *
 * A word's number counts from 0 and holds for the text at hand: when there are more than
 * VOCABULARY_KEPT, the next text begins with none.
 */
#ifndef TONFALL_LANG_VOCABULARY_H
#define TONFALL_LANG_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arr.h"
#include "base/span.h"
#include "lang/common.h"
#include "lang/language.h"

/* What a word may be among names (lang/name.h). */
enum vocabulary_name {
	NAME_FIRST = 1,
	NAME_TITLE = 2,
	NAME_COMPANY = 4,
	NAME_PREPOSITION = 8,
	NAME_PARTICLE = 16,
};

enum { VOCABULARY_KEPT = 8192, VOCABULARY_LETTERS = 3 /* bytes */ };

struct vocabulary_word {
	struct span word; /* owned */
	uint64_t hash;
	struct span folded;		/* owned; the form to compare by (lang/fold.h) */
	uint32_t key, key_of_letters;	/* fold_key of it, and of its first letters */
	bool has_apostrophe;		/* in that form */
	struct common_languages common; /* of the word with a small letter at its start */
	unsigned names;
	/* Of words with a capital: their first token in the text of that number. For analysis.c. */
	uint32_t text, first_token;
	bool was_weighed;
	struct language_evidence evidence; /* then */
};

struct vocabulary {
	struct vocabulary_words ARR(struct vocabulary_word) words;
	uint32_t *slots; /* open addressing by the hash: the number + 1; 0: free */
	size_t room;
	uint32_t text; /* the number of the one at hand, from 1 */
};

/* The zeroed struct is empty. To be called before the words of a text are asked for. */
void vocabulary_begin(struct vocabulary *vocabulary);
void vocabulary_release(struct vocabulary *vocabulary);

/* The number of the word, which is added when it is new. */
uint32_t vocabulary_number(struct vocabulary *vocabulary, struct span word);
/* What speaks for which language in a word of letters alone. */
const struct language_evidence *vocabulary_evidence(struct vocabulary *vocabulary, uint32_t number);

#endif
