/* What a real terminal (libvterm, behind a pty) shows of a canvas, and the one in memory. */
#include "unit.h"

#include <fcntl.h>
#include <locale.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vterm.h>

#include "text_samples.h"
#include "ui/term.h"

enum { ROWS = 8, COLUMNS = 36 };

struct screen {
	struct term *term;
	int master, kept[2];
	VTerm *vt;
	VTermScreen *cells;
};

/* Between these two, standard input and output are the pseudo-terminal. */
static void enter(struct screen *screen, int slave)
{
	(void)fflush(stdout);
	for (int fd = 0; fd < 2; fd++) {
		screen->kept[fd] = dup(fd);
		assert_int_equal(dup2(slave, fd), fd);
	}
}

static void leave(struct screen *screen)
{
	for (int fd = 0; fd < 2; fd++) {
		(void)dup2(screen->kept[fd], fd);
		(void)close(screen->kept[fd]);
	}
}

static int slave_of(const struct screen *screen)
{
	int number = open(ptsname(screen->master), O_RDWR | O_NOCTTY);
	assert_true(number >= 0);
	return number;
}

/* Returns how many bytes the program sent. */
static size_t take_output(struct screen *screen)
{
	char bytes[1 << 16];
	size_t sum = 0;
	for (ssize_t got; (got = read(screen->master, bytes, sizeof bytes)) > 0; sum += (size_t)got)
		(void)vterm_input_write(screen->vt, bytes, (size_t)got);
	return sum;
}

static struct screen open_term(int slave_kept[1])
{
	struct screen screen = { .vt = vterm_new(ROWS, COLUMNS) };
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	struct theme theme;
	struct err err;
	assert_int_equal(openpty(&screen.master, slave_kept, NULL, NULL, &size), 0);
	assert_int_equal(fcntl(screen.master, F_SETFL, O_NONBLOCK), 0);
	vterm_set_utf8(screen.vt, 1);
	screen.cells = vterm_obtain_screen(screen.vt);
	vterm_screen_enable_altscreen(screen.cells, 1);
	vterm_screen_reset(screen.cells, 1);
	(void)setenv("TERM", "xterm-256color", 1);
	theme_default(&theme);
	enter(&screen, *slave_kept);
	screen.term = term_tty_new(&theme, &err);
	int columns, rows;
	bool is_new = screen.term && screen.term->ops->size(screen.term, &columns, &rows);
	leave(&screen);
	assert_true(is_new);
	assert_int_equal(columns, COLUMNS);
	assert_int_equal(rows, ROWS);
	return screen;
}

static void close_term(struct screen *screen, int slave)
{
	enter(screen, slave);
	term_free(screen->term);
	leave(screen);
	(void)take_output(screen);
	vterm_free(screen->vt);
	(void)close(slave);
	(void)close(screen->master);
}

static size_t show(struct screen *screen, int slave, const struct canvas *canvas)
{
	enter(screen, slave);
	screen->term->ops->show(screen->term, canvas);
	leave(screen);
	return take_output(screen);
}

static bool is_disputed(const struct cell *cell)
{
	return cell->columns != 1 || cell->points[1];
}

/* All cells but those whose width is in dispute, and their neighbours to the right, which such a
 * character may cover. */
static void assert_shown(const struct screen *screen, const struct canvas *canvas)
{
	for (int row = 0; row < canvas->rows; row++) {
		const struct cell *cells = canvas->cells + (size_t)row * COLUMNS;
		for (int column = 0; column < canvas->columns; column++) {
			VTermScreenCell shown;
			if (is_disputed(&cells[column]) ||
			    (column > 0 && is_disputed(&cells[column - 1])))
				continue;
			(void)vterm_screen_get_cell(screen->cells, (VTermPos){ row, column },
						    &shown);
			uint32_t wanted = cells[column].points[0], got = shown.chars[0];
			if ((wanted ? wanted : ' ') != (got ? got : ' '))
				fail_msg("%d, %d: U+%04X is U+%04X", row, column, wanted, got);
			bool underlined = cells[column].attributes & ATTRIBUTE_UNDERLINE ||
					  cells[column].role == ROLE_MISSPELLED ||
					  cells[column].role == ROLE_FOUND ||
					  cells[column].role == ROLE_INSERTED;
			if (wanted && shown.attrs.underline != underlined)
				fail_msg("%d, %d: underlined %d", row, column, underlined);
		}
	}
	VTermPos caret;
	vterm_state_get_cursorpos(vterm_obtain_state(screen->vt), &caret);
	assert_int_equal(caret.row, canvas->caret_row);
	assert_int_equal(caret.col, canvas->caret_column);
}

static void draw_anything(struct canvas *canvas, uint64_t *seed)
{
	struct str text = { 0 };
	if (sample_below(seed, 4) == 0)
		canvas_clear(canvas, ROLE_TEXT);
	for (size_t i = sample_below(seed, 4); i > 0; i--) {
		str_clear(&text);
		sample_add(&text, seed, sample_below(seed, 60), true);
		/* Not the last column: libvterm puts a mark that follows it into the next row. */
		int column = (int)sample_below(seed, COLUMNS - 1);
		canvas_text(canvas, (int)sample_below(seed, ROWS), column,
			    (int)sample_below(seed, (size_t)(COLUMNS - column)),
			    (enum role)sample_below(seed, ROLE_COUNT), str_span(&text));
	}
	canvas_caret(canvas, (int)sample_below(seed, ROWS), (int)sample_below(seed, COLUMNS));
	str_release(&text);
}

