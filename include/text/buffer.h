/*
 * The text: bytes of UTF-8 (or not: invalid bytes are kept as they are) with a revision number
 * and change notices. One array with a gap at the place of the last edit, so that a key costs
 * the same in 3 kB and in 10 MB; readers never see the gap, they ask for slices.
 *
 * Every change goes through buffer_replace. Listeners (marks, undo, layout, counters) are told
 * of each, in the order they came, after it happened.
 */
#ifndef TONFALL_TEXT_BUFFER_H
#define TONFALL_TEXT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

enum { BUFFER_CEILING = 64 << 20 }; /* bytes */

struct buffer;

struct change {
	size_t at;
	struct span removed;  /* the old bytes; valid during the notice only */
	struct span inserted; /* the new bytes; valid during the notice only */
	uint64_t revision;    /* the buffer's, after the change */
};

typedef void buffer_listener(void *context, const struct buffer *buffer,
			     const struct change *change);

struct buffer *buffer_new(void);
void buffer_free(struct buffer *buffer);
/* Takes the bytes of `text` (left empty) as the whole content, without a notice. False over the
 * ceiling. For use right after buffer_new, before anybody listens. */
bool buffer_adopt(struct buffer *buffer, struct str *text, struct err *err);

size_t buffer_length(const struct buffer *buffer);
/* 0 when new; each change adds one. */
uint64_t buffer_revision(const struct buffer *buffer);

/* Bytes [from, to), contiguous; valid until the next call that takes a slice or changes the
 * text. Costs nothing unless the gap lies inside: keep slices to what you need. */
struct span buffer_slice(const struct buffer *buffer, size_t from, size_t to);
/* All of it, contiguous. */
struct span buffer_text(const struct buffer *buffer);
/* One byte; at < length. */
char buffer_byte(const struct buffer *buffer, size_t at);

/* Replaces `removed` bytes at `at` by `inserted` (which may not lie in the buffer). False when the
 * text would grow over the ceiling; then nothing has changed. */
bool buffer_replace(struct buffer *buffer, size_t at, size_t removed, struct span inserted,
		    struct err *err);

void buffer_listen(struct buffer *buffer, buffer_listener *listener, void *context);
void buffer_unlisten(struct buffer *buffer, buffer_listener *listener, void *context);

/* Logical lines end with LF. The start of the line that `at` is in, and its end (the offset of its
 * LF, or the length of the text). Cost: the line. */
size_t buffer_line_start(const struct buffer *buffer, size_t at);
size_t buffer_line_end(const struct buffer *buffer, size_t at);

#endif
