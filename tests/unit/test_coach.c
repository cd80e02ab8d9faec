/* The coach on a whole text: families, praise, platforms, the same bytes for the same input. */
#include "unit.h"

#include "base/file.h"
#include "coach.h"
#include "coach/coach.h"

static struct coach *coach;

static void run(const char *text, const struct coach_options *options, struct report *report)
{
	coach_run(coach, span_of(text), options, report);
}

static const char bait[] =
	"Wir freuen uns riesig, euch mitteilen zu dürfen, dass wir wachsen. "
	"Like, wenn du auch dabei bist! Mehr: https://example.ch #a #b #c #d #e #f";

static void only_the_families_asked_for_are_reported(void **state)
{
	struct coach_options options = { .pinned = LANGUAGE_DE };
	struct report report = { .text = NULL };
	(void)state;
	run(bait, &options, &report);
	assert_true(report.findings.count > 2);
	options.families = 1u << FAMILY_FORMAT;
	run(bait, &options, &report);
	assert_true(report.findings.count > 0);
	for (size_t i = 0; i < report.findings.count; i++)
		assert_int_equal(report.findings.at[i].rule->family, FAMILY_FORMAT);
	report_release(&report);
}

static void praise_is_no_hint(void **state)
{
	struct coach_options options = { .pinned = LANGUAGE_DE };
	struct report report = { .text = NULL };
	(void)state;
	run("Letzte Woche rief mich eine Kundin um 7 Uhr an. Mein Tipp: Ruft zurück.", &options,
	    &report);
	assert_true(report.praise.count >= 3);
	assert_true(report_speaks_of(&report, "hook.scene"));
	for (size_t i = 0; i < report.findings.count; i++)
		assert_false(report.findings.at[i].rule->praise);
	report_release(&report);
}

static void a_family_says_how_it_stands(void **state)
{
	struct coach_options options = { .pinned = LANGUAGE_DE };
	struct report report = { .text = NULL };
	(void)state;
	run("Zu kurz.", &options, &report);
	assert_int_equal(report_family(&report, FAMILY_HOOK), -2);
	run(bait, &options, &report);
	assert_int_equal(report_family(&report, FAMILY_DISCUSSION), SEVERITY_WARN);
	assert_int_equal(report_family(&report, FAMILY_TRUST), -1);
	report_release(&report);
}

/* A short text is not blamed for a question that it lacks, nor praised for one. */
static void a_question_is_good_only_where_there_is_one(void **state)
{
	struct coach_options options = { .pinned = LANGUAGE_DE };
	struct report report = { .text = NULL };
	(void)state;
	run("Heute war ein guter Tag, denn ich habe ein Kabel gefunden.", &options, &report);
	assert_int_equal(report_family(&report, FAMILY_DISCUSSION), -2);
	run("Heute habe ich ein Kabel gefunden. Wie findet ihr die richtigen Kabel?", &options,
	    &report);
	assert_int_equal(report_family(&report, FAMILY_DISCUSSION), -1);
	report_release(&report);
}

static void the_limit_is_that_of_the_platform(void **state)
{
	struct coach_options options = { .pinned = LANGUAGE_DE, .platform = "x" };
	struct report report = { .text = NULL };
	struct str text = { 0 };
	(void)state;
	for (int i = 0; i < 60; i++)
		(void)str_add(&text, SPAN("Wort "));
	run(str_text(&text), &options, &report);
	assert_int_equal(report.measures.characters, 299);
	assert_true(report_speaks_of(&report, "length.over"));
	options.platform = "linkedin";
	run(str_text(&text), &options, &report);
	assert_false(report_speaks_of(&report, "length.over"));
	options.platform = "myspace";
	run(str_text(&text), &options, &report);
	assert_string_equal(report.platform->id, "linkedin");
	report_release(&report);
	str_release(&text);
}

