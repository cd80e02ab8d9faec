/*
 * A club: members, what they handed in, and what was said about it, in one file beside its audit.
 * Every function that reads or changes something for a member takes that member first and asks
 * club_may before anything else; screens and verbs have no other way in.
 */
#ifndef TONFALL_CLUB_CLUB_H
#define TONFALL_CLUB_CLUB_H

#include <stdbool.h>

#include "base/arr.h"
#include "base/err.h"
#include "base/span.h"
#include "base/str.h"
#include "club/workflow.h"
#include "io/db.h"

enum {
	CLUB_NAME = 33, /* bytes of a member's name, with the NUL */
	CLUB_MEMBERS = 10000,
};

enum club_role { ROLE_AUTHOR, ROLE_COACH, ROLE_ADMIN, CLUB_ROLES };
extern const char *const club_roles[CLUB_ROLES + 1]; /* "author", "coach", "admin" */

struct member {
	long long id;
	char name[CLUB_NAME];
	enum club_role role;
	bool is_active;
};

struct members ARR(struct member);

/* Who acts, and from where, for the audit. */
struct actor {
	struct member member;
	const char *source; /* "local", or the address of the SSH connection */
};

struct audit;

struct club {
	struct db *db;
	struct audit *audit;
	char *path;
};

struct club *club_create(const char *path, struct err *err);
struct club *club_open(const char *path, struct err *err);
void club_close(struct club *club);

/* ---- members: for who runs the club; nobody else gets here ---- */

/* Adds a member, or gives one that is there a new role and takes them back. `key` is a line of a
 * public key file ("ssh-ed25519 AAAA… comment"), or NULL; its comment is not kept. */
bool club_add(struct club *club, const char *name, enum club_role role, const char *key,
	      struct err *err);
/* The member can do nothing any more; what they wrote stays, the lessons they finished count no
 * more. */
bool club_remove(struct club *club, const char *name, struct err *err);
bool club_list(struct club *club, struct members *members, struct err *err);
/* ERR_DENIED when there is no such member, or not any more. */
bool club_member(struct club *club, const char *name, struct member *member, struct err *err);

typedef bool club_key_function(void *context, const char *name, const char *kind, const char *blob);
/* All keys of active members, or those with this kind and blob (else NULL). */
bool club_keys(struct club *club, const char *kind, const char *blob, club_key_function *each,
	       void *context, struct err *err);

/* a-z 0-9 . _ - of 1 to 32, beginning with a letter or digit. */
bool club_name_is_valid(const char *name);

/* ---- who may ---- */

struct submission;

/* The one place that decides. ERR_DENIED with a sentence; *next is the state afterwards. A member
 * who may not even read gets ERR_MISSING, as if there were no such submission. `submission` NULL:
 * about the club as a whole. */
bool club_may(struct club *club, const struct actor *actor, const struct submission *submission,
	      enum club_action action, enum club_state *next, struct err *err);

#endif
