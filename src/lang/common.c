#include "lang/common.h"

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "lang/fold.h"
#include "text/utf8.h"

enum {
	WORD_MOST = 24,
	D = 1 << LANGUAGE_DE,
	F = 1 << LANGUAGE_FR,
	I = 1 << LANGUAGE_IT,
	E = 1 << LANGUAGE_EN,
	S = 1 << OTHER_DIALECT,
	R = 1 << OTHER_RUMANTSCH,
	U = 1 << OTHER_UNKNOWN,
};

#define C(word, common)		  { word, common, 0, 0 },
#define F(word, common, function) { word, common, function, 0 },
#define O(word, others)		  { word, 0, 0, others },

/* Flat, so that a search touches few cache lines. */
static const struct row {
	char word[WORD_MOST];
	unsigned char common, function, others;
} rows[] = {
#include "common_words.def"
};

/* The first eight bytes as a number that sorts as they do. */
static uint64_t head_of(const char *word)
{
	uint64_t head;
	memcpy(&head, word, sizeof head);
	return be64toh(head);
}

static const struct row *find(struct span word)
{
	const struct row *row = rows;
	char padded[WORD_MOST] = "";
	if (word.length >= WORD_MOST)
		return NULL;
	memcpy(padded, word.at, word.length);
	uint64_t head = head_of(padded);
	/* The last row that does not begin behind it, by halves without a branch to guess wrong. */
	for (size_t count = sizeof rows / sizeof *rows; count > 1; count -= count / 2)
		row += head_of(row[count / 2].word) <= head ? count / 2 : 0;
	for (;; row--) {
		if (head_of(row->word) != head)
			return NULL;
		if (memcmp(row->word, padded, WORD_MOST) == 0)
			return row;
		if (row == rows)
			return NULL;
	}
}

struct common_languages common_languages(struct span word)
{
	const struct row *row = find(word);
	return row ? (struct common_languages){ row->common, row->function, row->others }
		   : (struct common_languages){ 0, 0, 0 };
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
