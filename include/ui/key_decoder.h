/*
 * Bytes from the terminal to keys (the sequences: ui/key_sequence.h); bracketed paste, SGR mouse,
 * focus; what the terminal answers to questions never becomes text. Bytes in any pieces give the
 * same keys, but for text: two dozen bytes of it that come at once are a paste.
 */
#ifndef TONFALL_UI_KEY_DECODER_H
#define TONFALL_UI_KEY_DECODER_H

#include <stdbool.h>

#include "ui/key.h"

enum { KEY_PASTE_CEILING = 16 << 20, KEY_ESCAPE_MS = 25 };

struct key_decoder;

struct key_decoder *key_decoder_new(void);
void key_decoder_free(struct key_decoder *decoder);
/* Adds bytes that were read. */
void key_decoder_feed(struct key_decoder *decoder, struct span bytes);
/* Takes the next event; false when the bytes so far make no more. */
bool key_decoder_next(struct key_decoder *decoder, struct key *key);
/* A lone ESC (or the start of a sequence) waits: when nothing came for KEY_ESCAPE_MS, call this,
 * then key_decoder_next again. */
bool key_decoder_waits(const struct key_decoder *decoder);
void key_decoder_timeout(struct key_decoder *decoder);

#endif
