/* Text that is hard to show: typed, pasted, saved and compared byte for byte; windows of all sizes.
 */
#include "unit.h"

#include <signal.h>
#include <unistd.h>

#include "author.h"

/* Without controls: those are keys, and a terminal does not type them as text. */
static const char *const typed[] = {
	"Z\xc3\xbcrich, Gen\xc3\xa8ve, \xc3\x89t\xc3\xa9",
	"e\xcc\x81 a\xcc\x88 o\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84",
	"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb \xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd "
	"\xf0\x9f\x87\xa8\xf0\x9f\x87\xad 1\xef\xb8\x8f\xe2\x83\xa3 \xe2\x9d\xa4\xef\xb8\x8f",
	"\xe2\x80\xae rueckw\xc3\xa4rts \xe2\x81\xa6 x \xe2\x80\x8b y \xc2\xad z \xef\xbb\xbf",
	"\xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1 \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d "
	"\xe6\xbc\xa2\xe5\xad\x97",
	"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab \xe0\xa4\xb9\xe0\xa4\xbf \xe0\xb8\x81\xe0\xb8\xb3",
	"$(rm -rf /) `id` %s%n%x '; DROP TABLE -- <script> ${x} \\x1b[31m",
	"\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2 \xee\x80\x80 \xef\xbf\xbf \xf4\x8f\xbf\xbf "
	"\xf0\x9f\xab\xa9",
	"\xc2\xa0\xe2\x80\xaf\xe2\x80\x83\xe3\x80\x80|",
};

/* In a paste with brackets anything may be, but the bracket itself. */
static const char pasted[] =
	"Steuer: \033[31m\033]0;x\a\033[2J \x01\x02\x7f\x9b\x9d \xff\xfe\xc0\x80 "
	"\xed\xa0\x80 \xf5 \xe2\x82 Ende";

static struct terminal *open_text(struct home *home, const char *text, int rows, int columns)
{
	struct terminal *terminal =
		terminal_new(home, rows, columns, home_write(home, "post.txt", text));
	terminal_wait(terminal, "LinkedIn");
	return terminal;
}

static void assert_saved(struct home *home, struct terminal *terminal, const char *expected)
{
	author_press(terminal, KEY_SAVE, "Saved as");
	char *text = home_read(home, "post.txt");
	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
	terminal_free(terminal);
}

/* A character a press, so that nothing is taken for a paste. */
static void type(struct terminal *terminal, const char *text)
{
	char one[5] = "";
	for (size_t at = 0, length; text[at]; at += length) {
		for (length = 1; (text[at + length] & 0xc0) == 0x80; length++)
			;
		memcpy(one, text + at, length);
		one[length] = '\0';
		terminal_press(terminal, one);
	}
}

static void whatever_is_typed_is_saved_byte_for_byte(void **state)
{
	struct terminal *terminal = open_text(*state, "", 40, 120);
	struct str expected = { 0 };
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		type(terminal, typed[i]);
		terminal_press(terminal, KEY_ENTER);
		(void)str_add(&expected, span_of(typed[i]));
		(void)str_add_byte(&expected, '\n');
	}
	type(terminal, "Punkt.");
	(void)str_add(&expected, SPAN("Punkt."));
	terminal_wait(terminal, "Punkt.");
	assert_saved(*state, terminal, str_text(&expected));
	str_release(&expected);
}

static void whatever_is_pasted_is_saved_byte_for_byte(void **state)
{
	struct terminal *terminal = open_text(*state, "", 40, 120);
	struct str keys = { 0 };
	(void)str_format(&keys, "\033[200~%s\033[201~", pasted);
	author_press(terminal, str_text(&keys),
		     "Steuer: ^[[31m^[]0;x^G^[[2J ^A^B^?<9B><9D> <FF><FE><C0><80>");
	assert_saved(*state, terminal, pasted);
	str_release(&keys);
}

static void a_paste_without_brackets_is_one_step_to_undo(void **state)
{
	struct terminal *terminal = open_text(*state, "Anfang.\n", 30, 110);
	struct str keys = { 0 };
	for (int i = 0; i < 300; i++)
		(void)str_format(&keys, "Zeile %d der eingefügten Sätze.\r", i);
	author_press(terminal, str_text(&keys), "Zeile 299 der");
	terminal_press(terminal, KEY_UNDO);
	terminal_wait_gone(terminal, "Zeile");
	terminal_wait(terminal, "unchanged");
	terminal_free(terminal);
	str_release(&keys);
}

