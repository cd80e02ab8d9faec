/* Ways of writing. */
#include "unit.h"

#include "terminal.h"

static const char focus[] = "\033z", typewriter[] = "\033w", freely[] = "\033u";
static const char undo[] = "\x1a";

struct desk_test {
	struct home home;
	struct terminal *terminal;
};

static void start(struct desk_test *t, const char *text)
{
	*t = (struct desk_test){ .terminal = NULL };
	home_init(&t->home);
	(void)home_write(&t->home, "post.txt", text);
	t->terminal = terminal_new(&t->home, TERMINAL_ROWS, TERMINAL_COLUMNS,
				   home_path(&t->home, "post.txt"));
	terminal_wait(t->terminal, "Coach");
}

static void finish(struct desk_test *t)
{
	terminal_free(t->terminal);
	home_release(&t->home);
}

static void focus_shows_the_text_and_nothing_else(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Eins zwei.\n");
	terminal_press(t.terminal, focus);
	terminal_wait_gone(t.terminal, "Coach");
	terminal_press(t.terminal, "Neu. ");
	terminal_wait(t.terminal, "Neu. Eins zwei.");
	assert_false(terminal_shows(t.terminal, "Tonfall"));
	assert_false(terminal_shows(t.terminal, "all commands"));
	terminal_press(t.terminal, focus);
	terminal_wait(t.terminal, "Coach");
	terminal_wait(t.terminal, "all commands");
	finish(&t);
}

/* The row of the screen that shows `text`, from 0. */
static int row_of(struct desk_test *t, const char *text)
{
	struct str all = { 0 };
	terminal_text(t->terminal, &all);
	const char *found = strstr(str_text(&all), text);
	assert_non_null(found);
	int row = 0;
	for (const char *c = str_text(&all); c < found; c++)
		row += *c == '\n';
	str_release(&all);
	return row;
}

static void the_typewriter_keeps_the_line_in_the_middle(void **state)
{
	struct desk_test t;
	struct str text = { 0 };
	(void)state;
	for (int i = 1; i <= 60; i++)
		(void)str_format(&text, "Zeile %d.\n", i);
	start(&t, str_text(&text));
	str_release(&text);
	terminal_press(t.terminal, typewriter);
	terminal_wait(t.terminal, "stays in the middle");
	terminal_press(t.terminal, "\033g40\r");
	terminal_wait(t.terminal, "Zeile 40.");
	terminal_press(t.terminal, "X");
	terminal_wait(t.terminal, "XZeile 40.");
	int row = row_of(&t, "XZeile 40.");
	assert_in_range(row, TERMINAL_ROWS / 2 - 3, TERMINAL_ROWS / 2 + 3);
	finish(&t);
}

static void writing_freely_nothing_is_deleted_and_the_coach_is_silent(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "");
	terminal_press(t.terminal, freely);
	terminal_wait(t.terminal, "Write on, whatever comes");
	terminal_wait(t.terminal, "free writing · 10 min");
	terminal_wait_gone(t.terminal, "Coach");
	terminal_press(t.terminal, "Fehlre hier");
	terminal_wait(t.terminal, "Fehlre hier");
	terminal_press(t.terminal, "\x7f");
	terminal_wait(t.terminal, "nothing is deleted now");
	terminal_press(t.terminal, undo);
	terminal_wait(t.terminal, "not while writing freely");
	/* What is selected is not replaced either. */
	terminal_press(t.terminal, "\x01!");
	terminal_wait(t.terminal, "Fehlre hier!");
	terminal_press(t.terminal, freely);
	terminal_wait(t.terminal, "Coach");
	terminal_press(t.terminal, "\x7f");
	terminal_wait_gone(t.terminal, "hier!");
	finish(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(focus_shows_the_text_and_nothing_else),
		cmocka_unit_test(the_typewriter_keeps_the_line_in_the_middle),
		cmocka_unit_test(writing_freely_nothing_is_deleted_and_the_coach_is_silent),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
