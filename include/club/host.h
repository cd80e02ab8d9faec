/*
 * A process that holds the dictionaries and starts the sessions of a hub: each is a child of it, so
 * their memory is shared and nothing is loaded again. A session that finds no host does its work by
 * itself. The host reads nothing of any member; a child gives up its rights (club/session.h) before
 * it does.
 *
 * Its socket is PATH.host beside the club's file: only the hub's own account gets there, and no
 * session can, which may make no sockets.
 */
#ifndef TONFALL_CLUB_HOST_H
#define TONFALL_CLUB_HOST_H

#include "club/club.h"

enum { HOST_SESSIONS = 500 };

struct host_work {
	/* What sessions share, before there are any. */
	void *(*load)(void);
	/* A session's work in a child, with the caller's environment; its exit status. */
	int (*serve)(const char *club_path, const char *name, void *loaded, int line);
};

/* Until the process is ended by a signal; false when it cannot begin. */
bool host_run(const char *club_path, const struct host_work *work, struct err *err);
/* Hands this process's terminal to the host as `name`; false when there is none. Else the
 * session's exit status, when it has ended. */
bool host_enter(const char *club_path, const char *name, int *status);

#endif
