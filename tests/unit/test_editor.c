/* Thousands of random keys: nothing lost, everything undone and done again, and the screen always
 * what a fresh start would show. */
#include "unit.h"

#include "base/mem.h"
#include "desk/desk.h"
#include "text/grapheme.h"
#include "text_samples.h"
#include "ui/term.h"

static void open_editor(struct editor *editor, struct span bytes)
{
	struct str text = { 0 };
	(void)str_add(&text, bytes);
	assert_true(editor_init(editor, &text, NULL));
	str_release(&text);
}

static char *copy_of(const struct editor *editor, size_t *length)
{
	struct span text = buffer_text(editor->buffer);
	*length = text.length;
	return mem_copy(text);
}

static void assert_text(const struct editor *editor, const char *text, size_t length)
{
	struct span now_there = buffer_text(editor->buffer);
	assert_int_equal(now_there.length, length);
	assert_memory_equal(now_there.at, text, length);
}

static void assert_in_bounds(const struct editor *editor)
{
	struct span text = buffer_text(editor->buffer);
	assert_true(editor->caret <= text.length && editor->anchor <= text.length);
	assert_true(grapheme_is_boundary(text, editor->caret));
	assert_true(editor->top.line <= text.length);
}

/* What a person does, at random. */
static void press_something(struct editor *editor, uint64_t *seed)
{
	struct str text = { 0 };
	bool select = sample_below(seed, 4) == 0;
	switch (sample_below(seed, 12)) {
	case 0:
	case 1:
	case 2:
	case 3:
		sample_add(&text, seed, 1, false);
		assert_true(editor_type(editor, str_span(&text), NULL));
		break;
	case 4:
		sample_add(&text, seed, sample_below(seed, 300), false);
		assert_true(editor_paste(editor, str_span(&text), NULL));
		break;
	case 5:
		assert_true(editor_delete(
			editor, (enum editor_motion)sample_below(seed, EDITOR_END + 1), NULL));
		break;
	case 6:
	case 7:
		assert_true(editor_delete(editor, EDITOR_LEFT, NULL));
		break;
	default:
		editor_move(editor, (enum editor_motion)sample_below(seed, EDITOR_END + 1), select,
			    10);
	}
	str_release(&text);
}

static void undo_takes_back_everything_and_redo_brings_it_again(void **state)
{
	uint64_t seed = 5;
	(void)state;
	for (int script = 0; script < 120; script++) {
		struct str text = { 0 };
		sample_add(&text, &seed, sample_below(&seed, 500), false);
		struct editor editor;
		open_editor(&editor, str_span(&text));
		layout_set_columns(&editor.layout, 1 + (int)sample_below(&seed, 50));
		for (int i = 0; i < 80; i++) {
			press_something(&editor, &seed);
			if (sample_below(&seed, 9) == 0)
				(void)editor_undo(&editor);
			else if (sample_below(&seed, 9) == 0)
				(void)editor_redo(&editor);
			editor_show_caret(&editor, 10);
			assert_in_bounds(&editor);
		}
		while (editor_redo(&editor))
			;
		size_t length;
		char *last = copy_of(&editor, &length);
		while (editor_undo(&editor))
			assert_in_bounds(&editor);
		assert_text(&editor, str_text(&text), text.length);
		assert_false(editor_is_changed(&editor));
		while (editor_redo(&editor))
			assert_in_bounds(&editor);
		assert_text(&editor, last, length);
		free(last);
		editor_release(&editor);
		str_release(&text);
	}
}

static void a_burst_of_typing_is_one_step_and_a_paste_another(void **state)
{
	struct editor editor;
	open_editor(&editor, SPAN(""));
	(void)state;
	for (const char *c = "Guten Tag"; *c; c++)
		assert_true(editor_type(&editor, (struct span){ c, 1 }, NULL));
	assert_true(editor_paste(&editor, SPAN(" und willkommen"), NULL));
	assert_true(editor_paste_more(&editor, SPAN(", alle"), NULL));
	assert_true(editor_type(&editor, SPAN("!"), NULL));
	assert_span(buffer_text(editor.buffer), "Guten Tag und willkommen, alle!");
	assert_true(editor_undo(&editor));
	assert_span(buffer_text(editor.buffer), "Guten Tag und willkommen, alle");
	assert_true(editor_undo(&editor));
	assert_span(buffer_text(editor.buffer), "Guten Tag");
	assert_true(editor_undo(&editor));
	assert_span(buffer_text(editor.buffer), "");
	assert_false(editor_undo(&editor));
	editor_release(&editor);
}

