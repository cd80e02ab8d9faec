/*
 * The author's side of the club: a draft is handed in after a question, what was said about it is
 * fetched and kept, so that it is there without a connection too. A hand-in that did not get
 * through waits in the state folder and is sent again under the same name, so it happens once; what
 * is handed in meanwhile takes its name, and is a new version of it where it was there all the
 * same.
 */
#ifndef TONFALL_DESK_HANDING_H
#define TONFALL_DESK_HANDING_H

#include <stdbool.h>

#include "club/session.h"
#include "desk/hubline.h"
#include "desk/outbox.h"

struct desk;

enum { HANDING_DRAFTS = 1000, HANDING_BYTES = 1 << 20 };

struct handing {
	struct hubline *hubline; /* made with the first question */
	struct outbox outbox;
	struct session *session; /* on the hub itself, as this member; NULL: at home */
	int kind;		 /* of the comment being typed */
	size_t from, to;	 /* what it is about; equal: the whole */
	bool proposes;
	struct str advice;	   /* of the open list, one a line */
	char *back_path, *back_id; /* the draft that was on the desk before reading */
};

/* The title that a text is handed in under: its first line, at most 80 bytes, cut between
 * characters. */
struct span handing_title(struct span text);
/* Shows what will be sent, and to whom; sends it on Enter. */
void handing_start(struct desk *desk);
/* Asks for what was said since. */
void handing_fetch(struct desk *desk);
/* "publish" or "withdraw", after a question. */
void handing_end(struct desk *desk, const char *verb);
void handing_invite(struct desk *desk);

/* A draft has come to the desk: what was said about it, and what waits to be sent. */
void handing_attach(struct desk *desk);
/* In a session on the hub: ends it after half an hour without a key, and when the member was
 * removed from the club. A terminal that another process has is followed. */
void handing_watch(struct desk *desk);
/* May the draft be saved at `path`? In a session on the hub a member has HANDING_DRAFTS drafts of
 * at most HANDING_BYTES each; ERR_LIMIT says so. */
bool handing_has_room(const struct desk *desk, const char *path, struct err *err);
/* May a draft without a file be begun? On the hub as many wait at most; ERR_LIMIT says so. */
bool handing_may_begin(const struct desk *desk, struct err *err);
void handing_release(struct handing *handing);

#endif
