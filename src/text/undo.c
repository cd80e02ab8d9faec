#include "text/undo.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arr.h"
#include "base/clock.h"
#include "base/mem.h"

enum {
	TYPED = 32,	     /* bytes: more at once was not typed; a family emoji has 25 */
	RECORD_GROWS = 4096, /* bytes: a record grows by typing up to here, then a new one starts */
};

/* One edit: text that came or went at a place. Its inverse is the other kind. */
struct record {
	bool is_insert;
	size_t at;
	struct str text;
};

struct records ARR(struct record);

struct group {
	struct records records;
	size_t bytes;	 /* that it keeps, overhead too */
	int64_t touched; /* clock_ms of its last edit */
	bool is_burst;	 /* typed, so what is typed next may join */
};

struct groups ARR(struct group);

struct undo {
	struct buffer *buffer;
	struct groups groups;
	size_t done;	 /* the groups before it are done, the others undone */
	size_t bytes;	 /* of all groups */
	long long saved; /* `done` when the text was saved; below 0 out of reach */
	int depth;	 /* of undo_begin */
	bool is_open;	 /* the last group may take the next edit */
	bool is_lost;	 /* the open group alone was over the ceiling: it cannot be undone */
	bool replays;	 /* the buffer changes because of us */
};

static void release_group(struct undo *undo, struct group *group)
{
	undo->bytes -= group->bytes;
	for (size_t i = 0; i < group->records.count; i++)
		str_release(&group->records.at[i].text);
	arr_release(&group->records);
}

static void drop_undone(struct undo *undo)
{
	if (undo->saved > (long long)undo->done)
		undo->saved = -1;
	while (undo->groups.count > undo->done)
		release_group(undo, &undo->groups.at[--undo->groups.count]);
}

/* Over the ceiling an eighth goes at once, so that a full history does not move with each key. */
static void drop_oldest(struct undo *undo)
{
	if (undo->bytes <= UNDO_CEILING)
		return;
	size_t dropped = 0;
	while (dropped + 1 < undo->groups.count && undo->bytes > UNDO_CEILING - UNDO_CEILING / 8)
		release_group(undo, &undo->groups.at[dropped++]);
	if (undo->bytes > UNDO_CEILING)
		release_group(undo, &undo->groups.at[dropped++]);
	undo->groups.count -= dropped;
	undo->done -= dropped;
	memmove(undo->groups.at, undo->groups.at + dropped,
		undo->groups.count * sizeof *undo->groups.at);
	undo->saved -= (long long)dropped;
	undo->is_lost = undo->groups.count == 0;
}

static void grow(struct undo *undo, struct group *group, size_t bytes)
{
	group->bytes += bytes;
	undo->bytes += bytes;
}

static void add_record(struct undo *undo, struct group *group, bool is_insert, size_t at,
		       struct span text)
{
	if (text.length == 0)
		return;
	struct record *record = arr_add(&group->records);
	*record = (struct record){ .is_insert = is_insert, .at = at };
	str_init(&record->text, BUFFER_CEILING);
	/* Nothing longer than the buffer's ceiling can come or go. */
	(void)str_add(&record->text, text);
	grow(undo, group, sizeof *record + text.length);
}

/* A character, or what an input method gives for one key. */
static bool is_typed(const struct change *change)
{
	size_t came = change->inserted.length, went = change->removed.length;
	return (came == 0 || went == 0) && came + went <= TYPED;
}

/* Typing over a selection begins a burst too. */
static bool starts_burst(const struct change *change)
{
	size_t came = change->inserted.length;
	return is_typed(change) || (came > 0 && came <= TYPED);
}

/* Does the change go on where the record ended: typing behind it, deleting to either side? */
static bool follows(const struct record *record, const struct change *change)
{
	if (record->is_insert)
		return change->inserted.length && change->at == record->at + record->text.length;
	return change->removed.length &&
	       (change->at == record->at || change->at + change->removed.length == record->at);
}

/* The group the change belongs to when it is not a new one, else NULL. */
static struct group *open_group(const struct undo *undo, const struct change *change)
{
	if (!undo->is_open || undo->groups.count == 0)
		return NULL;
	struct group *group = &undo->groups.at[undo->groups.count - 1];
	if (undo->depth > 0)
		return group;
	bool goes_on = group->is_burst && is_typed(change) &&
		       follows(&group->records.at[group->records.count - 1], change) &&
		       clock_ms() - group->touched <= UNDO_BURST_MS;
	return goes_on ? group : NULL;
}