/* All that a report says of the text, as text. */
static void print_report(const struct report *report, struct str *out)
{
	for (size_t i = 0; i < report->findings.count; i++) {
		const struct finding *f = &report->findings.at[i];
		(void)str_format(out, "%s %zu %zu %ld %s\n", f->rule->id, f->start, f->end,
				 f->figures[0], f->word ? f->word : "");
	}
	(void)str_format(out, "%zu %f\n", report->measures.characters,
			 report->measures.readability);
}

static void a_report_used_again_says_the_same_as_a_new_one(void **state)
{
	struct coach_options options = { .pinned = LANGUAGE_NONE };
	struct report used = { .text = NULL }, new = { .text = NULL };
	struct str first = { 0 }, second = { 0 }, text = { 0 };
	(void)state;
	assert_true(file_read("tests/samples/en-polished.txt", 1 << 20, &text, NULL, NULL));
	run(bait, &options, &used);
	run(str_text(&text), &options, &used);
	run(str_text(&text), &options, &new);
	print_report(&used, &first);
	print_report(&new, &second);
	assert_true(first.length > 100);
	assert_string_equal(str_text(&first), str_text(&second));
	report_release(&used);
	report_release(&new);
	str_release(&first);
	str_release(&second);
	str_release(&text);
}

/* Of a coach that read less at first: the findings of the one that read all. */
static void assert_says_the_same(struct coach *later, const char *text)
{
	const struct coach_options options = { .pinned = LANGUAGE_EN };
	struct report wanted = { .text = NULL }, report = { .text = NULL };
	run(text, &options, &wanted);
	coach_run(later, span_of(text), &options, &report);
	assert_int_equal(report.findings.count, wanted.findings.count);
	for (size_t i = 0; i < wanted.findings.count; i++) {
		const struct finding *a = &report.findings.at[i], *b = &wanted.findings.at[i];
		assert_string_equal(a->rule->id, b->rule->id);
		assert_int_equal(a->rule->language, b->rule->language);
		assert_int_equal(a->start, b->start);
		assert_int_equal(a->end, b->end);
	}
	report_release(&report);
	report_release(&wanted);
}

static void the_rules_of_other_languages_come_with_the_first_sentence_in_one(void **state)
{
	struct coach *later = coach_new_for(LANGUAGE_EN);
	struct str both = { 0 };
	static const char english[] = "I am thrilled to announce that we grow. Agree?\n\n";
	(void)state;
	assert_says_the_same(later, english);
	size_t few = coach_packs(later)->rules.count, all = coach_packs(coach)->rules.count;
	assert_true(few < all);
	const struct rule *first = coach_packs(later)->rules.at[0];
	(void)str_format(&both, "%s%s", english, bait);
	assert_says_the_same(later, str_text(&both));
	assert_int_equal(coach_packs(later)->rules.count, all);
	assert_ptr_equal(coach_packs(later)->rules.at[0], first);
	assert_int_equal(coach_complaints(later)->count, 0);
	str_release(&both);
	coach_free(later);
}

static void an_empty_text_has_no_hints(void **state)
{
	struct coach_options options = { .pinned = LANGUAGE_NONE };
	struct report report = { .text = NULL };
	(void)state;
	run("", &options, &report);
	assert_int_equal(report.findings.count, 0);
	assert_int_equal(report.measures.characters, 0);
	run("\n\n  \n", &options, &report);
	assert_int_equal(report.findings.count, 0);
	report_release(&report);
}

static void find_copies(void *context, const struct analysis *analysis, struct copies *copies)
{
	double *share = context;
	copies->share = *share;
	*arr_add(&copies->passages) =
		(struct copied){ 0, analysis->text.length, analysis->words, "text.txt" };
}