static void a_selection_is_typed_over_and_deleted_as_a_whole(void **state)
{
	struct editor editor;
	open_editor(&editor, SPAN("eins zwei drei"));
	(void)state;
	editor_go(&editor, 5, false);
	editor_move(&editor, EDITOR_WORD_RIGHT, true, 1);
	assert_true(editor_type(&editor, SPAN("2"), NULL));
	assert_span(buffer_text(editor.buffer), "eins 2 drei");
	editor_go(&editor, 0, false);
	editor_go(&editor, 5, true);
	assert_true(editor_delete(&editor, EDITOR_RIGHT, NULL));
	assert_span(buffer_text(editor.buffer), "2 drei");
	editor_release(&editor);
}

static void up_and_down_keep_the_column_over_a_short_row(void **state)
{
	struct editor editor;
	open_editor(&editor, SPAN("eine lange Zeile\nk\nnoch eine lange"));
	(void)state;
	editor_go(&editor, 9, false);
	editor_move(&editor, EDITOR_DOWN, false, 1);
	assert_int_equal(editor.caret, 18);
	editor_move(&editor, EDITOR_DOWN, false, 1);
	assert_int_equal(editor.caret, 19 + 9);
	editor_move(&editor, EDITOR_UP, false, 1);
	editor_move(&editor, EDITOR_UP, false, 1);
	assert_int_equal(editor.caret, 9);
	editor_release(&editor);
}

static void what_may_only_be_read_is_not_changed(void **state)
{
	struct editor editor;
	open_editor(&editor, SPAN("fest"));
	struct err err = { 0 };
	(void)state;
	editor.is_read_only = true;
	assert_false(editor_type(&editor, SPAN("x"), &err));
	assert_int_equal(err.code, ERR_DENIED);
	assert_false(editor_delete(&editor, EDITOR_RIGHT, &err));
	assert_span(buffer_text(editor.buffer), "fest");
	editor_release(&editor);
}

/* ---- the screen ---- */

static void nothing(void *context)
{
	(void)context;
}

static void open_desk(struct desk *desk, struct span text)
{
	*desk = (struct desk){ .hint = -1, .follows_caret = true, .review = { .open = -1 } };
	settings_read(&desk->settings, NULL, NULL);
	desk->loop = loop_new(NULL);
	desk->worker = worker_new(desk->loop, NULL);
	open_editor(&desk->editor, text);
	struct coaching_parts parts = { .loop = desk->loop,
					.worker = desk->worker,
					.buffer = desk->editor.buffer,
					.settings = &desk->settings,
					.changed = nothing };
	desk->coaching = coaching_new(&parts);
	canvas_init(&desk->canvas);
}

static void close_desk(struct desk *desk)
{
	worker_free(desk->worker);
	coaching_free(desk->coaching);
	editor_release(&desk->editor);
	canvas_release(&desk->canvas);
	settings_release(&desk->settings);
	loop_free(desk->loop);
}

static void draw_all(struct desk *desk, struct term *term)
{
	desk->line = (struct screen_line){ .is_known = false };
	screen_prepare(desk);
	screen_draw(desk, &desk->canvas);
	term->ops->show(term, &desk->canvas);
}

static int drawn_alone;

/* The same text, caret and view with nothing kept from before. */
static void assert_drawn_as_anew(struct desk *desk, struct term *kept, struct term *anew,
				 bool only_line)
{
	struct desk fresh = *desk;
	open_editor(&fresh.editor, buffer_text(desk->editor.buffer));
	fresh.editor.caret = desk->editor.caret;
	fresh.editor.anchor = desk->editor.anchor;
	fresh.editor.is_typing = desk->editor.is_typing;
	layout_set_columns(&fresh.editor.layout, desk->editor.layout.columns);
	canvas_init(&fresh.canvas);
	canvas_resize(&fresh.canvas, desk->canvas.columns, desk->canvas.rows);
	if (only_line && screen_line_prepare(desk)) {
		screen_line_draw(desk, &desk->canvas);
		kept->ops->show(kept, &desk->canvas);
		desk->line.has_typed = false;
		drawn_alone++;
	} else {
		draw_all(desk, kept);
	}
	fresh.editor.top = desk->editor.top;
	undo_mark_saved(fresh.editor.undo);
	draw_all(&fresh, anew);
	struct str a = { 0 }, b = { 0 };
	/* The first row ends with whether it is saved, which a fresh one always is. */
	for (int column = 0; column < 20 && desk->canvas.columns >= DESK_COLUMNS; column++)
		assert_memory_equal(term_fake_cell(kept, 0, column),
				    term_fake_cell(anew, 0, column), sizeof(struct cell));
	for (int row = 1; row < desk->canvas.rows; row++)
		assert_string_equal(term_fake_row(kept, row, &a), term_fake_row(anew, row, &b));
	bool is_small = desk->canvas.columns < DESK_COLUMNS || desk->canvas.rows < DESK_ROWS;
	assert_int_equal(desk->canvas.caret_shown, !is_small);
	if (desk->canvas.caret_shown) {
		assert_int_equal(desk->canvas.caret_row, fresh.canvas.caret_row);
		assert_int_equal(desk->canvas.caret_column, fresh.canvas.caret_column);
	}
	str_release(&a);
	str_release(&b);
	canvas_release(&fresh.canvas);
	editor_release(&fresh.editor);
}

