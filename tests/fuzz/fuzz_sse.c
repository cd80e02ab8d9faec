/* The first byte is the size of the pieces: events must not depend on it. */
#include "io/sse.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool note(void *context, struct span event, struct span data)
{
	struct str *all = context;
	(void)str_add(all, event);
	(void)str_add_byte(all, '|');
	(void)str_add(all, data);
	(void)str_add_byte(all, '\0');
	return true;
}

static void read_all(struct span stream, size_t size, struct str *all)
{
	struct sse sse;
	sse_init(&sse, note, all);
	for (size_t at = 0; at < stream.length; at += size)
		if (!sse_feed(&sse, span_slice(stream, at, at + size), NULL))
			break;
	sse_release(&sse);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct str at_once = { 0 }, in_pieces = { 0 };
	if (length == 0)
		return 0;
	struct span stream = { (const char *)bytes + 1, length - 1 };
	read_all(stream, stream.length + 1, &at_once);
	read_all(stream, 1 + bytes[0] % 16, &in_pieces);
	if (!span_equal(str_span(&at_once), str_span(&in_pieces)))
		abort();
	str_release(&at_once);
	str_release(&in_pieces);
	return 0;
}
