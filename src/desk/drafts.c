#include "desk/drafts.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "desk/desk.h"
#include "desk/draft.h"
#include "desk/journal_file.h"
#include "desk/when.h"
#include "text/segment.h"
#include "text/utf8.h"

enum {
	NEW_DRAFT = -1,
	LOOK_BYTES = 1 << 20,
	JOURNAL_BYTES = 16 << 20,
	TITLE_BYTES = 120,
	SUFFIX = sizeof ".journal" - 1
};

void drafts_release(struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->count; i++) {
		free(drafts->at[i].path);
		free(drafts->at[i].id);
		free(drafts->at[i].title);
	}
	arr_release(drafts);
}

static size_t count_words(struct span text)
{
	size_t words = 0;
	for (size_t at = 0; at < text.length;) {
		bool is_word;
		at = segment_word_end(text, at, &is_word);
		words += is_word;
	}
	return words;
}

/* The first line that says something. */
static char *title_of(struct span text, const char *name)
{
	struct span line;
	while (span_next(&text, '\n', &line)) {
		line = span_trim(line);
		if (line.length == 0)
			continue;
		line.length =
			utf8_boundary(line, line.length < TITLE_BYTES ? line.length : TITLE_BYTES);
		return mem_copy(line);
	}
	return mem_copy(span_of(name));
}

static bool has_journal(const char *id)
{
	struct str path = { 0 };
	bool there = access(journal_path(&path, id), F_OK) == 0;
	str_release(&path);
	return there;
}

static bool add_file(void *context, const char *path)
{
	struct drafts *drafts = context;
	struct str text = { 0 }, id = { 0 };
	struct stat status;
	lock_id(path, &id, NULL);
	/* One that is too long to look into is listed by its name. */
	(void)file_read(path, LOOK_BYTES, &text, NULL, NULL);
	if (stat(path, &status) == 0)
		*arr_add(drafts) = (struct drafts_entry){
			.path = mem_copy(span_of(path)),
			.title = title_of(str_span(&text), path_name(path)),
			.time = status.st_mtime,
			.words = count_words(str_span(&text)),
			.is_open = lock_is_held(str_text(&id)),
			.is_waiting = has_journal(str_text(&id)),
		};
	str_release(&id);
	str_release(&text);
	return drafts->count < DRAFTS_MOST;
}

static bool is_listed(const struct drafts *drafts, const char *path)
{
	for (size_t i = 0; i < drafts->count; i++)
		if (drafts->at[i].path && strcmp(drafts->at[i].path, path) == 0)
			return true;
	return false;
}

static void add_state(struct drafts *drafts, const struct journal_state *state, const char *id,
		      int64_t time)
{
	bool has_file = *state->head.path != '\0';
	struct span text = str_span(&state->text);
	if ((has_file && is_listed(drafts, state->head.path)) || span_trim(text).length == 0)
		return;
	const char *name = has_file ? path_name(state->head.path) : _("New draft");
	*arr_add(drafts) = (struct drafts_entry){
		.path = has_file ? mem_copy(span_of(state->head.path)) : NULL,
		.id = has_file ? NULL : mem_copy(span_of(id)),
		.title = title_of(text, name),
		.time = time,
		.words = count_words(text),
		.is_waiting = true,
	};
}

/* Words that are not in a file of the folder: the journal is all there is to look at. */
static bool add_journal(void *context, const char *path)
{
	struct drafts *drafts = context;
	struct str bytes = { 0 };
	struct stat status;
	struct journal_state state;
	struct span name = span_of(path_name(path));
	char *id = mem_copy(span_slice(name, 0, name.length - SUFFIX));
	if (!lock_is_held(id) && stat(path, &status) == 0 &&
	    file_read(path, JOURNAL_BYTES, &bytes, NULL, NULL) &&
	    journal_replay(str_span(&bytes), &state, NULL)) {
		add_state(drafts, &state, id, status.st_mtime);
		journal_state_release(&state);
	}
	str_release(&bytes);
	free(id);
	return drafts->count < DRAFTS_MOST;
}

static int newest_first(const void *a, const void *b)
{
	const struct drafts_entry *first = a, *second = b;
	return first->time < second->time ? 1 : first->time > second->time ? -1 : 0;
}

/* The one changed last comes first. */
static void drafts_list(struct drafts *drafts)
{
	struct str folder = { 0 };
	/* A folder that cannot be read has nothing to offer; saving there will say why. */
	(void)file_each(draft_folder(&folder), ".txt", add_file, drafts, NULL);
	(void)file_each(path_in(&folder, PATH_STATE, "journal"), ".journal", add_journal, drafts,
			NULL);
	str_release(&folder);
	if (drafts->count)
		qsort(drafts->at, drafts->count, sizeof *drafts->at, newest_first);
}

/* ---- on the screen ---- */

static void choose(struct desk *desk, int value, const char *text)
{
	(void)text;
	if (value == NEW_DRAFT)
		desk_open(desk, NULL, NULL);
	else if ((size_t)value < desk->drafts.count)
		desk_open(desk, desk->drafts.at[value].path, desk->drafts.at[value].id);
}

static void add_note(const struct drafts_entry *entry, struct str *note)
{
	char number[32];
	if (entry->is_open)
		(void)str_format(note, "%s · ", _("open elsewhere"));
	else if (entry->is_waiting)
		(void)str_format(note, "%s · ", _("not saved"));
	(void)str_format(note, i18n_plural("%s word", "%s words", entry->words),
			 i18n_number((long)entry->words, number));
	(void)str_add(note, SPAN(" · "));
	when_add(note, entry->time);
}

bool drafts_show(struct desk *desk)
{
	drafts_release(&desk->drafts);
	drafts_list(&desk->drafts);
	if (desk->drafts.count == 0)
		return false;
	overlay_list(&desk->overlay, _("Your drafts"), _("Type to search · Enter open · Esc"), true,
		     choose);
	overlay_item(&desk->overlay, _("New draft"), "", NEW_DRAFT, false);
	for (size_t i = 0; i < desk->drafts.count; i++) {
		struct str note = { 0 };
		add_note(&desk->drafts.at[i], &note);
		overlay_item(&desk->overlay, desk->drafts.at[i].title, str_text(&note), (int)i,
			     false);
		str_release(&note);
	}
	desk->overlay.chosen = 1; /* most go on where they were */
	return true;
}
