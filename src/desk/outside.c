#include "desk/outside.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/path.h"
#include "desk/desk.h"
#include "desk/difference.h"
#include "desk/draft.h"
#include "desk/snapshots.h"

enum { SAVE_NOTHING, TAKE_THEIRS, SHOW_DIFFERENCE, SAVE_MINE };

static bool read_theirs(struct desk *desk, struct str *theirs)
{
	struct err err;
	str_init(theirs, DESK_FILE_CEILING);
	if (file_read(desk->path, DESK_FILE_CEILING, theirs, NULL, &err))
		return true;
	desk_fail(desk, &err);
	return false;
}

bool outside_is_same(struct desk *desk)
{
	struct str theirs;
	struct file_stamp stamp;
	str_init(&theirs, DESK_FILE_CEILING);
	bool same = file_read(desk->path, DESK_FILE_CEILING, &theirs, &stamp, NULL) &&
		    span_equal(str_span(&theirs), buffer_text(desk->editor.buffer));
	if (same)
		desk->stamp = stamp;
	str_release(&theirs);
	return same;
}

static enum outside state_of(struct desk *desk)
{
	struct file_stamp now;
	if (!desk->path || desk->never_saved || !file_stat(desk->path, &now, NULL))
		return OUTSIDE_SAME;
	if (!now.exists)
		return OUTSIDE_GONE;
	if (file_stamp_equal(&now, &desk->stamp) || outside_is_same(desk))
		return OUTSIDE_SAME;
	return OUTSIDE_CHANGED;
}

void outside_look(struct desk *desk)
{
	struct file_stamp seen;
	/* A change that was told is not read again every few seconds. */
	if (desk->outside == OUTSIDE_CHANGED && desk->path && file_stat(desk->path, &seen, NULL) &&
	    file_stamp_equal(&seen, &desk->outside_stamp))
		return;
	enum outside before = desk->outside;
	desk->outside = state_of(desk);
	if (desk->outside == OUTSIDE_CHANGED)
		(void)file_stat(desk->path, &desk->outside_stamp,
				NULL); /* told again if it fails */
	if (desk->outside == OUTSIDE_GONE && before != OUTSIDE_GONE)
		desk_say(desk,
			 _("The file %s is gone. Your text is still here; C-s writes it again."),
			 path_name(desk->path));
	else if (desk->outside == OUTSIDE_CHANGED)
		desk_say(desk,
			 _("Another program changed the file. M-o compares; nothing is lost."));
}

static void on_timer(void *context)
{
	struct desk *desk = context;
	outside_look(desk);
	outside_watch(desk);
}

void outside_watch(struct desk *desk)
{
	(void)loop_timer(desk->loop, OUTSIDE_MS, on_timer, desk);
}

/* ---- choosing ---- */

static void take_theirs(struct desk *desk)
{
	struct str theirs;
	struct err err;
	if (desk->editor.is_read_only) {
		desk_open(desk, desk->path, NULL);
		return;
	}
	if (!read_theirs(desk, &theirs))
		return;
	if (!editor_replace(&desk->editor, 0, buffer_length(desk->editor.buffer), str_span(&theirs),
			    &err)) {
		desk_fail(desk, &err);
	} else if (outside_is_same(desk)) {
		undo_mark_saved(desk->editor.undo);
		desk->outside = OUTSIDE_SAME;
		editor_go(&desk->editor, 0, false);
		desk_say(desk, _("This is the file's text now. C-z brings yours back."));
	}
	str_release(&theirs);
}

/* Theirs is kept among the earlier versions before mine goes over it. */
static void save_mine(struct desk *desk)
{
	struct str theirs;
	struct err err;
	if (!read_theirs(desk, &theirs))
		return;
	if (snapshots_keep(desk->id, str_span(&theirs), &err))
		(void)draft_write(desk); /* it says itself how it went */
	else
		desk_fail(desk, &err);
	str_release(&theirs);
}

static void show_difference(struct desk *desk, void (*back)(struct desk *desk))
{
	struct str theirs;
	if (read_theirs(desk, &theirs))
		difference_show(
			desk, _("The file and your text"), str_span(&theirs),
			buffer_text(desk->editor.buffer),
			_("Lines with − are only in the file, those with + only in your text."),
			back);
	str_release(&theirs);
}

static void choose(struct desk *desk, int value, const char *text)
{
	(void)text;
	switch (value) {
	case SAVE_NOTHING:
		desk_say(desk, _("Not saved. The file is as the other program left it."));
		return;
	case TAKE_THEIRS:
		take_theirs(desk);
		return;
	case SHOW_DIFFERENCE:
		show_difference(desk, outside_ask);
		return;
	case SAVE_MINE:
		save_mine(desk);
		return;
	}
}

void outside_ask(struct desk *desk)
{
	overlay_list(&desk->overlay, _("Another program changed the file"),
		     _("Enter choose · Esc save nothing"), false, choose);
	overlay_item(&desk->overlay, _("Do not save now"), "", SAVE_NOTHING, false);
	overlay_item(&desk->overlay, _("Show the difference"), "", SHOW_DIFFERENCE, false);
	struct str words = { 0 };
	overlay_item(&desk->overlay, _("Take the file's text"),
		     keymap_in_words(&desk->keymap, _("C-z brings mine back"), &words), TAKE_THEIRS,
		     false);
	str_release(&words);
	overlay_item(&desk->overlay, _("Save mine over it"), _("theirs stays an earlier version"),
		     SAVE_MINE, false);
}

void outside_compare(struct desk *desk)
{
	show_difference(desk, NULL);
}
