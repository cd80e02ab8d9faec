/*
 * Typography and usage both ways: texts of tests/typography that are right, with whatever is
 * unusual in them, get no hint of the family; each wrong line gets the hint that is meant, and
 * what it offers makes the line right.
 */
#include "unit.h"

#include "base/file.h"
#include "coach.h"
#include "coach/coach.h"

static struct coach *coach;

static const char *const codes[] = { "de", "fr", "it", "en" };

static void run(struct span text, const char *code, struct report *report)
{
	struct coach_options options = { .pinned = language_from(span_of(code)),
					 .families = 1u << FAMILY_LANGUAGE };
	coach_run(coach, text, &options, report);
}

static void read_file(const char *code, const char *rest, struct str *text)
{
	struct str path = { 0 };
	(void)str_format(&path, "tests/typography/%s-%s", code, rest);
	assert_true(file_read(str_text(&path), 1 << 20, text, NULL, NULL));
	str_release(&path);
}

static bool is_usage(const struct finding *finding)
{
	return finding->rule->family == FAMILY_LANGUAGE;
}

static void expect_nothing(struct span text, const char *code)
{
	struct report report = { .text = NULL };
	run(text, code, &report);
	for (size_t i = 0; i < report.findings.count; i++) {
		const struct finding *f = &report.findings.at[i];
		struct span quote = span_slice(report.analysis.text, f->start, f->end);
		if (is_usage(f))
			fail_msg("%s: %s: %.*s", code, f->rule->id, SPAN_ARGS(quote));
	}
	report_release(&report);
}

static void right_texts_get_no_hint(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct str text = { 0 };
		struct span rest, line;
		read_file(codes[i], "right.txt", &text);
		expect_nothing(str_span(&text), codes[i]);
		rest = str_span(&text);
		while (span_next(&rest, '\n', &line))
			expect_nothing(line, codes[i]);
		str_release(&text);
	}
}

/* The text with all that the rule offers, the last place first. */
static void apply(const struct report *report, struct span rule, struct str *text)
{
	size_t before = report->length + 1;
	str_clear(text);
	(void)str_add(text, report->analysis.text);
	for (;;) {
		const struct finding *last = NULL;
		for (size_t i = 0; i < report->findings.count; i++) {
			const struct finding *f = &report->findings.at[i];
			if (span_equal(span_of(f->rule->id), rule) && f->replacement &&
			    f->start < before && (!last || f->start > last->start))
				last = f;
		}
		if (!last)
			return;
		before = last->start;
		(void)str_replace(text, last->start, last->end - last->start,
				  span_of(last->replacement));
	}
}

static void check_row(struct span rule, struct span wrong, struct span right, const char *code)
{
	struct report report = { .text = NULL };
	struct str text = { 0 };
	run(wrong, code, &report);
	apply(&report, rule, &text);
	if (!span_equal(str_span(&text), right))
		fail_msg("%s: %.*s\n   gives %s", code, SPAN_ARGS(wrong), str_text(&text));
	expect_nothing(right, code);
	str_release(&text);
	report_release(&report);
}

static void what_is_wrong_is_found_and_its_change_makes_it_right(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct str table = { 0 };
		struct span line, rule, wrong;
		int rows = 0;
		read_file(codes[i], "wrong.tsv", &table);
		struct span rest = str_span(&table);
		while (span_next(&rest, '\n', &line)) {
			if (line.length == 0 || line.at[0] == '#')
				continue;
			assert_true(span_next(&line, '\t', &rule));
			assert_true(span_next(&line, '\t', &wrong));
			check_row(rule, wrong, line, codes[i]);
			rows++;
		}
		assert_true(rows >= 15);
		str_release(&table);
	}
}

static size_t count_of(const char *text, const char *code, const char *rule, long *figure)
{
	struct report report = { .text = NULL };
	size_t count = 0;
	run(span_of(text), code, &report);
	for (size_t i = 0; i < report.findings.count; i++)
		if (strcmp(report.findings.at[i].rule->id, rule) == 0) {
			count++;
			*figure = report.findings.at[i].figures[0];
		}
	report_release(&report);
	return count;
}

static void a_habit_is_told_once_with_how_often_it_is_there(void **state)
{
	(void)state;
	long figure = 0;
	assert_int_equal(count_of("Tu viens ? Oui ! Et toi ? Moi aussi ! Quand ? Demain !", "fr",
				  "language.spacing", &figure),
			 1);
	assert_int_equal(figure, 6);
	assert_int_equal(count_of("Das  ist  ein  Satz  mit  Löchern.", "de",
				  "language.double-space", &figure),
			 2);
	assert_int_equal(figure, 5);
}

static void what_is_code_or_an_address_is_left_alone(void **state)
{
	(void)state;
	expect_nothing(SPAN("Siehe https://example.com/a,b/10.000/c--d und www.example.ch/x?y=1,2"),
		       "de");
	expect_nothing(SPAN("Mail an a.b@example.com, Datei snake_case und IPv6, #Info's"), "de");
	expect_nothing(SPAN("Ruf +41 44 123 45 67 an, Adresse 192.168.100.100 bleibt."), "de");
}

static void texts_of_no_language_and_odd_bytes_are_left_alone(void **state)
{
	(void)state;
	expect_nothing(SPAN(""), "de");
	expect_nothing(SPAN("\""), "de");
	expect_nothing(SPAN("«"), "fr");
	expect_nothing(SPAN("» « ’ ' ` ´ …"), "it");
	expect_nothing(SPAN("\xff\xfe \xc2 \xe2\x80 \xab\xbb"), "de");
	expect_nothing(SPAN("你好，世界。"), "en");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(right_texts_get_no_hint),
		cmocka_unit_test(what_is_wrong_is_found_and_its_change_makes_it_right),
		cmocka_unit_test(a_habit_is_told_once_with_how_often_it_is_there),
		cmocka_unit_test(what_is_code_or_an_address_is_left_alone),
		cmocka_unit_test(texts_of_no_language_and_odd_bytes_are_left_alone),
	};
	return cmocka_run_group_tests(tests, open_coach, close_coach);
}
