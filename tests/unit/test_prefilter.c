/* Patterns that cannot match are passed over, never one that can. */
#include "unit.h"

#include "rule/pattern.h"
#include "rule/prefilter.h"

static bool may_match(const char *pattern, const char *text)
{
	struct prefilter filter = { .count = 0 };
	prefilter_add(&filter, pattern, NULL, 0);
	return prefilter_find(&filter, span_of(text), prefilter_bit(0)) != 0;
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
	assert_int_equal(prefilter_find(&filter, SPAN("plain, “Zürich”"), 8), 0);
	assert_int_equal(prefilter_find(&filter, SPAN("pаypal"), 8), 8); /* а of Cyrillic */
	assert_int_equal(prefilter_find(&filter, SPAN("pаypal"), 4), 0);
	pattern_free(pattern);
}

static void only_the_wanted_are_told(void **state)
{
	struct prefilter filter = { .count = 0 };
	(void)state;
	prefilter_add(&filter, "alpha", NULL, 0);
	prefilter_add(&filter, "alps", NULL, 1);
	prefilter_add(&filter, "\\d", NULL, 2);
	assert_int_equal(prefilter_find(&filter, SPAN("the Alps"), 7), 2 | 4);
	assert_int_equal(prefilter_find(&filter, SPAN("the Alps"), 1), 0);
	assert_int_equal(prefilter_find(&filter, SPAN("alpha, alps"), 3), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_no_beginning_is_in_is_passed_over),
		cmocka_unit_test(what_matches_is_never_passed_over),
		cmocka_unit_test(a_first_byte_tells_where_the_writing_does_not),
		cmocka_unit_test(only_the_wanted_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
