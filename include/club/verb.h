/*
 * The club's verbs: one line of JSON in, one line out, version 1. The same for a club on this
 *machine and for one behind SSH, for the shell and for a desk on a laptop. A verb does what its
 *member may; the member comes from whoever opened the session, never from the line.
 *
 *	{"version":1,"verb":"show","id":12}
 *	{"version":1,"ok":true,"submission":{…},"text":"…","comments":[…]}
 *	{"version":1,"ok":false,"code":"denied","error":"…"}
 */
#ifndef TONFALL_CLUB_VERB_H
#define TONFALL_CLUB_VERB_H

#include "club/club.h"

enum { VERB_LINE = 1 << 20 }; /* bytes of a line, in and out */

/* Runs one line and adds the answer, with its newline, to *out. Never fails: what is wrong is in
 * the answer. True when the verb was done. */
bool verb_run(struct club *club, const struct actor *actor, struct span line, struct str *out);

struct call;

/* To add a verb, add a row. */
struct verb {
	const char *name;  /* NULL ends the table */
	const char *takes; /* members of the line besides version and verb */
	const char *does;  /* for whom, and what comes back besides version and ok */
	bool (*run)(struct call *call, struct err *err);
};

extern const struct verb verbs[];

#endif
