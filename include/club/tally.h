/*
 * How many have finished which lesson. A member tells of their own lessons only, and takes it back
 * by telling of none; nobody, whoever runs the club included, is shown whose they are. A lesson
 * that fewer than TALLY_LEAST authors have finished is not listed at all, the others in steps of
 * so many, and never with a total: who looks before and after somebody was at work should not
 * learn from the difference what they did. For the same reason the audit has no line of it.
 */
#ifndef TONFALL_CLUB_TALLY_H
#define TONFALL_CLUB_TALLY_H

#include "club/club.h"

enum {
	TALLY_LEAST = 5,
	TALLY_LESSONS = 200, /* of one member, and in one list */
	TALLY_ID = 64,	     /* bytes of a lesson's id */
};

/* a-z 0-9 . _ - of 1 to TALLY_ID. */
bool tally_takes(struct span lesson);
/* All that the author has finished, in the place of what they told before. */
bool tally_tell(struct club *club, const struct actor *actor, const struct span *lessons,
		size_t count, struct err *err);

/* `people` at least have finished it. */
typedef void tally_function(void *context, struct span lesson, long long people);
/* For coaches, by the lesson's id. */
bool tally_list(struct club *club, const struct actor *actor, tally_function *each, void *context,
		struct err *err);

#endif
