/*
 * The terminal: shows a canvas, reads bytes, tells its size. One real one (ui/term_tty.c) and one
 * in memory for tests (ui/term_fake.c).
 */
#ifndef TONFALL_UI_TERM_H
#define TONFALL_UI_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"
#include "ui/canvas.h"
#include "ui/theme.h"

struct term;

struct term_ops {
	void (*free)(struct term *term);
	/* Sends what differs from the canvas shown last, as far as the terminal takes it. */
	void (*show)(struct term *term, const struct canvas *canvas);
	/* Asks the system for the size; true when it is another than before. */
	bool (*size)(struct term *term, int *columns, int *rows);
	/* Gives the terminal back (to stop, to end) and takes it again. */
	void (*suspend)(struct term *term);
	void (*resume)(struct term *term);
	/* Everything is sent again by the next show. */
	void (*repaint)(struct term *term);
	void (*set_theme)(struct term *term, const struct theme *theme);
	/* Our own sequences (OSC 52, window title), already safe. */
	void (*send)(struct term *term, struct span bytes);
	/* Sends what the terminal has not taken yet, without waiting for it; true when nothing is
	 * left. Before that nothing is to be shown. */
	bool (*drain)(struct term *term);
};

struct term {
	const struct term_ops *ops;
	int input;	  /* fd to read keys from */
	int output;	  /* fd that can be written to when there is something left to drain */
	bool utf8;	  /* can show more than ASCII */
	char notice[160]; /* something the person should know (an unknown TERM), or "" */
};

/* Opens the terminal on standard input and output: alternate screen, bracketed paste, mouse.
 * ERR_USAGE when these are no terminal. An unknown TERM falls back to xterm-256color and says so in
 * `notice`. First the size and theme are asked for, then the first show() sends everything. */
struct term *term_tty_new(const struct theme *theme, struct err *err);

/* Restores the terminal from a signal handler: only write(2), and a terminal that reads nothing is
 * not waited for. */
void term_emergency_restore(void);

/* A terminal in memory of a fixed size. */
struct term *term_fake_new(int columns, int rows);
void term_fake_resize(struct term *term, int columns, int rows);
/* The text of a row as shown last, without trailing spaces, into `out`. */
const char *term_fake_row(struct term *term, int row, struct str *out);
const struct cell *term_fake_cell(struct term *term, int row, int column);

static inline void term_free(struct term *term)
{
	if (term)
		term->ops->free(term);
}

#endif
