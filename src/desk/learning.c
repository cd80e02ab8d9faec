#include "desk/learning.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "desk/desk.h"
#include "desk/draft.h"
#include "desk/group.h"

enum { OWN_MOST = 100000 /* bytes of a draft that an exercise can begin with */ };

static const struct lesson_step *step_of(const struct learning *learning)
{
	return lesson_step(learning->lesson, learning->step);
}

static void report(void *context, const char *path, int line, const char *expected)
{
	struct desk *desk = context;
	desk_say(desk, "%s:%d: %s", path_name(path), line, expected);
	desk->message_is_error = true;
}

/* Lessons, progress and rubric are read when the first lesson is wanted. */
static void prepare(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	struct err err;
	if (learning->rubric)
		return;
	lessons_read(&learning->lessons, report, desk);
	if (!progress_read(&learning->progress, &err))
		desk_fail(desk, &err);
	learning->rubric = rubric_new();
}

void learning_release(struct learning *learning)
{
	lessons_release(&learning->lessons);
	progress_release(&learning->progress);
	rubric_free(learning->rubric);
	free(learning->back_path);
	free(learning->back_id);
	str_release(&learning->own);
	*learning = (struct learning){ 0 };
}

static void keep_progress(struct desk *desk)
{
	struct err err;
	if (!progress_save(&desk->learning.progress, &err))
		desk_fail(desk, &err);
	group_tell(desk);
}

/* ---- coming and going ---- */

static void open_step(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	struct str path = { 0 };
	struct err err;
	learning->hints = 0;
	learning->has_tried = learning->shows_model = false;
	learning->is_graded = learning->has_passed = false;
	if (learning_make_answer(desk, &path, &err)) {
		desk_open(desk, str_text(&path), NULL);
		coaching_pin(desk->coaching, (enum language)learning->lesson->language);
		editor_go(&desk->editor, buffer_length(desk->editor.buffer), false);
	} else {
		desk_fail(desk, &err);
		learning->lesson = NULL;
	}
	str_release(&path);
}

/* The draft waits with all that was typed in it, saved or not. */
static void leave_draft(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	struct span text = buffer_text(desk->editor.buffer);
	free(learning->back_path);
	free(learning->back_id);
	learning->back_path = desk->path ? mem_copy(span_of(desk->path)) : NULL;
	learning->back_id = desk->path ? NULL : mem_copy(span_of(desk->id));
	str_clear(&learning->own);
	if (text.length <= OWN_MOST)
		(void)str_add(&learning->own, text);
}

void learning_begin(struct desk *desk, const char *id)
{
	struct learning *learning = &desk->learning;
	prepare(desk);
	const struct lesson *lesson =
		lesson_find(&learning->lessons, span_of(id), language_of_person());
	if (!lesson) {
		desk_say(desk, _("There is no lesson %s. M-l lists them all."), id);
		return;
	}
	if (!learning->lesson)
		leave_draft(desk);
	learning->lesson = lesson;
	learning->step = progress_step(&learning->progress, lesson);
	progress_set(&learning->progress, lesson->id, step_of(learning)->id, PROGRESS_BEGUN);
	open_step(desk);
	keep_progress(desk);
	if (learning->lesson)
		learning_read(desk);
}

const char *learning_title(struct desk *desk, const char *id)
{
	if (!id)
		return NULL;
	prepare(desk);
	const struct lesson *lesson =
		lesson_find(&desk->learning.lessons, span_of(id), language_of_person());
	return lesson ? lesson->title : NULL;
}

/* The answer is the learner's: it is kept as it stands, without a question. */
static void keep_answer(struct desk *desk)
{
	if (editor_is_changed(&desk->editor))
		(void)draft_save(desk); /* it says itself when it could not */
}

void learning_end(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	keep_answer(desk);
	learning->lesson = NULL;
	desk_return(desk, learning->back_path, learning->back_id);
	desk_say(desk, _("Lesson put aside. M-l goes on where you stopped."));
}

static void choose_lesson(struct desk *desk, int value, const char *text)
{
	(void)text;
	struct learning *learning = &desk->learning;
	if (value < 0) {
		learning_read(desk);
		return;
	}
	if (learning->lesson)
		keep_answer(desk);
	learning_begin(desk, learning->lessons.list.at[value].id);
}

static void add_lesson(struct desk *desk, size_t index)
{
	static const char *const signs[] = { "  ", "▸ ", "– ", "✓ " };
	const struct lesson *lesson = &desk->learning.lessons.list.at[index];
	struct str title = { 0 }, note = { 0 };
	(void)str_format(&title, "%s%s", signs[progress_of(&desk->learning.progress, lesson->id)],
			 lesson->title);
	(void)str_format(&note, _("%ld min"), lesson->minutes);
	overlay_item(&desk->overlay, str_text(&title), str_text(&note), (int)index, false);
	str_release(&note);
	str_release(&title);
}

