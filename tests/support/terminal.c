#include "unit.h"

#include "terminal.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"

enum { PATIENCE_MS = 15000, LOOK_MS = 50 };

struct terminal {
	int fd;
	pid_t child; /* 0: it has ended */
	VTerm *vt;
	VTermScreen *screen;
	int rows, columns;
};

struct terminal *terminal_start(const struct home *home, int rows, int columns,
				const char *const *argv)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	struct terminal *terminal = calloc(1, sizeof *terminal);
	assert_non_null(terminal);
	*terminal = (struct terminal){ .rows = rows, .columns = columns };
	terminal->child = forkpty(&terminal->fd, NULL, NULL, &size);
	if (terminal->child == 0) {
		home_enter(home);
		/* execvp leaves the strings as they are. */
		(void)execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	assert_true(terminal->child > 0);
	terminal->vt = vterm_new(rows, columns);
	vterm_set_utf8(terminal->vt, 1);
	terminal->screen = vterm_obtain_screen(terminal->vt);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_reset(terminal->screen, 1);
	return terminal;
}

struct terminal *terminal_new(const struct home *home, int rows, int columns, const char *argument)
{
	const char *const argv[] = { home_program(), argument, NULL };
	return terminal_start(home, rows, columns, argv);
}

void terminal_free(struct terminal *terminal)
{
	if (terminal->child) {
		(void)kill(terminal->child, SIGKILL);
		(void)waitpid(terminal->child, NULL, 0);
	}
	if (terminal->fd >= 0)
		(void)close(terminal->fd);
	vterm_free(terminal->vt);
	free(terminal);
}

void terminal_press(struct terminal *terminal, const char *keys)
{
	assert_int_equal(write(terminal->fd, keys, strlen(keys)), strlen(keys));
}

void terminal_resize(struct terminal *terminal, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	terminal->rows = rows;
	terminal->columns = columns;
	vterm_set_size(terminal->vt, rows, columns);
	assert_int_equal(ioctl(terminal->fd, TIOCSWINSZ, &size), 0);
}

void terminal_signal(struct terminal *terminal, int number)
{
	assert_int_equal(kill(terminal->child, number), 0);
}

void terminal_stop_and_go(struct terminal *terminal)
{
	static const char ordinary[] = "\033[?1049l\033[2J";
	struct termios lines;
	int status = 0;
	terminal_signal(terminal, SIGSTOP);
	assert_int_equal(waitpid(terminal->child, &status, WUNTRACED), terminal->child);
	assert_true(WIFSTOPPED(status));
	assert_int_equal(tcgetattr(terminal->fd, &lines), 0);
	lines.c_lflag |= ICANON | ECHO | ISIG;
	lines.c_oflag |= OPOST;
	assert_int_equal(tcsetattr(terminal->fd, TCSANOW, &lines), 0);
	(void)vterm_input_write(terminal->vt, ordinary, sizeof ordinary - 1);
	terminal_signal(terminal, SIGCONT);
}

/* ---- reading the screen ---- */

static VTermScreenCell cell_at(struct terminal *terminal, int row, int column)
{
	VTermScreenCell cell;
	(void)vterm_screen_get_cell(terminal->screen, (VTermPos){ row, column }, &cell);
	return cell;
}

