#include "lang/link.h"

#include <string.h>

#include "base/str.h"
#include "lang/fold.h"
#include "lang/syllable.h"
#include "text/utf8.h"

enum {
	PART_LEAST = LINK_PART_LEAST,
	VERB_STEM_LEAST = 5, /* letters */
};

bool link_is_short_part(struct span part)
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
		"aussen",  "binnen",  "cyber",	  "digital", "elektro",	 "erst",     "extra",
		"gegen",   "gesamt",  "gross",	  "haupt",   "hoch",	 "inner",    "innen",
		"inter",   "klein",   "kombi",	  "kontra",  "makro",	 "mega",     "meta",
		"mikro",   "mini",    "mittel",	  "multi",   "nach",	 "nano",     "neben",
		"nicht",   "online",  "privat",	  "pseudo",  "quasi",	 "rück",     "semi",
		"sonder",  "spezial", "super",	  "supra",   "tief",	 "teil",     "tele",
		"thermo",  "trans",   "über",	  "ultra",   "unter",	 "vize",     "voll",
		"wieder",  "zusatz",  "zwischen", "bundes",  "standard", "vorab",    "selbst",
		"sozial",  "video",   "audio",	  "foto",    "auto",	 "hydro",    "agrar",
		"agro",	   "alt",     "blau",	  "braun",   "breit",	 "doppel",   "dunkel",
		"dünn",	   "echt",    "edel",	  "einzel",  "eng",	 "fern",     "flach",
		"frei",	   "fremd",   "frisch",	  "früh",    "ganz",	 "gelb",     "grau",
		"grün",	   "halb",    "hart",	  "heiss",   "hell",	 "jung",     "kalt",
		"kurz",	   "lang",    "leer",	  "leicht",  "mehr",	 "nass",     "rot",
		"rund",	   "scharf",  "schmal",	  "schnell", "schwach",	 "schwarz",  "schwer",
		"spät",	   "spitz",   "stark",	  "steil",   "still",	 "stumm",    "süss",
		"trocken", "viel",    "warm",	  "weich",   "weiss",	 "weit",     "wild",
		"zart",	   "bio",     "regio",	  "öko",     "geo",	 "neu",	     "vor",
		"mit",	   "non",     "eigen",	  "akut",    "primar",	 "sekundar", "bös",
		"inland",  "ausland",
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (span_equal(part, span_of(parts[i])))
			return true;
	return false;
}

static bool ends_in_one_of(struct span stem, const char *const *ends, size_t count, size_t before)
{
	for (size_t i = 0; i < count; i++)
		if (stem.length >= strlen(ends[i]) + before && span_ends(stem, span_of(ends[i])))
			return true;
	return false;
}

/* Sicherheitspolitik: Sprung, of one syllable, is none of these. */
static bool demands_s(struct span stem)
{
	static const char *const ends[] = { "ung",  "heit", "keit", "schaft",
					    "tion", "sion", "tät",  "ling" };
	return ends_in_one_of(stem, ends, sizeof ends / sizeof *ends, 2) &&
	       syllable_count(LANGUAGE_DE, stem) > 1;
}

/* Dictionaries derive these from verbs and adjectives and do not list them. */
static bool is_derived(struct span stem)
{
	return demands_s(stem) || span_ends(stem, SPAN("er")) || span_ends(stem, SPAN("in")) ||
	       span_ends(stem, SPAN("ende"));
}

bool link_is_common_noun(struct lexicon *lexicon, struct span noun)
{
	struct str capital = { 0 };
	struct utf8_point first = utf8_at(noun, 0);
	(void)str_add_point(&capital, fold_upper(first.value));
	(void)str_add(&capital, span_slice(noun, first.length, noun.length));
	bool common = lexicon_frequency(lexicon, str_span(&capital)) > 0;
	str_release(&capital);
	return common;
}

static bool is_noun_only(struct lexicon *lexicon, struct span word)
{
	return lexicon_knows_upper(lexicon, word) && !lexicon_knows_lower(lexicon, word);
}

static bool is_common_noun_only(struct lexicon *lexicon, struct span word)
{
	return link_is_common_noun(lexicon, word) && lexicon_frequency(lexicon, word) == 0;
}

/* Is `is` true of the part with the umlaut of one of its vowels? */
static bool with_umlaut(struct lexicon *lexicon, struct span part,
			bool (*is)(struct lexicon *, struct span))
{
	bool found = false;
	for (size_t at = 0; at < part.length && !found; at++) {
		const char *umlaut = part.at[at] == 'a'	  ? "ä"
				     : part.at[at] == 'o' ? "ö"
				     : part.at[at] == 'u' ? "ü"
							  : NULL;
		struct str other = { 0 };
		if (!umlaut)
			continue;
		(void)str_add(&other, part);
		(void)str_replace(&other, at, 1, span_of(umlaut));
		found = is(lexicon, str_span(&other));
		str_release(&other);
	}
	return found;
}

