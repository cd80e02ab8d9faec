/*
 * Every saved version of a draft, and every text that a person put aside, in PATH_STATE
 * snapshots/ID: plain text files named by their time. At most SNAPSHOTS_MOST of a draft and
 * SNAPSHOTS_BYTES in all of it; the oldest go first.
 */
#ifndef TONFALL_DESK_SNAPSHOTS_H
#define TONFALL_DESK_SNAPSHOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arr.h"
#include "base/err.h"
#include "base/span.h"

struct desk;

enum { SNAPSHOTS_MOST = 50, SNAPSHOTS_BYTES = 20 << 20 };

struct snapshot {
	char *path;
	int64_t time; /* seconds since 1970 */
	int64_t bytes;
};

struct snapshots ARR(struct snapshot);

/* Newest first. */
void snapshots_list(const char *id, struct snapshots *list);
void snapshots_release(struct snapshots *list);
/* Keeps a version; one that equals the newest is not kept twice. */
bool snapshots_keep(const char *id, struct span text, struct err *err);

/* The draft has another id. */
void snapshots_move(const char *from, const char *to);

/* The list on the screen: look at what changed since, bring a version back (one undo step). */
void snapshots_show(struct desk *desk);

#endif
