/* Ways of writing. */
#include "unit.h"

#include "author.h"

static const char focus[] = "\033z", typewriter[] = "\033w", freely[] = "\033u";

static void focus_shows_the_text_and_nothing_else(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins zwei.\n");
	terminal_press(terminal, focus);
	terminal_wait_gone(terminal, "Coach");
	author_press(terminal, "Neu. ", "Neu. Eins zwei.");
	assert_false(terminal_shows(terminal, "Tonfall"));
	assert_false(terminal_shows(terminal, "all commands"));
	author_press(terminal, focus, "Coach");
	terminal_wait(terminal, "all commands");
	terminal_free(terminal);
}

/* The row of the screen that shows `text`, from 0. */
static int row_of(struct terminal *terminal, const char *text)
{
	struct str all = { 0 };
	terminal_text(terminal, &all);
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
	struct str text = { 0 };
	for (int i = 1; i <= 60; i++)
		(void)str_format(&text, "Zeile %d.\n", i);
	struct terminal *terminal = author_open_text(*state, str_text(&text));
	str_release(&text);
	author_press(terminal, typewriter, "stays in the middle");
	author_press(terminal, "\033g40" KEY_ENTER, "Zeile 40.");
	author_press(terminal, "X", "XZeile 40.");
	int row = row_of(terminal, "XZeile 40.");
	assert_in_range(row, TERMINAL_ROWS / 2 - 3, TERMINAL_ROWS / 2 + 3);
	terminal_free(terminal);
}

static void writing_freely_nothing_is_deleted_and_the_coach_is_silent(void **state)
{
	struct terminal *terminal = author_open_text(*state, "");
	author_press(terminal, freely, "Write on, whatever comes");
	terminal_wait(terminal, "free writing · 10 min");
	terminal_wait_gone(terminal, "Coach");
	author_press(terminal, "Fehlre hier", "Fehlre hier");
	author_press(terminal, KEY_BACKSPACE, "nothing is deleted now");
	author_press(terminal, KEY_UNDO, "not while writing freely");
	/* What is selected is not replaced either. */
	author_press(terminal, KEY_ALL "!", "Fehlre hier!");
	author_press(terminal, freely, "Coach");
	terminal_press(terminal, KEY_BACKSPACE);
	terminal_wait_gone(terminal, "hier!");
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(focus_shows_the_text_and_nothing_else),
		HOME_TEST(the_typewriter_keeps_the_line_in_the_middle),
		HOME_TEST(writing_freely_nothing_is_deleted_and_the_coach_is_silent),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
