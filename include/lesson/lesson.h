/*
 * Lessons: files lessons/<lang>/NAME.yaml, one lesson each, written for that language; a coach's
 * own lie in the person's lessons folder. A lesson is edited, not read: a short text, then steps
 * with an exercise, what the answer must show (criteria of lesson/rubric.h), hints, a model answer,
 * a reason. Steps are found by their id, never by a line. What is wrong in a file is a complaint
 * with file and line; the other lessons hold.
 */
#ifndef TONFALL_LESSON_LESSON_H
#define TONFALL_LESSON_LESSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/yaml.h"
#include "lang/language.h"

/* In the order of the list: who is new to it all sees both tracks at once. */
enum lesson_track { TRACK_FIRST_POST, TRACK_PROMPTS, TRACK_OWN, TRACK_COUNT };
extern const char *const lesson_tracks[TRACK_COUNT + 1]; /* "first-post", "prompts", "own" */
/* What stands above its lessons, in the person's language. */
const char *lesson_track_title(enum lesson_track track);

enum lesson_exercise {
	EXERCISE_WRITE,	  /* an answer from nothing */
	EXERCISE_IMPROVE, /* `start` is what is to be made better */
	EXERCISE_DRAFT,	  /* on the learner's own draft, else as write */
};

/* A criterion that the answer must reach. */
struct lesson_need {
	char *criterion; /* id in the rubric: "prompt.task", "post.scene" */
	long least;	 /* points, 1 or 2; default 2 */
	char *missing;	 /* what to say when it does not; NULL: the criterion's own sentence */
	int line;	 /* in the file */
};

struct lesson_step {
	char *id;
	int exercise; /* enum lesson_exercise */
	char *task;   /* what to do, to the learner */
	char *start;  /* what stands there at first; NULL: nothing */
	struct yaml_list needs;
	struct yaml_strings hints; /* at most 3, shown one at a time */
	char *model;		   /* an answer that passes, shown after trying */
	char *reason;		   /* why it works, shown after success */
	struct yaml_strings bad;   /* answers that must not pass: a test runs them */
	int line;		   /* in the file */
};

struct lesson {
	char *id; /* "prompts.task" */
	int track;
	long number;  /* place in its track, from 1 */
	long minutes; /* 3 to 7 */
	char *title;
	char *text; /* what is to be learned, short; blank lines part paragraphs */
	struct yaml_list steps;
	struct yaml_strings completes; /* a test: lessons that count as done when it is passed */
	int language;		       /* enum language, of the text and the answers */
	char *path;
};

struct lessons {
	struct {
		struct lesson *at;
		size_t count, room;
	} list; /* by track, number, language */
};

/* Reads the program's lessons and then the person's own (which win by id and language). Call
 * lessons_release on what it filled. */
void lessons_read(struct lessons *lessons, yaml_report *report, void *context);
/* What an entry of a file may hold, as tonfall-lessons(5) says. */
extern const struct yaml_field lesson_fields[];
/* Reads one file, for `learn --check`: true when nothing was wrong in it. A lesson that is whole is
 * also tried (lesson/trial.h). */
bool lessons_check(const char *path, yaml_report *report, void *context);
void lessons_release(struct lessons *lessons);

/* In that language, else in English, else in any; NULL when there is none of that id. */
const struct lesson *lesson_find(const struct lessons *lessons, struct span id,
				 enum language language);
size_t lesson_step_count(const struct lesson *lesson);
/* By its place, from 0. */
const struct lesson_step *lesson_step(const struct lesson *lesson, size_t index);
/* Index of the step of that id; lesson_step_count() when there is none. */
size_t lesson_step_find(const struct lesson *lesson, struct span id);
const struct lesson_need *lesson_need(const struct lesson_step *step, size_t index);
/* The lesson after this one in its track and language; NULL at the end. */
const struct lesson *lesson_next(const struct lessons *lessons, const struct lesson *lesson);

#endif
