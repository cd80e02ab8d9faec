#include "desk/command.h"

#include "base/i18n.h"
#include "desk/desk.h"

static void run_focus(struct desk *desk, int value)
{
	(void)value;
	desk->modes.focus = !desk->modes.focus;
	if (desk->modes.focus)
		desk_say(desk, _("Only the text. M-z brings everything back."));
}

static void run_typewriter(struct desk *desk, int value)
{
	(void)value;
	desk->modes.typewriter = !desk->modes.typewriter;
	desk_say(desk, desk->modes.typewriter ? _("The line you write stays in the middle.")
					      : _("The line you write moves again."));
}

static void run_free(struct desk *desk, int value)
{
	(void)value;
	modes_toggle_free(desk);
}

static const char *no_free(const struct desk *desk)
{
	return desk->editor.is_read_only ? _("the draft may only be read") : NULL;
}

const struct command commands_mode[] = {
	{ "focus", N_("Only the text"), "F11 M-z",
	  N_("Hides all but the text, and shows it again."), NULL, run_focus, 0 },
	{ "typewriter", N_("Typewriter"), "M-w", N_("Keeps the line you write in the middle."),
	  NULL, run_typewriter, 0 },
	{ "free-writing", N_("Free writing"), "M-u",
	  N_("Ten minutes without deleting and without hints, for a beginning."), no_free, run_free,
	  0 },
	{ 0 },
};
