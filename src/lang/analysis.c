#include "lang/analysis.h"

#include <string.h>

#include "lang/fold.h"
#include "lang/token.h"
#include "text/utf8.h"

enum {
	SURE = 5,	 /* margin of a guess that stands against the surrounding text */
	SHORT_WORDS = 4, /* sentences with fewer words take the language of the text */
	GUESS_MOST = 1 << 16,
};

static const char *const abbreviations[] = {
	"z",	"b",   "d",    "h",    "bzw", "nr",  "ca",  "usw", "u",	     "a",    "dr",
	"prof", "st",  "evtl", "inkl", "p",   "ex",  "etc", "m",   "mme",    "dott", "sig",
	"es",	"e",   "g",    "i",    "vs",  "mr",  "mrs", "ms",  "art",    "abs",  "lit",
	"ff",	"vgl", "resp", "tel",  "str", "mio", "mrd", "fr",  "jan",    "feb",  "aug",
	"sept", "okt", "nov",  "dez",  "no",  "vol", "inc", "ltd", "approx", "pag",  "cfr",
};

static bool is_abbreviation(struct span word)
{
	char lower[8];
	if (word.length == 0 || word.length >= sizeof lower)
		return false;
	for (size_t i = 0; i < word.length; i++)
		lower[i] = (char)fold_lower((unsigned char)word.at[i]);
	lower[word.length] = '\0';
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
		if (strcmp(abbreviations[i], lower) == 0)
			return true;
	return false;
}

/* ---- sentences ---- */

static bool is_closing(uint32_t c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xbb || c == 0x203a ||
	       c == 0x201c || c == 0x201d || c == 0x2019 || c == '.' || c == '!' || c == '?' ||
	       c == 0x2026;
}

/* Does the full stop at `at` end a sentence? Not after an abbreviation or an ordinal. */
static bool stop_ends(struct span text, size_t at)
{
	size_t start = at;
	while (start > 0 && (unsigned char)text.at[start - 1] > ' ' &&
	       !strchr(".,;:!?(\"", text.at[start - 1]))
		start--;
	struct span word = span_slice(text, start, at);
	size_t after = at + 1;
	while (after < text.length && text.at[after] == ' ')
		after++;
	uint32_t next = utf8_at(text, after).value;
	bool number = word.length > 0 && word.length <= 3 && word.at[0] >= '0' && word.at[0] <= '9';
	if (number)
		return false; /* 1. August, 3. */
	if (is_abbreviation(word))
		return false;
	return after >= text.length || !fold_is_letter(next) || fold_is_upper(next);
}

/* The end of the sentence that begins at `at`, at most the end of its line; behind its closing
 * signs. */
static size_t sentence_end(struct span text, size_t at)
{
	while (at < text.length && text.at[at] != '\n') {
		struct utf8_point point = utf8_at(text, at);
		bool ends = point.value == '!' || point.value == '?' || point.value == 0x2026 ||
			    (point.value == '.' && stop_ends(text, at));
		at += point.length;
		if (!ends)
			continue;
		for (;;) {
			struct utf8_point next = utf8_at(text, at);
			/* French sets a no-break space before the closing sign. */
			if (next.length == 0 || !is_closing(next.value))
				break;
			at += next.length;
		}
		struct utf8_point next = utf8_at(text, at);
		if (next.length == 0 || next.value == ' ' || next.value == '\n' ||
		    next.value == 0xa0 || next.value == 0x202f)
			return at;
	}
	return at;
}

static bool is_question(struct span sentence)
{
	size_t at = sentence.length;
	while (at > 0) {
		struct utf8_point point = utf8_before(sentence, at);
		if (point.value == '?')
			return true;
		bool skipped =
			is_closing(point.value) || point.value > 0x2000 || point.value == ' ';
		if (!skipped)
			return false;
		at -= point.length;
	}
	return false;
}

static bool is_list_item(struct span line)
{
	static const char *const marks[] = { "- ", "– ", "• ", "* ", "→ ", "✅", "👉", "✓ " };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (span_starts(line, span_of(marks[i])))
			return true;
	size_t digits = 0;
	while (digits < line.length && line.at[digits] >= '0' && line.at[digits] <= '9')
		digits++;
	return digits > 0 && digits <= 2 && digits + 1 < line.length &&
	       (line.at[digits] == '.' || line.at[digits] == ')') && line.at[digits + 1] == ' ';
}

