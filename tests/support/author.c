#include "unit.h"

#include "author.h"

#include "base/clock.h"

enum { PATIENCE_MS = 15000 };

static const char post[] = "post.txt";

struct terminal *author_open(const struct home *home, const char *name)
{
	return terminal_new(home, TERMINAL_ROWS, TERMINAL_COLUMNS,
			    name ? home_path(home, name) : NULL);
}

struct terminal *author_open_text(const struct home *home, const char *text)
{
	(void)home_write(home, post, text);
	struct terminal *terminal = author_open(home, post);
	terminal_wait(terminal, "Coach");
	return terminal;
}

void author_press(struct terminal *terminal, const char *keys, const char *shows)
{
	terminal_press(terminal, keys);
	terminal_wait(terminal, shows);
}

void author_click_at(struct terminal *terminal, int row, int column)
{
	char bytes[64];
	(void)snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", column, row, column,
		       row);
	terminal_press(terminal, bytes);
}

void author_click(struct terminal *terminal, const char *words)
{
	struct str screen = { 0 };
	terminal_text(terminal, &screen);
	struct span rest = str_span(&screen), line;
	bool found = false;
	for (int row = 1; !found && span_next(&rest, '\n', &line); row++) {
		size_t at = span_find(line, span_of(words), 0);
		int column = 1;
		found = at < line.length;
		for (size_t i = 0; i < at; i++)
			column += ((unsigned char)line.at[i] & 0xc0) != 0x80;
		if (found)
			author_click_at(terminal, row, column);
	}
	str_release(&screen);
	assert_true(found);
}

void author_assert_file(const struct home *home, const char *name, const char *expected)
{
	char *text = home_read(home, name);
	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

void author_assert_saved(const struct home *home, struct terminal *terminal, const char *expected)
{
	int64_t until = clock_ms() + terminal_patience(PATIENCE_MS);
	char *text = NULL;
	terminal_press(terminal, KEY_SAVE);
	do {
		free(text);
		terminal_drain(terminal, 10);
		text = home_read(home, post);
		assert_non_null(text);
	} while (strcmp(text, expected) != 0 && clock_ms() < until);
	assert_string_equal(text, expected);
	free(text);
}

void author_leave(struct terminal *terminal)
{
	terminal_press(terminal, KEY_QUIT);
	terminal_wait_end(terminal, 0);
	terminal_free(terminal);
}
