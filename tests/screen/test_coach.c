/* The coach in the desk: walking the hints, their reasons, taking words, putting aside. */
#include "unit.h"

#include "terminal.h"

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

struct desk_test {
	struct home home;
	struct terminal *terminal;
};

static void open_desk(struct desk_test *t, int rows, int columns)
{
	t->terminal = terminal_new(&t->home, rows, columns, home_path(&t->home, "post.txt"));
}

static void start(struct desk_test *t, const char *post)
{
	*t = (struct desk_test){ .terminal = NULL };
	home_init(&t->home);
	(void)home_write(&t->home, ".config/tonfall/rules/house.yaml", pack);
	(void)home_write(&t->home, "post.txt", post);
	open_desk(t, ROWS, COLUMNS);
}

static void finish(struct desk_test *t)
{
	terminal_free(t->terminal);
	home_release(&t->home);
}

/* Quits, and starts again on the same draft. */
static void restart(struct desk_test *t, const char *language)
{
	terminal_press(t->terminal, "\x11");
	terminal_wait_end(t->terminal, 0);
	terminal_free(t->terminal);
	if (*language)
		(void)home_write(&t->home, ".config/tonfall/settings.yaml", language);
	open_desk(t, ROWS, COLUMNS);
}

static void f1_on_a_hint_gives_its_reasons_and_where_they_come_from(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, text);
	terminal_wait(t.terminal, "A house word.");
	terminal_press(t.terminal, "\033OR\033OP");
	terminal_wait(t.terminal, "Nobody says it at lunch.");
	terminal_wait(t.terminal, "Say it plainly.");
	terminal_wait(t.terminal, "In a quotation.");
	terminal_wait(t.terminal, "House rule: our list (2026) · well supported");
	finish(&t);
}

static void one_key_takes_the_ready_words_and_one_undo_takes_them_back(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, text);
	terminal_wait(t.terminal, "A house word.");
	terminal_press(t.terminal, "\033OR\033.");
	terminal_wait(t.terminal, "Wir nutzen jetzt");
	terminal_press(t.terminal, "\x1a");
	terminal_wait(t.terminal, "Wir leveragen jetzt");
	finish(&t);
}

static void a_hint_put_aside_stays_so_after_a_restart_in_another_language(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, text);
	terminal_wait(t.terminal, "A house word.");
	terminal_press(t.terminal, "\033OR\033,");
	terminal_wait(t.terminal, "Put aside here.");
	terminal_wait_gone(t.terminal, "A house word.");
	terminal_wait(t.terminal, "1 put aside");
	restart(&t, "ui.language: \"de\"\n");
	terminal_wait(t.terminal, "1 beiseitegelegt");
	assert_false(terminal_shows(t.terminal, "Hauswort"));
	finish(&t);
}

static void what_is_put_aside_is_listed_with_its_reason_and_called_back(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, text);
	terminal_wait(t.terminal, "A house word.");
	terminal_press(t.terminal, "\033OR\033OP");
	terminal_wait(t.terminal, "Nobody says it at lunch.");
	terminal_press(t.terminal, "r");
	terminal_wait(t.terminal, "Why is it right as it is?");
	terminal_press(t.terminal, "unser Wort\r");
	terminal_wait(t.terminal, "1 put aside");
	terminal_press(t.terminal, "\x10Put aside");
	terminal_wait(t.terminal, "▸ Put aside");
	terminal_press(t.terminal, "\r");
	terminal_wait(t.terminal, "«leveragen» · unser Wort");
	terminal_press(t.terminal, "\r");
	terminal_wait(t.terminal, "A house word.");
	finish(&t);
}

static void a_rule_is_put_aside_for_good_from_its_page(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, text);
	terminal_wait(t.terminal, "A house word.");
	terminal_press(t.terminal, "\033OR\033OP");
	terminal_wait(t.terminal, "Nobody says it at lunch.");
	terminal_press(t.terminal, "g");
	terminal_wait(t.terminal, "This rule says nothing any more.");
	terminal_wait_gone(t.terminal, "A house word.");
	finish(&t);
}

/* Clicks with the left button on the first cell of `words`. */
static void click(struct desk_test *t, const char *words)
{
	struct str screen = { 0 }, keys = { 0 };
	terminal_text(t->terminal, &screen);
	struct span rest = str_span(&screen), line;
	int row = 0;
	while (span_next(&rest, '\n', &line)) {
		size_t at = span_find(line, span_of(words), 0);
		row++;
		if (at == line.length)
			continue;
		int column = 1;
		for (size_t i = 0; i < at; i++)
			column += ((unsigned char)line.at[i] & 0xc0) != 0x80;
		(void)str_format(&keys, "\033[<0;%d;%dM\033[<0;%d;%dm", column, row, column, row);
		break;
	}
	assert_true(keys.length > 0);
	terminal_press(t->terminal, str_text(&keys));
	str_release(&screen);
	str_release(&keys);
}

