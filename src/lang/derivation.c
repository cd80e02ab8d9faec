#include "lang/derivation.h"

#include <string.h>

#include "base/str.h"
#include "lang/compound.h"
#include "lang/fold.h"
#include "lang/near.h"
#include "text/utf8.h"

enum {
	WORD_LEAST = 7, /* letters */
	STEM_LEAST = 3,
	WORD_MOST = 40,
	VERB_LEAST = 6,
	REST_LEAST = 4,
	PARTICLE_LONG = 4, /* bytes */
	ADJECTIVE_LEAST = 5,
	MALE_LEAST = 6,
	INFINITIVE_LEAST = 5,
	DIMINISHED_LEAST = 3,
	ROOT_LEAST = 5, /* letters before -isierung */
};

/* ---- verbs ---- */

/* Particles that verbs are made with at need. */
static bool may_take_infinitive(struct span particle)
{
	static const char *const particles[] = { "ab",	"an",  "auf", "aus", "ein",
						 "mit", "rum", "um",  "vor", "weg" };
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (span_equal(particle, span_of(particles[i])))
			return true;
	return false;
}

/* wiedergetroffen, wegzuwerfen and, behind the long particles that make no slip, any form:
 * zurückliess. `rest` stands behind the particle. */
static bool is_verb_behind(struct lexicon *lexicon, struct span particle, struct span rest)
{
	size_t letters = utf8_count(rest);
	struct span bare = span_slice(rest, 2, rest.length);
	if (letters >= VERB_LEAST && span_starts(rest, SPAN("ge")))
		return lexicon_knows(lexicon, rest);
	if (letters >= VERB_LEAST && span_starts(rest, SPAN("zu")) && span_ends(rest, SPAN("n")))
		return lexicon_knows(lexicon, bare);
	/* aufdatieren, umparkiert */
	if (letters >= VERB_LEAST &&
	    (span_ends(rest, SPAN("ieren")) || span_ends(rest, SPAN("iert"))))
		return lexicon_knows(lexicon, rest);
	/* mitgaren, einschichten */
	if (letters >= INFINITIVE_LEAST && span_ends(rest, SPAN("n")) &&
	    may_take_infinitive(particle))
		return lexicon_has_stem(lexicon, rest) && lexicon_knows(lexicon, rest);
	return particle.length >= PARTICLE_LONG && letters >= REST_LEAST &&
	       lexicon_knows(lexicon, rest);
}

static bool has_particle(struct lexicon *lexicon, struct span word)
{
	static const char *const particles[] = {
		"ab",	    "an",     "auf",	 "aus",	    "bei",	   "bereit",   "durch",
		"ein",	    "empor",  "drein",	 "daneben", "dazu",	   "dagegen",  "gegenüber",
		"heim",	    "umher",  "vorweg",	 "quer",    "auseinander", "entgegen", "fehl",
		"fertig",   "fest",   "fort",	 "frei",    "gleich",	   "her",      "herab",
		"heran",    "herauf", "heraus",	 "herbei",  "herein",	   "herum",    "hervor",
		"hin",	    "hinaus", "hinein",	 "hinzu",   "hoch",	   "kennen",   "klar",
		"los",	    "mit",    "nach",	 "nieder",  "statt",	   "teil",     "um",
		"unter",    "vor",    "voran",	 "voraus",  "vorbei",	   "weg",      "weiter",
		"wieder",   "zu",     "zurecht", "zurück",  "zusammen",	   "zuwider",  "über",
		"rein",	    "raus",   "rauf",	 "rum",	    "rüber",	   "runter",   "herunter",
		"hinunter", "drauf",  "drüber",	 "daran",   "darauf",	   "darüber",  "davon",
		"weich",    "klein",  "schön",	 "dran",    "vorüber",	   "zuwider",  "umher",
	};
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
		struct span particle = span_of(particles[i]);
		if (span_starts(word, particle) &&
		    is_verb_behind(lexicon, particle,
				   span_slice(word, particle.length, word.length)))
			return true;
	}
	return false;
}

/* ---- adjectives ---- */

static bool known_with(struct lexicon *lexicon, struct span stem, const char *ending)
{
	struct str whole = { 0 };
	(void)str_add(&whole, stem);
	(void)str_add(&whole, span_of(ending));
	bool known = lexicon_has_stem(lexicon, str_span(&whole)) &&
		     lexicon_knows(lexicon, str_span(&whole));
	str_release(&whole);
	return known;
}

