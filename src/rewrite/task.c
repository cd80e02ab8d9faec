#include "rewrite/task.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { MOST_TASKS = 200 };

/* The keys are the codes of language.h; the offsets are inside title and instruction. */
static const struct yaml_field in_languages[] = {
	{ "de", YAML_STRING, LANGUAGE_DE * sizeof(char *), .required = true },
	{ "fr", YAML_STRING, LANGUAGE_FR * sizeof(char *), .required = true },
	{ "it", YAML_STRING, LANGUAGE_IT * sizeof(char *), .required = true },
	{ "en", YAML_STRING, LANGUAGE_EN * sizeof(char *), .required = true },
	{ 0 },
};

static const char *const answers[] = { "text", "whole", "choices", "questions", NULL };
static const char *const places[] = { "caret", "start", "end", NULL };
/* In the order of enum language; the first is not to be written. */
static const char *const targets[] = { "same", "de", "fr", "it", "en", NULL };

static const struct yaml_field fields[] = {
	{ "id", YAML_STRING, offsetof(struct task, id), .required = true },
	{ "title", YAML_MAP, offsetof(struct task, title), .required = true,
	  .fields = in_languages },
	{ "instruction", YAML_MAP, offsetof(struct task, instruction), .required = true,
	  .fields = in_languages },
	{ "answer", YAML_CHOICE, offsetof(struct task, answer), .choices = answers },
	{ "place", YAML_CHOICE, offsetof(struct task, place), .choices = places },
	{ "to", YAML_CHOICE, offsetof(struct task, to), .choices = targets },
	{ "takes_empty", YAML_BOOL, offsetof(struct task, takes_empty), .min = 0 },
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

void task_init_own(struct task *task, struct span instruction)
{
	instruction = span_slice(span_trim(instruction), 0, TASK_OWN_MOST);
	*task = (struct task){ .id = mem_copy(SPAN("own")) };
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		task->title[i] = mem_copy(instruction);
		task->instruction[i] = mem_copy(instruction);
	}
}

void task_release(struct task *task)
{
	yaml_release(fields, task);
	*task = (struct task){ .id = NULL };
}

/* "1. ", "2) ", "- ", "• ", "* ", and one pair of quotes around all of it. */
static struct span without_bullet(struct span line)
{
	static const char *const bullets[] = { "- ", "* ", "• ", "– ", "— " };
	static const char *const quotes[][2] = {
		{ "\"", "\"" }, { "«", "»" }, { "„", "“" }, { "“", "”" }
	};
	size_t digits = 0;
	while (digits < line.length && digits < 2 && line.at[digits] >= '0' &&
	       line.at[digits] <= '9')
		digits++;
	if (digits && digits < line.length && strchr(".)", line.at[digits]))
		line = span_trim(span_slice(line, digits + 1, line.length));
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (span_starts(line, span_of(bullets[i])))
			line = span_trim(span_slice(line, strlen(bullets[i]), line.length));
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
		struct span open = span_of(quotes[i][0]), close = span_of(quotes[i][1]);
		struct span inner = span_slice(line, open.length, line.length);
		if (span_starts(line, open) && span_ends(inner, close) &&
		    span_find(inner, close, 0) == inner.length - close.length)
			line = span_slice(inner, 0, inner.length - close.length);
	}
	return line;
}

size_t task_lines(struct span answer, struct span lines[TASK_LINES_MOST])
{
	size_t count = 0;
	for (size_t at = 0; at < answer.length && count < TASK_LINES_MOST;) {
		size_t end = span_find(answer, SPAN("\n"), at);
		struct span line = without_bullet(span_trim(span_slice(answer, at, end)));
		at = end + 1;
		if (line.length)
			lines[count++] = line;
	}
	return count;
}
