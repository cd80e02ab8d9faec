#include "lang/around.h"

#include <stdbool.h>

#include "lang/fold.h"
#include "text/utf8.h"

static bool is_of_word(struct span text, size_t at)
{
	uint32_t c = utf8_at(text, at).value;
	return fold_is_letter(c) || fold_is_apostrophe(c) || c == '-';
}

static size_t before(struct span text, size_t at)
{
	while (at > 0 && (text.at[--at] & 0xc0) == 0x80)
		;
	return at;
}

struct around around_of(struct span text, size_t start, size_t end)
{
	struct around around = { { NULL, 0 }, { NULL, 0 } };
	if (start > 1 && text.at[start - 1] == ' ') {
		size_t from = start - 1;
		while (from > 0 && is_of_word(text, before(text, from)))
			from = before(text, from);
		around.before = span_slice(text, from, start - 1);
	}
	if (end + 1 < text.length && text.at[end] == ' ') {
		size_t to = end + 1;
		while (to < text.length && is_of_word(text, to))
			to += utf8_at(text, to).length;
		around.after = span_slice(text, end + 1, to);
	}
	return around;
}
