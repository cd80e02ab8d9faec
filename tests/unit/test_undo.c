#include "unit.h"

#include "base/clock.h"
#include "text/undo.h"
#include "text_samples.h"

static int64_t now;

/* In place of the program's clock: time passes when a test says so. */
int64_t clock_ms(void)
{
	return now;
}

struct desk {
	struct buffer *buffer;
	struct undo *undo;
	size_t caret;
};

static struct desk open_desk(struct span text)
{
	struct desk desk = { .buffer = buffer_new() };
	assert_true(buffer_replace(desk.buffer, 0, 0, text, NULL));
	desk.undo = undo_new(desk.buffer);
	return desk;
}

static void close_desk(struct desk *desk)
{
	undo_free(desk->undo);
	buffer_free(desk->buffer);
}

static void edit(struct desk *desk, size_t at, size_t removed, struct span text)
{
	assert_true(buffer_replace(desk->buffer, at, removed, text, NULL));
}

/* Types at the end, a byte a key. */
static void type(struct desk *desk, const char *text)
{
	for (; *text; text++)
		edit(desk, buffer_length(desk->buffer), 0, (struct span){ text, 1 });
}

static void assert_text(const struct desk *desk, const char *expected)
{
	struct span text = buffer_text(desk->buffer);
	assert_true(span_equal(text, span_of(expected)));
}

static bool undo(struct desk *desk)
{
	return undo_undo(desk->undo, &desk->caret);
}

static bool redo(struct desk *desk)
{
	return undo_redo(desk->undo, &desk->caret);
}

static void typing_is_taken_back_as_one(void **state)
{
	(void)state;
	struct desk desk = open_desk(SPAN("Ja."));
	type(&desk, " Alle.");
	assert_true(undo(&desk));
	assert_text(&desk, "Ja.");
	assert_int_equal(desk.caret, 3);
	assert_false(undo(&desk));
	assert_true(redo(&desk));
	assert_text(&desk, "Ja. Alle.");
	assert_int_equal(desk.caret, 9);
	assert_false(redo(&desk));
	close_desk(&desk);
}

static void a_pause_a_break_or_another_place_ends_a_burst(void **state)
{
	(void)state;
	struct desk desk = open_desk(SPAN(""));
	type(&desk, "ab");
	now += UNDO_BURST_MS;
	type(&desk, "c");
	now += UNDO_BURST_MS + 1;
	type(&desk, "d");
	undo_break(desk.undo);
	type(&desk, "e");
	edit(&desk, 0, 0, SPAN("X"));
	edit(&desk, 4, 2, SPAN(""));
	static const char *const steps[] = { "Xabcde", "abcde", "abcd", "abc", "" };
	assert_text(&desk, "Xabc");
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		assert_true(undo(&desk));
		assert_text(&desk, steps[i]);
	}
	assert_false(undo(&desk));
	close_desk(&desk);
}

static void deleting_key_by_key_is_taken_back_as_one(void **state)
{
	(void)state;
	struct desk desk = open_desk(SPAN("eins zwei drei"));
	for (size_t at = 9; at > 5; at--)
		edit(&desk, at - 1, 1, SPAN("")); /* backspace */
	undo_break(desk.undo);
	for (int i = 0; i < 3; i++)
		edit(&desk, 1, 1, SPAN("")); /* delete */
	assert_text(&desk, "e  drei");
	assert_true(undo(&desk));
	assert_text(&desk, "eins  drei");
	assert_true(undo(&desk));
	assert_text(&desk, "eins zwei drei");
	assert_int_equal(desk.caret, 9);
	assert_false(undo(&desk));
	assert_true(redo(&desk));
	assert_true(redo(&desk));
	assert_text(&desk, "e  drei");
	close_desk(&desk);
}

static void typing_over_a_selection_is_one_step(void **state)
{
	(void)state;
	struct desk desk = open_desk(SPAN("eins zwei"));
	edit(&desk, 5, 4, SPAN("d"));
	type(&desk, "rei");
	assert_text(&desk, "eins drei");
	assert_true(undo(&desk));
	assert_text(&desk, "eins zwei");
	assert_false(undo(&desk));
	close_desk(&desk);
}

static void a_paste_is_a_step_of_its_own(void **state)
{
	(void)state;
	struct desk desk = open_desk(SPAN(""));
	type(&desk, "ab");
	edit(&desk, 2, 0, SPAN("ein ganzer Satz, der auf einmal dazukommt"));
	type(&desk, "c");
	assert_true(undo(&desk));
	assert_true(undo(&desk));
	assert_text(&desk, "ab");
	close_desk(&desk);
}

