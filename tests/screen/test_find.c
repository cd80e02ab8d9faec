/* Find, replace, and work on whole lines. */
#include "unit.h"

#include "base/clock.h"
#include "author.h"

static const char tab[] = "\t", replace_all[] = "\033\r";

static void found_as_typed_and_counted(void **state)
{
	struct terminal *terminal =
		author_open_text(*state, "Ein Satz. Noch ein Satz. Kein satz mehr.\n");
	author_press(terminal, KEY_FIND, "next, previous");
	author_press(terminal, "sat", "1 of 3");
	author_press(terminal, KEY_ENTER, "2 of 3");
	author_press(terminal, KEY_UP KEY_UP, "3 of 3");
	author_press(terminal, "\033c", "●case");
	author_press(terminal, "x", "not found");
	terminal_free(terminal);
}

static void what_was_looked_for_is_there_again_until_another_word_is_typed(void **state)
{
	struct terminal *terminal = author_open_text(*state, "eins zwei eins drei\n");
	author_press(terminal, KEY_FIND "eins", "1 of 2");
	terminal_press(terminal, KEY_RIGHT);
	terminal_wait_gone(terminal, "1 of 2");
	author_press(terminal, KEY_FIND, "Find eins  2 of 2");
	author_press(terminal, "dr", "Find dr  1 of 1");
	author_press(terminal, "ei", "Find drei  1 of 1");
	terminal_free(terminal);
}

static void accents_and_whole_words_count_on_request(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Cafe Café Cafés Cafeteria\n");
	author_press(terminal, KEY_FIND "café", "1 of 2");
	author_press(terminal, "\033a", "1 of 4");
	author_press(terminal, "\033w", "1 of 2");
	author_press(terminal, "\033c", "not found");
	terminal_free(terminal);
}

static void escape_goes_back_to_where_one_was(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins zwei drei.\n");
	author_press(terminal, KEY_RIGHT KEY_FIND "zwei", "1 of 1");
	terminal_press(terminal, KEY_ESCAPE);
	terminal_wait_gone(terminal, "1 of 1");
	author_press(terminal, "X", "EXins zwei");
	terminal_free(terminal);
}

static void another_key_stays_at_the_match(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins zwei drei.\n");
	terminal_press(terminal, KEY_FIND);
	author_press(terminal, "zwei", "1 of 1");
	terminal_press(terminal, KEY_RIGHT);
	terminal_wait_gone(terminal, "1 of 1");
	author_press(terminal, "X", "Eins zweiX drei");
	terminal_free(terminal);
}

static void one_is_replaced_and_then_the_next_is_gone_to(void **state)
{
	struct terminal *terminal = author_open_text(*state, "rot rot rot\n");
	author_press(terminal, "\033r", "Replace with");
	terminal_press(terminal, "rot");
	terminal_press(terminal, tab);
	terminal_press(terminal, "grün");
	author_press(terminal, KEY_ENTER, "1 of 2");
	author_assert_saved(*state, terminal, "grün rot rot\n");
	terminal_free(terminal);
}

static void all_are_replaced_as_one_step(void **state)
{
	struct terminal *terminal = author_open_text(*state, "rot Rot rot\n");
	author_press(terminal, "\033r", "Replace with");
	terminal_press(terminal, "rot\t");
	terminal_press(terminal, "rotrot");
	author_press(terminal, replace_all, "3 places replaced");
	terminal_wait(terminal, "rotrot rotrot rotrot");
	author_press(terminal, KEY_UNDO, "rot Rot rot");
	terminal_free(terminal);
}

static void a_line_is_gone_to_by_its_number(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins\nZwei\nDrei\n");
	author_press(terminal, "\033g", "Go to line");
	terminal_press(terminal, "3" KEY_ENTER);
	terminal_wait_gone(terminal, "Go to line");
	author_press(terminal, "X", "XDrei");
	terminal_press(terminal, "\033g");
	author_press(terminal, "99" KEY_ENTER, "this is the last");
	terminal_free(terminal);
}

static void lines_change_places_and_are_doubled(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins\nZwei\nDrei");
	terminal_press(terminal, "\033[1;3B");
	terminal_press(terminal, "\033[1;3B");
	author_assert_saved(*state, terminal, "Zwei\nDrei\nEins");
	terminal_press(terminal, "\x04X");
	author_assert_saved(*state, terminal, "Zwei\nDrei\nEins\nXEins");
	terminal_press(terminal, "\033[1;3A");
	author_assert_saved(*state, terminal, "Zwei\nDrei\nXEins\nEins");
	terminal_free(terminal);
}

static void paragraphs_change_places_with_the_blank_lines_where_they_are(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins a\nEins b\n\n\nZwei\n\nDrei\n");
	terminal_press(terminal, "\033[1;4B");
	author_assert_saved(*state, terminal, "Zwei\n\n\nEins a\nEins b\n\nDrei\n");
	terminal_press(terminal, "\033[1;4A");
	author_assert_saved(*state, terminal, "Eins a\nEins b\n\n\nZwei\n\nDrei\n");
	terminal_free(terminal);
}

static void paragraphs_are_joined_and_parted(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins. \n\nZwei.\n");
	terminal_press(terminal, "\033j");
	author_assert_saved(*state, terminal, "Eins. Zwei.\n");
	terminal_press(terminal, KEY_START);
	terminal_press(terminal, KEY_RIGHT KEY_RIGHT KEY_RIGHT KEY_RIGHT KEY_RIGHT);
	terminal_press(terminal, "\033\r");
	author_assert_saved(*state, terminal, "Eins.\n\nZwei.\n");
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(found_as_typed_and_counted),
		HOME_TEST(what_was_looked_for_is_there_again_until_another_word_is_typed),
		HOME_TEST(accents_and_whole_words_count_on_request),
		HOME_TEST(escape_goes_back_to_where_one_was),
		HOME_TEST(another_key_stays_at_the_match),
		HOME_TEST(one_is_replaced_and_then_the_next_is_gone_to),
		HOME_TEST(all_are_replaced_as_one_step),
		HOME_TEST(a_line_is_gone_to_by_its_number),
		HOME_TEST(lines_change_places_and_are_doubled),
		HOME_TEST(paragraphs_change_places_with_the_blank_lines_where_they_are),
		HOME_TEST(paragraphs_are_joined_and_parted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
