/*
 * What was typed since the last save, on the disk at most JOURNAL_MS behind the keys, whatever ends
 * the process. It listens to the buffer, so no edit can be missed. One thread writes and another
 * syncs, so no key waits for the disk, and a disk that takes long to sync does not keep what was
 * typed next from the system. The file (desk/journal_file.h) begins with the first edit and
 * goes with the next save. When it cannot be written the person hears of it at once, the text is
 * kept in memory, and it is tried again with the whole text until it works.
 */
#ifndef TONFALL_DESK_JOURNAL_H
#define TONFALL_DESK_JOURNAL_H

#include <stdbool.h>

#include "base/err.h"
#include "base/file.h"
#include "base/str.h"
#include "io/loop.h"
#include "text/buffer.h"

enum { JOURNAL_MS = 500, JOURNAL_KEYS = 64, JOURNAL_RETRY_MS = 1000 };

struct journal;

/* Called on the loop each time that writing failed (why), and when it works again (NULL). */
typedef void journal_told(void *context, const struct err *trouble);

/* `path`: of the journal's file, see journal_path(). */
struct journal *journal_new(struct loop *loop, struct buffer *buffer, const char *path,
			    journal_told *told, void *context);
/* Writes what waits, then lets go; the file stays. False when it could not be written. */
bool journal_free(struct journal *journal);

/* Where the draft lies ("" nowhere) and what its file is; for the next file that begins. */
void journal_set_draft(struct journal *journal, const char *draft, const struct file_stamp *stamp);
/* The text is safe elsewhere: the file goes, and the next edit begins a new one at `path`. */
void journal_drop(struct journal *journal, const char *path);
/* The draft got another name: what is not saved goes on at `path`. */
void journal_move(struct journal *journal, const char *path);
/* What waits is written now, without waiting for it. */
void journal_flush(struct journal *journal);

/* PATH_STATE journal/ID.journal for the id of a draft (desk/lock.h). */
const char *journal_path(struct str *out, const char *id);

#endif
