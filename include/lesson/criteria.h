/*
 * The criteria that need code: functions named by the rubric's `check:`. Each gives at most one
 * finding, with its points (or how many are lost) in the third figure.
 */
#ifndef TONFALL_LESSON_CRITERIA_H
#define TONFALL_LESSON_CRITERIA_H

#include "rule/engine.h"

extern const struct check_row *const criteria_tables[];

#endif