void learning_show(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	int track = -1;
	prepare(desk);
	overlay_list(&desk->overlay, _("Lessons"), _("Type to search · Enter begin · Esc"), true,
		     choose_lesson);
	if (learning->lesson)
		overlay_item(&desk->overlay, _("Read this lesson again"), "", -1, false);
	for (size_t i = 0; i < learning->lessons.list.count; i++) {
		const struct lesson *lesson = &learning->lessons.list.at[i];
		if (lesson !=
		    lesson_find(&learning->lessons, span_of(lesson->id), language_of_person()))
			continue;
		if (lesson->track != track)
			overlay_heading(&desk->overlay,
					lesson_track_title((enum lesson_track)lesson->track));
		track = lesson->track;
		add_lesson(desk, i);
	}
}

/* ---- working on it ---- */

static void go_on(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	const struct lesson *lesson = learning->lesson;
	keep_answer(desk);
	if (learning->step + 1 < lesson_step_count(lesson)) {
		learning->step++;
		open_step(desk);
		learning_read(desk);
		return;
	}
	const struct lesson *next = lesson_next(&learning->lessons, lesson);
	if (next) {
		learning_begin(desk, next->id);
		return;
	}
	learning_end(desk);
	desk_say(desk, _("That was the last lesson of this track. Your own text is waiting."));
}

static bool is_current(const struct desk *desk)
{
	return desk->learning.is_graded &&
	       desk->learning.revision == buffer_revision(desk->editor.buffer);
}

bool learning_is_passed(const struct desk *desk)
{
	return is_current(desk) && desk->learning.has_passed;
}

static void tell_grade(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	size_t start, end;
	if (learning->has_passed)
		desk_say(desk, _("That works. C-g goes on."));
	else if (desk->canvas.columns < DESK_WIDE)
		desk_say(desk, _("Not there yet: M-i gives a hint."));
	else
		desk_say(desk,
			 _("Not there yet: the panel says what is missing. M-i gives a hint."));
	if (!learning->has_passed && learning_place(desk, &start, &end)) {
		editor_go(&desk->editor, start, false);
		desk->follows_caret = true;
	}
	/* Without a panel beside the text it is a page. */
	if (desk->canvas.columns < DESK_WIDE)
		learning_read(desk);
}

void learning_check(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	if (learning_is_passed(desk)) {
		go_on(desk);
		return;
	}
	struct span answer = buffer_text(desk->editor.buffer);
	if (span_trim(answer).length == 0) {
		desk_say(desk, _("Nothing to check yet: write your answer, then C-g."));
		return;
	}
	rubric_grade(learning->rubric, answer, (enum language)learning->lesson->language,
		     &learning->grade);
	learning->has_tried = learning->is_graded = true;
	learning->revision = buffer_revision(desk->editor.buffer);
	learning->has_passed = grade_passes(&learning->grade, step_of(learning), NULL);
	if (learning->has_passed) {
		progress_pass(&learning->progress, learning->lesson, learning->step);
		keep_progress(desk);
	}
	tell_grade(desk);
}

void learning_hint(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	if (learning->hints < step_of(learning)->hints.count)
		learning->hints++;
	else
		desk_say(desk, _("These are all the hints. M-x shows a model answer."));
	if (desk->canvas.columns < DESK_WIDE)
		learning_read(desk);
}

void learning_model(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	if (!learning->has_tried) {
		desk_say(desk, _("Try first: C-g checks your answer. Then there is a model."));
		return;
	}
	learning->shows_model = true;
	if (desk->canvas.columns < DESK_WIDE)
		learning_read(desk);
}

void learning_reset(struct desk *desk)
{
	struct str text = { 0 };
	struct err err;
	learning_starting_text(desk, &text);
	if (!editor_replace(&desk->editor, 0, buffer_length(desk->editor.buffer), str_span(&text),
			    &err))
		desk_fail(desk, &err);
	else
		desk_say(desk, _("As it was at the beginning. C-z brings your answer back."));
	str_release(&text);
}

void learning_skip(struct desk *desk)
{
	struct learning *learning = &desk->learning;
	progress_set(&learning->progress, learning->lesson->id, NULL, PROGRESS_SKIPPED);
	keep_progress(desk);
	keep_answer(desk);
	const struct lesson *next = lesson_next(&learning->lessons, learning->lesson);
	if (next)
		learning_begin(desk, next->id);
	else
		learning_end(desk);
}

bool learning_place(const struct desk *desk, size_t *start, size_t *end)
{
	const struct learning *learning = &desk->learning;
	size_t missing;
	if (!learning->lesson || !is_current(desk) ||
	    grade_passes(&learning->grade, step_of(learning), &missing))
		return false;
	const struct criterion *criterion =
		grade_find(&learning->grade, lesson_need(step_of(learning), missing)->criterion);
	if (!criterion || criterion->start == criterion->end)
		return false;
	*start = criterion->start;
	*end = criterion->end;
	return true;
}
