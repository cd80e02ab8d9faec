/* Words at the desk: others from the thesaurus, the language that was chosen, texts in none. */
#include "unit.h"

#include "author.h"

#define KEY_SYNONYMS "\0338"
#define KEY_LANGUAGE "\x0c"
#define LIST	     ".local/share/tonfall/words/de.txt"

static void a_synonym_takes_the_place_of_the_word_in_one_step(void **state)
{
	struct terminal *terminal = author_open_text(*state, "The Fast train leaves at noon.\n");
	author_press(terminal, KEY_START KEY_RIGHT KEY_RIGHT KEY_RIGHT KEY_RIGHT KEY_SYNONYMS,
		     "Words like “Fast”");
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
		     "The thesaurus has no other words for “Zwixbro”.");
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
	terminal_wait(terminal, "Schweizerdeutsch · LinkedIn");
	assert_false(terminal_shows(terminal, "words to look at"));
	terminal_free(terminal);
}

/* What the panel says, without the spaces and line ends that its width makes. */
static void panel_text(struct terminal *terminal, struct str *out)
{
	struct str screen = { 0 };
	terminal_text(terminal, &screen);
	struct span rest = str_span(&screen), line;
	while (span_next(&rest, '\n', &line)) {
		size_t border = span_find(line, SPAN("│"), 0);
		for (size_t i = border + strlen("│"); i < line.length; i++)
			if (line.at[i] != ' ')
				(void)str_add_byte(out, line.at[i]);
	}
	str_release(&screen);
}

/* The whole sentence: its beginning, the path of the list, its end. */
static void assert_list_is_told(const struct home *home, const char *start, const char *end)
{
	struct str said = { 0 }, expected = { 0 };
	struct terminal *terminal =
		author_open_text(home, "Die Zwixbrolung kam am Montag zu uns.\n");
	terminal_wait(terminal, "not all checked");
	panel_text(terminal, &said);
	(void)str_format(&expected, "%s“%s”%s", start, home_path(home, LIST), end);
	if (!strstr(str_text(&said), str_text(&expected)))
		fail_msg("%s\nis not in\n%s", str_text(&expected), str_text(&said));
	/* The rest is checked. */
	terminal_wait(terminal, "Only 7 words");
	str_release(&said);
	str_release(&expected);
	author_leave(terminal);
}

static void a_word_list_that_is_not_utf_8_is_told_in_the_panel(void **state)
{
	(void)home_write(*state, LIST, "Z\xfcrifoo\nZwixbrolung\n");
	assert_list_is_told(*state, "Notallwordsof", "areknown:saveitasUTF-8.");
}

static void a_word_list_that_cannot_be_read_is_told_in_the_panel(void **state)
{
	(void)home_write(*state, LIST "/oops", "");
	assert_list_is_told(*state, "Awordlistwasleftout:", "isafolder");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(a_synonym_takes_the_place_of_the_word_in_one_step),
		HOME_TEST(a_word_without_synonyms_is_told),
		HOME_TEST(the_language_that_was_chosen_survives_a_restart),
		HOME_TEST(a_text_in_dialect_is_not_checked_and_the_panel_says_why),
		HOME_TEST(a_word_list_that_is_not_utf_8_is_told_in_the_panel),
		HOME_TEST(a_word_list_that_cannot_be_read_is_told_in_the_panel),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
