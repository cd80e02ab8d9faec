/* The rows and words kept over edits are those that a new layout finds. */
#include "unit.h"

#include "base/str.h"
#include "desk/layout.h"
#include "text_samples.h"

static struct buffer *buffer_of(struct span text)
{
	struct buffer *buffer = buffer_new();
	assert_true(buffer_replace(buffer, 0, 0, text, NULL));
	return buffer;
}

/* Walks both layouts from the first row to the last. */
static void assert_same_rows(struct layout *kept, struct buffer *buffer)
{
	struct layout fresh;
	struct layout_place a = { 0, 0 }, b = a;
	bool more = true;
	layout_init(&fresh, buffer);
	layout_set_columns(&fresh, kept->columns);
	while (more) {
		assert_int_equal(layout_row_start(kept, a), layout_row_start(&fresh, b));
		assert_int_equal(layout_row_limit(kept, a), layout_row_limit(&fresh, b));
		more = layout_down(&fresh, &b);
		assert_int_equal(layout_down(kept, &a), more);
		assert_int_equal(a.line, b.line);
		assert_int_equal(a.row, b.row);
	}
	layout_release(&fresh);
}

/* All words that are asked for from the line's start are those of its bytes; the stretches follow
 * each other. */
static void assert_same_words(struct layout *kept, size_t line, size_t length)
{
	struct analysis_options options = { 0 };
	struct analysis fresh = { 0 };
	for (size_t at = 0; at < length;) {
		const struct layout_stretch *words = layout_words(kept, line, at);
		assert_true(words->from <= at && words->until > at && words->until <= length);
		analysis_run(&fresh, layout_words_text(kept, line, words), &options);
		assert_int_equal(fresh.tokens.count, words->analysis.tokens.count);
		for (size_t i = 0; i < fresh.tokens.count; i++) {
			assert_int_equal(fresh.tokens.at[i].start,
					 words->analysis.tokens.at[i].start);
			assert_int_equal(fresh.tokens.at[i].flags,
					 words->analysis.tokens.at[i].flags);
		}
		assert_true(at == 0 || words->from == at);
		at = words->until;
	}
	analysis_release(&fresh);
}

static struct span piece(uint64_t *seed)
{
	return sample_pieces[sample_below(seed, sizeof sample_pieces / sizeof *sample_pieces)];
}

static void edit(struct buffer *buffer, uint64_t *seed)
{
	size_t length = buffer_length(buffer);
	size_t at = sample_below(seed, length + 1);
	size_t most = sample_below(seed, 20) == 0 ? 400 : 6;
	size_t removed = sample_below(seed, (length - at < most ? length - at : most) + 1);
	struct str text = { 0 };
	for (size_t i = sample_below(seed, 4); i > 0; i--)
		(void)str_add(&text, piece(seed));
	assert_true(buffer_replace(buffer, at, removed, str_span(&text), NULL));
	str_release(&text);
}

static void rows_after_any_edits_are_those_of_a_new_layout(void **state)
{
	uint64_t seed = 7;
	(void)state;
	for (int round = 0; round < 60; round++) {
		struct str text = { 0 };
		struct layout layout;
		for (size_t i = sample_below(&seed, 400); i > 0; i--)
			(void)str_add(&text, piece(&seed));
		struct buffer *buffer = buffer_of(str_span(&text));
		layout_init(&layout, buffer);
		layout_set_columns(&layout, 1 + (int)sample_below(&seed, 60));
		for (int i = 0; i < 60; i++) {
			/* Sometimes only the beginning was asked for. */
			(void)layout_find(&layout, sample_below(&seed, buffer_length(buffer) + 1));
			edit(buffer, &seed);
			if (sample_below(&seed, 3) == 0)
				assert_same_rows(&layout, buffer);
		}
		assert_same_rows(&layout, buffer);
		layout_release(&layout);
		buffer_free(buffer);
		str_release(&text);
	}
}

static void words_after_any_edits_are_those_of_the_bytes(void **state)
{
	uint64_t seed = 11;
	(void)state;
	for (int round = 0; round < 40; round++) {
		struct str text = { 0 };
		struct layout layout;
		for (size_t i = sample_below(&seed, 2000); i > 0; i--)
			(void)str_add(&text, piece(&seed));
		struct buffer *buffer = buffer_of(str_span(&text));
		layout_init(&layout, buffer);
		for (int i = 0; i < 60; i++) {
			size_t at = sample_below(&seed, buffer_length(buffer) + 1);
			size_t line = buffer_line_start(buffer, at);
			(void)layout_words(&layout, line, at - line);
			edit(buffer, &seed);
			line = buffer_line_start(buffer, at < buffer_length(buffer) ? at : 0);
			if (sample_below(&seed, 3) == 0)
				assert_same_words(&layout, line,
						  buffer_line_end(buffer, line) - line);
		}
		layout_release(&layout);
		buffer_free(buffer);
		str_release(&text);
	}
}

