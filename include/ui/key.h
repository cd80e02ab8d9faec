/*
 * What the person did: a key, the mouse, a paste; and the names that keys are written with.
 */
#ifndef TONFALL_UI_KEY_H
#define TONFALL_UI_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "base/str.h"

enum key_code {
	KEY_NOTHING,
	KEY_CHARACTER, /* .point, without KEY_CTRL or KEY_ALT: text */
	KEY_ENTER,
	KEY_TAB,
	KEY_BACKSPACE,
	KEY_ESCAPE,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_HOME,
	KEY_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_INSERT,
	KEY_DELETE,
	KEY_F1, /* … */
	KEY_F12 = KEY_F1 + 11,
	KEY_PASTE, /* .text: a whole bracketed paste, or (.is_plain) a piece of one without brackets
		    */
	KEY_PRESS, /* mouse: .row .column .button */
	KEY_DRAG,
	KEY_RELEASE,
	KEY_WHEEL_UP,
	KEY_WHEEL_DOWN,
	KEY_FOCUS_IN,
	KEY_FOCUS_OUT,
	KEY_REPLY,   /* an answer of the terminal; .text is its bytes */
	KEY_UNKNOWN, /* a sequence that is in no table; .text is its bytes */
};

enum key_modifier { KEY_SHIFT = 1, KEY_ALT = 2, KEY_CTRL = 4 };

struct key {
	enum key_code code;
	uint32_t point;	    /* KEY_CHARACTER; with KEY_CTRL or KEY_ALT the lower-case letter */
	unsigned modifiers; /* enum key_modifier */
	int row, column;    /* mouse, from 0 */
	int button;	    /* 1 left, 2 middle, 3 right */
	bool is_plain;	    /* KEY_PASTE known by its speed; more of it may follow at once */
	struct span text;   /* KEY_PASTE, KEY_REPLY, KEY_UNKNOWN: valid until the next call */
};

/* "C-s", "F3", "S-F3", "M-Enter", "S-Left", "C-Home", "Esc", "Space", "a" and back; false when it
 * is no such name. Ctrl with shift: "C-S-Left". */
bool key_parse(const char *name, struct key *key);
void key_name(const struct key *key, struct str *out);
bool key_equal(const struct key *a, const struct key *b);

#endif
