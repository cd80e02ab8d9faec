/*
 * The words that carry style in one language: PATH_SHARED voice/<lang>.yaml, read once a profile.
 * Words are compared folded (lang/fold.h). Without the file the lexicon is empty.
 */
#ifndef TONFALL_VOICE_LEXICON_H
#define TONFALL_VOICE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"

enum lexicon_group {
	LEXICON_FUNCTION = 1,
	LEXICON_FIRST = 2, /* ich, je, io, I */
	LEXICON_WE = 4,
	LEXICON_YOU = 8,
};

struct lexicon_word {
	uint64_t hash;
	unsigned groups;
	char *text; /* folded */
};

struct lexicon {
	enum language language;
	struct lexicon_word *words; /* by hash */
	size_t count;
	char **endings; /* of abstract nouns, folded; NULL-terminated */
};

uint64_t lexicon_hash(struct span folded);

bool lexicon_init(struct lexicon *lexicon, enum language language, struct err *err);
void lexicon_release(struct lexicon *lexicon);
/* NULL when the word is none of them. */
const struct lexicon_word *lexicon_find(const struct lexicon *lexicon, struct span folded);
bool lexicon_is_abstract(const struct lexicon *lexicon, struct span folded);

#endif
