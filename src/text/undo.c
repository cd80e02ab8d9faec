#include "text/undo.h"

#include <stdlib.h>

#include "base/arr.h"
#include "base/clock.h"
#include "base/mem.h"
#include "text/utf8.h"

/* One edit: text that came or went at a place. Its inverse is the other kind. */
struct record {
	bool is_insert;
	size_t at;
	struct str text;
};

struct records ARR(struct record);

struct group {
	struct records records;
	bool is_typing;	 /* may grow by the next character */
	int64_t touched; /* clock_ms of its last edit */
};

struct groups ARR(struct group);

struct undo {
	struct buffer *buffer;
	struct groups groups;
	size_t done;  /* groups before it are done, the others undone */
	size_t bytes; /* of all texts */
	int depth;    /* of undo_begin */
	bool opens;   /* the next edit starts a group */
	bool replays; /* the buffer changes because of us */
	size_t saved; /* `done` when it was saved; SIZE_MAX: not reachable */
};

static void release_group(struct undo *undo, struct group *group)
{
	for (size_t i = 0; i < group->records.count; i++) {
		undo->bytes -= group->records.at[i].text.length;
		str_release(&group->records.at[i].text);
	}
	arr_release(&group->records);
}

static void drop_undone(struct undo *undo)
{
	if (undo->saved != SIZE_MAX && undo->saved > undo->done)
		undo->saved = SIZE_MAX;
	while (undo->groups.count > undo->done)
		release_group(undo, &undo->groups.at[--undo->groups.count]);
}

static void drop_oldest(struct undo *undo)
{
	while (undo->bytes > UNDO_CEILING && undo->groups.count > 1) {
		release_group(undo, &undo->groups.at[0]);
		undo->groups.count--;
		undo->done--;
		for (size_t i = 0; i < undo->groups.count; i++)
			undo->groups.at[i] = undo->groups.at[i + 1];
		if (undo->saved != SIZE_MAX)
			undo->saved = undo->saved ? undo->saved - 1 : SIZE_MAX;
	}
}

static void add_record(struct undo *undo, struct group *group, bool is_insert, size_t at,
		       struct span text)
{
	struct record *record = arr_add(&group->records);
	*record = (struct record){ .is_insert = is_insert, .at = at };
	str_init(&record->text, BUFFER_CEILING);
	/* Nothing longer than the buffer's ceiling can come or go. */
	(void)str_add(&record->text, text);
	undo->bytes += text.length;
}

/* A typed character that follows on the last one: it joins its record. */
static bool join(struct undo *undo, struct group *group, const struct change *change)
{
	if (!group->is_typing || change->removed.length || undo->opens ||
	    clock_ms() - group->touched > UNDO_BURST_MS)
		return false;
	struct record *record = &group->records.at[group->records.count - 1];
	if (!record->is_insert || change->at != record->at + record->text.length)
		return false;
	(void)str_add(&record->text, change->inserted);
	undo->bytes += change->inserted.length;
	group->touched = clock_ms();
	return true;
}

static bool is_one_character(struct span text)
{
	return text.length > 0 && utf8_at(text, 0).length == text.length;
}

static void on_change(void *context, const struct buffer *buffer, const struct change *change)
{
	struct undo *undo = context;
	(void)buffer;
	if (undo->replays)
		return;
	drop_undone(undo);
	struct group *last = undo->done ? &undo->groups.at[undo->done - 1] : NULL;
	bool types = undo->depth == 0 && is_one_character(change->inserted);
	if (last && types && undo->saved != undo->done && join(undo, last, change))
		return;
	bool inside = undo->depth > 0 && !undo->opens && last;
	if (!inside) {
		last = arr_add(&undo->groups);
		*last = (struct group){ 0 };
		undo->done++;
	}
	undo->opens = false;
	last->is_typing = types;
	last->touched = clock_ms();
	if (change->removed.length)
		add_record(undo, last, false, change->at, change->removed);
	if (change->inserted.length)
		add_record(undo, last, true, change->at, change->inserted);
	drop_oldest(undo);
}

struct undo *undo_new(struct buffer *buffer)
{
	struct undo *undo = mem_alloc(sizeof *undo);
	*undo = (struct undo){ .buffer = buffer, .opens = true, .saved = SIZE_MAX };
	buffer_listen(buffer, on_change, undo);
	return undo;
}

void undo_free(struct undo *undo)
{
	if (!undo)
		return;
	buffer_unlisten(undo->buffer, on_change, undo);
	for (size_t i = 0; i < undo->groups.count; i++)
		release_group(undo, &undo->groups.at[i]);
	arr_release(&undo->groups);
	free(undo);
}

void undo_begin(struct undo *undo)
{
	if (undo->depth++ == 0)
		undo->opens = true;
}

void undo_end(struct undo *undo)
{
	if (--undo->depth == 0)
		undo->opens = true;
}

void undo_break(struct undo *undo)
{
	if (undo->depth == 0)
		undo->opens = true;
}

/* Carries out a record or its inverse; returns where the caret belongs. */
static size_t apply(struct undo *undo, const struct record *record, bool forward)
{
	bool inserts = record->is_insert == forward;
	size_t length = record->text.length;
	/* What was there once fits again. */
	(void)buffer_replace(undo->buffer, record->at, inserts ? 0 : length,
			     inserts ? str_span(&record->text) : SPAN(""), NULL);
	return inserts ? record->at + length : record->at;
}

bool undo_undo(struct undo *undo, size_t *caret)
{
	if (!undo_can_undo(undo))
		return false;
	struct group *group = &undo->groups.at[--undo->done];
	undo->replays = true;
	for (size_t i = group->records.count; i-- > 0;)
		*caret = apply(undo, &group->records.at[i], false);
	undo->replays = false;
	undo->opens = true;
	return true;
}

bool undo_redo(struct undo *undo, size_t *caret)
{
	if (!undo_can_redo(undo))
		return false;
	struct group *group = &undo->groups.at[undo->done++];
	undo->replays = true;
	for (size_t i = 0; i < group->records.count; i++)
		*caret = apply(undo, &group->records.at[i], true);
	undo->replays = false;
	undo->opens = true;
	return true;
}

bool undo_can_undo(const struct undo *undo)
{
	return undo->done > 0 && undo->depth == 0;
}

bool undo_can_redo(const struct undo *undo)
{
	return undo->done < undo->groups.count && undo->depth == 0;
}

void undo_mark_saved(struct undo *undo)
{
	undo->saved = undo->done;
}

bool undo_is_saved(const struct undo *undo)
{
	return undo->saved == undo->done;
}
