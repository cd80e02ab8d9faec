#include "base/str.h"

#include "unit.h"

static void a_zeroed_string_is_empty_text(void **state)
{
	(void)state;
	struct str s = { 0 };
	assert_string_equal(str_text(&s), "");
	assert_int_equal(str_span(&s).length, 0);
	char *taken = str_take(&s);
	assert_string_equal(taken, "");
	free(taken);
	str_release(&s);
}

static void what_does_not_fit_is_refused_whole(void **state)
{
	(void)state;
	struct str s;
	str_init(&s, 5);
	assert_true(str_add(&s, SPAN("abc")));
	assert_false(str_add(&s, SPAN("def")));
	assert_true(s.full);
	assert_span(str_span(&s), "abc");
	assert_true(str_format(&s, "%d", 42));
	assert_false(str_format(&s, "%d", 1));
	assert_span(str_span(&s), "abc42");
	assert_true(str_replace(&s, 0, 3, SPAN("xyz")));
	assert_span(str_span(&s), "xyz42");
	str_clear(&s);
	assert_false(s.full);
	assert_span(str_span(&s), "");
	str_release(&s);
	assert_int_equal(s.ceiling, 5);
}

static void code_points_become_utf8(void **state)
{
	(void)state;
	struct str s = { 0 };
	str_add_point(&s, 'a');
	str_add_point(&s, 0xe4);
	str_add_point(&s, 0x20ac);
	str_add_point(&s, 0x1f642);
	assert_span(str_span(&s), "aä€🙂");
	str_release(&s);
}

static void zero_bytes_are_counted(void **state)
{
	(void)state;
	struct str s = { 0 };
	str_add(&s, SPAN("a\0b"));
	assert_int_equal(s.length, 3);
	assert_memory_equal(s.at, "a\0b", 4);
	str_release(&s);
}

/* Against a plain model, with a fixed seed. */
static void replacing_does_what_a_copy_would(void **state)
{
	(void)state;
	uint32_t seed = 2463534242u;
	char model[4096] = "";
	struct str s = { 0 };
	for (int i = 0; i < 5000; i++) {
		seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
		size_t length = strlen(model);
		size_t at = seed % (length + 1), removed = (seed >> 8) % (length - at + 1);
		static const char alphabet[] = "abcdefghijklmnop";
		struct span text = { alphabet, (seed >> 20) % (length < 2000 ? 17 : 1) };
		char tail[4096];
		memcpy(tail, model + at + removed, length - at - removed + 1);
		memcpy(model + at, text.at, text.length);
		memcpy(model + at + text.length, tail, length - at - removed + 1);
		assert_true(str_replace(&s, at, removed, text));
		assert_string_equal(str_text(&s), model);
		assert_int_equal(s.length, strlen(model));
	}
	str_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_zeroed_string_is_empty_text),
		cmocka_unit_test(what_does_not_fit_is_refused_whole),
		cmocka_unit_test(code_points_become_utf8),
		cmocka_unit_test(zero_bytes_are_counted),
		cmocka_unit_test(replacing_does_what_a_copy_would),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
