#include "desk/overlay.h"

#include "desk/desk.h"
#include "unit.h"

enum { ROWS = 24, COLUMNS = 80 };

/* What was chosen last. */
static struct {
	int value, count;
	char text[64];
} chosen;

static void choose(struct desk *desk, int value, const char *text)
{
	/* It is closed before, so that another one can be opened here. */
	assert_int_equal(desk->overlay.kind, OVERLAY_NONE);
	chosen.value = value;
	chosen.count++;
	(void)snprintf(chosen.text, sizeof chosen.text, "%s", text);
}

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	if (!desk)
		return -1;
	canvas_init(&desk->canvas);
	canvas_resize(&desk->canvas, COLUMNS, ROWS);
	memset(&chosen, 0, sizeof chosen);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	overlay_close(&desk->overlay);
	canvas_release(&desk->canvas);
	str_release(&desk->message);
	free(desk);
	return 0;
}

static void press(struct desk *desk, const char *name)
{
	struct key key;
	if (!key_parse(name, &key))
		fail_msg("no key %s", name);
	assert_true(overlay_press(desk, &key));
}

static void type(struct desk *desk, struct span text)
{
	struct key key = { .code = KEY_PASTE, .text = text };
	assert_true(overlay_press(desk, &key));
}

static void row_text(const struct canvas *canvas, int row, struct str *out)
{
	for (int column = 0; column < canvas->columns; column++) {
		const struct cell *cell = &canvas->cells[row * canvas->columns + column];
		if (cell->columns)
			(void)str_add_point(out, cell->points[0] ? cell->points[0] : ' ');
	}
}

/* The row on the screen that holds the text, -1 when none does. */
static int row_with(struct desk *desk, const char *text)
{
	canvas_clear(&desk->canvas, ROLE_TEXT);
	overlay_draw(&desk->overlay, &desk->canvas);
	for (int row = 0; row < desk->canvas.rows; row++) {
		struct str line = { 0 };
		row_text(&desk->canvas, row, &line);
		bool found = strstr(str_text(&line), text) != NULL;
		str_release(&line);
		if (found)
			return row;
	}
	return -1;
}

static void open_list(struct desk *desk, bool filters)
{
	overlay_list(&desk->overlay, "Fruit", "Esc", filters, choose);
	overlay_item(&desk->overlay, "Apfel", "C-a", 10, false);
	overlay_item(&desk->overlay, "Äpfel", "", 11, true);
	overlay_item(&desk->overlay, "Birne", "", 12, false);
}

static void open_page(struct desk *desk, int lines)
{
	struct str text = { 0 };
	for (int i = 1; i <= lines; i++)
		(void)str_format(&text, "line %d.\n", i);
	overlay_page(&desk->overlay, "Page", &text, "Esc", NULL);
	assert_int_equal(text.length, 0);
}

static void without_an_overlay_no_key_is_its_own(void **state)
{
	struct key key;
	assert_true(key_parse("Esc", &key) || key_parse("Escape", &key));
	assert_false(overlay_press(*state, &key));
}

static void enter_chooses_what_the_arrows_lead_to(void **state)
{
	open_list(*state, false);
	press(*state, "Down");
	press(*state, "Down");
	press(*state, "Down");
	press(*state, "Up");
	press(*state, "Enter");
	assert_int_equal(chosen.count, 1);
	assert_int_equal(chosen.value, 11);
}

static void home_and_end_go_to_the_first_and_the_last(void **state)
{
	open_list(*state, false);
	press(*state, "End");
	press(*state, "Enter");
	assert_int_equal(chosen.value, 12);
	open_list(*state, false);
	press(*state, "End");
	press(*state, "Home");
	press(*state, "Enter");
	assert_int_equal(chosen.value, 10);
}

static void arrows_in_the_frame_tell_that_a_list_goes_on(void **state)
{
	struct desk *desk = *state;
	open_list(desk, false);
	assert_int_equal(row_with(desk, "↓"), -1);
	for (int i = 0; i < ROWS; i++)
		overlay_item(&desk->overlay, "Quitte", "", 20 + i, false);
	int last = row_with(desk, "↓");
	assert_true(last > 0);
	assert_int_equal(row_with(desk, "↑"), -1);
	press(desk, "End");
	assert_int_equal(row_with(desk, "↓"), -1);
	assert_true(row_with(desk, "↑") >= 0);
	/* What is chosen stands in the last row. */
	assert_int_equal(row_with(desk, "▸ Quitte"), last - 1);
}

