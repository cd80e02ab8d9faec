#include "sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { WINDOW = 50, LONG_LETTERS = 10, SHORT_LETTERS = 3 };

/* What the symbols of classes are: above all code points, apart from hashes by chance. */
enum { CLASS = 0x40000000, CLASS_LINE, CLASS_PARAGRAPH, CLASS_CAPITAL, CLASS_WORD = CLASS + 16 };

struct counting {
	struct sample *sample;
	const struct wordlist *wordlist;
	const struct analysis *analysis;
	struct symbols words; /* one hash a word */
	struct str folded;
	size_t letters, longs, shorts, smalls, abstracts, first, we, you, smooth, spoken;
	size_t commas, colons, dashes, brackets, quotes, exclamations, emoji, tags, numbers;
};

static void add(struct counting *counting, enum stream stream, uint32_t symbol)
{
	*arr_add(&counting->sample->streams[stream]) = symbol;
}

static void add_mark(struct counting *counting, uint32_t point)
{
	add(counting, STREAM_WORDS, point);
	add(counting, STREAM_BUILD, point);
	counting->commas += point == ',';
	counting->colons += point == ':' || point == ';';
	counting->dashes += point == 0x2013 || point == 0x2014;
	counting->brackets += point == '(';
	counting->quotes += point == 0xab || point == 0x201e || point == 0x201c;
	counting->exclamations += point == '!';
}

/* Marks and line ends between two tokens. */
static void scan_gap(struct counting *counting, struct span text, size_t at, size_t end)
{
	size_t lines = 0;
	while (at < end) {
		struct utf8_point point = utf8_at(text, at);
		at += point.length;
		if (point.value == '\n')
			lines++;
		else if (point.value > ' ' && point.value != 0xa0 && point.value != 0x202f)
			add_mark(counting, point.value);
		if (point.value == '-' && at < end && text.at[at] == ' ')
			counting->dashes++; /* typed for want of a dash */
	}
	if (lines)
		add(counting, STREAM_BUILD, lines > 1 ? CLASS_PARAGRAPH : CLASS_LINE);
}

static uint32_t symbol_of(uint64_t hash)
{
	return (uint32_t)(hash ^ (hash >> 32)) | 0x80000000u;
}

static void count_groups(struct counting *counting, const struct wordlist_word *word)
{
	counting->smalls++;
	counting->first += (word->groups & WORDLIST_FIRST) != 0;
	counting->we += (word->groups & WORDLIST_WE) != 0;
	counting->you += (word->groups & WORDLIST_YOU) != 0;
	counting->sample->rates[word - counting->wordlist->words.at]++;
}

static size_t count_letters(struct span word)
{
	size_t letters = 0;
	for (size_t i = 0; i < word.length; i++)
		letters += (word.at[i] & 0xc0) != 0x80;
	return letters;
}

static void add_content(struct counting *counting, struct span folded, bool is_capital)
{
	size_t letters = count_letters(folded);
	uint32_t length = letters <= 4 ? 0 : letters <= 7 ? 1 : letters <= 11 ? 2 : 3;
	add(counting, STREAM_BUILD, CLASS_WORD + length * 2 + is_capital);
	counting->abstracts += wordlist_is_abstract(counting->wordlist, folded);
}

static void count_tone(struct counting *counting, struct span folded)
{
	unsigned tone = wordlist_tone(counting->wordlist, folded);
	counting->smooth += (tone & WORDLIST_SMOOTH) != 0;
	counting->spoken += (tone & WORDLIST_SPOKEN) != 0;
}

static void add_word(struct counting *counting, struct span folded, bool is_capital)
{
	const struct wordlist_word *known = wordlist_find(counting->wordlist, folded);
	uint32_t symbol = symbol_of(wordlist_hash(folded));
	size_t letters = count_letters(folded);
	*arr_add(&counting->words) = symbol;
	add(counting, STREAM_WORDS, symbol ^ is_capital);
	counting->letters += letters;
	count_tone(counting, folded);
	counting->longs += letters >= LONG_LETTERS;
	counting->shorts += letters <= SHORT_LETTERS;
	if (known) {
		add(counting, STREAM_BUILD, symbol);
		count_groups(counting, known);
	} else {
		add_content(counting, folded, is_capital);
	}
}

