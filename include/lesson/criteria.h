/*
 * The criteria that need code: functions named by the rubric's `check:`, in one table for prompts
 * and one for posts. Each gives at most one finding, with its points (or how many are lost).
 */
#ifndef TONFALL_LESSON_CRITERIA_H
#define TONFALL_LESSON_CRITERIA_H

#include "rule/engine.h"

extern const struct check_row *const criteria_tables[];
extern const struct check_row criteria_prompt[], criteria_post[];

enum { CRITERION_WEAK = 1, CRITERION_CLEAR = 2 };

/* A finding with points, which travel in its third figure. */
void criterion_give(const struct check_context *context, struct findings *findings, size_t start,
		    size_t end, int points);

#endif
