#include "lang/language.h"

#include <string.h>

#include "base/i18n.h"
#include "lang/common.h"
#include "lang/fold.h"
#include "text/utf8.h"

static const struct {
	const char *code, *tag, *name;
} rows[LANGUAGE_COUNT] = {
	[LANGUAGE_NONE] = { "", "und", "–" },
	[LANGUAGE_DE] = { "de", "de-CH", "Deutsch (CH)" },
	[LANGUAGE_FR] = { "fr", "fr-CH", "Français (CH)" },
	[LANGUAGE_IT] = { "it", "it-CH", "Italiano (CH)" },
	[LANGUAGE_EN] = { "en", "en", "English" },
};

const char *language_code(enum language language)
{
	return rows[language].code;
}

const char *language_tag(enum language language)
{
	return rows[language].tag;
}

const char *language_name(enum language language)
{
	return rows[language].name;
}

const char *language_other_name(enum language_other other)
{
	return other == OTHER_DIALECT	  ? "Schweizerdeutsch"
	       : other == OTHER_RUMANTSCH ? "Rumantsch"
					  : rows[LANGUAGE_NONE].name;
}

enum language language_from(struct span code)
{
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		bool same = code.length >= 2 && (code.at[0] | 32) == rows[i].code[0] &&
			    (code.at[1] | 32) == rows[i].code[1];
		if (same && (code.length == 2 || strchr("-_.@", code.at[2])))
			return (enum language)i;
	}
	return LANGUAGE_NONE;
}

enum language language_of_person(void)
{
	return language_from(span_of(i18n_language()));
}

/* ---- evidence ---- */

enum {
	WORD_MOST = 64, /* bytes of a word that is looked at */
	FUNCTION = 5,	/* a word without content that one language has */
	SHARED = 2,	/* … that several have */
	COMMON = 3,	/* a common word of one language */
	ENDING = 1,
	OTHER_LEAST = 2, /* small words of another language, and one in OTHER_SHARE words */
	OTHER_SHARE = 6,
	DIALECT_OWN = 3,    /* small words that dialect shares with German, to one of its own */
	UNKNOWN_WORDS = 12, /* words from which on a text may be in none of the four */
	UNKNOWN_SHARE = 8,  /* … when fewer than one in so many is common in any */
};

static bool is_one_bit(unsigned bits)
{
	return bits && !(bits & (bits - 1));
}

static void add_to_all(struct language_evidence *scores, unsigned languages, int score)
{
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
		if (languages >> i & 1)
			scores->of[i] += score;
}

/* The bytes of a word as a set: what has others cannot be part of it. Accents fall on bits of their
 * own, for letters have the low six bits 33 … 58. */
static uint64_t bytes_of(struct span word)
{
	uint64_t bytes = 0;
	for (size_t i = 0; i < word.length; i++)
		bytes |= (uint64_t)1 << ((unsigned char)word.at[i] & 63);
	return bytes;
}

/* Letters and sequences that speak for a language, less than a function word does. */
static void score_letters(struct span word, struct language_evidence *scores)
{
	static const struct {
		char part[6];
		unsigned char language, score;
	} parts[] = {
		{ "ä", LANGUAGE_DE, 3 },    { "ö", LANGUAGE_DE, 3 },   { "ü", LANGUAGE_DE, 3 },
		{ "sch", LANGUAGE_DE, 2 },  { "ß", LANGUAGE_DE, 3 },   { "ç", LANGUAGE_FR, 3 },
		{ "ê", LANGUAGE_FR, 3 },    { "œ", LANGUAGE_FR, 3 },   { "é", LANGUAGE_FR, 2 },
		{ "è", LANGUAGE_FR, 1 },    { "eau", LANGUAGE_FR, 2 }, { "oux", LANGUAGE_FR, 2 },
		{ "ò", LANGUAGE_IT, 3 },    { "ì", LANGUAGE_IT, 3 },   { "gli", LANGUAGE_IT, 1 },
		{ "zion", LANGUAGE_IT, 3 }, { "cch", LANGUAGE_IT, 2 }, { "th", LANGUAGE_EN, 1 },
		{ "ough", LANGUAGE_EN, 3 }, { "wh", LANGUAGE_EN, 1 },  { "ck", LANGUAGE_DE, 1 },
		{ "pf", LANGUAGE_DE, 2 },   { "à", LANGUAGE_FR, 1 },
	};
	uint64_t bytes = bytes_of(word);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *part = parts[i].part;
		if (bytes >> (part[0] & 63) & bytes >> (part[1] & 63) & 1 &&
		    span_find(word, span_of(part), 0) < word.length)
			scores->of[parts[i].language] += parts[i].score;
	}
}