static void what_stands_between_begin_and_end_is_one_step(void **state)
{
	(void)state;
	struct desk desk = open_desk(SPAN("aXbXc"));
	type(&desk, "!");
	undo_begin(desk.undo);
	edit(&desk, 1, 1, SPAN("-"));
	undo_begin(desk.undo);
	now += 10 * UNDO_BURST_MS;
	edit(&desk, 3, 1, SPAN("-"));
	undo_end(desk.undo);
	edit(&desk, 5, 1, SPAN("?"));
	assert_false(undo_can_undo(desk.undo));
	undo_end(desk.undo);
	type(&desk, "z");
	assert_text(&desk, "a-b-c?z");
	assert_true(undo(&desk));
	assert_true(undo(&desk));
	assert_text(&desk, "aXbXc!");
	assert_true(redo(&desk));
	assert_text(&desk, "a-b-c?");
	undo_begin(desk.undo);
	undo_end(desk.undo); /* nothing happened: no step, and redo is still there */
	assert_true(undo_can_redo(desk.undo));
	close_desk(&desk);
}

static void a_new_edit_drops_what_was_undone(void **state)
{
	(void)state;
	struct desk desk = open_desk(SPAN(""));
	type(&desk, "a");
	undo_break(desk.undo);
	type(&desk, "b");
	assert_true(undo(&desk));
	type(&desk, "c");
	assert_false(undo_can_redo(desk.undo));
	assert_text(&desk, "ac");
	assert_true(undo(&desk));
	assert_text(&desk, "a");
	close_desk(&desk);
}

static void it_knows_whether_the_text_is_the_saved_one(void **state)
{
	(void)state;
	struct desk desk = open_desk(SPAN(""));
	assert_true(undo_is_saved(desk.undo));
	type(&desk, "a");
	assert_false(undo_is_saved(desk.undo));
	undo_mark_saved(desk.undo);
	assert_true(undo_is_saved(desk.undo));
	type(&desk, "b"); /* does not join what was saved */
	assert_false(undo_is_saved(desk.undo));
	assert_true(undo(&desk));
	assert_true(undo_is_saved(desk.undo));
	assert_true(undo(&desk));
	assert_false(undo_is_saved(desk.undo));
	assert_true(redo(&desk));
	assert_true(undo_is_saved(desk.undo));
	assert_true(undo(&desk));
	type(&desk, "c"); /* the saved text cannot be reached any more */
	assert_false(undo_is_saved(desk.undo));
	assert_true(undo(&desk));
	assert_false(undo_is_saved(desk.undo));
	undo_begin(desk.undo);
	type(&desk, "d");
	undo_mark_saved(desk.undo);
	type(&desk, "e");
	undo_end(desk.undo);
	assert_false(undo_is_saved(desk.undo));
	close_desk(&desk);
}

/* The text after each step, to compare with. */
struct history {
	struct str at[80];
	size_t count;
};

static void keep(struct history *history, const struct desk *desk)
{
	struct str *text = &history->at[history->count++];
	str_clear(text);
	(void)str_add(text, buffer_text(desk->buffer));
}

static void random_step(struct desk *desk, uint64_t *seed, struct str *piece)
{
	size_t edits = 1 + sample_below(seed, 4);
	undo_begin(desk->undo);
	for (size_t i = 0; i < edits; i++) {
		size_t length = buffer_length(desk->buffer);
		size_t at = sample_below(seed, length + 1);
		size_t removed = sample_below(seed, length - at + 1) % 30;
		str_clear(piece);
		sample_add(piece, seed, 1 + sample_below(seed, 20), false);
		edit(desk, at, removed, sample_below(seed, 3) ? str_span(piece) : SPAN("x"));
	}
	undo_end(desk->undo);
}

static void any_history_goes_back_to_the_first_text_and_forward_to_the_last(void **state)
{
	(void)state;
	uint64_t seed = 17;
	struct str piece = { 0 };
	struct history history = { 0 };
	for (int round = 0; round < 1000; round++) {
		struct desk desk = open_desk(SPAN("Letzte Woche fragte mich eine Bewerberin"));
		history.count = 0;
		keep(&history, &desk);
		size_t steps = 1 + sample_below(&seed, 40);
		for (size_t i = 0; i < steps; i++) {
			random_step(&desk, &seed, &piece);
			keep(&history, &desk);
		}
		for (size_t i = steps; i-- > 0;) {
			assert_true(undo(&desk));
			assert_true(span_equal(buffer_text(desk.buffer), str_span(&history.at[i])));
		}
		assert_false(undo(&desk));
		for (size_t i = 1; i <= steps; i++) {
			assert_true(redo(&desk));
			assert_true(span_equal(buffer_text(desk.buffer), str_span(&history.at[i])));
		}
		assert_false(redo(&desk));
		close_desk(&desk);
	}
	for (size_t i = 0; i < sizeof history.at / sizeof *history.at; i++)
		str_release(&history.at[i]);
	str_release(&piece);
}

