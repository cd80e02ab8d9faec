#include "ui/terminfo.h"

#include <ctype.h>
#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

enum { NAME_MOST = 32 };

bool terminfo_name_is_sane(const char *name)
{
	size_t length = strlen(name);
	if (length == 0 || length > NAME_MOST || !isalnum((unsigned char)*name))
		return false;
	return strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+._-") ==
	       length;
}

int terminfo_colours(const char *name)
{
	int found;
	if (!terminfo_name_is_sane(name) || setupterm(name, STDOUT_FILENO, &found) != OK)
		return -1;
	const char *place = tigetstr("cup");
	int colours = tigetnum("colors");
	(void)del_curterm(cur_term); /* there is one: it was made above */
	if (!place || place == (const char *)-1)
		return -1;
	return colours > 0 ? colours : 0;
}
