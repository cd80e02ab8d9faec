/*
 * A lesson tried before learners get it: its criteria are there, each model answer passes, and
 * neither the bad answers nor what stands there at first do.
 */
#ifndef TONFALL_LESSON_TRIAL_H
#define TONFALL_LESSON_TRIAL_H

#include "lesson/lesson.h"

/* Reports each fault with the line of its step. Reads the rubric's packs. */
void lesson_try(const struct lesson *lesson, yaml_report *report, void *context);

#endif
