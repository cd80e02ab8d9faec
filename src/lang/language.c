#include "lang/language.h"

#include <pthread.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
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

/* Words that carry no content and that only one, or mainly one, of the four languages has; sorted
 * by nothing, looked up through a table that is made of them. Spoken and written frequency lists
 * agree on them. */
static const char *const words[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] =
		"ich ist du nicht die und der das wir was zu er ein mir mit wie den mich auf dass "
		"aber "
		"eine so hat hier haben für sind war von wenn noch nur da sich einen uns dem kann "
		"auch "
		"schon als dann aus im bei um wird werden wurde nach oder über durch bis zum zur "
		"vom am "
		"weil damit ob sondern jedoch zwar sowie zwischen während ohne gegen unter diese "
		"dieser "
		"jede alle mehr sehr immer wieder doch denn mal ihr euch ihre mein meine kein "
		"keine es "
		"habe hatte einem einer eines wer wo gibt muss müssen können etwa heute seit",
	[LANGUAGE_FR] = "je est pas le les que vous tu un et il ne des qui mais dans nous elle "
			"avec tout plus au "
			"se sur où par pour une ce ça ou sont son sa ses cette ces leur aux donc "
			"car sans sous "
			"entre vers chez dont très aussi bien encore déjà jamais toujours alors "
			"ainsi puis cela été "
			"était quand afin selon chaque même peu du mon ma mes votre vos notre nos "
			"être avoir fait "
			"j'ai c'est qu'il n'est d'un d'une on y en ont avez avons faites-vous "
			"comment quel quelle",
	[LANGUAGE_IT] = "e non che di il per è sono mi ha ma lo con le ti da i come io ci questo "
			"sei del solo al "
			"tutto della gli questa quello mai alla anche più perché nel nella dei "
			"delle degli dal dalla "
			"sul sulla agli alle ai ed cui sia quindi però ancora già sempre poi dove "
			"mentre senza tra "
			"fra ogni altro stato era molto poco tutti loro suo nostro proprio così "
			"una uno un' della "
			"dell'azienda c'è qual hanno abbiamo avete ho mio mia miei chi",
	[LANGUAGE_EN] = "you the to it and that of is what we me this he for my on have your do "
			"not be are with can "
			"but all just there here they if out about up at him how will from who by "
			"or our us them "
			"were had been more than when which its into some any their these has "
			"should could would "
			"because while though also only even very too such both each over after "
			"before between "
			"through without i'm it's don't we're an as was no",
};

enum { SLOTS = 2048, LONGEST = 24 };

struct slot {
	char word[LONGEST];
	unsigned char languages; /* bit per language */
};

static unsigned hash(struct span word)
{
	unsigned value = 2166136261u;
	for (size_t i = 0; i < word.length; i++)
		value = (value ^ (unsigned char)word.at[i]) * 16777619u;
	return value % SLOTS;
}

static struct slot *slot_of(struct slot *slots, struct span word)
{
	unsigned at = hash(word);
	while (slots[at].word[0] && !span_equal(span_of(slots[at].word), word))
		at = (at + 1) % SLOTS;
	return &slots[at];
}

static void fill(struct slot *slots)
{
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct span rest = span_of(words[i]), word;
		while (span_next(&rest, ' ', &word)) {
			struct slot *slot = slot_of(slots, word);
			memcpy(slot->word, word.at, word.length);
			slot->languages |= (unsigned char)(1u << i);
		}
	}
}

static struct slot table[SLOTS];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill_table(void)
{
	fill(table);
}

struct scores {
	int of[LANGUAGE_COUNT];
};

/* Letters and endings that speak for a language, less than a function word does. */
static void score_letters(struct span word, struct scores *scores)
{
	static const struct {
		const char *part;
		enum language language;
		int score;
	} parts[] = {
		{ "ä", LANGUAGE_DE, 2 },   { "ö", LANGUAGE_DE, 2 },   { "ü", LANGUAGE_DE, 2 },
		{ "sch", LANGUAGE_DE, 2 }, { "ß", LANGUAGE_DE, 3 },   { "ç", LANGUAGE_FR, 3 },
		{ "ê", LANGUAGE_FR, 3 },   { "œ", LANGUAGE_FR, 3 },   { "é", LANGUAGE_FR, 1 },
		{ "eau", LANGUAGE_FR, 2 }, { "oux", LANGUAGE_FR, 2 }, { "ò", LANGUAGE_IT, 2 },
		{ "ì", LANGUAGE_IT, 2 },   { "gli", LANGUAGE_IT, 1 }, { "zione", LANGUAGE_IT, 3 },
		{ "cch", LANGUAGE_IT, 2 }, { "th", LANGUAGE_EN, 1 },  { "ough", LANGUAGE_EN, 3 },
		{ "wh", LANGUAGE_EN, 1 },
	};
	static const struct {
		const char *end;
		enum language language;
	} ends[] = {
		{ "ung", LANGUAGE_DE },	 { "ungen", LANGUAGE_DE }, { "keit", LANGUAGE_DE },
		{ "lich", LANGUAGE_DE }, { "chen", LANGUAGE_DE },  { "der", LANGUAGE_DE },
		{ "kel", LANGUAGE_DE },	 { "aux", LANGUAGE_FR },   { "tion", LANGUAGE_FR },
		{ "ment", LANGUAGE_FR }, { "euse", LANGUAGE_FR },  { "mente", LANGUAGE_IT },
		{ "ità", LANGUAGE_IT },	 { "are", LANGUAGE_IT },   { "ing", LANGUAGE_EN },
		{ "tion", LANGUAGE_EN }, { "ness", LANGUAGE_EN },  { "ed", LANGUAGE_EN },
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (span_find(word, span_of(parts[i].part), 0) < word.length)
			scores->of[parts[i].language] += parts[i].score;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (word.length > 4 && span_ends(word, span_of(ends[i].end)))
			scores->of[ends[i].language] += 1;
}

static void score_word(struct span word, struct scores *scores)
{
	const struct slot *slot = word.length < LONGEST ? slot_of(table, word) : NULL;
	if (slot && slot->word[0]) {
		unsigned shared = 0;
		for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
			shared += slot->languages >> i & 1;
		for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
			if (slot->languages >> i & 1)
				scores->of[i] += shared > 1 ? 2 : 5;
		return;
	}
	/* l'atelier, dell'azienda: what stands before the apostrophe tells. */
	size_t apostrophe = span_find(word, SPAN("'"), 0);
	if (apostrophe > 0 && apostrophe + 2 < word.length) {
		bool french = apostrophe <= 2;
		scores->of[LANGUAGE_FR] += french ? 2 : 0;
		scores->of[LANGUAGE_IT] += french ? 1 : 3;
	}
	score_letters(word, scores);
}

struct language_guess language_guess(struct span text)
{
	(void)pthread_once(&filled, fill_table);
	struct scores scores = { { 0 } };
	struct str word = { 0 };
	for (size_t at = 0; at < text.length;) {
		size_t start = at;
		struct utf8_point point = { 0, 0 };
		while (at < text.length &&
		       (point = utf8_at(text, at),
			fold_is_letter(point.value) ||
				((point.value == '\'' || point.value == 0x2019) && at > start)))
			at += point.length;
		if (at == start) {
			at += point.length;
			continue;
		}
		str_clear(&word);
		fold_word(span_slice(text, start, at), &word);
		score_word(str_span(&word), &scores);
	}
	str_release(&word);
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
