/*
 * What is said about a submission: on words or on the whole, in threads, written while reading and
 * sent together. A comment is anchored in the revision it was made for; where it is in a later text
 * is worked out from the anchor, never stored over it. It is never part of the post's text.
 */
#ifndef TONFALL_CLUB_COMMENT_H
#define TONFALL_CLUB_COMMENT_H

#include <stdint.h>

#include "club/club.h"
#include "text/anchor.h"

enum comment_kind { COMMENT_PRAISE, COMMENT_QUESTION, COMMENT_IDEA, COMMENT_MUST, COMMENT_KINDS };
extern const char
	*const comment_kinds[COMMENT_KINDS + 1]; /* "praise", "question", "idea", "must" */

enum {
	COMMENT_BODY = 4096, /* bytes */
	COMMENT_MOST = 1000, /* of one submission */
	ADVICE_LIST = 20,
};

struct comment {
	long long id, submission, revision, author;
	char author_name[CLUB_NAME];
	long long parent; /* 0: begins a thread */
	enum comment_kind kind;
	struct str body;
	struct anchor anchor; /* without a quote: about the whole */
	bool proposes;	      /* `words` are meant to stand for the quote */
	struct str words;
	bool is_sent, is_resolved;
	int64_t created, changed;
};

struct comments ARR(struct comment);

void comment_release(struct comment *comment);
void comments_release(struct comments *comments);

/* What is new in a comment: submission, revision, parent, kind, body, anchor, proposes and words.
 * It waits unsent (only its author sees it) until comment_send; with is_sent all that waits is sent
 * with it, or nothing is done. `request`: see club/request.h. */
bool comment_add(struct club *club, const struct actor *actor, const struct comment *what,
		 struct span request, long long *id, struct err *err);
/* All that the member has waiting on it; the author's turn comes when a coach sends. */
bool comment_send(struct club *club, const struct actor *actor, long long submission,
		  long long *sent, struct err *err);
/* Of one's own: another body; only while nobody has answered. */
bool comment_edit(struct club *club, const struct actor *actor, long long id, struct span body,
		  struct err *err);
bool comment_resolve(struct club *club, const struct actor *actor, long long id, bool resolved,
		     struct err *err);
/* Those that the member may see, in the order they were made. */
bool comment_list(struct club *club, const struct actor *actor, long long submission,
		  struct comments *out, struct err *err);

/* ---- advice that a coach keeps for the next time the same rule speaks ---- */

bool advice_add(struct club *club, const struct actor *actor, struct span rule, struct span body,
		struct err *err);
typedef bool advice_function(void *context, struct span body);
bool advice_list(struct club *club, const struct actor *actor, struct span rule,
		 advice_function *each, void *context, struct err *err);

#endif
