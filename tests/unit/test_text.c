#include "unit.h"

#include "text/buffer.h"
#include "text/diff.h"
#include "text/grapheme.h"
#include "text/mark.h"
#include "text/undo.h"
#include "text/utf8.h"
#include "text/wrap.h"

static uint64_t seed;

static size_t draw(size_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return below ? (size_t)(seed % below) : 0;
}

static const char *const pieces[] = {
	"a",	       "ü",    "Wort ", "\n",	"👩‍🌾",	    "🇨🇭",
	"e\xcc\x81",   "\xff", " ",	"漢字", "Donaudampfschiff", "\t",
	"\xe2\x80\xae"
};
enum { PIECES = sizeof pieces / sizeof *pieces };

static void random_text(struct str *text, size_t count)
{
	str_clear(text);
	for (size_t i = 0; i < count; i++)
		(void)str_add(text, span_of(pieces[draw(PIECES)]));
}

static void the_buffer_holds_what_a_plain_string_holds(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new();
	struct str plain = { 0 };
	seed = 7;
	for (int i = 0; i < 3000; i++) {
		size_t at = draw(plain.length + 1), removed = draw(plain.length - at + 1);
		removed = removed > 6 ? 6 : removed;
		struct span piece = span_of(pieces[draw(PIECES)]);
		assert_true(buffer_replace(buffer, at, removed, piece, NULL));
		assert_true(str_replace(&plain, at, removed, piece));
		size_t from = draw(plain.length + 1);
		assert_true(span_equal(buffer_slice(buffer, from, plain.length),
				       span_slice(str_span(&plain), from, plain.length)));
		size_t start = from;
		while (start > 0 && plain.at[start - 1] != '\n')
			start--;
		assert_int_equal(buffer_line_start(buffer, from), start);
		assert_int_equal(buffer_line_end(buffer, from),
				 span_find(str_span(&plain), SPAN("\n"), from));
	}
	assert_true(span_equal(buffer_text(buffer), str_span(&plain)));
	str_release(&plain);
	buffer_free(buffer);
}

static void undoing_all_gives_the_first_text_and_redoing_all_the_last(void **state)
{
	(void)state;
	seed = 11;
	for (int round = 0; round < 50; round++) {
		struct buffer *buffer = buffer_new();
		struct str first = { 0 }, last = { 0 };
		size_t caret;
		random_text(&first, 20);
		(void)buffer_replace(buffer, 0, 0, str_span(&first), NULL);
		struct undo *undo = undo_new(buffer);
		for (int i = 0; i < 60; i++) {
			size_t length = buffer_length(buffer), at = draw(length + 1);
			size_t removed = draw(3) ? 0 : draw(length - at + 1);
			if (draw(9) == 0)
				undo_break(undo);
			(void)buffer_replace(buffer, at, removed, span_of(pieces[draw(PIECES)]),
					     NULL);
		}
		(void)str_add(&last, buffer_text(buffer));
		while (undo_undo(undo, &caret))
			assert_true(caret <= buffer_length(buffer));
		assert_true(span_equal(buffer_text(buffer), str_span(&first)));
		while (undo_redo(undo, &caret))
			;
		assert_true(span_equal(buffer_text(buffer), str_span(&last)));
		undo_free(undo);
		buffer_free(buffer);
		str_release(&first);
		str_release(&last);
	}
}

static void a_burst_of_typing_is_one_step(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new();
	struct undo *undo = undo_new(buffer);
	size_t caret;
	for (size_t i = 0; i < 5; i++)
		(void)buffer_replace(buffer, i, 0, SPAN("x"), NULL);
	assert_true(undo_undo(undo, &caret));
	assert_int_equal(buffer_length(buffer), 0);
	assert_false(undo_can_undo(undo));
	undo_free(undo);
	buffer_free(buffer);
}

static void marks_move_with_the_text_and_stay_in_it(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new();
	struct marks marks;
	(void)buffer_replace(buffer, 0, 0, SPAN("eins zwei drei"), NULL);
	marks_init(&marks, buffer);
	int id = mark_add(&marks, 5, 9);
	(void)buffer_replace(buffer, 0, 4, SPAN("Nummer eins"), NULL);
	const struct mark *mark = mark_get(&marks, id);
	assert_span(buffer_slice(buffer, mark->start, mark->end), "zwei");
	assert_false(mark->touched);
	(void)buffer_replace(buffer, 0, buffer_length(buffer), SPAN(""), NULL);
	assert_int_equal(mark_get(&marks, id)->end, 0);
	assert_true(mark_get(&marks, id)->touched);
	marks_release(&marks);
	buffer_free(buffer);
}