static void the_screen_is_what_a_fresh_start_would_show(void **state)
{
	static const int sizes[][2] = { { 120, 36 },  { 80, 24 }, { 60, 16 }, { 200, 50 },
					{ 500, 200 }, { 30, 5 },  { 1, 1 } };
	uint64_t seed = 11;
	struct desk desk;
	(void)state;
	(void)setenv("HOME", "/nonexistent", 1);
	for (int script = 0; script < 12; script++) {
		struct str text = { 0 };
		sample_add(&text, &seed, sample_below(&seed, 4000), script % 3 == 0);
		open_desk(&desk, str_span(&text));
		struct term *kept = term_fake_new(1, 1), *anew = term_fake_new(1, 1);
		for (int i = 0; i < 60; i++) {
			const int *size = sizes[sample_below(&seed, i % 8 ? 4 : 7)];
			if (i % 8 == 0)
				canvas_resize(&desk.canvas, size[0], size[1]);
			press_something(&desk.editor, &seed);
			assert_drawn_as_anew(&desk, kept, anew, false);
		}
		term_free(kept);
		term_free(anew);
		close_desk(&desk);
		str_release(&text);
	}
}

/* A letter at the caret, as keys put it there. */
static void type_something(struct desk *desk, uint64_t *seed)
{
	struct str text = { 0 };
	size_t at = desk->editor.caret;
	sample_add(&text, seed, 1, sample_below(seed, 8) == 0);
	if (sample_below(seed, 5) == 0 || text.length == 0 || str_text(&text)[0] == '\n')
		(void)str_add((str_clear(&text), &text), SPAN(" "));
	assert_true(editor_type(&desk->editor, str_span(&text), NULL));
	screen_line_type(&desk->line, at);
	str_release(&text);
}

/* A few letters at NEARLY_FOLDS, and the text folds, with rows below. */
enum { NEARLY_FOLDS = 86 };

static void add_nearly_folding(struct str *text)
{
	str_clear(text);
	(void)str_add(text, SPAN("Titel\n"));
	for (int i = 0; i < 16; i++)
		(void)str_add(text, SPAN("abcd "));
	(void)str_add(text, SPAN("\n\n\n"));
}

static void a_letter_draws_its_line_as_all_would_be_drawn(void **state)
{
	static const int sizes[][2] = { { 120, 36 }, { 90, 24 }, { 76, 16 }, { 60, 30 } };
	uint64_t seed = 23;
	struct desk desk;
	(void)state;
	(void)setenv("HOME", "/nonexistent", 1);
	drawn_alone = 0;
	for (int script = 0; script < 60; script++) {
		struct str text = { 0 };
		const int *size = sizes[script % 4];
		sample_add(&text, &seed, sample_below(&seed, script % 5 ? 1500 : 6000),
			   script % 3 == 0);
		if (script % 5 == 1)
			add_nearly_folding(&text);
		open_desk(&desk, str_span(&text));
		editor_go(&desk.editor, script % 5 == 1 ? NEARLY_FOLDS : 0, false);
		canvas_resize(&desk.canvas, size[0], size[1]);
		struct term *kept = term_fake_new(1, 1), *anew = term_fake_new(1, 1);
		for (int i = 0; i < 100; i++) {
			bool moves = i % 25 == 24;
			if (moves)
				editor_go(
					&desk.editor,
					sample_below(&seed, 1 + buffer_length(desk.editor.buffer)),
					false);
			else
				type_something(&desk, &seed);
			assert_drawn_as_anew(&desk, kept, anew, i > 0 && !moves);
		}
		term_free(kept);
		term_free(anew);
		close_desk(&desk);
		str_release(&text);
	}
	assert_in_range(drawn_alone, 400, 4000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(undo_takes_back_everything_and_redo_brings_it_again),
		cmocka_unit_test(a_burst_of_typing_is_one_step_and_a_paste_another),
		cmocka_unit_test(a_selection_is_typed_over_and_deleted_as_a_whole),
		cmocka_unit_test(up_and_down_keep_the_column_over_a_short_row),
		cmocka_unit_test(what_may_only_be_read_is_not_changed),
		cmocka_unit_test(the_screen_is_what_a_fresh_start_would_show),
		cmocka_unit_test(a_letter_draws_its_line_as_all_would_be_drawn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
