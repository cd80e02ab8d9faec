/*
 * How far the learner is: one small file of theirs (PATH_STATE lessons.yaml), a line a lesson. No
 * points, no streaks. A damaged file is kept aside and said so; then it starts anew.
 */
#ifndef TONFALL_LESSON_PROGRESS_H
#define TONFALL_LESSON_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/err.h"
#include "lesson/lesson.h"

enum progress_state { PROGRESS_NEW, PROGRESS_BEGUN, PROGRESS_SKIPPED, PROGRESS_DONE };

struct progress_entry {
	char *lesson; /* id */
	char *step;   /* the step to go on with; NULL when it is not begun */
	int state;    /* enum progress_state */
};

struct progress {
	struct {
		struct progress_entry *at;
		size_t count, room;
	} entries;
};

/* Reads the file; none there is no error. False when it was damaged: *err says where it is kept,
 * and *progress is empty and can be used. */
bool progress_read(struct progress *progress, struct err *err);
bool progress_save(const struct progress *progress, struct err *err);
void progress_release(struct progress *progress);

enum progress_state progress_of(const struct progress *progress, const char *lesson);
/* Index of the step to go on with; 0 when it was not begun, or that step is no more. */
size_t progress_step(const struct progress *progress, const struct lesson *lesson);
/* `step` NULL: none. Lessons that are done stay done when they are begun again. */
void progress_set(struct progress *progress, const char *lesson, const char *step,
		  enum progress_state state);
/* The step was passed: the next one is due, or the lesson (and those it completes) is done. */
void progress_pass(struct progress *progress, const struct lesson *lesson, size_t step);

#endif
