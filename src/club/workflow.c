#include "club/workflow.h"

const char *const workflow_states[STATE_COUNT + 1] = { "waiting",   "commented", "ready",
						       "published", "withdrawn", 0 };

const char *const workflow_actions[ACTION_COUNT + 1] = { "read",    "revise",	"comment",
							 "reply",   "resolve",	"approve",
							 "publish", "withdraw", "invite",
							 "tell",    "survey",	0 };

enum { STAYS = -1 };

/* A row allows one action in the states of its mask; bit n is state n. */
struct row {
	enum club_relation relation;
	enum club_action action;
	unsigned states;
	int next; /* STAYS, or enum club_state */
};

enum {
	WAITING = 1 << STATE_WAITING,
	COMMENTED = 1 << STATE_COMMENTED,
	READY = 1 << STATE_READY,
	PUBLISHED = 1 << STATE_PUBLISHED,
	WITHDRAWN = 1 << STATE_WITHDRAWN,
	OPEN = WAITING | COMMENTED | READY,
	WHOLE = 1 << STATE_WHOLE,
};

static const struct row rows[] = {
	{ RELATION_AUTHOR, ACTION_READ, OPEN | PUBLISHED | WITHDRAWN, STAYS },
	{ RELATION_AUTHOR, ACTION_REVISE, OPEN | WITHDRAWN, STATE_WAITING },
	{ RELATION_AUTHOR, ACTION_REPLY, OPEN | PUBLISHED, STAYS },
	{ RELATION_AUTHOR, ACTION_RESOLVE, OPEN | PUBLISHED, STAYS },
	{ RELATION_AUTHOR, ACTION_PUBLISH, OPEN, STATE_PUBLISHED },
	{ RELATION_AUTHOR, ACTION_WITHDRAW, OPEN | PUBLISHED, STATE_WITHDRAWN },
	{ RELATION_AUTHOR, ACTION_INVITE, OPEN, STAYS },
	{ RELATION_AUTHOR, ACTION_TELL, WHOLE, STAYS },
	{ RELATION_COACH, ACTION_SURVEY, WHOLE, STAYS },
	{ RELATION_COACH, ACTION_READ, OPEN | PUBLISHED, STAYS },
	{ RELATION_COACH, ACTION_COMMENT, OPEN, STATE_COMMENTED },
	{ RELATION_COACH, ACTION_REPLY, OPEN | PUBLISHED, STAYS },
	{ RELATION_COACH, ACTION_RESOLVE, OPEN, STAYS },
	{ RELATION_COACH, ACTION_APPROVE, WAITING | COMMENTED, STATE_READY },
	{ RELATION_INVITED, ACTION_READ, OPEN | PUBLISHED, STAYS },
	{ RELATION_INVITED, ACTION_COMMENT, OPEN, STAYS },
	{ RELATION_INVITED, ACTION_REPLY, OPEN | PUBLISHED, STAYS },
};

bool workflow_may(enum club_relation relation, enum club_state state, enum club_action action,
		  enum club_state *next)
{
	for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].relation != relation || rows[i].action != action ||
		    (rows[i].states >> state & 1) == 0)
			continue;
		*next = rows[i].next == STAYS ? state : (enum club_state)rows[i].next;
		return true;
	}
	return false;
}