static void typing_narrows_the_list_in_any_case(void **state)
{
	struct desk *desk = *state;
	open_list(desk, true);
	type(desk, SPAN("äpF"));
	assert_true(row_with(desk, "Äpfel") > 0);
	assert_int_equal(row_with(desk, "Apfel"), -1);
	assert_int_equal(row_with(desk, "Birne"), -1);
	press(desk, "Enter");
	assert_int_equal(chosen.value, 11);
}

static void what_no_title_has_is_found_by_what_it_does(void **state)
{
	struct desk *desk = *state;
	open_list(desk, true);
	overlay_about(&desk->overlay, "Takes the apple out of the pear.");
	type(desk, SPAN("pear"));
	assert_true(row_with(desk, "Birne") > 0);
	assert_int_equal(row_with(desk, "Apfel"), -1);
	for (int i = 0; i < 3; i++)
		press(desk, "Backspace");
	/* A title has "p". */
	assert_int_equal(row_with(desk, "Birne"), -1);
	assert_true(row_with(desk, "Apfel") > 0);
}

static void enter_right_behind_fast_typing_is_still_enter(void **state)
{
	struct key fast = { .code = KEY_PASTE, .text = SPAN("bir\r"), .is_plain = true };
	open_list(*state, true);
	assert_true(overlay_press(*state, &fast));
	assert_int_equal(chosen.value, 12);
}

static void what_was_typed_can_be_erased(void **state)
{
	struct desk *desk = *state;
	open_list(desk, true);
	type(desk, SPAN("bä"));
	assert_int_equal(row_with(desk, "Birne"), -1);
	assert_true(row_with(desk, "Nothing here has these letters.") > 0);
	press(desk, "Enter");
	assert_int_equal(chosen.count, 0);
	press(desk, "Backspace");
	assert_true(row_with(desk, "Birne") > 0);
}

static void escape_closes_and_chooses_nothing(void **state)
{
	struct desk *desk = *state;
	open_list(desk, false);
	press(desk, "Esc");
	assert_int_equal(desk->overlay.kind, OVERLAY_NONE);
	assert_int_equal(chosen.count, 0);
	assert_int_equal(row_with(desk, "Apfel"), -1);
}

static void a_line_is_typed_and_handed_over(void **state)
{
	struct desk *desk = *state;
	overlay_input(&desk->overlay, "Name", "post", "Esc", choose);
	type(desk, SPAN(" \033[1m2\n"));
	press(desk, "Enter");
	assert_string_equal(chosen.text, "post [1m2");
}

static void a_page_scrolls_to_its_end_and_no_further(void **state)
{
	struct desk *desk = *state;
	open_page(desk, 50);
	assert_true(row_with(desk, "line 1.") > 0);
	assert_int_equal(row_with(desk, "line 50."), -1);
	press(desk, "End");
	press(desk, "Down");
	press(desk, "PageDown");
	int bottom = row_with(desk, "line 50.");
	assert_true(bottom > ROWS / 2);
	press(desk, "Up");
	assert_int_equal(row_with(desk, "line 50."), -1);
	assert_int_equal(row_with(desk, "line 49."), bottom);
	press(desk, "Home");
	press(desk, "PageUp");
	assert_true(row_with(desk, "line 1.") > 0);
}

static void arrows_tell_that_there_is_more_of_a_page(void **state)
{
	struct desk *desk = *state;
	open_page(desk, 5);
	assert_int_equal(row_with(desk, "↓"), -1);
	press(desk, "Down");
	assert_true(row_with(desk, "line 1.") > 0);
	open_page(desk, 50);
	assert_true(row_with(desk, "↓") > 0);
	assert_int_equal(row_with(desk, "↑"), -1);
	press(desk, "End");
	assert_true(row_with(desk, "↑") > 0);
	assert_int_equal(row_with(desk, "↓"), -1);
}

