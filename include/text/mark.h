/*
 * Positions that move with the text. A mark before an edit stays, one behind it moves, one inside
 * a removed range goes to its start. A mark exactly where text is inserted stays before it
 * (MARK_BEFORE) or goes behind it (MARK_AFTER).
 * Marks of a set belong to one buffer; the set listens to it from marks_init to marks_release.
 */
#ifndef TONFALL_TEXT_MARK_H
#define TONFALL_TEXT_MARK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "text/buffer.h"

enum mark_side { MARK_BEFORE, MARK_AFTER };

/* A range that moves along: start keeps to its text, end too. `touched` is set once an edit
 * changed bytes inside it. */
struct mark {
	size_t start, end;
	bool touched;
	enum mark_side start_side, end_side; /* what an insertion exactly there does */
	int id;				     /* > 0 */
};

struct marks {
	struct buffer *buffer;
	struct mark *at;
	size_t count, room;
	int last_id;
};

void marks_init(struct marks *marks, struct buffer *buffer);
void marks_release(struct marks *marks);
/* Returns the id of the new mark. An insertion at either end stays outside. */
int mark_add(struct marks *marks, size_t start, size_t end);
/* The same where the caller says what an insertion at the ends does. */
int mark_add_sided(struct marks *marks, size_t start, size_t end, enum mark_side start_side,
		   enum mark_side end_side);
/* NULL when there is none; valid until the set changes. */
const struct mark *mark_get(const struct marks *marks, int id);
void mark_remove(struct marks *marks, int id);
void marks_clear(struct marks *marks);
/* Moves one mark by one change: what the set does for all of its own. */
void mark_move(struct mark *mark, const struct change *change);

#endif
