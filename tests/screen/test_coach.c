/* The coach in the desk: walking the hints, their reasons, taking words, putting aside. */
#include "unit.h"

#include "author.h"

enum { ROWS = 34, COLUMNS = 110 };

/* A pack of the person's own, with ready words. */
static const char pack[] =
	"- id: clarity.house\n"
	"  language: de\n"
	"  severity: warn\n"
	"  phrases: [leveragen]\n"
	"  replace: nutzen\n"
	"  message: {de: Hauswort, fr: mot maison, it: parola di casa, en: A house word.}\n"
	"  why: {en: \"Nobody says it at lunch.\"}\n"
	"  fix: {en: \"Say it plainly.\"}\n"
	"  keep: {en: \"In a quotation.\"}\n"
	"  evidence: {kind: house, source: our list, year: 2026, confidence: high}\n";

static const char text[] =
	"Letzte Woche stand der Server still, und Mia rief mich um sieben Uhr an.\n\n"
	"Wir leveragen jetzt einen zweiten Server und prüfen ihn jeden Montag um acht.\n\n"
	"Wie prüft ihr eure Server am Montag?\n";

/* With the pack of the house in the settings. */
static struct terminal *open_desk(const struct home *home, int rows, int columns)
{
	(void)home_write(home, ".config/tonfall/rules/house.yaml", pack);
	return terminal_new(home, rows, columns, home_path(home, "post.txt"));
}

static struct terminal *start(const struct home *home, const char *post)
{
	(void)home_write(home, "post.txt", post);
	return open_desk(home, ROWS, COLUMNS);
}

static void f1_on_a_hint_gives_its_reasons_and_where_they_come_from(void **state)
{
	struct terminal *terminal = start(*state, text);
	terminal_wait(terminal, "A house word.");
	author_press(terminal, KEY_NEXT KEY_HELP, "Nobody says it at lunch.");
	terminal_wait(terminal, "Say it plainly.");
	terminal_wait(terminal, "In a quotation.");
	terminal_wait(terminal, "House rule: our list (2026) · well supported");
	terminal_free(terminal);
}

static void one_key_takes_the_ready_words_and_one_undo_takes_them_back(void **state)
{
	struct terminal *terminal = start(*state, text);
	terminal_wait(terminal, "A house word.");
	author_press(terminal, KEY_NEXT "\033.", "Wir nutzen jetzt");
	author_press(terminal, KEY_UNDO, "Wir leveragen jetzt");
	terminal_free(terminal);
}

static void a_hint_put_aside_stays_so_after_a_restart_in_another_language(void **state)
{
	struct terminal *terminal = start(*state, text);
	terminal_wait(terminal, "A house word.");
	author_press(terminal, KEY_NEXT "\033,", "Put aside here.");
	terminal_wait_gone(terminal, "A house word.");
	terminal_wait(terminal, "1 put aside");
	author_leave(terminal);
	(void)home_write(*state, ".config/tonfall/settings.yaml", "ui.language: \"de\"\n");
	terminal = open_desk(*state, ROWS, COLUMNS);
	terminal_wait(terminal, "1 beiseitegelegt");
	assert_false(terminal_shows(terminal, "Hauswort"));
	terminal_free(terminal);
}

static void what_is_put_aside_is_listed_with_its_reason_and_called_back(void **state)
{
	struct terminal *terminal = start(*state, text);
	terminal_wait(terminal, "A house word.");
	author_press(terminal, KEY_NEXT KEY_HELP, "Nobody says it at lunch.");
	author_press(terminal, "r", "Why is it right as it is?");
	author_press(terminal, "unser Wort" KEY_ENTER, "1 put aside");
	author_press(terminal, KEY_COMMANDS "Put aside", "▸ Put aside");
	author_press(terminal, KEY_ENTER, "«leveragen» · unser Wort");
	author_press(terminal, KEY_ENTER, "A house word.");
	terminal_free(terminal);
}

static void a_rule_is_put_aside_for_good_from_its_page(void **state)
{
	struct terminal *terminal = start(*state, text);
	terminal_wait(terminal, "A house word.");
	author_press(terminal, KEY_NEXT KEY_HELP, "Nobody says it at lunch.");
	author_press(terminal, "g", "This rule says nothing any more.");
	terminal_wait_gone(terminal, "A house word.");
	terminal_free(terminal);
}

static void the_buttons_of_a_hint_answer_to_the_mouse(void **state)
{
	struct terminal *terminal = start(*state, text);
	terminal_wait(terminal, "[F1 Why]");
	author_click(terminal, "[F1 Why]");
	terminal_wait(terminal, "In a quotation.");
	terminal_press(terminal, KEY_ESCAPE);
	terminal_wait_gone(terminal, "In a quotation.");
	terminal_wait(terminal, "[F8 Not here]");
	author_click(terminal, "[F8 Not here]");
	terminal_wait(terminal, "Put aside here.");
	terminal_free(terminal);
}

static void where_there_is_nothing_to_say_the_panel_says_what_is_good(void **state)
{
	struct terminal *terminal = start(
		*state,
		"Letzte Woche stand der Server still, und Mia rief mich um sieben Uhr an.\n\n"
		"Wir haben jetzt einen zweiten Server und prüfen ihn jeden Montag um 8 Uhr. Mein "
		"Tipp: Prüft eure Sicherung, bevor ihr sie braucht. Ich lag falsch, als ich "
		"dachte, das mache jemand. Seit diesem Morgen steht mein Name auf der Liste, und "
		"das ist gut so.\n\n"
		"Wie prüft ihr eure Server am Montag?\n");
	terminal_wait(terminal, "What is good here");
	terminal_wait(terminal, "a moment one can see");
	terminal_wait(terminal, "something to take away");
	terminal_free(terminal);
}

