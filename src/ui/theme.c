#include "ui/theme.h"

#include <string.h>

#define PLAIN(a)                                  \
	{                                         \
		COLOUR_DEFAULT, COLOUR_DEFAULT, a \
	}
#define ANSI(c, a)                                   \
	{                                            \
		COLOUR_ANSI + (c), COLOUR_DEFAULT, a \
	}

void theme_default(struct theme *theme)
{
	static const struct style styles[ROLE_COUNT] = {
		[ROLE_TEXT] = PLAIN(0),
		[ROLE_PLAIN] = PLAIN(0),
		[ROLE_DIM] = ANSI(8, 0),
		[ROLE_TITLE] = PLAIN(ATTRIBUTE_BOLD),
		[ROLE_STATUS] = PLAIN(ATTRIBUTE_REVERSE),
		[ROLE_KEY] = PLAIN(ATTRIBUTE_BOLD),
		[ROLE_ACCENT] = ANSI(6, 0),
		[ROLE_GOOD] = ANSI(2, 0),
		[ROLE_NOTE] = ANSI(6, 0),
		[ROLE_HINT] = ANSI(3, ATTRIBUTE_BOLD),
		[ROLE_WARN] = ANSI(3, ATTRIBUTE_BOLD),
		[ROLE_BLOCK] = ANSI(1, ATTRIBUTE_BOLD),
		[ROLE_MISSPELLED] = ANSI(1, ATTRIBUTE_UNDERLINE),
		[ROLE_NAME] = PLAIN(0),
		[ROLE_FOUND] = ANSI(3, ATTRIBUTE_UNDERLINE),
		[ROLE_SELECTED] = PLAIN(ATTRIBUTE_REVERSE),
		[ROLE_INVISIBLE] = ANSI(5, 0),
		[ROLE_FOLD] = ANSI(8, 0),
		[ROLE_BORDER] = ANSI(8, 0),
		[ROLE_INSERTED] = ANSI(2, ATTRIBUTE_UNDERLINE),
		[ROLE_REMOVED] = ANSI(1, 0),
		[ROLE_ERROR] = ANSI(1, ATTRIBUTE_BOLD),
	};
	memcpy(theme->styles, styles, sizeof styles);
}

void theme_strip(struct theme *theme)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		theme->styles[i].foreground = theme->styles[i].background = COLOUR_DEFAULT;
	theme->styles[ROLE_BLOCK].attributes |= ATTRIBUTE_REVERSE;
	theme->styles[ROLE_ERROR].attributes |= ATTRIBUTE_REVERSE;
}
