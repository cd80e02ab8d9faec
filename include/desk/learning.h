/*
 * A lesson on the desk: the learner's answer lies in the editor as a practice file of its own, the
 * panel says what to do and, when asked, what is there and what is missing. Nothing of it touches
 * the learner's drafts; leaving and coming back goes on where one was.
 */
#ifndef TONFALL_DESK_LEARNING_H
#define TONFALL_DESK_LEARNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "lesson/lesson.h"
#include "lesson/progress.h"
#include "lesson/rubric.h"
#include "ui/canvas.h"

struct desk;

struct learning {
	struct lessons lessons;
	struct progress progress;
	struct rubric *rubric;	     /* read with the first lesson */
	const struct lesson *lesson; /* NULL: none is open */
	size_t step;
	size_t hints; /* so many are shown */
	bool has_tried, shows_model;
	struct grade grade; /* of the text at `revision` */
	uint64_t revision;
	bool is_graded, has_passed;
	char *back_path, *back_id; /* the draft that was on the desk before */
	struct str own;		   /* its text then; empty when it is long */
};

/* The list of lessons. */
void learning_show(struct desk *desk);
/* Opens a lesson by its id where the learner stopped; says so when there is none. */
void learning_begin(struct desk *desk, const char *id);
/* The title of the lesson of that id in the person's language; NULL when there is none, or `id` is
 * NULL. Reads the lessons when they are not read yet. */
const char *learning_title(struct desk *desk, const char *id);
/* Puts back what was open before. */
void learning_end(struct desk *desk);
void learning_release(struct learning *learning);

/* Grades the answer, or goes on when it has passed. */
void learning_check(struct desk *desk);
/* Has the answer passed as it stands? */
bool learning_is_passed(const struct desk *desk);
void learning_hint(struct desk *desk);
void learning_model(struct desk *desk);
/* The answer is as it was at the beginning; one undo step. */
void learning_reset(struct desk *desk);
void learning_skip(struct desk *desk);
/* Text, task and all that was said so far, to read whole. */
void learning_read(struct desk *desk);

/* desk/learning_answer.c: what stands in the answer at first: what is to be improved, or for a
 * first post the learner's own draft. */
void learning_starting_text(const struct desk *desk, struct str *out);
/* *path becomes the step's practice file, which is made when it is not there yet. */
bool learning_make_answer(const struct desk *desk, struct str *path, struct err *err);

/* The place of the first thing that is missing; false when it has none, or the text has changed. */
bool learning_place(const struct desk *desk, size_t *start, size_t *end);
/* In the panel's place; and in the one line that stands for it. */
void learning_draw(const struct desk *desk, struct canvas *canvas, struct rect rect);
void learning_draw_line(const struct desk *desk, struct canvas *canvas, int row);

#endif
