/* Any bytes from a terminal: events come in order, none is empty, and all bytes are taken. The
 * first byte says in what pieces the rest comes. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/str.h"
#include "ui/key_decoder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take(struct key_decoder *decoder, struct str *name)
{
	struct key key;
	while (key_decoder_next(decoder, &key)) {
		assert(key.code > KEY_NOTHING && key.code <= KEY_UNKNOWN);
		assert(key.row >= 0 && key.column >= 0);
		assert(key.code != KEY_PASTE || key.text.length <= KEY_PASTE_CEILING);
		key_name(&key, name);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	size_t piece = (size_t)data[0] + 1;
	struct key_decoder *decoder = key_decoder_new();
	struct str name = { 0 };
	for (size_t at = 1; at < size; at += piece) {
		size_t length = size - at < piece ? size - at : piece;
		key_decoder_feed(decoder, (struct span){ (const char *)data + at, length });
		take(decoder, &name);
	}
	for (int i = 0; i < 2 && key_decoder_waits(decoder); i++) {
		key_decoder_timeout(decoder);
		take(decoder, &name);
	}
	assert(!key_decoder_waits(decoder));
	str_release(&name);
	key_decoder_free(decoder);
	return 0;
}