/* The right half of a wide character is no text; an empty cell is a space. */
static void add_cell(const VTermScreenCell *cell, struct str *out)
{
	if (cell->chars[0] == 0)
		(void)str_add_byte(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		if (cell->chars[i] != (uint32_t)-1)
			(void)str_add_point(out, cell->chars[i]);
}

void terminal_text(struct terminal *terminal, struct str *out)
{
	for (int row = 0; row < terminal->rows; row++) {
		for (int column = 0; column < terminal->columns; column++) {
			VTermScreenCell cell = cell_at(terminal, row, column);
			add_cell(&cell, out);
		}
		(void)str_add_byte(out, '\n');
	}
}

VTermScreen *terminal_screen(struct terminal *terminal, int *rows, int *columns)
{
	*rows = terminal->rows;
	*columns = terminal->columns;
	return terminal->screen;
}

bool terminal_shows(struct terminal *terminal, const char *text)
{
	struct str all = { 0 };
	terminal_text(terminal, &all);
	bool found = strstr(str_text(&all), text) != NULL;
	str_release(&all);
	return found;
}

/* Does `text` begin at this cell? */
static bool begins_at(struct terminal *terminal, int row, int column, const char *text)
{
	struct str line = { 0 };
	while (column < terminal->columns && line.length < strlen(text)) {
		VTermScreenCell cell = cell_at(terminal, row, column++);
		add_cell(&cell, &line);
	}
	bool begins = span_starts(str_span(&line), span_of(text));
	str_release(&line);
	return begins;
}

/* Is the first cell of `text` underlined, at one of the places where it stands? */
static bool is_underlined(struct terminal *terminal, const char *text)
{
	for (int row = 0; row < terminal->rows; row++)
		for (int column = 0; column < terminal->columns; column++)
			if (cell_at(terminal, row, column).attrs.underline &&
			    begins_at(terminal, row, column, text))
				return true;
	return false;
}

/* ---- waiting ---- */

/* False when the program has closed its side. */
static bool feed(struct terminal *terminal, int ms)
{
	char bytes[4096];
	struct pollfd poller = { .fd = terminal->fd, .events = POLLIN };
	if (poll(&poller, 1, ms) != 1)
		return true;
	ssize_t length = read(terminal->fd, bytes, sizeof bytes);
	if (length <= 0)
		return false;
	(void)vterm_input_write(terminal->vt, bytes, (size_t)length);
	return true;
}

/* Line by line: cmocka cuts a message at 1024 bytes. */
static void fail_with_screen(struct terminal *terminal, const char *what, const char *text)
{
	struct str all = { 0 };
	struct span rest, line;
	terminal_text(terminal, &all);
	for (rest = str_span(&all); span_next(&rest, '\n', &line);)
		print_error("| %.*s\n", SPAN_ARGS(line));
	str_release(&all);
	fail_msg("%s: %s", what, text);
}

int terminal_patience(int ms)
{
	const char *times = getenv("TONFALL_PATIENCE");
	long factor = times ? strtol(times, NULL, 10) : 1;
	return factor > 1 && factor <= 100 ? ms * (int)factor : ms;
}

static bool wait_for(struct terminal *terminal, bool (*holds)(struct terminal *, const char *),
		     const char *text, bool wanted, int ms)
{
	int64_t until = clock_ms() + terminal_patience(ms);
	bool open = true;
	while (holds(terminal, text) != wanted) {
		if (!open || clock_ms() > until)
			return false;
		open = feed(terminal, LOOK_MS);
	}
	return true;
}

void terminal_drain(struct terminal *terminal, int ms)
{
	int64_t until = clock_ms() + ms;
	for (int64_t left; (left = until - clock_ms()) > 0 && feed(terminal, (int)left);)
		;
}

void terminal_wait(struct terminal *terminal, const char *text)
{
	if (!wait_for(terminal, terminal_shows, text, true, PATIENCE_MS))
		fail_with_screen(terminal, "not on the screen", text);
}

void terminal_wait_gone(struct terminal *terminal, const char *text)
{
	if (!wait_for(terminal, terminal_shows, text, false, PATIENCE_MS))
		fail_with_screen(terminal, "still on the screen", text);
}

void terminal_wait_underlined(struct terminal *terminal, const char *text, bool underlined)
{
	if (!wait_for(terminal, is_underlined, text, underlined, PATIENCE_MS))
		fail_with_screen(terminal, underlined ? "not underlined" : "underlined", text);
}

bool terminal_comes(struct terminal *terminal, const char *text, int ms)
{
	return wait_for(terminal, terminal_shows, text, true, ms);
}

bool terminal_ends_unread(struct terminal *terminal, int ms, int *status)
{
	int64_t until = clock_ms() + ms;
	while (waitpid(terminal->child, status, WNOHANG) == 0) {
		if (clock_ms() > until)
			return false;
		(void)poll(NULL, 0, LOOK_MS);
	}
	terminal->child = 0;
	return true;
}

bool terminal_ends(struct terminal *terminal, int ms, int *status)
{
	int64_t until = clock_ms() + ms;
	while (feed(terminal, LOOK_MS) && clock_ms() < until)
		;
	int64_t left = until - clock_ms();
	return terminal_ends_unread(terminal, left > 0 ? (int)left : 0, status);
}

/* Reads to the end and waits for it. */
static int wait_status(struct terminal *terminal)
{
	int status = 0;
	if (!terminal_ends(terminal, terminal_patience(PATIENCE_MS), &status))
		fail_with_screen(terminal, "did not end", "");
	return status;
}

static void fail_with_status(struct terminal *terminal, int status, const char *expected)
{
	char what[64];
	(void)snprintf(what, sizeof what, "status %d, signal %d instead of",
		       WIFEXITED(status) ? WEXITSTATUS(status) : -1,
		       WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	fail_with_screen(terminal, what, expected);
}

void terminal_wait_end(struct terminal *terminal, int expected)
{
	int status = wait_status(terminal);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != expected)
		fail_with_status(terminal, status,
				 (const char *const[]){ "0", "1", "2" }[expected % 3]);
}

void terminal_wait_killed(struct terminal *terminal, int number)
{
	int status = wait_status(terminal);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != number)
		fail_with_status(terminal, status, "a signal");
}

void terminal_hang_up(struct terminal *terminal)
{
	(void)close(terminal->fd);
	terminal->fd = -1;
	(void)waitpid(terminal->child, NULL, 0);
	terminal->child = 0;
}
