#include "text/motion.h"

#include "text/grapheme.h"
#include "text/segment.h"

enum { LOOK = 512 };

/* A piece of the text around `at` and where `at` is in it. */
static struct span around(const struct buffer *buffer, size_t at, size_t *inside)
{
	size_t length = buffer_length(buffer);
	size_t from = at > LOOK ? at - LOOK : 0;
	size_t to = length - at > LOOK ? at + LOOK : length;
	*inside = at - from;
	return buffer_slice(buffer, from, to);
}

size_t motion_grapheme_right(const struct buffer *buffer, size_t at)
{
	size_t inside;
	struct span text = around(buffer, at, &inside);
	return at + grapheme_next(text, inside, 0).length;
}

size_t motion_grapheme_left(const struct buffer *buffer, size_t at)
{
	size_t inside;
	struct span text = around(buffer, at, &inside);
	return at - inside + grapheme_before(text, inside);
}

size_t motion_boundary(const struct buffer *buffer, size_t at)
{
	size_t length = buffer_length(buffer), inside;
	if (at > length)
		at = length;
	struct span text = around(buffer, at, &inside);
	return grapheme_is_boundary(text, inside) ? at
						  : at - inside + grapheme_before(text, inside);
}

size_t motion_word_right(const struct buffer *buffer, size_t at)
{
	size_t inside;
	bool is_word = false;
	struct span text = around(buffer, at, &inside);
	size_t i = inside;
	while (i < text.length && !is_word)
		i = segment_word_end(text, i, &is_word);
	return at - inside + i;
}

size_t motion_word_left(const struct buffer *buffer, size_t at)
{
	size_t inside, start = 0, from = 0;
	struct span text = around(buffer, at, &inside);
	while (from < inside && ((unsigned char)text.at[from] & 0xc0) == 0x80)
		from++;
	for (size_t i = from; i < inside;) {
		bool is_word;
		size_t end = segment_word_end(text, i, &is_word);
		if (is_word)
			start = i;
		i = end;
	}
	return at - inside + start;
}

static bool is_blank_line(const struct buffer *buffer, size_t start)
{
	return buffer_line_end(buffer, start) == start;
}

size_t motion_paragraph_down(const struct buffer *buffer, size_t at)
{
	size_t length = buffer_length(buffer);
	size_t line = buffer_line_end(buffer, at);
	while (line < length && is_blank_line(buffer, line + 1))
		line++;
	for (; line < length; line = buffer_line_end(buffer, line + 1))
		if (is_blank_line(buffer, line + 1))
			return line + 1;
	return length;
}

size_t motion_paragraph_up(const struct buffer *buffer, size_t at)
{
	size_t line = buffer_line_start(buffer, at);
	bool seen_text = false;
	while (line > 0) {
		line = buffer_line_start(buffer, line - 1);
		if (!is_blank_line(buffer, line))
			seen_text = true;
		else if (seen_text)
			return line;
	}
	return 0;
}