#define ENDS(end, language)                   \
	{                                     \
		end, sizeof end - 1, language \
	}
static void score_ending(struct span word, struct language_evidence *scores)
{
	static const struct {
		char end[8];
		unsigned char length, language;
	} ends[] = {
		ENDS("ung", LANGUAGE_DE),  ENDS("ungen", LANGUAGE_DE), ENDS("keit", LANGUAGE_DE),
		ENDS("heit", LANGUAGE_DE), ENDS("lich", LANGUAGE_DE),  ENDS("isch", LANGUAGE_DE),
		ENDS("chen", LANGUAGE_DE), ENDS("en", LANGUAGE_DE),    ENDS("er", LANGUAGE_DE),
		ENDS("aux", LANGUAGE_FR),  ENDS("tion", LANGUAGE_FR),  ENDS("ment", LANGUAGE_FR),
		ENDS("euse", LANGUAGE_FR), ENDS("eur", LANGUAGE_FR),   ENDS("ez", LANGUAGE_FR),
		ENDS("er", LANGUAGE_FR),   ENDS("mente", LANGUAGE_IT), ENDS("ità", LANGUAGE_IT),
		ENDS("are", LANGUAGE_IT),  ENDS("o", LANGUAGE_IT),     ENDS("i", LANGUAGE_IT),
		ENDS("a", LANGUAGE_IT),	   ENDS("ing", LANGUAGE_EN),   ENDS("tion", LANGUAGE_EN),
		ENDS("ness", LANGUAGE_EN), ENDS("ed", LANGUAGE_EN),    ENDS("ly", LANGUAGE_EN),
	};
	for (size_t i = 0; i < sizeof ends / sizeof *ends && word.length > 4; i++)
		if (span_ends(word, (struct span){ ends[i].end, ends[i].length }))
			scores->of[ends[i].language] += ENDING;
}

/* The word with a capital as German nouns are listed. */
static struct common_languages known_noun(struct span word)
{
	char noun[WORD_MOST];
	memcpy(noun, word.at, word.length);
	noun[0] = (char)fold_upper((unsigned char)noun[0]);
	return common_languages((struct span){ noun, word.length });
}

static void score_word(struct span word, bool capital, struct language_evidence *scores)
{
	struct common_languages known = common_languages(word);
	unsigned others = known.others;
	if (capital && !known.common)
		known = known_noun(word);
	scores->words++;
	scores->known += known.common != 0;
	scores->own += is_one_bit(known.function) && is_one_bit(known.common);
	for (int i = OTHER_DIALECT; i < OTHER_COUNT && !known.common; i++)
		scores->others[i] += others >> i & 1;
	if (known.function || known.common) {
		add_to_all(scores, known.function,
			   is_one_bit(known.function) && is_one_bit(known.common) ? FUNCTION
										  : SHARED);
		add_to_all(scores, known.common & ~known.function,
			   is_one_bit(known.common) ? COMMON : SHARED / 2);
		return;
	}
	/* l'atelier, dell'azienda: what stands before the apostrophe tells. */
	size_t apostrophe = span_find(word, SPAN("'"), 0);
	if (apostrophe > 0 && apostrophe + 2 < word.length) {
		bool short_one = apostrophe <= 2;
		scores->of[LANGUAGE_FR] += short_one ? 2 : 0;
		scores->of[LANGUAGE_IT] += short_one ? 1 : 3;
	}
	score_letters(word, scores);
	score_ending(word, scores);
}

/* ---- guessing ---- */

/* The end of a link that begins at `at`; `at` when none does. Its words tell nothing. */
static size_t link_end(struct span text, size_t at)
{
	struct span rest = span_slice(text, at, text.length);
	if (!span_starts(rest, SPAN("http")) && !span_starts(rest, SPAN("www.")))
		return at;
	while (at < text.length && (unsigned char)text.at[at] > ' ')
		at++;
	return at;
}

