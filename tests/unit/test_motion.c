#include "unit.h"

#include "text/grapheme.h"
#include "text/motion.h"
#include "text_samples.h"

typedef size_t motion(const struct buffer *buffer, size_t at);

static struct buffer *open_text(struct span text)
{
	struct buffer *buffer = buffer_new();
	assert_true(buffer_replace(buffer, 0, 0, text, NULL));
	return buffer;
}

/* From `from` again and again: the stops, with the last one repeated. */
static void assert_stops(motion *go, struct span text, size_t from, const size_t *stops,
			 size_t count)
{
	struct buffer *buffer = open_text(text);
	for (size_t i = 0; i < count; i++) {
		from = go(buffer, from);
		assert_int_equal(from, stops[i]);
	}
	assert_int_equal(go(buffer, from), from);
	buffer_free(buffer);
}

#define ASSERT_STOPS(go, text, from, ...)                                   \
	assert_stops(go, SPAN(text), from, (const size_t[]){ __VA_ARGS__ }, \
		     sizeof((const size_t[]){ __VA_ARGS__ }) / sizeof(size_t))

static void the_caret_goes_by_graphemes(void **state)
{
	(void)state;
	ASSERT_STOPS(motion_grapheme_right, "aü👍🏽\r\nb", 0, 1, 3, 11, 13, 14);
	ASSERT_STOPS(motion_grapheme_left, "aü👍🏽\r\nb", 14, 13, 11, 3, 1, 0);
}

static void the_caret_goes_by_words(void **state)
{
	(void)state;
	ASSERT_STOPS(motion_word_right, "Ja. Alle, l'homme 7.40", 0, 2, 8, 17, 22);
	ASSERT_STOPS(motion_word_left, "Ja. Alle, l'homme 7.40 ", 23, 18, 10, 4, 0);
	ASSERT_STOPS(motion_word_right, "… --", 0, 6);
	ASSERT_STOPS(motion_word_left, "… --", 6, 0);
	ASSERT_STOPS(motion_word_right, "eins\n\nzwei", 2, 4, 10);
	ASSERT_STOPS(motion_word_left, "eins\n\nzwei", 8, 6, 0);
}

static void the_caret_goes_by_paragraphs(void **state)
{
	(void)state;
	/*                                  0     6     12 13 14    20  22 */
	ASSERT_STOPS(motion_paragraph_down, "eins.\nzwei.\n\n\ndrei.\n \nvier", 0, 12, 20, 26);
	ASSERT_STOPS(motion_paragraph_up, "eins.\nzwei.\n\n\ndrei.\n \nvier", 26, 20, 13, 0);
	ASSERT_STOPS(motion_paragraph_down, "eins\r\n\r\nzwei", 0, 6, 12);
	ASSERT_STOPS(motion_paragraph_down, "", 0, 0);
	ASSERT_STOPS(motion_paragraph_up, "\n\n", 2, 0);
}

static void a_place_inside_a_grapheme_becomes_its_start(void **state)
{
	(void)state;
	struct buffer *buffer = open_text(SPAN("a👩‍👩‍👧\r\n"));
	for (size_t at = 1; at < 19; at++)
		assert_int_equal(motion_boundary(buffer, at), 1);
	assert_int_equal(motion_boundary(buffer, 19), 19);
	assert_int_equal(motion_boundary(buffer, 20), 19);
	assert_int_equal(motion_boundary(buffer, 21), 21);
	assert_int_equal(motion_boundary(buffer, 99), 21);
	buffer_free(buffer);
}

static void all_motions_stop_at_boundaries_of_any_text(void **state)
{
	(void)state;
	static motion *const motions[] = { motion_grapheme_right, motion_grapheme_left,
					   motion_word_right,	  motion_word_left,
					   motion_paragraph_down, motion_paragraph_up };
	uint64_t seed = 31;
	struct str text = { 0 };
	for (int round = 0; round < 60; round++) {
		str_clear(&text);
		sample_add(&text, &seed, 600, false);
		struct buffer *buffer = open_text(str_span(&text));
		for (size_t at = 0; at <= text.length; at++) {
			size_t here = motion_boundary(buffer, at);
			assert_true(here <= at && grapheme_is_boundary(str_span(&text), here));
			for (size_t i = 0; i < sizeof motions / sizeof *motions; i++) {
				size_t there = motions[i](buffer, here);
				assert_true(grapheme_is_boundary(str_span(&text), there));
				assert_true(i % 2 ? there < here || here == 0
						  : there > here || here == text.length);
			}
		}
		buffer_free(buffer);
	}
	str_release(&text);
}

static void right_and_left_meet_the_same_graphemes(void **state)
{
	(void)state;
	uint64_t seed = 37;
	struct str text = { 0 };
	sample_add(&text, &seed, 20000, false);
	struct buffer *buffer = open_text(str_span(&text));
	for (size_t at = 0; at < text.length;) {
		size_t next = motion_grapheme_right(buffer, at);
		assert_int_equal(next, at + grapheme_next(str_span(&text), at, 0).length);
		assert_int_equal(motion_grapheme_left(buffer, next), at);
		at = next;
	}
	buffer_free(buffer);
	str_release(&text);
}

static void words_longer_than_a_window_are_one_word(void **state)
{
	(void)state;
	struct str text = { 0 };
	(void)str_add(&text, SPAN("vorher "));
	for (int i = 0; i < 5000; i++)
		(void)str_add(&text, SPAN("ü"));
	(void)str_add(&text, SPAN(" nachher"));
	struct buffer *buffer = open_text(str_span(&text));
	assert_int_equal(motion_word_right(buffer, 7), 10007);
	assert_int_equal(motion_word_left(buffer, 10007), 7);
	assert_int_equal(motion_word_right(buffer, 10007), text.length);
	buffer_free(buffer);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_caret_goes_by_graphemes),
		cmocka_unit_test(the_caret_goes_by_words),
		cmocka_unit_test(the_caret_goes_by_paragraphs),
		cmocka_unit_test(a_place_inside_a_grapheme_becomes_its_start),
		cmocka_unit_test(all_motions_stop_at_boundaries_of_any_text),
		cmocka_unit_test(right_and_left_meet_the_same_graphemes),
		cmocka_unit_test(words_longer_than_a_window_are_one_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
