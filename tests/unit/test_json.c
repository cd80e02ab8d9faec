#include "io/json.h"

#include "unit.h"

static const char *const right[] = {
	"{}",
	"[]",
	"0",
	"-0",
	"[1.5e+3, -2E-2, 0.1]",
	"\"\"",
	" null ",
	"[true,false]\n",
	"{\"a\":{\"b\":[{}]}}",
	"\"\\u00e9\\ud83d\\ude00\\/\\b\"",
	"\"\xc3\xa9\"",
	"[\"\\u0000\"]",
	"\"\\ud83d\"",
	"[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
};

static const char *const wrong[] = {
	"",
	" ",
	"{",
	"[1,]",
	"[,1]",
	"{\"a\":1,}",
	"{a:1}",
	"{'a':1}",
	"01",
	"+1",
	"1.",
	".5",
	"1e",
	"-",
	"0x1",
	"NaN",
	"Infinity",
	"[1] 2",
	"\"\n\"",
	"\"\t\"",
	"\"\\x\"",
	"\"\\u12\"",
	"\"abc",
	"nul",
	"True",
	"{\"a\" 1}",
	"{\"a\":}",
	"[1 2]",
	"\xef\xbb\xbf{}",
	"[1}",
	"//1",
	"\"\\",
	"\"\\u",
	"{1:2}",
	"]",
};

static void what_is_json_is_read_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
		struct json *root = json_parse(span_of(right[i]), NULL);
		if (!root)
			fail_msg("refused: %s", right[i]);
		json_free(root);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct err err = { 0 };
		struct json *root = json_parse(span_of(wrong[i]), &err);
		if (root)
			fail_msg("accepted: %s", wrong[i]);
		assert_int_equal(err.code, ERR_INPUT);
	}
}

static void sixty_four_levels_are_read_and_one_more_is_not(void **state)
{
	(void)state;
	char text[131];
	memset(text, '[', 65);
	memset(text + 65, ']', 65);
	struct json *root = json_parse((struct span){ text + 1, 128 }, NULL);
	assert_non_null(root);
	json_free(root);
	struct err err = { 0 };
	assert_null(json_parse((struct span){ text, 130 }, &err));
	assert_int_equal(err.code, ERR_LIMIT);
}

static void more_than_a_mebibyte_is_refused(void **state)
{
	(void)state;
	size_t length = (1 << 20) + 1;
	char *text = malloc(length);
	memset(text, ' ', length);
	text[0] = '1';
	struct err err = { 0 };
	assert_null(json_parse((struct span){ text, length }, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	struct json *root = json_parse((struct span){ text, length - 1 }, &err);
	assert_non_null(root);
	json_free(root);
	free(text);
}

static void a_wrong_type_gives_nothing_or_the_fallback(void **state)
{
	(void)state;
	struct json *root =
		json_parse(SPAN("{\"s\":\"x\",\"n\":2.5,\"b\":true,\"l\":[1,2],\"z\":null}"), NULL);
	struct span s;
	assert_true(json_string(json_member(root, "s"), &s));
	assert_span(s, "x");
	assert_false(json_string(json_member(root, "n"), &s));
	assert_int_equal(s.length, 0);
	assert_true(json_number(json_member(root, "n"), 0) == 2.5);
	assert_true(json_number(json_member(root, "s"), 7) == 7);
	assert_true(json_bool(json_member(root, "b"), false));
	assert_true(json_bool(json_member(root, "l"), true));
	assert_int_equal(json_count(json_member(root, "l")), 2);
	assert_int_equal(json_count(root), 0);
	assert_null(json_item(json_member(root, "l"), 2));
	assert_true(json_is_null(json_member(root, "z")));
	assert_null(json_member(json_member(root, "none"), "deeper"));
	json_free(root);
}

static void a_number_that_is_no_whole_one_or_too_great_gives_the_fallback(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		long long expected;
	} rows[] = {
		{ "1", 1 },	{ "-3", -3 },  { "9007199254740991", 9007199254740991 },
		{ "1.5", 7 },	{ "1e68", 7 }, { "-1e300", 7 },
		{ "\"1\"", 7 }, { "null", 7 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct json *json = json_parse(span_of(rows[i].text), NULL);
		assert_int_equal(json_integer(json, 7), rows[i].expected);
		json_free(json);
	}
	assert_int_equal(json_integer(NULL, 7), 7);
}

static void what_cjson_would_cut_or_refuse_comes_through(void **state)
{
	(void)state;
	struct json *root = json_parse(SPAN("[\"a\\u0000b\", \"\\ud83d\", \"\\ude00x\"]"), NULL);
	struct span s;
	assert_true(json_string(json_item(root, 0), &s));
	assert_span(s, "a\xef\xbf\xbd"
		       "b");
	assert_true(json_string(json_item(root, 1), &s));
	assert_span(s, "\xed\xa0\xbd");
	assert_true(json_string(json_item(root, 2), &s));
	assert_span(s, "\xed\xb8\x80x");
	json_free(root);
}

static void the_writer_keeps_commas_and_nesting(void **state)
{
	(void)state;
	struct str out = { 0 };
	struct json_writer w = { .out = &out };
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "a", SPAN("x\"\\\n\x01\xff\xc3\xa9"));
	json_write_begin(&w, "l", '[');
	json_write_integer(&w, NULL, -3);
	json_write_number(&w, NULL, 1.25, 1);
	json_write_number(&w, NULL, 0.0 / 0.0, 1);
	json_write_end(&w, ']');
	json_write_begin(&w, "e", '{');
	json_write_end(&w, '}');
	json_write_bool(&w, "b", true);
	json_write_end(&w, '}');
	assert_span(
		str_span(&out),
		"{\"a\":\"x\\\"\\\\\\n\\u0001\xef\xbf\xbd\xc3\xa9\",\"l\":[-3,1.2,null],\"e\":{},"
		"\"b\":true}");
	str_release(&out);
}

static void what_is_written_is_read_back(void **state)
{
	(void)state;
	uint32_t seed = 7;
	for (int round = 0; round < 2000; round++) {
		char bytes[24];
		size_t length = (seed >> 8) % sizeof bytes;
		for (size_t i = 0; i < length; i++) {
			seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
			bytes[i] = (char)(seed >> 16);
		}
		seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
		struct str out = { 0 };
		struct json_writer w = { .out = &out, .indent = round % 3 };
		json_write_begin(&w, NULL, '[');
		json_write_string(&w, NULL, (struct span){ bytes, length });
		json_write_end(&w, ']');
		struct json *root = json_parse(str_span(&out), NULL);
		struct span s;
		assert_non_null(root);
		assert_true(json_string(json_item(root, 0), &s));
		json_free(root);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_json_is_read_and_nothing_else),
		cmocka_unit_test(sixty_four_levels_are_read_and_one_more_is_not),
		cmocka_unit_test(more_than_a_mebibyte_is_refused),
		cmocka_unit_test(a_wrong_type_gives_nothing_or_the_fallback),
		cmocka_unit_test(a_number_that_is_no_whole_one_or_too_great_gives_the_fallback),
		cmocka_unit_test(what_cjson_would_cut_or_refuse_comes_through),
		cmocka_unit_test(the_writer_keeps_commas_and_nesting),
		cmocka_unit_test(what_is_written_is_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
