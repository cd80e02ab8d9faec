#include "ui/terminfo.h"

#include <ctype.h>
#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

/* term.h has a macro for each capability; these two are our words as well. */
#undef columns
#undef lines

enum { NAME_MOST = 32 };

static const char *const names[CAPABILITIES] = {
	[CAN_PLACE] = "cup",	    [CAN_PLACE_COLUMN] = "hpa", [CAN_CLEAR] = "clear",
	[CAN_CLEAR_TO_END] = "el",  [CAN_ENTER] = "smcup",	[CAN_LEAVE] = "rmcup",
	[CAN_HIDE_CARET] = "civis", [CAN_SHOW_CARET] = "cnorm", [CAN_PLAIN] = "sgr0",
	[CAN_FOREGROUND] = "setaf", [CAN_BACKGROUND] = "setab", [CAN_BOLD] = "bold",
	[CAN_DIM] = "dim",	    [CAN_ITALIC] = "sitm",	[CAN_UNDERLINE] = "smul",
	[CAN_REVERSE] = "rev",	    [CAN_ERASE] = "ech",
};

bool terminfo_name_is_sane(const char *name)
{
	size_t length = strlen(name);
	if (length == 0 || length > NAME_MOST || !isalnum((unsigned char)*name))
		return false;
	return strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+._-") ==
	       length;
}

bool terminfo_open(struct terminfo *info, const char *name)
{
	int found;
	if (!terminfo_name_is_sane(name) || setupterm(name, STDOUT_FILENO, &found) != OK)
		return false;
	for (int i = 0; i < CAPABILITIES; i++) {
		const char *text = tigetstr(names[i]);
		/* -1: no string has that name. */
		info->can[i] = text && text != (const char *)-1 ? text : "";
	}
	info->colours = tigetnum("colors");
	info->columns = tigetnum("cols");
	info->rows = tigetnum("lines");
	if (*info->can[CAN_PLACE] && *info->can[CAN_CLEAR])
		return true;
	terminfo_close(info);
	return false;
}

void terminfo_close(struct terminfo *info)
{
	/* Fails only when there is none. */
	(void)del_curterm(cur_term);
	*info = (struct terminfo){ .colours = 0 };
}

void terminfo_add(const struct terminfo *info, struct str *out, enum capability capability,
		  int first, int second)
{
	const char *text = info->can[capability];
	if (strchr(text, '%'))
		text = tiparm(text, first, second);
	while (text && *text) {
		size_t length = strcspn(text, "$");
		(void)str_add(out, (struct span){ text, length });
		text += length;
		const char *end = text[0] && text[1] == '<' ? strchr(text, '>') : NULL;
		if (end)
			text = end + 1;
		else if (*text)
			(void)str_add_byte(out, *text++);
	}
}
