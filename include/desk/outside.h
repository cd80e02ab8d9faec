/*
 * The draft's file while it is open: another program may change it or take it away. That is looked
 * for when the window gets the focus, every few seconds and before each save; it is said, and
 * nothing is overwritten unasked.
 */
#ifndef TONFALL_DESK_OUTSIDE_H
#define TONFALL_DESK_OUTSIDE_H

#include <stdbool.h>

struct desk;

enum outside { OUTSIDE_SAME, OUTSIDE_CHANGED, OUTSIDE_GONE };

enum { OUTSIDE_MS = 3000 };

/* Looks now, and says it once when it has changed. */
void outside_look(struct desk *desk);
/* Looks again and again. */
void outside_watch(struct desk *desk);
/* Does the file hold what is on the desk, whatever its times say? */
bool outside_is_same(struct desk *desk);
/* Save mine, take theirs, compare. */
void outside_ask(struct desk *desk);
/* Only shows what is different. */
void outside_compare(struct desk *desk);

#endif
