#include "rewrite/task.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"

enum { MOST_TASKS = 200 };

/* The keys are the codes of language.h; the offsets are inside title and instruction. */
static const struct yaml_field in_languages[] = {
	{ "de", YAML_STRING, LANGUAGE_DE * sizeof(char *), .required = true },
	{ "fr", YAML_STRING, LANGUAGE_FR * sizeof(char *), .required = true },
	{ "it", YAML_STRING, LANGUAGE_IT * sizeof(char *), .required = true },
	{ "en", YAML_STRING, LANGUAGE_EN * sizeof(char *), .required = true },
	{ 0 },
};

static const struct yaml_field fields[] = {
	{ "id", YAML_STRING, offsetof(struct task, id), .required = true },
	{ "title", YAML_MAP, offsetof(struct task, title), .required = true,
	  .fields = in_languages },
	{ "instruction", YAML_MAP, offsetof(struct task, instruction), .required = true,
	  .fields = in_languages },
	{ 0 },
};

struct reading {
	struct tasks *tasks;
	const char *path;
	yaml_report *report;
	void *context;
};

static struct task *find(const struct tasks *tasks, const char *id)
{
	for (size_t i = 0; i < tasks->count; i++)
		if (strcmp(tasks->at[i].id, id) == 0)
			return &tasks->at[i];
	return NULL;
}

/* A later folder's task takes the place of an earlier one with its id. */
static bool take_task(void *context, void *entry, int line)
{
	struct reading *reading = context;
	const struct task *task = entry;
	struct task *same = find(reading->tasks, task->id);
	if (same) {
		yaml_release(fields, same);
		*same = *task;
		return true;
	}
	if (reading->tasks->count == MOST_TASKS) {
		reading->report(reading->context, reading->path, line,
				_("There are too many tasks; this one is left out."));
		return false;
	}
	*arr_add(reading->tasks) = *task;
	return true;
}

static bool read_file(void *context, const char *path)
{
	struct reading *reading = context;
	reading->path = path;
	/* Its mistakes were reported; the other files hold. */
	(void)yaml_read_list(path, fields, sizeof(struct task), take_task, reading, reading->report,
			     reading->context);
	return true;
}

void tasks_read(struct tasks *tasks, const char *folder, yaml_report *report, void *context)
{
	struct reading reading = { tasks, folder, report, context };
	struct err err = { 0 };
	if (!file_each(folder, ".yaml", read_file, &reading, &err))
		report(context, folder, 0, err.text);
}

void tasks_release(struct tasks *tasks)
{
	for (size_t i = 0; i < tasks->count; i++)
		yaml_release(fields, &tasks->at[i]);
	arr_release(tasks);
}

const struct task *task_find(const struct tasks *tasks, const char *id)
{
	return find(tasks, id);
}

const char *task_title(const struct task *task, enum language person)
{
	if (task->title[person])
		return task->title[person];
	return task->title[LANGUAGE_EN] ? task->title[LANGUAGE_EN] : task->id;
}
