/*
 * Is a club well? Looks at its file, its folder, its backup's worth (every page, every reference)
 * and its audit; changes nothing, brings nothing up to date.
 */
#ifndef TONFALL_CLUB_CARE_H
#define TONFALL_CLUB_CARE_H

#include <stdbool.h>

/* One line: what was looked at, and what was found, with what to do when it is not well. */
typedef void care_found(void *context, bool is_well, const char *what, const char *found);

void care_look(const char *club_path, care_found *found, void *context);

#endif
