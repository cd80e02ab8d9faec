#include "text/diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Equal pieces between two changes that are swallowed by them: a space, a short word, a space. */
enum { JOIN_PIECES = 3, JOIN_BYTES = 8 };

struct pieces ARR(struct span);

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_sign(char byte)
{
	return byte == '\n' || (byte && strchr(".,;:!?()\"", byte));
}

/* Words and runs of spaces; signs and line ends stand alone. */
static void cut(struct span text, struct pieces *pieces)
{
	for (size_t at = 0; at < text.length;) {
		size_t end = at + 1;
		bool space = is_space(text.at[at]);
		if (!is_sign(text.at[at]))
			while (end < text.length && is_space(text.at[end]) == space &&
			       !is_sign(text.at[end]))
				end++;
		*arr_add(pieces) = span_slice(text, at, end);
		at = end;
	}
}

struct ends {
	size_t old_at, new_at;
};

/* Adds a change, or lengthens the last one when hardly anything lies between. */
static void add(struct hunks *hunks, struct hunk hunk, size_t pieces_between)
{
	struct hunk *last = hunks->count ? &hunks->at[hunks->count - 1] : NULL;
	if (last && pieces_between <= JOIN_PIECES && hunk.old_start - last->old_end <= JOIN_BYTES) {
		last->old_end = hunk.old_end;
		last->new_end = hunk.new_end;
		return;
	}
	*arr_add(hunks) = hunk;
}

/* lengths[i][k]: longest common subsequence of old[i …] and new[k …]. */
static uint16_t *lengths_of(const struct span *old, size_t rows, const struct span *new,
			    size_t columns)
{
	size_t stride = columns + 1;
	uint16_t *lengths = mem_alloc((rows + 1) * stride * sizeof *lengths);
	for (size_t i = rows; i-- > 0;)
		for (size_t k = columns; k-- > 0;) {
			uint16_t down = lengths[(i + 1) * stride + k];
			uint16_t right = lengths[i * stride + k + 1];
			uint16_t both = (uint16_t)(lengths[(i + 1) * stride + k + 1] + 1);
			lengths[i * stride + k] = span_equal(old[i], new[k]) ? both
						  : down >= right	     ? down
									     : right;
		}
	return lengths;
}

static void walk(const struct span *old, size_t rows, const struct span *new, size_t columns,
		 struct ends at, struct hunks *hunks)
{
	uint16_t *lengths = lengths_of(old, rows, new, columns);
	size_t stride = columns + 1, between = SIZE_MAX;
	for (size_t i = 0, k = 0; i < rows || k < columns;) {
		struct hunk hunk = { at.old_at, at.old_at, at.new_at, at.new_at };
		while ((i < rows || k < columns) &&
		       !(i < rows && k < columns && span_equal(old[i], new[k]))) {
			bool takes_old =
				k == columns || (i < rows && lengths[(i + 1) * stride + k] >=
								     lengths[i * stride + k + 1]);
			if (takes_old)
				hunk.old_end += old[i++].length;
			else
				hunk.new_end += new[k++].length;
		}
		if (hunk.old_end > hunk.old_start || hunk.new_end > hunk.new_start) {
			add(hunks, hunk, between);
			between = 0;
		}
		at = (struct ends){ hunk.old_end, hunk.new_end };
		for (; i < rows && k < columns && span_equal(old[i], new[k]); i++, k++) {
			at.old_at += old[i].length;
			at.new_at += new[k].length;
			between += between != SIZE_MAX;
		}
	}
	free(lengths);
}

void diff_words(struct span old_text, struct span new_text, struct hunks *hunks)
{
	struct pieces old = { 0 }, new = { 0 };
	arr_clear(hunks);
	cut(old_text, &old);
	cut(new_text, &new);
	size_t first = 0, last = 0;
	struct ends start = { 0, 0 };
	while (first < old.count && first < new.count &&span_equal(old.at[first], new.at[first]))
		start.old_at += old.at[first++].length;
	start.new_at = start.old_at;
	while (last < old.count - first &&
	       last < new.count - first &&span_equal(old.at[old.count - 1 - last],
						     new.at[new.count - 1 - last]))
		last++;
	size_t rows = old.count - first - last, columns = new.count - first - last, tail = 0;
	for (size_t i = 0; i < last; i++)
		tail += old.at[old.count - 1 - i].length;
	bool fits = rows < UINT16_MAX && columns < UINT16_MAX &&
		    (rows + 1) * (columns + 1) <= DIFF_CELLS;
	if ((rows || columns) && fits)
		walk(old.at + first, rows, new.at + first, columns, start, hunks);
	else if (rows || columns)
		*arr_add(hunks) = (struct hunk){ start.old_at, old_text.length - tail, start.new_at,
						 new_text.length - tail };
	arr_release(&old);
	arr_release(&new);
}
