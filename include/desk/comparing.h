/*
 * The optional last step of a prompt exercise: the weak prompt of the lesson and the learner's own
 * go through the gate, are asked one after the other, and their answers stand side by side on a
 * page. Nothing of it gets into a text, the grade or the progress; closing the page ends it.
 */
#ifndef TONFALL_DESK_COMPARING_H
#define TONFALL_DESK_COMPARING_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "desk/gate.h"
#include "io/http.h"
#include "rewrite/mask.h"
#include "rewrite/rewrite.h"

struct desk;

enum comparing_stage {
	COMPARING_WAITS, /* for its turn */
	COMPARING_RUNS,
	COMPARING_ENDED, /* with an answer, or what came of one, or an error */
	COMPARING_LEFT,	 /* not asked: the first prompt got no answer */
};

struct comparing_side {
	enum comparing_stage stage;
	struct str prompt, body;
	struct mask mask;
	struct str answer; /* placeholders put back */
	struct err err;	   /* why it is not whole */
};

struct comparing {
	struct http *http;
	struct rewrite *rewrite; /* of the side that runs */
	struct str url;
	struct comparing_side sides[GATE_MESSAGES]; /* the weak prompt, the learner's */
};

/* Begins at the gate, or says what is missing. */
void comparing_start(struct desk *desk);
/* Is there all that it needs? Then the lesson names the key. */
bool comparing_is_possible(const struct desk *desk);
void comparing_release(struct comparing *comparing);

#endif
