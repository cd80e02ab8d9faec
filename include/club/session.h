/*
 * A member's connection to a hub: the process that sshd's forced command starts. It first gives up
 * what it does not need (io/jail.h), then serves verbs line by line until the other side is gone.
 */
#ifndef TONFALL_CLUB_SESSION_H
#define TONFALL_CLUB_SESSION_H

#include "club/club.h"

struct speller;

enum { SESSION_IDLE_MS = 30 * 60 * 1000, SESSION_SOURCE = 64 };

struct session {
	struct club *club;
	struct actor actor;
	bool is_walled;		     /* the kernel keeps it in the member's folder */
	char source[SESSION_SOURCE]; /* the address it came from */
	struct speller *speller;     /* of the host (club/host.h), with dictionaries; NULL: none */
	int idle_ms;		     /* 0: SESSION_IDLE_MS */
	int line; /* to whom the terminal belongs (io/relay.h), -1: it is this process's own */
};

/* Opens the club as `name` and jails the process (the order matters: what is open stays so, nothing
 * else of the club's folder can be reached, and nothing of the member's was read). `missing`
 * protections go to the audit. */
bool session_open(struct session *session, const char *club_path, const char *name,
		  struct err *err);
void session_close(struct session *session);

/* Lines from `in`, answers to `out`, until end of file, a hang-up, or half an hour without a whole
 * line; false when a line was too long, or an answer was not taken within half an hour. */
bool session_serve(struct session *session, int in, int out, struct err *err);

#endif
