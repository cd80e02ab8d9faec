#include "coach/measure.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "lang/syllable.h"
#include "text/utf8.h"

enum {
	KNOWN = 8192, /* words remembered, each in one of so many places */
	PLACES = 8,
	WORDS_A_MINUTE = 238, /* silent reading, Brysbaert 2019 */
	LONG_LETTERS = 6,     /* a long word has more */
	LINE_WORDS = 3,	      /* a line without a full stop is a sentence from here on */
};

/* ---- formulas ---- */

static double per_sentence(const struct measure_counts *c)
{
	return (double)c->words / (double)c->sentences;
}

/* Of a hundred words. */
static double share(size_t part, const struct measure_counts *c)
{
	return 100.0 * (double)part / (double)c->words;
}

static double syllables_a_word(const struct measure_counts *c)
{
	return (double)c->syllables / (double)c->words;
}

/* Flesch 1948. */
static double flesch(const struct measure_counts *c)
{
	return 206.835 - 1.015 * per_sentence(c) - 84.6 * syllables_a_word(c);
}

/* Kincaid and others 1975: school grade (US). */
static double flesch_kincaid(const struct measure_counts *c)
{
	return 0.39 * per_sentence(c) + 11.8 * syllables_a_word(c) - 15.59;
}

/* Amstad 1978. */
static double amstad(const struct measure_counts *c)
{
	return 180 - per_sentence(c) - 58.5 * syllables_a_word(c);
}

/* Bamberger and Vanecek 1984: four forms, school grades. */
static double wiener_1(const struct measure_counts *c)
{
	return 0.1935 * share(c->many_syllables, c) + 0.1672 * per_sentence(c) +
	       0.1297 * share(c->long_words, c) - 0.0327 * share(c->one_syllable, c) - 0.875;
}

static double wiener_2(const struct measure_counts *c)
{
	return 0.2007 * share(c->many_syllables, c) + 0.1682 * per_sentence(c) +
	       0.1373 * share(c->long_words, c) - 2.779;
}

static double wiener_3(const struct measure_counts *c)
{
	return 0.2963 * share(c->many_syllables, c) + 0.1905 * per_sentence(c) - 1.1144;
}

static double wiener_4(const struct measure_counts *c)
{
	return 0.2744 * share(c->many_syllables, c) + 0.2656 * per_sentence(c) - 1.693;
}

/* Kandel and Moles 1958. */
static double kandel_moles(const struct measure_counts *c)
{
	return 207 - 1.015 * per_sentence(c) - 73.6 * syllables_a_word(c);
}

/* Lucisano and Piemontese 1988. */
static double gulpease(const struct measure_counts *c)
{
	return 89 + (300 * (double)c->sentences - 10 * (double)c->letters) / (double)c->words;
}

/* Franchina and Vacca 1972, and 1986. */
static double vacca_1972(const struct measure_counts *c)
{
	return 206 - 65 * syllables_a_word(c) - per_sentence(c);
}

static double vacca_1986(const struct measure_counts *c)
{
	return 217 - 1.3 * per_sentence(c) - 60 * syllables_a_word(c);
}

/* Björnsson 1968, and its form without a share. */
static double lix(const struct measure_counts *c)
{
	return per_sentence(c) + share(c->long_words, c);
}

static double rix(const struct measure_counts *c)
{
	return (double)c->long_words / (double)c->sentences;
}

/* Amstad flatters: general terms of business come out at 47, so what is hard begins at 50. */
const struct formula formulas[] = {
	{ "flesch", LANGUAGE_EN, flesch, 60, 50 },
	{ "flesch-kincaid", LANGUAGE_EN, flesch_kincaid, 9, 13 },
	{ "amstad", LANGUAGE_DE, amstad, 65, 50 },
	{ "wiener-1", LANGUAGE_DE, wiener_1, 9, 12 },
	{ "wiener-2", LANGUAGE_DE, wiener_2, 9, 12 },
	{ "wiener-3", LANGUAGE_DE, wiener_3, 9, 12 },
	{ "wiener-4", LANGUAGE_DE, wiener_4, 9, 12 },
	{ "kandel-moles", LANGUAGE_FR, kandel_moles, 60, 50 },
	{ "gulpease", LANGUAGE_IT, gulpease, 60, 40 },
	{ "flesch-vacca-1972", LANGUAGE_IT, vacca_1972, 60, 50 },
	{ "flesch-vacca-1986", LANGUAGE_IT, vacca_1986, 60, 50 },
	{ "lix", LANGUAGE_NONE, lix, 45, 60 },
	{ "rix", LANGUAGE_NONE, rix, 4, 7 },
	{ 0 },
};

