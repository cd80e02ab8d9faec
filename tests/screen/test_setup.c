/* What the desk is set up with is broken or missing: it says what and where, and the rest works. */
#include "unit.h"

#include "author.h"

static const char settings_file[] = ".config/tonfall/settings.yaml";
static const char german[] = "Das ist ein Fehlre in einem deutschen Satz, den alle lesen.\n";

static struct terminal *open_post(const struct home *home, const char *text)
{
	return terminal_new(home, TERMINAL_ROWS, 140, home_write(home, "post.txt", text));
}

/* The desk still takes words and saves them. */
static void write_and_leave(const struct home *home, struct terminal *terminal)
{
	author_press(terminal, "Neu. " KEY_SAVE, "Saved as");
	author_leave(terminal);
	char *text = home_read(home, "post.txt");
	assert_non_null(text);
	assert_memory_equal(text, "Neu. ", 5);
	free(text);
}

static void a_setting_of_an_unknown_name_is_told_with_file_and_line(void **state)
{
	(void)home_write(*state, settings_file, "platform: linkedin\ncolour: red\n");
	struct terminal *terminal = open_post(*state, "Alt.\n");
	terminal_wait(terminal, "settings.yaml:2:");
	terminal_wait(terminal, "colour");
	write_and_leave(*state, terminal);
}

static void a_setting_with_a_wrong_value_is_told_with_what_is_expected(void **state)
{
	(void)home_write(*state, settings_file, "\nfold: tablet\n");
	struct terminal *terminal = open_post(*state, "Alt.\n");
	terminal_wait(terminal,
		      "settings.yaml:2: “fold” is \"tablet\"; expected one of: mobile, desktop");
	write_and_leave(*state, terminal);
}

static void settings_that_are_no_yaml_leave_the_usual_ones(void **state)
{
	(void)home_write(*state, settings_file, "fold: [mobile\n");
	struct terminal *terminal = open_post(*state, "Alt.\n");
	terminal_wait(terminal, "settings.yaml:");
	write_and_leave(*state, terminal);
}

static void a_theme_that_is_not_there_is_told(void **state)
{
	(void)home_write(*state, settings_file, "ui.theme: neon\n");
	struct terminal *terminal = open_post(*state, "Alt.\n");
	terminal_wait(terminal, "There is no theme neon; the usual colours are used.");
	write_and_leave(*state, terminal);
}

static void a_broken_theme_is_told_with_file_and_line(void **state)
{
	(void)home_write(*state, settings_file, "ui.theme: mein\n");
	(void)home_write(*state, ".config/tonfall/themes/mein.yaml",
			 "good: {foreground: \"#00ff00\"}\nmisspeled: {underline: true}\n");
	struct terminal *terminal = open_post(*state, "Alt.\n");
	terminal_wait(terminal, "mein.yaml:2:");
	write_and_leave(*state, terminal);
}

static void a_colour_that_is_none_is_told_with_file_and_role(void **state)
{
	(void)home_write(*state, settings_file, "ui.theme: mein\n");
	(void)home_write(*state, ".config/tonfall/themes/mein.yaml", "good: {foreground: green}\n");
	struct terminal *terminal = open_post(*state, "Alt.\n");
	terminal_wait(terminal, "mein.yaml: good: a colour is written as \"#rrggbb\", or default");
	write_and_leave(*state, terminal);
}

static void a_broken_pack_is_told_with_file_and_line_and_the_other_rules_work(void **state)
{
	(void)home_write(*state, ".config/tonfall/rules/eigene.yaml",
			 "- id: hook.eigene\n  where: nirgends\n  phrases: [kurz gesagt]\n");
	struct terminal *terminal = open_post(*state, german);
	terminal_wait(terminal, "eigene.yaml:2:");
	terminal_wait(terminal, "Only 1");
	write_and_leave(*state, terminal);
}

static void two_troubles_are_told_as_one_and_their_number(void **state)
{
	(void)home_write(*state, settings_file, "fold: tablet\nui.theme: neon\n");
	struct terminal *terminal = open_post(*state, "Alt.\n");
	terminal_wait(terminal, "settings.yaml:1: “fold” is \"tablet\"");
	terminal_wait(terminal, "(And 1 more: `tonfall doctor`.)");
	write_and_leave(*state, terminal);
}

