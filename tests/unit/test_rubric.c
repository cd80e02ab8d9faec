/*
 * The rubric on the examples of its own packs, and what it must not be: a ruler.
 */
#include "unit.h"

#include "base/i18n.h"
#include "lesson/rubric.h"

static struct rubric *rubric;

static int open_rubric(void **state)
{
	(void)state;
	assert_return_code(setenv("TONFALL_DATADIR", "build/share/tonfall", 1), 0);
	i18n_init("en");
	rubric = rubric_new();
	return 0;
}

static int close_rubric(void **state)
{
	(void)state;
	rubric_free(rubric);
	return 0;
}

static int total(const char *text, enum language language)
{
	struct grade grade;
	rubric_grade(rubric, span_of(text), language, &grade);
	return grade.points;
}

static void the_packs_have_no_complaints(void **state)
{
	(void)state;
	const struct packs *packs = rubric_packs(rubric);
	for (size_t i = 0; i < packs->complaints.count; i++)
		print_message("%s:%d: %s\n", packs->complaints.at[i].path,
			      packs->complaints.at[i].line, packs->complaints.at[i].text);
	assert_int_equal(packs->complaints.count, 0);
}

/* Points of the criterion that a rule's id names, a variant's name apart. */
static int points_for(const struct rule *rule, const char *text)
{
	struct grade grade;
	char id[64];
	size_t family = strcspn(rule->id, ".") + 1;
	(void)snprintf(id, sizeof id, "%.*s", (int)(family + strcspn(rule->id + family, ".")),
		       rule->id);
	rubric_grade(rubric, span_of(text), rule->language, &grade);
	const struct criterion *criterion = grade_find(&grade, id);
	assert_non_null(criterion);
	return criterion->points;
}

static size_t check_examples(const struct rule *rule, const struct yaml_strings *examples,
			     bool good)
{
	size_t failed = 0;
	for (size_t i = 0; i < examples->count; i++) {
		int points = points_for(rule, examples->at[i]);
		if (good ? points == RUBRIC_POINTS : points == 0)
			continue;
		print_message("%s (%s): %d points: %s\n", rule->id, language_code(rule->language),
			      points, examples->at[i]);
		failed++;
	}
	return failed;
}

static void good_examples_earn_all_points_and_bad_ones_none(void **state)
{
	(void)state;
	const struct packs *packs = rubric_packs(rubric);
	size_t failed = 0, examples = 0;
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		failed += check_examples(rule, &rule->good, true);
		failed += check_examples(rule, &rule->bad, false);
		examples += rule->good.count + rule->bad.count;
	}
	assert_int_equal(failed, 0);
	assert_true(examples > 0);
}

static void padding_does_not_raise_a_grade(void **state)
{
	(void)state;
	static const char *const weak = "Schreib einen spannenden Post über Teamarbeit.";
	struct str padded = { 0 };
	(void)str_format(&padded, "%s", weak);
	int before = total(weak, LANGUAGE_DE);
	for (int i = 0; i < 10; i++) {
		(void)str_add(&padded,
			      SPAN(" Er soll wirklich sehr schön und angenehm zu lesen sein "
				   "und insgesamt einen guten Eindruck machen."));
		assert_true(total(str_text(&padded), LANGUAGE_DE) <= before);
	}
	str_release(&padded);
}

static void a_short_good_prompt_beats_a_long_vague_one(void **state)
{
	(void)state;
	int good = total("Kürze meinen Entwurf für Lernende auf 90 Wörter. Behalte meine Wörter, "
			 "erfinde nichts.",
			 LANGUAGE_DE);
	int vague =
		total("Schreib mir bitte einen richtig guten, spannenden und professionellen "
		      "LinkedIn-Post über das Thema Führung, der ansprechend und interessant ist "
		      "und bei möglichst vielen Leuten toll ankommt, am liebsten mit einem "
		      "kreativen Einstieg und einem starken Schluss, der alle mitreisst.",
		      LANGUAGE_DE);
	assert_true(good > vague);
}

static void nothing_earns_nothing(void **state)
{
	(void)state;
	assert_int_equal(total("", LANGUAGE_DE), 0);
	assert_int_equal(total(" \n\n", LANGUAGE_DE), 0);
	assert_int_equal(total("\x1b[31m\xff\xfe", LANGUAGE_DE), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_packs_have_no_complaints),
		cmocka_unit_test(good_examples_earn_all_points_and_bad_ones_none),
		cmocka_unit_test(padding_does_not_raise_a_grade),
		cmocka_unit_test(a_short_good_prompt_beats_a_long_vague_one),
		cmocka_unit_test(nothing_earns_nothing),
	};
	return cmocka_run_group_tests(tests, open_rubric, close_rubric);
}
