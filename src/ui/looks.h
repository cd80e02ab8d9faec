/*
 * How cells look on a terminal: the theme in as many colours as there are, and the bytes that go
 * from one look to another.
 */
#ifndef TONFALL_UI_LOOKS_H
#define TONFALL_UI_LOOKS_H

#include <stdbool.h>

#include "base/str.h"
#include "ui/canvas.h"
#include "ui/terminfo.h"
#include "ui/theme.h"

struct looks {
	const struct terminfo *info;
	struct str *out;
	struct theme theme;
	int colours; /* 1 << 24: any */
	int now;     /* the look that the terminal draws with; -1: not known */
};

/* A role and attributes. */
static inline int look_of(const struct cell *cell)
{
	return cell->role << 8 | cell->attributes;
}

/* `info` and `out` outlive it. */
void looks_init(struct looks *looks, const struct terminfo *info, struct str *out);
/* Without its colours where there are few, or where NO_COLOR is set. */
void looks_set_theme(struct looks *looks, const struct theme *theme);
/* What is written from here on looks so. */
void looks_set(struct looks *looks, int look);
/* Does the terminal draw with its own colours and no attributes? */
bool looks_plain(const struct looks *looks);
/* Nothing to see in the cell but the ground: which role it has does not matter. */
bool looks_bare(const struct looks *looks, const struct cell *cell);

#endif
