/* The mouse in the text (SGR reports, as terminals send them). */
#include "unit.h"

#include "terminal.h"

struct desk_test {
	struct home home;
	struct terminal *terminal;
};

static void start(struct desk_test *t)
{
	*t = (struct desk_test){ .terminal = NULL };
	home_init(&t->home);
	(void)home_write(&t->home, "post.txt", "Eins zwei drei.\nZeile zwei.\n");
	t->terminal = terminal_new(&t->home, TERMINAL_ROWS, TERMINAL_COLUMNS,
				   home_path(&t->home, "post.txt"));
	terminal_wait(t->terminal, "Zeile zwei.");
}

static void finish(struct desk_test *t)
{
	terminal_free(t->terminal);
	home_release(&t->home);
}

/* Row and column of the text's first cell are 3 and 4, from 1. */
static void click(struct desk_test *t, int row, int column)
{
	char bytes[64];
	(void)snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", column, row, column,
		       row);
	terminal_press(t->terminal, bytes);
}

static void a_click_puts_the_caret(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t);
	click(&t, 3, 4 + 5);
	terminal_press(t.terminal, "X");
	terminal_wait(t.terminal, "Eins Xzwei drei.");
	finish(&t);
}

static void two_clicks_select_the_word(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t);
	click(&t, 3, 4 + 6);
	click(&t, 3, 4 + 6);
	terminal_press(t.terminal, "X");
	terminal_wait(t.terminal, "Eins X drei.");
	finish(&t);
}

static void three_clicks_select_the_paragraph(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t);
	for (int i = 0; i < 3; i++)
		click(&t, 3, 4 + 6);
	terminal_press(t.terminal, "X");
	terminal_wait_gone(t.terminal, "drei");
	assert_true(terminal_shows(t.terminal, "Zeile zwei."));
	finish(&t);
}

static void dragging_selects(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t);
	terminal_press(t.terminal, "\033[<0;9;3M\033[<32;11;3M\033[<32;13;3M\033[<0;13;3m");
	terminal_press(t.terminal, "X");
	terminal_wait(t.terminal, "Eins X drei.");
	finish(&t);
}

static void dragging_after_two_clicks_selects_whole_words(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t);
	click(&t, 3, 4 + 6);
	terminal_press(t.terminal, "\033[<0;10;3M\033[<32;16;3M\033[<0;16;3m");
	terminal_press(t.terminal, "X");
	terminal_wait(t.terminal, "Eins X.");
	finish(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_click_puts_the_caret),
		cmocka_unit_test(two_clicks_select_the_word),
		cmocka_unit_test(three_clicks_select_the_paragraph),
		cmocka_unit_test(dragging_selects),
		cmocka_unit_test(dragging_after_two_clicks_selects_whole_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
