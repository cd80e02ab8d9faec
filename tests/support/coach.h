/* A coach for tests: the rules of the sources, messages in English, nothing of the person's. */
#ifndef TONFALL_TESTS_COACH_H
#define TONFALL_TESTS_COACH_H

#include "coach/coach.h"

struct coach *coach_of_sources(void);

#endif
