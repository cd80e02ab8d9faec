/*
 * The author's side of the club: a draft is handed in after a question, what was said about it is
 * fetched and kept, so that it is there without a connection too. A hand-in that did not get
 * through waits in the state folder and is sent again under the same name, so it happens once.
 *
 * The state folder has, by the draft's id: ID.shown, the club and its last answer; ID.waits, the
 * club and the line that waits.
 */
#ifndef TONFALL_DESK_HANDING_H
#define TONFALL_DESK_HANDING_H

#include <stdbool.h>

#include "club/session.h"
#include "desk/hubline.h"

struct desk;
struct key;

struct handing {
	struct hubline *hubline; /* made with the first question */
	struct session *session; /* on the hub itself, as this member; NULL: at home */
	int kind;		 /* of the comment being typed */
	size_t from, to;	 /* what it is about; equal: the whole */
	bool proposes;
	struct str advice;	   /* of the open list, one a line */
	char *back_path, *back_id; /* the draft that was on the desk before reading */
};

/* Why there is no club to ask; NULL when there is one. */
const char *handing_why_not(const struct desk *desk);

/* Called on the loop with an answer that says yes. */
typedef void handing_done(struct desk *desk, const struct json *answer, struct span line);
/* Sends a line for the draft on the desk; its answer is dropped when another draft is there by
 * then. A failure is told. */
void handing_ask(struct desk *desk, struct span line, handing_done *done);
/* A line with a number in it: {"verb":VERB, KEY:NUMBER}. */
void handing_ask_number(struct desk *desk, const char *verb, const char *key, long long number,
			handing_done *done);

/* Shows what will be sent, and to whom; sends it on Enter. */
void handing_start(struct desk *desk);
/* Asks for what was said since. */
void handing_fetch(struct desk *desk);
/* "publish" or "withdraw", after a question. */
void handing_end(struct desk *desk, const char *verb);
void handing_invite(struct desk *desk);

/* A draft has come to the desk: what was said about it, and what waits to be sent. */
void handing_attach(struct desk *desk);
/* In a session on the hub: ends it after half an hour without a key. */
void handing_watch_idle(void *desk);
/* The draft on the desk is about to get another id: what is kept goes with it. */
void handing_follow(const struct desk *desk, const char *id);
void handing_release(struct handing *handing);

/* An answer to the open thread; settling it. */
void handing_reply(struct desk *desk);
void handing_resolve(struct desk *desk);
/* A key in an open thread, or while somebody else's text is read; false when it is none of its. */
bool handing_press(struct desk *desk, const struct key *key);

#endif
