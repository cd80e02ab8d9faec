#include "text/mark.h"

#include <stdlib.h>

static size_t move(size_t at, enum mark_side side, const struct change *change)
{
	size_t end = change->at + change->removed.length;
	if (at < change->at)
		return at;
	if (at > end || (at == end && change->removed.length > 0))
		return at - change->removed.length + change->inserted.length;
	if (at == change->at && change->removed.length == 0)
		return side == MARK_AFTER ? at + change->inserted.length : at;
	if (at == change->at)
		return at;
	return change->at; /* what it stood in is gone */
}

void mark_move(struct mark *mark, const struct change *change)
{
	size_t end = change->at + change->removed.length;
	bool inside = change->removed.length ? change->at < mark->end && end > mark->start
					     : change->at > mark->start && change->at < mark->end;
	mark->touched |= inside;
	mark->start = move(mark->start, mark->start_side, change);
	mark->end = move(mark->end, mark->end_side, change);
	if (mark->end < mark->start)
		mark->end = mark->start;
}

static void on_change(void *context, const struct buffer *buffer, const struct change *change)
{
	struct marks *marks = context;
	(void)buffer;
	for (size_t i = 0; i < marks->count; i++)
		mark_move(&marks->at[i], change);
}

void marks_init(struct marks *marks, struct buffer *buffer)
{
	*marks = (struct marks){ .buffer = buffer };
	buffer_listen(buffer, on_change, marks);
}

void marks_release(struct marks *marks)
{
	if (marks->buffer)
		buffer_unlisten(marks->buffer, on_change, marks);
	free(marks->at);
	*marks = (struct marks){ 0 };
}

int mark_add_sided(struct marks *marks, size_t start, size_t end, enum mark_side start_side,
		   enum mark_side end_side)
{
	*arr_add(marks) = (struct mark){ .start = start,
					 .end = end,
					 .start_side = start_side,
					 .end_side = end_side,
					 .id = ++marks->last_id };
	return marks->last_id;
}

int mark_add(struct marks *marks, size_t start, size_t end)
{
	return mark_add_sided(marks, start, end, MARK_AFTER, MARK_BEFORE);
}

/* Ids only grow, and marks keep their order. */
static size_t index_of(const struct marks *marks, int id)
{
	size_t low = 0, high = marks->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (marks->at[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < marks->count && marks->at[low].id == id ? low : marks->count;
}

const struct mark *mark_get(const struct marks *marks, int id)
{
	size_t index = index_of(marks, id);
	return index < marks->count ? &marks->at[index] : NULL;
}

void mark_remove(struct marks *marks, int id)
{
	size_t index = index_of(marks, id);
	if (index == marks->count)
		return;
	marks->count--;
	for (size_t i = index; i < marks->count; i++)
		marks->at[i] = marks->at[i + 1];
}

void marks_clear(struct marks *marks)
{
	arr_clear(marks);
}
