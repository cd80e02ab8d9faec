#include "desk/layout.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/layout_words.h"
#include "text/grapheme.h"

enum { LAYOUT_MOST = 1200 /* lines, more than any window shows; then the cache starts anew */ };

static void release_line(struct layout_line *line)
{
	arr_release(&line->rows);
	layout_words_release(line);
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

/* ---- edits ---- */

/* Of ASCII and Latin-1 only: what is typed most. */
static bool are_letters(struct span text)
{
	size_t at = 0;
	while (at < text.length) {
		unsigned char byte = (unsigned char)text.at[at];
		unsigned char next = at + 1 < text.length ? (unsigned char)text.at[at + 1] : 0;
		bool is_ascii = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
		if (!is_ascii && (byte != 0xc3 || next == 0x97 || next == 0xb7))
			return false;
		at += is_ascii ? 1 : 2;
	}
	return at == text.length;
}

/* The line that an edit begins in. */
static void mend_line(struct layout *layout, struct layout_line *line, const struct change *change)
{
	size_t offset = change->at - line->start;
	size_t removed = change->removed.length, inserted = change->inserted.length;
	size_t safe = layout_rows_safe(line, offset);
	size_t break_at = span_find(change->inserted, SPAN("\n"), 0);
	bool joins = offset + removed > line->length;
	if (break_at < inserted) {
		line->length = offset + break_at;
		layout_rows_cut(line, safe);
		layout_words_cut(line, offset);
	} else if (joins) {
		line->length = buffer_line_end(layout->buffer, change->at) - line->start;
		layout_rows_cut(line, safe);
		layout_words_cut(line, offset);
	} else {
		struct layout_shift shift = { offset + removed, offset + inserted,
					      inserted - removed,
					      removed == 0 && are_letters(change->inserted) };
		line->length += inserted - removed;
		layout_rows_mend(layout, line, safe, &shift);
		layout_words_shift(line, offset, &shift);
	}
}

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
		else if (line->start > change->at) {
			release_line(line); /* its beginning is gone, or joined to another */
			continue;
		} else if (line->start + line->length >= change->at) {
			mend_line(layout, line, change);
		}
		layout->lines[kept++] = *line;
	}
	layout->count = kept;
}

/* ---- life ---- */

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
	arr_release(&layout->mended);
	*layout = (struct layout){ 0 };
}

void layout_set_columns(struct layout *layout, int columns)
{
	assert(columns > 0);
	if (layout->columns != columns)
		clear(layout);
	layout->columns = columns;
}

void layout_set_language(struct layout *layout, enum language pinned, enum language surrounding,
			 enum language_other other)
{
	if (layout->pinned == pinned && layout->surrounding == surrounding &&
	    layout->other == other)
		return;
	layout->other = other;
	layout->pinned = pinned;
	layout->surrounding = surrounding;
	for (size_t i = 0; i < layout->count; i++)
		layout_words_forget(&layout->lines[i]);
}

/* ---- lines ---- */

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
	*arr_add(&line->rows) = 0;
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

/* The start of the line that `at` is in; a long one that is known is not searched again. */
static size_t line_start(const struct layout *layout, size_t at)
{
	size_t index = lower_bound(layout, at + 1);
	if (index > 0) {
		const struct layout_line *line = &layout->lines[index - 1];
		if (at - line->start <= line->length)
			return line->start;
	}
	return buffer_line_start(layout->buffer, at);
}

/* ---- words ---- */

struct span layout_words_text(const struct layout *layout, size_t start,
			      const struct layout_stretch *stretch)
{
	return buffer_slice(layout->buffer, start + stretch->from, start + stretch->until);
}

struct layout_stretch *layout_words(struct layout *layout, size_t start, size_t at)
{
	struct layout_line *line = layout_line(layout, start);
	struct layout_stretch *stretch = layout_words_stretch(layout, line, at);
	if (stretch->is_analysed)
		return stretch;
	struct analysis_options options = { .pinned = layout->pinned,
					    .surrounding = layout->surrounding,
					    .other = layout->other };
	analysis_run(&stretch->analysis, layout_words_text(layout, start, stretch), &options);
	free(stretch->verdicts);
	stretch->verdicts = mem_alloc(stretch->analysis.tokens.count);
	stretch->judged = 0;
	stretch->is_analysed = true;
	stretch->is_lengthened = false;
	return stretch;
}

/* ---- places ---- */

struct layout_place layout_find(struct layout *layout, size_t at)
{
	size_t start = line_start(layout, at);
	struct layout_line *line = layout_line(layout, start);
	layout_rows_know_offset(layout, line, at - start);
	return (struct layout_place){ start, layout_rows_find(line, at - start) };
}

struct layout_place layout_settle(struct layout *layout, struct layout_place place)
{
	size_t length = buffer_length(layout->buffer);
	size_t start = line_start(layout, place.line < length ? place.line : length);
	if (start != place.line)
		return (struct layout_place){ start, 0 };
	struct layout_line *line = layout_line(layout, start);
	layout_rows_know(layout, line, place.row);
	if (place.row >= line->rows.count)
		place.row = line->rows.count - 1;
	return place;
}

static struct layout_line *line_of(struct layout *layout, struct layout_place place)
{
	struct layout_line *line = layout_line(layout, place.line);
	layout_rows_know(layout, line, place.row);
	assert(place.row < line->rows.count);
	return line;
}

size_t layout_row_start(struct layout *layout, struct layout_place place)
{
	return place.line + line_of(layout, place)->rows.at[place.row];
}

size_t layout_row_limit(struct layout *layout, struct layout_place place)
{
	const struct layout_line *line = line_of(layout, place);
	bool is_last = place.row + 1 == line->rows.count;
	return line->start + (is_last ? line->length : line->rows.at[place.row + 1]);
}

/* The bytes of the row and what hangs over. */
static struct span row_text(struct layout *layout, struct layout_place place)
{
	return buffer_slice(layout->buffer, layout_row_start(layout, place),
			    layout_row_limit(layout, place));
}

size_t layout_row_end(struct layout *layout, struct layout_place place)
{
	const struct layout_line *line = line_of(layout, place);
	size_t limit = layout_row_limit(layout, place);
	if (place.row + 1 == line->rows.count)
		return limit;
	/* The caret stands before the space that the row breaks at. */
	struct span text = row_text(layout, place);
	size_t last = grapheme_before(text, text.length);
	bool is_space = text.at[last] == ' ' || text.at[last] == '\t';
	return is_space && last > 0 ? limit - text.length + last : limit;
}

bool layout_down(struct layout *layout, struct layout_place *place)
{
	const struct layout_line *line = line_of(layout, *place);
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
	place->line = line_start(layout, place->line - 1);
	struct layout_line *line = layout_line(layout, place->line);
	layout_rows_know_all(layout, line);
	place->row = line->rows.count - 1;
	return true;
}

int layout_column(struct layout *layout, struct layout_place place, size_t at)
{
	struct span text = row_text(layout, place);
	size_t offset = at - layout_row_start(layout, place);
	int column = 0;
	for (size_t i = 0; i < offset;) {
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
	size_t start = layout_row_start(layout, place);
	size_t end = layout_row_end(layout, place) - start;
	struct span text = row_text(layout, place);
	size_t at = 0;
	for (int reached = 0; at < end;) {
		struct grapheme grapheme = grapheme_next(text, at, reached);
		if (reached + grapheme.columns > column)
			break;
		reached += grapheme.columns;
		at += grapheme.length;
	}
	return start + at;
}
