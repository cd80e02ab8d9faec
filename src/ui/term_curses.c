/*
 * The real terminal. ncurses is used for output only: it knows how to say things to this TERM, and
 * sends what differs. Keys are read by the desk with ui/key.c, which is quicker (one read for a
 * paste) and knows more sequences.
 */
#include "ui/term.h"

#include <curses.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/terminfo.h"

enum { PAIRS = 256 };

struct curses {
	struct term term;
	SCREEN *screen;
	struct canvas shown; /* what the terminal shows */
	bool is_fresh;	     /* `shown` says nothing yet */
	struct theme theme;
	attr_t attributes[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	int columns, rows;
};

static const char modes_on[] = "\033[?2004h\033[?1002h\033[?1006h";
static const char modes_off[] = "\033[?1006l\033[?1002l\033[?2004l";

static struct termios before; /* for the signal handler */
static bool is_open;

void term_emergency_restore(void)
{
	static const char off[] =
		"\033[?1006l\033[?1002l\033[?2004l\033[?1049l\033[0m\033[?25h\r\n";
	if (!is_open)
		return;
	/* Nothing can be done here when it fails. */
	(void)!write(STDOUT_FILENO, off, sizeof off - 1);
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

static void send_bytes(struct term *term, struct span bytes)
{
	(void)term;
	(void)fflush(stdout);
	/* A terminal that takes no more bytes is noticed when it is read from. */
	(void)!write(STDOUT_FILENO, bytes.at, bytes.length);
}

/* ---- colours ---- */

static int nearest(int32_t colour)
{
	if (colour == COLOUR_DEFAULT)
		return -1;
	int index = colour >= COLOUR_ANSI ? colour - COLOUR_ANSI : theme_nearest(colour, COLORS);
	return index < COLORS ? index : index % 8;
}

static void set_theme(struct term *term, const struct theme *theme)
{
	struct curses *curses = (struct curses *)term;
	static const struct {
		unsigned ours;
		attr_t theirs;
	} rows[] = { { ATTRIBUTE_BOLD, A_BOLD },
		     { ATTRIBUTE_DIM, A_DIM },
		     { ATTRIBUTE_ITALIC, A_ITALIC },
		     { ATTRIBUTE_UNDERLINE, A_UNDERLINE },
		     { ATTRIBUTE_REVERSE, A_REVERSE } };
	curses->theme = *theme;
	bool colours = has_colors() && COLORS >= 8 && !(getenv("NO_COLOR") && *getenv("NO_COLOR"));
	if (!colours)
		theme_strip(&curses->theme);
	for (int role = 0; role < ROLE_COUNT; role++) {
		const struct style *style = &curses->theme.styles[role];
		curses->attributes[role] = A_NORMAL;
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
			if (style->attributes & rows[i].ours)
				curses->attributes[role] |= rows[i].theirs;
		curses->pairs[role] = 0;
		int front = nearest(style->foreground), back = nearest(style->background);
		if (!colours || (front < 0 && back < 0))
			continue;
		/* On 8 colours, bright black is bold black, which many show as nothing. */
		if (style->foreground == COLOUR_ANSI + 8 && COLORS < 16)
			continue;
		curses->pairs[role] = (short)(role + 1);
		init_pair((short)(role + 1), (short)front, (short)back);
	}
	curses->is_fresh = true;
}

/* ---- showing ---- */

static const struct {
	uint32_t point;
	char ascii;
} replacements[] = {
	{ 0x2713, '+' }, { 0x25cf, '*' }, { 0x25cb, 'o' }, { 0x25b2, '!' },  { 0x2717, 'X' },
	{ 0x25b0, '#' }, { 0x25b1, '.' }, { 0x2502, '|' }, { 0x2500, '-' },  { 0x2504, '-' },
	{ 0x2026, '.' }, { 0x25b8, '>' }, { 0x00b7, '.' }, { 0x2019, '\'' }, { 0x2212, '-' },
};

static wchar_t shown_as(const struct curses *curses, uint32_t point)
{
	if (point == 0)
		return L' ';
	if (curses->term.utf8 || point < 0x80)
		return (wchar_t)point;
	for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
		if (replacements[i].point == point)
			return (wchar_t)(unsigned char)replacements[i].ascii;
	return L'?';
}

static void show_cell(struct curses *curses, int row, int column, const struct cell *cell)
{
	wchar_t text[GRAPHEME_POINTS + 1] = { 0 };
	cchar_t drawn;
	text[0] = shown_as(curses, cell->points[0]);
	for (int i = 1; curses->term.utf8 && i < GRAPHEME_POINTS && cell->points[i]; i++)
		text[i] = (wchar_t)cell->points[i];
	attr_t attributes = curses->attributes[cell->role];
	if (cell->attributes & ATTRIBUTE_UNDERLINE)
		attributes |= A_UNDERLINE;
	if (cell->attributes & ATTRIBUTE_REVERSE)
		attributes |= A_REVERSE;
	if (setcchar(&drawn, text, attributes, curses->pairs[cell->role], NULL) == ERR)
		(void)setcchar(&drawn, L"?", attributes, curses->pairs[cell->role], NULL);
	/* ERR comes from the last cell of the screen, which is drawn all the same. */
	(void)mvadd_wch(row, column, &drawn);
}

static void show_row(struct curses *curses, const struct canvas *canvas, int row)
{
	size_t start = (size_t)row * (size_t)canvas->columns;
	const struct cell *now = canvas->cells + start;
	struct cell *old = curses->shown.cells + start;
	size_t bytes = (size_t)canvas->columns * sizeof *now;
	if (!curses->is_fresh && memcmp(now, old, bytes) == 0)
		return;
	for (int column = 0; column < canvas->columns; column++) {
		const struct cell *cell = &now[column];
		if (cell->columns == 0)
			continue;
		/* A wide cell whose right half was something else is drawn again as well. */
		size_t compared = (size_t)cell->columns * sizeof *cell;
		if (curses->is_fresh || memcmp(cell, &old[column], compared) != 0)
			show_cell(curses, row, column, cell);
	}
	memcpy(old, now, bytes);
}

static void show(struct term *term, const struct canvas *canvas)
{
	struct curses *curses = (struct curses *)term;
	if (curses->shown.columns != canvas->columns || curses->shown.rows != canvas->rows) {
		canvas_resize(&curses->shown, canvas->columns, canvas->rows);
		curses->is_fresh = true;
	}
	if (curses->is_fresh)
		(void)erase();
	for (int row = 0; row < canvas->rows; row++)
		show_row(curses, canvas, row);
	curses->is_fresh = false;
	(void)curs_set(canvas->caret_shown ? 1 : 0);
	(void)move(canvas->caret_row, canvas->caret_column);
	(void)refresh();
}

static bool size(struct term *term, int *columns, int *rows)
{
	struct curses *curses = (struct curses *)term;
	struct winsize window = { 0 };
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 ||
	    window.ws_row == 0) {
		window.ws_col = (unsigned short)COLS;
		window.ws_row = (unsigned short)LINES;
	}
	*columns = window.ws_col;
	*rows = window.ws_row;
	if (curses->columns == *columns && curses->rows == *rows)
		return false;
	if (curses->columns)
		(void)resizeterm(*rows, *columns);
	curses->columns = *columns;
	curses->rows = *rows;
	curses->is_fresh = true;
	return true;
}

static void repaint(struct term *term)
{
	((struct curses *)term)->is_fresh = true;
	(void)clearok(stdscr, TRUE);
}

static void suspend(struct term *term)
{
	send_bytes(term, span_of(modes_off));
	(void)endwin();
	is_open = false;
}

static void resume(struct term *term)
{
	send_bytes(term, span_of(modes_on));
	is_open = true;
	repaint(term);
}

static void free_curses(struct term *term)
{
	struct curses *curses = (struct curses *)term;
	suspend(term);
	delscreen(curses->screen);
	canvas_release(&curses->shown);
	free(curses);
}

/* ---- opening ---- */

/* NULL when it is not known, or cannot place the caret like TERM=dumb. It is asked first, since a
 * newterm that fails leaves memory behind. */
static SCREEN *open_named(const char *name)
{
	return terminfo_colours(name) < 0 ? NULL : newterm(name, stdout, stdin);
}

/* Opens the TERM of the environment, else one that is known; that is told in `notice`. */
static SCREEN *open_screen(struct curses *curses)
{
	static const char *const fallbacks[] = { "xterm-256color", "xterm", "vt100" };
	const char *name = getenv("TERM");
	bool sane = name && terminfo_name_is_sane(name);
	SCREEN *screen = sane ? open_named(name) : NULL;
	for (size_t i = 0; !screen && i < sizeof fallbacks / sizeof *fallbacks; i++) {
		screen = open_named(fallbacks[i]);
		(void)snprintf(curses->term.notice, sizeof curses->term.notice,
			       _("This terminal (TERM=%s) is not known here; it is treated as %s."),
			       sane ? name : "?", fallbacks[i]);
	}
	return screen;
}

static const struct term_ops ops = {
	.free = free_curses,
	.show = show,
	.size = size,
	.suspend = suspend,
	.resume = resume,
	.repaint = repaint,
	.set_theme = set_theme,
	.send = send_bytes,
};

struct term *term_curses_new(const struct theme *theme, struct err *err)
{
	if (tcgetattr(STDIN_FILENO, &before) != 0 || !isatty(STDOUT_FILENO)) {
		(void)err_set(err, ERR_USAGE, _("the desk needs a terminal"));
		return NULL;
	}
	struct curses *curses = mem_alloc(sizeof *curses);
	curses->term = (struct term){ .ops = &ops, .input = STDIN_FILENO };
	curses->term.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	curses->screen = open_screen(curses);
	if (!curses->screen) {
		(void)err_set(err, ERR_MISSING,
			      _("no description of any terminal is installed; `apt-get install "
				"ncurses-base` brings them"));
		free(curses);
		return NULL;
	}
	(void)raw();
	(void)noecho();
	(void)nonl();
	if (has_colors()) {
		(void)start_color();
		(void)use_default_colors();
	}
	canvas_init(&curses->shown);
	set_theme(&curses->term, theme);
	send_bytes(&curses->term, span_of(modes_on));
	is_open = true;
	return &curses->term;
}