/* planbar, skalierbar: of a verb. */
static bool is_able(struct lexicon *lexicon, struct span word)
{
	struct span stem = span_slice(word, 0, word.length - 3);
	return span_ends(word, SPAN("bar")) && utf8_count(stem) >= REST_LEAST &&
	       (known_with(lexicon, stem, "en") || known_with(lexicon, stem, "n"));
}

static bool is_participle(struct span word)
{
	static const char *const starts[] = { "ge", "be", "er", "ver", "ent", "zer" };
	if (utf8_count(word) < VERB_LEAST ||
	    !(span_ends(word, SPAN("t")) || span_ends(word, SPAN("en"))))
		return false;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (span_starts(word, span_of(starts[i])))
			return true;
	return false;
}

/* gutbesucht, vielbeachtet, langersehnt, neugewählt */
static bool is_participle_behind(struct lexicon *lexicon, struct span word)
{
	static const char *const adverbs[] = {
		"best",	  "breit",  "fein",  "frisch", "gross",	 "gut",	  "halb", "hart", "haus",
		"hoch",	  "klein",  "kurz",  "lang",   "leicht", "meist", "nahe", "neu",  "schnell",
		"schwer", "selbst", "still", "tief",   "viel",	 "voll",  "weit", "wohl",
	};
	for (size_t i = 0; i < sizeof adverbs / sizeof *adverbs; i++) {
		struct span adverb = span_of(adverbs[i]);
		struct span rest = span_slice(word, adverb.length, word.length);
		if (span_starts(word, adverb) && is_participle(rest) &&
		    lexicon_knows(lexicon, rest))
			return true;
	}
	return false;
}

static bool is_adjective(struct lexicon *lexicon, struct span word)
{
	struct span rest = span_slice(word, 2, word.length);
	if (is_able(lexicon, word) || is_participle_behind(lexicon, word))
		return true;
	return span_starts(word, SPAN("un")) && utf8_count(rest) >= ADJECTIVE_LEAST &&
	       (is_able(lexicon, rest) || (is_participle(rest) && lexicon_knows(lexicon, rest)) ||
		(lexicon_has_stem(lexicon, rest) && lexicon_knows_lower(lexicon, rest)));
}

/* verrückteste, hilfreichsten: dictionaries forget to compare some adjectives. `word` without its
 * inflection. */
static bool is_superlative(struct lexicon *lexicon, struct span word)
{
	static const char *const ends[] = { "st", "est" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct span base = span_slice(word, 0, word.length - strlen(ends[i]));
		bool hisses = span_ends(base, SPAN("t")) || span_ends(base, SPAN("d")) ||
			      span_ends(base, SPAN("s"));
		struct span plain =
			span_starts(base, SPAN("un")) ? span_slice(base, 2, base.length) : base;
		if (span_ends(word, span_of(ends[i])) && hisses == (i > 0) &&
		    utf8_count(plain) >= ADJECTIVE_LEAST &&
		    (compound_ends_as_adjective(plain) || span_ends(base, SPAN("schön")) ||
		     span_ends(base, SPAN("kommen"))) &&
		    lexicon_knows_lower(lexicon, base))
			return true;
	}
	return false;
}

static bool is_inflected(struct lexicon *lexicon, struct span word)
{
	static const char *const inflections[] = { "en", "er", "es", "em", "e", "" };
	for (size_t i = 0; i < sizeof inflections / sizeof *inflections; i++) {
		struct span inflection = span_of(inflections[i]);
		struct span bare = span_slice(word, 0, word.length - inflection.length);
		if (span_ends(word, inflection) &&
		    (is_adjective(lexicon, bare) ||
		     (inflection.length > 0 && is_superlative(lexicon, bare))))
			return true;
	}
	return false;
}

/* Planbarkeit, Marktgängigkeiten, Arglosigkeit: of an adjective. */
static bool is_quality(struct lexicon *lexicon, struct span word)
{
	static const char *const ends[] = { "barkeit", "igkeit", "lichkeit", "samkeit" };
	if (span_ends(word, SPAN("en")))
		word.length -= 2;
	struct span adjective = span_slice(word, 0, word.length - strlen("keit"));
	struct span shorter = span_slice(word, 0, word.length - strlen("igkeit"));
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(word, span_of(ends[i])))
			return is_adjective(lexicon, adjective) ||
			       lexicon_knows_lower(lexicon, adjective) ||
			       compound_is_right(lexicon, adjective) ||
			       (span_ends(shorter, SPAN("los")) &&
				lexicon_knows_lower(lexicon, shorter));
	return false;
}

