/* Patterns that cannot match are passed over, never one that can. */
#include "unit.h"

#include "rule/pattern.h"
#include "rule/prefilter.h"

static bool may_match(const char *pattern, const char *text)
{
	struct prefilter filter = { .count = 0 };
	prefilter_add(&filter, pattern, NULL, 0);
	return prefilter_find(&filter, span_of(text)) != 0;
}

static void what_no_beginning_is_in_is_passed_over(void **state)
{
	static const struct {
		const char *pattern, *text;
	} rows[] = {
		{ "\\b(?:comment|type|dm me)\\b \\d", "We talk about this; a cat, a com" },
		{ "\\[(?:your )?name\\]|utm_source=(?:a|b)", "No bracket, no source." },
		{ "tippt? mal", "Tip" },
		{ "(?:(?:like|share) this|repost)", "Nothing of it." },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (may_match(rows[i].pattern, rows[i].text))
			fail_msg("%s in %s", rows[i].pattern, rows[i].text);
}

static void what_matches_is_never_passed_over(void **state)
{
	static const struct {
		const char *pattern, *text;
	} rows[] = {
		{ "\\b(?:comment|type|dm me)\\b", "So, DM me." },
		{ "\\[(?:your )?name\\]", "I am [your name]." },
		{ "tippt? mal", "Tipp mal!" },
		{ "(?:tipp)?mal", "einmal" },
		{ "(?:tipp|)mal", "einmal" },
		{ "(?:tipp){0,1}mal", "einmal" },
		{ "t?al", "al" },
		{ "t*al", "al" },
		{ "(mal|tal)", "mal" },
		{ "[mt]al", "tal" },
		{ "kommt", "\u212aommt" },
		{ "ist so", "iſt \u017fo" },
		{ "été", "ÉTÉ" },
		{ "a[|]b|c", "c" },
		{ "a[]|]b|c", "c" },
		{ "\\Qa|b\\E|c", "a|b" },
		{ "(?i)ab|(?x) c d", "cd" },
		{ "(?|ab|cd)e", "cde" },
		{ "(?=x)x|y", "x" },
		{ "\\d+ Jahre", "12 Jahre" },
		{ "\\.ch", "www.ch" },
		{ "x", "at the end: x" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t start, end;
		struct pattern *pattern = pattern_new(rows[i].pattern, NULL);
		assert_non_null(pattern);
		if (pattern_find(pattern, span_of(rows[i].text), 0, &start, &end) != PATTERN_FOUND)
			fail_msg("%s is not in %s", rows[i].pattern, rows[i].text);
		if (!may_match(rows[i].pattern, rows[i].text))
			fail_msg("%s passed over in %s", rows[i].pattern, rows[i].text);
		pattern_free(pattern);
	}
}

static void a_first_byte_tells_where_the_writing_does_not(void **state)
{
	static const char written[] = "(?-i)(?<=\\p{Latin})[\\x{370}-\\x{52f}]+";
	struct prefilter filter = { .count = 0 };
	struct pattern *pattern = pattern_new(written, NULL);
	(void)state;
	assert_non_null(pattern_first(pattern));
	prefilter_add(&filter, written, pattern_first(pattern), 3);
	assert_int_equal(prefilter_find(&filter, SPAN("plain, “Zürich”")), 0);
	assert_int_equal(prefilter_find(&filter, SPAN("pаypal")), 8); /* а of Cyrillic */
	pattern_free(pattern);
}

static void each_pattern_is_told_by_its_bit(void **state)
{
	struct prefilter filter = { .count = 0 };
	(void)state;
	prefilter_add(&filter, "alpha", NULL, 0);
	prefilter_add(&filter, "alps", NULL, 1);
	prefilter_add(&filter, "\\d", NULL, 2);
	assert_int_equal(prefilter_find(&filter, SPAN("the Alps")), 2 | 4);
	assert_int_equal(prefilter_find(&filter, SPAN("alpha, alps")), 7);
}

static void the_places_of_a_pattern_are_told(void **state)
{
	struct prefilter filter = { .count = 0 };
	struct span text = SPAN("that hat, at Ata");
	(void)state;
	prefilter_add(&filter, "\\b(?:at|a hundred)", NULL, 0);
	prefilter_add(&filter, "hat", NULL, 1);
	prefilter_add(&filter, "\\d", NULL, 2);
	assert_int_equal(prefilter_next(&filter, text, 0, 1), 10);
	assert_int_equal(prefilter_next(&filter, text, 11, 1), 13);
	assert_int_equal(prefilter_next(&filter, text, 14, 1), text.length);
	assert_int_equal(prefilter_next(&filter, text, 0, 2), 1);
	assert_int_equal(prefilter_next(&filter, text, 2, 2), 5);
	assert_true(prefilter_tells(&filter, text, 1));
	assert_false(prefilter_tells(&filter, text, 4));
	assert_false(prefilter_tells(&filter, SPAN("ſtamp at"), 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_no_beginning_is_in_is_passed_over),
		cmocka_unit_test(what_matches_is_never_passed_over),
		cmocka_unit_test(a_first_byte_tells_where_the_writing_does_not),
		cmocka_unit_test(each_pattern_is_told_by_its_bit),
		cmocka_unit_test(the_places_of_a_pattern_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
