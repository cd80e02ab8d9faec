/*
 * An answer as hunks against the author's text, each accepted or refused. Accepting changes the
 * buffer inside one undo group; what the author typed meanwhile elsewhere stays, a hunk whose words
 * were changed meanwhile is stale and cannot be accepted.
 */
#ifndef TONFALL_REWRITE_PROPOSAL_H
#define TONFALL_REWRITE_PROPOSAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"
#include "text/buffer.h"
#include "text/diff.h"
#include "text/mark.h"
#include "text/undo.h"

enum hunk_state { HUNK_OPEN, HUNK_ACCEPTED, HUNK_REFUSED, HUNK_STALE };

struct proposal_hunk {
	struct hunk place; /* in the text that was sent and in the answer */
	int mark;	   /* where it is in the buffer now */
	enum hunk_state state;
	bool is_large; /* over a third of its paragraph and 40 bytes: accept-all leaves it */
};

struct proposal {
	struct buffer *buffer;
	struct marks marks;
	char *sent, *answer; /* copies, NUL-terminated */
	size_t sent_length, answer_length;
	struct proposal_hunk *hunks;
	size_t count;
};

/* Makes the hunks, those of a sentence that was written anew joined, for `sent`, which was
 * buffer[from, from + sent.length) when it was taken; edits made since are found by comparing.
 * White space around the answer becomes that of `sent`. The buffer outlives the proposal, which
 * stays where it is in memory. */
void proposal_init(struct proposal *proposal, struct buffer *buffer, size_t from, struct span sent,
		   struct span answer);
/* The same for an answer that broke off: the text behind its last words is no removal. */
void proposal_init_partial(struct proposal *proposal, struct buffer *buffer, size_t from,
			   struct span sent, struct span answer);
void proposal_release(struct proposal *proposal);

/* Puts the new words in, as one undo step. False when the hunk is not open or stale (*err says so).
 */
bool proposal_accept(struct proposal *proposal, size_t index, struct undo *undo, struct err *err);
void proposal_refuse(struct proposal *proposal, size_t index);
/* All open hunks that are not large, as one undo step; returns how many. */
size_t proposal_accept_all(struct proposal *proposal, struct undo *undo);
/* Index of the next open hunk after `index` (wraps around), or count when none is open. */
size_t proposal_next_open(const struct proposal *proposal, size_t index);
/* Where a hunk is in the buffer now. */
void proposal_place(const struct proposal *proposal, size_t index, size_t *start, size_t *end);
/* Adds the text that was sent with this one hunk taken. */
void proposal_with(const struct proposal *proposal, size_t index, struct str *out);
struct span proposal_old(const struct proposal *proposal, size_t index);
struct span proposal_new(const struct proposal *proposal, size_t index);

#endif
