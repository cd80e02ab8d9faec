/*
 * The real terminal. What it is called for (TERM) is looked up in terminfo; what the painter
 * adds is sent in one write. Keys are read by the desk with ui/key.c.
 *
 * A terminal may stop reading: a line that hangs, C-s in a program around it. It is written to
 * through a description of our own that does not block, so that standard output stays as it was for
 * whoever shares it.
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
#include "painter.h"

/* A terminal that takes nothing for so long is left as it is. */
enum { LEAVE_MS = 1000 };

struct tty {
	struct term term;
	struct terminfo info;
	struct painter painter;
	int rows;
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
	struct str *out = &tty->painter.out;
	while (out->length) {
		ssize_t sent = write(output, str_text(out), out->length);
		if (sent < 0 && errno == EAGAIN)
			return false;
		if (sent < 0 && errno != EINTR) {
			/* A terminal that is gone is noticed when it is read from; one that only
			 * failed gets all again. */
			str_clear(out);
			tty->painter.is_fresh = true;
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
			str_clear(&tty->painter.out);
			return false;
		}
	return true;
}

static void send_bytes(struct term *term, struct span bytes)
{
	struct tty *tty = (struct tty *)term;
	(void)str_add(&tty->painter.out, bytes);
	(void)drain(term);
}

static void show(struct term *term, const struct canvas *canvas)
{
	painter_show(&((struct tty *)term)->painter, canvas);
	(void)drain(term);
}

static void set_theme(struct term *term, const struct theme *theme)
{
	struct painter *painter = &((struct tty *)term)->painter;
	looks_set_theme(&painter->looks, theme);
	painter->is_fresh = true;
}

static bool size(struct term *term, int *columns, int *rows)
{
	struct tty *tty = (struct tty *)term;
	struct winsize window = { 0 };
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 &&
		     window.ws_row > 0;
	*columns = known ? window.ws_col : tty->info.columns > 0 ? tty->info.columns : 80;
	*rows = known ? window.ws_row : tty->info.rows > 0 ? tty->info.rows : 24;
	if (tty->painter.columns == *columns && tty->rows == *rows)
		return false;
	tty->painter.columns = *columns;
	tty->rows = *rows;
	tty->painter.is_fresh = true;
	return true;
}

static void repaint(struct term *term)
{
	((struct tty *)term)->painter.is_fresh = true;
}

static void suspend(struct term *term)
{
	struct tty *tty = (struct tty *)term;
	(void)str_add(&tty->painter.out, span_of(modes_off));
	painter_add(&tty->painter, CAN_PLAIN);
	painter_add(&tty->painter, CAN_SHOW_CARET);
	painter_add(&tty->painter, CAN_LEAVE);
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
	painter_add(&tty->painter, CAN_ENTER);
	(void)str_add(&tty->painter.out, span_of(modes_on));
	repaint(term);
}

static void free_tty(struct term *term)
{
	struct tty *tty = (struct tty *)term;
	suspend(term);
	terminfo_close(&tty->info);
	painter_release(&tty->painter);
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
	painter_init(&tty->painter, &tty->info, tty->term.utf8);
	set_theme(&tty->term, theme);
	resume(&tty->term);
	return &tty->term;
}
