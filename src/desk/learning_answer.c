/* The practice file of a step: where the learner's answer lies, and what stands in it at first. */
#include "base/file.h"
#include "base/path.h"
#include "desk/desk.h"
#include "desk/learning.h"

static const char *answer_path(const struct learning *learning, struct str *out)
{
	const struct lesson *lesson = learning->lesson;
	struct str folder = { 0 }, name = { 0 };
	(void)str_format(&name, "%s.%s.%s.txt", lesson->id, lesson_step(lesson, learning->step)->id,
			 language_code((enum language)lesson->language));
	const char *path = path_join(out, path_in(&folder, PATH_STATE, "lessons"), str_text(&name));
	str_release(&name);
	str_release(&folder);
	return path;
}

void learning_starting_text(const struct desk *desk, struct str *out)
{
	const struct learning *learning = &desk->learning;
	const struct lesson_step *step = lesson_step(learning->lesson, learning->step);
	str_clear(out);
	if (step->start)
		(void)str_add(out, span_of(step->start));
	else if (step->exercise == EXERCISE_DRAFT && learning->lesson->track == TRACK_FIRST_POST)
		(void)str_add(out, str_span(&learning->own));
}

bool learning_make_answer(const struct desk *desk, struct str *out, struct err *err)
{
	const char *path = answer_path(&desk->learning, out);
	struct file_stamp stamp;
	struct str text = { 0 };
	bool done = file_stat(path, &stamp, err);
	if (done && !stamp.exists) {
		learning_starting_text(desk, &text);
		done = file_keep(path, str_span(&text), err);
	}
	str_release(&text);
	return done;
}