static void the_buttons_of_a_hint_answer_to_the_mouse(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, text);
	terminal_wait(t.terminal, "[F1 Why]");
	click(&t, "[F1 Why]");
	terminal_wait(t.terminal, "In a quotation.");
	terminal_press(t.terminal, "\033");
	terminal_wait_gone(t.terminal, "In a quotation.");
	terminal_wait(t.terminal, "[F8 Not here]");
	click(&t, "[F8 Not here]");
	terminal_wait(t.terminal, "Put aside here.");
	finish(&t);
}

static void where_there_is_nothing_to_say_the_panel_says_what_is_good(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Letzte Woche stand der Server still, und Mia rief mich um sieben Uhr an.\n\n"
		  "Wir haben jetzt einen zweiten Server und prüfen ihn jeden Montag um 8 Uhr. Mein "
		  "Tipp: Prüft eure Sicherung, bevor ihr sie braucht. Ich lag falsch, als ich "
		  "dachte, das mache jemand. Seit diesem Morgen steht mein Name auf der Liste, und "
		  "das ist gut so.\n\n"
		  "Wie prüft ihr eure Server am Montag?\n");
	terminal_wait(t.terminal, "What is good here");
	terminal_wait(t.terminal, "a moment one can see");
	terminal_wait(t.terminal, "something to take away");
	finish(&t);
}

static void the_counter_follows_the_platform(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Siehe https://example.ch/eine/sehr/lange/adresse/die/niemand/liest");
	terminal_wait(t.terminal, "A link and hardly a word of yours.");
	terminal_wait(t.terminal, "66 / 3’000");
	terminal_press(t.terminal, "\x10Platform\r");
	terminal_wait(t.terminal, "Mastodon");
	terminal_press(t.terminal, "Mastodon\r");
	terminal_wait(t.terminal, "29 / 500");
	terminal_press(t.terminal, "\033[1;5F!");
	terminal_wait(t.terminal, "30 / 500");
	finish(&t);
}

static void a_copied_post_that_the_platform_would_not_take_is_told_so(void **state)
{
	struct desk_test t;
	struct str post = { 0 };
	(void)state;
	for (int i = 0; i < 60; i++)
		(void)str_add(&post, SPAN("Wort "));
	start(&t, str_text(&post));
	terminal_wait(t.terminal, "299 / 3’000");
	terminal_wait(t.terminal, "[F1 Why]");
	terminal_press(t.terminal, "\x10Platform\r");
	terminal_wait(t.terminal, "Bluesky");
	terminal_press(t.terminal, "X\r");
	terminal_wait(t.terminal, "299 / 280");
	terminal_press(t.terminal, "\033k");
	terminal_wait(t.terminal, "Copied, but X takes 280 characters and this has 299.");
	finish(&t);
	str_release(&post);
}

/* The rows of the panel that begin with the sign of a hint. */
static int count_open(struct desk_test *t)
{
	struct str screen = { 0 };
	terminal_text(t->terminal, &screen);
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
	struct desk_test t;
	(void)state;
	start(&t, "Wir freuen uns riesig, euch mitteilen zu dürfen, dass wir wachsen.\n\n"
		  "Like, wenn du auch dabei bist! Mehr: https://example.ch\n\n"
		  "#eins #zwei #drei #vier #fünf #sechs #sieben\n");
	terminal_wait(t.terminal, "more: F3");
	assert_int_equal(count_open(&t), 3);
	terminal_press(t.terminal, "\033OR\033OR\033OR");
	terminal_wait(t.terminal, "[F1 Why]");
	assert_int_equal(count_open(&t), 3);
	terminal_press(t.terminal, "\033OR");
	terminal_wait_gone(t.terminal, "only asks for reactions");
	finish(&t);
}

static void in_a_small_window_a_hint_still_has_its_buttons(void **state)
{
	struct desk_test t = { .terminal = NULL };
	(void)state;
	home_init(&t.home);
	(void)home_write(&t.home, ".config/tonfall/rules/house.yaml", pack);
	(void)home_write(&t.home, "post.txt", text);
	open_desk(&t, 24, 80);
	terminal_wait(t.terminal, "A house word.");
	terminal_press(t.terminal, "\033OQ");
	terminal_wait(t.terminal, "[F1 Why] [F8 Not here]");
	finish(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(f1_on_a_hint_gives_its_reasons_and_where_they_come_from),
		cmocka_unit_test(one_key_takes_the_ready_words_and_one_undo_takes_them_back),
		cmocka_unit_test(a_hint_put_aside_stays_so_after_a_restart_in_another_language),
		cmocka_unit_test(what_is_put_aside_is_listed_with_its_reason_and_called_back),
		cmocka_unit_test(a_rule_is_put_aside_for_good_from_its_page),
		cmocka_unit_test(the_buttons_of_a_hint_answer_to_the_mouse),
		cmocka_unit_test(where_there_is_nothing_to_say_the_panel_says_what_is_good),
		cmocka_unit_test(the_counter_follows_the_platform),
		cmocka_unit_test(a_copied_post_that_the_platform_would_not_take_is_told_so),
		cmocka_unit_test(at_most_three_hints_are_open_and_f3_goes_on_to_the_next_three),
		cmocka_unit_test(in_a_small_window_a_hint_still_has_its_buttons),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
