#include "base/span.h"

#include "unit.h"

static void a_slice_is_cut_to_the_span(void **state)
{
	(void)state;
	struct span s = SPAN("Ton");
	assert_span(span_slice(s, 1, 2), "o");
	assert_span(span_slice(s, 1, 99), "on");
	assert_span(span_slice(s, 7, 99), "");
	assert_span(span_slice(s, 2, 1), "");
	assert_span(span_of(NULL), "");
}

static void order_is_by_bytes_then_by_length(void **state)
{
	(void)state;
	assert_true(span_compare(SPAN("a"), SPAN("b")) < 0);
	assert_true(span_compare(SPAN("ab"), SPAN("a")) > 0);
	assert_true(span_compare(SPAN("\x7f"), SPAN("\x80")) < 0);
	assert_int_equal(span_compare(SPAN(""), SPAN("")), 0);
	assert_true(span_equal(SPAN("a\0b"), SPAN("a\0b")));
	assert_false(span_equal(SPAN("a\0b"), SPAN("a\0c")));
	assert_false(span_equal(SPAN("a"), SPAN("ab")));
}

static void starts_and_ends_are_seen(void **state)
{
	(void)state;
	assert_true(span_starts(SPAN("Tonfall"), SPAN("Ton")));
	assert_true(span_starts(SPAN("Ton"), SPAN("")));
	assert_false(span_starts(SPAN("To"), SPAN("Ton")));
	assert_true(span_ends(SPAN("rules.yaml"), SPAN(".yaml")));
	assert_false(span_ends(SPAN("yaml"), SPAN(".yaml")));
	assert_false(span_ends(SPAN("rules.yml"), SPAN(".yaml")));
}

static void a_search_gives_the_length_when_there_is_none(void **state)
{
	(void)state;
	struct span s = SPAN("der Ton der Stimme");
	assert_int_equal(span_find(s, SPAN("der"), 0), 0);
	assert_int_equal(span_find(s, SPAN("der"), 1), 8);
	assert_int_equal(span_find(s, SPAN("der"), 9), s.length);
	assert_int_equal(span_find(s, SPAN(""), 0), s.length);
	assert_int_equal(span_find(s, SPAN("der"), 99), s.length);
}

static void trimming_takes_ascii_blanks_only(void **state)
{
	(void)state;
	assert_span(span_trim(SPAN(" \t\r\n a b \v\f")), "a b");
	assert_span(span_trim(SPAN(" \n ")), "");
	assert_span(span_trim(SPAN("\u00a0a")), "\u00a0a");
}

static void parts_come_with_the_empty_ones(void **state)
{
	(void)state;
	static const char *const parts[] = { "a", "", "b", "" };
	struct span rest = SPAN("a,,b,"), part;
	for (size_t i = 0; i < 4; i++) {
		assert_true(span_next(&rest, ',', &part));
		assert_span(part, parts[i]);
	}
	assert_false(span_next(&rest, ',', &part));
	rest = SPAN("");
	assert_true(span_next(&rest, ',', &part));
	assert_span(part, "");
	assert_false(span_next(&rest, ',', &part));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_slice_is_cut_to_the_span),
		cmocka_unit_test(order_is_by_bytes_then_by_length),
		cmocka_unit_test(starts_and_ends_are_seen),
		cmocka_unit_test(a_search_gives_the_length_when_there_is_none),
		cmocka_unit_test(trimming_takes_ascii_blanks_only),
		cmocka_unit_test(parts_come_with_the_empty_ones),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
