#include "desk/snapshots.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "desk/desk.h"
#include "desk/difference.h"
#include "desk/when.h"

static const char *folder_of(struct str *out, const char *id)
{
	struct str name = { 0 };
	(void)str_format(&name, "snapshots/%s", id);
	path_in(out, PATH_STATE, str_text(&name));
	str_release(&name);
	return str_text(out);
}

void snapshots_release(struct snapshots *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->at[i].path);
	arr_release(list);
}

/* Names are times, so the order of names is that of time. */
static bool add(void *context, const char *path)
{
	struct snapshots *list = context;
	struct stat status;
	if (stat(path, &status) == 0)
		*arr_add(list) = (struct snapshot){
			.path = mem_copy(span_of(path)),
			.time = (int64_t)strtoll(path_name(path), NULL, 10),
			.bytes = status.st_size,
		};
	return true;
}

void snapshots_list(const char *id, struct snapshots *list)
{
	struct str folder = { 0 };
	/* A folder that cannot be read has no versions to offer. */
	(void)file_each(folder_of(&folder, id), ".txt", add, list, NULL);
	str_release(&folder);
	for (size_t i = 0; i < list->count / 2; i++) {
		struct snapshot other = list->at[i];
		list->at[i] = list->at[list->count - 1 - i];
		list->at[list->count - 1 - i] = other;
	}
}

/* Leaves room for one more of `bytes`. */
static void drop_oldest(struct snapshots *list, size_t bytes)
{
	int64_t all = (int64_t)bytes;
	for (size_t i = 0; i < list->count; i++) {
		all += list->at[i].bytes;
		/* One that stays too long only takes room. */
		if (i + 1 >= SNAPSHOTS_MOST || all > SNAPSHOTS_BYTES)
			(void)unlink(list->at[i].path);
	}
}

static bool equals(const struct snapshot *snapshot, struct span text)
{
	struct str kept = { 0 };
	bool same = snapshot->bytes == (int64_t)text.length &&
		    file_read(snapshot->path, text.length, &kept, NULL, NULL) &&
		    span_equal(str_span(&kept), text);
	str_release(&kept);
	return same;
}

bool snapshots_keep(const char *id, struct span text, struct err *err)
{
	struct snapshots list = { 0 };
	struct str folder = { 0 }, path = { 0 };
	char name[48];
	folder_of(&folder, id);
	snapshots_list(id, &list);
	bool done = true;
	if (list.count == 0 || !equals(&list.at[0], text)) {
		/* Two in a second are told apart by a digit. */
		for (int i = 0; i < 10; i++) {
			(void)snprintf(name, sizeof name, "%012" PRId64 "-%d.txt", clock_wall(), i);
			if (access(path_join(&path, str_text(&folder), name), F_OK) != 0)
				break;
		}
		done = file_keep(str_text(&path), text, err);
		if (done)
			drop_oldest(&list, text.length);
	}
	snapshots_release(&list);
	str_release(&path);
	str_release(&folder);
	return done;
}

void snapshots_move(const char *from, const char *to)
{
	struct str old = { 0 }, new = { 0 };
	/* Where there are none yet, or some already, they stay where they are. */
	(void)rename(folder_of(&old, from), folder_of(&new, to));
	str_release(&new);
	str_release(&old);
}

/* ---- on the screen ---- */

static bool read_version(struct desk *desk, int index, struct str *text, int64_t *time)
{
	struct snapshots list = { 0 };
	struct err err;
	snapshots_list(desk->id, &list);
	bool done = index >= 0 && (size_t)index < list.count;
	if (done) {
		*time = list.at[index].time;
		done = file_read(list.at[index].path, BUFFER_CEILING, text, NULL, &err);
		if (!done)
			desk_fail(desk, &err);
	}
	snapshots_release(&list);
	return done;
}

static void restore(struct desk *desk, int index)
{
	struct str text = { 0 };
	struct err err;
	int64_t time;
	if (!read_version(desk, index, &text, &time))
		return;
	if (editor_replace(&desk->editor, 0, buffer_length(desk->editor.buffer), str_span(&text),
			   &err)) {
		editor_go(&desk->editor, 0, false);
		desk_say(desk, _("That version is back. C-z takes it away again."));
	} else {
		desk_fail(desk, &err);
	}
	str_release(&text);
}

static void choose_again(struct desk *desk, int value, const char *text)
{
	(void)value;
	(void)text;
	restore(desk, desk->version);
}

static void show_version(struct desk *desk, int index, const char *text)
{
	struct str page = { 0 }, version = { 0 }, title = { 0 };
	int64_t time;
	(void)text;
	desk->version = index;
	if (read_version(desk, index, &version, &time)) {
		struct span now = buffer_text(desk->editor.buffer);
		if (span_equal(now, str_span(&version))) {
			desk_say(desk, _("That version is what you have before you."));
		} else {
			when_add(&title, time);
			(void)str_format(&page, "%s\n\n",
					 _("Lines with − are in that version, those with + in the "
					   "text now."));
			difference_add(&page, str_span(&version), now);
			overlay_page(&desk->overlay, str_text(&title), &page,
				     _("Enter bring this version back · Esc close"), choose_again);
		}
	}
	str_release(&title);
	str_release(&version);
	str_release(&page);
}

void snapshots_show(struct desk *desk)
{
	struct snapshots list = { 0 };
	struct str title = { 0 };
	char size[32], note[64];
	snapshots_list(desk->id, &list);
	if (list.count == 0) {
		desk_say(desk, _("There is no earlier version yet: each save keeps one."));
		return;
	}
	overlay_list(&desk->overlay, _("Earlier versions"), _("Enter compare · Esc close"), false,
		     show_version);
	for (size_t i = 0; i < list.count; i++) {
		str_clear(&title);
		when_add(&title, list.at[i].time);
		(void)snprintf(note, sizeof note, _("%s bytes"),
			       i18n_number((long)list.at[i].bytes, size));
		overlay_item(&desk->overlay, str_text(&title), note, (int)i, false);
	}
	str_release(&title);
	snapshots_release(&list);
}
