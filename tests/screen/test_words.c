/* Words at the desk: others from the thesaurus, the language that was chosen, texts in none. */
#include "unit.h"

#include "author.h"

#define KEY_SYNONYMS "\0338"
#define KEY_LANGUAGE "\x0c"

static void a_synonym_takes_the_place_of_the_word_in_one_step(void **state)
{
	struct terminal *terminal = author_open_text(*state, "The Fast train leaves at noon.\n");
	author_press(terminal, KEY_START KEY_RIGHT KEY_RIGHT KEY_RIGHT KEY_RIGHT KEY_SYNONYMS,
		     "Words like «Fast»");
	author_press(terminal, KEY_ENTER, "The ");
	terminal_wait_gone(terminal, "Words like");
	terminal_wait_gone(terminal, "The Fast train");
	/* The capital stays. */
	assert_false(terminal_shows(terminal, "The fast"));
	author_press(terminal, KEY_UNDO, "The Fast train");
	author_assert_saved(*state, terminal, "The Fast train leaves at noon.\n");
	author_leave(terminal);
}

static void a_word_without_synonyms_is_told(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Zwixbro and the train.\n");
	author_press(terminal, KEY_START KEY_SYNONYMS,
		     "The thesaurus has no other words for «Zwixbro».");
	terminal_free(terminal);
}

static void the_language_that_was_chosen_survives_a_restart(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Der Zug fährt um zwölf Uhr ab.\n");
	terminal_wait(terminal, "Deutsch (CH) · LinkedIn");
	author_press(terminal, KEY_LANGUAGE, "Language of this text");
	author_press(terminal, KEY_DOWN KEY_DOWN KEY_ENTER, "Français (CH) · LinkedIn");
	author_leave(terminal);
	terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "Français (CH) · LinkedIn");
	author_press(terminal, KEY_LANGUAGE, "Language of this text");
	author_press(terminal, KEY_ENTER, "Deutsch (CH) · LinkedIn");
	author_leave(terminal);
	terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "Deutsch (CH) · LinkedIn");
	terminal_free(terminal);
}

static void a_text_in_dialect_is_not_checked_and_the_panel_says_why(void **state)
{
	struct terminal *terminal = author_open_text(
		*state, "Mir händ geschter e super Sitzig gha, das isch würkli guet.\n");
	terminal_wait(terminal, "not checked");
	terminal_wait(terminal, "This looks like Swiss German");
	assert_false(terminal_shows(terminal, "words to look at"));
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(a_synonym_takes_the_place_of_the_word_in_one_step),
		HOME_TEST(a_word_without_synonyms_is_told),
		HOME_TEST(the_language_that_was_chosen_survives_a_restart),
		HOME_TEST(a_text_in_dialect_is_not_checked_and_the_panel_says_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
