/*
 * One piece of work beside what this thread does meanwhile, by a second one: what is loaded at the
 * start is loaded at once. The two may share nothing that either writes to.
 */
#ifndef TONFALL_IO_BESIDE_H
#define TONFALL_IO_BESIDE_H

#include <pthread.h>
#include <stdbool.h>

struct beside {
	pthread_t thread;
	bool is_running;
};

/* Where no thread can be made the work is done before this returns. */
void beside_start(struct beside *beside, void *(*work)(void *context), void *context);
/* Waits until it is done. Fine on a zeroed struct. */
void beside_end(struct beside *beside);

#endif
