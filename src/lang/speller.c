#include "lang/speller.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/analysis.h"
#include "lang/common.h"
#include "lang/compound.h"
#include "lang/derivation.h"
#include "lang/fold.h"
#include "lang/gender.h"
#include "lang/offer.h"
#include "lang/verdicts.h"
#include "text/utf8.h"

enum {
	CACHED = 1 << 16,
	ACRONYM_MOST = 6,    /* letters of a word in capitals that is not looked up */
	SHORTENED_MOST = 6,  /* letters of an abbreviation */
	NAME_MOST = 12,	     /* letters of a German name */
	SHORT_NAME_MOST = 9, /* letters of a German word that passes as a name, unmarked */
	SWAPPED_LEAST = 5,
	TAIL_STEM_LEAST = 4, /* bytes */
	PLACE_LEAST = 6,     /* letters of a place */
	ORDINARY_LEAST = 8,  /* letters of a word whose ending tells that it is no name */
	TAIL_LEAST = 6,	     /* letters of the noun at the end of a compound */
	TAIL_BEFORE = 3,     /* bytes before it */
	TERM_LEAST = 4,	     /* letters of a word that another language may lend */
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
	(void)lexicon_frequency(tongue->spare, SPAN("stem"));
	(void)lexicon_knows_variant(tongue->spare, SPAN("stem"));
	return true;
}

void speller_reload_personal(struct speller *speller, enum language language)
{
	struct tongue *tongue = &speller->tongues[language];
	if (tongue->lexicon)
		lexicon_add_personal(tongue->lexicon, &tongue->err);
	verdicts_clear(speller->cache);
}

/* ---- parts of words ---- */

struct question {
	struct speller *speller;
	struct lexicon *lexicon;
	enum language language;
	unsigned flags;
};

static bool part_is_right(const struct question *q, struct span part);

static bool is_apostrophe(struct utf8_point point)
{
	return point.value == '\'' || point.value == 0x2019 || point.value == 0x2bc;
}

/* l'atelier, dell'azienda: what follows the apostrophe. The company's, Anna's: what precedes it. */
static bool elided_is_right(const struct question *q, struct span word)
{
	size_t at = 0;
	while (at < word.length && !is_apostrophe(utf8_at(word, at)))
		at += utf8_at(word, at).length;
	struct span before = span_slice(word, 0, at);
	struct span after = span_slice(word, at + utf8_at(word, at).length, word.length);
	if (before.length == 0 || after.length == 0)
		return false;
	if (q->language == LANGUAGE_EN)
		return span_equal(after, SPAN("s")) && part_is_right(q, before);
	if (q->language == LANGUAGE_DE) /* geht's, vor'm, wie'n */
		return after.length == 1 && strchr("smnr", after.at[0]) &&
		       lexicon_knows(q->lexicon, before);
	return before.length <= 6 && part_is_right(q, after);
}

static bool has_digit_or_is_short(struct span part)
{
	for (size_t i = 0; i < part.length; i++)
		if (part.at[i] >= '0' && part.at[i] <= '9')
			return true;
	return utf8_count(part) <= 2;
}

static bool is_upper(struct span part)
{
	for (size_t at = 0; at < part.length; at += utf8_at(part, at).length)
		if (!fold_is_upper(utf8_at(part, at).value))
			return false;
	return true;
}

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

/* Is there a word in the dictionary that this could be a slip of? */
static bool is_near_a_word(const struct question *q, struct span word)
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

/* A term of English or of another language that is loaded. Alone, one that is near a word of the
 * text's own language is a slip more often (under for unter, filter for filtre). */
static bool is_term(const struct question *q, struct span word)
{
	size_t letters = utf8_count(word);
	bool amid = q->flags & TOKEN_AMID_FOREIGN ||
		    (q->flags & TOKEN_BESIDE_NAME && q->flags & TOKEN_CAPITAL &&
		     !(q->flags & TOKEN_SENTENCE_START)) ||
		    (q->language == LANGUAGE_DE && q->flags & TOKEN_CAPITAL &&
		     common_has(LANGUAGE_EN, word)); /* ein Like */
	if (letters < (amid ? 2 : TERM_LEAST))
		return false;
	if (q->language != LANGUAGE_EN)
		(void)speller_load(q->speller, LANGUAGE_EN, NULL);
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct lexicon *lexicon = q->speller->tongues[i].lexicon;
		if (i != (int)q->language && lexicon && lexicon_surely_knows(lexicon, word))
			return amid || !lexicon_near_word(q->lexicon, word);
	}
	return false;
}

