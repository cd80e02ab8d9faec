/*
 * Where the caret goes. Pure functions on a buffer: offset in, offset out; offsets are grapheme
 * boundaries. Rows and columns of the screen are the layout's business, not ours.
 */
#ifndef TONFALL_TEXT_MOTION_H
#define TONFALL_TEXT_MOTION_H

#include <stddef.h>

#include "text/buffer.h"

size_t motion_grapheme_right(const struct buffer *buffer, size_t at);
size_t motion_grapheme_left(const struct buffer *buffer, size_t at);
/* To the end of this or the next word; to the start of this or the word before. */
size_t motion_word_right(const struct buffer *buffer, size_t at);
size_t motion_word_left(const struct buffer *buffer, size_t at);
/* The paragraph border (blank line) after, before. */
size_t motion_paragraph_down(const struct buffer *buffer, size_t at);
size_t motion_paragraph_up(const struct buffer *buffer, size_t at);
/* The boundary at or before `at`, for an offset that came from elsewhere (undo, a mark). */
size_t motion_boundary(const struct buffer *buffer, size_t at);

#endif