/* Verästelung, Revidierung: of a verb; Kantonalisierung: of a word. */
static bool is_deed(struct lexicon *lexicon, struct span word)
{
	static const char *const prefixes[] = { "be",  "ver", "ent", "er", "zer", "ein",
						"aus", "auf", "ab",  "an", "um" };
	static const char *const before[] = { "ent", "re", "ver" };
	if (span_ends(word, SPAN("en")))
		word.length -= 2;
	struct span stem = span_slice(word, 0, word.length - strlen("ung"));
	struct span root = span_slice(stem, 0, stem.length - strlen("isier"));
	bool made = span_ends(stem, SPAN("ier"));
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (span_starts(root, span_of(before[i])) &&
		    utf8_count(root) >= strlen(before[i]) + ROOT_LEAST) {
			root = span_slice(root, strlen(before[i]), root.length);
			break;
		}
	if (!span_ends(word, SPAN("ung")) || utf8_count(stem) < REST_LEAST)
		return false;
	if (span_ends(stem, SPAN("isier")) && utf8_count(root) >= ROOT_LEAST &&
	    (lexicon_has_noun(lexicon, root) ||
	     (lexicon_has_stem(lexicon, root) && lexicon_knows_lower(lexicon, root))))
		return true;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		made |= span_starts(stem, span_of(prefixes[i]));
	return made && (known_with(lexicon, stem, "en") || known_with(lexicon, stem, "n"));
}

/* Begrünung, Verschriftlichungen: made with a prefix of a common word. */
static bool is_making(struct lexicon *lexicon, struct span word)
{
	static const char *const prefixes[] = { "be", "ver", "ent", "um", "auf", "an" };
	if (span_ends(word, SPAN("en")))
		word.length -= 2;
	struct span stem = span_slice(word, 0, word.length - strlen("ung"));
	for (size_t i = 0; span_ends(word, SPAN("ung")) && i < 6; i++) {
		struct span prefix = span_of(prefixes[i]);
		struct span root = span_slice(stem, prefix.length, stem.length);
		if (span_starts(stem, prefix) && utf8_count(root) >= REST_LEAST &&
		    lexicon_has_stem(lexicon, root) && lexicon_knows_lower(lexicon, root) &&
		    lexicon_frequency(lexicon, root) > 0)
			return true;
	}
	return false;
}

/* Partitionierer, Lektoriererin: of a verb. */
static bool is_doer(struct lexicon *lexicon, struct span word)
{
	static const char *const ends[] = { "ierer", "ierers", "ierern", "iererin", "iererinnen" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(word, span_of(ends[i])))
			return known_with(
				lexicon,
				span_slice(word, 0, word.length - strlen(ends[i]) + strlen("ier")),
				"en");
	return false;
}

/* Sägerei, Warterei: of a verb. */
static bool is_doing(struct lexicon *lexicon, struct span word)
{
	if (span_ends(word, SPAN("en")))
		word.length -= 2;
	struct span stem = span_slice(word, 0, word.length - strlen("erei"));
	return span_ends(word, SPAN("erei")) && utf8_count(stem) >= STEM_LEAST &&
	       (known_with(lexicon, stem, "en") || known_with(lexicon, stem, "ern"));
}

/* Kaminfegerin, Agronominnen: of who does something. */
static bool is_female(struct lexicon *lexicon, struct span word)
{
	static const char *const ends[] = { "er", "or", "eur", "ent", "ant", "ist", "nom", "log" };
	size_t cut = span_ends(word, SPAN("innen")) ? 5 : span_ends(word, SPAN("in")) ? 2 : 0;
	struct span male = span_slice(word, 0, word.length - cut);
	for (size_t i = 0; cut && i < sizeof ends / sizeof *ends; i++)
		if (span_ends(male, span_of(ends[i])) && utf8_count(male) >= MALE_LEAST)
			return lexicon_has_noun(lexicon, male) &&
			       lexicon_knows_upper(lexicon, male);
	return false;
}

