/* A model's bytes in pieces: always valid UTF-8 without control characters, and the same text in
 * the end, however they were cut. */
#include "../../src/rewrite/reply.h"

#include <stdint.h>
#include <stdlib.h>

#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check(struct span text)
{
	if (!utf8_is_valid(text))
		abort();
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] < ' ' && text.at[i] != '\n' && text.at[i] != '\t')
			abort();
}

static void read_all(struct reply *reply, struct span bytes, size_t size)
{
	reply_init(reply);
	for (size_t at = 0; at < bytes.length; at += size) {
		if (!str_add(&reply->raw, span_slice(bytes, at, at + size)))
			break;
		reply_decode(reply);
		check(reply_text(reply));
	}
	reply_end(reply);
	check(reply_text(reply));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct reply at_once, in_pieces;
	if (length == 0 || length > 4096)
		return 0;
	struct span sent = { (const char *)bytes + 1, length - 1 };
	read_all(&at_once, sent, sent.length + 1);
	read_all(&in_pieces, sent, 1 + bytes[0] % 8);
	if (!span_equal(reply_text(&at_once), reply_text(&in_pieces)))
		abort();
	reply_release(&at_once);
	reply_release(&in_pieces);
	return 0;
}
