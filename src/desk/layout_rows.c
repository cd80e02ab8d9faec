#include "desk/layout_rows.h"

#include <string.h>

#include "text/wrap.h"

enum {
	WINDOW = 4096,	 /* bytes that a row is first looked for in */
	ROW_SEES = 512,	 /* bytes behind its end that can decide where a row ends */
	MEND_MOST = 256, /* rows made anew at once; what follows waits until it is asked for */
};

/* The end of the row that starts at `at` in the line. Only the row's own bytes are looked at, and a
 * little behind them, so that the gap of the buffer need not move far. */
static size_t row_end(const struct layout *layout, const struct layout_line *line, size_t at)
{
	for (size_t window = WINDOW;; window *= 4) {
		size_t rest = line->length - at;
		size_t seen = rest < window ? rest : window;
		struct span text =
			buffer_slice(layout->buffer, line->start + at, line->start + at + seen);
		size_t end = wrap_row_end(text, 0, layout->columns);
		if (seen == rest || end + ROW_SEES <= seen)
			return at + end;
	}
}

/* One more row, when there is one. */
static void add_row(const struct layout *layout, struct layout_line *line)
{
	size_t end = row_end(layout, line, line->rows.at[line->rows.count - 1]);
	if (end < line->length)
		*arr_add(&line->rows) = end;
	else
		line->is_whole = true;
}

void layout_rows_know(const struct layout *layout, struct layout_line *line, size_t row)
{
	while (!line->is_whole && line->rows.count <= row + 1)
		add_row(layout, line);
}

void layout_rows_know_offset(const struct layout *layout, struct layout_line *line, size_t offset)
{
	while (!line->is_whole && line->rows.at[line->rows.count - 1] <= offset)
		add_row(layout, line);
}

void layout_rows_know_all(const struct layout *layout, struct layout_line *line)
{
	while (!line->is_whole)
		add_row(layout, line);
}

size_t layout_rows_find(const struct layout_line *line, size_t offset)
{
	size_t low = 0, high = line->rows.count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (line->rows.at[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* A row sees ROW_SEES bytes beyond its end, and its last word may have gone to the next. */
size_t layout_rows_safe(const struct layout_line *line, size_t offset)
{
	size_t row = offset > ROW_SEES ? layout_rows_find(line, offset - ROW_SEES) : 0;
	return row > 2 ? row - 2 : 0;
}

/* Makes rows anew from `safe` on, into layout->mended, until one starts where an old one did.
 * Returns the index of that one; the number of rows when they never met. */
static size_t meet_old_rows(struct layout *layout, struct layout_line *line, size_t safe,
			    const struct layout_shift *shift)
{
	const struct row_starts *rows = &line->rows;
	size_t at = rows->at[safe], old = safe + 1;
	arr_clear(&layout->mended);
	while (old < rows->count && rows->at[old] < shift->old_behind)
		old++;
	while (old < rows->count || line->is_whole) {
		at = row_end(layout, line, at);
		if (at >= line->length) {
			line->is_whole = true;
			return rows->count;
		}
		while (old < rows->count && rows->at[old] + shift->by < at)
			old++;
		if (old < rows->count && at >= shift->behind && rows->at[old] + shift->by == at)
			return old;
		if (layout->mended.count == MEND_MOST)
			break;
		*arr_add(&layout->mended) = at;
	}
	line->is_whole = false;
	return rows->count;
}

void layout_rows_mend(struct layout *layout, struct layout_line *line, size_t safe,
		      const struct layout_shift *shift)
{
	size_t old = meet_old_rows(layout, line, safe, shift);
	struct row_starts *rows = &line->rows;
	size_t mended = layout->mended.count, kept = rows->count - old;
	rows->at = arr_room(rows->at, &rows->room, safe + 1 + mended + kept, sizeof *rows->at);
	size_t *to = rows->at + safe + 1;
	memmove(to + mended, rows->at + old, kept * sizeof *to);
	for (size_t i = 0; i < kept; i++)
		to[mended + i] += shift->by;
	if (mended)
		memcpy(to, layout->mended.at, mended * sizeof *to);
	rows->count = safe + 1 + mended + kept;
}

void layout_rows_cut(struct layout_line *line, size_t safe)
{
	line->rows.count = safe + 1;
	line->is_whole = false;
}