static struct group *new_group(struct undo *undo)
{
	struct group *group = arr_add(&undo->groups);
	*group = (struct group){ 0 };
	grow(undo, group, sizeof *group);
	undo->done = undo->groups.count;
	undo->is_open = true;
	return group;
}

/* Typing makes one record longer instead of many. */
static bool extend(struct undo *undo, struct group *group, const struct change *change)
{
	if (group->records.count == 0 || !is_typed(change))
		return false;
	struct record *record = &group->records.at[group->records.count - 1];
	if (!follows(record, change) || record->text.length > RECORD_GROWS)
		return false;
	struct span text = record->is_insert ? change->inserted : change->removed;
	bool in_front = !record->is_insert && change->at != record->at;
	(void)str_replace(&record->text, in_front ? 0 : record->text.length, 0, text);
	record->at = record->is_insert ? record->at : change->at;
	grow(undo, group, text.length);
	return true;
}

static void on_change(void *context, const struct buffer *buffer, const struct change *change)
{
	struct undo *undo = context;
	(void)buffer; /* it is undo->buffer */
	if (undo->replays)
		return;
	drop_undone(undo);
	if (undo->is_lost && undo->is_open && undo->depth > 0)
		return;
	undo->is_lost = false;
	struct group *group = open_group(undo, change);
	if (group && undo->saved == (long long)undo->done)
		undo->saved = -1; /* it was in the middle of this group */
	if (!group)
		group = new_group(undo);
	group->touched = clock_ms();
	group->is_burst = undo->depth == 0 && starts_burst(change);
	if (!extend(undo, group, change)) {
		add_record(undo, group, false, change->at, change->removed);
		add_record(undo, group, true, change->at, change->inserted);
	}
	drop_oldest(undo);
}

struct undo *undo_new(struct buffer *buffer)
{
	struct undo *undo = mem_alloc(sizeof *undo);
	undo->buffer = buffer;
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
		undo->is_open = false;
}

void undo_begin_more(struct undo *undo)
{
	if (undo->depth++ == 0)
		undo->is_open = undo->groups.count > 0 && undo->done == undo->groups.count;
}

void undo_end(struct undo *undo)
{
	assert(undo->depth > 0);
	if (--undo->depth == 0)
		undo->is_open = false;
}

void undo_break(struct undo *undo)
{
	if (undo->depth == 0)
		undo->is_open = false;
}

/* Carries out a record or its inverse; returns where the caret belongs. */
static size_t apply(struct undo *undo, const struct record *record, bool inserts)
{
	struct span text = str_span(&record->text);
	undo->replays = true;
	bool fits = buffer_replace(undo->buffer, record->at, inserts ? 0 : text.length,
				   inserts ? text : SPAN(""), NULL);
	undo->replays = false;
	assert(fits); /* what was there once fits again */
	return inserts ? record->at + text.length : record->at;
}

bool undo_undo(struct undo *undo, size_t *caret)
{
	if (!undo_can_undo(undo))
		return false;
	undo->is_open = false;
	const struct records *records = &undo->groups.at[--undo->done].records;
	for (size_t i = records->count; i-- > 0;)
		*caret = apply(undo, &records->at[i], !records->at[i].is_insert);
	return true;
}

bool undo_redo(struct undo *undo, size_t *caret)
{
	if (!undo_can_redo(undo))
		return false;
	undo->is_open = false;
	const struct records *records = &undo->groups.at[undo->done++].records;
	for (size_t i = 0; i < records->count; i++)
		*caret = apply(undo, &records->at[i], records->at[i].is_insert);
	return true;
}

bool undo_can_undo(const struct undo *undo)
{
	return undo->depth == 0 && undo->done > 0;
}

bool undo_can_redo(const struct undo *undo)
{
	return undo->depth == 0 && undo->done < undo->groups.count;
}

void undo_mark_saved(struct undo *undo)
{
	undo_break(undo);
	undo->saved = (long long)undo->done;
}

void undo_mark_unsaved(struct undo *undo)
{
	undo->saved = -1;
}

bool undo_is_saved(const struct undo *undo)
{
	return undo->saved == (long long)undo->done;
}