static void the_counter_follows_the_platform(void **state)
{
	struct terminal *terminal =
		start(*state, "Siehe https://example.ch/eine/sehr/lange/adresse/die/niemand/liest");
	terminal_wait(terminal, "A link and hardly a word of yours.");
	terminal_wait(terminal, "66 / 3,000");
	author_press(terminal, KEY_COMMANDS "Platform" KEY_ENTER, "Mastodon");
	author_press(terminal, "Mastodon" KEY_ENTER, "29 / 500");
	author_press(terminal, KEY_END "!", "30 / 500");
	terminal_free(terminal);
}

static void a_copied_post_that_the_platform_would_not_take_is_told_so(void **state)
{
	struct str post = { 0 };
	for (int i = 0; i < 60; i++)
		(void)str_add(&post, SPAN("Wort "));
	struct terminal *terminal = start(*state, str_text(&post));
	terminal_wait(terminal, "299 / 3,000");
	terminal_wait(terminal, "[F1 Why]");
	author_press(terminal, KEY_COMMANDS "Platform" KEY_ENTER, "Bluesky");
	author_press(terminal, "X" KEY_ENTER, "299 / 280");
	author_press(terminal, "\033k", "Copied, but X takes 280 characters and this has 299.");
	terminal_free(terminal);
	str_release(&post);
}

/* The rows of the panel that begin with the sign of a hint. */
static int count_open(struct terminal *terminal)
{
	struct str screen = { 0 };
	terminal_text(terminal, &screen);
	struct span rest = str_span(&screen), line;
	int count = 0;
	bool below = false;
	while (span_next(&rest, '\n', &line)) {
		/* Below the checklist, which names its families. */
		below |= span_find(line, SPAN("Spelling"), 0) < line.length;
		count += below && (span_find(line, SPAN("│ ●"), 0) < line.length ||
				   span_find(line, SPAN("│ ▲"), 0) < line.length ||
				   span_find(line, SPAN("│ ○"), 0) < line.length);
	}
	str_release(&screen);
	return count;
}

static void at_most_three_hints_are_open_and_f3_goes_on_to_the_next_three(void **state)
{
	struct terminal *terminal = start(
		*state, "Wir freuen uns riesig, euch mitteilen zu dürfen, dass wir wachsen.\n\n"
			"Like, wenn du auch dabei bist! Mehr: https://example.ch\n\n"
			"#eins #zwei #drei #vier #fünf #sechs #sieben\n");
	terminal_wait(terminal, "more: F3");
	assert_int_equal(count_open(terminal), 3);
	author_press(terminal, KEY_NEXT KEY_NEXT KEY_NEXT, "[F1 Why]");
	assert_int_equal(count_open(terminal), 3);
	terminal_press(terminal, KEY_NEXT);
	terminal_wait_gone(terminal, "only asks for reactions");
	terminal_free(terminal);
}

static void what_the_coach_left_out_stands_below_the_hints(void **state)
{
	struct str post = { 0 };
	(void)home_write(*state, ".config/tonfall/rules/trap.yaml",
			 "- id: clarity.trap\n  pattern: '(a+)+c'\n  message: {en: T}\n"
			 "- id: clarity.aaa\n  phrases: [rot]\n  message: {en: Red.}\n");
	for (int i = 0; i < 1100; i++)
		(void)str_add(&post, SPAN("Rot ist rot.\n"));
	for (int i = 0; i < 1500; i++)
		(void)str_add_byte(&post, 'a');
	(void)str_add(&post, SPAN("-c\n"));
	struct terminal *terminal = start(*state, str_text(&post));
	terminal_wait(terminal, "clarity.trap: too slow, left out");
	terminal_free(terminal);
	(void)home_write(*state, ".config/tonfall/rules/trap.yaml",
			 "- id: clarity.aaa\n  phrases: [rot]\n  message: {en: Red.}\n");
	terminal = start(*state, str_text(&post));
	terminal_wait(terminal, "too many: the weightiest are kept");
	terminal_free(terminal);
	str_release(&post);
}

static void in_a_small_window_a_hint_still_has_its_buttons(void **state)
{
	(void)home_write(*state, "post.txt", text);
	struct terminal *terminal = open_desk(*state, 24, 80);
	terminal_wait(terminal, "A house word.");
	author_press(terminal, "\033OQ", "[F1 Why] [F8 Not here]");
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(f1_on_a_hint_gives_its_reasons_and_where_they_come_from),
		HOME_TEST(one_key_takes_the_ready_words_and_one_undo_takes_them_back),
		HOME_TEST(a_hint_put_aside_stays_so_after_a_restart_in_another_language),
		HOME_TEST(what_is_put_aside_is_listed_with_its_reason_and_called_back),
		HOME_TEST(a_rule_is_put_aside_for_good_from_its_page),
		HOME_TEST(the_buttons_of_a_hint_answer_to_the_mouse),
		HOME_TEST(where_there_is_nothing_to_say_the_panel_says_what_is_good),
		HOME_TEST(the_counter_follows_the_platform),
		HOME_TEST(a_copied_post_that_the_platform_would_not_take_is_told_so),
		HOME_TEST(at_most_three_hints_are_open_and_f3_goes_on_to_the_next_three),
		HOME_TEST(what_the_coach_left_out_stands_below_the_hints),
		HOME_TEST(in_a_small_window_a_hint_still_has_its_buttons),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
