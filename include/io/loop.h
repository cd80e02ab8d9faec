/*
 * One loop: descriptors, timers, signals (by signalfd), and a step before it sleeps, in which the
 * screen is drawn. No threads in here; io/worker brings answers in through a descriptor.
 */
#ifndef TONFALL_IO_LOOP_H
#define TONFALL_IO_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum { LOOP_READ = 1, LOOP_WRITE = 2, LOOP_HANGUP = 4 };

struct loop;

/* events: those of LOOP_* that hold. */
typedef void loop_fd_function(void *context, int fd, int events);
typedef void loop_function(void *context);
typedef void loop_signal_function(void *context, int number);

struct loop *loop_new(struct err *err);
void loop_free(struct loop *loop);

/* Watches fd for LOOP_READ and/or LOOP_WRITE (hang-ups always); replaces an earlier watch of it. */
void loop_watch(struct loop *loop, int fd, int events, loop_fd_function *function, void *context);
void loop_unwatch(struct loop *loop, int fd);

/* Calls once, after at least `ms`. Returns an id > 0. Callbacks may add and cancel freely. */
int loop_timer(struct loop *loop, int64_t ms, loop_function *function, void *context);
/* Ids of timers that have run or never were are ignored. */
void loop_cancel(struct loop *loop, int id);

/* The signal is blocked for the process and comes as an event. Call before threads start. */
bool loop_signal(struct loop *loop, int number, loop_signal_function *function, void *context,
		 struct err *err);

/* Called once a turn, after all events and before sleeping. One function; NULL takes it away. */
void loop_before_sleep(struct loop *loop, loop_function *function, void *context);

/* One turn: waits at most `ms` (-1: until something happens), then calls what is due. False after
 * loop_stop. */
bool loop_turn(struct loop *loop, int64_t ms);
/* Turns until loop_stop. */
void loop_run(struct loop *loop);
void loop_stop(struct loop *loop);

#endif
