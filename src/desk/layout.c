#include "desk/layout.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/grapheme.h"
#include "text/wrap.h"

/* More lines than any window shows; then the cache starts anew. */
enum { LAYOUT_MOST = 1200 };

static void release_line(struct layout_line *line)
{
	arr_release(&line->rows);
	analysis_release(&line->analysis);
	free(line->verdicts);
}

static void clear(struct layout *layout)
{
	for (size_t i = 0; i < layout->count; i++)
		release_line(&layout->lines[i]);
	layout->count = 0;
}

/* Index of the first cached line with start >= `start`. */
static size_t lower_bound(const struct layout *layout, size_t start)
{
	size_t low = 0, high = layout->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (layout->lines[middle].start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Lines that an edit touched are forgotten, those behind it move. */
static void on_change(void *context, const struct buffer *buffer, const struct change *change)
{
	(void)buffer; /* it is layout->buffer */
	struct layout *layout = context;
	size_t end = change->at + change->removed.length;
	size_t kept = 0;
	for (size_t i = 0; i < layout->count; i++) {
		struct layout_line *line = &layout->lines[i];
		if (line->start > end)
			line->start += change->inserted.length - change->removed.length;
		else if (line->start + line->length >= change->at) {
			release_line(line);
			continue;
		}
		layout->lines[kept++] = *line;
	}
	layout->count = kept;
}

void layout_init(struct layout *layout, struct buffer *buffer)
{
	*layout = (struct layout){ .buffer = buffer, .columns = 72 };
	buffer_listen(buffer, on_change, layout);
}

void layout_release(struct layout *layout)
{
	if (layout->buffer)
		buffer_unlisten(layout->buffer, on_change, layout);
	clear(layout);
	free(layout->lines);
	*layout = (struct layout){ 0 };
}

void layout_set_columns(struct layout *layout, int columns)
{
	assert(columns > 0);
	if (layout->columns != columns)
		clear(layout);
	layout->columns = columns;
}

void layout_set_language(struct layout *layout, enum language pinned, enum language surrounding)
{
	if (layout->pinned == pinned && layout->surrounding == surrounding)
		return;
	layout->pinned = pinned;
	layout->surrounding = surrounding;
	for (size_t i = 0; i < layout->count; i++)
		layout->lines[i].is_analysed = false;
}

static struct span line_text(const struct layout *layout, const struct layout_line *line)
{
	return buffer_slice(layout->buffer, line->start, line->start + line->length);
}

static void wrap(struct layout *layout, struct layout_line *line)
{
	struct span text = line_text(layout, line);
	*arr_add(&line->rows) = 0;
	for (size_t at = 0; (at = wrap_row_end(text, at, layout->columns)) < text.length;)
		*arr_add(&line->rows) = at;
}

static struct layout_line *insert(struct layout *layout, size_t index, size_t start)
{
	layout->lines =
		arr_room(layout->lines, &layout->room, layout->count + 1, sizeof *layout->lines);
	memmove(layout->lines + index + 1, layout->lines + index,
		(layout->count - index) * sizeof *layout->lines);
	layout->count++;
	struct layout_line *line = &layout->lines[index];
	*line = (struct layout_line){ .start = start };
	line->length = buffer_line_end(layout->buffer, start) - start;
	wrap(layout, line);
	return line;
}

struct layout_line *layout_line(struct layout *layout, size_t start)
{
	size_t index = lower_bound(layout, start);
	if (index < layout->count && layout->lines[index].start == start)
		return &layout->lines[index];
	if (layout->count >= LAYOUT_MOST) {
		clear(layout);
		index = 0;
	}
	return insert(layout, index, start);
}

struct layout_line *layout_words(struct layout *layout, size_t start)
{
	struct layout_line *line = layout_line(layout, start);
	if (line->is_analysed)
		return line;
	struct analysis_options options = { .pinned = layout->pinned,
					    .surrounding = layout->surrounding };
	analysis_run(&line->analysis, line_text(layout, line), &options);
	free(line->verdicts);
	line->verdicts = mem_alloc(line->analysis.tokens.count);
	line->judged = 0;
	line->is_analysed = true;
	return line;
}

struct layout_place layout_find(struct layout *layout, size_t at)
{
	size_t start = buffer_line_start(layout->buffer, at);
	const struct layout_line *line = layout_line(layout, start);
	size_t low = 0, high = line->rows.count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (line->rows.at[middle] <= at - start)
			low = middle;
		else
			high = middle;
	}
	return (struct layout_place){ start, low };
}

size_t layout_row_start(struct layout *layout, struct layout_place place)
{
	return place.line + layout_line(layout, place.line)->rows.at[place.row];
}

size_t layout_row_end(struct layout *layout, struct layout_place place)
{
	const struct layout_line *line = layout_line(layout, place.line);
	if (place.row + 1 == line->rows.count)
		return line->start + line->length;
	size_t end = line->rows.at[place.row + 1];
	struct span text = line_text(layout, line);
	/* The caret stands before the space that the row breaks at. */
	size_t last = grapheme_before(text, end);
	bool is_space = text.at[last] == ' ' || text.at[last] == '\t';
	return line->start + (is_space && last > line->rows.at[place.row] ? last : end);
}

bool layout_down(struct layout *layout, struct layout_place *place)
{
	const struct layout_line *line = layout_line(layout, place->line);
	if (place->row + 1 < line->rows.count) {
		place->row++;
		return true;
	}
	size_t end = line->start + line->length;
	if (end >= buffer_length(layout->buffer))
		return false;
	*place = (struct layout_place){ end + 1, 0 };
	return true;
}

bool layout_up(struct layout *layout, struct layout_place *place)
{
	if (place->row > 0) {
		place->row--;
		return true;
	}
	if (place->line == 0)
		return false;
	place->line = buffer_line_start(layout->buffer, place->line - 1);
	place->row = layout_line(layout, place->line)->rows.count - 1;
	return true;
}

int layout_column(struct layout *layout, struct layout_place place, size_t at)
{
	size_t start = layout_row_start(layout, place);
	const struct layout_line *line = layout_line(layout, place.line);
	struct span text = line_text(layout, line);
	int column = 0;
	for (size_t i = start - line->start; i < at - line->start;) {
		struct grapheme grapheme = grapheme_next(text, i, column);
		if (grapheme.length == 0)
			break;
		column += grapheme.columns;
		i += grapheme.length;
	}
	return column;
}

size_t layout_at_column(struct layout *layout, struct layout_place place, int column)
{
	size_t end = layout_row_end(layout, place);
	const struct layout_line *line = layout_line(layout, place.line);
	struct span text = line_text(layout, line);
	size_t at = line->rows.at[place.row];
	for (int reached = 0; at < end - line->start;) {
		struct grapheme grapheme = grapheme_next(text, at, reached);
		if (reached + grapheme.columns > column)
			break;
		reached += grapheme.columns;
		at += grapheme.length;
	}
	return line->start + at;
}