/* The formula shown for a language; LIX where there is none. */
static const struct formula *formula_of(enum language language)
{
	for (const struct formula *row = formulas; row->id; row++)
		if (row->language == language)
			return row;
	return NULL;
}

double formula_value(const struct formula *formula, const struct measure_counts *counts)
{
	return counts->words && counts->sentences ? formula->value(counts) : 0;
}

static enum band formula_band(const struct formula *formula, double value)
{
	bool higher_is_easier = formula->plain > formula->hard;
	if (higher_is_easier ? value >= formula->plain : value < formula->plain)
		return BAND_PLAIN;
	bool is_hard = higher_is_easier ? value < formula->hard : value >= formula->hard;
	return is_hard ? BAND_HARD : BAND_MEDIUM;
}

/* ---- counting ---- */

static size_t letters_in(struct span word)
{
	size_t letters = 0;
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		letters += fold_is_letter(point.value);
		at += point.length;
	}
	return letters;
}

struct counted {
	uint64_t key; /* of word and language; 0: free */
	uint32_t letters, syllables;
};

struct measure_words {
	struct counted known[KNOWN];
};

struct counting {
	struct measure_counts *counts;
	struct measure_words *words;
	enum language language;
};

struct measure_words *measure_words_new(void)
{
	return mem_alloc(sizeof(struct measure_words));
}

void measure_words_free(struct measure_words *words)
{
	free(words);
}

static uint64_t key_in(uint64_t hash, enum language language)
{
	uint64_t key = hash ^ (uint64_t)language * 0x9e3779b97f4a7c15u;
	return key ? key : 1;
}

static uint64_t key_of(struct span word, enum language language)
{
	uint64_t key = 14695981039346656037u; /* FNV-1a */
	for (size_t i = 0; i < word.length; i++)
		key = (key ^ (unsigned char)word.at[i]) * 1099511628211u;
	return key_in(key, language);
}

/* Where the word is, or is to be: one of a few places side by side. */
static struct counted *place_of(struct measure_words *words, uint64_t key)
{
	size_t first = (key * 0x9e3779b97f4a7c15u >> 40) % KNOWN;
	for (size_t i = first; i < first + PLACES && i < KNOWN; i++)
		if (words->known[i].key == key || !words->known[i].key)
			return &words->known[i];
	return &words->known[first]; /* gives way */
}

/* `key`: of the part and its language. */
static void count_part(struct counting *counting, struct span part, uint64_t key)
{
	struct measure_counts *counts = counting->counts;
	struct counted *known = place_of(counting->words, key);
	if (known->key != key) {
		*known = (struct counted){ .key = key, .letters = (uint32_t)letters_in(part) };
		if (known->letters)
			known->syllables = (uint32_t)syllable_count(counting->language, part);
	}
	if (known->letters == 0)
		return;
	counts->words++;
	counts->letters += known->letters;
	counts->long_words += known->letters > LONG_LETTERS;
	counts->syllables += known->syllables;
	counts->one_syllable += known->syllables <= 1;
	counts->many_syllables += known->syllables >= 3;
}

/* Offset of the next apostrophe, straight or curly; *length its bytes. */
static size_t apostrophe(struct span word, size_t from, size_t *length)
{
	size_t straight = span_find(word, SPAN("'"), from),
	       curly = span_find(word, SPAN("’"), from);
	*length = straight < curly ? 1 : 3;
	return straight < curly ? straight : curly;
}

static void count_word(struct counting *counting, struct span word, uint64_t hash)
{
	size_t at = 0, length;
	bool elides = counting->language == LANGUAGE_FR || counting->language == LANGUAGE_IT;
	while (elides && at < word.length) {
		size_t end = apostrophe(word, at, &length);
		struct span part = span_slice(word, at, end);
		count_part(counting, part, key_of(part, counting->language));
		at = end + length;
	}
	if (!elides) /* made of the hash that the word has anyway */
		count_part(counting, word, key_in(hash, counting->language));
}

