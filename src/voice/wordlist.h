/*
 * The words that carry style in one language: PATH_SHARED voice/<lang>.yaml, read once a profile.
 * Words are compared folded (lang/fold.h). Without the file the wordlist is empty.
 */
#ifndef TONFALL_VOICE_WORDLIST_H
#define TONFALL_VOICE_WORDLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arr.h"
#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"

enum wordlist_group {
	WORDLIST_FUNCTION = 1,
	WORDLIST_FIRST = 2, /* ich, je, io, I */
	WORDLIST_WE = 4,
	WORDLIST_YOU = 8,
	WORDLIST_SMOOTH = 16, /* words that polishing puts in: zudem, ermöglichen, wertvoll */
	WORDLIST_SPOKEN = 32, /* words that it takes out: halt, just, du coup */
};

struct wordlist_word {
	uint64_t hash;
	unsigned groups;
	char *text; /* folded */
};

struct wordlist_words ARR(struct wordlist_word);

struct wordlist {
	enum language language;
	struct wordlist_words words; /* by hash; without the tones */
	struct wordlist_words tones; /* by hash: smooth and spoken ones */
	char **endings;		     /* of abstract nouns, folded; NULL-terminated */
};

uint64_t wordlist_hash(struct span folded);

bool wordlist_init(struct wordlist *wordlist, enum language language, struct err *err);
void wordlist_release(struct wordlist *wordlist);
/* NULL when the word is none of them. */
const struct wordlist_word *wordlist_find(const struct wordlist *wordlist, struct span folded);
/* WORDLIST_SMOOTH, WORDLIST_SPOKEN, or 0. */
unsigned wordlist_tone(const struct wordlist *wordlist, struct span folded);
bool wordlist_is_abstract(const struct wordlist *wordlist, struct span folded);

#endif