static void a_copied_text_is_told_from_sixty_per_cent_on(void **state)
{
	double share = 0.7;
	struct coach_options options = { .pinned = LANGUAGE_DE,
					 .find_copies = find_copies,
					 .copies_context = &share };
	struct report report = { .text = NULL };
	struct str sentence = { 0 };
	(void)state;
	run("Der Server stand still.", &options, &report);
	assert_true(report_speaks_of(&report, "trust.copy"));
	for (size_t i = 0; i < report.findings.count; i++)
		if (strcmp(report.findings.at[i].rule->id, "trust.copy") == 0)
			finding_sentence(&report.findings.at[i], FINDING_MESSAGE, LANGUAGE_EN,
					 report.analysis.text, &sentence);
	assert_string_equal(str_text(&sentence), "70% of it is already in “text.txt”.");
	share = 0.5;
	run("Der Server stand still.", &options, &report);
	assert_false(report_speaks_of(&report, "trust.copy"));
	report_release(&report);
	str_release(&sentence);
}

static void every_rule_has_its_sentences_in_four_languages_and_names_its_evidence(void **state)
{
	const struct packs *packs = coach_packs(coach);
	size_t rules = 0;
	(void)state;
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		if (rule->helper || rule->base)
			continue;
		rules += !rule->praise;
		for (int part = 0; part < (rule->praise ? FINDING_FIX : FINDING_PART_COUNT); part++)
			for (int k = LANGUAGE_DE; k < LANGUAGE_COUNT; k++)
				if (!rule->texts[part].by_language[k])
					fail_msg("%s:%d: %s", rule->path, rule->line, rule->id);
		if (!rule_source(&rule->evidence, LANGUAGE_EN) || !rule->evidence.year)
			fail_msg("%s:%d: %s has no evidence", rule->path, rule->line, rule->id);
	}
	assert_true(rules >= 45);
}

static int open_coach(void **state)
{
	(void)state;
	coach = coach_of_sources();
	return 0;
}

static int close_coach(void **state)
{
	(void)state;
	coach_free(coach);
	return 0;
}

/* What a text alone cannot show: these speak by a dictionary, by texts to compare with, by a list
 * or by settings of the person, and have tests of their own. */
static bool needs_more_than_a_text(const char *id)
{
	static const char *const ids[] = { "spelling.unknown", "spelling.name", "spelling.tag",
					   "substance.again",  "trust.copy",	"trust.house" };
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

static void every_rule_has_three_examples_of_either_kind_in_each_of_its_languages(void **state)
{
	const struct packs *packs = coach_packs(coach);
	(void)state;
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		if (rule->helper || needs_more_than_a_text(rule->id))
			continue;
		bool has_own = false; /* an entry for all languages leaves them to those of each */
		for (size_t k = 0; k < packs->rules.count && rule->language == LANGUAGE_NONE; k++)
			has_own |= packs->rules.at[k]->base == rule;
		if (!has_own && (rule->bad.count < 3 || rule->good.count < 3))
			fail_msg("%s:%d: %s has %zu bad and %zu good examples", rule->path,
				 rule->line, rule->id, rule->bad.count, rule->good.count);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_families_asked_for_are_reported),
		cmocka_unit_test(praise_is_no_hint),
		cmocka_unit_test(a_family_says_how_it_stands),
		cmocka_unit_test(a_question_is_good_only_where_there_is_one),
		cmocka_unit_test(the_limit_is_that_of_the_platform),
		cmocka_unit_test(a_report_used_again_says_the_same_as_a_new_one),
		cmocka_unit_test(the_rules_of_other_languages_come_with_the_first_sentence_in_one),
		cmocka_unit_test(an_empty_text_has_no_hints),
		cmocka_unit_test(a_copied_text_is_told_from_sixty_per_cent_on),
		cmocka_unit_test(
			every_rule_has_its_sentences_in_four_languages_and_names_its_evidence),
		cmocka_unit_test(
			every_rule_has_three_examples_of_either_kind_in_each_of_its_languages),
	};
	return cmocka_run_group_tests(tests, open_coach, close_coach);
}
