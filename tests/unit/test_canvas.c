/* Drawing clips, and nothing foreign gets into a cell. */
#include "unit.h"

#include "text_samples.h"
#include "ui/canvas.h"

static void open_canvas(struct canvas *canvas)
{
	canvas_init(canvas);
	canvas_resize(canvas, 10, 3);
}

static const struct cell *cell(const struct canvas *canvas, int row, int column)
{
	return &canvas->cells[row * canvas->columns + column];
}

static void assert_row(const struct canvas *canvas, int row, const char *expected)
{
	struct str text = { 0 };
	for (int column = 0; column < canvas->columns; column++) {
		const struct cell *c = cell(canvas, row, column);
		for (int i = 0; i < GRAPHEME_POINTS && c->points[i]; i++)
			(void)str_add_point(&text, c->points[i]);
		if (c->columns == 1 && c->points[0] == 0)
			(void)str_add_byte(&text, ' ');
	}
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

static void text_that_is_too_long_is_cut_with_a_sign(void **state)
{
	struct canvas canvas;
	(void)state;
	open_canvas(&canvas);
	assert_int_equal(canvas_text(&canvas, 0, 1, 6, ROLE_PLAIN, SPAN("Guten Tag")), 6);
	assert_row(&canvas, 0, " Guten…   ");
	assert_int_equal(canvas_text(&canvas, 1, 0, 6, ROLE_PLAIN, SPAN("Guten")), 5);
	assert_int_equal(canvas_text(&canvas, 2, 8, 20, ROLE_PLAIN, SPAN("Guten")), 5);
	assert_row(&canvas, 2, "        Gu");
	canvas_release(&canvas);
}

static void a_wide_character_is_never_cut_in_half(void **state)
{
	struct canvas canvas;
	(void)state;
	open_canvas(&canvas);
	assert_int_equal(canvas_text(&canvas, 0, 0, 3, ROLE_PLAIN, SPAN("漢字")), 3);
	assert_row(&canvas, 0, "漢…       ");
	assert_int_equal(cell(&canvas, 0, 0)->columns, 2);
	assert_int_equal(cell(&canvas, 0, 1)->columns, 0);
	(void)canvas_text(&canvas, 1, 9, 2, ROLE_PLAIN, SPAN("漢"));
	assert_row(&canvas, 1, "          ");
	canvas_release(&canvas);
}

static void foreign_controls_are_drawn_as_text_in_their_own_role(void **state)
{
	struct canvas canvas;
	(void)state;
	open_canvas(&canvas);
	(void)canvas_text(&canvas, 0, 0, 10, ROLE_PLAIN, SPAN("a\033[2J\nb"));
	assert_row(&canvas, 0, "a^[[2J b  ");
	assert_int_equal(cell(&canvas, 0, 1)->role, ROLE_INVISIBLE);
	assert_int_equal(cell(&canvas, 0, 3)->role, ROLE_PLAIN);
	(void)canvas_text(&canvas, 1, 0, 10, ROLE_STATUS, SPAN("a\033b"));
	assert_int_equal(cell(&canvas, 1, 1)->role, ROLE_STATUS);
	canvas_release(&canvas);
}

static void a_paragraph_is_wrapped_and_measured(void **state)
{
	struct canvas canvas;
	(void)state;
	open_canvas(&canvas);
	struct rect rect = { 0, 1, 2, 8 }, none = { 0, 1, 0, 8 };
	assert_int_equal(canvas_paragraph(&canvas, rect, ROLE_PLAIN, SPAN("eins zwei drei vier")),
			 4);
	assert_row(&canvas, 0, " eins     ");
	assert_row(&canvas, 1, " zwei…    ");
	assert_row(&canvas, 2, "          ");
	assert_int_equal(canvas_paragraph(&canvas, none, ROLE_PLAIN, SPAN("eins zwei drei vier")),
			 4);
	canvas_release(&canvas);
}

static void the_caret_stays_on_the_canvas(void **state)
{
	struct canvas canvas;
	(void)state;
	open_canvas(&canvas);
	assert_false(canvas.caret_shown);
	canvas_caret(&canvas, 7, 99);
	assert_true(canvas.caret_shown);
	assert_int_equal(canvas.caret_row, 2);
	assert_int_equal(canvas.caret_column, 9);
	canvas_resize(&canvas, 0, 5000);
	assert_int_equal(canvas.columns, 1);
	assert_int_equal(canvas.rows, 1000);
	canvas_release(&canvas);
}

/* Under the address sanitizer this also proves that nothing is written beside the cells. */
static void anything_anywhere_stays_in_the_grid(void **state)
{
	uint64_t seed = 23;
	struct canvas canvas;
	struct str text = { 0 };
	(void)state;
	open_canvas(&canvas);
	for (int i = 0; i < 3000; i++) {
		int row = (int)sample_below(&seed, 9) - 3,
		    column = (int)sample_below(&seed, 30) - 10;
		int width = (int)sample_below(&seed, 30) - 5;
		str_clear(&text);
		sample_add(&text, &seed, 20, false);
		if (i % 3 == 0)
			(void)canvas_paragraph(&canvas, (struct rect){ row, column, 4, width },
					       ROLE_DIM, str_span(&text));
		else
			(void)canvas_text(&canvas, row, column, width, ROLE_TEXT, str_span(&text));
		canvas_fill(&canvas, (struct rect){ row, column, width, width }, ROLE_PLAIN);
		if (i % 7 == 0)
			canvas_resize(&canvas, width, row);
		for (int k = 0; k < canvas.columns * canvas.rows; k++)
			assert_true(canvas.cells[k].columns <= 2 &&
				    (canvas.cells[k].points[0] == 0 ||
				     canvas.cells[k].points[0] >= ' '));
	}
	canvas_release(&canvas);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_that_is_too_long_is_cut_with_a_sign),
		cmocka_unit_test(a_wide_character_is_never_cut_in_half),
		cmocka_unit_test(foreign_controls_are_drawn_as_text_in_their_own_role),
		cmocka_unit_test(a_paragraph_is_wrapped_and_measured),
		cmocka_unit_test(the_caret_stays_on_the_canvas),
		cmocka_unit_test(anything_anywhere_stays_in_the_grid),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
