#include "desk/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "desk/desk.h"
#include "text/utf8.h"

static bool read_text(struct desk *desk, struct str *text, struct err *err)
{
	if (!desk->path)
		return true;
	if (!file_stat(desk->path, &desk->stamp, err))
		return false;
	desk->never_saved = !desk->stamp.exists;
	if (desk->stamp.is_pipe)
		return err_set(
			err, ERR_INPUT,
			_("“%.100s” is a pipe; nothing could be saved there. `tonfall check` "
			  "reads pipes."),
			desk->path);
	return desk->never_saved ||
	       file_read(desk->path, DESK_FILE_CEILING, text, &desk->stamp, err);
}

/* What the person should know of the file before they type. */
static void tell(struct desk *desk)
{
	struct span text = buffer_text(desk->editor.buffer);
	if (desk->path && !desk->never_saved && !file_is_writable(desk->path)) {
		desk->editor.is_read_only = true;
		desk_say(desk, _("%s may only be read; you can look at it, not change it."),
			 path_name(desk->path));
	} else if (!utf8_is_valid(text)) {
		desk_say(desk, _("Some bytes are no UTF-8; they are shown as <FF> and kept."));
	} else if (desk->path && desk->never_saved) {
		desk_say(desk, _("%s is new; C-s makes the file."), path_name(desk->path));
	}
}

bool draft_open(struct desk *desk, struct err *err)
{
	struct str text;
	str_init(&text, DESK_FILE_CEILING);
	desk->never_saved = true;
	bool done = read_text(desk, &text, err) && editor_init(&desk->editor, &text, err);
	str_release(&text);
	if (done)
		tell(desk);
	return done;
}

/* "Letzte Woche fragte mich" becomes letzte-woche-fragte-mich.txt in the drafts' folder. */
static void suggest_name(const struct desk *desk, struct str *out)
{
	const struct buffer *buffer = desk->editor.buffer;
	struct str name = { 0 };
	size_t end = buffer_line_end(buffer, 0);
	struct span line = span_trim(buffer_slice(buffer, 0, end < 60 ? end : 60));
	line.length = utf8_boundary(line, line.length);
	for (size_t i = 0; i < line.length && name.length < 40; i++) {
		char c = line.at[i];
		bool keep = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			    (unsigned char)c >= 0xc3;
		if (c >= 'A' && c <= 'Z')
			(void)str_add_byte(&name, (char)(c - 'A' + 'a'));
		else if (keep || ((unsigned char)c & 0xc0) == 0x80)
			(void)str_add_byte(&name, c);
		else if (name.length && str_text(&name)[name.length - 1] != '-')
			(void)str_add_byte(&name, '-');
	}
	while (name.length && str_text(&name)[name.length - 1] == '-')
		(void)str_replace(&name, name.length - 1, 1, SPAN(""));
	(void)str_add(&name, name.length ? SPAN(".txt") : span_of("draft.txt"));
	struct str folder = { 0 };
	(void)path_join(out, path_in(&folder, PATH_DATA, "drafts"), str_text(&name));
	str_release(&folder);
	str_release(&name);
}

static bool write_file(struct desk *desk)
{
	struct err err;
	struct str folder = { 0 };
	bool in_drafts =
		file_stat(path_folder(&folder, desk->path), &(struct file_stamp){ 0 }, NULL);
	struct file_stamp at_folder;
	if (in_drafts && file_stat(str_text(&folder), &at_folder, NULL) && !at_folder.exists &&
	    !file_make_folder(str_text(&folder), &err)) {
		desk_fail(desk, &err);
		str_release(&folder);
		return false;
	}
	str_release(&folder);
	if (!file_save(desk->path, buffer_text(desk->editor.buffer), &desk->stamp, &err)) {
		desk_fail(desk, &err);
		return false;
	}
	desk->never_saved = false;
	desk->saved_at = clock_wall();
	undo_break(desk->editor.undo);
	undo_mark_saved(desk->editor.undo);
	struct str shown = { 0 };
	desk_say(desk, _("Saved as %s."), path_for_person(&shown, desk->path));
	str_release(&shown);
	return true;
}

static void overwrite(struct desk *desk, int value, const char *text)
{
	(void)text;
	if (value == 1)
		(void)write_file(desk); /* it says itself how it went */
	else
		desk_say(desk, _("Not saved. The file of the other program is as it was."));
}

static void ask_overwrite(struct desk *desk, const char *title)
{
	overlay_list(&desk->overlay, title, _("Enter choose · Esc save nothing"), false, overwrite);
	overlay_item(&desk->overlay, _("Do not save now"), "", 0, false);
	overlay_item(&desk->overlay, _("Save mine over it"), "", 1, false);
}

static void save_as(struct desk *desk, int value, const char *text)
{
	(void)value;
	struct err err;
	struct file_stamp stamp;
	if (!*text) {
		desk_say(desk, _("Not saved: the file needs a name."));
		return;
	}
	if (!file_stat(text, &stamp, &err)) {
		desk_fail(desk, &err);
		return;
	}
	free(desk->path);
	desk->path = mem_copy(span_of(text));
	desk->stamp = (struct file_stamp){ 0 };
	if (stamp.exists)
		ask_overwrite(desk, _("There is a file of that name"));
	else
		(void)write_file(desk);
}

bool draft_save(struct desk *desk)
{
	struct file_stamp now;
	struct err err;
	if (desk->editor.is_read_only) {
		desk_say(desk, _("This draft may only be read. Nothing was saved."));
		return false;
	}
	if (!desk->path) {
		struct str name = { 0 };
		suggest_name(desk, &name);
		overlay_input(&desk->overlay, _("Save as"), str_text(&name),
			      _("Enter save · Esc back to the text"), save_as);
		str_release(&name);
		return false;
	}
	if (!file_stat(desk->path, &now, &err)) {
		desk_fail(desk, &err);
		return false;
	}
	if (now.exists && !desk->never_saved && !editor_is_changed(&desk->editor)) {
		desk_say(desk, _("Nothing has changed; the file is as it was."));
		return true;
	}
	if (now.exists && !file_stamp_equal(&now, &desk->stamp)) {
		ask_overwrite(desk, _("Another program changed the file"));
		return false;
	}
	return write_file(desk);
}

bool draft_rescue(struct desk *desk)
{
	if (!editor_is_changed(&desk->editor))
		return true;
	struct str folder = { 0 }, path = { 0 };
	(void)path_in(&folder, PATH_STATE, "rescue");
	(void)path_join(&path, str_text(&folder), desk->path ? path_name(desk->path) : "draft.txt");
	bool done = file_make_folder(str_text(&folder), NULL) &&
		    file_save(str_text(&path), buffer_text(desk->editor.buffer), NULL, NULL);
	str_release(&path);
	str_release(&folder);
	return done;
}
