/*
 * Who has a draft open. The lock is the kernel's (flock), so it ends with the process whatever ends
 * it, and none is ever stale; the file says which process holds it.
 *
 * A draft is known by an id made of its real path, so that links to one file are one draft; one
 * without a file has an id by chance.
 */
#ifndef TONFALL_DESK_LOCK_H
#define TONFALL_DESK_LOCK_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"

struct lock {
	int fd; /* -1: not held */
	char *path;
};

/* Into *id; NULL for a draft without a file. *absolute (may be NULL) gets the real path. */
void lock_id(const char *path, struct str *id, struct str *absolute);

/* False: another process has it (ERR_BUSY, *holder says which, 0 unknown), or no lock can be made
 * (other codes; then the draft may be used without). */
bool lock_take(struct lock *lock, const char *id, pid_t *holder, struct err *err);
void lock_release(struct lock *lock);
/* Has any process the draft open? */
bool lock_is_held(const char *id);

#endif
