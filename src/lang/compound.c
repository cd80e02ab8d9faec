#include "lang/compound.h"

#include <string.h>

#include "lang/fold.h"
#include "lang/link.h"
#include "lang/near.h"
#include "text/utf8.h"

enum {
	PARTS_MOST = 4,
	WORD_LEAST = 8, /* letters */
	WORD_MOST = 60,
	PART_LEAST = LINK_PART_LEAST,
	ADJECTIVE_LEAST = 5,
	PARTICIPLE_LEAST = 7,
	PREFIXED_LEAST = 6,
	VERB_LEAST = 6, /* a last part that is also written small (Schreiben) */
};

/* Of adjectives. */
static const char *const inflections[] = { "en", "er", "es", "em", "e", "" };

/* Stift: a masculine or neuter noun, whose plural in e may be a form of a verb too. */
static bool has_genitive(struct lexicon *lexicon, struct span noun)
{
	struct str genitive = { 0 };
	(void)str_add(&genitive, noun);
	(void)str_add_byte(&genitive, 's');
	bool has = lexicon_knows_upper(lexicon, str_span(&genitive));
	str_release(&genitive);
	return has;
}

/* Is it a noun of the dictionary, and not only a verb that may be written as one? */
static bool is_noun(struct lexicon *lexicon, struct span part)
{
	static const char *const endings[] = { "", "n", "en", "s", "es", "e", "er", "ern", "nen" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct span ending = span_of(endings[i]);
		/* Hochschulde: no case of Schuld but a form of a verb. */
		if (part.length > ending.length + 2 && span_ends(part, ending) &&
		    lexicon_has_noun(lexicon, span_slice(part, 0, part.length - ending.length)))
			return ending.length == 0 || link_is_common_noun(lexicon, part) ||
			       !lexicon_knows_lower(lexicon, part) ||
			       (span_equal(ending, SPAN("e")) &&
				has_genitive(lexicon, span_slice(part, 0, part.length - 1)));
	}
	return false;
}

/* Nouns that a dictionary derives: Leitungen, Fahrer, Fahrerinnen, Schreiben. */
static bool is_noun_of_verb(struct span part)
{
	static const char *const ends[] = {
		"ung",	    "ungen", "heit",   "heiten", "keit",  "keiten", "schaft",
		"schaften", "tion",  "tionen", "er",	 "ern",	  "ers",    "in",
		"innen",    "en",    "ende",   "enden",	 "ender", "tät",    "täten",
		"ling",	    "lings", "ens",    "chen",
	};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(part, span_of(ends[i])))
			return true;
	return false;
}

/* Endings of adjectives and participles: kantonal, klimaneutral, kundenorientiert. Verbs are left
 * out, as too many slips would pass (beindruckt, unterrücken). */
static bool has_adjective_ending(struct span bare)
{
	static const char *const ends[] = {
		"lich",	   "ig",      "isch",  "bar",	 "sam",	    "haft", "los",    "voll",
		"frei",	   "arm",     "reich", "stark",	 "al",	    "ell",  "iv",     "ant",
		"iert",	   "nah",     "fest",  "weit",	 "gerecht", "end",  "wert",   "bezogen",
		"bedingt", "neutral", "weise", "tief",	 "hoch",    "lang", "schwer", "sicher",
		"dicht",   "warm",    "kalt",  "ent",	 "är",	    "ös",   "affin",  "konform",
		"schwarz", "bewusst", "fremd", "bereit", "scharf",  "leer", "treu",   "müde",
		"breit",   "hart",    "fern",  "halber",
	};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(bare, span_of(ends[i])))
			return true;
	return false;
}

/* kantonalen: dictionaries forget to inflect some adjectives. */
bool compound_is_inflected(struct lexicon *lexicon, struct span word)
{
	for (size_t i = 0; i < sizeof inflections / sizeof *inflections; i++) {
		struct span inflection = span_of(inflections[i]);
		if (inflection.length == 0 || word.length <= inflection.length + ADJECTIVE_LEAST ||
		    !span_ends(word, inflection))
			continue;
		struct span bare = span_slice(word, 0, word.length - inflection.length);
		if (has_adjective_ending(bare) && lexicon_knows_lower(lexicon, bare))
			return true;
	}
	return false;
}

/* gemacht, bereinigt: may stand behind what it was done to or with (handgemacht). */
static bool is_participle(struct span bare)
{
	static const char *const starts[] = { "ge", "be", "er", "ver", "ent" };
	if (utf8_count(bare) < VERB_LEAST ||
	    !(span_ends(bare, SPAN("t")) || span_ends(bare, SPAN("en"))))
		return false;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (span_starts(bare, span_of(starts[i])))
			return true;
	return false;
}

