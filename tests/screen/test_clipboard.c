/* Copying out: what is said, and the plain view to select from. */
#include "unit.h"

#include <signal.h>

#include "terminal.h"

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

static void what_was_copied_can_be_pasted_and_was_sent_to_the_terminal(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Eins zwei.\n");
	terminal_press(t.terminal, "\x03");
	terminal_wait(t.terminal, "nothing is selected");
	terminal_press(t.terminal, "\033[1;6C\x03");
	terminal_wait(t.terminal, "sent to your terminal");
	terminal_press(t.terminal, "\033[1;5F\x16");
	terminal_wait(t.terminal, "Eins zwei.");
	terminal_press(t.terminal, "\x18");
	terminal_wait(t.terminal, "nothing is selected");
	terminal_press(t.terminal, "\x13");
	terminal_wait(t.terminal, "Saved as");
	char *text = home_read(&t.home, "post.txt");
	assert_string_equal(text, "Eins zwei.\nEins");
	free(text);
	finish(&t);
}

static void the_plain_view_shows_the_bare_text_and_comes_back(void **state)
{
	struct desk_test t;
	(void)state;
	/* A shell may have started the tests with it ignored. */
	(void)signal(SIGINT, SIG_DFL);
	start(&t, "Eins.  \n\n\n\nZwei \xe2\x80\xae\033[31mrot.\n");
	terminal_press(t.terminal, "\033y");
	terminal_wait(t.terminal, "Enter comes back");
	assert_false(terminal_shows(t.terminal, "Coach"));
	struct str all = { 0 };
	terminal_text(t.terminal, &all);
	/* Nothing of the text steers the terminal. */
	assert_non_null(strstr(str_text(&all), "Zwei [31mrot."));
	str_release(&all);
	terminal_press(t.terminal, "\r");
	terminal_wait(t.terminal, "Coach");
	terminal_wait(t.terminal, "Zwei <U+202E>^[[31mrot.");
	/* Who copies with the usual key there does not end the program. */
	terminal_press(t.terminal, "\033y");
	terminal_wait(t.terminal, "Enter comes back");
	terminal_press(t.terminal, "\x03");
	terminal_wait(t.terminal, "Coach");
	finish(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_copied_can_be_pasted_and_was_sent_to_the_terminal),
		cmocka_unit_test(the_plain_view_shows_the_bare_text_and_comes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
