/* Any bytes as a file, then edits in it: rows stay those of a new layout, and undo brings the file
 * back. The input is a text, a NUL, and the edits: four bytes each. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "desk/layout.h"
#include "text/undo.h"

enum { EDITS_MOST = 24 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void assert_same_rows(struct layout *kept, struct buffer *buffer)
{
	struct layout fresh;
	struct layout_place a = { 0, 0 }, b = a;
	bool more = true;
	layout_init(&fresh, buffer);
	layout_set_columns(&fresh, kept->columns);
	while (more) {
		assert(layout_row_start(kept, a) == layout_row_start(&fresh, b));
		assert(layout_row_limit(kept, a) == layout_row_limit(&fresh, b));
		more = layout_down(&fresh, &b);
		assert(layout_down(kept, &a) == more);
	}
	layout_release(&fresh);
}

static void edit(struct buffer *buffer, const uint8_t how[4], struct span from)
{
	size_t length = buffer_length(buffer);
	size_t at = length ? ((size_t)how[0] << 8 | how[1]) % (length + 1) : 0;
	size_t removed = how[2] % 16 < length - at ? how[2] % 16 : length - at;
	struct span inserted = span_slice(from, how[3] >> 4, (size_t)(how[3] >> 4) + how[3] % 16);
	assert(buffer_replace(buffer, at, removed, inserted, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, 0, size);
	struct span text = { (const char *)data, end ? (size_t)(end - data) : size };
	struct str file = { 0 };
	struct layout layout;
	size_t caret, edits = 0;
	(void)str_add(&file, text);
	struct buffer *buffer = buffer_new();
	assert(buffer_adopt(buffer, &file, NULL));
	struct undo *undo = undo_new(buffer);
	layout_init(&layout, buffer);
	layout_set_columns(&layout, size ? 1 + data[size - 1] % 80 : 1);
	(void)layout_find(&layout, buffer_length(buffer));
	for (size_t at = text.length + 1; at + 4 <= size && edits < EDITS_MOST; at += 4, edits++) {
		edit(buffer, data + at, text);
		assert_same_rows(&layout, buffer);
	}
	while (undo_undo(undo, &caret))
		assert(caret <= buffer_length(buffer));
	assert(span_equal(buffer_text(buffer), text));
	assert_same_rows(&layout, buffer);
	layout_release(&layout);
	undo_free(undo);
	buffer_free(buffer);
	str_release(&file);
	return 0;
}
