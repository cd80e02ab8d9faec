/* The mouse in the text (SGR reports, as terminals send them). */
#include "unit.h"

#include "author.h"

/* The first cell of the text is at row 3, column 4. */
static const char text[] = "Eins zwei drei.\nZeile zwei.\n";

static void a_click_puts_the_caret(void **state)
{
	struct terminal *terminal = author_open_text(*state, text);
	author_click_at(terminal, 3, 4 + 5);
	author_press(terminal, "X", "Eins Xzwei drei.");
	terminal_free(terminal);
}

static void two_clicks_select_the_word(void **state)
{
	struct terminal *terminal = author_open_text(*state, text);
	author_click_at(terminal, 3, 4 + 6);
	author_click_at(terminal, 3, 4 + 6);
	author_press(terminal, "X", "Eins X drei.");
	terminal_free(terminal);
}

static void three_clicks_select_the_paragraph(void **state)
{
	struct terminal *terminal = author_open_text(*state, text);
	for (int i = 0; i < 3; i++)
		author_click_at(terminal, 3, 4 + 6);
	terminal_press(terminal, "X");
	terminal_wait_gone(terminal, "drei");
	assert_true(terminal_shows(terminal, "Zeile zwei."));
	terminal_free(terminal);
}

static void dragging_selects(void **state)
{
	struct terminal *terminal = author_open_text(*state, text);
	terminal_press(terminal, "\033[<0;9;3M\033[<32;11;3M\033[<32;13;3M\033[<0;13;3m");
	author_press(terminal, "X", "Eins X drei.");
	terminal_free(terminal);
}

static void dragging_after_two_clicks_selects_whole_words(void **state)
{
	struct terminal *terminal = author_open_text(*state, text);
	author_click_at(terminal, 3, 4 + 6);
	terminal_press(terminal, "\033[<0;10;3M\033[<32;16;3M\033[<0;16;3m");
	author_press(terminal, "X", "Eins X.");
	terminal_free(terminal);
}

static void a_click_in_the_list_of_commands_does_the_command(void **state)
{
	struct terminal *terminal = author_open_text(*state, text);
	author_press(terminal, KEY_COMMANDS, "▸ Save");
	author_press(terminal, "select all", "▸ Select all");
	author_click(terminal, "Select all");
	terminal_wait_gone(terminal, "▸ Select all");
	author_press(terminal, "Neu", "Neu");
	author_assert_saved(*state, terminal, "Neu");
	terminal_free(terminal);
}

static void the_wheel_moves_in_a_list_and_a_click_takes_what_is_under_it(void **state)
{
	struct terminal *terminal = author_open_text(*state, text);
	author_press(terminal, "\x0c", "Français");
	author_press(terminal, "\033[<65;20;10M", "▸ Deutsch");
	author_press(terminal, "\033[<65;20;10M", "▸ Français");
	author_press(terminal, "\033[<64;20;10M", "▸ Deutsch");
	author_click(terminal, "Italiano");
	terminal_wait(terminal, "Italiano (CH) · LinkedIn");
	terminal_free(terminal);
}

static void a_click_beside_a_list_leaves_it_but_never_a_line_that_is_typed(void **state)
{
	struct terminal *terminal = author_open_text(*state, text);
	author_press(terminal, KEY_COMMANDS, "▸ Save");
	author_click_at(terminal, 3, 1);
	terminal_wait_gone(terminal, "▸ Save");
	author_press(terminal,
		     "\033e"
		     "brief",
		     "brief");
	author_click_at(terminal, 3, 1);
	author_press(terminal, "kopf", "briefkopf");
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(a_click_puts_the_caret),
		HOME_TEST(two_clicks_select_the_word),
		HOME_TEST(three_clicks_select_the_paragraph),
		HOME_TEST(dragging_selects),
		HOME_TEST(a_click_in_the_list_of_commands_does_the_command),
		HOME_TEST(the_wheel_moves_in_a_list_and_a_click_takes_what_is_under_it),
		HOME_TEST(a_click_beside_a_list_leaves_it_but_never_a_line_that_is_typed),
		HOME_TEST(dragging_after_two_clicks_selects_whole_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