static void a_missing_dictionary_is_told_with_its_package(void **state)
{
	static const char *const environment[] = { "TONFALL_DICPATH=/nonexistent", NULL };
	struct home *home = *state;
	home->environment = environment;
	struct terminal *terminal = open_post(home, german);
	terminal_wait(terminal, "No dictionary for Deutsch (CH) in /nonexistent; the package "
				"hunspell-de-ch-frami has one.");
	terminal_wait(terminal, "not all checked");
	terminal_wait(terminal, "│   No dictionary for Deutsch (CH) in");
	write_and_leave(home, terminal);
}

static void a_long_sentence_is_whole_also_in_the_smallest_window(void **state)
{
	static const char *const environment[] = {
		"TONFALL_DICPATH=/nonexistent/a/folder/of/a/long/name", NULL
	};
	struct home *home = *state;
	home->environment = environment;
	struct terminal *terminal =
		terminal_new(home, 16, 60, home_write(home, "post.txt", german));
	terminal_wait(terminal, "No dictionary for Deutsch (CH)");
	terminal_wait(terminal, "hunspell-de-ch-frami has one.");
	terminal_wait(terminal, "C-p all commands");
	terminal_press(terminal, KEY_RIGHT);
	terminal_wait_gone(terminal, "has one.");
	terminal_free(terminal);
}

static void without_its_data_the_desk_still_takes_and_saves_words(void **state)
{
	static const char *const environment[] = { "TONFALL_DATADIR=/nonexistent", NULL };
	struct home *home = *state;
	home->environment = environment;
	struct terminal *terminal = open_post(home, german);
	terminal_wait(terminal, "rules: there are no rules, so the coach is silent");
	write_and_leave(home, terminal);
}

static void an_endpoint_that_is_down_is_told_and_the_text_stays(void **state)
{
	(void)home_write(*state, settings_file,
			 "rewrite.endpoint: http://127.0.0.1:1/v1\nrewrite.model: m\n");
	struct terminal *terminal = open_post(*state, german);
	terminal_wait(terminal, "Das ist ein");
	author_press(terminal, KEY_REWRITE, "What should it do?");
	author_press(terminal, KEY_ENTER, "127.0.0.1:1");
	author_press(terminal, KEY_ENTER, "Nobody answers at 127.0.0.1");
	write_and_leave(*state, terminal);
}

static void messages_and_the_key_line_name_the_keys_that_the_person_has(void **state)
{
	(void)home_write(*state, ".config/tonfall/keys.yaml", "save: F9\nundo: M-5\nhelp: []\n");
	struct terminal *terminal = author_open(*state, NULL);
	terminal_wait(terminal, "Press F9 to keep it");
	terminal_wait(terminal, "F9 save");
	author_press(terminal, "Wort" KEY_QUIT, "Not saved yet. F9 saves; C-q once more ends");
	author_press(terminal, KEY_SAVE, "C-s does nothing here. C-p lists all commands.");
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(messages_and_the_key_line_name_the_keys_that_the_person_has),
		HOME_TEST(a_setting_of_an_unknown_name_is_told_with_file_and_line),
		HOME_TEST(a_setting_with_a_wrong_value_is_told_with_what_is_expected),
		HOME_TEST(settings_that_are_no_yaml_leave_the_usual_ones),
		HOME_TEST(a_theme_that_is_not_there_is_told),
		HOME_TEST(a_broken_theme_is_told_with_file_and_line),
		HOME_TEST(a_colour_that_is_none_is_told_with_file_and_role),
		HOME_TEST(a_broken_pack_is_told_with_file_and_line_and_the_other_rules_work),
		HOME_TEST(two_troubles_are_told_as_one_and_their_number),
		HOME_TEST(a_missing_dictionary_is_told_with_its_package),
		HOME_TEST(a_long_sentence_is_whole_also_in_the_smallest_window),
		HOME_TEST(without_its_data_the_desk_still_takes_and_saves_words),
		HOME_TEST(an_endpoint_that_is_down_is_told_and_the_text_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
