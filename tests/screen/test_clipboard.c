/* Copying out: what is said, and the plain view to select from. */
#include "unit.h"

#include <signal.h>

#include "author.h"

static void what_was_copied_can_be_pasted_and_was_sent_to_the_terminal(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins zwei.\n");
	author_press(terminal, KEY_COPY, "nothing is selected");
	author_press(terminal, "\033[1;6C" KEY_COPY, "sent to your terminal");
	author_press(terminal, KEY_END "\x16", "Eins zwei.");
	author_press(terminal, "\x18", "nothing is selected");
	author_press(terminal, KEY_SAVE, "Saved as");
	char *text = home_read(*state, "post.txt");
	assert_string_equal(text, "Eins zwei.\nEins");
	free(text);
	terminal_free(terminal);
}

static void the_plain_view_shows_the_bare_text_and_comes_back(void **state)
{
	/* A shell may have started the tests with it ignored. */
	(void)signal(SIGINT, SIG_DFL);
	struct terminal *terminal =
		author_open_text(*state, "Eins.  \n\n\n\nZwei \xe2\x80\xae\033[31mrot.\n");
	author_press(terminal, "\033y", "Enter comes back");
	assert_false(terminal_shows(terminal, "Coach"));
	struct str all = { 0 };
	terminal_text(terminal, &all);
	/* Nothing of the text steers the terminal. */
	assert_non_null(strstr(str_text(&all), "Zwei [31mrot."));
	str_release(&all);
	author_press(terminal, KEY_ENTER, "Coach");
	terminal_wait(terminal, "Zwei <U+202E>^[[31mrot.");
	/* Who copies with the usual key there does not end the program. */
	author_press(terminal, "\033y", "Enter comes back");
	author_press(terminal, KEY_COPY, "Coach");
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(what_was_copied_can_be_pasted_and_was_sent_to_the_terminal),
		HOME_TEST(the_plain_view_shows_the_bare_text_and_comes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
