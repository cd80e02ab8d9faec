/*
 * The coach's side of the club: who waits, the longest first; a text opened to be read, with the
 * same hints beside it as its author has; comments on the selection or on the whole, which the hub
 * keeps unsent until they are sent together; "ready" for exactly the version that was read.
 */
#ifndef TONFALL_DESK_INBOX_H
#define TONFALL_DESK_INBOX_H

#include <stdbool.h>

struct desk;
struct key;

/* Asks for the list and shows it. */
void inbox_show(struct desk *desk);
/* A key while somebody else's text is read; false when it is none of its. */
bool inbox_press(struct desk *desk, const struct key *key);

#endif
