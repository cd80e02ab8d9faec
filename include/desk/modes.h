/*
 * Ways of writing. Focus: the text and nothing else. Typewriter: the caret stays in the middle.
 * Free writing, for those who cannot begin: for ten minutes nothing is deleted and no hint speaks.
 */
#ifndef TONFALL_DESK_MODES_H
#define TONFALL_DESK_MODES_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/canvas.h"

struct desk;

enum { FREE_MINUTES = 10 };

struct modes {
	bool focus, typewriter;
	int64_t free_until; /* clock_ms; 0: not writing freely */
	int timer;	    /* for the time that is left */
};

/* Nothing but the text is on the screen. */
bool modes_show_text_only(const struct desk *desk);
bool modes_write_freely(const struct desk *desk);
/* Begins; ends when it is on. */
void modes_toggle_free(struct desk *desk);
/* The time that is left, at the end of the row. */
void modes_draw(const struct desk *desk, struct canvas *canvas, int row);

#endif
