/*
 * Lessons in the group: with club.progress on, the club is told which lessons the author has
 * finished, and coaches see how many have (club/tally.h). What it was told last is kept in the
 * state folder (club/progress.told), so that nothing is sent twice, what did not get through goes
 * with the next time, and what was told is taken back when the setting is off.
 */
#ifndef TONFALL_DESK_GROUP_H
#define TONFALL_DESK_GROUP_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "io/json.h"

struct desk;

/* The verb's line: the lessons that are done, or none where it is not `agreed`. False when the
 * learner's progress could not be read: *err says where it is kept. */
bool group_line(bool agreed, struct str *line, struct err *err);
/* The hub's answer to a coach as a page: lessons by track with the number of people. */
void group_page(const struct json *answer, struct str *page);
/* To be called when the desk begins and when a lesson may have been finished. Where the hub cannot
 * be reached nothing is said: it is asked the next time. */
void group_tell(struct desk *desk);
/* May it be told? The answer becomes club.progress. */
void group_ask(struct desk *desk);
/* For coaches: lessons with the number of people. */
void group_show(struct desk *desk);
/* Why not; NULL where the hub has to be asked. */
const char *group_why_not(const struct desk *desk);

#endif