static bool part_is_right(const struct question *q, struct span part)
{
	if (has_digit_or_is_short(part) || lexicon_knows(q->lexicon, part))
		return true;
	if (is_upper(part) && utf8_count(part) <= ACRONYM_MOST)
		return true;
	if (q->language == LANGUAGE_DE
		    ? lexicon_knows_upper(q->lexicon, part) || compound_is_right(q->lexicon, part)
		    : compound_has_prefix(q->lexicon, q->language, part))
		return true;
	return is_term(q, part);
}

/* Hyphens: every part for itself; in German what stands before one may have a linking sound. */
static bool parts_are_right(const struct question *q, struct span word)
{
	struct span rest = word, part;
	if (span_find(word, SPAN("-"), 0) == word.length)
		return false;
	while (span_next(&rest, '-', &part)) {
		bool first = q->language == LANGUAGE_DE && rest.length > 0 &&
			     compound_is_first(q->lexicon, part);
		/* Müller-Altermatt: a part may be a name. */
		bool name = fold_is_upper(utf8_at(part, 0).value) && !is_near_a_word(q, part);
		/* Seed-Runde: among hyphens a term of English need not be long. */
		struct question amid = *q;
		amid.flags |= utf8_count(part) >= TERM_LEAST ? TOKEN_AMID_FOREIGN : 0;
		if (part.length > 0 && !first && !name && !part_is_right(&amid, part) &&
		    !elided_is_right(q, part))
			return false;
	}
	return true;
}

/* all’11 %, l’80 %: what is elided before a number. */
static bool is_elided(const struct question *q, struct span word)
{
	static const char *const french[] = { "l", "d", "qu", "jusqu", "lorsqu", "puisqu" };
	struct str whole = { 0 };
	bool right = false;
	if (q->language == LANGUAGE_FR)
		for (size_t i = 0; i < sizeof french / sizeof *french; i++)
			right |= span_equal(word, span_of(french[i]));
	(void)str_add(&whole, word);
	(void)str_add(&whole, SPAN("a")); /* alla, della, una */
	right |= q->language == LANGUAGE_IT && lexicon_knows(q->lexicon, str_span(&whole));
	str_release(&whole);
	return right;
}

/* Verteidigungs- und Sicherheitssektor, Direktorinnen und -direktoren. */
static bool stump_is_right(const struct question *q, struct span word)
{
	if (q->flags & TOKEN_STUMP && is_elided(q, word))
		return true;
	return q->flags & TOKEN_STUMP && q->language == LANGUAGE_DE &&
	       (compound_is_first(q->lexicon, word) || lexicon_knows_upper(q->lexicon, word));
}

static bool form_is_right(void *context, struct span form)
{
	const struct question *q = context;
	return lexicon_knows(q->lexicon, form) ||
	       (q->language == LANGUAGE_DE && compound_is_right(q->lexicon, form));
}

/* ---- names ---- */

/* OLang, KMUs: capitals at the start make an acronym, unless they slipped (DIe). */
static bool is_acronym(const struct question *q, struct span word)
{
	struct utf8_point first = utf8_at(word, 0), second = utf8_at(word, first.length);
	struct str small = { 0 };
	if (!fold_is_upper(second.value) || span_find(word, SPAN("-"), 0) < word.length)
		return false;
	fold_word(word, &small);
	bool slipped = lexicon_knows(q->lexicon, str_span(&small)) ||
		       lexicon_knows_upper(q->lexicon, str_span(&small));
	str_release(&small);
	return !slipped;
}

