/*
 * One thread and two queues: jobs go in, finished jobs come back on the loop. What takes longer
 * than a key may wait runs here: dictionaries, suggestions, whole analyses, reading rule packs.
 */
#ifndef TONFALL_IO_WORKER_H
#define TONFALL_IO_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "io/loop.h"

struct worker;

/* A job is embedded in the caller's struct; it must live until `done` was called. */
struct job {
	void (*run)(struct job *job);  /* on the worker's thread */
	void (*done)(struct job *job); /* on the loop's thread; may free the job */
	struct job *next;	       /* the worker's */
};

struct worker *worker_new(struct loop *loop, struct err *err);
/* Waits for the job that runs, then calls `done` of all that were posted (those that did not run
 * have job->run set to NULL), then ends the thread. */
void worker_free(struct worker *worker);

enum worker_place { WORKER_LAST, WORKER_NEXT };
/* WORKER_NEXT puts it before all waiting jobs. */
void worker_post(struct worker *worker, struct job *job, enum worker_place place);
/* Jobs posted and not yet done. */
size_t worker_pending(const struct worker *worker);

#endif
