#include "lesson/trial.h"

#include "base/i18n.h"
#include "base/str.h"
#include "lesson/rubric.h"

struct trial {
	const struct lesson *lesson;
	struct rubric *rubric;
	yaml_report *report;
	void *context;
};

static bool passes(const struct trial *trial, const struct lesson_step *step, const char *answer,
		   const char **missing)
{
	struct grade grade;
	size_t first = 0;
	rubric_grade(trial->rubric, span_of(answer), (enum language)trial->lesson->language,
		     &grade);
	bool passed = grade_passes(&grade, step, &first);
	if (missing)
		*missing = passed ? NULL : lesson_need(step, first)->criterion;
	return passed;
}

static void tell(const struct trial *trial, int line, const char *fault, const char *what)
{
	struct str sentence = { 0 };
	(void)str_format(&sentence, _("%s: %s"), fault, what);
	trial->report(trial->context, trial->lesson->path, line, str_text(&sentence));
	str_release(&sentence);
}

/* A criterion that the rubric does not have can never be reached. */
static bool knows_needs(const struct trial *trial, const struct lesson_step *step)
{
	struct grade grade;
	bool known = true;
	rubric_grade(trial->rubric, SPAN("x"), (enum language)trial->lesson->language, &grade);
	for (size_t i = 0; i < step->needs.count; i++) {
		const struct lesson_need *need = lesson_need(step, i);
		if (grade_find(&grade, need->criterion))
			continue;
		tell(trial, need->line, _("the rubric has no such criterion"), need->criterion);
		known = false;
	}
	return known;
}

static void try_step(const struct trial *trial, const struct lesson_step *step)
{
	const char *missing;
	if (!knows_needs(trial, step))
		return;
	if (!passes(trial, step, step->model, &missing))
		tell(trial, step->line, _("the model answer does not pass; it misses"), missing);
	if (step->start && passes(trial, step, step->start, NULL))
		tell(trial, step->line, _("this `start` passes as it is"), step->start);
	for (size_t i = 0; i < step->bad.count; i++)
		if (passes(trial, step, step->bad.at[i], NULL))
			tell(trial, step->line, _("a bad answer passes"), step->bad.at[i]);
}

void lesson_try(const struct lesson *lesson, yaml_report *report, void *context)
{
	struct trial trial = { lesson, rubric_new(), report, context };
	for (size_t i = 0; i < lesson_step_count(lesson); i++)
		try_step(&trial, lesson_step(lesson, i));
	rubric_free(trial.rubric);
}
