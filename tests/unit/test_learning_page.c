/*
 * What a lesson says can be read whole, in every lesson, language and state, also in the smallest
 * window: its page, drawn on a canvas and scrolled through by key, has every word and cuts none.
 */
#include "unit.h"

#include "base/i18n.h"
#include "desk/desk.h"
#include "desk/overlay_view.h"

static const struct {
	int columns, rows;
} windows[] = { { DESK_COLUMNS, DESK_ROWS }, { 80, 24 } };

enum state { FRESH, FAILED, PASSED, COMPARED, STATES };

static const char *const languages[] = { "de", "fr", "it", "en" };

static void on_mistake(void *context, const char *path, int line, const char *expected)
{
	(void)context;
	fail_msg("%s:%d: %s", path, line, expected);
}

static int open_desk(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	if (!desk)
		return -1;
	(void)setenv("TONFALL_DATADIR", "build/share/tonfall", 1);
	(void)setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	lessons_read(&desk->learning.lessons, on_mistake, NULL);
	keymap_read(&desk->keymap, on_mistake, NULL);
	desk->learning.rubric = rubric_new();
	desk->editor.buffer = buffer_new();
	canvas_init(&desk->canvas);
	*state = desk;
	return 0;
}

static int close_desk(void **state)
{
	struct desk *desk = *state;
	overlay_close(&desk->overlay);
	learning_release(&desk->learning);
	keymap_release(&desk->keymap);
	buffer_free(desk->editor.buffer);
	canvas_release(&desk->canvas);
	free(desk);
	return 0;
}

/* ---- what can be seen ---- */

/* Adds the row's cells [from, to) but blanks, which also stand where a line was broken. */
static void add_row(const struct canvas *canvas, int row, int from, int to, struct str *out)
{
	for (int column = from; column < to; column++) {
		const struct cell *cell = &canvas->cells[row * canvas->columns + column];
		for (int i = 0; cell->columns && i < GRAPHEME_POINTS && cell->points[i]; i++)
			if (cell->points[i] != ' ' && cell->points[i] != 0xa0 &&
			    cell->points[i] != 0x202f)
				(void)str_add_point(out, cell->points[i]);
	}
}

/* The same for a text. */
static void add_text(struct span text, struct str *out)
{
	static const struct span blanks[] = { SPAN(" "), SPAN("\n"), SPAN("\u00a0"),
					      SPAN("\u202f") };
	size_t length = 0;
	for (size_t at = 0; at < text.length; at += length) {
		bool is_blank = false;
		length = 1;
		for (size_t i = 0; i < sizeof blanks / sizeof *blanks && !is_blank; i++) {
			is_blank = span_starts(span_slice(text, at, text.length), blanks[i]);
			length = is_blank ? blanks[i].length : 1;
		}
		if (!is_blank)
			(void)str_add(out, span_slice(text, at, at + 1));
	}
}

static void draw(struct desk *desk)
{
	canvas_clear(&desk->canvas, ROLE_TEXT);
	overlay_draw(&desk->overlay, &desk->canvas);
}

static void press(struct desk *desk, enum key_code code)
{
	struct key key = { .code = code };
	assert_true(overlay_press(desk, &key));
}

/* All rows of the page, scrolled to one by one. */
static void read_page(struct desk *desk, struct str *out)
{
	struct rect in = overlay_view_inside(&desk->overlay, &desk->canvas);
	int end = in.column + in.columns, before;
	press(desk, KEY_HOME);
	draw(desk);
	for (int row = 0; row < in.rows; row++)
		add_row(&desk->canvas, in.row + row, in.column, end, out);
	do {
		before = desk->overlay.scroll;
		press(desk, KEY_DOWN);
		draw(desk);
		if (desk->overlay.scroll > before)
			add_row(&desk->canvas, in.row + in.rows - 1, in.column, end, out);
	} while (desk->overlay.scroll > before);
}

/* ---- what must be seen ---- */

static void expect(const struct desk *desk, struct span seen, const char *words)
{
	struct str wanted = { 0 };
	add_text(span_of(words), &wanted);
	if (span_find(seen, str_span(&wanted), 0) == seen.length)
		fail_msg("%s: step %zu, %d columns: not to be read: %s\nin %.*s",
			 desk->learning.lesson->path, desk->learning.step, desk->canvas.columns,
			 words, SPAN_ARGS(seen));
	str_release(&wanted);
}

static void expect_page(struct desk *desk, enum state state)
{
	const struct lesson_step *step = lesson_step(desk->learning.lesson, desk->learning.step);
	struct str seen = { 0 };
	read_page(desk, &seen);
	expect(desk, str_span(&seen), desk->learning.lesson->text);
	expect(desk, str_span(&seen), step->task);
	for (size_t i = 0; state == FAILED && i < step->hints.count; i++)
		expect(desk, str_span(&seen), step->hints.at[i]);
	for (size_t i = 0; state != FRESH && i < step->needs.count; i++) {
		const struct lesson_need *need = lesson_need(step, i);
		expect(desk, str_span(&seen),
		       need_sentence(need, grade_find(&desk->learning.grade, need->criterion),
				     (enum language)desk->learning.lesson->language));
	}
	if (state != FRESH)
		expect(desk, str_span(&seen), step->model);
	if (state >= PASSED)
		expect(desk, str_span(&seen), step->reason);
	str_release(&seen);
}

