/*
 * The rubric: criteria for a prompt (or a first post), each worth 0, 1 or 2 points, found by the
 * rule machinery from the packs in lessons/ (rubric.yaml and <lang>/rubric.yaml). No model, the
 * same text gets the same grade. Points are earned by what is there once, never by how much of it:
 * padding raises nothing.
 *
 * What is wanted in vague words earns less, and nothing in a courtesy ("thanks a lot, take your
 * time") earns: see faded() in rubric.c.
 *
 * A rule's id is its criterion ("prompt.audience"), or a variant of it ("prompt.audience.some"). A
 * rule that earns gives its `limits: {points}` (default 2) for one hit; a rule with `limits: {lose:
 * n}` takes n of the 2 points that its criterion starts with. A check gives its own points in the
 * finding's third figure. message: it is there; fix: it is missing; why: why.
 */
#ifndef TONFALL_LESSON_RUBRIC_H
#define TONFALL_LESSON_RUBRIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"
#include "lang/language.h"
#include "lesson/lesson.h"
#include "rule/pack.h"

enum { RUBRIC_MOST = 40, RUBRIC_POINTS = 2 };

struct criterion {
	const struct rule *rule; /* of the criterion itself: its sentences */
	int points;
	size_t start, end; /* what earned them, or lost the most; equal: nowhere */
};

struct grade {
	struct criterion at[RUBRIC_MOST];
	size_t count;
	int points, most; /* over the criteria that count */
};

struct rubric; /* one thread at a time */

/* Reads the packs. Never fails: what is wrong is among the complaints, the rest works. */
struct rubric *rubric_new(void);
void rubric_free(struct rubric *rubric);
const struct packs *rubric_packs(const struct rubric *rubric);

/* `language` NONE: guessed. An empty text has no points. */
void rubric_grade(struct rubric *rubric, struct span text, enum language language,
		  struct grade *grade);
/* Is it one of those that make up the grade of a prompt? The others (`limits: {extra}`, and those
 * of posts) are there for single lessons. */
bool criterion_counts(const struct criterion *criterion);
/* NULL when the rubric has none of that id. */
const struct criterion *grade_find(const struct grade *grade, const char *id);
/* Has the answer all that the step needs? *first (NULL is fine): the first need it misses. */
bool grade_passes(const struct grade *grade, const struct lesson_step *step, size_t *first);
/* What to tell the learner of a criterion: that it is there, or how to add it. */
const char *criterion_sentence(const struct criterion *criterion, enum language person);
/* The same in the lesson's own words, where it has some for what is missing. */
const char *need_sentence(const struct lesson_need *need, const struct criterion *criterion,
			  enum language person);

#endif
