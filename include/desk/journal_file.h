/*
 * The bytes of a journal: a line that names the format, then records that are each whole or not
 * there at all (length, CRC-32, kind, content; numbers little-endian). It begins with where the
 * draft lies and its text as it was; then follows each edit. A torn or rotten record ends the
 * reading: what stands before it is good.
 */
#ifndef TONFALL_DESK_JOURNAL_FILE_H
#define TONFALL_DESK_JOURNAL_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/file.h"
#include "base/span.h"
#include "base/str.h"
#include "text/buffer.h"

enum { JOURNAL_FILE_CEILING = 512 << 20 }; /* bytes that are read */

/* What it says of the draft. */
struct journal_head {
	char *path;		 /* absolute; "" for a draft without a file */
	struct file_stamp stamp; /* of the file that the text was read from */
	int64_t started;	 /* seconds since 1970 */
};

struct journal_state {
	struct journal_head head;
	struct str text; /* with all edits carried out */
	size_t edits;
	bool is_torn; /* it ended in the middle of a record */
};

void journal_head_release(struct journal_head *head);
void journal_state_release(struct journal_state *state);

/* Adds the start of a file. */
void journal_add_head(struct str *out, const struct journal_head *head);
/* The text as it is then, in pieces. */
void journal_add_text(struct str *out, const struct span *pieces, size_t count);
/* False when *out has no room for it: then nothing was added. */
bool journal_add_edit(struct str *out, const struct change *change);
/* Fills in the checksums of the records in `records` (no file start): the adding functions leave
 * them out, because they run on the way of a key. */
void journal_seal(struct str *records);
/* The line that a file starts with. */
struct span journal_magic(void);

/* Carries out what the bytes say. False when they are no journal at all, or hold no text. */
bool journal_replay(struct span bytes, struct journal_state *state, struct err *err);

#endif
