#include "unit.h"

#include <time.h>

#include "text/segment.h"
#include "text_samples.h"

static bool breaks_agree(struct span text, const char *breaks)
{
	bool is_word;
	for (size_t at = 0; at < text.length;) {
		size_t end = segment_word_end(text, at, &is_word);
		for (size_t i = at + 1; i < end; i++)
			if (breaks[i] == '1')
				return false;
		if (breaks[end] != '1')
			return false;
		at = end;
	}
	return true;
}

/* Lines that may differ: the file is of Unicode 15, libunistring 1.0 of Unicode 14. */
enum { KNOWN_TO_DIFFER = 0 };

static void words_end_where_unicode_says(void **state)
{
	(void)state;
	int lines, differ = sample_run_break_test("/usr/share/unicode/auxiliary/WordBreakTest.txt",
						  breaks_agree, &lines);
	if (differ < 0)
		skip();
	print_message("%d of %d lines differ\n", differ, lines);
	assert_true(lines > 1500);
	assert_in_range(differ, 0, KNOWN_TO_DIFFER);
}

/* Segments, each followed by | when it is a word, by . when not. */
static void assert_segments(struct span text, const char *expected)
{
	struct str out = { 0 };
	for (size_t at = 0; at < text.length;) {
		bool is_word;
		size_t end = segment_word_end(text, at, &is_word);
		assert_true(end > at);
		(void)str_add(&out, span_slice(text, at, end));
		(void)str_add_byte(&out, is_word ? '|' : '.');
		at = end;
	}
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void words_are_told_from_signs(void **state)
{
	(void)state;
	assert_segments(SPAN("Um 7.40 Uhr!"), "Um| .7.40| .Uhr|!.");
	assert_segments(SPAN("l'homme d’État"), "l'homme| .d’État|");
	assert_segments(SPAN("1'243,50 m²"), "1'243,50| .m|²|");
	assert_segments(SPAN("AHV-Nr. …"), "AHV|-.Nr|.. .….");
	assert_segments(SPAN("漢字"), "漢|字|");
	assert_segments(SPAN("👍🏽 🇨🇭🇫🇷"), "👍🏽. .🇨🇭.🇫🇷.");
	assert_segments(SPAN("a\r\n\n"), "a|\r\n.\n.");
}

static void invalid_bytes_stand_alone(void **state)
{
	(void)state;
	bool is_word;
	assert_int_equal(segment_word_end(SPAN("\xff\u0301"), 0, &is_word), 1);
	assert_false(is_word);
	assert_int_equal(segment_word_end(SPAN("ab\xff"), 0, &is_word), 2);
	assert_int_equal(segment_word_end(SPAN("\xe2\x82"), 0, &is_word), 1);
	assert_int_equal(segment_word_end(SPAN("ab"), 2, &is_word), 2);
}

static void segments_cover_any_bytes(void **state)
{
	(void)state;
	uint64_t seed = 3;
	struct str text = { 0 };
	for (int round = 0; round < 300; round++) {
		str_clear(&text);
		sample_add(&text, &seed, 300, false);
		struct span all = str_span(&text);
		bool is_word;
		for (size_t at = 0, end; at < all.length; at = end) {
			end = segment_word_end(all, at, &is_word);
			assert_in_range(end, at + 1, all.length);
		}
	}
	str_release(&text);
}

static const struct {
	struct span text;
	size_t at;
	const char *word; /* NULL: none */
} carets[] = {
	{ SPAN("Hallo Welt"), 0, "Hallo" },
	{ SPAN("Hallo Welt"), 3, "Hallo" },
	{ SPAN("Hallo Welt"), 5, "Hallo" },
	{ SPAN("Hallo Welt"), 6, "Welt" },
	{ SPAN("Hallo Welt"), 10, "Welt" },
	{ SPAN("Hallo  Welt"), 6, NULL },
	{ SPAN("Ende."), 4, "Ende" },
	{ SPAN("Ende."), 5, NULL },
	{ SPAN("l'homme"), 1, "l'homme" },
	{ SPAN("über"), 2, "über" },
	{ SPAN(""), 0, NULL },
	{ SPAN("…"), 3, NULL },
};

static void the_word_at_the_caret_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof carets / sizeof *carets; i++) {
		size_t start = 0, end = 0;
		bool found = segment_word_around(carets[i].text, carets[i].at, &start, &end);
		assert_int_equal(found, carets[i].word != NULL);
		if (found)
			assert_true(span_equal(span_slice(carets[i].text, start, end),
					       span_of(carets[i].word)));
	}
}

static void the_caret_s_word_is_found_in_a_long_line(void **state)
{
	(void)state;
	struct str text = { 0 };
	for (int i = 0; i < 1000; i++)
		(void)str_add(&text, SPAN("früher "));
	size_t start, end;
	assert_true(segment_word_around(str_span(&text), 4003, &start, &end));
	assert_true(span_equal(span_slice(str_span(&text), start, end), SPAN("früher")));
	str_release(&text);
}

static void a_long_text_takes_linear_time(void **state)
{
	(void)state;
	struct str text = { 0 };
	while (text.length < 1 << 20)
		(void)str_add(&text, SPAN("Gestern früh um 7.40 Uhr stand l'ordinateur still. "));
	clock_t start = clock();
	size_t words = 0;
	bool is_word;
	for (size_t at = 0; at < text.length; words += is_word)
		at = segment_word_end(str_span(&text), at, &is_word);
	print_message("1 MB, %zu words in %.1f ms\n", words,
		      (double)(clock() - start) * 1000 / CLOCKS_PER_SEC);
	assert_int_equal(words, text.length / 52 * 8);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_end_where_unicode_says),
		cmocka_unit_test(words_are_told_from_signs),
		cmocka_unit_test(invalid_bytes_stand_alone),
		cmocka_unit_test(segments_cover_any_bytes),
		cmocka_unit_test(the_word_at_the_caret_is_found),
		cmocka_unit_test(the_caret_s_word_is_found_in_a_long_line),
		cmocka_unit_test(a_long_text_takes_linear_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