static void a_long_line_takes_keys_at_its_end_and_start(void **state)
{
	struct str text = { 0 }, expected = { 0 };
	while (text.length < 300000)
		(void)str_add(&text, SPAN("und dann kam der Montag mit einer Frage "));
	struct terminal *terminal = open_text(*state, str_text(&text), 30, 110);
	terminal_press(terminal, KEY_END);
	type(terminal, "hinten");
	terminal_wait(terminal, "hinten");
	terminal_press(terminal, KEY_START);
	type(terminal, "vorne ");
	terminal_wait(terminal, "vorne und dann");
	(void)str_format(&expected, "vorne %shinten", str_text(&text));
	assert_saved(*state, terminal, str_text(&expected));
	str_release(&text);
	str_release(&expected);
}

static void windows_of_all_sizes_lose_no_key(void **state)
{
	static const int sizes[][2] = { { 200, 500 }, { 1, 1 },	  { 24, 80 },  { 2, 300 },
					{ 100, 3 },   { 16, 60 }, { 50, 200 }, { 30, 110 } };
	struct terminal *terminal = open_text(*state, "", 30, 110);
	struct str expected = { 0 };
	for (int i = 0; i < 80; i++) {
		char word[24];
		(void)snprintf(word, sizeof word, "wort%d ", i);
		terminal_resize(terminal, sizes[i % 8][0], sizes[i % 8][1]);
		type(terminal, word);
		(void)str_add(&expected, span_of(word));
	}
	terminal_resize(terminal, 30, 110);
	terminal_wait(terminal, "wort79");
	assert_saved(*state, terminal, str_text(&expected));
	str_release(&expected);
}

/* The writing column, a line for each row, without what is below it. */
static void written(struct terminal *terminal, struct str *out)
{
	struct str screen = { 0 };
	struct span rest, row;
	int rows, columns;
	(void)terminal_screen(terminal, &rows, &columns);
	terminal_text(terminal, &screen);
	rest = str_span(&screen);
	str_clear(out);
	for (int i = 0; i < rows - 3 && span_next(&rest, '\n', &row); i++) {
		struct span text = span_slice(row, 0, span_find(row, SPAN("│"), 0));
		(void)str_format(out, "%.*s\n", i == 0 ? 20 : (int)text.length, text.at);
	}
	str_release(&screen);
}

/* A letter draws its own line only: the screen is what it is when all is drawn, which news of the
 * window's size, even of the same, brings about. */
static void letters_leave_the_screen_as_if_all_were_drawn(void **state)
{
	static const char *const words[] = {
		"Der ",	 "Brief kam, nimand ", "wusste davon; ", "Z\xc3\xbcge sp\xc3\xa4t ",
		"ganz ", "\xf0\x9f\x91\x8d ",  "e\xcc\x81 und ",
	};
	static const int widths[] = { 110, 80 };
	struct str kept = { 0 }, drawn = { 0 };
	char mark[8];
	for (int i = 0; i < 2; i++) {
		const char *path = home_write(*state, i ? "b.txt" : "a.txt",
					      "Titel\n\nEin Anfang.\n\nUnd ein Ende.\n");
		struct terminal *terminal = terminal_new(*state, 24, widths[i], path);
		terminal_wait(terminal, "Ein Anfang.");
		terminal_press(terminal, KEY_DOWN KEY_DOWN);
		for (int k = 0; k < 60; k++) {
			type(terminal, words[k % 7]);
			(void)snprintf(mark, sizeof mark, "x%dx", k);
			type(terminal, mark);
			terminal_wait(terminal, mark);
			written(terminal, &kept);
			terminal_signal(terminal, SIGWINCH);
			terminal_drain(terminal, 20);
			written(terminal, &drawn);
			assert_string_equal(str_text(&kept), str_text(&drawn));
		}
		terminal_free(terminal);
	}
	str_release(&kept);
	str_release(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(whatever_is_typed_is_saved_byte_for_byte),
		HOME_TEST(whatever_is_pasted_is_saved_byte_for_byte),
		HOME_TEST(a_paste_without_brackets_is_one_step_to_undo),
		HOME_TEST(a_long_line_takes_keys_at_its_end_and_start),
		HOME_TEST(letters_leave_the_screen_as_if_all_were_drawn),
		HOME_TEST(windows_of_all_sizes_lose_no_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
