#include "lesson/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"

enum { ENTRIES_MOST = 2000 };

static const char *const states[] = { "new", "begun", "skipped", "done", NULL };

static const struct yaml_field fields[] = {
	{ .key = "lesson",
	  .type = YAML_STRING,
	  .offset = offsetof(struct progress_entry, lesson),
	  .required = true },
	{ .key = "step", .type = YAML_STRING, .offset = offsetof(struct progress_entry, step) },
	{ .key = "state",
	  .type = YAML_CHOICE,
	  .offset = offsetof(struct progress_entry, state),
	  .choices = states,
	  .required = true },
	{ 0 },
};

static const char *file_path(struct str *out)
{
	return path_in(out, PATH_STATE, "lessons.yaml");
}

static bool take(void *context, void *entry, int line)
{
	(void)line; /* whoever reads it needs no place */
	struct progress *progress = context;
	if (progress->entries.count == ENTRIES_MOST)
		return false;
	*arr_add(&progress->entries) = *(struct progress_entry *)entry;
	return true;
}

static void on_mistake(void *context, const char *path, int line, const char *expected)
{
	(void)path, (void)line, (void)expected; /* the whole file is put aside */
	*(bool *)context = true;
}

/* The damaged file stays beside the new one. */
static void put_aside(const char *path, struct err *err)
{
	struct str aside = { 0 }, shown = { 0 };
	(void)str_format(&aside, "%s.damaged-%lld", path, (long long)clock_wall());
	if (rename(path, str_text(&aside)) == 0)
		(void)err_set(
			err, ERR_INPUT,
			_("Your progress could not be read. It is kept as %s; lessons start anew."),
			path_for_person(&shown, str_text(&aside)));
	else
		(void)err_system(err, _("Your progress could not be read; lessons start anew"));
	str_release(&shown);
	str_release(&aside);
}

bool progress_read(struct progress *progress, struct err *err)
{
	struct str path = { 0 };
	struct file_stamp stamp;
	bool is_damaged = false;
	*progress = (struct progress){ 0 };
	if (file_stat(file_path(&path), &stamp, NULL) && stamp.exists && stamp.size > 0)
		is_damaged |=
			!yaml_read_list(str_text(&path), fields, sizeof(struct progress_entry),
					take, progress, on_mistake, &is_damaged);
	if (is_damaged) {
		progress_release(progress);
		put_aside(str_text(&path), err);
	}
	str_release(&path);
	return !is_damaged;
}

static void add_quoted(struct str *out, const char *key, const char *value)
{
	(void)str_format(out, "%s: \"", key);
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			(void)str_add_byte(out, '\\');
		(void)str_add_byte(out, *value);
	}
	(void)str_add(out, SPAN("\""));
}

bool progress_save(const struct progress *progress, struct err *err)
{
	struct str path = { 0 }, text = { 0 };
	for (size_t i = 0; i < progress->entries.count; i++) {
		const struct progress_entry *entry = &progress->entries.at[i];
		add_quoted(&text, "- lesson", entry->lesson);
		(void)str_format(&text, "\n  state: %s\n", states[entry->state]);
		if (!entry->step)
			continue;
		add_quoted(&text, "  step", entry->step);
		(void)str_add_byte(&text, '\n');
	}
	bool done = file_keep(file_path(&path), str_span(&text), err);
	str_release(&text);
	str_release(&path);
	return done;
}

void progress_release(struct progress *progress)
{
	for (size_t i = 0; i < progress->entries.count; i++)
		yaml_release(fields, &progress->entries.at[i]);
	arr_release(&progress->entries);
}

static struct progress_entry *find(const struct progress *progress, const char *lesson)
{
	for (size_t i = 0; i < progress->entries.count; i++)
		if (strcmp(progress->entries.at[i].lesson, lesson) == 0)
			return &progress->entries.at[i];
	return NULL;
}

enum progress_state progress_of(const struct progress *progress, const char *lesson)
{
	const struct progress_entry *entry = find(progress, lesson);
	return entry ? (enum progress_state)entry->state : PROGRESS_NEW;
}

size_t progress_step(const struct progress *progress, const struct lesson *lesson)
{
	const struct progress_entry *entry = find(progress, lesson->id);
	size_t index = entry && entry->step ? lesson_step_find(lesson, span_of(entry->step)) : 0;
	return index < lesson_step_count(lesson) ? index : 0;
}

void progress_set(struct progress *progress, const char *lesson, const char *step,
		  enum progress_state state)
{
	struct progress_entry *entry = find(progress, lesson);
	if (!entry && progress->entries.count == ENTRIES_MOST)
		return;
	if (!entry) {
		entry = arr_add(&progress->entries);
		*entry = (struct progress_entry){ .lesson = mem_copy(span_of(lesson)) };
	}
	free(entry->step);
	entry->step = step ? mem_copy(span_of(step)) : NULL;
	if (entry->state != PROGRESS_DONE)
		entry->state = (int)state;
}

void progress_pass(struct progress *progress, const struct lesson *lesson, size_t step)
{
	if (step + 1 < lesson_step_count(lesson)) {
		progress_set(progress, lesson->id, lesson_step(lesson, step + 1)->id,
			     PROGRESS_BEGUN);
		return;
	}
	progress_set(progress, lesson->id, NULL, PROGRESS_DONE);
	for (size_t i = 0; i < lesson->completes.count; i++)
		progress_set(progress, lesson->completes.at[i], NULL, PROGRESS_DONE);
}