static bool is_whole(const struct analysis *analysis, const struct sentence *sentence)
{
	if (sentence->words == 0)
		return false;
	char last = analysis->text.at[sentence->end - 1];
	return sentence->words >= LINE_WORDS || last == '.' || last == '!' || last == '?';
}

void measure_count(const struct analysis *analysis, struct measure_words *words,
		   struct measure_counts *counts)
{
	struct counting counting = { .counts = counts, .words = words };
	*counts = (struct measure_counts){ 0 };
	for (size_t i = 0; i < analysis->sentences.count; i++) {
		const struct sentence *sentence = &analysis->sentences.at[i];
		counting.language = sentence->language ? sentence->language : analysis->language;
		size_t end = sentence->first_token + sentence->token_count;
		counts->sentences += is_whole(analysis, sentence);
		for (size_t k = sentence->first_token; k < end; k++) {
			const struct token *t = &analysis->tokens.at[k];
			if (t->kind == TOKEN_WORD)
				count_word(&counting, analysis_token(analysis, k),
					   analysis->vocabulary.words.at[t->word].hash);
		}
	}
	if (counts->sentences == 0)
		counts->sentences = counts->words > 0;
}

/* ---- drivers ---- */

/* Keeps the largest, the earlier one first among equals; the same words once. */
static void keep_largest(struct measure_driver *drivers, struct measure_driver new)
{
	for (int i = 0; i < MEASURE_DRIVERS; i++) {
		if (new.size <= drivers[i].size)
			continue;
		struct measure_driver smaller = drivers[i];
		drivers[i] = new;
		new = smaller;
	}
}

static bool is_kept(const struct analysis *analysis, const struct measure_driver *drivers,
		    struct span word)
{
	for (int i = 0; i < MEASURE_DRIVERS; i++)
		if (span_equal(span_slice(analysis->text, drivers[i].start, drivers[i].end), word))
			return true;
	return false;
}

static void find_drivers(const struct analysis *analysis, struct measures *measures)
{
	for (size_t i = 0; i < analysis->sentences.count; i++) {
		const struct sentence *s = &analysis->sentences.at[i];
		keep_largest(measures->sentences_longest,
			     (struct measure_driver){ s->start, s->end, s->words });
	}
	for (size_t i = 0; i < analysis->tokens.count; i++) {
		const struct token *t = &analysis->tokens.at[i];
		struct span word = analysis_token(analysis, i);
		/* A letter has a byte at least: most words are passed over without counting. */
		if (t->kind != TOKEN_WORD ||
		    word.length <= measures->words_longest[MEASURE_DRIVERS - 1].size ||
		    is_kept(analysis, measures->words_longest, word))
			continue;
		keep_largest(measures->words_longest,
			     (struct measure_driver){ t->start, t->end, letters_in(word) });
	}
}

static void find_band(const struct analysis *analysis, struct measures *measures)
{
	static const char *const names[] = {
		[BAND_PLAIN] = "plain", [BAND_MEDIUM] = "medium", [BAND_HARD] = "hard"
	};
	const struct formula *formula = formula_of(analysis->language);
	if (measures->counts.words < MEASURE_LEAST_WORDS)
		return;
	double value = formula_value(formula, &measures->counts);
	measures->formula = formula->id;
	measures->readability = value < 0 ? 0 : value > 100 ? 100 : value;
	measures->band = names[formula_band(formula, value)];
	measures->is_indicative = measures->counts.words < MEASURE_FIRM_WORDS;
}

static size_t fold_at(const struct platform *platform, const char *name, struct span text)
{
	const struct fold_profile *profile = platform_fold_profile(platform, name);
	return profile ? platform_fold(profile, platform, text) : text.length;
}

void measure_run(const struct platform *platform, const struct analysis *analysis,
		 struct measure_words *words, struct measures *measures)
{
	const struct span text = analysis->text;
	*measures = (struct measures){
		.characters = platform_measure(platform, platform_posted(text)),
		.limit = (size_t)platform->limit,
		.words = analysis->words,
		.sentences = analysis->sentences.count,
		.paragraphs = analysis->paragraphs.count,
		.reading_seconds =
			(long)(analysis->words * 60 + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE,
		.fold_mobile = fold_at(platform, "mobile", text),
		.fold_desktop = fold_at(platform, "desktop", text),
	};
	measure_count(analysis, words, &measures->counts);
	find_drivers(analysis, measures);
	find_band(analysis, measures);
}
