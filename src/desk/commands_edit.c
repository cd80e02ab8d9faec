#include "desk/command.h"

#include "base/i18n.h"
#include "desk/clipboard.h"
#include "desk/desk.h"

static const char *no_undo(const struct desk *desk)
{
	if (desk->editor.only_grows)
		return _("not while writing freely");
	return undo_can_undo(desk->editor.undo) ? NULL : _("nothing to take back");
}

static const char *no_redo(const struct desk *desk)
{
	if (desk->editor.only_grows)
		return _("not while writing freely");
	return undo_can_redo(desk->editor.undo) ? NULL : _("nothing to bring back");
}

static const char *no_selection(const struct desk *desk)
{
	return editor_has_selection(&desk->editor) ? NULL : _("nothing is selected");
}

static const char *no_clipboard(const struct desk *desk)
{
	return desk->clipboard.length ? NULL : _("nothing was copied yet");
}

static const char *no_text(const struct desk *desk)
{
	return buffer_length(desk->editor.buffer) ? NULL : _("there is no text yet");
}

static const char *no_own_text(const struct desk *desk)
{
	const char *reason = review_why_not_own(desk);
	return reason ? reason : no_text(desk);
}

static void run_undo(struct desk *desk, int value)
{
	(void)value;
	(void)editor_undo(&desk->editor); /* why_not was asked */
}

static void run_redo(struct desk *desk, int value)
{
	(void)value;
	(void)editor_redo(&desk->editor);
}

static void run_copy(struct desk *desk, int value)
{
	(void)value;
	size_t start, end;
	editor_selection(&desk->editor, &start, &end);
	clipboard_copy(desk, buffer_slice(desk->editor.buffer, start, end),
		       _("Copied; sent to your terminal too."));
}

/* What the platform would not take. */
static void tell_limit(struct desk *desk, struct span post)
{
	const struct platform *platform = coaching_platform(desk->coaching);
	size_t used = platform_measure(platform, post);
	char most[32], counted[32];
	if (platform->limit > 0 && used > (size_t)platform->limit)
		desk_say(desk, _("Copied, but %s takes %s characters and this has %s."),
			 platform->name, i18n_number(platform->limit, most),
			 i18n_number((long)used, counted));
}

static void run_copy_post(struct desk *desk, int value)
{
	(void)value;
	struct str post = { 0 };
	clipboard_post(&post, buffer_text(desk->editor.buffer));
	clipboard_copy(
		desk, str_span(&post),
		_("Sent to your terminal's clipboard. If nothing arrives, M-y shows the text."));
	tell_limit(desk, str_span(&post));
	str_release(&post);
}

static void run_plain(struct desk *desk, int value)
{
	(void)value;
	clipboard_show_plain(desk);
}

static void run_cut(struct desk *desk, int value)
{
	run_copy(desk, value);
	struct err err;
	if (!editor_delete(&desk->editor, EDITOR_LEFT, &err))
		desk_fail(desk, &err);
}

static void run_paste(struct desk *desk, int value)
{
	(void)value;
	struct err err;
	if (!editor_paste(&desk->editor, str_span(&desk->clipboard), &err))
		desk_fail(desk, &err);
}

static void run_select_all(struct desk *desk, int value)
{
	(void)value;
	editor_go(&desk->editor, 0, false);
	editor_go(&desk->editor, buffer_length(desk->editor.buffer), true);
}

static void run_move(struct desk *desk, int value)
{
	editor_move(&desk->editor, (enum editor_motion)value, false, desk->text_rows - 1);
}

static void run_select(struct desk *desk, int value)
{
	editor_move(&desk->editor, (enum editor_motion)value, true, desk->text_rows - 1);
}

static void run_delete(struct desk *desk, int value)
{
	struct err err;
	if (!editor_delete(&desk->editor, (enum editor_motion)value, &err))
		desk_fail(desk, &err);
}

static void run_newline(struct desk *desk, int value)
{
	(void)value;
	struct err err;
	if (!editor_type(&desk->editor, SPAN("\n"), &err))
		desk_fail(desk, &err);
}