static void a_long_paragraph_is_scrolled_row_by_row(void **state)
{
	struct desk *desk = *state;
	struct str text = { 0 };
	for (int i = 1; i <= 400; i++)
		(void)str_format(&text, "word%d ", i);
	overlay_page(&desk->overlay, "Page", &text, "Esc", NULL);
	assert_true(row_with(desk, "word1 ") > 0);
	press(desk, "Down");
	assert_int_equal(row_with(desk, "word1 "), -1);
	assert_true(row_with(desk, "word20 ") > 0);
	press(desk, "End");
	assert_true(row_with(desk, "word400") > 0);
}

static void what_follows_a_tab_stands_beside_its_label(void **state)
{
	struct desk *desk = *state;
	struct str text = { 0 };
	(void)str_format(&text, "C-s\tSave, and so many more words that the line must go on in the "
				"next row, below the first of them.\n");
	overlay_page(&desk->overlay, "Page", &text, "Esc", NULL);
	int row = row_with(desk, "C-s             Save");
	assert_true(row > 0);
	assert_int_equal(row_with(desk, "next row"), row + 1);
	struct str line = { 0 };
	row_text(&desk->canvas, row + 1, &line);
	assert_non_null(strstr(str_text(&line), "│                 "));
	str_release(&line);
}

/* The desk follows a window of any size; so does what lies over it. */
static void it_is_drawn_in_any_window(void **state)
{
	struct desk *desk = *state;
	for (int size = 1; size < 100; size += 3) {
		canvas_resize(&desk->canvas, size, 1 + size / 3);
		open_list(desk, true);
		(void)row_with(desk, "Apfel");
		press(desk, "PageDown");
		open_page(desk, 40);
		press(desk, "End");
		(void)row_with(desk, "line");
		overlay_input(&desk->overlay, "Name", "post", "Esc", NULL);
		(void)row_with(desk, "post");
	}
}

/* What lies under an overlay is not seen in scraps at its sides; a panel beside the text is seen
 * whole where the text is wide enough. */
static void its_rows_are_cleared_but_for_a_panel_beside_the_text(void **state)
{
	static const struct {
		int columns, text;
		bool panel_stays;
	} windows[] = { { 80, 0, false }, { 80, 38, false }, { 120, 0, false }, { 120, 78, true } };
	struct desk *desk = *state;
	open_list(desk, true);
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
		int columns = windows[i].columns;
		canvas_resize(&desk->canvas, columns, ROWS);
		desk->overlay.text_columns = windows[i].text;
		int row = row_with(desk, "Apfel");
		canvas_text(&desk->canvas, row, 0, 1, ROLE_TEXT, SPAN("x"));
		canvas_text(&desk->canvas, row, columns - 40, 40, ROLE_TEXT,
			    SPAN("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
		overlay_draw(&desk->overlay, &desk->canvas);
		const struct cell *cells = &desk->canvas.cells[row * columns];
		assert_int_not_equal(cells[0].points[0], 'x');
		for (int k = columns - 40; k < columns; k++)
			assert_int_equal(cells[k].points[0] == 'x', windows[i].panel_stays);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_an_overlay_no_key_is_its_own),
		TEST(enter_chooses_what_the_arrows_lead_to),
		TEST(home_and_end_go_to_the_first_and_the_last),
		TEST(arrows_in_the_frame_tell_that_a_list_goes_on),
		TEST(typing_narrows_the_list_in_any_case),
		TEST(what_no_title_has_is_found_by_what_it_does),
		TEST(enter_right_behind_fast_typing_is_still_enter),
		TEST(what_was_typed_can_be_erased),
		TEST(escape_closes_and_chooses_nothing),
		TEST(a_line_is_typed_and_handed_over),
		TEST(a_page_scrolls_to_its_end_and_no_further),
		TEST(arrows_tell_that_there_is_more_of_a_page),
		TEST(a_long_paragraph_is_scrolled_row_by_row),
		TEST(what_follows_a_tab_stands_beside_its_label),
		TEST(it_is_drawn_in_any_window),
		TEST(its_rows_are_cleared_but_for_a_panel_beside_the_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
