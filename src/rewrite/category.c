#include "rewrite/category.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arr.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { WORDS_MOST = 400, LETTERS_MOST = 48, LONG_LETTERS = 5 };

/* The words of a hunk without marks: `text` as written, `folded` in small letters; each word ends
 * with a blank. */
struct words {
	struct str text, folded;
	struct spans ARR(struct span) each; /* of folded */
};

static bool is_letter(uint32_t point)
{
	return (point >= '0' && point <= '9') || fold_is_letter(point);
}

static void end_word(struct words *words, size_t *from)
{
	if (words->text.length == *from)
		return;
	fold_word(span_slice(str_span(&words->text), *from, words->text.length), &words->folded);
	(void)str_add_byte(&words->text, ' ');
	(void)str_add_byte(&words->folded, ' ');
	*from = words->text.length;
}

static void split(struct words *words)
{
	struct span rest = str_span(&words->folded), word;
	while (words->each.count < WORDS_MOST && span_next(&rest, ' ', &word))
		if (word.length)
			*arr_add(&words->each) = word;
}

static void words_of(struct words *words, struct span text)
{
	size_t from = 0;
	*words = (struct words){ .each = { .count = 0 } };
	for (size_t at = 0; at < text.length;) {
		struct utf8_point point = utf8_at(text, at);
		if (is_letter(point.value))
			(void)str_add(&words->text, span_slice(text, at, at + point.length));
		else
			end_word(words, &from);
		at += point.length;
	}
	end_word(words, &from);
	split(words);
}

static void release(struct words *words)
{
	arr_release(&words->each);
	str_release(&words->folded);
	str_release(&words->text);
}

static size_t points_of(struct span word, uint32_t points[LETTERS_MOST])
{
	size_t count = 0;
	for (size_t at = 0; at < word.length && count < LETTERS_MOST;) {
		struct utf8_point point = utf8_at(word, at);
		points[count++] = point.value;
		at += point.length;
	}
	return count;
}

/* Levenshtein's distance (1966): one letter, two in long words. */
static bool is_near(struct span old, struct span new)
{
	uint32_t a[LETTERS_MOST], b[LETTERS_MOST];
	size_t row[LETTERS_MOST + 1], n = points_of(old, a), m = points_of(new, b);
	for (size_t k = 0; k <= m; k++)
		row[k] = k;
	for (size_t i = 1; i <= n; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t k = 1; k <= m; k++) {
			size_t least = corner + (a[i - 1] != b[k - 1]);
			corner = row[k];
			least = row[k] + 1 < least ? row[k] + 1 : least;
			row[k] = row[k - 1] + 1 < least ? row[k - 1] + 1 : least;
		}
	}
	return row[m] <= (n < LONG_LETTERS || m < LONG_LETTERS ? 1 : 2);
}

static bool is_spelling(const struct words *old, const struct words *new)
{
	if (old->each.count != new->each.count)
		return false;
	for (size_t i = 0; i < old->each.count; i++)
		if (!is_near(old->each.at[i], new->each.at[i]))
			return false;
	return true;
}

static int by_letters(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	size_t least = x->length < y->length ? x->length : y->length;
	int order = memcmp(x->at, y->at, least);
	return order ? order : (x->length > y->length) - (x->length < y->length);
}

/* Sorts the words. */
static bool is_order(struct words *old, struct words *new)
{
	if (old->each.count != new->each.count || old->each.count < 2)
		return false;
	qsort(old->each.at, old->each.count, sizeof *old->each.at, by_letters);
	qsort(new->each.at, new->each.count, sizeof *new->each.at, by_letters);
	for (size_t i = 0; i < old->each.count; i++)
		if (!span_equal(old->each.at[i], new->each.at[i]))
			return false;
	return true;
}

static enum category compare(struct words *old, struct words *new)
{
	if (span_equal(str_span(&old->text), str_span(&new->text)))
		return CATEGORY_MARKS;
	if (new->text.length == 0)
		return CATEGORY_CUT;
	if (old->text.length == 0)
		return CATEGORY_ADDED;
	if (span_equal(str_span(&old->folded), str_span(&new->folded)))
		return CATEGORY_CAPITALS;
	if (is_spelling(old, new))
		return CATEGORY_SPELLING;
	if (is_order(old, new))
		return CATEGORY_ORDER;
	return 3 * new->text.length <= 2 * old->text.length ? CATEGORY_SHORTER : CATEGORY_WORDS;
}

enum category category_of(struct span old, struct span new)
{
	struct words before, after;
	words_of(&before, old);
	words_of(&after, new);
	enum category category = compare(&before, &after);
	release(&after);
	release(&before);
	return category;
}

const char *category_name(enum category category)
{
	switch (category) {
	case CATEGORY_MARKS:
		return _("punctuation");
	case CATEGORY_CAPITALS:
		return _("capital letters");
	case CATEGORY_SPELLING:
		return _("spelling or ending");
	case CATEGORY_ORDER:
		return _("order of words");
	case CATEGORY_CUT:
		return _("words cut");
	case CATEGORY_ADDED:
		return _("words added");
	case CATEGORY_SHORTER:
		return _("said in fewer words");
	case CATEGORY_WORDS:
		return _("other words");
	}
	return "";
}
