/*
 * The sample posts against tests/samples/expected.yaml: what the coach must say, must not say, and
 * exactly which words it may mark. Rules that no pack has yet are passed over.
 */
#include "unit.h"

#include "base/file.h"
#include "coach.h"
#include "coach/coach.h"

static struct coach *coach;
static struct speller *speller;

static bool has(const struct report *report, struct span rule)
{
	for (size_t i = 0; i < report->findings.count; i++)
		if (span_equal(span_of(report->findings.at[i].rule->id), rule))
			return true;
	return false;
}

static bool exists(struct span rule)
{
	return packs_find(coach_packs(coach), rule, LANGUAGE_DE) != NULL;
}

static size_t misspelled_in(const struct report *report, struct span list)
{
	size_t marked = 0;
	for (size_t i = 0; i < report->findings.count; i++) {
		const struct finding *f = &report->findings.at[i];
		if (f->rule->family != FAMILY_SPELLING || f->rule->severity < SEVERITY_WARN)
			continue;
		struct span word = span_slice(report->analysis.text, f->start, f->end);
		if (span_find(list, word, 0) == list.length)
			print_message("marked: %.*s\n", SPAN_ARGS(word));
		assert_true(span_find(list, word, 0) < list.length);
		marked++;
	}
	return marked;
}

static size_t count_items(struct span list)
{
	size_t items = list.length > 0;
	for (size_t i = 0; i < list.length; i++)
		items += list.at[i] == ',';
	return items;
}

static void check_line(const struct report *report, struct span line)
{
	size_t open = span_find(line, SPAN("["), 0), close = span_find(line, SPAN("]"), 0);
	struct span list = span_slice(line, open + 1, close), rest = list, item;
	line = span_trim(line);
	if (span_starts(line, SPAN("spelling:"))) {
		assert_int_equal(misspelled_in(report, list), count_items(list));
		return;
	}
	bool must = span_starts(line, SPAN("must:"));
	if (!must && !span_starts(line, SPAN("must_not:")))
		return;
	while (list.length && span_next(&rest, ',', &item)) {
		item = span_trim(item);
		bool said = has(report, item);
		if (said != must && (!must || exists(item)))
			fail_msg("%s %.*s", must ? "does not say" : "says", SPAN_ARGS(item));
	}
}

static void the_samples_get_the_hints_they_should(void **state)
{
	(void)state;
	struct str expected = { 0 }, text = { 0 }, path = { 0 };
	struct report report = { .text = NULL };
	struct coach_options options = { .speller = speller };
	assert_true(file_read("tests/samples/expected.yaml", 1 << 20, &expected, NULL, NULL));
	struct span rest = str_span(&expected), line;
	while (span_next(&rest, '\n', &line)) {
		if (span_ends(line, SPAN(".txt:"))) {
			str_clear(&path);
			(void)str_format(&path, "tests/samples/%.*s", (int)line.length - 1,
					 line.at);
			str_release(&text);
			assert_true(file_read(str_text(&path), 1 << 20, &text, NULL, NULL));
			coach_run(coach, str_span(&text), &options, &report);
			print_message("%s\n", str_text(&path));
		} else if (span_starts(line, SPAN("  language: "))) {
			struct span tag = span_slice(line, 12, line.length);
			const char *got = language_tag(report.analysis.language);
			assert_true(span_equal(span_of(got), tag));
		} else if (span_starts(line, SPAN("  "))) {
			check_line(&report, line);
		}
	}
	report_release(&report);
	str_release(&expected);
	str_release(&text);
	str_release(&path);
}

static bool gives(const struct rule *rule, const char *text)
{
	struct coach_options options = { .pinned = rule->language, .speller = speller };
	struct report report = { .text = NULL };
	coach_run(coach, span_of(text), &options, &report);
	bool found = report_speaks_of(&report, rule->id);
	report_release(&report);
	return found;
}

static void every_bad_example_gets_its_hint_and_no_good_one_does(void **state)
{
	(void)state;
	const struct packs *packs = coach_packs(coach);
	assert_true(packs->rules.count > 20);
	assert_int_equal(packs->complaints.count, 0);
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		for (size_t k = 0; k < rule->bad.count; k++)
			if (!gives(rule, rule->bad.at[k]))
				fail_msg("%s:%d: silent: %s", rule->path, rule->line,
					 rule->bad.at[k]);
		for (size_t k = 0; k < rule->good.count; k++)
			if (gives(rule, rule->good.at[k]))
				fail_msg("%s:%d: speaks: %s", rule->path, rule->line,
					 rule->good.at[k]);
	}
}

static void a_post_over_the_limit_is_blocked(void **state)
{
	(void)state;
	struct str text = { 0 };
	struct report report = { .text = NULL };
	struct coach_options options = { .pinned = LANGUAGE_DE };
	for (int i = 0; i < 601; i++)
		(void)str_add(&text, SPAN("Wort "));
	coach_run(coach, str_span(&text), &options, &report);
	assert_true(has(&report, SPAN("length.over")));
	assert_int_equal(report.measures.characters, 601 * 5 - 1);
	report_release(&report);
	str_release(&text);
}

static int open_coach(void **state)
{
	(void)state;
	coach = coach_of_sources();
	speller = speller_new();
	return 0;
}

static int close_coach(void **state)
{
	(void)state;
	coach_free(coach);
	speller_free(speller);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_samples_get_the_hints_they_should),
		cmocka_unit_test(every_bad_example_gets_its_hint_and_no_good_one_does),
		cmocka_unit_test(a_post_over_the_limit_is_blocked),
	};
	return cmocka_run_group_tests(tests, open_coach, close_coach);
}
