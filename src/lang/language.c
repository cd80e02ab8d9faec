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
};

struct scores {
	int of[LANGUAGE_COUNT];
};

static bool is_one_bit(unsigned bits)
{
	return bits && !(bits & (bits - 1));
}

static void add_to_all(struct scores *scores, unsigned languages, int score)
{
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
		if (languages >> i & 1)
			scores->of[i] += score;
}

/* Letters and sequences that speak for a language, less than a function word does. */
static void score_letters(struct span word, struct scores *scores)
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
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct span part = span_of(parts[i].part);
		if (span_find(word, part, 0) < word.length)
			scores->of[parts[i].language] += parts[i].score;
	}
}

static void score_ending(struct span word, struct scores *scores)
{
	static const struct {
		char end[8];
		unsigned char language;
	} ends[] = {
		{ "ung", LANGUAGE_DE },	 { "ungen", LANGUAGE_DE }, { "keit", LANGUAGE_DE },
		{ "heit", LANGUAGE_DE }, { "lich", LANGUAGE_DE },  { "isch", LANGUAGE_DE },
		{ "chen", LANGUAGE_DE }, { "en", LANGUAGE_DE },	   { "er", LANGUAGE_DE },
		{ "aux", LANGUAGE_FR },	 { "tion", LANGUAGE_FR },  { "ment", LANGUAGE_FR },
		{ "euse", LANGUAGE_FR }, { "eur", LANGUAGE_FR },   { "ez", LANGUAGE_FR },
		{ "er", LANGUAGE_FR },	 { "mente", LANGUAGE_IT }, { "ità", LANGUAGE_IT },
		{ "are", LANGUAGE_IT },	 { "o", LANGUAGE_IT },	   { "i", LANGUAGE_IT },
		{ "a", LANGUAGE_IT },	 { "ing", LANGUAGE_EN },   { "tion", LANGUAGE_EN },
		{ "ness", LANGUAGE_EN }, { "ed", LANGUAGE_EN },	   { "ly", LANGUAGE_EN },
	};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (word.length > 4 && span_ends(word, span_of(ends[i].end)))
			scores->of[ends[i].language] += ENDING;
}

static void score_word(struct span word, struct scores *scores)
{
	struct common_languages known = common_languages(word);
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

/* The next word from *at, folded into `folded`; false at the end of the text. */
static bool next_word(struct span text, size_t *at, char folded[WORD_MOST], struct span *word)
{
	size_t length = 0;
	while (*at < text.length) {
		struct utf8_point point = utf8_at(text, *at);
		uint32_t c = point.value;
		bool apostrophe = c == '\'' || c == 0x2019;
		if (!fold_is_letter(c) && !(apostrophe && length > 0)) {
			if (length > 0)
				break;
			*at += point.length;
			continue;
		}
		c = apostrophe ? '\'' : fold_lower(c);
		if (c < 0x80 && length < WORD_MOST)
			folded[length++] = (char)c;
		else if (c < 0x800 && length + 1 < WORD_MOST) {
			folded[length++] = (char)(0xc0 | c >> 6);
			folded[length++] = (char)(0x80 | (c & 0x3f));
		}
		*at += point.length;
	}
	*word = (struct span){ folded, length };
	return length > 0;
}

struct language_guess language_guess(struct span text)
{
	struct scores scores = { { 0 } };
	char folded[WORD_MOST];
	struct span word;
	for (size_t at = 0; next_word(text, &at, folded, &word);)
		score_word(word, &scores);
	struct language_guess guess = { LANGUAGE_NONE, 0, 0 };
	int second = 0;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		if (scores.of[i] > guess.score) {
			second = guess.score;
			guess = (struct language_guess){ (enum language)i, scores.of[i], 0 };
		} else if (scores.of[i] > second) {
			second = scores.of[i];
		}
	}
	guess.margin = guess.score - second;
	return guess;
}