#define MOVE(id_, keys_, motion)                                                    \
	{                                                                           \
		.id = id_, .title = "", .keys = keys_, .help = "", .run = run_move, \
		.value = motion                                                     \
	}
#define SELECT(id_, keys_, motion)                                                    \
	{                                                                             \
		.id = id_, .title = "", .keys = keys_, .help = "", .run = run_select, \
		.value = motion                                                       \
	}
#define DELETE(id_, keys_, motion)                                                    \
	{                                                                             \
		.id = id_, .title = "", .keys = keys_, .help = "", .run = run_delete, \
		.value = motion                                                       \
	}

const struct command commands_edit[] = {
	{ "undo", N_("Undo"), "C-z", N_("Takes back the last step."), no_undo, run_undo, 0 },
	{ "redo", N_("Redo"), "C-y", N_("Brings back what was taken back."), no_redo, run_redo, 0 },
	{ "cut", N_("Cut"), "C-x", N_("Takes the selection out."), no_selection, run_cut, 0 },
	{ "copy", N_("Copy"), "C-c", N_("Copies the selection."), no_selection, run_copy, 0 },
	{ "paste", N_("Paste"), "C-v", N_("Puts in what was cut or copied."), no_clipboard,
	  run_paste, 0 },
	{ "copy-post", N_("Copy the post"), "M-k",
	  N_("Copies the finished text, ready to be pasted into the platform."), no_own_text,
	  run_copy_post, 0 },
	{ "plain", N_("Show the post plainly"), "M-y",
	  N_("The bare text, to be selected with the terminal's own mouse."), no_text, run_plain,
	  0 },
	{ "select-all", N_("Select all"), "C-a", N_("Selects the whole text."), NULL,
	  run_select_all, 0 },
	{ .id = "newline", .title = "", .keys = "Enter", .help = "", .run = run_newline },
	MOVE("left", "Left", EDITOR_LEFT),
	MOVE("right", "Right", EDITOR_RIGHT),
	MOVE("up", "Up", EDITOR_UP),
	MOVE("down", "Down", EDITOR_DOWN),
	MOVE("word-left", "C-Left M-b", EDITOR_WORD_LEFT),
	MOVE("word-right", "C-Right M-f", EDITOR_WORD_RIGHT),
	MOVE("row-start", "Home", EDITOR_ROW_START),
	MOVE("row-end", "End C-e", EDITOR_ROW_END),
	MOVE("page-up", "PageUp", EDITOR_PAGE_UP),
	MOVE("page-down", "PageDown", EDITOR_PAGE_DOWN),
	MOVE("paragraph-up", "C-Up", EDITOR_PARAGRAPH_UP),
	MOVE("paragraph-down", "C-Down", EDITOR_PARAGRAPH_DOWN),
	MOVE("start", "C-Home", EDITOR_START),
	MOVE("end", "C-End", EDITOR_END),
	SELECT("select-left", "S-Left", EDITOR_LEFT),
	SELECT("select-right", "S-Right", EDITOR_RIGHT),
	SELECT("select-up", "S-Up", EDITOR_UP),
	SELECT("select-down", "S-Down", EDITOR_DOWN),
	SELECT("select-word-left", "C-S-Left", EDITOR_WORD_LEFT),
	SELECT("select-word-right", "C-S-Right", EDITOR_WORD_RIGHT),
	SELECT("select-row-start", "S-Home", EDITOR_ROW_START),
	SELECT("select-row-end", "S-End", EDITOR_ROW_END),
	SELECT("select-page-up", "S-PageUp", EDITOR_PAGE_UP),
	SELECT("select-page-down", "S-PageDown", EDITOR_PAGE_DOWN),
	SELECT("select-start", "C-S-Home", EDITOR_START),
	SELECT("select-end", "C-S-End", EDITOR_END),
	DELETE("delete-left", "Backspace", EDITOR_LEFT),
	DELETE("delete-right", "Delete", EDITOR_RIGHT),
	DELETE("delete-word-left", "M-Backspace C-Backspace", EDITOR_WORD_LEFT),
	DELETE("delete-word-right", "C-Delete M-d", EDITOR_WORD_RIGHT),
	{ 0 },
};
