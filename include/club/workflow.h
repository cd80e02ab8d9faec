/*
 * Who may do what to a submission, and what becomes of it: one table. Verbs and screens ask it
 * alike; what is not in it is refused.
 */
#ifndef TONFALL_CLUB_WORKFLOW_H
#define TONFALL_CLUB_WORKFLOW_H

#include <stdbool.h>

enum club_state {
	STATE_WAITING,	 /* handed in: a coach has to look */
	STATE_COMMENTED, /* a coach has said something: the author's turn */
	STATE_READY,	 /* the coach has nothing more, for exactly this revision */
	STATE_PUBLISHED, /* the author says it is out */
	STATE_WITHDRAWN, /* the author took it back: nobody else sees anything of it */
	STATE_COUNT,
	STATE_WHOLE = STATE_WAITING, /* what is done to the club as a whole, to no submission */
};

enum club_action {
	ACTION_READ,
	ACTION_REVISE,	/* hand in again */
	ACTION_COMMENT, /* a thread of one's own */
	ACTION_REPLY,	/* in a thread that is there */
	ACTION_RESOLVE,
	ACTION_APPROVE, /* ready */
	ACTION_PUBLISH,
	ACTION_WITHDRAW,
	ACTION_INVITE, /* let another member read */
	/* Of the club as a whole (club/tally.h): */
	ACTION_TELL,   /* which lessons one has finished */
	ACTION_SURVEY, /* how many have finished which */
	ACTION_COUNT,
};

/* What a member is to a submission. */
enum club_relation {
	RELATION_NONE, /* admins too: accounts, not content */
	RELATION_AUTHOR,
	RELATION_COACH,
	RELATION_INVITED,
	RELATION_COUNT,
};

extern const char *const workflow_states[STATE_COUNT + 1];   /* names in JSON */
extern const char *const workflow_actions[ACTION_COUNT + 1]; /* names in the audit */

/* *next is the state afterwards, the same where the action changes none. */
bool workflow_may(enum club_relation relation, enum club_state state, enum club_action action,
		  enum club_state *next);

#endif
