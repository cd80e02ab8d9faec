#include "text/segment.h"

#include <unictype.h>
#include <uniwbrk.h>

#include "text/utf8.h"

enum { LOOK = 256 };

size_t segment_word_end(struct span text, size_t at, bool *is_word)
{
	char breaks[LOOK];
	struct span part = span_slice(text, at, at + LOOK);
	part.length = utf8_boundary(part, part.length);
	*is_word = false;
	if (part.length == 0)
		return at;
	u8_wordbreaks((const uint8_t *)part.at, part.length, breaks);
	size_t end = 1;
	while (end < part.length && !breaks[end])
		end++;
	for (size_t i = 0; i < end; i += utf8_at(part, i).length) {
		uint32_t point = utf8_at(part, i).value;
		*is_word |= point != UTF8_INVALID && uc_is_alnum((ucs4_t)point);
	}
	return at + end;
}

bool segment_word_around(struct span text, size_t at, size_t *start, size_t *end)
{
	size_t from = at > LOOK ? at - LOOK : 0;
	while (from < at && ((unsigned char)text.at[from] & 0xc0) == 0x80)
		from++;
	for (size_t i = from; i <= at && i < text.length;) {
		bool is_word;
		size_t next = segment_word_end(text, i, &is_word);
		if (is_word && at >= i && at <= next) {
			*start = i;
			*end = next;
			return true;
		}
		i = next;
	}
	return false;
}
