/*
 * The bytes of one key: a character, a control, or a sequence of xterm, tmux, screen, linux, rxvt,
 * PuTTY, kitty or foot, from tables.
 */
#ifndef TONFALL_UI_KEY_SEQUENCE_H
#define TONFALL_UI_KEY_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/key.h"

/* Reads the key at the start of `text` (not empty); returns its bytes, 0 when they are not all
 * there yet. KEY_PASTE: the mark that a paste begins. `timed_out`: no more will come, so a
 * beginning is the key itself. */
size_t key_sequence_read(struct span text, bool timed_out, struct key *key);

#endif
