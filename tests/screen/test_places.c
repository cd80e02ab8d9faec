/*
 * Every message has room where it stands: in each language and in small windows nothing on the
 * screen is cut but what is the author's. A cut shows as "…".
 */
#include "unit.h"

#include "terminal.h"

enum { SETTLE_MS = 250 };

#define DOWN "\033[6~"

static const char esc[] = "\033";

static const struct {
	const char *what, *keys;
	int escapes; /* that lead back to the text */
} screens[] = {
	{ "writing", "", 0 },	     { "palette", "\x10", 1 },	 { "help", "\033OP", 1 },
	{ "find", "\x06", 1 },	     { "replace", "\033r", 1 },	 { "other words", "\x17", 1 },
	{ "versions", "\033v", 1 },  { "a file", "\033e", 1 },	 { "save as", "\033s", 1 },
	{ "line", "\033g", 1 },	     { "languages", "\x0c", 1 }, { "lessons", "\033l", 1 },
	{ "rewrite", "\x12", 1 },    { "hand in", "\x14", 1 },	 { "inbox", "\x02", 1 },
	{ "the voice", "\0336", 1 }, { "compare", "\033o", 1 },	 { "the coach", "\033OQ", 0 },
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* A "…" right behind a letter; "`tonfall voice learn FILE…`" names what may be repeated. */
static bool is_cut(struct span line)
{
	size_t at = 0;
	while ((at = span_find(line, SPAN("…"), at)) < line.length) {
		size_t behind = at + strlen("…");
		if (at > 0 && is_letter(line.at[at - 1]) &&
		    !(behind < line.length && line.at[behind] == '`'))
			return true;
		at = behind;
	}
	return false;
}

/* The first row cuts the post's first words, the coach's line the hint that F1 tells whole. */
static bool may_be_cut(int row, struct span line)
{
	return row == 0 || span_find(line, SPAN(" / 3"), 0) < line.length;
}

static void expect_whole(struct terminal *terminal, const char *language, int columns,
			 const char *what)
{
	struct str all = { 0 };
	struct span rest, line;
	terminal_text(terminal, &all);
	rest = str_span(&all);
	for (int row = 0; span_next(&rest, '\n', &line); row++)
		if (!may_be_cut(row, line) && is_cut(line))
			fail_msg("%s, %d columns, %s: %.*s", language, columns, what,
				 SPAN_ARGS(line));
	str_release(&all);
}

static void look_at_all(const char *language, int rows, int columns)
{
	char variable[32];
	const char *const environment[] = { variable, NULL };
	struct home home = { .environment = environment };
	(void)snprintf(variable, sizeof variable, "LANGUAGE=%s", language);
	home_init(&home);
	struct terminal *terminal = terminal_new(
		&home, rows, columns, home_write(&home, "p.txt", "Am Montag um acht kam Mia.\n"));
	terminal_wait(terminal, "Am Montag");
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		terminal_press(terminal, screens[i].keys);
		terminal_drain(terminal, SETTLE_MS);
		expect_whole(terminal, language, columns, screens[i].what);
		for (int k = 0; k < screens[i].escapes; k++) {
			terminal_press(terminal, esc);
			terminal_drain(terminal, SETTLE_MS);
		}
	}
	terminal_free(terminal);
	home_release(&home);
}

/* All keys of the line that finds, and of the one that replaces, are there: nothing else tells
 * them.
 */
static void every_key_of_finding_is_shown(void **state)
{
	static const char *const languages[][2] = {
		{ "de", "Enter" }, { "fr", "Entrée" }, { "it", "Invio" }, { "en", "Enter" }
	};
	static const char *const others[] = { "Tab", "Esc", "M-c ○", "M-w ○", "M-a ○e=é" };
	(void)state;
	for (size_t i = 0; i < 8; i++) {
		char variable[32], all[32];
		const char *const environment[] = { variable, NULL };
		struct home home = { .environment = environment };
		(void)snprintf(variable, sizeof variable, "LANGUAGE=%s", languages[i / 2][0]);
		(void)snprintf(all, sizeof all, "M-%s", languages[i / 2][1]);
		home_init(&home);
		struct terminal *terminal =
			terminal_new(&home, 16, i % 2 ? 60 : 80,
				     home_write(&home, "p.txt", "Am Montag um acht kam Mia.\n"));
		terminal_wait(terminal, "Am Montag");
		terminal_press(terminal, "\x06Mia");
		terminal_wait(terminal, languages[i / 2][1]);
		for (size_t k = 0; k < 10; k++) {
			terminal_wait(terminal, others[k % 5]);
			if (k == 4)
				terminal_press(terminal, "\t"), terminal_wait(terminal, all);
		}
		terminal_wait(terminal, "kam Mia."); /* what was found is not under them */
		terminal_free(terminal);
		home_release(&home);
	}
}

static void nothing_is_cut_at_80_by_24(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++)
		look_at_all((const char *const[]){ "de", "fr", "it", "en" }[i], 24, 80);
}

static void nothing_is_cut_at_60_by_16(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++)
		look_at_all((const char *const[]){ "de", "fr", "it", "en" }[i], 16, 60);
}

/* The text is wrapped beside the panel, which lay over its words once. */
static void the_panel_covers_no_word_of_the_text_at_80_columns(void **state)
{
	static const char *const words[] = { "Montag",	"Vertrag", "Tasche",
					     "Treppe.", "Keller",  "Schluss." };
	struct home home = { .environment = NULL };
	(void)state;
	home_init(&home);
	struct terminal *terminal = terminal_new(
		&home, 24, 80,
		home_write(
			&home, "p.txt",
			"Am Montag um acht kam Mia mit dem Vertrag in der Tasche die Treppe.\n"
			"Danach standen wir noch lange im Keller, und erst dann war Schluss.\n"));
	terminal_wait(terminal, "Schluss.");
	terminal_press(terminal, "\033OQ");
	terminal_wait(terminal, "Spelling");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		terminal_wait(terminal, words[i]);
	terminal_free(terminal);
	home_release(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_of_finding_is_shown),
		cmocka_unit_test(nothing_is_cut_at_80_by_24),
		cmocka_unit_test(nothing_is_cut_at_60_by_16),
		cmocka_unit_test(the_panel_covers_no_word_of_the_text_at_80_columns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
