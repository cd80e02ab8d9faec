/*
 * What of a draft came from suggestions that the author took: a figure for the author alone. The
 * words are marked while the desk is open; between sessions they and where they stand are kept in
 * PATH_STATE taken/ID.json, found again in the text when the draft comes back.
 */
#ifndef TONFALL_DESK_TAKEN_H
#define TONFALL_DESK_TAKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "text/buffer.h"
#include "text/mark.h"

enum { TAKEN_MOST = 500 }; /* pieces of a draft; further ones are not counted */

struct taken {
	struct marks marks;
	bool is_open;
};

/* Marks what was kept of the draft `id`, as far as it still stands in the buffer, which outlives
 * it. To be opened again when the text has been brought back from elsewhere. */
void taken_open(struct taken *taken, struct buffer *buffer, const char *id);
void taken_release(struct taken *taken);

/* buffer[start, start + length) came from a suggestion. */
void taken_note(struct taken *taken, size_t start, size_t length);
/* Writes it down for the draft `id`; nothing taken, no file. */
bool taken_keep(const struct taken *taken, const char *id, struct err *err);
/* The draft has another id. */
void taken_move(const char *from, const char *to);
/* Per cent of the text. */
int taken_share(const struct taken *taken);

#endif