/* The title and the keys, with the arrow over the frame that tells of more below. */
static void expect_frame(struct desk *desk)
{
	struct rect in = overlay_view_inside(&desk->overlay, &desk->canvas);
	struct str title = { 0 }, foot = { 0 };
	press(desk, KEY_HOME);
	draw(desk);
	add_row(&desk->canvas, in.row - 1, 0, desk->canvas.columns, &title);
	add_row(&desk->canvas, in.row + in.rows, 0, desk->canvas.columns, &foot);
	expect(desk, str_span(&title), desk->overlay.title);
	expect(desk, str_span(&foot), desk->overlay.foot);
	str_release(&title);
	str_release(&foot);
}

/* The one line that stands for the panel ends with its last key. */
static void expect_line(struct desk *desk)
{
	struct str seen = { 0 };
	canvas_clear(&desk->canvas, ROLE_TEXT);
	learning_draw_line(desk, &desk->canvas, 0);
	add_row(&desk->canvas, 0, 0, desk->canvas.columns, &seen);
	if (span_ends(str_span(&seen), SPAN("…")))
		fail_msg("%s: %d columns: cut: %s", desk->learning.lesson->path,
			 desk->canvas.columns, str_text(&seen));
	str_release(&seen);
}

/* In the panel there is no scrolling: it has all, or says where all can be read; its keys are
 * whole.
 */
static void expect_panel(struct desk *desk)
{
	enum { KEYS = 3 };
	const struct lesson_step *step = lesson_step(desk->learning.lesson, desk->learning.step);
	struct rect r = { 0, 1, desk->canvas.rows - 4, DESK_PANEL - 1 };
	struct str seen = { 0 };
	canvas_clear(&desk->canvas, ROLE_TEXT);
	learning_draw(desk, &desk->canvas, r);
	for (int row = 0; row < r.rows; row++)
		add_row(&desk->canvas, row, 0, desk->canvas.columns, &seen);
	if (span_find(str_span(&seen), SPAN("↓M-l"), 0) == seen.length) {
		expect(desk, str_span(&seen), step->task);
		for (size_t i = 0; i < desk->learning.hints; i++)
			expect(desk, str_span(&seen), step->hints.at[i]);
		if (desk->learning.has_passed || desk->learning.shows_model)
			expect(desk, str_span(&seen), step->model);
	}
	for (int i = 1; i <= KEYS; i++) {
		str_clear(&seen);
		add_row(&desk->canvas, r.rows - i, 0, desk->canvas.columns, &seen);
		if (span_ends(str_span(&seen), SPAN("…")))
			fail_msg("%s: cut: %s", desk->learning.lesson->path, str_text(&seen));
	}
	str_release(&seen);
}

static void be_in(struct desk *desk, enum state state)
{
	static char endpoint[] = "http://127.0.0.1:9/v1", model[] = "m1";
	struct learning *learning = &desk->learning;
	const struct lesson_step *step = lesson_step(learning->lesson, learning->step);
	desk->settings.rewrite_endpoint = state == COMPARED ? endpoint : NULL;
	desk->settings.rewrite_model = state == COMPARED ? model : NULL;
	learning->hints = state == FAILED ? step->hints.count : 0;
	learning->shows_model = state == FAILED;
	learning->is_graded = state != FRESH;
	learning->has_passed = state >= PASSED;
	learning->revision = buffer_revision(desk->editor.buffer);
	rubric_grade(learning->rubric, span_of(state >= PASSED ? step->model : ""),
		     (enum language)learning->lesson->language, &learning->grade);
}

static void try_step(struct desk *desk)
{
	for (int state = FRESH; state < STATES; state++) {
		be_in(desk, (enum state)state);
		for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
			canvas_resize(&desk->canvas, windows[i].columns, windows[i].rows);
			learning_read(desk);
			expect_page(desk, (enum state)state);
			expect_frame(desk);
			expect_line(desk);
			expect_panel(desk);
		}
	}
}

static void every_word_of_every_lesson_can_be_read_in_small_windows(void **state)
{
	struct desk *desk = *state;
	struct learning *learning = &desk->learning;
	size_t tried = 0;
	for (size_t k = 0; k < sizeof languages / sizeof *languages; k++) {
		i18n_init(languages[k]);
		for (size_t i = 0; i < learning->lessons.list.count; i++) {
			learning->lesson = &learning->lessons.list.at[i];
			if (learning->lesson->language != (int)language_of_person())
				continue;
			for (learning->step = 0;
			     learning->step < lesson_step_count(learning->lesson); learning->step++)
				try_step(desk);
			tried++;
		}
	}
	assert_int_equal(tried, learning->lessons.list.count);
	assert_true(tried >= 4 * 23);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			every_word_of_every_lesson_can_be_read_in_small_windows, open_desk,
			close_desk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
