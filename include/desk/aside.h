/*
 * The author's list of hints put aside, kept in step with its file: each change reads the list as
 * another desk may have left it, changes it and saves it. A list with a mistake is not written
 * over, since a save would lose what stands there.
 */
#ifndef TONFALL_DESK_ASIDE_H
#define TONFALL_DESK_ASIDE_H

#include "rule/silence.h"

/* Replaces what the list holds; false when the file has a mistake. */
bool aside_read(struct silences *silences, struct err *err);
/* On failure list and file stay as they were. */
bool aside_add(struct silences *silences, const struct finding *finding,
	       const struct analysis *analysis, bool for_good, struct span reason, struct err *err);
bool aside_call_back(struct silences *silences, size_t index, struct err *err);

#endif
