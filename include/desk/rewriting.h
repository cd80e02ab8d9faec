/*
 * A rewrite from the key to the accepted words: choose a task, see what will be sent, watch the
 * answer come, take or leave each change or line. The text changes by the author's key only.
 */
#ifndef TONFALL_DESK_REWRITING_H
#define TONFALL_DESK_REWRITING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "desk/taken.h"
#include "io/http.h"
#include "rewrite/mask.h"
#include "rewrite/proposal.h"
#include "rewrite/rewrite.h"
#include "rewrite/task.h"
#include "voice/drift.h"

struct desk;
struct key;

enum rewriting_stage {
	REWRITING_NONE,
	REWRITING_RUNS,	   /* an answer is coming */
	REWRITING_STANDS,  /* a proposal waits; typing goes on */
	REWRITING_DECIDES, /* the proposal has the keys */
	REWRITING_LISTS,   /* lines to choose from wait, or a translation */
};

struct rewriting {
	enum rewriting_stage stage;
	struct tasks tasks;
	struct task own; /* the author's own instruction */
	struct http *http;
	struct rewrite *rewrite;
	const struct task *task;
	size_t from;	 /* of the text that was sent */
	struct str sent; /* that text, without placeholders */
	struct mask mask;
	struct str url, body;
	struct str agreed; /* where and to which model this draft may go without asking again */
	struct str answer; /* a copy, when it ended, placeholders put back */
	bool is_partial;
	struct proposal proposal;
	bool has_proposal;
	size_t hunk;
	bool has_verdict; /* of the hunk that is shown: */
	enum drift_way way;
	struct str lost;
	bool is_barred;	    /* a draft without a file that must not be sent */
	struct taken taken; /* what came from suggestions and still stands */
};

/* C-r: begins, goes on with what waits, or says what is missing. */
void rewriting_start(struct desk *desk);
/* Esc while it runs, or at the end. */
void rewriting_stop(struct desk *desk);
/* The answer and what belongs to it; what was taken of it stays noted. */
void rewriting_forget(struct rewriting *rewriting);
void rewriting_release(struct rewriting *rewriting);

/* Per cent of the draft that came from accepted suggestions. */
int rewriting_share(const struct desk *desk);

/* Is the draft marked never to be sent? */
bool rewriting_is_barred(const struct desk *desk);
/* The same; says what takes the mark away. */
bool rewriting_is_refused(struct desk *desk);
void rewriting_bar(struct desk *desk, bool barred);
/* The draft has got a new name: the mark goes with it. */
void rewriting_named(struct desk *desk, bool barred);

/* desk/rewriting_decide.c: goes to the hunk that is shown and judges it. */
void rewriting_follow_hunk(struct desk *desk);
/* A key while the proposal has the keys; false when it is none of its own. */
bool rewriting_press(struct desk *desk, const struct key *key);
/* desk/rewriting_list.c: the lines of the answer to choose from, or the translation. */
void rewriting_list(struct desk *desk);

/* Notes that buffer[start, start + length) came from a suggestion. */
void rewriting_note(struct desk *desk, size_t start, size_t length);
/* Writes down what was noted. */
void rewriting_keep_share(struct desk *desk);

#endif