/* Vorgesetztenfunktion, Studierendenrat: of a participle as a noun. */
static bool is_nominal_participle(struct lexicon *lexicon, struct span part)
{
	static const char *const ends[] = { "enden", "ierten", "setzten", "stellten", "igten" };
	return ends_in_one_of(part, ends, sizeof ends / sizeof *ends, 2) &&
	       lexicon_knows_upper(lexicon, part) &&
	       !lexicon_has_noun(lexicon, span_slice(part, 0, part.length - 1));
}

/* A stem that may be linked to what follows; all in lower case. */
static bool is_stem(struct lexicon *lexicon, struct span stem)
{
	if (utf8_count(stem) < PART_LEAST && !link_is_short_part(stem))
		return false;
	if (!(lexicon_has_noun(lexicon, stem) || is_derived(stem)) ||
	    !lexicon_knows_upper(lexicon, stem))
		return false;
	/* flache: stems have no umlauts, the noun is Fläche. */
	return link_is_common_noun(lexicon, stem) || !lexicon_knows_lower(lexicon, stem) ||
	       !with_umlaut(lexicon, stem, is_noun_only);
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

/* Verteilnetz, Messkonzept, Lieferfrist, Logiernacht. */
static bool is_verb_stem(struct lexicon *lexicon, struct span part)
{
	char verb[LEXICON_WORD_MOST];
	if (part.length + 2 >= sizeof verb || utf8_count(part) < VERB_STEM_LEAST)
		return false;
	memcpy(verb, part.at, part.length);
	memcpy(verb + part.length, "en", 2);
	struct span en = { verb, part.length + 2 };
	if ((span_ends(part, SPAN("er")) && !span_ends(part, SPAN("ier"))) ||
	    span_ends(part, SPAN("el"))) {
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

/* A verb as a noun is linked by s: Schreibensfreude; Sparenstich is Spatenstich. */
static bool is_bare_infinitive(struct lexicon *lexicon, struct span part)
{
	/* These are things before they are deeds: Wagenheber. */
	static const char *const things[] = { "wagen",	"laden", "schaden", "braten",
					      "rasen",	"regen", "rahmen",  "reifen",
					      "graben", "haken", "balken",  "streifen" };
	if (ends_in_one_of(part, things, sizeof things / sizeof *things, 0))
		return false;
	return span_ends(part, SPAN("en")) && lexicon_has_stem(lexicon, part) &&
	       (!lexicon_has_noun(lexicon, part) || lexicon_frequency(lexicon, part) > 0) &&
	       lexicon_knows_lower(lexicon, part);
}

/* Vitalwerte, Lokalredaktion. */
static bool is_foreign_adjective(struct lexicon *lexicon, struct span part)
{
	return utf8_count(part) >= VERB_STEM_LEAST &&
	       (span_ends(part, SPAN("al")) || span_ends(part, SPAN("iv")) ||
		span_ends(part, SPAN("är"))) &&
	       lexicon_has_stem(lexicon, part) && lexicon_knows_lower(lexicon, part);
}

/* No n behind an n (Stundennplan), no s behind an s or a vowel (Flusssmarsch, Kommaszelle). */
static bool may_link(struct span stem, struct span link)
{
	if (link.at[0] == 'n')
		return !span_ends(stem, SPAN("n"));
	return !span_equal(link, SPAN("s")) || !strchr("aious", stem.at[stem.length - 1]);
}

/* Nouns in -e that link bare though there is a word with an n: Pflegegabe, Feuchtesensor. */
static bool links_bare(struct span part)
{
	static const char *const bare[] = {
		"age",	  "yse",       "ose",	   "these",   "käse",	    "ehe",	"gemeinde",
		"hilfe",  "mode",      "reserve",  "hefe",    "quarantäne", "boutique", "gabe",
		"nahme",  "karriere",  "barriere", "kohle",   "bronze",	    "marine",	"routine",
		"grippe", "recherche", "kreide",   "hygiene", "lasagne",    "feuchte",	"wärme",
		"kälte",  "nässe",     "nähe",	   "dichte",  "reife",	    "frische",	"säure",
		"hitze",  "ruhe",      "stille",   "treue",   "ware"
	};
	return ends_in_one_of(part, bare, sizeof bare / sizeof *bare, 0);
}

/* Birneernte: a noun whose plural takes an n is not linked bare, unless it is the doing of a verb
 * (Pflege, Anzeige). */
static bool lacks_n(struct lexicon *lexicon, struct span part)
{
	static const char *const ies[] = { "familie", "linie", "serie", "prämie",
					   "studie",  "aktie", "folie", "immobilie" };
	char plural[LEXICON_WORD_MOST];
	if (!span_ends(part, SPAN("e")) || span_ends(part, SPAN("ee")) ||
	    (span_ends(part, SPAN("ie")) &&
	     !ends_in_one_of(part, ies, sizeof ies / sizeof *ies, 0)) ||
	    span_starts(part, SPAN("ge")) || part.length + 1 >= sizeof plural ||
	    lexicon_has_noun(lexicon, span_slice(part, 0, part.length - 1)) || /* Hände */
	    links_bare(part))
		return false;
	memcpy(plural, part.at, part.length);
	plural[part.length] = 'n';
	struct span with_n = { plural, part.length + 1 };
	return lexicon_knows_upper(lexicon, with_n) && !lexicon_knows_lower(lexicon, with_n);
}

/* Agenturnbericht, Badeestube: a stem with its linking sound is a form of it, an s apart. */
static bool is_form(struct lexicon *lexicon, struct span part, struct span link)
{
	return span_equal(link, SPAN("s")) || span_equal(link, SPAN("e")) ||
	       lexicon_knows_upper(lexicon, part);
}

/* Kernstuck: a seldom word that is a common one with its umlaut. */
static bool lacks_umlaut(struct lexicon *lexicon, struct span part)
{
	return !link_is_common_noun(lexicon, part) &&
	       with_umlaut(lexicon, part, is_common_noun_only);
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
	const char *const links[] = { "s", span_ends(noun, SPAN("e")) && !links_bare(noun) ? "n"
											   : NULL };
	return demands_link(lexicon, noun, links);
}

/* Hilfsarbeiter, Ameisenbär: not the noun without its e, as in Schulleitung. */
static bool demands_its_end(struct lexicon *lexicon, struct span part)
{
	static const char *const links[] = { "s", "en" };
	return demands_link(lexicon, part, links);
}

bool link_may_stand_first(struct lexicon *lexicon, struct span part)
{
	static const char *const links[] = { "s", "n", "en", "es", "er", "e", "ns", "ens" };
	/* Wirtschaftprüfer has no innkeeper's shaft. */
	if (span_equal(part, SPAN("schaft")))
		return false;
	if (is_prefix(part) || is_foreign_adjective(lexicon, part) ||
	    is_nominal_participle(lexicon, part) ||
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
		    is_stem(lexicon, stem) && is_form(lexicon, part, link))
			return true;
	}
	/* Schulleitung, Wegweiser: the stem drops its e. */
	char whole[LEXICON_WORD_MOST];
	if (part.length + 1 >= sizeof whole || utf8_count(part) < PART_LEAST)
		return false;
	memcpy(whole, part.at, part.length);
	whole[part.length] = 'e';
	struct span stem = { whole, part.length + 1 };
	/* Farb- but not Cach-: the shortest must be common. Nor Kaffepause. */
	return is_stem(lexicon, stem) && !span_ends(stem, SPAN("ie")) &&
	       !span_ends(stem, SPAN("ee")) && !demands_its_end(lexicon, part) &&
	       (utf8_count(part) > PART_LEAST || link_is_common_noun(lexicon, stem));
}

/* Flugsstunden: s doubles the s behind it only where it is demanded. */
static bool has_stray_s(struct lexicon *lexicon, struct span first, struct span rest)
{
	struct span stem = span_slice(first, 0, first.length - 1);
	if (!span_ends(first, SPAN("s")) || !span_starts(rest, SPAN("s")) ||
	    span_ends(first, SPAN("wärts")) || span_ends(first, SPAN("tags")))
		return false;
	/* The dictionary joins the stem bare, and only bare. */
	if (lexicon_begins(lexicon, stem) && !lexicon_begins(lexicon, first))
		return true;
	return syllable_count(LANGUAGE_DE, stem) == 1 && !is_stem(lexicon, first) &&
	       is_stem(lexicon, stem);
}

bool link_is_object(struct lexicon *lexicon, struct span first, struct span rest)
{
	return is_bare_infinitive(lexicon, rest) && is_stem(lexicon, first);
}

bool link_is_slipped(struct lexicon *lexicon, struct span first, struct span rest, bool noun)
{
	return has_stray_s(lexicon, first, rest) || (noun && lacks_n(lexicon, first)) ||
	       lacks_umlaut(lexicon, first) || lacks_umlaut(lexicon, rest);
}
