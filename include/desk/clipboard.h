/*
 * Copies: kept here, and sent to the terminal's clipboard with OSC 52, which works over SSH too.
 * Nothing confirms that it arrived, so it is only ever said to be sent. The terminal's clipboard is
 * never asked for: what it holds is not ours to read.
 */
#ifndef TONFALL_DESK_CLIPBOARD_H
#define TONFALL_DESK_CLIPBOARD_H

#include <stdbool.h>

#include "base/span.h"
#include "base/str.h"

struct desk;
struct key;

enum { CLIPBOARD_CEILING = 100000 }; /* bytes that are sent; terminals take no more */

/* What stands between us and the terminal, by the environment. */
enum clipboard_way { CLIPBOARD_DIRECT, CLIPBOARD_TMUX, CLIPBOARD_SCREEN };
enum clipboard_way clipboard_way(void);
/* Adds what to send. */
void clipboard_sequence(struct str *out, struct span text, enum clipboard_way way);

/* Keeps and sends. `what` is a sentence for when it was sent. */
void clipboard_copy(struct desk *desk, struct span text, const char *what);

/* The text as it is pasted into a platform: LF line ends, no spaces at line ends, one blank line
 * between paragraphs, none around the text, no byte order mark, no invalid bytes. */
void clipboard_post(struct str *out, struct span text);

/* The finished text on the bare screen, to be selected with the terminal's own mouse; any key comes
 * back. */
void clipboard_show_plain(struct desk *desk);
void clipboard_hide_plain(struct desk *desk);
/* True when the key was the one that comes back. */
bool clipboard_press(struct desk *desk, const struct key *key);

#endif
