#include "lang/common.h"

#include <stddef.h>
#include <string.h>

#include "lang/fold.h"
#include "text/utf8.h"

enum {
	WORD_MOST = 24,
	D = 1 << LANGUAGE_DE,
	F = 1 << LANGUAGE_FR,
	I = 1 << LANGUAGE_IT,
	E = 1 << LANGUAGE_EN,
};

#define C(word, common)		  { word, sizeof word - 1, common, 0 },
#define F(word, common, function) { word, sizeof word - 1, common, function },

/* Flat, so that a search touches few cache lines. */
static const struct row {
	char word[WORD_MOST];
	unsigned char length, common, function;
} rows[] = {
#include "common_words.def"
};

static const struct row *find(struct span word)
{
	size_t low = 0, high = sizeof rows / sizeof *rows;
	if (word.length >= WORD_MOST)
		return NULL;
	while (low < high) {
		size_t middle = (low + high) / 2;
		struct span here = { rows[middle].word, rows[middle].length };
		int order = span_compare(here, word);
		if (order == 0)
			return &rows[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct common_languages common_languages(struct span word)
{
	const struct row *row = find(word);
	return row ? (struct common_languages){ row->common, row->function }
		   : (struct common_languages){ 0, 0 };
}

bool common_has(enum language language, struct span word)
{
	const struct row *row = find(word);
	struct utf8_point first = utf8_at(word, 0);
	char small[WORD_MOST];
	if (row && row->common >> language & 1)
		return true;
	if (!fold_is_upper(first.value) || first.value > 0x7f || word.length >= sizeof small)
		return false;
	memcpy(small, word.at, word.length);
	small[0] = (char)fold_lower(first.value);
	row = find((struct span){ small, word.length });
	return row && row->common >> language & 1;
}

bool common_next(enum language language, size_t *index, struct span *word)
{
	for (; *index < sizeof rows / sizeof *rows; ++*index)
		if (rows[*index].common >> language & 1) {
			*word = span_of(rows[(*index)++].word);
			return true;
		}
	return false;
}
