#include "lang/speller.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lang/analysis.h"
#include "lang/compound.h"
#include "lang/derivation.h"
#include "lang/fold.h"
#include "lang/gender.h"
#include "lang/offer.h"
#include "lang/part.h"
#include "lang/unknown.h"
#include "lang/verdicts.h"
#include "text/utf8.h"

enum {
	CACHED = 1 << 16,
	SHORTENED_MOST = 6, /* letters of an abbreviation */
};

/* The flags that may change a verdict; PLAIN stands for words that are right wherever they stand.
 */
enum {
	CONTEXT = TOKEN_CAPITAL | TOKEN_UPPER | TOKEN_SENTENCE_START | TOKEN_GENDER |
		  TOKEN_BESIDE_NAME | TOKEN_AFTER_NAME | TOKEN_REPEATED | TOKEN_STUMP |
		  TOKEN_SHORTENED | TOKEN_AMID_FOREIGN | TOKEN_AFTER_PREPOSITION,
	PLAIN = 1 << 30,
};

struct tongue {
	struct lexicon *lexicon, *spare; /* spare: read, but not in use */
	bool was_tried;
	struct err err; /* why there is none, or not all of it */
};

struct speller {
	struct tongue tongues[LANGUAGE_COUNT];
	struct verdicts *cache;
};

/* ---- life ---- */

struct speller *speller_new(void)
{
	struct speller *speller = mem_alloc(sizeof *speller);
	speller->cache = verdicts_new(CACHED);
	return speller;
}

void speller_free(struct speller *speller)
{
	if (!speller)
		return;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		lexicon_free(speller->tongues[i].lexicon), lexicon_free(speller->tongues[i].spare);
	verdicts_free(speller->cache);
	free(speller);
}

bool speller_load(struct speller *speller, enum language language, struct err *err)
{
	struct tongue *tongue = &speller->tongues[language];
	if (!tongue->was_tried) {
		tongue->was_tried = true;
		tongue->lexicon =
			tongue->spare ? tongue->spare : lexicon_new(language, &tongue->err);
		if (tongue->spare) /* it was read for nobody in particular */
			lexicon_add_personal(tongue->spare, &tongue->err);
		tongue->spare = NULL;
		/* A word that was wrong may be a term of this language. */
		verdicts_clear(speller->cache);
	}
	/* For a text in the language, not for its terms in others. */
	if (tongue->lexicon && err)
		lexicon_read_frequent(tongue->lexicon, &tongue->err);
	if (tongue->err.code != ERR_NONE && err)
		*err = tongue->err;
	return tongue->lexicon != NULL;
}

bool speller_preload(struct speller *speller, enum language language, struct err *err)
{
	struct tongue *tongue = &speller->tongues[language];
	if (tongue->was_tried || tongue->spare)
		return true;
	tongue->spare = lexicon_new(language, &tongue->err);
	if (!tongue->spare) {
		if (err)
			*err = tongue->err;
		return false;
	}
	/* What is read with the first question, and Hunspell, which the forked then share. */
	lexicon_open(tongue->spare);
	(void)lexicon_has_stem(tongue->spare, SPAN("stem"));
	lexicon_read_frequent(tongue->spare, &tongue->err);
	(void)lexicon_knows_variant(tongue->spare, SPAN("stem"));
	return true;
}

void speller_reload_personal(struct speller *speller, enum language language)
{
	struct tongue *tongue = &speller->tongues[language];
	if (tongue->lexicon) {
		tongue->err = (struct err){ 0 }; /* what was wrong with a list may be mended */
		lexicon_add_personal(tongue->lexicon, &tongue->err);
	}
	verdicts_clear(speller->cache);
}

struct lexicon *speller_lexicon(const struct speller *speller, enum language language)
{
	return speller->tongues[language].lexicon;
}

/* ---- judging ---- */

static bool form_is_right(void *context, struct span form)
{
	const struct question *q = context;
	return lexicon_knows(q->lexicon, form) ||
	       (q->language == LANGUAGE_DE && compound_is_right(q->lexicon, form));
}

/* color, center: in the American dictionary, and British where the two differ. The whole American
 * dictionary would let more slips through (yer, deices). */