/* What typing costs: of a long line one stretch is looked at again, the others stay. */
static void an_edit_in_a_long_line_keeps_the_words_around_it(void **state)
{
	struct layout layout;
	struct str text = { 0 };
	(void)state;
	while (text.length < 20000)
		(void)str_add(&text, SPAN("Und dann kam der Montag. "));
	struct buffer *buffer = buffer_of(str_span(&text));
	layout_init(&layout, buffer);
	assert_same_words(&layout, 0, text.length);
	assert_true(buffer_replace(buffer, 10003, 0, SPAN("x"), NULL));
	const struct layout_line *line = layout_line(&layout, 0);
	size_t again = 0;
	assert_true(line->stretches.count > 10);
	for (size_t i = 0; i < line->stretches.count; i++)
		again += !line->stretches.at[i].is_analysed;
	assert_int_equal(again, 1);
	assert_same_words(&layout, 0, text.length + 1);
	layout_release(&layout);
	buffer_free(buffer);
	str_release(&text);
}

/* Letters in a word leave the other words where they are, moved, until somebody asks again. */
static void letters_in_a_word_make_it_longer_and_no_more(void **state)
{
	static const struct {
		const char *text, *typed;
		size_t at;
		bool stays;
	} rows[] = {
		{ "Der Brief kam an.", "e", 9, true },
		{ "Der Brief kam an.", "xy", 6, true },
		{ "Der Brief kam an.", "\u00fc", 17, false },
		{ "Der Brief kam an.", "\u00fc", 16, true },
		{ "Der Brief kam an.", "e", 4, false },
		{ "Der Brief kam an.", " ", 9, false },
		{ "Der Brief kam an.", "-", 9, false },
		{ "Der Brief kam an.", "\u00d7", 9, false },
		{ "x@y.ch kam an.", "a", 6, false },
		{ "\u00c4rger kam", "n", 6, true },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct layout layout;
		struct buffer *buffer = buffer_of(span_of(rows[i].text));
		layout_init(&layout, buffer);
		(void)layout_words(&layout, 0, 0);
		assert_true(buffer_replace(buffer, rows[i].at, 0, span_of(rows[i].typed), NULL));
		const struct layout_stretch *kept = layout_known_words(layout_line(&layout, 0), 0);
		assert_int_equal(kept != NULL, rows[i].stays);
		if (kept) {
			struct analysis anew = { 0 };
			struct analysis_options options = { .pinned = LANGUAGE_NONE };
			analysis_run(&anew, buffer_text(buffer), &options);
			assert_int_equal(kept->analysis.tokens.count, anew.tokens.count);
			for (size_t k = 0; k < anew.tokens.count; k++) {
				assert_int_equal(kept->analysis.tokens.at[k].start,
						 anew.tokens.at[k].start);
				assert_int_equal(kept->analysis.tokens.at[k].end,
						 anew.tokens.at[k].end);
			}
			analysis_release(&anew);
		}
		layout_release(&layout);
		buffer_free(buffer);
	}
}

static void a_long_line_without_spaces_is_mended_too(void **state)
{
	struct layout layout;
	struct str text = { 0 };
	(void)state;
	for (int i = 0; i < 60000; i++)
		(void)str_add_byte(&text, 'a');
	struct buffer *buffer = buffer_of(str_span(&text));
	layout_init(&layout, buffer);
	assert_same_rows(&layout, buffer);
	assert_true(buffer_replace(buffer, 100, 0, SPAN("b"), NULL));
	assert_same_rows(&layout, buffer);
	assert_true(buffer_replace(buffer, 59000, 500, SPAN(""), NULL));
	assert_same_rows(&layout, buffer);
	layout_release(&layout);
	buffer_free(buffer);
	str_release(&text);
}