/* Names do not end so: a word of the language with a slip in it. */
static bool has_ordinary_ending(const struct question *q, struct span word)
{
	static const char *const endings[LANGUAGE_COUNT] = {
		[LANGUAGE_NONE] = "",
		[LANGUAGE_DE] = "ung ungen keit keiten heit heiten schaft schaften tion tionen tät "
				"täten ismus ierung lich liche lichen",
		[LANGUAGE_FR] = "tion tions ment ments ité ités ance ances ence ences isme ique "
				"iques",
		[LANGUAGE_IT] = "zione zioni mento menti ità mente anza anze enza enze ismo",
		[LANGUAGE_EN] = "tion tions ness ment ments ity ities ance ence ing ings able",
	};
	struct span rest = span_of(endings[q->language]), ending;
	while (utf8_count(word) >= ORDINARY_LEAST && span_next(&rest, ' ', &ending))
		if (span_ends(word, ending))
			return true;
	return false;
}

/* Daeisysteme: what a longer noun ends is a compound, unless it may be a street. */
static bool ends_in_noun(const struct question *q, struct span word)
{
	static const char *const streets[] = { "strasse", "brunnen", "brücke", "garten", "matten",
					       "kirche",  "schloss", "mühle",  "kloster" };
	for (size_t i = 0; i < sizeof streets / sizeof *streets; i++)
		if (span_ends(word, span_of(streets[i])))
			return false;
	for (size_t at = TAIL_BEFORE; at < word.length; at += utf8_at(word, at).length) {
		struct span tail = span_slice(word, at, word.length);
		if (utf8_at(word, at).value != UTF8_INVALID && utf8_count(tail) >= TAIL_LEAST &&
		    lexicon_has_noun(q->lexicon, tail))
			return true;
	}
	return false;
}

/* Rüschlikon, Villmergen: what ends like the places of the country is none of its slips. */
static bool is_like_a_place(struct span word)
{
	static const char *const endings[] = { "wil",	"ikon",	   "iken",    "ingen", "hausen",
					       "hofen", "stetten", "schwand", "rüti",  "kirch",
					       "brunn", "schwil",  "matt",    "egg",   "ergen" };
	if (utf8_count(word) < PLACE_LEAST)
		return false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (span_ends(word, span_of(endings[i])))
			return true;
	return false;
}

/* Firday: two letters in the wrong order make no name out of a word. */
static bool is_swapped(const struct question *q, struct span word)
{
	struct str other = { 0 };
	bool found = false;
	size_t length = utf8_at(word, 0).length;
	while (length < word.length && !found && utf8_count(word) >= SWAPPED_LEAST) {
		struct utf8_point a = utf8_at(word, length);
		size_t next = length + a.length, end = next + utf8_at(word, next).length;
		str_clear(&other);
		(void)str_add(&other, span_slice(word, 0, length));
		(void)str_add(&other, span_slice(word, next, end));
		(void)str_add(&other, span_slice(word, length, next));
		(void)str_add(&other, span_slice(word, end, word.length));
		/* In German all nouns have a capital, elsewhere names do above all. */
		found = end > next &&
			(q->language == LANGUAGE_DE
				 ? lexicon_knows(q->lexicon, str_span(&other))
				 : lexicon_frequency(q->lexicon, str_span(&other)) > 0);
		length = next;
	}
	str_release(&other);
	return found;
}

/* l’Areuse, d’Étoy: behind what was elided stands a capital. */
static bool elided_name(const struct question *q, struct span word, struct span *name)
{
	size_t at = 0;
	while (at < word.length && !is_apostrophe(utf8_at(word, at)))
		at += utf8_at(word, at).length;
	*name = span_slice(word, at + utf8_at(word, at).length, word.length);
	return (q->language == LANGUAGE_FR || q->language == LANGUAGE_IT) && at <= 6 &&
	       name->length > 0 && fold_is_upper(utf8_at(*name, 0).value);
}

/* What is not known and has a capital: a name, perhaps, or a slip. What stands behind a first name
 * or a title is a name; others are when nothing in the dictionary is near. */
