/* Anchors: the first line is the old text with the marked words between two tabs, the rest the new
 * text. Where the place is found it lies within the text, and unchanged words are found exactly. */
#include <assert.h>
#include <stdint.h>

#include "text/anchor.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span all = { (const char *)data, size }, before;
	struct anchor anchor;
	if (size > 1 << 14 || !span_next(&all, '\n', &before))
		return 0;
	size_t start = span_find(before, SPAN("\t"), 0);
	size_t end = span_find(before, SPAN("\t"), start + 1);
	if (end >= before.length)
		return 0;
	anchor_take(&anchor, before, start + 1, end);
	struct anchor_place place = anchor_find(&anchor, all);
	assert(place.start <= place.end && place.end <= all.length);
	place = anchor_find(&anchor, before);
	assert(anchor.quote.length == 0 || place.state == ANCHOR_EXACT);
	anchor_release(&anchor);
	return 0;
}
