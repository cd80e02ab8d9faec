#include "lesson/lesson.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "lesson/trial.h"

enum { LESSONS_MOST = 1000, STEPS_MOST = 30, NEEDS_MOST = 20, HINTS_MOST = 3 };

const char *const lesson_tracks[TRACK_COUNT + 1] = { "first-post", "prompts", "own", NULL };
static const char *const exercises[] = { "write", "improve", "draft", NULL };
static const char *const languages[] = { "", "de", "fr", "it", "en", NULL };

#define FIELD(of, key_, type_, member_) \
	.key = key_, .type = type_, .offset = offsetof(struct of, member_)

static const struct yaml_field need_fields[] = {
	{ FIELD(lesson_need, "criterion", YAML_STRING, criterion), .required = true },
	{ FIELD(lesson_need, "least", YAML_INTEGER, least), .min = 1, .max = 2 },
	{ FIELD(lesson_need, "missing", YAML_STRING, missing) },
	{ 0 },
};

static const struct yaml_field step_fields[] = {
	{ FIELD(lesson_step, "id", YAML_STRING, id), .required = true },
	{ FIELD(lesson_step, "exercise", YAML_CHOICE, exercise), .choices = exercises },
	{ FIELD(lesson_step, "task", YAML_STRING, task), .required = true },
	{ FIELD(lesson_step, "start", YAML_STRING, start) },
	{ FIELD(lesson_step, "needs", YAML_LIST, needs), .required = true, .fields = need_fields,
	  .size = sizeof(struct lesson_need), .line = offsetof(struct lesson_need, line) },
	{ FIELD(lesson_step, "hints", YAML_STRINGS, hints), .required = true },
	{ FIELD(lesson_step, "model", YAML_STRING, model), .required = true },
	{ FIELD(lesson_step, "reason", YAML_STRING, reason), .required = true },
	{ FIELD(lesson_step, "bad", YAML_STRINGS, bad), .required = true },
	{ 0 },
};

const struct yaml_field lesson_fields[] = {
	{ FIELD(lesson, "id", YAML_STRING, id), .required = true },
	{ FIELD(lesson, "track", YAML_CHOICE, track), .choices = lesson_tracks, .required = true },
	{ FIELD(lesson, "number", YAML_INTEGER, number), .required = true, .min = 1, .max = 999 },
	{ FIELD(lesson, "minutes", YAML_INTEGER, minutes), .required = true, .min = 1, .max = 30 },
	{ FIELD(lesson, "language", YAML_CHOICE, language), .choices = languages },
	{ FIELD(lesson, "title", YAML_STRING, title), .required = true },
	{ FIELD(lesson, "text", YAML_STRING, text), .required = true },
	{ FIELD(lesson, "steps", YAML_LIST, steps), .required = true, .fields = step_fields,
	  .size = sizeof(struct lesson_step), .line = offsetof(struct lesson_step, line) },
	{ FIELD(lesson, "completes", YAML_STRINGS, completes) },
	{ 0 },
};

struct reading {
	struct lessons *lessons;
	enum language language; /* of the folder */
	yaml_report *report;
	void *context;
	bool is_wrong;
};

static void release(struct lesson *lesson)
{
	yaml_release(lesson_fields, lesson);
	free(lesson->path);
}

static void complain(void *context, const char *path, int line, const char *expected)
{
	struct reading *reading = context;
	reading->is_wrong = true;
	reading->report(reading->context, path, line, expected);
}

/* ---- what the schema cannot say ---- */

static bool has_twice(const struct lesson *lesson, size_t index)
{
	const char *id = lesson_step(lesson, index)->id;
	return lesson_step_find(lesson, span_of(id)) != index;
}

static const char *fault_of_step(const struct lesson *lesson, size_t index)
{
	const struct lesson_step *step = lesson_step(lesson, index);
	if (has_twice(lesson, index))
		return _("two steps have the same id");
	if (step->needs.count == 0 || step->needs.count > NEEDS_MOST)
		return _("a step needs between 1 and 20 criteria under `needs`");
	if (step->hints.count == 0 || step->hints.count > HINTS_MOST)
		return _("a step has between 1 and 3 hints");
	if (step->bad.count == 0)
		return _("a step needs at least one `bad` answer that must not pass");
	if (step->exercise == EXERCISE_IMPROVE && !step->start)
		return _("`improve` needs a `start`: the text that is to be made better");
	return NULL;
}

/* *line: of the step, 0 for the whole lesson. */
static const char *fault_of(const struct lesson *lesson, int *line)
{
	size_t count = lesson_step_count(lesson);
	if (lesson->language == LANGUAGE_NONE)
		return _("the lesson needs a language: de, fr, it or en");
	if (count == 0 || count > STEPS_MOST)
		return _("a lesson has between 1 and 30 steps");
	for (size_t i = 0; i < count; i++) {
		const char *fault = fault_of_step(lesson, i);
		*line = fault ? lesson_step(lesson, i)->line : 0;
		if (fault)
			return fault;
	}
	return NULL;
}

/* ---- reading ---- */

static struct lesson *find_same(const struct lessons *lessons, const struct lesson *lesson)
{
	for (size_t i = 0; i < lessons->list.count; i++) {
		struct lesson *other = &lessons->list.at[i];
		if (other->language == lesson->language && strcmp(other->id, lesson->id) == 0)
			return other;
	}
	return NULL;
}