static enum verdict judge_unknown(const struct question *q, struct span word)
{
	bool german = q->language == LANGUAGE_DE;
	bool starts = q->flags & TOKEN_SENTENCE_START;
	bool beside = q->flags & TOKEN_BESIDE_NAME;
	struct span name;
	if (elided_name(q, word, &name)) {
		struct question alone = *q;
		alone.flags = (q->flags | TOKEN_CAPITAL) & ~(unsigned)TOKEN_SENTENCE_START;
		return judge_unknown(&alone, name);
	}
	if (!(q->flags & TOKEN_CAPITAL))
		return VERDICT_WRONG;
	if (is_acronym(q, word))
		return VERDICT_RIGHT;
	if (q->flags & TOKEN_AFTER_NAME)
		return VERDICT_RIGHT;
	bool likely = (!starts && (!german || beside)) ||
		      q->flags & (TOKEN_REPEATED | TOKEN_AFTER_PREPOSITION);
	if (german && utf8_count(word) > NAME_MOST)
		return VERDICT_WRONG; /* a compound with a slip in it */
	bool near = is_near_a_word(q, word);
	if (german && is_like_a_place(word))
		return VERDICT_RIGHT;
	bool ordinary = german ? has_ordinary_ending(q, word) || ends_in_noun(q, word)
			       : near && has_ordinary_ending(q, word);
	if (!(q->flags & TOKEN_REPEATED) && (ordinary || is_swapped(q, word)))
		return VERDICT_WRONG;
	if (likely && !near)
		return german && utf8_count(word) > SHORT_NAME_MOST ? VERDICT_NAME : VERDICT_RIGHT;
	/* Elira, Peccia: few German words end so. */
	if (german && utf8_count(word) <= SHORT_NAME_MOST &&
	    strchr("aio", word.at[word.length - 1]))
		return VERDICT_NAME;
	return (german && near) || starts ? VERDICT_WRONG : VERDICT_NAME;
}

/* ---- judging ---- */

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
	if (letters == 1 || (q->flags & TOKEN_UPPER && letters <= ACRONYM_MOST) ||
	    (q->flags & TOKEN_SHORTENED && letters <= SHORTENED_MOST))
		return true;
	*plain = lexicon_knows(q->lexicon, word);
	if (*plain)
		return true;
	if (q->flags & TOKEN_GENDER && gender_is_right(q->language, word, form_is_right, (void *)q))
		return true;
	if (elided_is_right(q, word) || parts_are_right(q, word) || stump_is_right(q, word))
		return true;
	if (q->language == LANGUAGE_DE ? compound_is_right(q->lexicon, word) ||
						 compound_is_inflected(q->lexicon, word) ||
						 derivation_is_right(q->lexicon, word)
				       : compound_has_prefix(q->lexicon, q->language, word))
		return true;
	if (q->language == LANGUAGE_EN && is_american(q->lexicon, word))
		return true;
	return is_term(q, word);
}

static enum verdict judge(const struct question *q, struct span word, bool *plain)
{
	if (q->language == LANGUAGE_DE && span_find(word, SPAN("ß"), 0) < word.length)
		return VERDICT_SHARP_S;
	return is_right(q, word, plain) ? VERDICT_RIGHT : judge_unknown(q, word);
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
	bool plain = false;
	known = judge(&question, word, &plain);
	verdicts_set(speller->cache, language, word, plain ? PLAIN : flags, known);
	return known;
}

void speller_suggest(struct speller *speller, enum language language, struct span word, size_t most,
		     struct words *out)
{
	struct lexicon *lexicon = speller->tongues[language].lexicon;
	if (lexicon)
		offer_words(lexicon, language, word, false, most, out);
}

void speller_suggest_soon(struct speller *speller, enum language language, struct span word,
			  size_t most, struct words *out)
{
	struct lexicon *lexicon = speller->tongues[language].lexicon;
	if (lexicon)
		offer_words(lexicon, language, word, true, most, out);
}

void speller_stems(struct speller *speller, enum language language, struct span word, size_t most,
		   struct words *out)
{
	struct lexicon *lexicon = speller->tongues[language].lexicon;
	if (lexicon)
		lexicon_stems(lexicon, word, most, out);
}
