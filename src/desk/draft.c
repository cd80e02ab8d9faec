#include "desk/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/path.h"
#include "desk/desk.h"
#include "desk/outside.h"
#include "desk/pin.h"
#include "desk/snapshots.h"
#include "text/utf8.h"

const char *draft_folder(struct str *out)
{
	return path_in(out, PATH_DATA, "drafts");
}

/* ---- open, close ---- */

bool draft_read(struct draft *draft, const char *path, const char *id, struct err *err)
{
	*draft = (struct draft){ .path = path ? mem_copy(span_of(path)) : NULL,
				 .id = id ? mem_copy(span_of(id)) : NULL };
	str_init(&draft->text, DESK_FILE_CEILING);
	if (!path)
		return true;
	bool done = file_stat(path, &draft->stamp, err);
	if (done && draft->stamp.is_pipe)
		done = err_set(err, ERR_INPUT,
			       _("“%.100s” is a pipe; nothing could be saved there. `tonfall "
				 "check` reads pipes."),
			       path);
	done = done && (!draft->stamp.exists ||
			file_read(path, DESK_FILE_CEILING, &draft->text, &draft->stamp, err));
	if (!done)
		draft_release(draft);
	return done;
}

void draft_release(struct draft *draft)
{
	free(draft->path);
	free(draft->id);
	str_release(&draft->text);
	*draft = (struct draft){ 0 };
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

/* The id and the lock of desk->path. A draft that is open elsewhere may only be read here. */
static void take_lock(struct desk *desk, const char *id)
{
	struct str made = { 0 };
	struct err err;
	pid_t holder;
	lock_id(desk->path, &made, NULL);
	free(desk->id);
	desk->id = id ? mem_copy(span_of(id)) : str_take(&made);
	str_release(&made);
	if (lock_take(&desk->lock, desk->id, &holder, &err))
		return;
	if (err.code == ERR_BUSY) {
		desk->editor.is_read_only = true;
		desk_say(desk,
			 _("This draft is open in another window (%ld); here it may only be read."),
			 (long)holder);
	} else {
		desk_fail(desk, &err);
	}
}

bool draft_put(struct desk *desk, struct draft *draft, struct err *err)
{
	if (!editor_init(&desk->editor, &draft->text, err)) {
		editor_release(&desk->editor);
		draft_release(draft);
		return false;
	}
	desk->path = draft->path;
	draft->path = NULL;
	desk->stamp = draft->stamp;
	desk->never_saved = !draft->stamp.exists;
	desk->saved_at = 0;
	desk->outside = OUTSIDE_SAME;
	tell(desk);
	take_lock(desk, draft->id);
	if (!desk->path && !draft->id && !handing_may_begin(desk, err)) {
		desk->editor.is_read_only = true;
		desk_fail(desk, err);
	}
	draft_release(draft);
	return true;
}

void draft_close(struct desk *desk)
{
	lock_release(&desk->lock);
	editor_release(&desk->editor);
	free(desk->path);
	free(desk->id);
	desk->path = desk->id = NULL;
}

/* ---- save ---- */

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
	(void)path_join(out, draft_folder(&folder), str_text(&name));
	str_release(&folder);
	str_release(&name);
}

/* For a file that was there before, a missing folder is a fault that the person should hear of. */
static bool make_folder(const struct desk *desk, const char *path, struct err *err)
{
	struct str folder = { 0 };
	bool done = (path == desk->path && !desk->never_saved) ||
		    file_make_folder(path_folder(&folder, path), err);
	str_release(&folder);
	return done;
}

/* What the club said and the chosen language go with a draft to its new id. */
static void hand_down(struct desk *desk, const char *id)
{
	struct err err;
	errand_follow(desk, id);
	if (!pin_keep(id, pin_read(desk->id), &err))
		desk_fail(desk, &err);
}

/* The draft's id is that of its path; `absolute` becomes that. */
static void take_id(struct desk *desk, struct str *absolute)
{
	struct str id = { 0 };
	lock_id(desk->path, &id, absolute);
	if (strcmp(desk->id, str_text(&id)) != 0) {
		hand_down(desk, str_text(&id));
		lock_release(&desk->lock);
		take_lock(desk, NULL);
	}
	str_release(&id);
}

/* The text is in the file, but may be gone after a power cut: it counts as not saved, and the
 * journal goes on. */
