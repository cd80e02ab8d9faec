/*
 * Every lesson of the program: its model answers pass, its bad answers do not, nor do empty and
 * hostile ones; and all languages have the same lessons and steps.
 */
#include "unit.h"

#include "base/i18n.h"
#include "lesson/lesson.h"
#include "lesson/rubric.h"

static struct lessons lessons;
static struct rubric *rubric;
static size_t mistakes;

static void on_mistake(void *context, const char *path, int line, const char *expected)
{
	(void)context;
	print_message("%s:%d: %s\n", path, line, expected);
	mistakes++;
}

static int open_lessons(void **state)
{
	(void)state;
	(void)setenv("TONFALL_DATADIR", "build/share/tonfall", 1);
	(void)setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	i18n_init("en");
	lessons_read(&lessons, on_mistake, NULL);
	rubric = rubric_new();
	return 0;
}

static int close_lessons(void **state)
{
	(void)state;
	rubric_free(rubric);
	lessons_release(&lessons);
	return 0;
}

static bool passes(const struct lesson *lesson, const struct lesson_step *step, const char *answer)
{
	struct grade grade;
	rubric_grade(rubric, span_of(answer), (enum language)lesson->language, &grade);
	return grade_passes(&grade, step, NULL);
}

static void complain(const struct lesson *lesson, const struct lesson_step *step, const char *what,
		     const char *answer)
{
	print_message("%s: %s: %s: %.200s\n", lesson->path, step->id, what, answer);
}

typedef size_t step_test(const struct lesson *lesson, const struct lesson_step *step);

static void for_each_step(step_test *test)
{
	size_t failed = 0, count = 0;
	for (size_t i = 0; i < lessons.list.count; i++)
		for (size_t k = 0; k < lesson_step_count(&lessons.list.at[i]); k++, count++)
			failed += test(&lessons.list.at[i], lesson_step(&lessons.list.at[i], k));
	assert_true(count > 0);
	assert_int_equal(failed, 0);
}

static size_t model_fails(const struct lesson *lesson, const struct lesson_step *step)
{
	bool good = passes(lesson, step, step->model);
	if (!good)
		complain(lesson, step, "the model answer does not pass", step->model);
	return !good;
}

static size_t bad_passes(const struct lesson *lesson, const struct lesson_step *step)
{
	size_t failed = 0;
	for (size_t i = 0; i < step->bad.count; i++) {
		if (!passes(lesson, step, step->bad.at[i]))
			continue;
		complain(lesson, step, "a bad answer passes", step->bad.at[i]);
		failed++;
	}
	return failed;
}

/* What stands there at first is what has to be made better. */
static size_t start_passes(const struct lesson *lesson, const struct lesson_step *step)
{
	if (!step->start || !passes(lesson, step, step->start))
		return 0;
	complain(lesson, step, "the start passes as it is", step->start);
	return 1;
}

static size_t rubbish_passes(const struct lesson *lesson, const struct lesson_step *step)
{
	static const char *const rubbish[] = { "", " \n\t\n", "\x1b]0;x\x07\xff\xfe\xc2\x9b", "?",
					       "asdf qwer" };
	size_t failed = 0;
	for (size_t i = 0; i < sizeof rubbish / sizeof *rubbish; i++) {
		if (!passes(lesson, step, rubbish[i]))
			continue;
		complain(lesson, step, "rubbish passes", rubbish[i]);
		failed++;
	}
	return failed;
}

/* A criterion that the rubric does not have could never be reached. */
static size_t need_is_unknown(const struct lesson *lesson, const struct lesson_step *step)
{
	struct grade grade;
	size_t failed = 0;
	rubric_grade(rubric, SPAN("x"), LANGUAGE_DE, &grade);
	for (size_t i = 0; i < step->needs.count; i++) {
		const char *id = lesson_need(step, i)->criterion;
		if (grade_find(&grade, id))
			continue;
		complain(lesson, step, "there is no criterion", id);
		failed++;
	}
	return failed;
}

static size_t misses_in_a_language(const struct lesson *lesson, const struct lesson_step *step)
{
	size_t failed = 0;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		const struct lesson *other =
			lesson_find(&lessons, span_of(lesson->id), (enum language)i);
		if (other->language == i &&
		    lesson_step_find(other, span_of(step->id)) < lesson_step_count(other))
			continue;
		complain(lesson, step, "is not there in", language_code((enum language)i));
		failed++;
	}
	return failed;
}

static void no_lesson_file_has_a_mistake(void **state)
{
	(void)state;
	assert_int_equal(mistakes, 0);
}

static void every_need_is_a_criterion_of_the_rubric(void **state)
{
	(void)state;
	for_each_step(need_is_unknown);
}

