/*
 * The real program in a pseudo-terminal, its screen read through libvterm. The waiting functions
 * end the test, with the screen as it is, when what they wait for does not come. They wait
 * $TONFALL_PATIENCE times as long for a program that something else watches and slows down.
 */
#ifndef TONFALL_TESTS_TERMINAL_H
#define TONFALL_TESTS_TERMINAL_H

#include <vterm.h>

#include "home.h"

enum { TERMINAL_ROWS = 30, TERMINAL_COLUMNS = 110 };

struct terminal;

/* Starts `tonfall argument` (NULL: without one) in a window of this size. */
struct terminal *terminal_new(const struct home *home, int rows, int columns, const char *argument);
/* The same for another command, such as an ssh that leads to the program. */
struct terminal *terminal_start(const struct home *home, int rows, int columns,
				const char *const *argv);
/* Kills the program where it still runs. */
void terminal_free(struct terminal *terminal);

void terminal_press(struct terminal *terminal, const char *keys);
void terminal_resize(struct terminal *terminal, int rows, int columns);
/* Closes the terminal's side, as a connection that breaks; waits for the end. */
void terminal_hang_up(struct terminal *terminal);
/* Takes what the program shows for `ms`. */
void terminal_drain(struct terminal *terminal, int ms);
void terminal_signal(struct terminal *terminal, int number);
/* Stops the program and lets it go on; in between a shell had the terminal: its lines are echoed,
 * the ordinary screen is shown. */
void terminal_stop_and_go(struct terminal *terminal);

bool terminal_shows(struct terminal *terminal, const char *text);
void terminal_wait(struct terminal *terminal, const char *text);
void terminal_wait_gone(struct terminal *terminal, const char *text);
/* Until the first cell of `text` is underlined at one of its places (or at none). */
void terminal_wait_underlined(struct terminal *terminal, const char *text, bool underlined);
/* Waits for the end with this exit status (0, 1 or 2). What it said last is on the screen. */
void terminal_wait_end(struct terminal *terminal, int expected);
/* The same for an end by this signal. */
void terminal_wait_killed(struct terminal *terminal, int number);

/* For programs that may end at any time: does it show the text within `ms`, before it ends? */
bool terminal_comes(struct terminal *terminal, const char *text, int ms);
/* Does it end within `ms` although nothing reads what it shows? */
bool terminal_ends_unread(struct terminal *terminal, int ms, int *status);
/* Does it end within `ms`? *status as from waitpid. Then nothing can be pressed any more. */
bool terminal_ends(struct terminal *terminal, int ms, int *status);

/* `ms` times $TONFALL_PATIENCE. */
int terminal_patience(int ms);

/* The screen as text, a line for each row. */
void terminal_text(struct terminal *terminal, struct str *out);
/* The screen itself, and its size. */
VTermScreen *terminal_screen(struct terminal *terminal, int *rows, int *columns);

#endif