static void set_defaults(struct lesson *lesson)
{
	for (size_t i = 0; i < lesson_step_count(lesson); i++) {
		const struct lesson_step *step = lesson_step(lesson, i);
		struct lesson_need *needs = step->needs.at;
		for (size_t k = 0; k < step->needs.count; k++)
			if (needs[k].least == 0)
				needs[k].least = 2;
	}
}

static void add(struct lessons *lessons, struct lesson *lesson)
{
	struct lesson *same = find_same(lessons, lesson);
	if (same) {
		release(same);
		*same = *lesson;
	} else if (lessons->list.count < LESSONS_MOST) {
		*arr_add(&lessons->list) = *lesson;
	} else {
		release(lesson);
	}
}

static bool read_file(void *context, const char *path)
{
	struct reading *reading = context;
	struct lesson lesson = { .language = (int)reading->language };
	if (strcmp(path_name(path), "rubric.yaml") == 0)
		return true;
	bool was_wrong = reading->is_wrong;
	reading->is_wrong = false;
	bool done = yaml_read_map(path, lesson_fields, &lesson, complain, reading) &&
		    !reading->is_wrong;
	int line = 0;
	const char *fault = done ? fault_of(&lesson, &line) : NULL;
	if (fault)
		complain(reading, path, line, fault);
	if (done && !fault) {
		lesson.path = mem_copy(span_of(path));
		set_defaults(&lesson);
		add(reading->lessons, &lesson);
	} else {
		release(&lesson);
	}
	reading->is_wrong |= was_wrong;
	return true;
}

static void read_folder(struct reading *reading, const char *folder)
{
	struct err err;
	if (!file_each(folder, ".yaml", read_file, reading, &err))
		complain(reading, folder, 0, err.text);
}

static void read_place(struct reading *reading, enum path_place place)
{
	struct str folder = { 0 }, path = { 0 };
	(void)path_in(&folder, place, "lessons");
	reading->language = LANGUAGE_NONE;
	read_folder(reading, str_text(&folder));
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		reading->language = (enum language)i;
		read_folder(reading,
			    path_join(&path, str_text(&folder), language_code(reading->language)));
	}
	str_release(&path);
	str_release(&folder);
}

static int by_place(const void *a, const void *b)
{
	const struct lesson *x = a, *y = b;
	if (x->track != y->track)
		return x->track - y->track;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	int order = strcmp(x->id, y->id);
	return order ? order : x->language - y->language;
}

void lessons_read(struct lessons *lessons, yaml_report *report, void *context)
{
	struct reading reading = { .lessons = lessons, .report = report, .context = context };
	*lessons = (struct lessons){ 0 };
	read_place(&reading, PATH_SHARED);
	read_place(&reading, PATH_CONFIG);
	if (lessons->list.count)
		qsort(lessons->list.at, lessons->list.count, sizeof *lessons->list.at, by_place);
}

bool lessons_check(const char *path, yaml_report *report, void *context)
{
	struct lessons lessons = { 0 };
	struct reading reading = { .lessons = &lessons, .report = report, .context = context };
	struct str folder = { 0 };
	/* lessons/de/x.yaml is German without saying so. */
	reading.language = language_from(span_of(path_name(path_folder(&folder, path))));
	(void)read_file(&reading, path); /* always goes on; is_wrong says how it was */
	if (!reading.is_wrong && lessons.list.count)
		lesson_try(&lessons.list.at[0], complain, &reading);
	str_release(&folder);
	lessons_release(&lessons);
	return !reading.is_wrong;
}

void lessons_release(struct lessons *lessons)
{
	for (size_t i = 0; i < lessons->list.count; i++)
		release(&lessons->list.at[i]);
	arr_release(&lessons->list);
}

/* ---- queries ---- */

const char *lesson_track_title(enum lesson_track track)
{
	switch (track) {
	case TRACK_FIRST_POST:
		return _("Your first post");
	case TRACK_PROMPTS:
		return _("Writing prompts");
	case TRACK_OWN:
		return _("Own lessons");
	case TRACK_COUNT:
		break;
	}
	return "";
}

const struct lesson *lesson_find(const struct lessons *lessons, struct span id,
				 enum language language)
{
	const struct lesson *found = NULL;
	for (size_t i = 0; i < lessons->list.count; i++) {
		const struct lesson *lesson = &lessons->list.at[i];
		if (!span_equal(span_of(lesson->id), id))
			continue;
		if (lesson->language == (int)language)
			return lesson;
		if (!found || lesson->language == LANGUAGE_EN)
			found = lesson;
	}
	return found;
}

size_t lesson_step_count(const struct lesson *lesson)
{
	return lesson->steps.count;
}

const struct lesson_step *lesson_step(const struct lesson *lesson, size_t index)
{
	return (const struct lesson_step *)lesson->steps.at + index;
}

size_t lesson_step_find(const struct lesson *lesson, struct span id)
{
	size_t index = 0;
	while (index < lesson_step_count(lesson) &&
	       !span_equal(span_of(lesson_step(lesson, index)->id), id))
		index++;
	return index;
}

const struct lesson_need *lesson_need(const struct lesson_step *step, size_t index)
{
	return (const struct lesson_need *)step->needs.at + index;
}

const struct lesson *lesson_next(const struct lessons *lessons, const struct lesson *lesson)
{
	for (const struct lesson *next = lesson + 1;
	     next < lessons->list.at + lessons->list.count && next->track == lesson->track; next++)
		if (next->language == lesson->language)
			return next;
	return NULL;
}
