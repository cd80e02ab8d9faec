#include "lang/compound.h"

#include <string.h>

#include "lang/fold.h"
#include "text/utf8.h"

enum {
	PARTS_MOST = 4,
	WORD_LEAST = 8, /* letters */
	WORD_MOST = 60,
	PART_LEAST = 4,
	ADJECTIVE_LEAST = 5,
	PARTICIPLE_LEAST = 7,
	PREFIXED_LEAST = 6,
	VERB_STEM_LEAST = 5,
	VERB_LEAST = 6, /* a last part that is also written small (Schreiben) */
};

/* Of adjectives. */
static const char *const inflections[] = { "en", "er", "es", "em", "e", "" };

/* Parts under four letters that make many words. */
static bool is_short_part(struct span part)
{
	static const char *const parts[] = {
		"amt", "art", "bad", "bau",  "bus", "eis", "erz", "gas", "hof", "job", "not", "rad",
		"rat", "see", "tag", "tee",  "tor", "typ", "alp", "akt", "dom", "fan", "gen", "gut",
		"heu", "hut", "kuh", "kur",  "lok", "mut", "ski", "tal", "tat", "tod", "ton", "uni",
		"uhr", "weg", "zug", "ziel", "ort", "öl",  "ost", "süd", "web",
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (span_equal(part, span_of(parts[i])))
			return true;
	return false;
}

/* Parts that stand before nouns and adjectives and are no words themselves. */
static bool is_prefix(struct span part)
{
	static const char *const parts[] = {
		"aussen",  "binnen",  "cyber",	  "digital", "elektro",	 "erst",    "extra",
		"gegen",   "gesamt",  "gross",	  "haupt",   "hoch",	 "inner",   "innen",
		"inter",   "klein",   "kombi",	  "kontra",  "makro",	 "mega",    "meta",
		"mikro",   "mini",    "mittel",	  "multi",   "nach",	 "nano",    "neben",
		"nicht",   "online",  "privat",	  "pseudo",  "quasi",	 "rück",    "semi",
		"sonder",  "spezial", "super",	  "supra",   "tief",	 "teil",    "tele",
		"thermo",  "trans",   "über",	  "ultra",   "unter",	 "vize",    "voll",
		"wieder",  "zusatz",  "zwischen", "bundes",  "standard", "vorab",   "selbst",
		"sozial",  "video",   "audio",	  "foto",    "auto",	 "hydro",   "agrar",
		"agro",	   "alt",     "blau",	  "braun",   "breit",	 "doppel",  "dunkel",
		"dünn",	   "echt",    "edel",	  "einzel",  "eng",	 "fern",    "flach",
		"frei",	   "fremd",   "frisch",	  "früh",    "ganz",	 "gelb",    "grau",
		"grün",	   "halb",    "hart",	  "heiss",   "hell",	 "jung",    "kalt",
		"kurz",	   "lang",    "leer",	  "leicht",  "mehr",	 "nass",    "rot",
		"rund",	   "scharf",  "schmal",	  "schnell", "schwach",	 "schwarz", "schwer",
		"spät",	   "spitz",   "stark",	  "steil",   "still",	 "stumm",   "süss",
		"trocken", "viel",    "warm",	  "weich",   "weiss",	 "weit",    "wild",
		"zart",	   "bio",     "regio",	  "öko",     "geo",	 "neu",	    "vor",
		"mit",	   "non",     "eigen",	  "akut",
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (span_equal(part, span_of(parts[i])))
			return true;
	return false;
}

static bool demands_s(struct span stem)
{
	static const char *const ends[] = { "ung",  "heit", "keit", "schaft",
					    "tion", "sion", "tät",  "ling" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (stem.length > strlen(ends[i]) + 2 && span_ends(stem, span_of(ends[i])))
			return true;
	return false;
}

/* Dictionaries derive these from verbs and adjectives and do not list them. */
static bool is_derived(struct span stem)
{
	return demands_s(stem) || span_ends(stem, SPAN("er")) || span_ends(stem, SPAN("in")) ||
	       span_ends(stem, SPAN("ende"));
}

/* A stem that may be linked to what follows; all in lower case. */
static bool is_stem(struct lexicon *lexicon, struct span stem)
{
	if (utf8_count(stem) < PART_LEAST && !is_short_part(stem))
		return false;
	return (lexicon_has_noun(lexicon, stem) || is_derived(stem)) &&
	       lexicon_knows_upper(lexicon, stem);
}

/* Nouns that are linked by their plural in e: Tagesordnung but Tagebuch, Produktepalette. */
static bool takes_e(struct span stem)
{
	static const char *const stems[] = {
		"angebot", "ding",  "gerät",   "geschenk", "getränk", "halt", "hund",	 "les",
		"mass",	   "pferd", "produkt", "schwein",  "stern",   "tag",  "verbänd", "weg",
	};
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
		if (span_equal(stem, span_of(stems[i])))
			return true;
	return false;
}

/* Verteilnetz, Messkonzept, Lieferfrist. */
static bool is_verb_stem(struct lexicon *lexicon, struct span part)
{
	char verb[LEXICON_WORD_MOST];
	if (part.length + 2 >= sizeof verb || utf8_count(part) < VERB_STEM_LEAST)
		return false;
	memcpy(verb, part.at, part.length);
	memcpy(verb + part.length, "en", 2);
	struct span en = { verb, part.length + 2 };
	if (span_ends(part, SPAN("er")) || span_ends(part, SPAN("el"))) {
		verb[part.length] = 'n';
		en.length--;
	}
	return lexicon_has_stem(lexicon, en) && lexicon_knows(lexicon, en);
}

/* Generationenwechsel, Institutionenlandschaft: the plural links them. */
static bool takes_plural(struct span stem, struct span link)
{
	return span_equal(link, SPAN("en")) &&
	       (span_ends(stem, SPAN("tion")) || span_ends(stem, SPAN("tät")));
}

/* A verb as a noun is linked by s: Schreibensfreude; Sparenstich is Sparstrich or the like. */
static bool is_bare_infinitive(struct lexicon *lexicon, struct span part)
{
	return span_ends(part, SPAN("en")) && lexicon_has_stem(lexicon, part) &&
	       !lexicon_has_noun(lexicon, part) && lexicon_knows_lower(lexicon, part);
}

/* Vitalwerte, Lokalredaktion. */
static bool is_foreign_adjective(struct lexicon *lexicon, struct span part)
{
	return utf8_count(part) >= VERB_STEM_LEAST &&
	       (span_ends(part, SPAN("al")) || span_ends(part, SPAN("iv")) ||
		span_ends(part, SPAN("är"))) &&
	       lexicon_has_stem(lexicon, part) && lexicon_knows_lower(lexicon, part);
}

/* No n behind an n: Stundennplan. */
static bool may_link(struct span stem, struct span link)
{
	return link.at[0] != 'n' || !span_ends(stem, SPAN("n"));
}

static bool is_common_noun(struct lexicon *lexicon, struct span noun)
{
	struct str capital = { 0 };
	struct utf8_point first = utf8_at(noun, 0);
	(void)str_add_point(&capital, fold_upper(first.value));
	(void)str_add(&capital, span_slice(noun, first.length, noun.length));
	bool common = lexicon_frequency(lexicon, str_span(&capital)) > 0;
	str_release(&capital);
	return common;
}

/* Does the dictionary let a part stand first only with one of these behind it? */
static bool demands_link(struct lexicon *lexicon, struct span part, const char *const links[2])
{
	char linked[LEXICON_WORD_MOST];
	bool demands = false;
	if (part.length + 2 >= sizeof linked || lexicon_begins(lexicon, part))
		return false;
	memcpy(linked, part.at, part.length);
	for (size_t i = 0; i < 2 && links[i]; i++) {
		size_t length = strlen(links[i]);
		memcpy(linked + part.length, links[i], length);
		demands |= lexicon_begins(lexicon, (struct span){ linked, part.length + length });
	}
	return demands;
}

/* Geschäftsbericht, Suppenküche: not the bare noun. */
static bool demands_s_or_n(struct lexicon *lexicon, struct span noun)
{
	const char *const links[] = { "s", span_ends(noun, SPAN("e")) ? "n" : NULL };
	return demands_link(lexicon, noun, links);
}

/* Hilfsarbeiter, Ameisenbär: not the noun without its e, as in Schulleitung. */
static bool demands_its_end(struct lexicon *lexicon, struct span part)
{
	static const char *const links[] = { "s", "en" };
	return demands_link(lexicon, part, links);
}

/* `part` with the linking sound at its end, in lower case. */
static bool is_linked(struct lexicon *lexicon, struct span part)
{
	static const char *const links[] = { "s", "n", "en", "es", "er", "e", "ns", "ens" };
	/* Wirtschaftprüfer has no innkeeper's shaft. */
	if (span_equal(part, SPAN("schaft")))
		return false;
	if (is_prefix(part) || is_foreign_adjective(lexicon, part) ||
	    (!demands_s(part) && !is_bare_infinitive(lexicon, part) &&
	     (is_stem(lexicon, part) || is_verb_stem(lexicon, part)) &&
	     !demands_s_or_n(lexicon, part)))
		return true;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		struct span link = span_of(links[i]);
		struct span stem = span_slice(part, 0, part.length - link.length);
		if (part.length > link.length + 2 && span_ends(part, link) &&
		    (i == 0 || !demands_s(stem) || takes_plural(stem, link)) &&
		    (!span_equal(link, SPAN("e")) || takes_e(stem)) && may_link(stem, link) &&
		    (utf8_count(stem) >= PART_LEAST || i == 0 || span_equal(link, SPAN("es"))) &&
		    is_stem(lexicon, stem))
			return true;
	}
	/* Schulleitung, Wegweiser: the stem drops its e. */
	char whole[LEXICON_WORD_MOST];
	if (part.length + 1 >= sizeof whole || utf8_count(part) < PART_LEAST)
		return false;
	memcpy(whole, part.at, part.length);
	whole[part.length] = 'e';
	struct span stem = { whole, part.length + 1 };
	/* Farb- but not Cach-: the shortest must be common. */
	return is_stem(lexicon, stem) && !demands_its_end(lexicon, part) &&
	       (utf8_count(part) > PART_LEAST || is_common_noun(lexicon, stem));
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
			return ending.length == 0 || is_common_noun(lexicon, part) ||
			       !lexicon_knows_lower(lexicon, part);
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
		"lich", "ig",	"isch",	   "bar",     "sam",	 "haft",  "los",
		"voll", "frei", "arm",	   "reich",   "stark",	 "al",	  "ell",
		"iv",	"ant",	"iert",	   "nah",     "fest",	 "weit",  "gerecht",
		"end",	"wert", "bezogen", "bedingt", "neutral", "weise", "tief",
		"hoch", "lang", "schwer",  "sicher",  "dicht",	 "warm",  "kalt",
		"leer", "treu", "müde",	   "breit",   "hart",	 "fern",  "halber",
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
		"arm",	    "artig",  "fest",  "frei",	  "förmig",  "gleich",	"jährig",
		"köpfig",   "lastig", "los",   "mässig",  "nah",     "reich",	"rädrig",
		"seitig",   "sicher", "stark", "stellig", "stöckig", "stündig", "teilig",
		"tauglich", "voll",   "weit",  "wert",	  "würdig",  "tief",	"hoch",
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
static bool ends_as_adjective(struct span part)
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
	/* ziert, führt: a verb, not the participle of one. */
	if (span_ends(part, SPAN("iert")) && utf8_count(part) < PARTICIPLE_LEAST)
		return false;
	return utf8_count(part) >= ADJECTIVE_LEAST && ends_as_adjective(part) &&
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
	if ((letters < PART_LEAST && !is_short_part(part)) || span_equal(part, SPAN("innen")))
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

/* Gitarrespielen, Rechthaben: a verb with its object. */
static bool is_object(struct lexicon *lexicon, struct span first, struct span rest)
{
	return is_bare_infinitive(lexicon, rest) && is_stem(lexicon, first);
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
		if (is_linked(lexicon, first)
			    ? is_last(lexicon, rest, noun) || (noun && is_nominal(lexicon, rest)) ||
				      (parts > 2 && utf8_count(rest) >= WORD_LEAST &&
				       is_made_of(lexicon, rest, noun, parts - 1))
		    : noun ? is_object(lexicon, first, rest) ||
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
	if (ends_as_adjective(word) || is_bound_adjective(word, false))
		return true;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		for (size_t at = span_find(word, span_of(starts[i]), 2); at < word.length;
		     at = span_find(word, span_of(starts[i]), at + 1))
			if (ends_as_adjective(span_slice(word, at, word.length)))
				return true;
	return false;
}

/* Slips that are made of words. */
static bool is_slip(struct span word)
{
	static const char *const starts[] = {
		"standart",  "stehgreif",   "wiederleg", "wiederruf",
		"wiederspr", "wiederspieg", "wiederst",
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
		     is_made_of(lexicon, str_span(&lower), noun, PARTS_MOST);
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
			"mono multi nano néo non post pré pseudo semi socio super supra sous "
			"télé thermo trans ultra vice vidéo éco électro",
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
	bool right = is_linked(lexicon, first) || lexicon_knows_upper(lexicon, first);
	for (size_t at = PART_LEAST; at + PART_LEAST < first.length && !right; at++)
		right = is_linked(lexicon, span_slice(first, 0, at)) &&
			is_linked(lexicon, span_slice(first, at, first.length));
	str_release(&lower);
	return right;
}
