#include "lang/sentence.h"

#include <string.h>

#include "lang/common.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { ABBREVIATION_MOST = 6 /* letters of the longest */, WORD_MOST = 64 };

/* In lower case, sorted by bytes. Those that also are words (no, art) count with a capital or a
 * digit behind them; see stop_ends(). */
static const char *const abbreviations[] = {
	"abb",	"abk",	"abs",	 "abt",	 "al",	 "allg", "anm",	 "app",	 "approx", "apr",  "art",
	"aug",	"av",	"avv",	 "bd",	 "betr", "bez",	 "bsp",	 "bspw", "bzgl",   "bzw",  "ca",
	"cap",	"cf",	"cfr",	 "ch",	 "chap", "co",	 "cons", "corp", "cpv",	   "dept", "dez",
	"dgl",	"dipl", "dott",	 "dr",	 "ecc",	 "ed",	 "eidg", "env",	 "etc",	   "evtl", "ex",
	"exkl", "feb",	"ff",	 "fig",	 "fr",	 "ggf",	 "ggfs", "gmbh", "hon",	   "hr",   "hrsg",
	"inc",	"ing",	"inkl",	 "insb", "jan",	 "jh",	 "jr",	 "juil", "kap",	   "kt",   "lett",
	"lic",	"lit",	"ltd",	 "max",	 "med",	 "min",	 "mio",	 "mld",	 "mlle",   "mm",   "mme",
	"mr",	"mrd",	"mrs",	 "ms",	 "mwst", "no",	 "nov",	 "nr",	 "num",	   "nx",   "oct",
	"okt",	"op",	"pag",	 "par",	 "prof", "resp", "rev",	 "rsp",	 "seg",	   "segg", "sept",
	"sig",	"sog",	"spett", "ss",	 "st",	 "stk",	 "str",	 "tel",	 "tit",	   "univ", "usw",
	"vers", "vgl",	"vol",	 "vs",	 "zit",	 "zzgl",
};

static bool is_abbreviation(struct span word)
{
	char lower[ABBREVIATION_MOST];
	size_t length = 0;
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		at += point.length;
		if (fold_is_format(point.value))
			continue;
		if (point.value >= 0x80 || length == sizeof lower)
			return false;
		lower[length++] = (char)fold_lower(point.value);
	}
	return span_is_in((struct span){ lower, length }, abbreviations,
			  sizeof abbreviations / sizeof *abbreviations);
}

static bool is_closing(uint32_t c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xbb || c == 0x203a ||
	       c == 0x201c || c == 0x201d || c == 0x2019 || c == '.' || c == '!' || c == '?' ||
	       c == 0x2026 || fold_is_format(c);
}

static bool is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == 0xa0 || c == 0x202f;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The word directly before `at`, at most WORD_MOST bytes. */
static struct span word_before(struct span text, size_t at)
{
	size_t start = at;
	while (start > 0 && at - start < WORD_MOST) {
		unsigned char byte = (unsigned char)text.at[start - 1];
		if (byte <= ' ' || strchr(".,;:!?(\"/-", byte))
			break;
		start--;
	}
	return span_slice(text, start, at);
}

/* Does the word at `at` usually begin a sentence: a capital on a word that has none otherwise? */
static bool begins_sentence(struct span text, size_t at)
{
	struct utf8_point first = utf8_at(text, at);
	char small[WORD_MOST];
	size_t length = 0, end = at + first.length;
	if (!fold_is_upper(first.value) || first.value > 0x7f)
		return false;
	small[length++] = (char)fold_lower(first.value);
	while (end < text.length && length < sizeof small && (unsigned char)text.at[end] > '@')
		small[length++] = text.at[end++];
	struct common_languages known = common_languages((struct span){ small, length });
	return (known.common & ~(1u << LANGUAGE_EN)) || known.function;
}

/* May the full stop at `at` end a sentence? Not after an abbreviation or an ordinal, unless what
 * follows begins one. */
