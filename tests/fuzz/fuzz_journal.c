/* Any bytes as a journal, with and without right checksums: a text or a refusal, nothing else. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "desk/journal_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void replay(struct span bytes)
{
	struct journal_state state;
	if (journal_replay(bytes, &state, NULL)) {
		assert(state.head.path && state.text.length <= BUFFER_CEILING);
		journal_state_release(&state);
	}
}

/* Lengths from the data, cut to what is left, so that sealing finds whole records. */
static void add_records(struct str *out, struct span rest)
{
	while (rest.length > 1) {
		size_t length = (unsigned char)rest.at[0];
		struct span content = span_slice(rest, 1, 1 + length);
		char frame[8] = { (char)content.length };
		(void)str_add(out, (struct span){ frame, sizeof frame });
		(void)str_add(out, content);
		rest = span_slice(rest, 1 + content.length, rest.length);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span bytes = { (const char *)data, size };
	struct str records = { 0 }, whole = { 0 };
	replay(bytes);
	add_records(&records, bytes);
	journal_seal(&records);
	(void)str_add(&whole, journal_magic());
	(void)str_add(&whole, str_span(&records));
	replay(str_span(&whole));
	str_release(&whole);
	str_release(&records);
	return 0;
}
