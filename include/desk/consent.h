/*
 * Which drafts must never be sent to a model, whatever is pressed: their paths, one a line, in
 * PATH_STATE never-send.txt, so that the mark outlives the session and the file stays the author's.
 */
#ifndef TONFALL_DESK_CONSENT_H
#define TONFALL_DESK_CONSENT_H

#include <stdbool.h>

#include "base/err.h"

/* `path` as the person opened it; a file that cannot be read says no to nothing. */
bool consent_is_barred(const char *path);
/* Sets or takes away the mark. */
bool consent_bar(const char *path, bool barred, struct err *err);

#endif
