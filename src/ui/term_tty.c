/*
 * The real terminal. What it is called for (TERM) is looked up in terminfo; what differs from the
 * canvas shown last is sent in one write. Keys are read by the desk with ui/key.c.
 *
 * A terminal may stop reading: a line that hangs, C-s in a program around it. It is written to
 * through a description of our own that does not block, so that standard output stays as it was for
 * whoever shares it.
 *
 * Terminals disagree about how wide some characters are. After each of those the cursor is placed
 * absolutely, and the cells under it are cleared first, so that a wrong guess stays in its cells
 * and never moves the rest of the row.
 */
#include "ui/term.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/terminfo.h"

enum {
	OUTPUT_MOST = 64 << 20,
	TRUE_COLOURS = 1 << 24,
	CLEAR_SAVES = 8,
	ERASE_SAVES = 8,
	STEP_MOST = 4,	 /* columns: as many bytes as it takes to place the cursor in its row */
	LEAVE_MS = 1000, /* a terminal that takes nothing for so long is left as it is */
};

static const struct {
	unsigned attribute;
	enum capability capability;
} attribute_rows[] = {
	{ ATTRIBUTE_BOLD, CAN_BOLD },	    { ATTRIBUTE_DIM, CAN_DIM },
	{ ATTRIBUTE_ITALIC, CAN_ITALIC },   { ATTRIBUTE_UNDERLINE, CAN_UNDERLINE },
	{ ATTRIBUTE_REVERSE, CAN_REVERSE },
};

struct tty {
	struct term term;
	struct terminfo info;
	int colours; /* TRUE_COLOURS: any */
	struct theme theme;
	struct canvas shown; /* what the terminal shows */
	bool is_fresh;	     /* `shown` says nothing yet */
	int columns, rows;
	struct str out;	 /* not yet taken by the terminal */
	int row, column; /* of the cursor; column -1: not known for sure */
	int look;	 /* role << 8 | attributes that it draws with; -1: not known */
	bool caret_shown;
};

static const char modes_on[] = "\033[?2004h\033[?1002h\033[?1006h";
static const char modes_off[] = "\033[?1006l\033[?1002l\033[?2004l";

/* For the signal handler too. */
static struct termios before;
static int output = STDOUT_FILENO;
static bool is_open;