static bool is_american(struct lexicon *lexicon, struct span word)
{
	static const char *const pairs[][2] = {
		{ "or", "our" },       { "er", "re" },	     { "l", "ll" },
		{ "ll", "l" },	       { "og", "ogue" },     { "ens", "enc" },
		{ "yz", "ys" },	       { "iz", "is" },	     { "e", "ae" },
		{ "e", "oe" },	       { "gray", "grey" },   { "ifact", "efact" },
		{ "check", "cheque" }, { "plow", "plough" }, { "skept", "scept" },
		{ "mold", "mould" },   { "tire", "tyre" },   { "program", "programme" },
	};
	struct str british = { 0 };
	bool right = false;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs && !right; i++) {
		struct span from = span_of(pairs[i][0]);
		for (size_t at = 0; !right && (at = span_find(word, from, at)) < word.length;
		     at++) {
			str_clear(&british);
			(void)str_add(&british, span_slice(word, 0, at));
			(void)str_add(&british, span_of(pairs[i][1]));
			(void)str_add(&british, span_slice(word, at + from.length, word.length));
			right = lexicon_knows(lexicon, str_span(&british));
		}
	}
	str_release(&british);
	return right && lexicon_knows_variant(lexicon, word);
}

/* *plain: it is right wherever it stands. */
static bool is_right(const struct question *q, struct span word, bool *plain)
{
	size_t letters = utf8_count(word);
	if (letters == 1 || (q->flags & TOKEN_UPPER && letters <= PART_ACRONYM_MOST) ||
	    (q->flags & TOKEN_SHORTENED && letters <= SHORTENED_MOST))
		return true;
	*plain = lexicon_knows(q->lexicon, word);
	if (*plain)
		return true;
	if (q->flags & TOKEN_GENDER && gender_is_right(q->language, word, form_is_right, (void *)q))
		return true;
	if (part_is_elided(q, word) || part_are_right(q, word) || part_is_stump(q, word))
		return true;
	if (q->language == LANGUAGE_DE ? compound_is_right(q->lexicon, word) ||
						 compound_is_inflected(q->lexicon, word) ||
						 derivation_is_right(q->lexicon, word)
				       : compound_has_prefix(q->lexicon, q->language, word))
		return true;
	if (q->language == LANGUAGE_EN && is_american(q->lexicon, word))
		return true;
	return question_is_term(q, word);
}

/* Is there a letter of the Latin alphabet? */
static bool is_latin(struct span word)
{
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length) {
		uint32_t c = utf8_at(word, at).value;
		if (fold_is_letter(c) && (c < 0x300 || (c >= 0x1e00 && c <= 0x1eff)))
			return true;
	}
	return false;
}

/* Мир, 世界: no word of our languages, and so no slip in one. */
static enum verdict judge(const struct question *q, struct span word, bool *plain)
{
	*plain = !is_latin(word);
	if (*plain)
		return VERDICT_RIGHT;
	if (q->language == LANGUAGE_DE && span_find(word, SPAN("ß"), 0) < word.length)
		return VERDICT_SHARP_S;
	return is_right(q, word, plain) ? VERDICT_RIGHT : unknown_judge(q, word);
}

enum verdict speller_check(struct speller *speller, enum language language, struct span word,
			   unsigned flags)
{
	struct lexicon *lexicon = speller->tongues[language].lexicon;
	if (!lexicon || word.length > LEXICON_WORD_MOST)
		return VERDICT_UNKNOWN;
	if (verdicts_get(speller->cache, language, word, PLAIN, NULL) == VERDICT_RIGHT)
		return VERDICT_RIGHT;
	flags &= CONTEXT;
	enum verdict known = verdicts_get(speller->cache, language, word, flags, NULL);
	if (known != VERDICT_UNKNOWN)
		return known;
	struct question question = { speller, lexicon, language, flags };
	struct str composed = { 0 };
	bool plain = false;
	known = judge(&question, fold_composed(word, &composed), &plain);
	str_release(&composed);
	verdicts_set(speller->cache, language, word, plain ? PLAIN : flags, known);
	return known;
}

void speller_suggest(struct speller *speller, enum language language, struct span word,
		     const struct around *around, size_t most, struct words *out)
{
	struct lexicon *lexicon = speller->tongues[language].lexicon;
	if (lexicon)
		offer_words(lexicon, language,
			    &(struct suggest_for){ word, around, most, .soon = false }, out);
}

void speller_suggest_soon(struct speller *speller, enum language language, struct span word,
			  const struct around *around, size_t most, struct words *out)
{
	struct lexicon *lexicon = speller->tongues[language].lexicon;
	if (lexicon)
		offer_words(lexicon, language,
			    &(struct suggest_for){ word, around, most, .soon = true }, out);
}

void speller_stems(struct speller *speller, enum language language, struct span word, size_t most,
		   struct words *out)
{
	struct lexicon *lexicon = speller->tongues[language].lexicon;
	if (lexicon)
		lexicon_stems(lexicon, word, most, out);
}
