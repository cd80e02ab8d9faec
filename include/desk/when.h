/* A time as a person says it: "just now", "5 min ago", "today 14:02", "3 Nov 2026". */
#ifndef TONFALL_DESK_WHEN_H
#define TONFALL_DESK_WHEN_H

#include <stdint.h>

#include "base/str.h"

/* `wall`: seconds since 1970, seen from clock_wall(). */
void when_add(struct str *out, int64_t wall);
/* "2026-11-03" as "3 Nov 2026"; what is no such day as it is. */
void when_add_day(struct str *out, const char *day);

#endif
