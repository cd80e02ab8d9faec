/*
 * What lies on a member's own machine until a hub has answered, or as it answered last: files of
 * the state folder's club/, each for one club, which is its first line. For another club there is
 * nothing.
 */
#ifndef TONFALL_CLUB_KEPT_H
#define TONFALL_CLUB_KEPT_H

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

/* The path of club/NAME; of the folder itself for "". */
const char *kept_path(const char *name, struct str *out);
/* Atomically; `place` is the club, without a line feed. */
bool kept_save(const char *name, const char *place, struct span words, struct err *err);
/* What was saved for this club, at most `limit` bytes with the club; false when there is none. */
bool kept_find(const char *name, const char *place, size_t limit, struct str *words);
/* A file that stays, because it cannot be removed, is asked about once more. */
void kept_remove(const char *name);

#endif
