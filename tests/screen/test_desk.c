/* The desk's first path: a post is written, marked, saved and left. */
#include "unit.h"

#include "terminal.h"

enum { ROWS = TERMINAL_ROWS, COLUMNS = TERMINAL_COLUMNS };

struct desk_test {
	struct home home;
	struct terminal *terminal;
};

static void start(struct desk_test *t, const char *text)
{
	*t = (struct desk_test){ .terminal = NULL };
	home_init(&t->home);
	if (text)
		(void)home_write(&t->home, "post.txt", text);
	t->terminal = terminal_new(&t->home, ROWS, COLUMNS, home_path(&t->home, "post.txt"));
}

static void finish(struct desk_test *t)
{
	terminal_free(t->terminal);
	home_release(&t->home);
}

static void assert_saved(struct desk_test *t, const char *name, const char *expected)
{
	char *text = home_read(&t->home, name);
	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

static void a_post_is_typed_saved_and_left(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, NULL);
	terminal_wait(t.terminal, "Welcome");
	terminal_press(t.terminal, "Heute sass ich im Zug. \xf0\x9f\x9a\x82");
	terminal_wait(t.terminal, "Heute sass ich im Zug.");
	terminal_press(t.terminal, "\x13");
	terminal_wait(t.terminal, "Saved as");
	terminal_press(t.terminal, "\x11");
	terminal_wait_end(t.terminal, 0);
	assert_saved(&t, "post.txt", "Heute sass ich im Zug. 🚂");
	finish(&t);
}

static void a_misspelled_word_is_underlined_once_the_caret_has_left_it(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Ich habe gestern einen Brief geschrieben und dann gewartet.\n");
	terminal_wait(t.terminal, "Coach");
	terminal_press(t.terminal, "\033[1;5FDas ist ein Fehlre im Text. ");
	terminal_wait(t.terminal, "Fehlre im Text.");
	terminal_wait_underlined(t.terminal, "Fehlre", true);
	terminal_wait_underlined(t.terminal, "Das ist", false);
	finish(&t);
}

static void the_coach_misses_a_question_at_the_end(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t,
	      "Am 3. Mai sass ich mit dem Vertrag im Zug nach Bern und las jede Seite zweimal, "
	      "weil ich beim ersten Mal nichts verstanden hatte.\n\nDann habe ich angerufen und "
	      "gefragt, und der Anwalt hat gelacht und alles erklärt.\n");
	terminal_wait(t.terminal, "There is no question at the end.");
	terminal_wait(t.terminal, "An open question about");
	finish(&t);
}

static void it_follows_a_smaller_window_and_says_when_it_is_too_small(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t,
	      "Ein Satz, der länger ist als die schmale Spalte eines kleinen Fensters, damit er "
	      "umbrochen wird.\n");
	terminal_wait(t.terminal, "Coach");
	terminal_resize(t.terminal, 20, 70);
	terminal_wait(t.terminal, "/ 3’000");
	terminal_resize(t.terminal, 5, 30);
	terminal_wait(t.terminal, "Tonfall needs a window");
	finish(&t);
}

static void leaving_with_unsaved_words_asks_first(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Alt.\n");
	terminal_wait(t.terminal, "Alt.");
	terminal_press(t.terminal, "Neu. \x11");
	terminal_wait(t.terminal, "Not saved yet");
	terminal_press(t.terminal, "\x11");
	terminal_wait_end(t.terminal, 0);
	assert_saved(&t, "post.txt", "Alt.\n");
	finish(&t);
}

static void a_rewrite_without_an_endpoint_says_how_to_set_one(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Ein Text.\n");
	terminal_wait(t.terminal, "Ein Text.");
	terminal_press(t.terminal, "\x12");
	terminal_wait(t.terminal, "ollama");
	terminal_press(t.terminal, "\033");
	finish(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_post_is_typed_saved_and_left),
		cmocka_unit_test(a_misspelled_word_is_underlined_once_the_caret_has_left_it),
		cmocka_unit_test(the_coach_misses_a_question_at_the_end),
		cmocka_unit_test(it_follows_a_smaller_window_and_says_when_it_is_too_small),
		cmocka_unit_test(leaving_with_unsaved_words_asks_first),
		cmocka_unit_test(a_rewrite_without_an_endpoint_says_how_to_set_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
