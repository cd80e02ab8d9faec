#include "unit.h"

#include <time.h>

#include "text/utf8.h"
#include "text_samples.h"

static const struct {
	struct span bytes;
	uint32_t value;
	unsigned length;
} points[] = {
	{ { "", 0 }, UTF8_INVALID, 0 },
	{ { "\0", 1 }, 0, 1 },
	{ { "a", 1 }, 'a', 1 },
	{ { "\x7f", 1 }, 0x7f, 1 },
	{ { "\xc2\x80", 2 }, 0x80, 2 },
	{ { "\xdf\xbf", 2 }, 0x7ff, 2 },
	{ { "\xe0\xa0\x80", 3 }, 0x800, 3 },
	{ { "\xed\x9f\xbf", 3 }, 0xd7ff, 3 },
	{ { "\xee\x80\x80", 3 }, 0xe000, 3 },
	{ { "\xef\xbf\xbf", 3 }, 0xffff, 3 },
	{ { "\xf0\x90\x80\x80", 4 }, 0x10000, 4 },
	{ { "\xf4\x8f\xbf\xbf", 4 }, 0x10ffff, 4 },
	/* no UTF-8 */
	{ { "\x80", 1 }, UTF8_INVALID, 1 },
	{ { "\xc0\x80", 2 }, UTF8_INVALID, 1 },
	{ { "\xc1\xbf", 2 }, UTF8_INVALID, 1 },
	{ { "\xc3", 1 }, UTF8_INVALID, 1 },
	{ { "\xc3"
	    "a",
	    2 },
	  UTF8_INVALID,
	  1 },
	{ { "\xe0\x9f\xbf", 3 }, UTF8_INVALID, 1 },
	{ { "\xe2\x82", 2 }, UTF8_INVALID, 1 },
	{ { "\xed\xa0\x80", 3 }, UTF8_INVALID, 1 },
	{ { "\xf0\x8f\xbf\xbf", 4 }, UTF8_INVALID, 1 },
	{ { "\xf4\x90\x80\x80", 4 }, UTF8_INVALID, 1 },
	{ { "\xf5\x80\x80\x80", 4 }, UTF8_INVALID, 1 },
	{ { "\xff", 1 }, UTF8_INVALID, 1 },
};

static void points_are_read_as_rfc_3629_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
		struct utf8_point point = utf8_at(points[i].bytes, 0);
		assert_int_equal(point.value, points[i].value);
		assert_int_equal(point.length, points[i].length);
	}
}

static void every_point_comes_back_as_it_was_written(void **state)
{
	(void)state;
	struct str text = { 0 };
	for (uint32_t value = 0; value <= 0x10ffff; value++) {
		str_clear(&text);
		(void)str_add_point(&text, value);
		struct utf8_point point = utf8_at(str_span(&text), 0);
		bool is_surrogate = value >= 0xd800 && value < 0xe000;
		if (point.value != (is_surrogate ? UTF8_INVALID : value))
			fail_msg("U+%04X came back as %x", value, point.value);
		if (!is_surrogate && utf8_before(str_span(&text), text.length).value != value)
			fail_msg("U+%04X was not found from behind", value);
	}
	str_release(&text);
}

static void backwards_finds_the_same_points_as_forwards(void **state)
{
	(void)state;
	uint64_t seed = 11;
	struct str text = { 0 };
	for (int round = 0; round < 200; round++) {
		str_clear(&text);
		sample_add(&text, &seed, 200, false);
		struct span all = str_span(&text);
		for (size_t at = 0; at < all.length;) {
			struct utf8_point here = utf8_at(all, at);
			at += here.length;
			struct utf8_point back = utf8_before(all, at);
			assert_int_equal(back.value, here.value);
			assert_int_equal(back.length, here.length);
		}
	}
	assert_int_equal(utf8_before(str_span(&text), 0).length, 0);
	str_release(&text);
}

static void the_first_invalid_byte_is_found(void **state)
{
	(void)state;
	assert_int_equal(utf8_invalid_at(SPAN("")), 0);
	assert_true(utf8_is_valid(SPAN("")));
	assert_true(utf8_is_valid(SPAN("Grüezi, 漢字 👍 und noch viel mehr")));
	assert_false(utf8_is_valid(SPAN("Grüezi mitenand\xc3")));
	assert_int_equal(utf8_invalid_at(SPAN("0123456789abcdef\xff")), 16);
	assert_int_equal(utf8_invalid_at(SPAN("ü\x80")), 2);
}

static void characters_are_counted_as_linkedin_does(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(SPAN("Zürich 👍")), 8);
	assert_int_equal(utf8_utf16_units(SPAN("Zürich 👍")), 9);
	assert_int_equal(utf8_utf16_units(SPAN("👩‍👩‍👧")), 8);
	assert_int_equal(utf8_utf16_units(SPAN("a\xff\xf0\x9f")), 4);
	assert_int_equal(utf8_utf16_units(SPAN("")), 0);
}

static void counts_agree_with_a_walk_over_the_points(void **state)
{
	(void)state;
	uint64_t seed = 5;
	struct str text = { 0 };
	for (int round = 0; round < 300; round++) {
		str_clear(&text);
		sample_add(&text, &seed, sample_below(&seed, 300), false);
		struct span all = str_span(&text);
		size_t count = 0, units = 0, invalid = all.length;
		for (size_t at = 0; at < all.length;) {
			struct utf8_point point = utf8_at(all, at);
			if (point.value == UTF8_INVALID && invalid == all.length)
				invalid = at;
			count++;
			units += point.value != UTF8_INVALID && point.value > 0xffff ? 2 : 1;
			at += point.length;
		}
		assert_int_equal(utf8_count(all), count);
		assert_int_equal(utf8_utf16_units(all), units);
		assert_int_equal(utf8_invalid_at(all), invalid);
	}
	str_release(&text);
}

static void a_boundary_never_cuts_a_point(void **state)
{
	(void)state;
	uint64_t seed = 23;
	struct str text = { 0 };
	sample_add(&text, &seed, 4000, false);
	struct span all = str_span(&text);
	for (size_t at = 0; at < all.length;) {
		struct utf8_point point = utf8_at(all, at);
		for (size_t inside = 0; inside < point.length; inside++)
			assert_int_equal(utf8_boundary(all, at + inside), at);
		at += point.length;
	}
	assert_int_equal(utf8_boundary(all, all.length + 9), all.length);
	str_release(&text);
}

static void ten_megabytes_are_counted_at_once(void **state)
{
	(void)state;
	struct str text = { 0 };
	while (text.length < 10 << 20)
		(void)str_add(&text, SPAN("Gestern früh um 7.40 Uhr stand der Server still. "));
	clock_t start = clock();
	size_t units = utf8_utf16_units(str_span(&text));
	double ms = (double)(clock() - start) * 1000 / CLOCKS_PER_SEC;
	print_message("10 MB counted in %.1f ms\n", ms);
	assert_int_equal(units, text.length / 50 * 49);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_are_read_as_rfc_3629_says),
		cmocka_unit_test(every_point_comes_back_as_it_was_written),
		cmocka_unit_test(backwards_finds_the_same_points_as_forwards),
		cmocka_unit_test(the_first_invalid_byte_is_found),
		cmocka_unit_test(characters_are_counted_as_linkedin_does),
		cmocka_unit_test(counts_agree_with_a_walk_over_the_points),
		cmocka_unit_test(a_boundary_never_cuts_a_point),
		cmocka_unit_test(ten_megabytes_are_counted_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
