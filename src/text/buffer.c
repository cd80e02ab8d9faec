#include "text/buffer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arr.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { LISTENERS = 16, GAP = 256 };

struct listener {
	buffer_listener *function;
	void *context;
};

/* bytes[0, gap) is the text before the gap, bytes[gap + hole, room) what follows it. */
struct buffer {
	char *bytes;
	size_t room, gap, hole;
	uint64_t revision;
	struct listener listeners[LISTENERS];
	size_t listener_count;
	struct str removed; /* scratch for the notice */
};

struct buffer *buffer_new(void)
{
	struct buffer *buffer = mem_alloc(sizeof *buffer);
	str_init(&buffer->removed, BUFFER_CEILING);
	return buffer;
}

void buffer_free(struct buffer *buffer)
{
	if (!buffer)
		return;
	str_release(&buffer->removed);
	free(buffer->bytes);
	free(buffer);
}

static bool refuse(struct err *err)
{
	return err_set(err, ERR_LIMIT, _("A draft can have %d MiB; nothing was changed."),
		       BUFFER_CEILING >> 20);
}

bool buffer_adopt(struct buffer *buffer, struct str *text, struct err *err)
{
	assert(buffer->listener_count == 0);
	if (text->length > BUFFER_CEILING)
		return refuse(err);
	size_t length = text->length, room = text->at ? text->room : 1;
	free(buffer->bytes);
	buffer->bytes = str_take(text);
	buffer->room = room;
	buffer->gap = length;
	buffer->hole = room - length;
	return true;
}

size_t buffer_length(const struct buffer *buffer)
{
	return buffer->room - buffer->hole;
}

uint64_t buffer_revision(const struct buffer *buffer)
{
	return buffer->revision;
}

static void move_gap(struct buffer *buffer, size_t to)
{
	char *bytes = buffer->bytes;
	size_t gap = buffer->gap, hole = buffer->hole;
	if (to < gap)
		memmove(bytes + to + hole, bytes + to, gap - to);
	else if (to > gap)
		memmove(bytes + gap, bytes + gap + hole, to - gap);
	buffer->gap = to;
}

struct span buffer_slice(const struct buffer *buffer, size_t from, size_t to)
{
	assert(from <= to && to <= buffer_length(buffer));
	if (from == to)
		return SPAN("");
	/* Where the gap is, is no part of what the buffer says: readers may move it. */
	if (from < buffer->gap && to > buffer->gap)
		move_gap((struct buffer *)buffer,
			 to - buffer->gap < buffer->gap - from ? to : from);
	size_t shift = from >= buffer->gap ? buffer->hole : 0;
	return (struct span){ buffer->bytes + from + shift, to - from };
}

struct span buffer_text(const struct buffer *buffer)
{
	return buffer_slice(buffer, 0, buffer_length(buffer));
}

char buffer_byte(const struct buffer *buffer, size_t at)
{
	assert(at < buffer_length(buffer));
	return buffer->bytes[at < buffer->gap ? at : at + buffer->hole];
}

static void make_hole(struct buffer *buffer, size_t needed)
{
	if (buffer->hole >= needed)
		return;
	size_t length = buffer_length(buffer);
	size_t room = length + needed + GAP + length / 8;
	size_t tail = length - buffer->gap;
	buffer->bytes = mem_resize(buffer->bytes, room);
	memmove(buffer->bytes + room - tail, buffer->bytes + buffer->gap + buffer->hole, tail);
	buffer->room = room;
	buffer->hole = room - length;
}

bool buffer_replace(struct buffer *buffer, size_t at, size_t removed, struct span inserted,
		    struct err *err)
{
	size_t length = buffer_length(buffer);
	assert(at <= length && removed <= length - at);
	if (inserted.length > BUFFER_CEILING || length - removed > BUFFER_CEILING - inserted.length)
		return refuse(err);
	str_clear(&buffer->removed);
	/* The scratch has the buffer's own ceiling: it holds whatever can be removed. */
	(void)str_add(&buffer->removed, buffer_slice(buffer, at, at + removed));
	move_gap(buffer, at);
	buffer->hole += removed;
	make_hole(buffer, inserted.length);
	if (inserted.length)
		memcpy(buffer->bytes + at, inserted.at, inserted.length);
	buffer->gap += inserted.length;
	buffer->hole -= inserted.length;
	struct change change = { at, str_span(&buffer->removed), inserted, ++buffer->revision };
	for (size_t i = 0; i < buffer->listener_count; i++)
		buffer->listeners[i].function(buffer->listeners[i].context, buffer, &change);
	return true;
}

void buffer_listen(struct buffer *buffer, buffer_listener *listener, void *context)
{
	assert(buffer->listener_count < LISTENERS);
	buffer->listeners[buffer->listener_count++] = (struct listener){ listener, context };
}

void buffer_unlisten(struct buffer *buffer, buffer_listener *listener, void *context)
{
	size_t kept = 0;
	for (size_t i = 0; i < buffer->listener_count; i++) {
		struct listener one = buffer->listeners[i];
		if (one.function != listener || one.context != context)
			buffer->listeners[kept++] = one;
	}
	buffer->listener_count = kept;
}

size_t buffer_line_start(const struct buffer *buffer, size_t at)
{
	assert(at <= buffer_length(buffer));
	if (at > buffer->gap) {
		const char *after = buffer->bytes + buffer->gap + buffer->hole;
		const char *hit = memrchr(after, '\n', at - buffer->gap);
		if (hit)
			return buffer->gap + (size_t)(hit - after) + 1;
		at = buffer->gap;
	}
	const char *hit = at ? memrchr(buffer->bytes, '\n', at) : NULL;
	return hit ? (size_t)(hit - buffer->bytes) + 1 : 0;
}

size_t buffer_line_end(const struct buffer *buffer, size_t at)
{
	size_t length = buffer_length(buffer);
	assert(at <= length);
	if (at < buffer->gap) {
		const char *hit = memchr(buffer->bytes + at, '\n', buffer->gap - at);
		if (hit)
			return (size_t)(hit - buffer->bytes);
		at = buffer->gap;
	}
	if (at == length)
		return length;
	const char *hit = memchr(buffer->bytes + at + buffer->hole, '\n', length - at);
	return hit ? (size_t)(hit - buffer->bytes) - buffer->hole : length;
}
