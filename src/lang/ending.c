#include "lang/ending.h"

#include "lang/lexicon.h"

enum { ROOT_LEAST = 4 }; /* bytes that are left when an ending is taken off */

#define SPAN_OF(text)                 \
	{                             \
		text, sizeof text - 1 \
	}

/* The first that fits is taken off. */
static const struct span endings[LANGUAGE_COUNT][7] = {
	[LANGUAGE_DE] = { SPAN_OF("en"), SPAN_OF("n"), SPAN_OF("e") },
	[LANGUAGE_FR] = { SPAN_OF("er"), SPAN_OF("ir"), SPAN_OF("re"), SPAN_OF("e") },
	[LANGUAGE_IT] = { SPAN_OF("are"), SPAN_OF("ere"), SPAN_OF("ire"), SPAN_OF("o"),
			  SPAN_OF("a"), SPAN_OF("e") },
	[LANGUAGE_EN] = { SPAN_OF("e") },
};

struct span ending_at(enum language language, size_t index)
{
	return endings[language][index];
}

size_t ending_length(enum language language, struct span stem)
{
	for (const struct span *ending = endings[language]; ending->length; ending++) {
		size_t same = 0; /* letters from the end; asked of every stem there is */
		while (same < ending->length && stem.length >= same + 1 + ROOT_LEAST &&
		       stem.at[stem.length - 1 - same] == ending->at[ending->length - 1 - same])
			same++;
		if (same == ending->length)
			return same;
	}
	return 0;
}

bool ending_makes_noun(enum language language, struct span verb)
{
	return language == LANGUAGE_DE && verb.length >= ROOT_LEAST + 2 &&
	       verb.length + 1 < LEXICON_WORD_MOST && span_ends(verb, SPAN("en"));
}
