#include "desk/command.h"

#include "base/i18n.h"
#include "desk/desk.h"
#include "desk/draft.h"
#include "desk/snapshots.h"

static const char *no_file(const struct desk *desk)
{
	return desk->path && !desk->never_saved ? NULL : _("the draft has no file yet");
}

static const char *no_rename(const struct desk *desk)
{
	if (desk->editor.is_read_only)
		return _("the draft may only be read");
	return no_file(desk);
}

static void run_save(struct desk *desk, int value)
{
	(void)value;
	(void)draft_save(desk); /* it says itself how it went */
}

static void run_save_as(struct desk *desk, int value)
{
	(void)value;
	draft_save_as(desk);
}

static void run_rename(struct desk *desk, int value)
{
	(void)value;
	draft_rename(desk);
}

static void run_drafts(struct desk *desk, int value)
{
	(void)value;
	if (!drafts_show(desk))
		desk_say(desk, _("There is no other draft yet. M-t begins a new one."));
}

static void run_new(struct desk *desk, int value)
{
	(void)value;
	desk_open(desk, NULL, NULL);
}

static void open_typed(struct desk *desk, int value, const char *text)
{
	(void)value;
	struct str path = { 0 };
	draft_expand(text, &path);
	if (path.length)
		desk_open(desk, str_text(&path), NULL);
	str_release(&path);
}

static void run_open(struct desk *desk, int value)
{
	(void)value;
	overlay_input(&desk->overlay, _("Open a file"), "", _("Enter open · Esc back to the text"),
		      open_typed);
}

static void run_versions(struct desk *desk, int value)
{
	(void)value;
	snapshots_show(desk);
}

static void run_compare(struct desk *desk, int value)
{
	(void)value;
	if (outside_is_same(desk))
		desk_say(desk, _("The file holds exactly what you see."));
	else if (desk->outside == OUTSIDE_CHANGED)
		outside_ask(desk);
	else
		outside_compare(desk);
}

const struct command commands_file[] = {
	{ "save", N_("Save"), "C-s", N_("Writes the draft to its file."), NULL, run_save, 0 },
	{ "drafts", N_("Drafts"), "C-o", N_("Lists your drafts and opens another one."), NULL,
	  run_drafts, 0 },
	{ "new", N_("New draft"), "M-t", N_("Begins an empty draft; this one stays."), NULL,
	  run_new, 0 },
	{ "open", N_("Open a file"), "M-e", N_("Opens a file by its name."), NULL, run_open, 0 },
	{ "save-as", N_("Save as"), "M-s", N_("Saves under another name and goes on there."),
	  review_why_not_own, run_save_as, 0 },
	{ "rename", N_("Rename"), "M-m", N_("Gives the file another name."), no_rename, run_rename,
	  0 },
	{ "versions", N_("Earlier versions"), "M-v",
	  N_("Compares with what was saved before, and brings it back."), review_why_not_own,
	  run_versions, 0 },
	{ "compare", N_("Compare with the file"), "M-o",
	  N_("Shows what is not saved, or what another program changed."), no_file, run_compare,
	  0 },
	{ 0 },
};
