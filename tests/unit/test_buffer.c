#include "unit.h"

#include <time.h>

#include "text/buffer.h"
#include "text_samples.h"

static void type(struct buffer *buffer, size_t at, size_t removed, struct span text)
{
	assert_true(buffer_replace(buffer, at, removed, text, NULL));
}

static void assert_text(const struct buffer *buffer, struct span expected)
{
	assert_true(span_equal(buffer_text(buffer), expected));
}

static void a_new_buffer_is_empty(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new();
	assert_int_equal(buffer_length(buffer), 0);
	assert_int_equal(buffer_revision(buffer), 0);
	assert_int_equal(buffer_text(buffer).length, 0);
	assert_int_equal(buffer_line_start(buffer, 0), 0);
	assert_int_equal(buffer_line_end(buffer, 0), 0);
	buffer_free(buffer);
	buffer_free(NULL);
}

static void edits_do_what_they_do_to_a_string(void **state)
{
	(void)state;
	uint64_t seed = 77;
	struct buffer *buffer = buffer_new();
	struct str reference = { 0 }, piece = { 0 };
	for (uint64_t edit = 1; edit <= 20000; edit++) {
		size_t length = reference.length;
		size_t at = sample_below(&seed, length + 1);
		size_t most = length > 3000 ? 400 : 12;
		size_t removed = sample_below(&seed, length - at < most ? length - at + 1 : most);
		str_clear(&piece);
		sample_add(&piece, &seed, 1, false);
		type(buffer, at, removed, str_span(&piece));
		assert_true(str_replace(&reference, at, removed, str_span(&piece)));
		assert_int_equal(buffer_revision(buffer), edit);
		assert_int_equal(buffer_length(buffer), reference.length);
		size_t from = sample_below(&seed, reference.length + 1);
		size_t to = from + sample_below(&seed, reference.length - from + 1);
		assert_true(span_equal(buffer_slice(buffer, from, to),
				       span_slice(str_span(&reference), from, to)));
		if (from < reference.length)
			assert_int_equal(buffer_byte(buffer, from), reference.at[from]);
	}
	assert_text(buffer, str_span(&reference));
	str_release(&reference);
	str_release(&piece);
	buffer_free(buffer);
}

static void lines_are_found_wherever_the_gap_is(void **state)
{
	(void)state;
	struct str text = { 0 };
	(void)str_add(&text, SPAN("eins\n\nzwei drei\nvier"));
	for (size_t gap = 0; gap <= text.length; gap++) {
		struct buffer *buffer = buffer_new();
		type(buffer, 0, 0, str_span(&text));
		type(buffer, gap, 0, SPAN("x"));
		type(buffer, gap, 1, SPAN(""));
		for (size_t at = 0; at <= text.length; at++) {
			size_t start = at, end = at;
			while (start > 0 && text.at[start - 1] != '\n')
				start--;
			while (end < text.length && text.at[end] != '\n')
				end++;
			assert_int_equal(buffer_line_start(buffer, at), start);
			assert_int_equal(buffer_line_end(buffer, at), end);
		}
		buffer_free(buffer);
	}
	str_release(&text);
}

struct notes {
	int count;
	size_t at;
	uint64_t revision;
	struct str removed, inserted;
};

static void note(void *context, const struct buffer *buffer, const struct change *change)
{
	struct notes *notes = context;
	notes->count++;
	notes->at = change->at;
	notes->revision = change->revision;
	str_clear(&notes->removed);
	str_clear(&notes->inserted);
	(void)str_add(&notes->removed, change->removed);
	(void)str_add(&notes->inserted, change->inserted);
	assert_int_equal(buffer_revision(buffer), change->revision);
}

static void listeners_are_told_what_came_and_went(void **state)
{
	(void)state;
	struct notes notes = { 0 };
	struct buffer *buffer = buffer_new();
	type(buffer, 0, 0, SPAN("Hallo Welt"));
	buffer_listen(buffer, note, &notes);
	type(buffer, 6, 4, SPAN("du"));
	assert_int_equal(notes.count, 1);
	assert_int_equal(notes.at, 6);
	assert_int_equal(notes.revision, 2);
	assert_string_equal(str_text(&notes.removed), "Welt");
	assert_string_equal(str_text(&notes.inserted), "du");
	type(buffer, 3, 0, SPAN(""));
	assert_int_equal(notes.count, 1); /* nothing changed */
	assert_int_equal(buffer_revision(buffer), 2);
	buffer_unlisten(buffer, note, &notes);
	type(buffer, 0, 1, SPAN(""));
	assert_int_equal(notes.count, 1);
	str_release(&notes.removed);
	str_release(&notes.inserted);
	buffer_free(buffer);
}

