#include "text/motion.h"

#include <stdbool.h>

#include "text/grapheme.h"
#include "text/segment.h"

/* Bytes: a slice never moves the gap further than this for one key. */
enum {
	NEAR = 1024,  /* more than twice the longest cluster (text/grapheme.c) */
	BEHIND = 128, /* what may follow a word and still decide whether it ends there */
};

static size_t ahead(const struct buffer *buffer, size_t at, size_t window)
{
	size_t length = buffer_length(buffer);
	return length - at > window ? at + window : length;
}

static size_t back(size_t at, size_t window)
{
	return at > window ? at - window : 0;
}

size_t motion_grapheme_right(const struct buffer *buffer, size_t at)
{
	struct span text = buffer_slice(buffer, at, ahead(buffer, at, NEAR));
	return at + grapheme_next(text, 0, 0).length;
}

size_t motion_grapheme_left(const struct buffer *buffer, size_t at)
{
	size_t from = back(at, NEAR);
	return from + grapheme_before(buffer_slice(buffer, from, at), at - from);
}

size_t motion_boundary(const struct buffer *buffer, size_t at)
{
	if (at >= buffer_length(buffer))
		return buffer_length(buffer);
	size_t from = back(at, NEAR);
	struct span text = buffer_slice(buffer, from, ahead(buffer, at, NEAR));
	if (grapheme_is_boundary(text, at - from))
		return at;
	return from + grapheme_before(text, at - from);
}

size_t motion_word_right(const struct buffer *buffer, size_t at)
{
	for (size_t window = NEAR;; window *= 2) {
		size_t to = ahead(buffer, at, window), end = 0;
		struct span text = buffer_slice(buffer, at, to);
		bool is_word = false;
		while (end < text.length && !is_word)
			end = segment_word_end(text, end, &is_word);
		if (to < buffer_length(buffer) && (!is_word || text.length - end < BEHIND))
			continue; /* it may go on behind the window */
		size_t boundary = motion_boundary(buffer, at + end);
		return boundary == at + end ? boundary : motion_grapheme_right(buffer, boundary);
	}
}

/* The start of the last word in the text; false when it has none. */
static bool last_word(struct span text, size_t from, size_t *start)
{
	bool found = false;
	while (from < text.length) {
		bool is_word;
		size_t end = segment_word_end(text, from, &is_word);
		if (is_word) {
			*start = from;
			found = true;
		}
		from = end;
	}
	return found;
}

size_t motion_word_left(const struct buffer *buffer, size_t at)
{
	for (size_t window = NEAR;; window *= 2) {
		size_t from = back(at, window), start = 0, border = 0;
		struct span text = buffer_slice(buffer, from, at);
		/* Where the window starts may be anywhere in a word; behind a space is a border. */
		if (from > 0)
			while (border < text.length && text.at[border] != ' ' &&
			       text.at[border] != '\n')
				border++;
		if (last_word(text, border, &start) || from == 0)
			return motion_boundary(buffer, from + start);
	}
}

static bool is_blank_line(const struct buffer *buffer, size_t at)
{
	for (; at < buffer_length(buffer); at++) {
		char byte = buffer_byte(buffer, at);
		if (byte == '\n')
			return true;
		if (byte != ' ' && byte != '\t' && byte != '\r')
			return false;
	}
	return true;
}

size_t motion_paragraph_down(const struct buffer *buffer, size_t at)
{
	size_t line = buffer_line_start(buffer, at);
	for (bool in_text = false;;) {
		bool is_blank = is_blank_line(buffer, line);
		if (is_blank && in_text)
			return line;
		in_text |= !is_blank;
		size_t end = buffer_line_end(buffer, line);
		if (end == buffer_length(buffer))
			return end;
		line = end + 1;
	}
}

size_t motion_paragraph_up(const struct buffer *buffer, size_t at)
{
	size_t line = buffer_line_start(buffer, at);
	bool in_text = !is_blank_line(buffer, line);
	while (line > 0) {
		line = buffer_line_start(buffer, line - 1);
		bool is_blank = is_blank_line(buffer, line);
		if (is_blank && in_text)
			return line;
		in_text |= !is_blank;
	}
	return 0;
}
