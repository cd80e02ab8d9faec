#include "unit.h"

#include "text/mark.h"
#include "text_samples.h"

static void replace(struct buffer *buffer, size_t at, size_t removed, struct span text)
{
	assert_true(buffer_replace(buffer, at, removed, text, NULL));
}

/* In "0123456789", a mark at [3, 6) and one edit. */
static const struct {
	size_t at, removed;
	struct span inserted;
	size_t start, end;
	bool touched;
} edits[] = {
	{ 1, 0, SPAN("ab"), 5, 8, false },  { 8, 0, SPAN("ab"), 3, 6, false },
	{ 3, 0, SPAN("ab"), 5, 8, false },  { 6, 0, SPAN("ab"), 3, 6, false },
	{ 4, 0, SPAN("ab"), 3, 8, true },   { 0, 3, SPAN(""), 0, 3, false },
	{ 6, 2, SPAN(""), 3, 6, false },    { 4, 1, SPAN(""), 3, 5, true },
	{ 3, 3, SPAN(""), 3, 3, true },	    { 1, 3, SPAN(""), 1, 3, true },
	{ 5, 3, SPAN(""), 3, 5, true },	    { 0, 10, SPAN(""), 0, 0, true },
	{ 3, 3, SPAN("abcd"), 3, 7, true }, { 3, 1, SPAN("abcd"), 3, 9, true },
	{ 5, 1, SPAN("ab"), 3, 7, true },   { 1, 2, SPAN("x"), 2, 5, false },
	{ 6, 1, SPAN("xyz"), 3, 6, false }, { 2, 2, SPAN("x"), 2, 5, true },
};

static void a_mark_moves_with_its_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		struct buffer *buffer = buffer_new();
		struct marks marks;
		replace(buffer, 0, 0, SPAN("0123456789"));
		marks_init(&marks, buffer);
		int id = mark_add(&marks, 3, 6);
		replace(buffer, edits[i].at, edits[i].removed, edits[i].inserted);
		const struct mark *mark = mark_get(&marks, id);
		assert_int_equal(mark->start, edits[i].start);
		assert_int_equal(mark->end, edits[i].end);
		assert_int_equal(mark->touched, edits[i].touched);
		marks_release(&marks);
		buffer_free(buffer);
	}
}

static void sides_decide_about_an_insertion_at_an_end(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new();
	struct marks marks;
	replace(buffer, 0, 0, SPAN("0123456789"));
	marks_init(&marks, buffer);
	int wide = mark_add_sided(&marks, 3, 6, MARK_BEFORE, MARK_AFTER);
	int point = mark_add(&marks, 3, 3);
	int caret = mark_add_sided(&marks, 3, 3, MARK_AFTER, MARK_AFTER);
	replace(buffer, 3, 0, SPAN("ab"));
	assert_int_equal(mark_get(&marks, wide)->start, 3);
	assert_int_equal(mark_get(&marks, wide)->end, 8);
	assert_true(mark_get(&marks, wide)->touched);
	assert_int_equal(mark_get(&marks, point)->start, mark_get(&marks, point)->end);
	assert_int_equal(mark_get(&marks, caret)->start, 5);
	replace(buffer, 8, 0, SPAN("cd"));
	assert_int_equal(mark_get(&marks, wide)->end, 10);
	marks_release(&marks);
	buffer_free(buffer);
}

/* One position, said in another way: each byte knows where it goes, and the position goes with the
 * byte on its side. */
static size_t naive(size_t at, enum mark_side side, const size_t *target,
		    const struct change *change)
{
	size_t end = change->at + change->removed.length;
	if (change->removed.length == 0 && at == change->at)
		return side == MARK_BEFORE ? change->at : change->at + change->inserted.length;
	if (at > change->at && at < end)
		return change->at;
	if (at <= change->at)
		return at;
	return target[at];
}

/* The whole set, moved by the reference. */
struct reference {
	struct mark marks[20];
};

