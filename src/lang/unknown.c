#include "lang/unknown.h"

#include <string.h>

#include "base/str.h"
#include "lang/analysis.h"
#include "lang/fold.h"
#include "lang/near.h"
#include "text/utf8.h"

enum {
	NAME_MOST = 12,	     /* letters of a German name */
	SHORT_NAME_MOST = 9, /* letters of a German word that passes as a name, unmarked */
	SWAPPED_LEAST = 5,
	SLIPPED_LEAST = 6,
	COMMON_LEAST = 4,   /* of a slip of a common word */
	PLACE_LEAST = 6,    /* letters of a place */
	ORDINARY_LEAST = 8, /* letters of a word whose ending tells that it is no name */
	TAIL_LEAST = 6,	    /* letters of the noun at the end of a compound */
	TAIL_BEFORE = 3,    /* bytes before it */
	MAPPED_LEAST = 4,   /* letters of a name on a map before -brücke … */
	MAPPED_SHORT = 5,   /* … near which there is always a word */
};

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

/* Of Zulgweg the Zulg: what stands before a street or what else bears a name on a map; empty when
 * the word does not end so. */
static struct span named_on_a_map(struct span word)
{
	static const char *const ends[] = { "strasse", "brunnen",  "brücke", "garten",	"matten",
					    "kirche",  "schloss",  "mühle",  "kloster", "weg",
					    "gasse",   "platz",	   "quai",   "steg",	"viadukt",
					    "tunnel",  "gletscher" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(word, span_of(ends[i])))
			return span_slice(word, 0, word.length - strlen(ends[i]));
	return SPAN("");
}

/* Daeisysteme: what a longer noun ends is a compound, unless it may be a street. */
static bool ends_in_noun(const struct question *q, struct span word)
{
	if (named_on_a_map(word).length > 0)
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
					       "brunn", "schwil",  "matt",    "egg",   "ergen",
					       "engen", "neuve",   "ville",   "court", "vaux",
					       "tal" };
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

/* Leitbld, Ersatzwgs: no stem is near, but a word that the dictionary puts together is. Of what
 * ends like a name (Dabi, Brüo) it must be a common one. */
static bool is_slipped(const struct question *q, struct span word, bool like_a_name)
{
	return utf8_count(word) >= (like_a_name ? COMMON_LEAST : SLIPPED_LEAST) &&
	       span_find(word, SPAN("-"), 0) == word.length &&
	       (like_a_name ? near_common : near_known)(q->lexicon, q->language, word);
}

/* What stands behind what was elided; nothing when nothing was. */
static struct span behind_elision(const struct question *q, struct span word)
{
	size_t at = 0;
	while (at < word.length && !fold_is_apostrophe(utf8_at(word, at).value))
		at += utf8_at(word, at).length;
	bool elides = (q->language == LANGUAGE_FR || q->language == LANGUAGE_IT) && at <= 6 &&
		      at < word.length;
	return span_slice(word, elides ? at + utf8_at(word, at).length : word.length, word.length);
}

/* Elira, Peccia: few German words end so, those in -ei (Kanzlei) apart. */
static bool ends_like_a_name(struct span word)
{
	return strchr("aio", word.at[word.length - 1]) && !span_ends(word, SPAN("ei"));
}

/* Emmebrücke, Ergolzbrücke: false when what stands before is a slip or no name. */
static bool is_on_a_map(const struct question *q, struct span word, enum verdict *verdict)
{
	struct span name = named_on_a_map(word);
	size_t letters = utf8_count(name);
	if (letters < MAPPED_LEAST || letters > NAME_MOST)
		return false;
	*verdict = lexicon_knows(q->lexicon, name) ? VERDICT_RIGHT : VERDICT_NAME;
	return *verdict == VERDICT_RIGHT ||
	       !(letters <= MAPPED_SHORT ? near_common : near_known)(q->lexicon, q->language, name);
}

enum verdict unknown_judge(const struct question *q, struct span word)
{
	bool german = q->language == LANGUAGE_DE;
	bool starts = q->flags & TOKEN_SENTENCE_START;
	bool beside = q->flags & TOKEN_BESIDE_NAME;
	struct span name = behind_elision(q, word);
	if (name.length > 0 && !fold_is_upper(utf8_at(name, 0).value))
		return VERDICT_WRONG; /* L’aplication: the capital is not that of a name */
	if (name.length > 0) {	      /* l’Areuse, d’Étoy */
		struct question alone = *q;
		alone.flags = (q->flags | TOKEN_CAPITAL) & ~(unsigned)TOKEN_SENTENCE_START;
		return unknown_judge(&alone, name);
	}
	if (!(q->flags & TOKEN_CAPITAL))
		return VERDICT_WRONG;
	if (is_acronym(q, word))
		return VERDICT_RIGHT;
	if (q->flags & TOKEN_AFTER_NAME)
		return VERDICT_RIGHT;
	bool likely = (!starts && (!german || beside)) ||
		      q->flags & (TOKEN_REPEATED | TOKEN_AFTER_PREPOSITION);
	enum verdict on_a_map;
	if (german && is_on_a_map(q, word, &on_a_map))
		return on_a_map;
	if (german && utf8_count(word) > NAME_MOST)
		return VERDICT_WRONG; /* a compound with a slip in it */
	bool near = question_is_near_word(q, word);
	if (german && is_like_a_place(word) && !near_listed(q->lexicon, q->language, word))
		return VERDICT_RIGHT;
	bool ordinary = german ? has_ordinary_ending(q, word) || ends_in_noun(q, word)
			       : near && has_ordinary_ending(q, word);
	if (!(q->flags & TOKEN_REPEATED) && (ordinary || is_swapped(q, word)))
		return VERDICT_WRONG;
	if (likely && !near)
		return german && utf8_count(word) > SHORT_NAME_MOST ? VERDICT_NAME : VERDICT_RIGHT;
	bool like_a_name = utf8_count(word) <= SHORT_NAME_MOST && ends_like_a_name(word);
	if (german && (like_a_name || (!near && !starts)))
		return is_slipped(q, word, like_a_name) ? VERDICT_WRONG : VERDICT_NAME;
	return (german && near) || starts ? VERDICT_WRONG : VERDICT_NAME;
}