static void every_model_answer_passes(void **state)
{
	(void)state;
	for_each_step(model_fails);
}

static void no_bad_answer_passes(void **state)
{
	(void)state;
	for_each_step(bad_passes);
}

static void no_step_is_passed_before_it_is_begun(void **state)
{
	(void)state;
	for_each_step(start_passes);
}

static void empty_and_hostile_answers_do_not_pass(void **state)
{
	(void)state;
	for_each_step(rubbish_passes);
}

static void all_languages_have_the_same_steps(void **state)
{
	(void)state;
	for_each_step(misses_in_a_language);
}

/* The `lesson` of a rule: what a hint offers must be there, in the reader's language. */
static void every_lesson_that_a_rule_names_is_there_in_all_languages(void **state)
{
	struct packs packs = { 0 };
	size_t named = 0;
	(void)state;
	packs_read(&packs, "build/share/tonfall/rules");
	packs_finish(&packs);
	for (size_t i = 0; i < packs.rules.count; i++)
		for (int k = LANGUAGE_DE; k < LANGUAGE_COUNT && packs.rules.at[i]->lesson; k++) {
			const struct lesson *lesson = lesson_find(
				&lessons, span_of(packs.rules.at[i]->lesson), (enum language)k);
			if (!lesson || lesson->language != k)
				fail_msg("%s: there is no lesson %s in %s", packs.rules.at[i]->id,
					 packs.rules.at[i]->lesson,
					 language_code((enum language)k));
			named++;
		}
	assert_true(named > 40);
	packs_release(&packs);
}

/* Courtesies, ever so often, make no answer. */
static size_t padded_or_endless_passes(const struct lesson *lesson, const struct lesson_step *step)
{
	static const char *const filler[LANGUAGE_COUNT] = {
		"", "Vielen Dank im Voraus, das wäre sehr nett. ",
		"Merci d’avance et bonne journée. ", "Grazie in anticipo e buona giornata. ",
		"Thanks a lot and have a good day. "
	};
	struct str padded = { 0 };
	size_t failed = 0;
	for (size_t i = 0; i < step->bad.count; i++) {
		str_clear(&padded);
		(void)str_format(&padded, "%s ", step->bad.at[i]);
		for (int k = 0; k < 20; k++)
			(void)str_add(&padded, span_of(filler[lesson->language]));
		if (!passes(lesson, step, str_text(&padded)))
			continue;
		complain(lesson, step, "a bad answer passes when it is padded", step->bad.at[i]);
		failed++;
	}
	str_clear(&padded);
	for (int k = 0; k < 4000; k++)
		(void)str_add(&padded, span_of(filler[lesson->language]));
	if (passes(lesson, step, str_text(&padded))) {
		complain(lesson, step, "endless courtesies pass", "");
		failed++;
	}
	str_release(&padded);
	return failed;
}

static void padded_and_very_long_answers_do_not_pass(void **state)
{
	(void)state;
	for_each_step(padded_or_endless_passes);
}

/* A French sign must not begin a line: the space in front of it does not break. */
static bool can_break_before_a_sign(const char *text)
{
	static const char *const pairs[] = { "« ", " »", " ?", " !", " ;", " : " };
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (strstr(text, pairs[i]))
			return true;
	return false;
}

static size_t french_breaks_badly(const struct lesson *lesson, const struct lesson_step *step)
{
	size_t failed = 0;
	if (lesson->language != LANGUAGE_FR)
		return 0;
	const char *texts[3 + 3] = { lesson->text, step->task, step->reason };
	for (size_t i = 0; i < step->hints.count; i++)
		texts[3 + i] = step->hints.at[i];
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!texts[i] || !can_break_before_a_sign(texts[i]))
			continue;
		complain(lesson, step, "a space before a sign can break", texts[i]);
		failed++;
	}
	return failed;
}

static void french_signs_stay_with_their_words(void **state)
{
	(void)state;
	for_each_step(french_breaks_badly);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_lesson_file_has_a_mistake),
		cmocka_unit_test(every_need_is_a_criterion_of_the_rubric),
		cmocka_unit_test(every_model_answer_passes),
		cmocka_unit_test(no_bad_answer_passes),
		cmocka_unit_test(no_step_is_passed_before_it_is_begun),
		cmocka_unit_test(empty_and_hostile_answers_do_not_pass),
		cmocka_unit_test(all_languages_have_the_same_steps),
		cmocka_unit_test(every_lesson_that_a_rule_names_is_there_in_all_languages),
		cmocka_unit_test(padded_and_very_long_answers_do_not_pass),
		cmocka_unit_test(french_signs_stay_with_their_words),
	};
	return cmocka_run_group_tests(tests, open_lessons, close_lessons);
}
