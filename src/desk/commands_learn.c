#include "desk/command.h"

#include "base/i18n.h"
#include "desk/desk.h"

static const char *no_lesson(const struct desk *desk)
{
	return desk->learning.lesson ? NULL : _("no lesson is open; M-l lists them");
}

static void run_lessons(struct desk *desk, int value)
{
	(void)value;
	learning_show(desk);
}

static void run_check(struct desk *desk, int value)
{
	(void)value;
	learning_check(desk);
}

static void run_hint(struct desk *desk, int value)
{
	(void)value;
	learning_hint(desk);
}

static void run_model(struct desk *desk, int value)
{
	(void)value;
	learning_model(desk);
}

static void run_reset(struct desk *desk, int value)
{
	(void)value;
	learning_reset(desk);
}

static void run_skip(struct desk *desk, int value)
{
	(void)value;
	learning_skip(desk);
}

static void run_leave(struct desk *desk, int value)
{
	(void)value;
	learning_end(desk);
}

static void run_compare(struct desk *desk, int value)
{
	(void)value;
	comparing_start(desk);
}

const struct command commands_learn[] = {
	{ "lessons", N_("Lessons"), "M-l", N_("Learn to write prompts, and a first post."), NULL,
	  run_lessons, 0 },
	{ "lesson-check", N_("Check the answer"), "C-g",
	  N_("In a lesson: what is there, what is missing; then goes on."), no_lesson, run_check,
	  0 },
	{ "lesson-hint", N_("Hint of the lesson"), "M-i", N_("In a lesson: one hint more."),
	  no_lesson, run_hint, 0 },
	{ "lesson-model", N_("Model answer"), "M-x",
	  N_("In a lesson, after trying: how it could be."), no_lesson, run_model, 0 },
	{ "lesson-compare", N_("Compare two answers"), "M-4",
	  N_("In a lesson, when your prompt is good: what a model makes of it, and of the weak "
	     "one."),
	  no_lesson, run_compare, 0 },
	{ "lesson-reset", N_("Begin the exercise anew"), "M-0",
	  N_("In a lesson: the answer as it was at first."), no_lesson, run_reset, 0 },
	{ "lesson-skip", N_("Skip the lesson"), "M-9", N_("In a lesson: goes to the next one."),
	  no_lesson, run_skip, 0 },
	{ "lesson-leave", N_("Leave the lesson"), "M-q", N_("Back to the draft; the answer stays."),
	  no_lesson, run_leave, 0 },
	{ 0 },
};
