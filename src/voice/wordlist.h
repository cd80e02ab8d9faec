/*
 * The words that carry style in one language: PATH_SHARED voice/<lang>.yaml, read once a profile.
 * Words are compared folded (lang/fold.h). Without the file the wordlist is empty.
 */
#ifndef TONFALL_VOICE_WORDLIST_H
#define TONFALL_VOICE_WORDLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"

enum wordlist_group {
	WORDLIST_FUNCTION = 1,
	WORDLIST_FIRST = 2, /* ich, je, io, I */
	WORDLIST_WE = 4,
	WORDLIST_YOU = 8,
};

struct wordlist_word {
	uint64_t hash;
	unsigned groups;
	char *text; /* folded */
};

struct wordlist {
	enum language language;
	struct wordlist_word *words; /* by hash */
	size_t count;
	char **endings; /* of abstract nouns, folded; NULL-terminated */
};

uint64_t wordlist_hash(struct span folded);

bool wordlist_init(struct wordlist *wordlist, enum language language, struct err *err);
void wordlist_release(struct wordlist *wordlist);
/* NULL when the word is none of them. */
const struct wordlist_word *wordlist_find(const struct wordlist *wordlist, struct span folded);
bool wordlist_is_abstract(const struct wordlist *wordlist, struct span folded);

#endif