/* A word, folded. */
struct word {
	char folded[WORD_MOST];
	size_t length;
	bool capital; /* of ASCII, at its start */
	bool in_link; /* the text ends in one */
};

/* The next word from *at; false at the end of the text. */
static bool next_word(struct span text, size_t *at, struct word *word)
{
	char *folded = word->folded;
	size_t length = 0;
	word->capital = false;
	while (*at < text.length) {
		struct utf8_point point = utf8_at(text, *at);
		uint32_t c = point.value;
		if (length == 0 && (c == 'h' || c == 'w') && link_end(text, *at) > *at) {
			*at = link_end(text, *at);
			word->in_link = *at == text.length;
			continue;
		}
		bool apostrophe = c == '\'' || c == 0x2019;
		if (!fold_is_letter(c) && !(apostrophe && length > 0)) {
			if (length > 0)
				break;
			*at += point.length;
			continue;
		}
		word->capital |= length == 0 && c >= 'A' && c <= 'Z';
		c = apostrophe ? '\'' : fold_lower(c);
		if (c < 0x80 && length < WORD_MOST)
			folded[length++] = (char)c;
		else if (c < 0x800 && length + 1 < WORD_MOST) {
			folded[length++] = (char)(0xc0 | c >> 6);
			folded[length++] = (char)(0x80 | (c & 0x3f));
		}
		*at += point.length;
	}
	word->length = length;
	return length > 0;
}

/* Letters that Latin alphabets lack speak for themselves: those from U+0370 on. */
static void count_letters(struct span text, struct language_evidence *scores)
{
	for (size_t at = 0; at < text.length;) {
		if ((unsigned char)text.at[at] < 0xcd) { /* begins none of them */
			at++;
			continue;
		}
		struct utf8_point point = utf8_at(text, at);
		at += point.length;
		scores->foreign += point.value >= 0x370 && point.value < 0x1d400 &&
				   fold_is_letter(point.value);
	}
}

static enum language_other other_of(const struct language_evidence *scores)
{
	if (scores->foreign > 4 && scores->foreign > 3 * scores->words)
		return OTHER_SCRIPT;
	for (int i = OTHER_DIALECT; i < OTHER_COUNT; i++)
		if (scores->others[i] >= OTHER_LEAST &&
		    scores->others[i] * OTHER_SHARE >= scores->words &&
		    scores->others[i] * (i == OTHER_DIALECT ? DIALECT_OWN : 1) > scores->own)
			return (enum language_other)i;
	if (scores->words >= UNKNOWN_WORDS && scores->known * UNKNOWN_SHARE < scores->words)
		return OTHER_UNKNOWN;
	return OTHER_NONE;
}

bool language_weigh(struct language_evidence *evidence, struct span text)
{
	struct word word = { .in_link = false };
	for (size_t at = 0; next_word(text, &at, &word);)
		score_word((struct span){ word.folded, word.length }, word.capital, evidence);
	count_letters(text, evidence);
	return word.in_link;
}

struct language_guess language_guess_by(const struct language_evidence *evidence)
{
	struct language_guess guess = { .language = LANGUAGE_NONE };
	int second = 0;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		guess.scores[i] = evidence->of[i];
		if (evidence->of[i] > guess.score) {
			second = guess.score;
			guess.score = evidence->of[i];
			guess.language = (enum language)i;
		} else if (evidence->of[i] > second) {
			second = evidence->of[i];
		}
	}
	guess.margin = guess.score - second;
	guess.other = other_of(evidence);
	if (guess.other != OTHER_NONE)
		guess.language = LANGUAGE_NONE;
	return guess;
}

struct language_guess language_guess(struct span text)
{
	struct language_evidence evidence = { .words = 0 };
	(void)language_weigh(&evidence, text);
	return language_guess_by(&evidence);
}

const char *language_reason(enum language_other other)
{
	switch (other) {
	case OTHER_DIALECT:
		return _("This looks like Swiss German dialect: it has no fixed spelling, so none "
			 "is checked.");
	case OTHER_RUMANTSCH:
		return _("This looks like Romansh: there is no dictionary for it, so its spelling "
			 "is not checked.");
	case OTHER_SCRIPT:
		return _("These letters belong to a language that is not checked here.");
	case OTHER_UNKNOWN:
		return _("This is in none of the four languages that are checked here.");
	case OTHER_NONE:
	case OTHER_COUNT:
		break;
	}
	return "";
}