void term_emergency_restore(void)
{
	static const char off[] =
		"\033[?1006l\033[?1002l\033[?2004l\033[?1049l\033[0m\033[?25h\r\n";
	if (!is_open)
		return;
	/* Nothing can be done here when it fails. */
	(void)!write(output, off, sizeof off - 1);
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

/* ---- output ---- */

/* Where that cannot be (no /proc, a terminal of another user) standard output itself is written to,
 * and waited for. */
static void open_output(void)
{
	int fd = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	output = fd >= 0 ? fd : STDOUT_FILENO;
}

static void close_output(void)
{
	if (output != STDOUT_FILENO)
		(void)close(output); /* all is written */
	output = STDOUT_FILENO;
}

static bool drain(struct term *term)
{
	struct tty *tty = (struct tty *)term;
	struct str *out = &tty->out;
	while (out->length) {
		ssize_t sent = write(output, str_text(out), out->length);
		if (sent < 0 && errno == EAGAIN)
			return false;
		if (sent < 0 && errno != EINTR) {
			/* A terminal that is gone is noticed when it is read from; one that only
			 * failed gets all again. */
			str_clear(out);
			tty->is_fresh = true;
		}
		if (sent > 0)
			(void)str_replace(out, 0, (size_t)sent, SPAN(""));
	}
	return true;
}

/* What it does not take while it is left is not for it any more. */
static bool drain_for(struct tty *tty, int ms)
{
	struct pollfd poller = { .fd = output, .events = POLLOUT };
	while (!drain(&tty->term))
		if (poll(&poller, 1, ms) == 0) {
			str_clear(&tty->out);
			return false;
		}
	return true;
}

static void send_bytes(struct term *term, struct span bytes)
{
	struct tty *tty = (struct tty *)term;
	(void)str_add(&tty->out, bytes);
	(void)drain(term);
}

static void add(struct tty *tty, enum capability capability)
{
	terminfo_add(&tty->info, &tty->out, capability, 0, 0);
}

static void place(struct tty *tty, int row, int column)
{
	if (tty->row == row && tty->column == column)
		return;
	if (tty->row == row && *tty->info.can[CAN_PLACE_COLUMN])
		terminfo_add(&tty->info, &tty->out, CAN_PLACE_COLUMN, column, 0);
	else
		terminfo_add(&tty->info, &tty->out, CAN_PLACE, row, column);
	tty->row = row;
	tty->column = column;
}

/* ---- looks ---- */

/* Terminfo goes back to the ordinary letters as well, which nothing here ever leaves. */
static void add_plain(struct tty *tty)
{
	static const char *const with_letters[] = { "\033(B\033[m", "\033[m\033(B", "\033[m\017" };
	const char *plain = tty->info.can[CAN_PLAIN];
	for (size_t i = 0; i < sizeof with_letters / sizeof *with_letters; i++)
		if (strcmp(plain, with_letters[i]) == 0) {
			(void)str_add(&tty->out, SPAN("\033[m"));
			return;
		}
	add(tty, CAN_PLAIN);
}

static int nearest(const struct tty *tty, int32_t colour)
{
	if (colour == COLOUR_DEFAULT)
		return -1;
	int index =
		colour >= COLOUR_ANSI ? colour - COLOUR_ANSI : theme_nearest(colour, tty->colours);
	return index < tty->colours ? index : index % 8;
}

static void add_colour(struct tty *tty, enum capability capability, int32_t colour)
{
	bool is_ground = capability == CAN_BACKGROUND;
	if (tty->colours == TRUE_COLOURS && colour >= 0 && colour < COLOUR_ANSI) {
		(void)str_format(&tty->out, "\033[%d;2;%d;%d;%dm", is_ground ? 48 : 38,
				 (int)(colour >> 16 & 255), (int)(colour >> 8 & 255),
				 (int)(colour & 255));
		return;
	}
	/* On 8 colours, bright black is bold black, which many show as nothing. */
	if (colour == COLOUR_ANSI + 8 && tty->colours < 16)
		return;
	int index = nearest(tty, colour);
	if (index >= 0)
		terminfo_add(&tty->info, &tty->out, capability, index, 0);
}

static bool is_plain(const struct tty *tty, int look)
{
	const struct style *style = &tty->theme.styles[look >> 8];
	return (look & 255) == 0 && style->attributes == 0 && style->foreground == COLOUR_DEFAULT &&
	       style->background == COLOUR_DEFAULT;
}

static void set_look(struct tty *tty, int look)
{
	if (tty->look == look)
		return;
	bool was_plain = tty->look >= 0 && is_plain(tty, tty->look);
	tty->look = look;
	if (!was_plain)
		add_plain(tty);
	const struct style *style = &tty->theme.styles[look >> 8];
	unsigned attributes = style->attributes | (unsigned)(look & 255);
	for (size_t i = 0; i < sizeof attribute_rows / sizeof *attribute_rows; i++)
		if (attributes & attribute_rows[i].attribute)
			add(tty, attribute_rows[i].capability);
	add_colour(tty, CAN_FOREGROUND, style->foreground);
	add_colour(tty, CAN_BACKGROUND, style->background);
}

static void set_theme(struct term *term, const struct theme *theme)
{
	struct tty *tty = (struct tty *)term;
	const char *no_color = getenv("NO_COLOR");
	tty->theme = *theme;
	if (tty->colours < 8 || (no_color && *no_color))
		theme_strip(&tty->theme);
	tty->is_fresh = true;
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

static void add_point(struct tty *tty, uint32_t point)
{
	char ascii = '?';
	if (tty->term.utf8 || point < 0x80) {
		(void)str_add_point(&tty->out, point ? point : ' ');
		return;
	}
	for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
		if (replacements[i].point == point)
			ascii = replacements[i].ascii;
	(void)str_add_byte(&tty->out, ascii);
}

/* Wide or with marks: not every terminal counts these as we do. */
static bool is_disputed(const struct cell *cell)
{
	return cell->columns == 2 || cell->points[1] != 0;
}

/* Nothing to see but the ground: which role it has does not matter. */
static bool is_bare(const struct tty *tty, const struct cell *cell)
{
	const struct style *style = &tty->theme.styles[cell->role];
	unsigned visible = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE;
	return cell->points[0] == 0 && cell->columns == 1 &&
	       ((style->attributes | cell->attributes) & visible) == 0 &&
	       style->background == COLOUR_DEFAULT;
}

/* A letter of ASCII that the cursor goes over by writing it again. */
static bool is_step(const struct tty *tty, const struct cell *cell)
{
	bool is_bare_here = is_bare(tty, cell) && is_plain(tty, tty->look);
	return cell->points[0] < 0x80 && cell->points[1] == 0 && cell->columns == 1 &&
	       (is_bare_here || tty->look == (cell->role << 8 | cell->attributes));
}

/* To a cell of the row; over few cells before it by writing them, which takes no more bytes. */
static void step(struct tty *tty, int row, int column, const struct cell *cells)
{
	int from = tty->row == row && tty->column >= 0 ? tty->column : column;
	bool steps = from < column && column - from <= STEP_MOST && tty->look >= 0;
	for (int i = from; steps && i < column; i++)
		steps = is_step(tty, &cells[i]);
	for (int i = from; steps && i < column; i++)
		add_point(tty, cells[i].points[0]);
	if (steps)
		tty->column = column;
	place(tty, row, column);
}

static void show_cell(struct tty *tty, int row, int column, const struct cell *cells)
{
	const struct cell *cell = &cells[column];
	step(tty, row, column, cells);
	set_look(tty, cell->role << 8 | cell->attributes);
	bool disputed = is_disputed(cell);
	if (disputed) {
		(void)str_add(&tty->out, cell->columns == 2 ? SPAN("  ") : SPAN(" "));
		tty->column = -1;
		place(tty, row, column);
	}
	add_point(tty, cell->points[0]);
	for (int i = 1; tty->term.utf8 && i < GRAPHEME_POINTS && cell->points[i]; i++)
		add_point(tty, cell->points[i]);
	if (!tty->term.utf8 && cell->columns == 2)
		(void)str_add_byte(&tty->out, ' ');
	tty->column =
		disputed || column + cell->columns >= tty->columns ? -1 : column + cell->columns;
}

static bool looks_same(const struct tty *tty, const struct cell *a, const struct cell *b)
{
	return memcmp(a, b, sizeof *a) == 0 || (is_bare(tty, a) && is_bare(tty, b));
}

/* Bare cells from `column` on that have to become so; 0 when too few for it to pay. */
static int bare_run(const struct tty *tty, const struct cell *now, const struct cell *old,
		    int column, int end)
{
	int last = column, at = column;
	if (!*tty->info.can[CAN_ERASE])
		return 0;
	for (; at < end && is_bare(tty, &now[at]); at++)
		if (!looks_same(tty, &now[at], &old[at]))
			last = at + 1;
	return last - column > ERASE_SAVES ? last - column : 0;
}

/* The column from which on the row is bare. */
static int bare_from(const struct tty *tty, const struct cell *cells, int columns)
{
	while (columns > 0 && is_bare(tty, &cells[columns - 1]))
		columns--;
	return columns;
}

/* What is at `column`, where it is not there yet; the columns that are done then. */
static int show_cells(struct tty *tty, int row, int column, const struct cell *now,
		      const struct cell *old, int end)
{
	const struct cell *cell = &now[column];
	bool is_wide = cell->columns == 2;
	if (cell->columns == 0 ||
	    (looks_same(tty, cell, &old[column]) &&
	     (!is_wide || looks_same(tty, &now[column + 1], &old[column + 1]))))
		return 1;
	int bare = bare_run(tty, now, old, column, end);
	if (bare) {
		step(tty, row, column, now);
		set_look(tty, ROLE_TEXT << 8);
		terminfo_add(&tty->info, &tty->out, CAN_ERASE, bare, 0);
		return bare;
	}
	show_cell(tty, row, column, now);
	return 1;
}

static void show_row(struct tty *tty, const struct canvas *canvas, int row)
{
	size_t start = (size_t)row * (size_t)canvas->columns;
	const struct cell *now = canvas->cells + start;
	struct cell *old = tty->shown.cells + start;
	size_t bytes = (size_t)canvas->columns * sizeof *now;
	if (memcmp(now, old, bytes) == 0)
		return;
	int end = bare_from(tty, now, canvas->columns);
	int old_end = bare_from(tty, old, canvas->columns);
	bool clears = *tty->info.can[CAN_CLEAR_TO_END] && old_end > end + CLEAR_SAVES;
	int shown = clears ? end : canvas->columns;
	for (int column = 0; column < shown;)
		column += show_cells(tty, row, column, now, old, shown);
	if (clears) {
		place(tty, row, end);
		set_look(tty, ROLE_TEXT << 8);
		add(tty, CAN_CLEAR_TO_END);
	}
	memcpy(old, now, bytes);
}

static void start_anew(struct tty *tty)
{
	canvas_clear(&tty->shown, ROLE_TEXT);
	/* Not every terminal clears with the ground that a theme sets: then each cell is sent. */
	if (tty->theme.styles[ROLE_TEXT].background != COLOUR_DEFAULT)
		memset(tty->shown.cells, 0xff,
		       (size_t)tty->shown.columns * (size_t)tty->shown.rows * sizeof(struct cell));
	tty->row = tty->column = tty->look = -1;
	add(tty, CAN_PLAIN);
	set_look(tty, ROLE_TEXT << 8);
	add(tty, CAN_CLEAR);
	add(tty, CAN_HIDE_CARET);
	tty->caret_shown = false;
	tty->is_fresh = false;
}

static void show(struct term *term, const struct canvas *canvas)
{
	struct tty *tty = (struct tty *)term;
	if (tty->shown.columns != canvas->columns || tty->shown.rows != canvas->rows) {
		canvas_resize(&tty->shown, canvas->columns, canvas->rows);
		tty->is_fresh = true;
	}
	if (tty->is_fresh)
		start_anew(tty);
	/* The row of the caret first: mostly the cursor is there already. */
	int first = canvas->caret_shown ? canvas->caret_row : 0;
	show_row(tty, canvas, first);
	for (int row = 0; row < canvas->rows; row++)
		if (row != first)
			show_row(tty, canvas, row);
	if (canvas->caret_shown)
		step(tty, canvas->caret_row, canvas->caret_column,
		     canvas->cells + (size_t)canvas->caret_row * (size_t)canvas->columns);
	if (canvas->caret_shown != tty->caret_shown)
		add(tty, canvas->caret_shown ? CAN_SHOW_CARET : CAN_HIDE_CARET);
	tty->caret_shown = canvas->caret_shown;
	(void)drain(term);
}

static bool size(struct term *term, int *columns, int *rows)
{
	struct tty *tty = (struct tty *)term;
	struct winsize window = { 0 };
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 &&
		     window.ws_row > 0;
	*columns = known ? window.ws_col : tty->info.columns > 0 ? tty->info.columns : 80;
	*rows = known ? window.ws_row : tty->info.rows > 0 ? tty->info.rows : 24;
	if (tty->columns == *columns && tty->rows == *rows)
		return false;
	tty->columns = *columns;
	tty->rows = *rows;
	tty->is_fresh = true;
	return true;
}

static void repaint(struct term *term)
{
	((struct tty *)term)->is_fresh = true;
}

static void suspend(struct term *term)
{
	struct tty *tty = (struct tty *)term;
	(void)str_add(&tty->out, span_of(modes_off));
	add(tty, CAN_PLAIN);
	add(tty, CAN_SHOW_CARET);
	add(tty, CAN_LEAVE);
	bool reads = drain_for(tty, LEAVE_MS);
	(void)tcsetattr(STDIN_FILENO, reads ? TCSADRAIN : TCSANOW, &before);
	is_open = false;
}

static void resume(struct term *term)
{
	struct tty *tty = (struct tty *)term;
	struct termios raw = before;
	cfmakeraw(&raw);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	/* Fails only for a terminal that is gone. */
	(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
	is_open = true;
	add(tty, CAN_ENTER);
	(void)str_add(&tty->out, span_of(modes_on));
	repaint(term);
}

static void free_tty(struct term *term)
{
	struct tty *tty = (struct tty *)term;
	suspend(term);
	terminfo_close(&tty->info);
	canvas_release(&tty->shown);
	str_release(&tty->out);
	close_output();
	free(tty);
}

/* ---- opening ---- */

/* The TERM of the environment, else one that is known; that is told in `notice`. */
static bool look_up(struct tty *tty)
{
	static const char *const fallbacks[] = { "xterm-256color", "xterm", "vt100" };
	const char *name = getenv("TERM");
	bool sane = name && terminfo_name_is_sane(name);
	if (sane && terminfo_open(&tty->info, name))
		return true;
	for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks; i++) {
		(void)snprintf(tty->term.notice, sizeof tty->term.notice,
			       _("This terminal (TERM=%s) is not known here; it is treated as %s."),
			       sane ? name : "?", fallbacks[i]);
		if (terminfo_open(&tty->info, fallbacks[i]))
			return true;
	}
	return false;
}

/* Terminals of 16 million colours say so in COLORTERM, which ssh may not pass on, or in terminfo.
 */
static int count_colours(int colours)
{
	const char *term = getenv("COLORTERM");
	bool says_so = term && (strcmp(term, "truecolor") == 0 || strcmp(term, "24bit") == 0);
	return (says_so && colours >= 256) || colours > 256 ? TRUE_COLOURS : colours;
}

static const struct term_ops ops = {
	.free = free_tty,
	.show = show,
	.size = size,
	.suspend = suspend,
	.resume = resume,
	.repaint = repaint,
	.set_theme = set_theme,
	.send = send_bytes,
	.drain = drain,
};

struct term *term_tty_new(const struct theme *theme, struct err *err)
{
	if (tcgetattr(STDIN_FILENO, &before) != 0 || !isatty(STDOUT_FILENO)) {
		(void)err_set(err, ERR_USAGE, _("the desk needs a terminal"));
		return NULL;
	}
	struct tty *tty = mem_alloc(sizeof *tty);
	open_output();
	tty->term = (struct term){ .ops = &ops, .input = STDIN_FILENO, .output = output };
	tty->term.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	if (!look_up(tty)) {
		(void)err_set(err, ERR_MISSING,
			      _("no description of any terminal is installed; `apt-get install "
				"ncurses-base` brings them"));
		close_output();
		free(tty);
		return NULL;
	}
	tty->colours = count_colours(tty->info.colours);
	str_init(&tty->out, OUTPUT_MOST);
	canvas_init(&tty->shown);
	set_theme(&tty->term, theme);
	resume(&tty->term);
	return &tty->term;
}
