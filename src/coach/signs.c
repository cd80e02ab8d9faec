#include "coach/signs.h"

#include <string.h>

/* The first byte of U+00C0 to U+00FF. */
enum { LATIN_1 = 0xc3 };

static bool is_letter(unsigned char byte)
{
	return (byte | 32u) - 'a' < 26;
}

/* Of a byte that is no letter. */
static bool is_sign(struct span text, size_t at)
{
	unsigned char byte = (unsigned char)text.at[at];
	if (byte >= 0x80)
		return byte > LATIN_1 || byte == LATIN_1 - 1;
	return byte == ' ' ? at > 0 && text.at[at - 1] == ' ' : byte > ' ';
}

void signs_find(const struct analysis *analysis, struct signs *signs)
{
	struct span text = analysis->text;
	arr_clear(signs);
	for (size_t i = 0; i < text.length; i++)
		if (!is_letter((unsigned char)text.at[i]) && is_sign(text, i))
			*arr_add(signs) = (uint32_t)i;
	memset(signs->tokens, 0, sizeof signs->tokens);
	for (size_t i = 0; i < analysis->tokens.count; i++) {
		enum token_kind kind = analysis->tokens.at[i].kind;
		if (signs->tokens[kind]++ == 0)
			signs->first[kind] = i;
	}
}

size_t signs_from(const struct signs *signs, size_t at)
{
	size_t low = 0, high = signs->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (signs->at[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void signs_release(struct signs *signs)
{
	arr_release(signs);
}
