/* Terminals of all kinds: the desk shows the text in each, or says why it cannot. */
#include "unit.h"

#include "author.h"

static struct terminal *open_in(struct home *home, const char *const *environment, int rows,
				int columns)
{
	*home = (struct home){ .environment = environment };
	home_init(home);
	return terminal_new(home, rows, columns,
			    home_write(home, "post.txt", "Grüezi – «mitenand» 🚂.\n"));
}

static void close_it(struct home *home, struct terminal *terminal)
{
	terminal_press(terminal, KEY_QUIT);
	terminal_wait_end(terminal, 0);
	terminal_free(terminal);
	home_release(home);
}

static void assert_shows(const char *const *environment, const char *text)
{
	struct home home;
	struct terminal *terminal = open_in(&home, environment, TERMINAL_ROWS, TERMINAL_COLUMNS);
	terminal_wait(terminal, text);
	close_it(&home, terminal);
}

static void an_unknown_terminal_is_treated_as_a_known_one_and_that_is_said(void **state)
{
	static const char *const environment[] = { "TERM=wunderkiste-9000", NULL };
	struct home home;
	(void)state;
	struct terminal *terminal = open_in(&home, environment, TERMINAL_ROWS, TERMINAL_COLUMNS);
	terminal_wait(terminal,
		      "This terminal (TERM=wunderkiste-9000) is not known here; it is treated as "
		      "xterm-256color.");
	terminal_wait(terminal, "Grüezi – «mitenand»");
	close_it(&home, terminal);
}

static void a_terminal_without_a_name_is_treated_as_a_known_one(void **state)
{
	static const char *const environment[] = { "TERM", NULL };
	(void)state;
	assert_shows(environment, "is not known here; it is treated as xterm-256color.");
}

static void the_name_of_a_terminal_is_never_a_path(void **state)
{
	static const char *const environment[] = { "TERM=../../etc/passwd", NULL };
	(void)state;
	assert_shows(environment, "This terminal (TERM=?) is not known here");
}

static void a_terminal_that_cannot_place_the_caret_is_treated_as_a_known_one(void **state)
{
	static const char *const environment[] = { "TERM=dumb", NULL };
	(void)state;
	assert_shows(environment, "This terminal (TERM=dumb) is not known here");
}

static void a_terminal_with_two_colours_shows_the_text(void **state)
{
	static const char *const environment[] = { "TERM=vt220", NULL };
	(void)state;
	assert_shows(environment, "Grüezi – «mitenand»");
}

static void a_linux_console_shows_the_text(void **state)
{
	static const char *const environment[] = { "TERM=linux", NULL };
	(void)state;
	assert_shows(environment, "Grüezi – «mitenand»");
}

static void without_colours_misspellings_are_still_marked(void **state)
{
	static const char *const environment[] = { "NO_COLOR=1", NULL };
	struct home home = { .environment = environment };
	(void)state;
	home_init(&home);
	struct terminal *terminal = terminal_new(
		&home, TERMINAL_ROWS, TERMINAL_COLUMNS,
		home_write(&home, "post.txt", "Das ist ein Fehlre in einem deutschen Satz.\n"));
	terminal_wait_underlined(terminal, "Fehlre", true);
	close_it(&home, terminal);
}

static void a_plain_c_locale_still_speaks_utf_8(void **state)
{
	static const char *const environment[] = { "LC_ALL=C", NULL };
	(void)state;
	assert_shows(environment, "Grüezi – «mitenand»");
}

static void the_smallest_window_shows_text_keys_and_the_coach_as_a_line(void **state)
{
	struct home home;
	(void)state;
	struct terminal *terminal = open_in(&home, NULL, 16, 60);
	terminal_wait(terminal, "Grüezi");
	terminal_wait(terminal, "/ 3,000");
	terminal_wait(terminal, "C-s save");
	close_it(&home, terminal);
}

/* 80 columns are what most terminals open with: no hint may be needed to find the greeting. */
static void an_empty_draft_greets_in_a_window_of_80_columns(void **state)
{
	struct home home = { .environment = NULL };
	(void)state;
	home_init(&home);
	struct terminal *terminal = terminal_new(&home, 24, 80, home_path(&home, "neu.txt"));
	terminal_wait(terminal, "Welcome. Three things to try:");
	terminal_press(terminal, "J");
	terminal_wait_gone(terminal, "Welcome.");
	author_press(terminal, KEY_QUIT, "Not saved yet");
	close_it(&home, terminal);
}

/* German words are long: what does not fit is left out before the keys that lead to the rest. */
static void the_keys_that_lead_to_all_others_are_always_shown(void **state)
{
	static const char *const environment[] = { "LC_ALL=de_CH.UTF-8", NULL };
	static const int columns[] = { 110, 80, 60 };
	(void)state;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct home home;
		struct terminal *terminal = open_in(&home, environment, 20, columns[i]);
		terminal_wait(terminal, "C-p alle Befehle  F1 Hilfe");
		close_it(&home, terminal);
	}
}

static void who_stops_it_and_lets_it_go_on_finds_the_desk_again(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Grüezi.\n");
	author_press(terminal, "Also: ", "Also: Grüezi.");
	terminal_stop_and_go(terminal);
	terminal_wait(terminal, "Coach");
	author_press(terminal, "nun ", "Also: nun Grüezi.");
	author_assert_saved(*state, terminal, "Also: nun Grüezi.\n");
	author_leave(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_unknown_terminal_is_treated_as_a_known_one_and_that_is_said),
		cmocka_unit_test(a_terminal_without_a_name_is_treated_as_a_known_one),
		cmocka_unit_test(the_name_of_a_terminal_is_never_a_path),
		cmocka_unit_test(a_terminal_that_cannot_place_the_caret_is_treated_as_a_known_one),
		cmocka_unit_test(a_terminal_with_two_colours_shows_the_text),
		cmocka_unit_test(a_linux_console_shows_the_text),
		cmocka_unit_test(without_colours_misspellings_are_still_marked),
		cmocka_unit_test(a_plain_c_locale_still_speaks_utf_8),
		cmocka_unit_test(the_smallest_window_shows_text_keys_and_the_coach_as_a_line),
		cmocka_unit_test(an_empty_draft_greets_in_a_window_of_80_columns),
		cmocka_unit_test(the_keys_that_lead_to_all_others_are_always_shown),
		HOME_TEST(who_stops_it_and_lets_it_go_on_finds_the_desk_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
