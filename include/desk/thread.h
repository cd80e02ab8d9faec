/*
 * The open thread of comments: an answer, settling it, taking the words that it proposes.
 */
#ifndef TONFALL_DESK_THREAD_H
#define TONFALL_DESK_THREAD_H

#include <stdbool.h>

struct desk;
struct key;

/* A key in an open thread, or while somebody else's text is read; false when it is none of its. */
bool thread_press(struct desk *desk, const struct key *key);

#endif
