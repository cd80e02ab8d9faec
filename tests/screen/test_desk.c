/* The desk's first path: a post is written, marked, saved and left. */
#include "unit.h"

#include "author.h"

static void a_post_is_typed_saved_and_left(void **state)
{
	struct terminal *terminal = author_open(*state, "post.txt");
	terminal_wait(terminal, "Welcome");
	terminal_wait(terminal, "C- means: hold Ctrl");
	author_press(terminal, "Heute sass ich im Zug. \xf0\x9f\x9a\x82", "Heute sass ich im Zug.");
	author_press(terminal, KEY_SAVE, "Saved as");
	author_leave(terminal);
	author_assert_file(*state, "post.txt", "Heute sass ich im Zug. 🚂");
}

static void a_misspelled_word_is_underlined_once_the_caret_has_left_it(void **state)
{
	struct terminal *terminal = author_open_text(
		*state, "Ich habe gestern einen Brief geschrieben und dann gewartet.\n");
	author_press(terminal, KEY_END "Das ist ein Fehlre im Text. ", "Fehlre im Text.");
	terminal_wait_underlined(terminal, "Fehlre", true);
	terminal_wait_underlined(terminal, "Das ist", false);
	terminal_free(terminal);
}

static void the_coach_misses_a_question_at_the_end(void **state)
{
	struct terminal *terminal = author_open_text(
		*state,
		"Am 3. Mai sass ich mit dem Vertrag im Zug nach Bern und las jede Seite zweimal, "
		"weil ich beim ersten Mal nichts verstanden hatte.\n\nDann habe ich angerufen und "
		"gefragt, und der Anwalt hat gelacht und alles erklärt.\n");
	terminal_wait(terminal, "No question at the end");
	terminal_wait(terminal, "An open question about");
	terminal_free(terminal);
}

static void it_follows_a_smaller_window_and_says_when_it_is_too_small(void **state)
{
	struct terminal *terminal = author_open_text(
		*state,
		"Ein Satz, der länger ist als die schmale Spalte eines kleinen Fensters, damit er "
		"umbrochen wird.\n");
	terminal_resize(terminal, 20, 70);
	terminal_wait(terminal, "/ 3,000");
	terminal_resize(terminal, 5, 30);
	terminal_wait(terminal, "Tonfall needs a window");
	terminal_free(terminal);
}

static void leaving_with_unsaved_words_asks_first(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Alt.\n");
	terminal_wait(terminal, "Alt.");
	author_press(terminal, "Neu. " KEY_QUIT, "Not saved yet");
	author_leave(terminal);
	author_assert_file(*state, "post.txt", "Alt.\n");
}

static void a_rewrite_without_an_endpoint_says_how_to_set_one(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Ein Text.\n");
	terminal_wait(terminal, "Ein Text.");
	author_press(terminal, KEY_REWRITE, "ollama");
	terminal_press(terminal, KEY_ESCAPE);
	terminal_free(terminal);
}

static void a_key_that_does_nothing_says_so_also_in_a_list(void **state)
{
	struct terminal *terminal = author_open_text(*state, "Eins zwei drei.\n");
	author_press(terminal, "\033[20~", "F9 does nothing here. C-p lists all commands.");
	author_press(terminal, "\x0c", "Italiano");
	author_press(terminal, "x", "x does nothing here. Esc closes this.");
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(a_key_that_does_nothing_says_so_also_in_a_list),
		HOME_TEST(a_post_is_typed_saved_and_left),
		HOME_TEST(a_misspelled_word_is_underlined_once_the_caret_has_left_it),
		HOME_TEST(the_coach_misses_a_question_at_the_end),
		HOME_TEST(it_follows_a_smaller_window_and_says_when_it_is_too_small),
		HOME_TEST(leaving_with_unsaved_words_asks_first),
		HOME_TEST(a_rewrite_without_an_endpoint_says_how_to_set_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