/* Adjectives that only stand behind other words, and short ones, with their endings:
 * hufeisenförmige, chancengleich. `alone`: is the part nothing else? */
static bool is_bound_adjective(struct span part, bool alone)
{
	static const char *const adjectives[] = {
		"arm",	    "artig",   "fest",	  "frei",    "förmig",	 "gleich",  "jährig",
		"köpfig",   "lastig",  "los",	  "mässig",  "nah",	 "reich",   "rädrig",
		"seitig",   "sicher",  "stark",	  "stellig", "stöckig",	 "stündig", "teilig",
		"tauglich", "voll",    "weit",	  "wert",    "würdig",	 "tief",    "hoch",
		"gross",    "dick",    "plätzig", "spurig",  "sprachig", "gläubig", "tägig",
		"wöchig",   "monatig", "minütig", "sitzig",  "zeilig",	 "stufig",  "geschossig",
	};
	for (size_t i = 0; i < sizeof inflections / sizeof *inflections; i++) {
		struct span bare = span_slice(part, 0, part.length - strlen(inflections[i]));
		for (size_t k = 0; k < sizeof adjectives / sizeof *adjectives; k++) {
			struct span adjective = span_of(adjectives[k]);
			if (span_ends(part, span_of(inflections[i])) &&
			    (alone ? span_equal(bare, adjective) : span_ends(bare, adjective)))
				return true;
		}
	}
	return false;
}

/* Is a part, or the end of a whole word, an adjective by its look? */
bool compound_ends_as_adjective(struct span part)
{
	for (size_t i = 0; i < sizeof inflections / sizeof *inflections; i++) {
		struct span inflection = span_of(inflections[i]);
		struct span bare = span_slice(part, 0, part.length - inflection.length);
		if (span_ends(part, inflection) &&
		    (has_adjective_ending(bare) || is_participle(bare)))
			return true;
	}
	return false;
}

static bool is_adjective(struct lexicon *lexicon, struct span part)
{
	if (is_bound_adjective(part, true))
		return true;
	/* ziert, zierte: a verb, not the participle of one. */
	if (utf8_count(span_slice(part, 0, span_find(part, SPAN("iert"), 0))) + 4 <
		    PARTICIPLE_LEAST &&
	    span_find(part, SPAN("iert"), 0) < part.length)
		return false;
	return utf8_count(part) >= ADJECTIVE_LEAST && compound_ends_as_adjective(part) &&
	       (lexicon_knows_lower(lexicon, part) || compound_is_inflected(lexicon, part));
}

/* Vorgabe, Zulieferung: nouns that dictionaries put together themselves. */
static bool is_behind_particle(struct lexicon *lexicon, struct span part)
{
	static const char *const particles[] = { "ab",	"an",  "auf",  "aus",	"bei", "durch",
						 "ein", "mit", "nach", "rück",	"um",  "unter",
						 "vor", "zu",  "über", "wieder" };
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
		struct span particle = span_of(particles[i]);
		struct span rest = span_slice(part, particle.length, part.length);
		if (span_starts(part, particle) && utf8_count(rest) >= PART_LEAST &&
		    is_noun(lexicon, rest))
			return true;
	}
	return false;
}

static bool is_last(struct lexicon *lexicon, struct span part, bool noun)
{
	size_t letters = utf8_count(part);
	if (!noun)
		return is_adjective(lexicon, part);
	if ((letters < PART_LEAST && !link_is_short_part(part)) || span_equal(part, SPAN("innen")))
		return false;
	/* The cheap question first. */
	bool likely = is_noun(lexicon, part) || is_behind_particle(lexicon, part) ||
		      (letters >= VERB_LEAST && is_noun_of_verb(part));
	return likely && lexicon_knows_upper(lexicon, part);
}

/* frischgebacken, hochgelobt: any word may stand before a participle. */
static bool is_before_participle(struct lexicon *lexicon, struct span first, struct span rest)
{
	return span_starts(rest, SPAN("ge")) && utf8_count(first) >= PART_LEAST &&
	       utf8_count(rest) > VERB_LEAST && lexicon_has_stem(lexicon, first) &&
	       lexicon_knows_lower(lexicon, first);
}

/* Kantonsangestellte: an adjective as a noun has an ending. */
static bool is_nominal(struct lexicon *lexicon, struct span part)
{
	return (span_ends(part, SPAN("e")) || span_ends(part, SPAN("en")) ||
		span_ends(part, SPAN("er")) || span_ends(part, SPAN("es")) ||
		span_ends(part, SPAN("em"))) &&
	       is_adjective(lexicon, part);
}

