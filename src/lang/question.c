#include "lang/question.h"

#include "lang/analysis.h"
#include "lang/common.h"
#include "text/utf8.h"

enum { TAIL_STEM_LEAST = 4 }; /* bytes */

/* The end of a compound: a stem, with an ending or without. */
static bool is_tail(const struct question *q, struct span part)
{
	static const char *const endings[] = {
		"", "n", "s", "e", "en", "es", "er", "ern", "innen"
	};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct span ending = span_of(endings[i]);
		if (part.length >= ending.length + TAIL_STEM_LEAST && span_ends(part, ending) &&
		    lexicon_has_stem(q->lexicon, span_slice(part, 0, part.length - ending.length)))
			return true;
	}
	return false;
}

bool question_is_near_word(const struct question *q, struct span word)
{
	if (lexicon_near_word(q->lexicon, word))
		return true;
	/* A slip in one part of a compound. */
	for (size_t at = 4; q->language == LANGUAGE_DE && at + 4 <= word.length; at++) {
		struct span first = span_slice(word, 0, at);
		struct span rest = span_slice(word, at, word.length);
		if ((word.at[at] & 0xc0) != 0x80 &&
		    ((lexicon_has_stem(q->lexicon, first) && lexicon_near_word(q->lexicon, rest)) ||
		     (lexicon_near_word(q->lexicon, first) && is_tail(q, rest))))
			return true;
	}
	return false;
}

bool question_is_term(const struct question *q, struct span word)
{
	size_t letters = utf8_count(word);
	bool amid = q->flags & TOKEN_AMID_FOREIGN ||
		    (q->flags & TOKEN_BESIDE_NAME && q->flags & TOKEN_CAPITAL &&
		     !(q->flags & TOKEN_SENTENCE_START)) ||
		    (q->language == LANGUAGE_DE && q->flags & TOKEN_CAPITAL &&
		     common_has(LANGUAGE_EN, word)); /* ein Like */
	if (letters < (amid ? 2 : QUESTION_TERM_LEAST))
		return false;
	if (q->language != LANGUAGE_EN)
		(void)speller_load(q->speller, LANGUAGE_EN, NULL);
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct lexicon *lexicon = speller_lexicon(q->speller, (enum language)i);
		if (i != (int)q->language && lexicon && lexicon_surely_knows(lexicon, word))
			return amid || !lexicon_near_word(q->lexicon, word);
	}
	return false;
}
