#include "desk/command.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/desk.h"

static void run_quit(struct desk *desk, int value)
{
	(void)value;
	desk_quit(desk);
}

static void run_rewrite(struct desk *desk, int value)
{
	(void)value;
	rewriting_start(desk);
}

static void run_panel(struct desk *desk, int value)
{
	(void)value;
	desk->shows_panel = !desk->shows_panel;
}

static void run_palette(struct desk *desk, int value)
{
	(void)value;
	command_palette(desk);
}

static const struct command commands_desk[] = {
	{ "quit", N_("Quit"), "C-q", N_("Ends; asks once when something is not saved."), NULL,
	  run_quit, 0 },
	{ "rewrite", N_("Rewrite"), "C-r",
	  N_("Asks a language model for a proposal; shows first what will be sent."),
	  review_why_not_own, run_rewrite, 0 },
	{ "panel", N_("Coach panel"), "F2 M-c", N_("Shows or hides the coach."), NULL, run_panel,
	  0 },
	{ "palette", N_("All commands"), "C-p", N_("Lists every command with its key."), NULL,
	  run_palette, 0 },
	{ 0 },
};

static const struct command *const tables[] = { commands_file, commands_desk,	commands_edit,
						commands_find, commands_line,	commands_mode,
						commands_hint, commands_club,	commands_learn,
						commands_word, commands_rewrite };

const struct command *command_at(int index)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		for (const struct command *command = tables[i]; command->id; command++)
			if (index-- == 0)
				return command;
	return NULL;
}

const struct command *command_find(const char *id)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		for (const struct command *command = tables[i]; command->id; command++)
			if (strcmp(command->id, id) == 0)
				return command;
	return NULL;
}

void command_run(struct desk *desk, const struct command *command)
{
	const char *reason = command->why_not ? command->why_not(desk) : NULL;
	struct str words = { 0 };
	if (reason)
		desk_say(desk, _("%s: %s"), _(command->title),
			 keymap_in_words(&desk->keymap, reason, &words));
	else
		command->run(desk, command->value);
	str_release(&words);
}

static void choose_command(struct desk *desk, int value, const char *text)
{
	(void)text;
	command_run(desk, command_at(value));
}

void command_palette(struct desk *desk)
{
	overlay_list(&desk->overlay, _("All commands"), _("Type to search · Enter do it · Esc"),
		     true, choose_command);
	const struct command *command;
	struct str words = { 0 };
	for (int i = 0; (command = command_at(i)); i++) {
		if (!*command->title)
			continue;
		const char *reason = command->why_not ? command->why_not(desk) : NULL;
		overlay_item(&desk->overlay, _(command->title),
			     reason ? keymap_in_words(&desk->keymap, reason, &words)
				    : keymap_names(&desk->keymap, command),
			     i, reason != NULL);
		overlay_also(&desk->overlay, command->id);
		overlay_about(&desk->overlay, _(command->help));
	}
	str_release(&words);
}

void command_help(struct desk *desk)
{
	struct str page = { 0 };
	(void)str_format(&page, "%s\n",
			 _("Write; the coach reads along. Nothing it says changes "
			   "your text.\n"));
	(void)str_format(&page, "# %s\n", _("Keys"));
	const struct command *command;
	for (int i = 0; (command = command_at(i)); i++)
		if (*command->title)
			(void)str_format(&page, "%s\t%s. %s\n",
					 keymap_names(&desk->keymap, command), _(command->title),
					 _(command->help));
	(void)str_format(&page, "\n# %s\n%s\n", _("Moving"),
			 _("Arrows, with Ctrl by words, with Shift to select; Home, End, Page Up, "
			   "Page Down; the mouse and its wheel."));
	overlay_page(&desk->overlay, _("Help"), &page, _("Esc close"), NULL);
}
