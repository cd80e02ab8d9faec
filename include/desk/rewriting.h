/*
 * A rewrite from the key to the accepted words: choose a task, see what will be sent, watch the
 * answer come, take or leave each change. The text changes by accepting only.
 */
#ifndef TONFALL_DESK_REWRITING_H
#define TONFALL_DESK_REWRITING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "io/http.h"
#include "rewrite/proposal.h"
#include "rewrite/rewrite.h"
#include "rewrite/task.h"

struct desk;
struct key;

enum rewriting_stage {
	REWRITING_NONE,
	REWRITING_RUNS,	   /* an answer is coming */
	REWRITING_STANDS,  /* a proposal waits; typing goes on */
	REWRITING_DECIDES, /* the proposal has the keys */
};

struct rewriting {
	enum rewriting_stage stage;
	struct tasks tasks;
	struct http *http;
	struct rewrite *rewrite;
	const struct task *task;
	size_t from;	 /* of the text that was sent */
	struct str sent; /* that text */
	struct str url, body;
	struct str answer; /* a copy, when it ended */
	bool is_partial;
	struct proposal proposal;
	bool has_proposal;
	size_t hunk;
};

/* C-r: begins, goes on with a proposal that waits, or says what is missing. */
void rewriting_start(struct desk *desk);
/* Esc while it runs, or at the end. */
void rewriting_stop(struct desk *desk);
void rewriting_release(struct rewriting *rewriting);
/* A key while the proposal has the keys; false when it is none of its own. */
bool rewriting_press(struct desk *desk, const struct key *key);

#endif
