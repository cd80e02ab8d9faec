/* Texts for property tests: seeded, so that a failure comes again, and the break tests of Unicode.
 */
#ifndef TONFALL_TESTS_TEXT_SAMPLES_H
#define TONFALL_TESTS_TEXT_SAMPLES_H

#include "unit.h"

#include "base/str.h"

/* xorshift64 (G. Marsaglia, 2003) */
static inline uint64_t sample_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static inline size_t sample_below(uint64_t *seed, size_t limit)
{
	return limit ? (size_t)(sample_random(seed) % limit) : 0;
}

/* Pieces that are awkward on purpose: each can meet each. */
static const struct span sample_pieces[] = {
	{ " ", 1 },
	{ " ", 1 },
	{ "  ", 2 },
	{ "\n", 1 },
	{ "\r\n", 2 },
	{ "\r", 1 },
	{ "\t", 1 },
	{ "\0", 1 },
	{ "\x1b[31m", 5 },
	{ "der ", 4 },
	{ "Bewerbung", 9 },
	{ "z.B. ", 5 },
	{ "1'243,50", 8 },
	{ "AHV-Nummer", 10 },
	{ "https://a.b/c?d=e", 17 },
	{ "l'homme", 7 },
	{ "«Ja», ", 8 },
	{ "Zürich", 7 },
	{ "größer ", 9 },
	{ "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", 59 },
	{ "e\xcc\x81", 3 },
	{ "\xcc\x88", 2 },
	{ "\xc2\xa0", 2 },     /* no-break space */
	{ "\xe2\x80\xaf", 3 }, /* narrow no-break space */
	{ "\xe2\x80\x83", 3 }, /* em space */
	{ "\xc2\xad", 2 },     /* soft hyphen */
	{ "\xe2\x80\x8d", 3 }, /* ZWJ */
	{ "\xe2\x80\x8b", 3 }, /* zero width space */
	{ "\xe2\x80\xae", 3 }, /* right-to-left override */
	{ "\xef\xb8\x8f", 3 }, /* VS16 */
	{ "漢字", 6 },
	{ "　", 3 },				       /* ideographic space */
	{ "\xe0\xa4\x95\xe0\xa4\xbf", 6 },	       /* Devanagari ki */
	{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 9 }, /* Hangul jamo */
	{ "\xd8\x80", 2 },			       /* Arabic number sign, prepended */
	{ "👍", 4 },
	{ "👍🏽", 8 },
	{ "👩‍👩‍👧", 18 },
	{ "❤️", 6 },
	{ "🇨🇭", 8 },
	{ "🇨", 4 },
	{ "1️⃣", 7 },
	{ "\xff", 1 },
	{ "\xe2\x82", 2 },
	{ "\xf0\x9f", 2 },
	{ "\xed\xa0\x80", 3 },	   /* a surrogate */
	{ "\xf3\xa0\x81\xa1", 4 }, /* TAG LATIN SMALL LETTER A */
};

/* Adds pieces until the text has at least `bytes` more; `line` leaves LF out. */
static inline void sample_add(struct str *text, uint64_t *seed, size_t bytes, bool line)
{
	size_t count = sizeof sample_pieces / sizeof *sample_pieces;
	for (size_t end = text->length + bytes; text->length < end;) {
		struct span piece = sample_pieces[sample_below(seed, count)];
		if (!line || !memchr(piece.at, '\n', piece.length))
			(void)str_add(text, piece);
	}
}

/* One line of a Unicode break test, such as "÷ 0020 × 0308 ÷ # …": the text, and for each byte
 * whether a segment starts there (breaks has a NUL or '1' a byte, and one for the end). False for
 * lines that are none, or hold what is no text (surrogates). */
static inline bool sample_break_test(const char *line, struct str *text, struct str *breaks)
{
	str_clear(text);
	str_clear(breaks);
	bool starts = false;
	while (*line && *line != '#') {
		char *end = NULL;
		if (strncmp(line, "÷", 2) == 0 || strncmp(line, "×", 2) == 0) {
			starts = strncmp(line, "÷", 2) == 0;
			line += 2;
			continue;
		}
		unsigned long point = strtoul(line, &end, 16);
		if (end == line || *line == ' ' || *line == '\t') {
			line++;
			continue;
		}
		if (point >= 0xd800 && point < 0xe000)
			return false;
		size_t from = text->length;
		(void)str_add_point(text, (unsigned)point);
		for (size_t i = from; i < text->length; i++)
			(void)str_add_byte(breaks, i == from && starts ? '1' : '0');
		line = end;
	}
	(void)str_add_byte(breaks, '1');
	return text->length > 0;
}

/* Runs all lines of a test file of Debian's unicode-data; returns how many differ, -1 when there
 * is no file. `agrees` compares one. */
static inline int sample_run_break_test(const char *path,
					bool (*agrees)(struct span text, const char *breaks),
					int *lines)
{
	FILE *file = fopen(path, "r");
	if (!file)
		return -1;
	struct str text = { 0 }, breaks = { 0 };
	char line[2048];
	int differ = 0;
	*lines = 0;
	while (fgets(line, sizeof line, file)) {
		if (!sample_break_test(line, &text, &breaks))
			continue;
		++*lines;
		if (!agrees(str_span(&text), str_text(&breaks))) {
			differ++;
			print_message("differs: %s", line);
		}
	}
	(void)fclose(file);
	str_release(&text);
	str_release(&breaks);
	return differ;
}

#endif
