/*
 * Roles: what a piece of the screen means. A theme (ui/theme.h) says how a role looks; code that
 * draws never names a colour. Meaning never rests on colour alone.
 */
#ifndef TONFALL_UI_STYLE_H
#define TONFALL_UI_STYLE_H

#include <stdint.h>

enum role {
	ROLE_TEXT,	 /* the author's words */
	ROLE_PLAIN,	 /* the program's words */
	ROLE_DIM,	 /* less important */
	ROLE_TITLE,	 /* headings, the title line */
	ROLE_STATUS,	 /* status and key line */
	ROLE_KEY,	 /* a key's name in the key line */
	ROLE_ACCENT,	 /* what is chosen, buttons */
	ROLE_GOOD,	 /* ✓ */
	ROLE_NOTE,	 /* ○ */
	ROLE_HINT,	 /* ● */
	ROLE_WARN,	 /* ▲ */
	ROLE_BLOCK,	 /* ✗ */
	ROLE_MISSPELLED, /* in the text: underlined */
	ROLE_NAME,	 /* in the text: perhaps a name, marked softly */
	ROLE_FOUND,	 /* in the text: the place a hint speaks of */
	ROLE_SELECTED,
	ROLE_INVISIBLE, /* escaped characters, no-break spaces, sequence marks */
	ROLE_FOLD,	/* the fold's zone */
	ROLE_BORDER,	/* lines between panes */
	ROLE_INSERTED,	/* in a proposal */
	ROLE_REMOVED,	/* in a proposal */
	ROLE_ERROR,	/* a message that something failed */
	ROLE_COUNT,
};

/* Names as in theme files: "text", "plain", … */
extern const char *const role_names[ROLE_COUNT + 1];

enum attribute {
	ATTRIBUTE_BOLD = 1,
	ATTRIBUTE_DIM = 2,
	ATTRIBUTE_ITALIC = 4,
	ATTRIBUTE_UNDERLINE = 8,
	ATTRIBUTE_REVERSE = 16,
};

/* How a role looks. Colours are 0xRRGGBB, or COLOUR_ANSI + 0 … 15, or COLOUR_DEFAULT. */
enum { COLOUR_DEFAULT = -1, COLOUR_ANSI = 0x1000000 };

struct style {
	int32_t foreground, background;
	unsigned attributes;
};

#endif
