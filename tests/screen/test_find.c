/* Find, replace, and work on whole lines. */
#include "unit.h"

#include "base/clock.h"
#include "terminal.h"

static const char find[] = "\x06", save[] = "\x13", enter[] = "\r", escape[] = "\033";
static const char undo[] = "\x1a", tab[] = "\t", replace_all[] = "\033\r";

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

/* Saves; the file becomes what is expected. */
static void assert_saved(struct desk_test *t, const char *expected)
{
	int64_t until = clock_ms() + 8000;
	char *text = NULL;
	terminal_press(t->terminal, save);
	do {
		free(text);
		terminal_drain(t->terminal, 10);
		text = home_read(&t->home, "post.txt");
		assert_non_null(text);
	} while (strcmp(text, expected) != 0 && clock_ms() < until);
	assert_string_equal(text, expected);
	free(text);
}

static void found_as_typed_and_counted(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Ein Satz. Noch ein Satz. Kein satz mehr.\n");
	terminal_press(t.terminal, find);
	terminal_wait(t.terminal, "next, previous");
	terminal_press(t.terminal, "sat");
	terminal_wait(t.terminal, "1 of 3");
	terminal_press(t.terminal, enter);
	terminal_wait(t.terminal, "2 of 3");
	terminal_press(t.terminal, "\033[A\033[A");
	terminal_wait(t.terminal, "3 of 3");
	terminal_press(t.terminal, "\033c");
	terminal_wait(t.terminal, "●case");
	terminal_press(t.terminal, "x");
	terminal_wait(t.terminal, "not found");
	finish(&t);
}

static void escape_goes_back_to_where_one_was(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Eins zwei drei.\n");
	terminal_press(t.terminal, "\033[C\x06zwei");
	terminal_wait(t.terminal, "1 of 1");
	terminal_press(t.terminal, escape);
	terminal_wait_gone(t.terminal, "1 of 1");
	terminal_press(t.terminal, "X");
	terminal_wait(t.terminal, "EXins zwei");
	finish(&t);
}

static void another_key_stays_at_the_match(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Eins zwei drei.\n");
	terminal_press(t.terminal, find);
	terminal_press(t.terminal, "zwei");
	terminal_wait(t.terminal, "1 of 1");
	terminal_press(t.terminal, "\033[C");
	terminal_wait_gone(t.terminal, "1 of 1");
	terminal_press(t.terminal, "X");
	terminal_wait(t.terminal, "Eins zweiX drei");
	finish(&t);
}

static void one_is_replaced_and_then_the_next_is_gone_to(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "rot rot rot\n");
	terminal_press(t.terminal, "\033r");
	terminal_wait(t.terminal, "Replace with");
	terminal_press(t.terminal, "rot");
	terminal_press(t.terminal, tab);
	terminal_press(t.terminal, "grün");
	terminal_press(t.terminal, enter);
	terminal_wait(t.terminal, "1 of 2");
	assert_saved(&t, "grün rot rot\n");
	finish(&t);
}

static void all_are_replaced_as_one_step(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "rot Rot rot\n");
	terminal_press(t.terminal, "\033r");
	terminal_wait(t.terminal, "Replace with");
	terminal_press(t.terminal, "rot\t");
	terminal_press(t.terminal, "rotrot");
	terminal_press(t.terminal, replace_all);
	terminal_wait(t.terminal, "3 places replaced");
	terminal_wait(t.terminal, "rotrot rotrot rotrot");
	terminal_press(t.terminal, undo);
	terminal_wait(t.terminal, "rot Rot rot");
	finish(&t);
}

static void a_line_is_gone_to_by_its_number(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Eins\nZwei\nDrei\n");
	terminal_press(t.terminal, "\033g");
	terminal_wait(t.terminal, "Go to line");
	terminal_press(t.terminal, "3\r");
	terminal_wait_gone(t.terminal, "Go to line");
	terminal_press(t.terminal, "X");
	terminal_wait(t.terminal, "XDrei");
	terminal_press(t.terminal, "\033g");
	terminal_press(t.terminal, "99\r");
	terminal_wait(t.terminal, "this is the last");
	finish(&t);
}

static void lines_change_places_and_are_doubled(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Eins\nZwei\nDrei");
	terminal_press(t.terminal, "\033[1;3B");
	terminal_press(t.terminal, "\033[1;3B");
	assert_saved(&t, "Zwei\nDrei\nEins");
	terminal_press(t.terminal, "\x04X");
	assert_saved(&t, "Zwei\nDrei\nEins\nXEins");
	terminal_press(t.terminal, "\033[1;3A");
	assert_saved(&t, "Zwei\nDrei\nXEins\nEins");
	finish(&t);
}

static void paragraphs_change_places_with_the_blank_lines_where_they_are(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Eins a\nEins b\n\n\nZwei\n\nDrei\n");
	terminal_press(t.terminal, "\033[1;4B");
	assert_saved(&t, "Zwei\n\n\nEins a\nEins b\n\nDrei\n");
	terminal_press(t.terminal, "\033[1;4A");
	assert_saved(&t, "Eins a\nEins b\n\n\nZwei\n\nDrei\n");
	finish(&t);
}

static void paragraphs_are_joined_and_parted(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Eins. \n\nZwei.\n");
	terminal_press(t.terminal, "\033j");
	assert_saved(&t, "Eins. Zwei.\n");
	terminal_press(t.terminal, "\033[1;5H");
	terminal_press(t.terminal, "\033[C\033[C\033[C\033[C\033[C");
	terminal_press(t.terminal, "\033\r");
	assert_saved(&t, "Eins.\n\nZwei.\n");
	finish(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found_as_typed_and_counted),
		cmocka_unit_test(escape_goes_back_to_where_one_was),
		cmocka_unit_test(another_key_stays_at_the_match),
		cmocka_unit_test(one_is_replaced_and_then_the_next_is_gone_to),
		cmocka_unit_test(all_are_replaced_as_one_step),
		cmocka_unit_test(a_line_is_gone_to_by_its_number),
		cmocka_unit_test(lines_change_places_and_are_doubled),
		cmocka_unit_test(paragraphs_change_places_with_the_blank_lines_where_they_are),
		cmocka_unit_test(paragraphs_are_joined_and_parted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