static void settle_unsynced(struct desk *desk)
{
	struct str path = { 0 }, absolute = { 0 };
	undo_mark_unsaved(desk->editor.undo);
	take_id(desk, &absolute);
	journal_set_draft(desk->journal, str_text(&absolute), &desk->stamp);
	journal_move(desk->journal, journal_path(&path, desk->id));
	str_release(&absolute);
	str_release(&path);
}

/* After a save: an earlier version more, and the journal is done with. */
static void settle(struct desk *desk)
{
	struct err err;
	struct str path = { 0 }, absolute = { 0 };
	take_id(desk, &absolute);
	/* Copies of a very large text would push out all others. */
	if (buffer_length(desk->editor.buffer) <= SNAPSHOTS_BYTES / 4 &&
	    !snapshots_keep(desk->id, buffer_text(desk->editor.buffer), &err)) {
		log_line("desk", "%s", err.text);
		(void)err_set(&err, err.code,
			      _("Saved, but no copy could be put among the earlier versions."));
		desk_fail(desk, &err);
	}
	journal_set_draft(desk->journal, str_text(&absolute), &desk->stamp);
	journal_drop(desk->journal, journal_path(&path, desk->id));
	if (!taken_keep(&desk->rewriting.taken, desk->id, &err))
		desk_fail(desk, &err);
	str_release(&absolute);
	str_release(&path);
}

static bool write_file(struct desk *desk, const char *path)
{
	struct err err;
	const char *reason = review_why_not_own(desk);
	if (reason) {
		desk_say(desk, _("Nothing was saved: %s."), reason);
		return false;
	}
	bool saved = handing_has_room(desk, path, &err) && make_folder(desk, path, &err) &&
		     file_save(path, buffer_text(desk->editor.buffer), &desk->stamp, &err);
	if (!saved && err.code != ERR_UNSYNCED) {
		desk_fail(desk, &err);
		return false;
	}
	if (path != desk->path) {
		bool barred = rewriting_is_barred(desk);
		free(desk->path);
		desk->path = mem_copy(span_of(path));
		rewriting_named(desk, barred);
	}
	desk->never_saved = false;
	desk->outside = OUTSIDE_SAME;
	undo_break(desk->editor.undo);
	if (!saved) {
		settle_unsynced(desk);
		desk_fail(desk, &err);
		return false;
	}
	desk->saved_at = clock_wall();
	undo_mark_saved(desk->editor.undo);
	struct str shown = { 0 };
	desk_say(desk, _("Saved as %s."), path_for_person(&shown, desk->path));
	str_release(&shown);
	settle(desk);
	return true;
}

void draft_expand(const char *typed, struct str *out)
{
	const char *home = getenv("HOME");
	if (typed[0] == '~' && typed[1] == '/' && home)
		(void)path_join(out, home, typed + 2);
	else
		(void)str_add(out, span_of(typed));
}

bool draft_write(struct desk *desk)
{
	return write_file(desk, desk->path);
}

static bool is_open_elsewhere(const struct desk *desk, const char *path)
{
	struct str id = { 0 };
	lock_id(path, &id, NULL);
	bool open = strcmp(str_text(&id), desk->id) != 0 && lock_is_held(str_text(&id));
	str_release(&id);
	return open;
}

static void overwrite_other(struct desk *desk, int value, const char *text)
{
	(void)text;
	if (value == 1)
		(void)write_file(desk, desk->wanted_path); /* it says itself how it went */
	else
		desk_say(desk, _("Not saved. The file of that name is as it was."));
}

static void save_at(struct desk *desk, int value, const char *typed)
{
	(void)value;
	struct err err;
	struct file_stamp stamp;
	struct str path = { 0 };
	draft_expand(typed, &path);
	free(desk->wanted_path);
	desk->wanted_path = str_take(&path);
	if (!*desk->wanted_path) {
		desk_say(desk, _("Not saved: the file needs a name."));
	} else if (!file_stat(desk->wanted_path, &stamp, &err)) {
		desk_fail(desk, &err);
	} else if (is_open_elsewhere(desk, desk->wanted_path)) {
		desk_say(desk, _("Not saved: a draft of that name is open in another window."));
	} else if (stamp.exists) {
		overlay_list(&desk->overlay, _("There is a file of that name"),
			     _("Enter choose · Esc save nothing"), false, overwrite_other);
		overlay_item(&desk->overlay, _("Do not save now"), "", 0, false);
		overlay_item(&desk->overlay, _("Save mine over it"), "", 1, false);
	} else {
		(void)write_file(desk, desk->wanted_path); /* it says itself how it went */
	}
}