static bool stop_ends(struct span text, size_t at)
{
	struct span word = word_before(text, at);
	size_t after = at + 1;
	struct utf8_point next = utf8_at(text, after);
	for (; is_space(next.value) || is_closing(next.value); next = utf8_at(text, after))
		after += next.length;
	if (next.length == 0 || next.value == '\n')
		return true;
	bool number = word.length > 0 && word.length <= 2 && is_digit(word.at[0]) &&
		      is_digit(word.at[word.length - 1]);
	if (number && utf8_at(text, at + 1).value == ')')
		return false; /* 1.) */
	if (number || utf8_count(word) == 1 || is_abbreviation(word))
		return begins_sentence(text, after);
	if (word.length <= 3 && next.value >= '0' && next.value <= '9' && after > at + 1)
		return false; /* iv. pa. 22.423, S. 12 */
	return !fold_is_letter(next.value) || fold_is_upper(next.value);
}

bool sentence_has_abbreviation(struct span text, size_t at)
{
	return is_abbreviation(word_before(text, at)) || !stop_ends(text, at);
}

static bool may_end(struct span text, size_t at, uint32_t c)
{
	return c == '!' || c == '?' || c == 0x2026 || (c == '.' && stop_ends(text, at));
}

/* Behind a sign that ends and the closing signs after it: is there a new sentence or the end? */
static bool is_end(struct span text, size_t at)
{
	struct utf8_point next = utf8_at(text, at);
	if (next.length == 0 || next.value == '\n')
		return true;
	if (!is_space(next.value))
		return false;
	while (is_space(next.value) || fold_is_format(next.value)) {
		at += next.length;
		next = utf8_at(text, at);
	}
	/* «Wirklich?» fragte sie. Und dann … nichts. */
	return !fold_is_letter(next.value) || fold_is_upper(next.value);
}

/* Bytes at which a sentence may end: the ellipsis begins with 0xe2. */
static size_t next_sign(struct span text, size_t at)
{
	static const bool signs[256] = {
		['\n'] = true, ['.'] = true, ['!'] = true, ['?'] = true, [0xe2] = true,
	};
	while (at < text.length && !signs[(unsigned char)text.at[at]])
		at++;
	return at;
}

size_t sentence_end(struct span text, size_t at)
{
	while ((at = next_sign(text, at)) < text.length && text.at[at] != '\n') {
		struct utf8_point point = utf8_at(text, at);
		bool ends = may_end(text, at, point.value);
		at += point.length;
		if (!ends)
			continue;
		struct utf8_point next = utf8_at(text, at);
		/* French sets a space before the closing sign. */
		while ((next.length && is_closing(next.value)) ||
		       (is_space(next.value) && utf8_at(text, at + next.length).value == 0xbb)) {
			at += next.length;
			next = utf8_at(text, at);
		}
		if (is_end(text, at))
			return at;
	}
	return at;
}

bool sentence_is_question(struct span sentence)
{
	size_t at = sentence.length;
	while (at > 0) {
		struct utf8_point point = utf8_before(sentence, at);
		if (point.value == '?')
			return true;
		bool skipped =
			is_closing(point.value) || point.value > 0x2000 || is_space(point.value);
		if (!skipped)
			return false;
		at -= point.length;
	}
	return false;
}

bool sentence_is_list_item(struct span line)
{
	static const char *const marks[] = { "- ", "– ", "— ", "• ", "* ", "→ ",  "➡",
					     "✅",  "👉",	 "✔",  "✓ ", "▪",  "·  ", "◾" };
	unsigned char first = line.length ? (unsigned char)line.at[0] : 0;
	bool may_mark = first >= 0x80 || first == '-' || first == '*';
	for (size_t i = 0; i < sizeof marks / sizeof *marks && may_mark; i++)
		if (span_starts(line, span_of(marks[i])))
			return true;
	size_t digits = 0;
	while (digits < line.length && is_digit(line.at[digits]))
		digits++;
	return digits > 0 && digits <= 2 && digits + 1 < line.length &&
	       (line.at[digits] == '.' || line.at[digits] == ')') && line.at[digits + 1] == ' ';
}
