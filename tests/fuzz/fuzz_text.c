/* Any bytes as a text: clusters, rows and changes keep their promises. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/diff.h"
#include "text/grapheme.h"
#include "text/segment.h"
#include "text/wrap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_graphemes(struct span text)
{
	int column = 0;
	for (size_t at = 0; at < text.length;) {
		struct grapheme_cell cells[GRAPHEME_CELLS];
		struct grapheme grapheme = grapheme_next(text, at, column);
		size_t end = at + grapheme.length;
		int count =
			grapheme_draw(span_slice(text, at, end), &grapheme, cells, GRAPHEME_CELLS);
		int columns = 0;
		for (int i = 0; i < count; i++) {
			assert(cells[i].points[0] >= 0x20 && cells[i].points[0] <= 0x10ffff);
			columns += cells[i].columns;
		}
		assert(grapheme.length > 0 && columns == grapheme.columns);
		assert(grapheme_before(text, end) < end);
		column += columns;
		at = end;
	}
}

static void try_rows(struct span text, int columns)
{
	struct span line;
	while (span_next(&text, '\n', &line))
		for (size_t at = 0; at < line.length;) {
			size_t end = wrap_row_end(line, at, columns);
			assert(end > at && end <= line.length);
			at = end;
		}
}

static void try_words(struct span text)
{
	for (size_t at = 0; at < text.length;) {
		bool is_word;
		size_t start, end, next = segment_word_end(text, at, &is_word);
		assert(next > at && next <= text.length);
		if (segment_word_around(text, at, &start, &end))
			assert(start <= at && at <= end && end <= text.length);
		at = next;
	}
}

static void try_diff(struct span old_text, struct span new_text)
{
	struct hunks hunks = { 0 };
	size_t old_at = 0, new_at = 0;
	diff_words(old_text, new_text, &hunks);
	for (size_t i = 0; i <= hunks.count; i++) {
		struct hunk end = { old_text.length, old_text.length, new_text.length,
				    new_text.length };
		struct hunk hunk = i < hunks.count ? hunks.at[i] : end;
		assert(hunk.old_start >= old_at && hunk.new_start >= new_at);
		assert(span_equal(span_slice(old_text, old_at, hunk.old_start),
				  span_slice(new_text, new_at, hunk.new_start)));
		old_at = hunk.old_end;
		new_at = hunk.new_end;
	}
	arr_release(&hunks);
}

/* The first byte says how wide the rows are and where the text is cut in an old and a new one. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0 || size > 1 << 16)
		return 0;
	struct span text = { (const char *)data + 1, size - 1 };
	size_t cut = text.length * data[0] / 256;
	try_graphemes(text);
	try_rows(text, 1 + data[0]);
	try_words(text);
	try_diff(span_slice(text, 0, cut), span_slice(text, cut, text.length));
	return 0;
}
