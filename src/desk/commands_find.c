#include "desk/command.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "desk/desk.h"

static void run_find(struct desk *desk, int value)
{
	find_open(desk, value != 0);
}

static void go_to_line(struct desk *desk, int value, const char *text)
{
	(void)value;
	char *end;
	const struct buffer *buffer = desk->editor.buffer;
	unsigned long line = strtoul(text, &end, 10);
	if (end == text || *end || line == 0) {
		desk_say(desk, _("A line has a number, from 1 on."));
		return;
	}
	size_t at = 0;
	unsigned long reached = 1;
	for (size_t next; reached < line; reached++, at = next + 1)
		if ((next = buffer_line_end(buffer, at)) == buffer_length(buffer))
			break;
	editor_go(&desk->editor, at, false);
	if (reached < line)
		desk_say(desk, _("The text has %lu lines; this is the last."), reached);
}

static void run_go_line(struct desk *desk, int value)
{
	(void)value;
	overlay_input(&desk->overlay, _("Go to line"), "", _("Enter go there · Esc back"),
		      go_to_line);
}

const struct command commands_find[] = {
	{ "find", N_("Find"), "C-f", N_("Finds as you type; Esc goes back to where you were."),
	  NULL, run_find, 0 },
	{ "replace", N_("Find and replace"), "M-r", N_("Replaces one place, or all in one step."),
	  NULL, run_find, 1 },
	{ "go-line", N_("Go to line"), "M-g", N_("A line is what ends with Enter."), NULL,
	  run_go_line, 0 },
	{ 0 },
};