static void whatever_is_drawn_stands_where_it_belongs(void **state)
{
	uint64_t seed = 17;
	int slave;
	struct canvas canvas;
	struct screen screen = open_term(&slave);
	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, COLUMNS, ROWS);
	for (int i = 0; i < 800; i++) {
		draw_anything(&canvas, &seed);
		if (sample_below(&seed, 50) == 0)
			screen.term->ops->repaint(screen.term);
		(void)show(&screen, slave, &canvas);
		assert_shown(&screen, &canvas);
	}
	canvas_release(&canvas);
	close_term(&screen, slave);
}

static void what_did_not_change_is_not_sent_again(void **state)
{
	int slave;
	struct canvas canvas;
	struct screen screen = open_term(&slave);
	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, COLUMNS, ROWS);
	canvas_text(&canvas, 3, 2, 30, ROLE_TEXT, SPAN("Ein Satz"));
	canvas_caret(&canvas, 3, 10);
	(void)show(&screen, slave, &canvas);
	assert_int_equal(show(&screen, slave, &canvas), 0);
	canvas_text(&canvas, 3, 10, 1, ROLE_TEXT, SPAN("x"));
	canvas_caret(&canvas, 3, 11);
	assert_int_equal(show(&screen, slave, &canvas), 1);
	canvas_release(&canvas);
	close_term(&screen, slave);
}

/* Placing the cursor takes more bytes than the space between two words. */
static void words_and_the_blank_behind_them_are_sent_in_few_bytes(void **state)
{
	static const struct {
		const char *text;
		size_t bytes; /* the row as it is sent, and 10 to come and go */
	} rows[] = {
		{ "abc def ghi jkl", 15 + 10 },
		{ "xyz", 3 + 5 + 10 },
		{ "xya             opq", 1 + 5 + 3 + 10 },
	};
	int slave;
	struct canvas canvas;
	struct screen screen = open_term(&slave);
	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, COLUMNS, ROWS);
	canvas_text(&canvas, 2, COLUMNS - 1, 1, ROLE_TEXT, SPAN("|")); /* no clearing to the end */
	canvas_caret(&canvas, 2, 0);
	(void)show(&screen, slave, &canvas);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		canvas_fill(&canvas, (struct rect){ 2, 0, 1, COLUMNS - 1 }, ROLE_TEXT);
		canvas_text(&canvas, 2, 0, COLUMNS - 1, ROLE_TEXT, span_of(rows[i].text));
		assert_in_range(show(&screen, slave, &canvas), 1, rows[i].bytes);
		assert_shown(&screen, &canvas);
	}
	canvas_release(&canvas);
	close_term(&screen, slave);
}

static void the_terminal_is_given_back_as_it_was(void **state)
{
	int slave;
	struct termios before, after;
	struct screen screen = open_term(&slave);
	(void)state;
	assert_int_equal(tcgetattr(slave, &before), 0);
	assert_false(before.c_lflag & ICANON);
	int other = slave_of(&screen);
	enter(&screen, slave);
	screen.term->ops->suspend(screen.term);
	leave(&screen);
	assert_int_equal(tcgetattr(other, &after), 0);
	assert_true(after.c_lflag & ICANON);
	assert_true(after.c_lflag & ECHO);
	enter(&screen, slave);
	screen.term->ops->resume(screen.term);
	leave(&screen);
	(void)close(other);
	close_term(&screen, slave);
}

static void the_one_in_memory_shows_what_was_shown_last(void **state)
{
	struct canvas canvas;
	struct str row = { 0 };
	struct term *term = term_fake_new(10, 3);
	int columns, rows;
	(void)state;
	canvas_init(&canvas);
	assert_true(term->ops->size(term, &columns, &rows));
	assert_false(term->ops->size(term, &columns, &rows));
	canvas_resize(&canvas, columns, rows);
	canvas_text(&canvas, 1, 1, 9, ROLE_DIM, SPAN("漢 e\u0301"));
	term->ops->show(term, &canvas);
	assert_string_equal(term_fake_row(term, 1, &row), " 漢 e\u0301");
	assert_string_equal(term_fake_row(term, 0, &row), "");
	assert_int_equal(term_fake_cell(term, 1, 1)->role, ROLE_DIM);
	term_fake_resize(term, 20, 2);
	assert_true(term->ops->size(term, &columns, &rows));
	assert_int_equal(columns, 20);
	canvas_release(&canvas);
	str_release(&row);
	term_free(term);
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_is_drawn_stands_where_it_belongs),
		cmocka_unit_test(what_did_not_change_is_not_sent_again),
		cmocka_unit_test(words_and_the_blank_behind_them_are_sent_in_few_bytes),
		cmocka_unit_test(the_terminal_is_given_back_as_it_was),
		cmocka_unit_test(the_one_in_memory_shows_what_was_shown_last),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
