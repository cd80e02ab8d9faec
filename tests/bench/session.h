/*
 * A program in a pseudo-terminal, watched from the outside: when its bytes come, how many, and what
 * the kernel says it used. One session at a time; the terminal answers device attributes.
 */
#ifndef TONFALL_BENCH_SESSION_H
#define TONFALL_BENCH_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { SESSION_COLUMNS = 120, SESSION_ROWS = 40 };

struct session {
	int fd;
	pid_t pid;
	size_t bytes; /* read by the last session_start or session_press */
};

/* Milliseconds of the monotonic clock. */
double session_now(void);
/* Runs `command` ({} is the file; words, no shell); ms from exec until `marker` was sent, below 0
 * when it never was. The session is open in any case. */
double session_start(struct session *session, const char *command, const char *file,
		     const char *marker);
/* Reads until `marker` comes; false when it has not for `patience` ms. */
bool session_wait(struct session *session, const char *marker, int patience);
/* Sends a few keys and reads nothing. */
void session_send(struct session *session, const char *keys);
/* Sends keys and reads until `quiet` ms of silence. ms from the first byte sent to the last byte
 * that came back; 0 when none came for `patience` ms. */
double session_press(struct session *session, const char *keys, size_t length, int quiet,
		     int patience);
/* ms of CPU of all threads, ended ones left out, from the scheduler's own account. */
double session_cpu(const struct session *session);
/* Peak resident memory, kB. */
double session_memory(const struct session *session);
void session_end(struct session *session);

#endif