static bool is_made_of(struct lexicon *lexicon, struct span word, bool noun, int parts)
{
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length) {
		struct span first = span_slice(word, 0, at);
		struct span rest = span_slice(word, at, word.length);
		if (first.length < 2 || rest.length < 3)
			continue;
		if (link_is_slipped(lexicon, first, rest, noun) &&
		    !(noun && link_is_object(lexicon, first, rest)))
			continue;
		if (link_may_stand_first(lexicon, first)
			    ? is_last(lexicon, rest, noun) || (noun && is_nominal(lexicon, rest)) ||
				      (parts > 2 && utf8_count(rest) >= WORD_LEAST &&
				       is_made_of(lexicon, rest, noun, parts - 1))
		    : noun ? link_is_object(lexicon, first, rest) ||
				     (is_before_participle(lexicon, first, rest) &&
				      is_nominal(lexicon, rest))
			   : is_before_participle(lexicon, first, rest) &&
				     is_last(lexicon, rest, false))
			return true;
	}
	return false;
}

/* Worth the search for parts: has an ending of an adjective, or of a participle whose beginning
 * stands within the word. */
static bool may_be_adjective(struct span word)
{
	static const char *const starts[] = { "ge", "be", "er", "ver", "ent" };
	if (compound_ends_as_adjective(word) || is_bound_adjective(word, false))
		return true;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		for (size_t at = span_find(word, span_of(starts[i]), 2); at < word.length;
		     at = span_find(word, span_of(starts[i]), at + 1))
			if (compound_ends_as_adjective(span_slice(word, at, word.length)))
				return true;
	return false;
}

/* Slips that are made of words. */
static bool is_slip(struct span word)
{
	static const char *const starts[] = {
		"mittarb",   "standart",  "stehgreif",	 "wiederleg",
		"wiederruf", "wiederspr", "wiederspieg", "wiederst",
	};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (span_starts(word, span_of(starts[i])))
			return true;
	return false;
}

bool compound_is_right(struct lexicon *lexicon, struct span word)
{
	struct str lower = { 0 };
	bool noun = fold_is_upper(utf8_at(word, 0).value);
	bool right = fold_word_within(word, WORD_LEAST, WORD_MOST, &lower) &&
		     !is_slip(str_span(&lower)) && (noun || may_be_adjective(str_span(&lower))) &&
		     is_made_of(lexicon, str_span(&lower), noun, PARTS_MOST) &&
		     !near_doubled(lexicon, word) && !near_listed(lexicon, LANGUAGE_DE, word);
	str_release(&lower);
	return right;
}

/* The other languages put some prefixes before words: vicecancelliere, cyberattaque, cofounder. */
static const char *prefixes_of(enum language language)
{
	static const char *const prefixes[LANGUAGE_COUNT] = {
		[LANGUAGE_NONE] = "",
		[LANGUAGE_DE] = "",
		[LANGUAGE_FR] =
			"agro anti auto bio cyber géo hyper inter macro méga méta micro mini "
			"mono multi nano néo post pré pseudo socio super supra télé thermo trans "
			"ultra vidéo éco électro",
		[LANGUAGE_IT] =
			"agri agro ante anti auto avam bio contro cyber eco elettro euro "
			"extra foto geo inter macro maxi mega meta micro mini mono multi nano neo "
			"non para poli post pre pro pseudo retro semi socio sopra sotto sovra "
			"sub super tele termo trans tri ultra vice video",
		[LANGUAGE_EN] =
			"agri agro anti auto bio cyber eco electro extra geo hyper inter macro "
			"mega meta micro mid mini multi nano neo non over post pre pseudo "
			"semi socio sub super tele thermo trans ultra under video",
	};
	return prefixes[language];
}

bool compound_has_prefix(struct lexicon *lexicon, enum language language, struct span word)
{
	struct span rest = span_of(prefixes_of(language)), prefix;
	struct str lower = { 0 };
	bool right = false;
	fold_word(span_slice(word, 0, utf8_boundary(word, LEXICON_WORD_MOST)), &lower);
	struct span folded = str_span(&lower);
	while (span_next(&rest, ' ', &prefix) && !right) {
		struct span tail = span_slice(folded, prefix.length, folded.length);
		right = span_starts(folded, prefix) && utf8_count(tail) >= PREFIXED_LEAST &&
			lexicon_knows(lexicon, tail);
	}
	str_release(&lower);
	return right;
}

bool compound_is_first(struct lexicon *lexicon, struct span part)
{
	struct str lower = { 0 };
	fold_word(part, &lower);
	struct span first = str_span(&lower);
	bool right = link_may_stand_first(lexicon, first) || lexicon_knows_upper(lexicon, first);
	for (size_t at = PART_LEAST; at + PART_LEAST < first.length && !right; at++)
		right = link_may_stand_first(lexicon, span_slice(first, 0, at)) &&
			link_may_stand_first(lexicon, span_slice(first, at, first.length));
	str_release(&lower);
	return right;
}