struct order {
	char text[8];
	size_t count;
};

static void first(void *context, const struct buffer *buffer, const struct change *change)
{
	struct order *order = context;
	(void)buffer;
	(void)change;
	order->text[order->count++] = '1';
}

static void second(void *context, const struct buffer *buffer, const struct change *change)
{
	struct order *order = context;
	(void)buffer;
	(void)change;
	order->text[order->count++] = '2';
}

static void listeners_are_told_in_the_order_they_came(void **state)
{
	(void)state;
	struct order order = { 0 };
	struct buffer *buffer = buffer_new();
	buffer_listen(buffer, first, &order);
	buffer_listen(buffer, second, &order);
	type(buffer, 0, 0, SPAN("x"));
	buffer_unlisten(buffer, first, &order);
	type(buffer, 0, 0, SPAN("x"));
	assert_string_equal(order.text, "122");
	buffer_free(buffer);
}

static void an_adopted_text_is_not_copied(void **state)
{
	(void)state;
	struct str text = { 0 };
	(void)str_add(&text, SPAN("Ein Text von anderswo\n"));
	const char *memory = text.at;
	struct buffer *buffer = buffer_new();
	assert_true(buffer_adopt(buffer, &text, NULL));
	assert_ptr_equal(buffer_text(buffer).at, memory);
	assert_int_equal(text.length, 0);
	assert_int_equal(buffer_revision(buffer), 0);
	type(buffer, 4, 0, SPAN("guter "));
	assert_text(buffer, SPAN("Ein guter Text von anderswo\n"));
	buffer_free(buffer);

	buffer = buffer_new();
	assert_true(buffer_adopt(buffer, &text, NULL)); /* the empty one that never grew */
	type(buffer, 0, 0, SPAN("x"));
	assert_text(buffer, SPAN("x"));
	buffer_free(buffer);
}

static void at_the_ceiling_nothing_changes_and_it_is_said(void **state)
{
	(void)state;
	struct str text = { 0 };
	struct err err = { 0 };
	str_init(&text, (size_t)BUFFER_CEILING + 1);
	char *block = calloc(1, BUFFER_CEILING);
	(void)str_add(&text, (struct span){ block, BUFFER_CEILING });
	struct buffer *buffer = buffer_new();
	assert_true(buffer_adopt(buffer, &text, &err));
	assert_false(buffer_replace(buffer, 5, 1, SPAN("zwei"), &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_int_equal(buffer_length(buffer), BUFFER_CEILING);
	assert_int_equal(buffer_revision(buffer), 0);
	assert_true(buffer_replace(buffer, 5, 4, SPAN("zwei"), &err));
	buffer_free(buffer);

	str_init(&text, (size_t)BUFFER_CEILING + 1);
	(void)str_add(&text, (struct span){ block, BUFFER_CEILING });
	(void)str_add_byte(&text, 'x');
	buffer = buffer_new();
	assert_false(buffer_adopt(buffer, &text, &err));
	assert_int_equal(buffer_length(buffer), 0);
	str_release(&text);
	buffer_free(buffer);
	free(block);
}

static void typing_costs_the_same_in_ten_megabytes(void **state)
{
	(void)state;
	struct str text = { 0 };
	while (text.length < 10 << 20)
		(void)str_add(&text, SPAN("Gestern früh um 7.40 Uhr stand der Server still.\n"));
	struct buffer *buffer = buffer_new();
	assert_true(buffer_adopt(buffer, &text, NULL));
	size_t middle = buffer_length(buffer) / 2;
	type(buffer, middle, 0, SPAN("x"));
	clock_t start = clock();
	for (int i = 1; i <= 10000; i++) {
		type(buffer, middle + (size_t)i, 0, SPAN("x"));
		(void)buffer_slice(buffer, middle - 200, middle + 300);
	}
	double us = (double)(clock() - start) * 1e6 / CLOCKS_PER_SEC / 10000;
	print_message("a key in 10 MB: %.2f us\n", us);
	assert_true(us < 1000);
	buffer_free(buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_buffer_is_empty),
		cmocka_unit_test(edits_do_what_they_do_to_a_string),
		cmocka_unit_test(lines_are_found_wherever_the_gap_is),
		cmocka_unit_test(listeners_are_told_what_came_and_went),
		cmocka_unit_test(listeners_are_told_in_the_order_they_came),
		cmocka_unit_test(an_adopted_text_is_not_copied),
		cmocka_unit_test(at_the_ceiling_nothing_changes_and_it_is_said),
		cmocka_unit_test(typing_costs_the_same_in_ten_megabytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
