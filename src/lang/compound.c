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
	VERB_LEAST = 6, /* a last part that is also written small (Schreiben) */
};

/* Parts under four letters that make many words. */
static bool is_short_part(struct span part)
{
	static const char *const parts[] = {
		"amt", "art", "bad", "bau", "bus", "eis",  "erz", "gas", "hof", "job",
		"nah", "neu", "not", "rad", "rat", "see",  "tag", "tee", "tat", "tor",
		"typ", "uhr", "weg", "weh", "zug", "ziel", "ort", "arm", "öl",	"ost",
		"süd", "web", "mit", "vor", "non", "bio",  "öko", "geo", "pro",
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
		"aussen", "binnen", "cyber",  "digital",  "elektro", "erst",	 "extra",  "gegen",
		"gesamt", "gross",  "haupt",  "hoch",	  "inner",   "innen",	 "inter",  "klein",
		"kombi",  "kontra", "makro",  "mega",	  "meta",    "mikro",	 "mini",   "mittel",
		"multi",  "nach",   "nano",   "neben",	  "nicht",   "online",	 "privat", "pseudo",
		"quasi",  "rück",   "semi",   "sonder",	  "spezial", "super",	 "supra",  "tief",
		"teil",	  "tele",   "thermo", "trans",	  "über",    "ultra",	 "unter",  "vize",
		"voll",	  "wieder", "zusatz", "zwischen", "bundes",  "standard", "vorab",  "selbst",
		"sozial", "video",  "audio",  "foto",	  "auto",    "hydro",	 "agrar",  "agro",
		"bio",	  "öko",    "geo",    "neu",	  "vor",     "mit",	 "non",	   "eigen",
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

/* A stem that may be linked to what follows; all in lower case. */
static bool is_stem(struct lexicon *lexicon, struct span stem)
{
	if (utf8_count(stem) < PART_LEAST && !is_short_part(stem))
		return false;
	return lexicon_has_stem(lexicon, stem) && lexicon_knows_upper(lexicon, stem);
}

/* `part` with the linking sound at its end, in lower case. */
static bool is_linked(struct lexicon *lexicon, struct span part)
{
	static const char *const links[] = { "s", "n", "en", "es", "er", "e", "ns", "ens" };
	if (is_prefix(part) || (!demands_s(part) && is_stem(lexicon, part)))
		return true;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		struct span link = span_of(links[i]);
		struct span stem = span_slice(part, 0, part.length - link.length);
		if (part.length > link.length + 2 && span_ends(part, link) &&
		    (i == 0 || !demands_s(stem)) && is_stem(lexicon, stem))
			return true;
	}
	/* Schulleitung, Wegweiser: the stem drops its e. */
	char whole[LEXICON_WORD_MOST];
	if (part.length + 1 >= sizeof whole || utf8_count(part) < PART_LEAST)
		return false;
	memcpy(whole, part.at, part.length);
	whole[part.length] = 'e';
	return is_stem(lexicon, (struct span){ whole, part.length + 1 });
}

static bool is_last(struct lexicon *lexicon, struct span part, bool noun)
{
	size_t letters = utf8_count(part);
	if (!noun)
		return letters >= ADJECTIVE_LEAST && lexicon_knows_lower(lexicon, part);
	if (letters < PART_LEAST && !is_short_part(part))
		return false;
	if (!lexicon_knows_upper(lexicon, part))
		return false;
	return letters >= VERB_LEAST || !lexicon_knows_lower(lexicon, part);
}

static bool is_made_of(struct lexicon *lexicon, struct span word, bool noun, int parts)
{
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length) {
		struct span first = span_slice(word, 0, at);
		struct span rest = span_slice(word, at, word.length);
		if (first.length < 2 || rest.length < 3 || !is_linked(lexicon, first))
			continue;
		if (is_last(lexicon, rest, noun) || (parts > 2 && utf8_count(rest) >= WORD_LEAST &&
						     is_made_of(lexicon, rest, noun, parts - 1)))
			return true;
	}
	return false;
}

bool compound_is_right(struct lexicon *lexicon, struct span word)
{
	struct str lower = { 0 };
	size_t letters = utf8_count(word);
	bool noun = fold_is_upper(utf8_at(word, 0).value);
	if (letters < WORD_LEAST || letters > WORD_MOST)
		return false;
	fold_word(word, &lower);
	bool right = is_made_of(lexicon, str_span(&lower), noun, PARTS_MOST);
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