static void rows_cover_every_byte_once_and_are_never_too_wide(void **state)
{
	(void)state;
	struct str text = { 0 };
	seed = 13;
	for (int round = 0; round < 400; round++) {
		int columns = (int)draw(90) + 1;
		random_text(&text, 60);
		for (size_t i = 0; i < text.length; i++)
			if (text.at[i] == '\n')
				text.at[i] = ' ';
		struct span line = str_span(&text);
		for (size_t at = 0; at < line.length;) {
			size_t end = wrap_row_end(line, at, columns);
			assert_true(end > at && end <= line.length);
			assert_true(grapheme_is_boundary(line, end));
			struct span row = span_trim(span_slice(line, at, end));
			size_t one = grapheme_next(row, 0, 0).length;
			assert_true(grapheme_columns(row) <= columns || one == row.length);
			at = end;
		}
	}
	str_release(&text);
}

static void nothing_that_controls_a_terminal_is_drawn(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < 0x110000; c++) {
		struct str text = { 0 };
		if (c >= 0xd800 && c < 0xe000)
			continue;
		(void)str_add_point(&text, c);
		struct grapheme grapheme = grapheme_next(str_span(&text), 0, 0);
		struct grapheme_cell cells[GRAPHEME_CELLS];
		int count = grapheme_draw(str_span(&text), &grapheme, cells, GRAPHEME_CELLS),
		    wide = 0;
		for (int i = 0; i < count; i++) {
			uint32_t drawn = cells[i].points[0];
			assert_true(drawn >= 0x20 && (drawn < 0x7f || drawn > 0x9f));
			assert_false((drawn >= 0x202a && drawn <= 0x202e) ||
				     (drawn >= 0x2066 && drawn <= 0x2069));
			wide += cells[i].columns;
		}
		assert_int_equal(wide, grapheme.columns);
		str_release(&text);
	}
}

static void graphemes_are_counted_as_readers_see_them(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t utf16, graphemes;
	} rows[] = { { "Grüezi", 6, 6 },    { "Zürich 👋", 9, 8 },
		     { "👋🏽", 4, 1 },  { "👨‍👩‍👧‍👦", 11, 1 },
		     { "🇨🇭", 4, 1 },	    { "𝗛𝗲𝗹𝗹𝗼", 10, 5 },
		     { "e\xcc\x81", 2, 1 }, { "1️⃣", 3, 1 },
		     { "10’000", 6, 6 } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(utf8_utf16_units(span_of(rows[i].text)), rows[i].utf16);
		assert_int_equal(grapheme_count(span_of(rows[i].text)), rows[i].graphemes);
	}
}

static void a_diff_put_into_the_old_text_gives_the_new_one(void **state)
{
	(void)state;
	seed = 17;
	for (int round = 0; round < 300; round++) {
		struct str old = { 0 }, new = { 0 }, made = { 0 };
		struct hunks hunks = { 0 };
		random_text(&old, 30);
		(void)str_add(&new, str_span(&old));
		for (int i = 0; i < 5; i++)
			(void)str_replace(&new, draw(new.length + 1), 0,
					  span_of(pieces[draw(PIECES)]));
		diff_words(str_span(&old), str_span(&new), &hunks);
		size_t at = 0;
		for (size_t i = 0; i < hunks.count; i++) {
			struct hunk h = hunks.at[i];
			(void)str_add(&made, span_slice(str_span(&old), at, h.old_start));
			(void)str_add(&made, span_slice(str_span(&new), h.new_start, h.new_end));
			at = h.old_end;
		}
		(void)str_add(&made, span_slice(str_span(&old), at, old.length));
		assert_true(span_equal(str_span(&made), str_span(&new)));
		arr_release(&hunks);
		str_release(&old);
		str_release(&new);
		str_release(&made);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_buffer_holds_what_a_plain_string_holds),
		cmocka_unit_test(undoing_all_gives_the_first_text_and_redoing_all_the_last),
		cmocka_unit_test(a_burst_of_typing_is_one_step),
		cmocka_unit_test(marks_move_with_the_text_and_stay_in_it),
		cmocka_unit_test(rows_cover_every_byte_once_and_are_never_too_wide),
		cmocka_unit_test(nothing_that_controls_a_terminal_is_drawn),
		cmocka_unit_test(graphemes_are_counted_as_readers_see_them),
		cmocka_unit_test(a_diff_put_into_the_old_text_gives_the_new_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
