/*
 * The draft's file: opened (or new), saved, never overwritten unasked. Your file holds your post
 * and nothing else.
 */
#ifndef TONFALL_DESK_DRAFT_H
#define TONFALL_DESK_DRAFT_H

#include <stdbool.h>

#include "base/err.h"

struct desk;

/* Reads desk->path (NULL or missing: an empty draft) into the editor. */
bool draft_open(struct desk *desk, struct err *err);
/* Saves; asks for a name first when there is none, and before it overwrites what another program
 * wrote. False when it is not saved (yet); the status line says why. */
bool draft_save(struct desk *desk);
/* Keeps unsaved text beside the state files when the program has to end; false when that failed. */
bool draft_rescue(struct desk *desk);

#endif
