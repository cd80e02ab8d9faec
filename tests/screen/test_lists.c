/* Lists over the text: what is marked at first, and what typing finds. */
#include "unit.h"

#include "author.h"

#define LESSONS "\033l"

static const char *const german[] = { "LANGUAGE=de", NULL };

static struct terminal *open_german(void **state)
{
	((struct home *)*state)->environment = german;
	return author_open_text(*state, "Ein Satz.\n");
}

static void the_mark_of_the_lessons_stands_on_a_lesson_not_on_the_track(void **state)
{
	struct terminal *terminal = open_german(state);
	author_press(terminal, LESSONS, "▸   Warum du");
	terminal_press(terminal, KEY_DOWN KEY_UP KEY_UP);
	terminal_press(terminal, KEY_UP);
	terminal_wait(terminal, "▸   Warum du");
	author_press(terminal, "x" KEY_BACKSPACE, "▸   Warum du");
	terminal_free(terminal);
}

static void going_down_leaps_over_the_title_of_a_track(void **state)
{
	struct terminal *terminal = open_german(state);
	author_press(terminal, LESSONS, "▸   Warum du");
	for (int i = 0; i < 7; i++) {
		terminal_press(terminal, KEY_DOWN);
		terminal_drain(terminal, 20);
	}
	terminal_wait(terminal, "▸   Zuerst deine Wörter");
	author_press(terminal, KEY_UP, "▸   Abgeben");
	terminal_free(terminal);
}

static void all_commands_are_found_by_the_names_of_keys_yaml_too(void **state)
{
	struct terminal *terminal = open_german(state);
	author_press(terminal, KEY_COMMANDS, "Alle Befehle");
	author_press(terminal, "hint-next", "▸ Nächster Hinweis");
	terminal_wait_gone(terminal, "Umschreiben");
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(the_mark_of_the_lessons_stands_on_a_lesson_not_on_the_track),
		HOME_TEST(going_down_leaps_over_the_title_of_a_track),
		HOME_TEST(all_commands_are_found_by_the_names_of_keys_yaml_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