static void follow(void *context, const struct buffer *buffer, const struct change *change)
{
	struct reference *reference = context;
	size_t length = buffer_length(buffer) + change->removed.length - change->inserted.length;
	size_t *target = calloc(length + 1, sizeof *target);
	for (size_t i = 0, to = 0; i <= length; i++) {
		if (i == change->at)
			to += change->inserted.length;
		target[i] = to;
		bool stays = i < change->at || i >= change->at + change->removed.length;
		to += stays;
	}
	for (size_t i = 0; i < 20; i++) {
		struct mark *mark = &reference->marks[i];
		mark->start = naive(mark->start, mark->start_side, target, change);
		mark->end = naive(mark->end, mark->end_side, target, change);
		mark->end = mark->end < mark->start ? mark->start : mark->end;
	}
	free(target);
}

static void marks_go_where_a_naive_reference_says(void **state)
{
	(void)state;
	uint64_t seed = 13;
	struct str piece = { 0 };
	for (int round = 0; round < 300; round++) {
		struct reference reference = { 0 };
		struct buffer *buffer = buffer_new();
		struct marks marks;
		replace(buffer, 0, 0, SPAN("01234567890123456789"));
		marks_init(&marks, buffer);
		buffer_listen(buffer, follow, &reference);
		for (int i = 0; i < 20; i++) {
			size_t start = sample_below(&seed, 21);
			size_t end = start + sample_below(&seed, 21 - start);
			enum mark_side left = sample_below(&seed, 2) ? MARK_AFTER : MARK_BEFORE;
			enum mark_side right = sample_below(&seed, 2) ? MARK_AFTER : MARK_BEFORE;
			assert_int_equal(mark_add_sided(&marks, start, end, left, right), i + 1);
			reference.marks[i] = marks.at[i];
		}
		for (int edit = 0; edit < 40; edit++) {
			size_t length = buffer_length(buffer);
			size_t at = sample_below(&seed, length + 1);
			size_t removed = sample_below(&seed, length - at + 1);
			str_clear(&piece);
			sample_add(&piece, &seed, sample_below(&seed, 12), false);
			replace(buffer, at, removed % 9, str_span(&piece));
			for (int i = 0; i < 20; i++) {
				const struct mark *mark = mark_get(&marks, i + 1);
				assert_int_equal(mark->start, reference.marks[i].start);
				assert_int_equal(mark->end, reference.marks[i].end);
				assert_true(mark->end <= buffer_length(buffer));
			}
		}
		marks_release(&marks);
		buffer_free(buffer);
	}
	str_release(&piece);
}

static void marks_are_found_by_id_until_they_are_removed(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new();
	struct marks marks;
	replace(buffer, 0, 0, SPAN("0123456789"));
	marks_init(&marks, buffer);
	for (size_t i = 0; i < 10; i++)
		(void)mark_add(&marks, i, i + 1);
	for (int id = 2; id <= 10; id += 2)
		mark_remove(&marks, id);
	mark_remove(&marks, 2);
	for (int id = 1; id <= 10; id++) {
		const struct mark *mark = mark_get(&marks, id);
		assert_int_equal(mark != NULL, id % 2 == 1);
		if (mark)
			assert_int_equal(mark->start, id - 1);
	}
	assert_null(mark_get(&marks, 0));
	marks_clear(&marks);
	assert_null(mark_get(&marks, 1));
	assert_int_equal(mark_add(&marks, 0, 1), 11);
	marks_release(&marks);
	marks_release(&marks);
	replace(buffer, 0, 1, SPAN("")); /* nobody listens any more */
	buffer_free(buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_moves_with_its_text),
		cmocka_unit_test(sides_decide_about_an_insertion_at_an_end),
		cmocka_unit_test(marks_go_where_a_naive_reference_says),
		cmocka_unit_test(marks_are_found_by_id_until_they_are_removed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
