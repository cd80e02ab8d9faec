/*
 * What the system knows of a terminal by its name, without opening it.
 */
#ifndef TONFALL_UI_TERMINFO_H
#define TONFALL_UI_TERMINFO_H

#include <stdbool.h>

/* TERM is foreign: a name, never a path, and short. */
bool terminfo_name_is_sane(const char *name);
/* The colours of the terminals of this name (0: two), -1 when it is not known here or cannot place
 * the caret. Not while a terminal is open. */
int terminfo_colours(const char *name);

#endif
