/* Patterns of rules: found, refused, cut off. */
#include "unit.h"

#include "base/i18n.h"
#include "base/str.h"
#include "rule/pattern.h"

static enum pattern_result find(const char *pattern, struct span text, size_t from, size_t *start,
				size_t *end)
{
	struct err err;
	struct pattern *compiled = pattern_new(pattern, &err);
	if (!compiled)
		fail_msg("%s", err.text);
	enum pattern_result result = pattern_find(compiled, text, from, start, end);
	pattern_free(compiled);
	return result;
}

static void a_pattern_is_found_in_any_case_with_its_bytes(void **state)
{
	size_t start = 0, end = 0;
	(void)state;
	assert_int_equal(find("\\bübung\\w*", SPAN("Drei ÜBUNGEN."), 0, &start, &end),
			 PATTERN_FOUND);
	assert_int_equal(start, 5);
	assert_int_equal(end, 13);
}

static void it_is_looked_for_from_an_offset_on(void **state)
{
	size_t start = 0, end = 0;
	(void)state;
	assert_int_equal(find("a", SPAN("abca"), 1, &start, &end), PATTERN_FOUND);
	assert_int_equal(start, 3);
	assert_int_equal(find("a", SPAN("abc"), 1, &start, &end), PATTERN_NONE);
	assert_int_equal(find("a", SPAN("abc"), 3, &start, &end), PATTERN_NONE);
}

static void a_wrong_pattern_is_refused_with_the_place(void **state)
{
	struct err err = { 0 };
	(void)state;
	assert_null(pattern_new("drei (Wörter", &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_non_null(strstr(err.text, "13"));
}

static void patterns_that_backtrack_without_end_are_cut_off(void **state)
{
	static const char *const traps[] = {
		"(a+)+c",      "(a|aa)+c",   "(a|a?)+c",     "(.*a){12}c",  "(a*)*c",
		"(?:a+){2,}c", "((a+)b?)+c", "(?:(?:a)+)+c", "(?:a?){30}c", "(?:a|aa){14}(?:Y|Z)",
	};
	struct str text = { 0 };
	size_t start, end;
	(void)state;
	for (int i = 0; i < 1900; i++)
		(void)str_add_byte(&text, 'a');
	/* The letters that PCRE2 would miss at once. */
	(void)str_add(&text, SPAN("dcYZ"));
	for (size_t i = 0; i < sizeof traps / sizeof *traps; i++)
		if (find(traps[i], str_span(&text), 0, &start, &end) != PATTERN_TOO_SLOW)
			fail_msg("not cut off: %s", traps[i]);
	str_release(&text);
}

/* The second time it may be known that a word has no match. */
static void check_twice(const char *pattern, struct span text, size_t from, size_t wanted_start,
			size_t wanted_end)
{
	struct err err;
	struct pattern *compiled = pattern_new(pattern, &err);
	assert_non_null(compiled);
	for (int i = 0; i < 2; i++) {
		size_t start = 0, end = 0;
		enum pattern_result result = pattern_find(compiled, text, from, &start, &end);
		assert_int_equal(result, wanted_end ? PATTERN_FOUND : PATTERN_NONE);
		if (wanted_end && (start != wanted_start || end != wanted_end))
			fail_msg("%s in %s: %zu to %zu", pattern, text.at, start, end);
	}
	pattern_free(compiled);
}

/* Patterns of nothing but letters are looked for run by run. */
static void a_pattern_of_letters_is_found_where_its_words_are(void **state)
{
	static const struct {
		const char *pattern, *text;
		size_t from, start, end; /* end 0: nowhere */
	} rows[] = {
		{ "\\b\\p{Ll}{3,}ed\\b", "They asked, we «waited».", 0, 5, 10 },
		{ "\\b\\p{Ll}{3,}ed\\b", "They asked, we «waited».", 10, 17, 23 },
		{ "\\b\\p{Ll}{3,}ed\\b", "They asked, we «waited».", 6, 17, 23 },
		{ "\\b\\p{Ll}{3,}ed\\b", "asked3 as_asked 3asked red", 0, 0, 0 },
		{ "\\b\\p{L}+(?:[aei]rà|drà)\\b", "Sarà «ANDRÀ»", 0, 0, 5 },
		{ "\\b\\p{L}+(?:[aei]rà|drà)\\b", "Sarà «ANDRÀ»", 5, 8, 14 },
		{ "\\b\\p{Ll}{2,}ten?\\b", "wir bauten\u00a0und lachten", 11, 16, 23 },
		{ "\\p{L}+", "1 ä", 0, 2, 4 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_twice(rows[i].pattern, span_of(rows[i].text), rows[i].from, rows[i].start,
			    rows[i].end);
}

static void only_the_first_2000_bytes_of_a_sentence_are_looked_at(void **state)
{
	struct str text = { 0 };
	size_t start, end;
	(void)state;
	for (int i = 0; i < 2000; i++)
		(void)str_add_byte(&text, ' ');
	(void)str_add(&text, SPAN("wort"));
	assert_int_equal(find("wort", str_span(&text), 0, &start, &end), PATTERN_NONE);
	assert_int_equal(find("wort", span_slice(str_span(&text), 4, text.length), 0, &start, &end),
			 PATTERN_FOUND);
	str_release(&text);
}

static void invalid_utf_8_in_the_text_does_no_harm(void **state)
{
	size_t start, end;
	(void)state;
	assert_int_equal(find("wort", SPAN("\xff wort"), 0, &start, &end), PATTERN_FOUND);
	assert_int_equal(start, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pattern_is_found_in_any_case_with_its_bytes),
		cmocka_unit_test(it_is_looked_for_from_an_offset_on),
		cmocka_unit_test(a_wrong_pattern_is_refused_with_the_place),
		cmocka_unit_test(patterns_that_backtrack_without_end_are_cut_off),
		cmocka_unit_test(a_pattern_of_letters_is_found_where_its_words_are),
		cmocka_unit_test(only_the_first_2000_bytes_of_a_sentence_are_looked_at),
		cmocka_unit_test(invalid_utf_8_in_the_text_does_no_harm),
	};
	i18n_init("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
