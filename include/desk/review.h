/*
 * What was said about the text on the desk: remarks at their places, which move with the words as
 * the author types on. Whose words they were stays visible when the words have changed or are gone.
 * The text is never changed in here but by taking a proposal.
 */
#ifndef TONFALL_DESK_REVIEW_H
#define TONFALL_DESK_REVIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/str.h"
#include "io/json.h"
#include "text/anchor.h"
#include "text/mark.h"
#include "ui/canvas.h"
#include "ui/key.h"

struct desk;

enum { REMARKS_MOST = 1000, REVIEW_WORD = 40 };

struct remark {
	long long id, parent; /* 0: begins a thread */
	int kind;	      /* enum comment_kind */
	char author[REVIEW_WORD];
	struct str body, words;
	bool proposes, is_sent, is_resolved;
	struct anchor anchor;
	enum anchor_state state;
	int mark; /* 0: without a place */
};

struct review {
	long long submission; /* 0: none */
	long long revision, seen;
	char author[REVIEW_WORD], state[REVIEW_WORD];
	bool is_first;
	bool is_reading; /* somebody else's text, to be read and commented */
	struct {
		struct remark *at;
		size_t count, room;
	} remarks;
	struct marks marks;
	bool has_marks;
	int open; /* the thread that has the keys, -1: none */
};

/* Takes over what `show` answered, for the text on the desk; an open thread stays open. */
void review_read(struct desk *desk, const struct json *answer);
/* Why nothing may be made of the text on the desk but comments: no file, no rewrite, no copy. NULL:
 * it is one's own. Whatever takes a draft's words elsewhere asks this. */
const char *review_why_not_own(const struct desk *desk);
/* Before the buffer goes. */
void review_release(struct review *review);

/* Opens the next (1) or previous (-1) thread that is not settled; says so when there is none. */
void review_walk(struct desk *desk, int direction);
/* Threads that are not settled. */
size_t review_count(const struct review *review);
/* Puts the proposed words of the open thread in, as one undo step. */
void review_take(struct desk *desk);

/* Of the open thread; false when it has no place. */
bool review_place(const struct desk *desk, size_t *start, size_t *end);
/* The sign beside a row of the text, NULL: none. */
const char *review_sign(const struct desk *desk, size_t start, size_t limit);
/* The open thread, in the panel's place. */
void review_draw(const struct desk *desk, struct canvas *canvas, struct rect rect);
/* The rows that the keys of reading take in a window of so many columns, 0: not reading. */
int review_key_rows(const struct desk *desk, int columns);
/* From `row` on. */
void review_draw_keys(struct canvas *canvas, int row);
/* How it stands, for the title line. */
void review_add_state(const struct desk *desk, struct str *out);
/* Of the names in a hub's answer, in the person's language; "?" for one of a newer hub. */
const char *review_state_word(struct span state);
const char *review_kind_word(struct span kind);

#endif