static void add_sentence(struct analysis *a, size_t start, size_t end, bool list, size_t *token)
{
	struct span part = span_trim(span_slice(a->text, start, end));
	if (part.length == 0)
		return;
	struct sentence *sentence = arr_add(&a->sentences);
	*sentence = (struct sentence){ .start = (size_t)(part.at - a->text.at),
				       .is_question = is_question(part),
				       .is_list_item = list };
	sentence->end = sentence->start + part.length;
	while (*token < a->tokens.count && a->tokens.at[*token].start < sentence->start)
		++*token;
	sentence->first_token = *token;
	bool first = true;
	for (; *token < a->tokens.count && a->tokens.at[*token].start < sentence->end; ++*token) {
		struct token *t = &a->tokens.at[*token];
		bool word = t->kind == TOKEN_WORD || t->kind == TOKEN_CODE;
		sentence->words += word;
		sentence->token_count++;
		if (first && word) {
			t->flags |= TOKEN_SENTENCE_START;
			first = false;
		}
	}
	a->words += sentence->words;
}

static void split_line(struct analysis *a, size_t start, size_t end, size_t *token)
{
	struct span line = span_slice(a->text, 0, end);
	bool list = is_list_item(span_trim(span_slice(a->text, start, end)));
	for (size_t at = start; at < end;) {
		size_t stop = sentence_end(line, at);
		add_sentence(a, at, stop, list, token);
		at = stop > at ? stop : at + 1;
	}
}

static void split(struct analysis *a)
{
	size_t token = 0, at = 0;
	bool open = false; /* a paragraph */
	while (at < a->text.length) {
		struct span rest = span_slice(a->text, at, a->text.length);
		size_t length = span_find(rest, SPAN("\n"), 0);
		size_t count = a->sentences.count;
		split_line(a, at, at + length, &token);
		bool blank = a->sentences.count == count;
		if (!blank && !open)
			*arr_add(&a->paragraphs) =
				(struct paragraph){ .start = a->sentences.at[count].start,
						    .first_sentence = count };
		open = !blank;
		if (open) {
			struct paragraph *p = &a->paragraphs.at[a->paragraphs.count - 1];
			p->end = a->sentences.at[a->sentences.count - 1].end;
			p->sentence_count = a->sentences.count - p->first_sentence;
		}
		at += length + 1;
	}
}

/* ---- quotations ---- */

static void mark_quotations(struct analysis *a)
{
	size_t token = 0;
	bool open = false, straight = false;
	for (size_t at = 0; at < a->text.length;) {
		struct utf8_point point = utf8_at(a->text, at);
		uint32_t c = point.value;
		if (c == '\n')
			open = straight = false;
		else if (c == 0xab || c == 0x201e || c == 0x201c)
			open = c != 0x201c || !open;
		else if (c == 0xbb || c == 0x201d)
			open = false;
		else if (c == '"')
			straight = !straight;
		while (token < a->tokens.count && a->tokens.at[token].end <= at)
			token++;
		if (token < a->tokens.count && a->tokens.at[token].start == at &&
		    (open || straight))
			a->tokens.at[token].flags |= TOKEN_QUOTED;
		at += point.length;
	}
}

/* ---- languages ---- */

static void guess_languages(struct analysis *a, const struct analysis_options *options)
{
	struct language_guess whole =
		language_guess(span_slice(a->text, 0, utf8_boundary(a->text, GUESS_MOST)));
	if (options->pinned != LANGUAGE_NONE)
		a->language = options->pinned;
	else if (options->surrounding != LANGUAGE_NONE)
		a->language = options->surrounding;
	else
		a->language = whole.language;
	for (size_t i = 0; i < a->sentences.count; i++) {
		struct sentence *sentence = &a->sentences.at[i];
		sentence->language = a->language;
		if (sentence->words < SHORT_WORDS)
			continue;
		struct language_guess guess =
			language_guess(span_slice(a->text, sentence->start, sentence->end));
		if (guess.language != LANGUAGE_NONE && guess.margin >= SURE)
			sentence->language = guess.language;
	}
}

void analysis_run(struct analysis *analysis, struct span text,
		  const struct analysis_options *options)
{
	analysis->text = text;
	analysis->words = 0;
	arr_clear(&analysis->tokens);
	arr_clear(&analysis->sentences);
	arr_clear(&analysis->paragraphs);
	token_scan(text, &analysis->tokens);
	split(analysis);
	mark_quotations(analysis);
	guess_languages(analysis, options);
}

void analysis_release(struct analysis *analysis)
{
	arr_release(&analysis->tokens);
	arr_release(&analysis->sentences);
	arr_release(&analysis->paragraphs);
	*analysis = (struct analysis){ 0 };
}

const struct sentence *analysis_sentence_at(const struct analysis *analysis, size_t offset)
{
	size_t low = 0, high = analysis->sentences.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (analysis->sentences.at[middle].end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == analysis->sentences.count || analysis->sentences.at[low].start > offset)
		return NULL;
	return &analysis->sentences.at[low];
}