void draft_save_as(struct desk *desk)
{
	struct str name = { 0 };
	if (desk->path)
		(void)str_add(&name, span_of(desk->path));
	else
		suggest_name(desk, &name);
	path_for_person(&name, str_text(&name));
	overlay_input(&desk->overlay, _("Save as"), str_text(&name),
		      _("Enter save · Esc back to the text"), save_at);
	str_release(&name);
}

bool draft_save(struct desk *desk)
{
	struct file_stamp now;
	struct err err;
	if (desk->editor.is_read_only) {
		desk_say(desk, _("This draft may only be read here. Nothing was saved."));
		return false;
	}
	if (!desk->path) {
		draft_save_as(desk);
		return false;
	}
	if (!file_stat(desk->path, &now, &err)) {
		desk_fail(desk, &err);
		return false;
	}
	if (now.exists && !file_stamp_equal(&now, &desk->stamp) && !outside_is_same(desk)) {
		outside_ask(desk);
		return false;
	}
	if (now.exists && !desk->never_saved && !editor_is_changed(&desk->editor)) {
		desk_say(desk, _("Nothing has changed; the file is as it was."));
		return true;
	}
	return write_file(desk, desk->path);
}

/* ---- rename ---- */

/* What belongs to the draft in the state folder goes with its file. */
static void follow(struct desk *desk)
{
	struct str path = { 0 }, absolute = { 0 }, id = { 0 };
	lock_id(desk->path, &id, &absolute);
	hand_down(desk, str_text(&id));
	snapshots_move(desk->id, str_text(&id));
	taken_move(desk->id, str_text(&id));
	lock_release(&desk->lock);
	take_lock(desk, NULL);
	journal_set_draft(desk->journal, str_text(&absolute), &desk->stamp);
	journal_move(desk->journal, journal_path(&path, desk->id));
	str_release(&id);
	str_release(&absolute);
	str_release(&path);
}

static void rename_to(struct desk *desk, int value, const char *typed)
{
	(void)value;
	struct str path = { 0 }, shown = { 0 };
	draft_expand(typed, &path);
	bool done = path.length && renameat2(AT_FDCWD, desk->path, AT_FDCWD, str_text(&path),
					     RENAME_NOREPLACE) == 0;
	if (done) {
		free(desk->path);
		desk->path = mem_copy(str_span(&path));
		(void)file_stat(desk->path, &desk->stamp, NULL); /* the next save asks again */
		desk_say(desk, _("The file is now %s."), path_for_person(&shown, desk->path));
		follow(desk);
	} else {
		struct err err;
		if (errno == EEXIST)
			(void)err_set(&err, ERR_BUSY,
				      _("There is a file of that name; nothing was renamed."));
		else
			(void)err_system(&err, _("The file keeps its name"));
		desk_fail(desk, &err);
	}
	str_release(&shown);
	str_release(&path);
}

void draft_rename(struct desk *desk)
{
	struct str name = { 0 };
	overlay_input(&desk->overlay, _("New name of the file"), path_for_person(&name, desk->path),
		      _("Enter rename · Esc back to the text"), rename_to);
	str_release(&name);
}

/* ---- the last resort ---- */

void draft_rescue(struct desk *desk, struct str *sentence)
{
	static const char *const places[] = { "", "/var/tmp", "/tmp" };
	struct str folder = { 0 }, path = { 0 };
	bool done = false;
	/* Who reads along has typed nothing in it. */
	for (size_t i = 0; !review_why_not_own(desk) && !done && i < sizeof places / sizeof *places;
	     i++) {
		if (i == 0)
			(void)path_folder(&folder, desk->path ? desk->path : "");
		else
			(void)str_add((str_clear(&folder), &folder), span_of(places[i]));
		(void)str_format((str_clear(&path), &path), "%s/tonfall-%s.txt", str_text(&folder),
				 desk->id);
		done = file_save(str_text(&path), buffer_text(desk->editor.buffer), NULL, NULL);
	}
	if (done)
		(void)str_format(sentence, _("What you typed since the last save is in %s."),
				 str_text(&path));
	else
		(void)str_add(sentence, span_of(_("No file can be written, so what you typed since "
						  "the last save is lost.")));
	str_release(&path);
	str_release(&folder);
}
