/*
 * What a terminal of some name can do, from the system's terminfo. The strings are without padding,
 * which was for terminals of another age, and "" for what it cannot. One terminal at a time: the
 * library keeps the description.
 */
#ifndef TONFALL_UI_TERMINFO_H
#define TONFALL_UI_TERMINFO_H

#include <stdbool.h>

#include "base/str.h"

enum capability {
	CAN_PLACE,	  /* the cursor: row, column */
	CAN_PLACE_COLUMN, /* in its row */
	CAN_CLEAR,
	CAN_CLEAR_TO_END, /* of the row */
	CAN_ERASE,	  /* so many cells from the cursor on, which stays */
	CAN_ENTER,	  /* the other screen */
	CAN_LEAVE,
	CAN_HIDE_CARET,
	CAN_SHOW_CARET,
	CAN_PLAIN,	/* no colours, no attributes */
	CAN_FOREGROUND, /* colour */
	CAN_BACKGROUND, /* colour */
	CAN_BOLD,
	CAN_DIM,
	CAN_ITALIC,
	CAN_UNDERLINE,
	CAN_REVERSE,
	CAPABILITIES,
};

struct terminfo {
	const char *can[CAPABILITIES];
	int colours, columns, rows; /* 0 or less: it does not say */
};

/* TERM is foreign: a name, never a path, and short. */
bool terminfo_name_is_sane(const char *name);

/* False when the name is not sane, is unknown, or such a terminal cannot place its cursor. */
bool terminfo_open(struct terminfo *info, const char *name);
void terminfo_close(struct terminfo *info);
/* Adds the bytes that do it to `out`; with up to two numbers where it takes some. */
void terminfo_add(const struct terminfo *info, struct str *out, enum capability capability,
		  int first, int second);

#endif
