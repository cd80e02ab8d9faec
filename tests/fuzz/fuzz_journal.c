/*
 * Any bytes as a journal: as they are, and as the contents of records whose lengths and checksums
 * are right, so that the reader gets past them. What was read whole is read as a prefix when the
 * end is torn off.
 */
#include "desk/journal_file.h"

#include <stdlib.h>

enum { LENGTH_MOST = 8192 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* A byte for the length, then the content. */
static void make_journal(struct span bytes, struct str *out)
{
	struct str records = { 0 };
	for (size_t at = 0; at < bytes.length;) {
		size_t length = (unsigned char)bytes.at[at];
		struct span content = span_slice(bytes, at + 1, at + 1 + length);
		char frame[8] = { (char)content.length };
		if (content.length == 0)
			break;
		(void)str_add(&records, (struct span){ frame, sizeof frame });
		(void)str_add(&records, content);
		at += 1 + length;
	}
	journal_seal(&records);
	(void)str_add(out, journal_magic());
	(void)str_add(out, str_span(&records));
	str_release(&records);
}

/* The edits that were carried out; the words of a draft are never longer than the bytes given. */
static size_t replay(struct span bytes)
{
	struct journal_state state;
	struct journal_head head;
	struct err err = { 0 };
	size_t edits = 0;
	if (journal_replay(bytes, &state, &err)) {
		if (state.text.length > bytes.length || !state.head.path)
			abort();
		edits = state.edits;
		journal_state_release(&state);
	} else if (err.code == ERR_NONE) {
		abort();
	}
	(void)journal_read_head(bytes, &head);
	journal_head_release(&head);
	return edits;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct span all = { (const char *)bytes, length };
	struct str journal = { 0 };
	if (length > LENGTH_MOST)
		return 0;
	(void)replay(all);
	make_journal(all, &journal);
	size_t edits = replay(str_span(&journal));
	if (replay(span_slice(str_span(&journal), 0, journal.length - 1)) > edits)
		abort();
	str_release(&journal);
	return 0;
}