/* Kälbchen, Tässchen, Säckli: of a noun, without its umlaut and with the e that it lost. */
static bool is_diminutive(struct lexicon *lexicon, struct span word)
{
	static const char *const lost[] = { "", "e", "l" }; /* Täfeli */
	struct str noun = { 0 };
	bool known = false;
	size_t ending = span_ends(word, SPAN("chen"))  ? strlen("chen")
			: span_ends(word, SPAN("lis")) ? strlen("lis")
			: span_ends(word, SPAN("li"))  ? strlen("li")
						       : 0;
	if (ending == 0 || utf8_count(word) < ending + DIMINISHED_LEAST)
		return false;
	size_t last = 0, end = word.length - ending; /* the vowel that may have got an umlaut */
	for (size_t at = 0; at < end; at += utf8_at(word, at).length)
		if (fold_base(utf8_at(word, at).value) != utf8_at(word, at).value)
			last = at;
	for (size_t at = 0; at < end; at += utf8_at(word, at).length) {
		uint32_t letter = utf8_at(word, at).value;
		letter = at == last ? fold_base(letter) : letter;
		(void)str_add_point(&noun, at == 0 ? fold_upper(letter) : letter);
	}
	size_t length = noun.length;
	for (size_t i = 0; i < sizeof lost / sizeof *lost && !known; i++) {
		(void)str_replace(&noun, length, noun.length - length, span_of(lost[i]));
		known = (lexicon_has_noun(lexicon, str_span(&noun)) &&
			 lexicon_knows(lexicon, str_span(&noun))) ||
			compound_is_right(lexicon, str_span(&noun));
	}
	str_release(&noun);
	return known;
}

/* Des Versehens: a verb as a noun; Dynamiken. */
static bool is_case_of_noun(struct lexicon *lexicon, struct span word)
{
	struct span verb = span_slice(word, 0, word.length - 1);
	struct span noun = span_slice(word, 0, word.length - 2);
	if (span_ends(word, SPAN("ens")))
		return lexicon_has_stem(lexicon, verb) && lexicon_knows_lower(lexicon, verb);
	return span_ends(word, SPAN("iken")) && lexicon_knows_upper(lexicon, noun);
}

/* The longest part of a number that begins the word; 0: none does. */
static size_t number_part(struct span word)
{
	static const char *const parts[] = {
		"hundert",  "tausend", "zwanzig", "dreissig", "vierzig", "fünfzig", "sechzig",
		"siebzig",  "achtzig", "neunzig", "zehn",     "elf",	 "zwölf",   "sechzehn",
		"siebzehn", "ein",     "eins",	  "zwei",     "drei",	 "vier",    "fünf",
		"sechs",    "sieben",  "acht",	  "neun",     "und",
	};
	size_t longest = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (span_starts(word, span_of(parts[i])) && strlen(parts[i]) > longest)
			longest = strlen(parts[i]);
	return longest;
}

/* vierhundertzwölf, dreiundzwanzigste: as numbers are written, by parts. */
static bool is_number(struct span word)
{
	static const char *const ends[] = { "",	   "ste", "sten", "ster", "stes", "te",	  "ten",
					    "ter", "tes", "mal",  "fach", "er",	  "stel", "tel" };
	size_t at = 0, count = 0, part;
	while ((part = number_part(span_slice(word, at, word.length))) > 0) {
		at += part;
		count++;
	}
	struct span rest = span_slice(word, at, word.length);
	for (size_t i = 0; i < sizeof ends / sizeof *ends && count > 1; i++)
		if (span_equal(rest, span_of(ends[i])) && !span_starts(word, SPAN("und")))
			return true;
	return false;
}

static bool is_noun(struct lexicon *lexicon, struct span word)
{
	return is_quality(lexicon, word) || is_case_of_noun(lexicon, word) ||
	       is_diminutive(lexicon, word) || is_doing(lexicon, word) ||
	       is_female(lexicon, word) || is_doer(lexicon, word) ||
	       ((is_making(lexicon, word) || is_deed(lexicon, word)) &&
		!near_listed(lexicon, LANGUAGE_DE, word));
}

bool derivation_is_right(struct lexicon *lexicon, struct span word)
{
	struct str lower = { 0 };
	bool noun = fold_is_upper(utf8_at(word, 0).value);
	bool right = fold_word_within(word, WORD_LEAST, WORD_MOST, &lower) &&
		     (is_number(str_span(&lower)) || is_inflected(lexicon, str_span(&lower)) ||
		      (noun ? is_noun : has_particle)(lexicon, str_span(&lower)));
	str_release(&lower);
	return right;
}
