/*
 * Undo: two kinds of records, insert and erase, each with an obvious inverse, in groups. It
 * listens to the buffer, so no edit can be forgotten. Linear: a new edit drops what was undone.
 *
 * A group is what a person takes as one step: a burst of typing, a paste, an accepted suggestion.
 * Typed characters join the last group while they follow on directly and no more than
 * UNDO_BURST_MS passed; undo_break() ends the burst (caret moved, saved, word finished after a
 * pause).
 */
#ifndef TONFALL_TEXT_UNDO_H
#define TONFALL_TEXT_UNDO_H

#include <stdbool.h>
#include <stdint.h>

#include "text/buffer.h"

enum {
	UNDO_BURST_MS = 2000,
	UNDO_CEILING = 64 << 20, /* bytes of text kept; the oldest groups go first */
};

struct undo;

/* Starts to listen; the buffer outlives the undo. */
struct undo *undo_new(struct buffer *buffer);
void undo_free(struct undo *undo);

/* Edits between begin and end are one group, whatever happens; calls nest. */
void undo_begin(struct undo *undo);
void undo_end(struct undo *undo);
/* The same, but the edits join the group done last, when there is one. */
void undo_begin_more(struct undo *undo);
/* The next edit starts a new group. */
void undo_break(struct undo *undo);

/* Takes back one group; *caret is where the caret belongs. False when there is none. */
bool undo_undo(struct undo *undo, size_t *caret);
bool undo_redo(struct undo *undo, size_t *caret);
bool undo_can_undo(const struct undo *undo);
bool undo_can_redo(const struct undo *undo);

/* For "has it changed since it was saved": true while the text is that of undo_mark_saved(). */
void undo_mark_saved(struct undo *undo);
/* What was saved may not be there: false until the next undo_mark_saved(). */
void undo_mark_unsaved(struct undo *undo);
bool undo_is_saved(const struct undo *undo);

#endif
