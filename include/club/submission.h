/*
 * What was handed in: a text in immutable revisions, with its state. "Ready" holds for one
 * revision, known by its hash; handing in again asks for a new look.
 */
#ifndef TONFALL_CLUB_SUBMISSION_H
#define TONFALL_CLUB_SUBMISSION_H

#include <stdint.h>

#include "club/club.h"
#include "io/digest.h"

enum {
	SUBMISSION_TITLE = 161, /* bytes, with the NUL */
	SUBMISSION_TOPIC = 81,
	SUBMISSION_TEXT = 256 << 10, /* bytes of a text */
	SUBMISSION_REVISIONS = 500,  /* of one */
	SUBMISSION_MOST = 2000,	     /* of one author */
	SUBMISSION_LIST = 500,	     /* in one answer */
	SUBMISSION_INBOX = 50,	     /* the same, of those that wait */
};

struct submission {
	long long id, author, revision; /* revisions from 1 */
	char author_name[CLUB_NAME];
	char title[SUBMISSION_TITLE];
	char language[8];
	char topic[SUBMISSION_TOPIC];
	enum club_state state;
	char ready_hash[DIGEST_TEXT];
	int64_t waiting_since, changed; /* seconds since 1970 */
	bool is_first;			/* of its author, ever */
	long long open_threads;
};

struct submissions ARR(struct submission);

struct hand_in {
	long long id; /* of the submission to hand in again; 0: a new one */
	struct span title, language, topic, text;
	struct span request; /* a name that makes it happen once, however often it is sent (with
			      * another text: a new version of what it made); or empty */
};

/* Stores a revision; *submission is what is there now. The text must be UTF-8. */
bool submission_hand_in(struct club *club, const struct actor *actor, const struct hand_in *what,
			struct submission *submission, struct err *err);
bool submission_get(struct club *club, const struct actor *actor, long long id,
		    struct submission *submission, struct err *err);
/* The text of a revision (0: the newest), replaced in *text. */
bool submission_text(struct club *club, const struct actor *actor, long long id, long long revision,
		     struct str *text, struct err *err);
/* approve (bound to `revision`, which must be the newest), publish, withdraw. */
bool submission_act(struct club *club, const struct actor *actor, long long id,
		    enum club_action action, long long revision, struct submission *submission,
		    struct err *err);
bool submission_invite(struct club *club, const struct actor *actor, long long id,
		       const char *reader, struct err *err);

enum submission_list { LIST_OWN, LIST_INBOX, LIST_INVITED };
/* The member's own, what waits for a coach (longest first), what others let the member read. *more
 * is how many the list has besides. */
bool submission_list(struct club *club, const struct actor *actor, enum submission_list list,
		     struct submissions *out, long long *more, struct err *err);

/* The revision that the member looked at last, 0: none; and that they looked now. */
bool submission_seen(struct club *club, const struct actor *actor, long long id,
		     long long *revision, struct err *err);
bool submission_look(struct club *club, const struct actor *actor, long long id, long long revision,
		     struct err *err);

#endif
