#include "desk/recovery.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "desk/desk.h"
#include "desk/difference.h"
#include "desk/journal_file.h"
#include "desk/snapshots.h"
#include "desk/when.h"

enum { KEEP_FILE, TAKE_JOURNAL, SHOW_DIFFERENCE };

void recovery_release(struct desk *desk)
{
	journal_state_release(&desk->recovered);
}

/* Put aside under another name, for somebody who can read more of it. */
static void put_aside(const char *path)
{
	struct str aside = { 0 };
	(void)str_format(&aside, "%s.unreadable", path);
	if (rename(path, str_text(&aside)) != 0)
		log_line("recovery", "an unreadable journal could not be renamed");
	str_release(&aside);
}

static bool read_journal(struct desk *desk, int64_t *time)
{
	struct str path = { 0 }, bytes = { 0 };
	struct stat status;
	struct err err = { 0 };
	journal_path(&path, desk->id);
	bool found = stat(str_text(&path), &status) == 0;
	bool read = found && file_read(str_text(&path), JOURNAL_FILE_CEILING, &bytes, NULL, &err) &&
		    journal_replay(str_span(&bytes), &desk->recovered, &err);
	if (read)
		*time = status.st_mtime;
	else if (found)
		put_aside(str_text(&path));
	if (found && !read)
		desk_fail(desk, &err);
	str_release(&bytes);
	str_release(&path);
	return read;
}

static void forget(struct desk *desk)
{
	struct str path = { 0 };
	journal_drop(desk->journal, journal_path(&path, desk->id));
	recovery_release(desk);
	str_release(&path);
}

static void take(struct desk *desk)
{
	struct err err;
	struct editor *editor = &desk->editor;
	if (!editor_replace(editor, 0, buffer_length(editor->buffer),
			    str_span(&desk->recovered.text), &err)) {
		desk_fail(desk, &err);
		return; /* the journal stays for the next time */
	}
	editor_go(editor, buffer_length(editor->buffer), false);
	taken_open(&desk->rewriting.taken, editor->buffer, desk->id);
	desk_say(desk, desk->path
			       ? _("Your words are back, not saved yet: C-s saves, C-z shows the "
				   "file's text.")
			       : _("Your words are back. C-s gives them a file."));
	recovery_release(desk);
}

static void keep_file(struct desk *desk)
{
	struct err err;
	if (snapshots_keep(desk->id, str_span(&desk->recovered.text), &err)) {
		desk_say(desk, _("This is the file's text. The other one is kept: C-p, Earlier "
				 "versions."));
		forget(desk);
	} else {
		desk_fail(desk, &err);
	}
}

static void ask(struct desk *desk);

static void choose(struct desk *desk, int value, const char *text)
{
	(void)text;
	if (value == TAKE_JOURNAL)
		take(desk);
	else if (value == KEEP_FILE)
		keep_file(desk);
	else
		difference_show(desk, _("What is not in the file"),
				buffer_text(desk->editor.buffer), str_span(&desk->recovered.text),
				_("Lines with − are only in the file, those with + only in what "
				  "was typed."),
				ask);
}

static void ask(struct desk *desk)
{
	overlay_list(&desk->overlay, _("You typed words that were not saved"),
		     _("Enter choose · Esc keep the file's text"), false, choose);
	overlay_item(&desk->overlay, _("Go on with what was typed"), desk->recovered_when,
		     TAKE_JOURNAL, false);
	overlay_item(&desk->overlay, _("Show the difference"), "", SHOW_DIFFERENCE, false);
	overlay_item(&desk->overlay, _("Keep the file's text"), "", KEEP_FILE, false);
	desk->overlay.cancel = keep_file;
}

static bool file_has_changed(const struct desk *desk)
{
	const struct file_stamp *then = &desk->recovered.head.stamp;
	return then->exists && desk->stamp.exists && !file_stamp_equal(then, &desk->stamp);
}

/* Are there words in the journal that are not in the text? */
static bool find_words(struct desk *desk, int64_t *time)
{
	if (desk->editor.is_read_only || !read_journal(desk, time))
		return false;
	desk->needs_drawing = true;
	if (!span_equal(buffer_text(desk->editor.buffer), str_span(&desk->recovered.text)))
		return true;
	forget(desk);
	return false;
}

void recovery_resume(struct desk *desk)
{
	int64_t time;
	if (!find_words(desk, &time))
		return;
	if (desk->never_saved || !file_has_changed(desk))
		take(desk);
	else
		ask(desk);
}

void recovery_offer(struct desk *desk)
{
	int64_t time;
	if (!find_words(desk, &time))
		return;
	struct str when = { 0 };
	when_add(&when, time);
	(void)snprintf(desk->recovered_when, sizeof desk->recovered_when, "%s", str_text(&when));
	str_release(&when);
	/* Without a file there is nothing to choose between. */
	if (desk->never_saved) {
		take(desk);
		return;
	}
	ask(desk);
	if (file_has_changed(desk))
		desk_say(desk, _("The file was changed by another program since then."));
}
