/*
 * Hands a process's terminal over to another process of the same user, by a Unix socket: standard
 * input, output and errors go along with a few words. Whoever hands over stays and waits: a byte
 * RELAY_RESIZED tells the other that the window has another size, the end of the line that the
 * terminal is gone; a byte back is the exit status.
 */
#ifndef TONFALL_IO_RELAY_H
#define TONFALL_IO_RELAY_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

enum { RELAY_WORDS = 8 << 10, RELAY_RESIZED = 'W', RELAY_FILES = 3, RELAY_TURN_MS = 500 };

/* Makes the socket (mode 0600); one that nobody listens at is replaced. ERR_BUSY when somebody
 * does. -1 with *err when it cannot. */
int relay_listen(const char *path, struct err *err);

struct relay_call {
	int line; /* to who called */
	int files[RELAY_FILES];
	struct str words;
};

/* Waits for a call of a process of this user; others are sent away. False when none came for
 * RELAY_TURN_MS, or it was broken: go on. */
bool relay_accept(int listener, struct relay_call *call);
/* Closes what the call holds. */
void relay_release(struct relay_call *call);

/* Calls; the line, or -1 when nobody is there or takes it (who does writes a byte). */
int relay_call(const char *path, struct span words);
/* Waits for the exit status; tells of the window's size meanwhile. 1 when the other side broke off.
 * Ends the process's own handling of SIGWINCH. */
int relay_wait(int line);

#endif
