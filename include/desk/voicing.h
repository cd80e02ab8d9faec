/*
 * The desk's side of the voice: loads the author's profile on the worker and measures the draft
 * there after each report of the coach. Nothing in here waits. Once loaded a profile is only read,
 * so both threads may.
 */
#ifndef TONFALL_DESK_VOICING_H
#define TONFALL_DESK_VOICING_H

#include <stdbool.h>

#include "base/span.h"
#include "io/worker.h"
#include "lang/language.h"
#include "voice/drift.h"

struct voicing;

/* `changed` is called on the loop when there is something new to draw. */
struct voicing *voicing_new(struct worker *worker, void (*changed)(void *context), void *context);
/* After worker_free. */
void voicing_free(struct voicing *voicing);

/* Measures the text unless it is the one measured last; of several at a time only the last. */
void voicing_read(struct voicing *voicing, enum language language, struct span text);
/* Of the last text measured, NULL before; and the profile of its language, NULL without one. */
const struct drift *voicing_drift(const struct voicing *voicing);
const struct profile *voicing_profile(const struct voicing *voicing);
/* Is what the rule is about a habit of the author, so that it need not be pointed out? */
bool voicing_is_habit(const struct voicing *voicing, const char *rule);

#endif