static void any_typing_goes_back_however_it_was_grouped(void **state)
{
	(void)state;
	uint64_t seed = 29;
	struct str last = { 0 };
	for (int round = 0; round < 1000; round++) {
		struct desk desk = open_desk(SPAN("0123456789"));
		size_t caret = 5;
		for (int key = 0; key < 60; key++) {
			size_t length = buffer_length(desk.buffer);
			size_t which = sample_below(&seed, 12);
			if (which < 6)
				edit(&desk, caret++, 0, SPAN("k"));
			else if (which < 8 && caret > 0)
				edit(&desk, --caret, 1, SPAN(""));
			else if (which == 8 && caret < length)
				edit(&desk, caret, 1, SPAN(""));
			else if (which == 9)
				caret = sample_below(&seed, length + 1);
			else if (which == 10)
				now += (int64_t)sample_below(&seed, 3000);
			else if (undo_undo(desk.undo, &caret))
				assert_true(caret <= buffer_length(desk.buffer));
		}
		while (redo(&desk))
			;
		str_clear(&last);
		(void)str_add(&last, buffer_text(desk.buffer));
		while (undo(&desk))
			;
		assert_text(&desk, "0123456789");
		while (redo(&desk))
			;
		assert_true(span_equal(buffer_text(desk.buffer), str_span(&last)));
		close_desk(&desk);
	}
	str_release(&last);
}

static void over_the_ceiling_the_oldest_steps_go(void **state)
{
	(void)state;
	size_t size = 8 << 20;
	char *block = calloc(1, size);
	struct desk desk = open_desk(SPAN("x"));
	undo_mark_saved(desk.undo);
	int steps = 12; /* each 8 MiB in and out again: 16 MiB */
	for (int i = 0; i < steps; i++) {
		undo_begin(desk.undo);
		edit(&desk, 0, 0, (struct span){ block, size });
		edit(&desk, 0, size, SPAN(""));
		undo_end(desk.undo);
	}
	int taken = 0;
	while (undo(&desk))
		taken++;
	assert_in_range(taken, 3, 4);
	assert_text(&desk, "x");
	assert_false(undo_is_saved(desk.undo)); /* nobody can tell any more */
	free(block);
	close_desk(&desk);
}

static void a_step_over_the_ceiling_is_dropped_whole(void **state)
{
	(void)state;
	size_t size = 24 << 20;
	char *block = calloc(1, size);
	struct desk desk = open_desk(SPAN("x"));
	type(&desk, "y");
	undo_begin(desk.undo);
	for (int i = 0; i < 2; i++) {
		edit(&desk, 0, 0, (struct span){ block, size });
		edit(&desk, 0, size, SPAN(""));
	}
	edit(&desk, 0, 0, SPAN("a"));
	undo_end(desk.undo);
	assert_false(undo_can_undo(desk.undo));
	assert_false(undo_is_saved(desk.undo));
	type(&desk, "z");
	assert_true(undo(&desk));
	assert_text(&desk, "axy");
	assert_false(undo(&desk));
	free(block);
	close_desk(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typing_is_taken_back_as_one),
		cmocka_unit_test(a_pause_a_break_or_another_place_ends_a_burst),
		cmocka_unit_test(deleting_key_by_key_is_taken_back_as_one),
		cmocka_unit_test(typing_over_a_selection_is_one_step),
		cmocka_unit_test(a_paste_is_a_step_of_its_own),
		cmocka_unit_test(what_stands_between_begin_and_end_is_one_step),
		cmocka_unit_test(a_new_edit_drops_what_was_undone),
		cmocka_unit_test(it_knows_whether_the_text_is_the_saved_one),
		cmocka_unit_test(any_history_goes_back_to_the_first_text_and_forward_to_the_last),
		cmocka_unit_test(any_typing_goes_back_however_it_was_grouped),
		cmocka_unit_test(over_the_ceiling_the_oldest_steps_go),
		cmocka_unit_test(a_step_over_the_ceiling_is_dropped_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