/* l'ateliere is two words unless the wordlist knows it as one (aujourd'hui, don't). */
static void scan_word(struct counting *counting, struct span word, bool is_capital)
{
	str_clear(&counting->folded);
	fold_word(word, &counting->folded);
	struct span folded = str_span(&counting->folded);
	size_t apostrophe = span_find(folded, SPAN("'"), 0);
	if (apostrophe + 1 >= folded.length || wordlist_find(counting->wordlist, folded)) {
		add_word(counting, folded, is_capital);
		return;
	}
	struct span elided = span_slice(folded, 0, apostrophe + 1);
	count_tone(counting, folded);
	if (wordlist_find(counting->wordlist, elided)) {
		add_word(counting, elided, false);
		folded = span_slice(folded, apostrophe + 1, folded.length);
	}
	add_word(counting, folded, is_capital);
}

static void scan_token(struct counting *counting, size_t index)
{
	const struct token *token = &counting->analysis->tokens.at[index];
	struct span text = analysis_token(counting->analysis, index);
	switch (token->kind) {
	case TOKEN_WORD:
	case TOKEN_CODE:
	case TOKEN_FAKE:
		scan_word(counting, text, (token->flags & TOKEN_CAPITAL) != 0);
		return;
	case TOKEN_NUMBER:
	case TOKEN_PHONE:
		counting->numbers++;
		break;
	case TOKEN_TAG:
	case TOKEN_MENTION:
	case TOKEN_LINK:
	case TOKEN_EMAIL:
		counting->tags++;
		break;
	case TOKEN_EMOJI:
		counting->emoji++;
		break;
	}
	uint32_t symbol = token->kind == TOKEN_EMOJI ? utf8_at(text, 0).value
						     : (uint32_t)(CLASS + 32 + token->kind);
	add(counting, STREAM_WORDS, symbol);
	add(counting, STREAM_BUILD, symbol);
}

static void scan_letters(struct sample *sample, struct span text)
{
	bool was_blank = true;
	for (size_t at = 0; at < text.length;) {
		struct utf8_point point = utf8_at(text, at);
		bool is_blank = point.value == ' ' || point.value == '\t' || point.value == '\r';
		at += point.length;
		if (!is_blank || !was_blank)
			*arr_add(&sample->streams[STREAM_LETTERS]) = is_blank ? ' ' : point.value;
		was_blank = is_blank;
	}
}

/* ---- traits ---- */

static void measure_sentences(const struct analysis *analysis, double *traits)
{
	double sum = 0, squares = 0, count = 0, questions = 0;
	for (size_t i = 0; i < analysis->sentences.count; i++) {
		const struct sentence *sentence = &analysis->sentences.at[i];
		if (sentence->words == 0)
			continue;
		count++;
		sum += (double)sentence->words;
		squares += (double)sentence->words * (double)sentence->words;
		questions += sentence->is_question;
	}
	double mean = count > 0 ? sum / count : 0;
	double variance = count > 0 ? squares / count - mean * mean : 0;
	traits[TRAIT_SENTENCES] = mean;
	traits[TRAIT_SPREAD] = variance > 0 ? sqrt(variance) : 0;
	traits[TRAIT_QUESTIONS] = count > 0 ? 100 * questions / count : 0;
	double paragraphs = (double)analysis->paragraphs.count;
	traits[TRAIT_PARAGRAPHS] = log(1 + (paragraphs > 0 ? sum / paragraphs : 0));
}

static size_t different(const uint32_t *words, size_t count)
{
	size_t kinds = 0;
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < i && words[k] != words[i])
			k++;
		kinds += k == i;
	}
	return kinds;
}

