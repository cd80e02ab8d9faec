/*
 * Pieces of work done at once by this process and copies of it. What is given for a piece is bytes;
 * they arrive in the order of the pieces, as if one process had done them. What was loaded before
 * is shared (copy on write), so pointers to it may travel within the bytes. A copy that is ahead
 * waits until its bytes are taken.
 */
#ifndef TONFALL_IO_CREW_H
#define TONFALL_IO_CREW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct crew {
	void (*work)(void *context, size_t piece,
		     struct str *given); /* here or in a copy; adds to *given */
	void (*take)(void *context, size_t piece, struct span given); /* in this process */
	void *context;
};

/* Processors that this process may run on. */
size_t crew_processors(void);
/* Pieces [0, pieces) by that many hands. False when one of them ended early; the pieces before were
 * taken. Where no copy can be made this process works alone. Nothing of stdio may be unwritten. */
bool crew_run(const struct crew *crew, size_t pieces, size_t hands, struct err *err);

#endif