/* A cache that were thrown away would make these anew: then their number is that of one row. */
static void an_edit_in_a_long_line_keeps_the_rows_around_it(void **state)
{
	struct layout layout;
	struct str text = { 0 };
	(void)state;
	while (text.length < 300000)
		(void)str_add(&text, SPAN("und dann kam der Montag mit einer Frage "));
	struct buffer *buffer = buffer_of(str_span(&text));
	layout_init(&layout, buffer);
	(void)layout_find(&layout, text.length);
	size_t rows = layout_line(&layout, 0)->rows.count;
	assert_true(buffer_replace(buffer, 150003, 0, SPAN("x"), NULL));
	assert_int_equal(layout_line(&layout, 0)->rows.count, rows);
	assert_true(layout_line(&layout, 0)->is_whole);
	layout_release(&layout);
	buffer_free(buffer);
	str_release(&text);
}

static void of_a_long_line_the_words_in_view_are_looked_at(void **state)
{
	struct layout layout;
	struct str text = { 0 };
	(void)state;
	while (text.length < 100000)
		(void)str_add(&text, SPAN("Und dann kam der Montag. "));
	struct buffer *buffer = buffer_of(str_span(&text));
	layout_init(&layout, buffer);
	const struct layout_stretch *words = layout_words(&layout, 0, 50000);
	assert_true(words->from <= 50000 && words->from > 49000);
	assert_true(words->until > 50000 && words->until < 53000);
	assert_int_equal((words->from % 25), 0); /* sentences are whole */
	assert_int_equal((words->until % 25), 0);
	assert_true(words->analysis.tokens.count > 100);
	const uint8_t *verdicts = words->verdicts;
	size_t until = words->until;
	assert_ptr_equal(layout_words(&layout, 0, words->until - 1)->verdicts, verdicts);
	assert_int_equal(layout_words(&layout, 0, until)->from, until);
	assert_int_equal(layout_words(&layout, 0, 0)->from, 0);
	assert_null(layout_known_words(layout_line(&layout, 0), 90000));
	layout_release(&layout);
	buffer_free(buffer);
	str_release(&text);
}

static void the_caret_stands_before_the_space_that_a_row_breaks_at(void **state)
{
	struct layout layout;
	(void)state;
	struct buffer *buffer = buffer_of(SPAN("eins zwei drei\nvier"));
	layout_init(&layout, buffer);
	layout_set_columns(&layout, 9);
	struct layout_place place = layout_find(&layout, 0);
	assert_int_equal(layout_row_end(&layout, place), 9);
	assert_int_equal(layout_row_limit(&layout, place), 10);
	assert_true(layout_down(&layout, &place));
	assert_int_equal(layout_row_start(&layout, place), 10);
	assert_int_equal(layout_row_end(&layout, place), 14);
	assert_true(layout_down(&layout, &place));
	assert_int_equal(layout_at_column(&layout, place, 2), 17);
	assert_false(layout_down(&layout, &place));
	assert_true(layout_up(&layout, &place));
	assert_int_equal(place.row, 1);
	layout_release(&layout);
	buffer_free(buffer);
}

static void a_place_kept_over_an_edit_settles_on_one_that_there_is(void **state)
{
	struct layout layout;
	(void)state;
	struct buffer *buffer = buffer_of(SPAN("eins zwei drei vier\nfünf"));
	layout_init(&layout, buffer);
	layout_set_columns(&layout, 5);
	struct layout_place last = layout_find(&layout, 16), line = layout_find(&layout, 21);
	assert_int_equal(last.row, 3);
	assert_true(buffer_replace(buffer, 5, 15, SPAN(""), NULL));
	assert_int_equal(layout_settle(&layout, last).row, 1);
	assert_int_equal(layout_settle(&layout, line).line, 0);
	layout_release(&layout);
	buffer_free(buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_after_any_edits_are_those_of_a_new_layout),
		cmocka_unit_test(words_after_any_edits_are_those_of_the_bytes),
		cmocka_unit_test(an_edit_in_a_long_line_keeps_the_words_around_it),
		cmocka_unit_test(letters_in_a_word_make_it_longer_and_no_more),
		cmocka_unit_test(a_long_line_without_spaces_is_mended_too),
		cmocka_unit_test(an_edit_in_a_long_line_keeps_the_rows_around_it),
		cmocka_unit_test(of_a_long_line_the_words_in_view_are_looked_at),
		cmocka_unit_test(the_caret_stands_before_the_space_that_a_row_breaks_at),
		cmocka_unit_test(a_place_kept_over_an_edit_settles_on_one_that_there_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