/* The moving average type-token ratio (Covington and McFall 2010), every fifth window. */
static double variety(const struct symbols *words)
{
	double sum = 0, windows = 0;
	if (words->count <= WINDOW)
		return words->count ? 100.0 * (double)different(words->at, words->count) /
					      (double)words->count
				    : 0;
	for (size_t i = 0; i + WINDOW <= words->count; i += 5, windows++)
		sum += 100.0 * (double)different(words->at + i, WINDOW) / WINDOW;
	return sum / windows;
}

static void measure(struct counting *counting)
{
	struct sample *sample = counting->sample;
	double *traits = sample->traits;
	double words = counting->words.count ? (double)counting->words.count : 1;
	double hundredth = 100 / words;
	double sentences = (double)counting->analysis->sentences.count;
	measure_sentences(counting->analysis, traits);
	traits[TRAIT_LETTERS] = (double)counting->letters / words;
	traits[TRAIT_LONG] = (double)counting->longs * hundredth;
	traits[TRAIT_SHORT] = (double)counting->shorts * hundredth;
	traits[TRAIT_VARIETY] = variety(&counting->words);
	traits[TRAIT_SMALL] = (double)counting->smalls * hundredth;
	traits[TRAIT_ABSTRACT] = (double)counting->abstracts * hundredth;
	traits[TRAIT_SMOOTH] = (double)counting->smooth * hundredth;
	traits[TRAIT_SPOKEN] = (double)counting->spoken * hundredth;
	traits[TRAIT_FIRST] = (double)counting->first * hundredth;
	traits[TRAIT_WE] = (double)counting->we * hundredth;
	traits[TRAIT_YOU] = (double)counting->you * hundredth;
	traits[TRAIT_EXCLAMATIONS] =
		sentences > 0 ? 100 * (double)counting->exclamations / sentences : 0;
	traits[TRAIT_COMMAS] = (double)counting->commas * hundredth;
	traits[TRAIT_COLONS] = (double)counting->colons * hundredth;
	traits[TRAIT_DASHES] = (double)counting->dashes * hundredth;
	traits[TRAIT_BRACKETS] = (double)counting->brackets * hundredth;
	traits[TRAIT_QUOTES] = (double)counting->quotes * hundredth;
	traits[TRAIT_EMOJI] = (double)counting->emoji * hundredth;
	traits[TRAIT_TAGS] = (double)counting->tags * hundredth;
	traits[TRAIT_NUMBERS] = (double)counting->numbers * hundredth;
	for (size_t i = 0; i < counting->wordlist->words.count; i++)
		sample->rates[i] *= hundredth;
}

void sample_make(struct sample *sample, const struct wordlist *wordlist,
		 const struct analysis *analysis)
{
	struct counting counting = { .sample = sample, .wordlist = wordlist, .analysis = analysis };
	size_t at = 0;
	for (int i = 0; i < STREAM_COUNT; i++)
		arr_clear(&sample->streams[i]);
	if (!sample->rates)
		sample->rates = mem_alloc(wordlist->words.count * sizeof *sample->rates);
	memset(sample->rates, 0, wordlist->words.count * sizeof *sample->rates);
	for (size_t i = 0; i < analysis->tokens.count; i++) {
		scan_gap(&counting, analysis->text, at, analysis->tokens.at[i].start);
		scan_token(&counting, i);
		at = analysis->tokens.at[i].end;
	}
	scan_gap(&counting, analysis->text, at, analysis->text.length);
	scan_letters(sample, analysis->text);
	measure(&counting);
	sample->words = counting.words.count;
	arr_release(&counting.words);
	str_release(&counting.folded);
}

void sample_release(struct sample *sample)
{
	for (int i = 0; i < STREAM_COUNT; i++)
		arr_release(&sample->streams[i]);
	free(sample->rates);
	*sample = (struct sample){ .rates = NULL };
}
