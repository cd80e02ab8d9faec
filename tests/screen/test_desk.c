/* The real program in a pseudo-terminal, its screen read through libvterm. */
#include "unit.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "base/file.h"
#include "base/str.h"

enum { ROWS = 30, COLUMNS = 110, PATIENCE = 8000 };

struct desk_test {
	int fd;
	pid_t pid;
	VTerm *vt;
	VTermScreen *screen;
	char folder[64], file[96];
	int rows, columns;
};

static int64_t now_ms(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void start(struct desk_test *t, const char *text)
{
	const char *program = getenv("TONFALL_PROGRAM");
	(void)snprintf(t->folder, sizeof t->folder, "/tmp/tonfall-test-XXXXXX");
	assert_non_null(mkdtemp(t->folder));
	(void)snprintf(t->file, sizeof t->file, "%s/post.txt", t->folder);
	if (text)
		assert_true(file_save(t->file, span_of(text), NULL, NULL));
	t->rows = ROWS, t->columns = COLUMNS;
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	if (t->pid == 0) {
		(void)setenv("TERM", "xterm-256color", 1);
		(void)setenv("LC_ALL", "C.UTF-8", 1);
		(void)setenv("HOME", t->folder, 1);
		(void)unsetenv("XDG_CONFIG_HOME");
		(void)unsetenv("XDG_DATA_HOME");
		(void)unsetenv("XDG_STATE_HOME");
		(void)execl(program ? program : "build/release/tonfall", "tonfall", t->file,
			    (char *)NULL);
		_exit(127);
	}
	t->vt = vterm_new(ROWS, COLUMNS);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
}

static void row_text(struct desk_test *t, int row, struct str *out)
{
	for (int column = 0; column < t->columns; column++) {
		VTermScreenCell cell;
		(void)vterm_screen_get_cell(t->screen, (VTermPos){ row, column }, &cell);
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			if (cell.chars[i] != (uint32_t)-1)
				(void)str_add_point(out, cell.chars[i]);
		if (cell.chars[0] == 0)
			(void)str_add_byte(out, ' ');
	}
	(void)str_add_byte(out, '\n');
}

static bool shows(struct desk_test *t, const char *wanted)
{
	struct str all = { 0 };
	for (int row = 0; row < t->rows; row++)
		row_text(t, row, &all);
	bool found = strstr(str_text(&all), wanted) != NULL;
	str_release(&all);
	return found;
}

static bool feed(struct desk_test *t, int ms)
{
	char bytes[4096];
	struct pollfd poller = { .fd = t->fd, .events = POLLIN };
	if (poll(&poller, 1, ms) != 1)
		return true;
	ssize_t length = read(t->fd, bytes, sizeof bytes);
	if (length <= 0)
		return false;
	(void)vterm_input_write(t->vt, bytes, (size_t)length);
	return true;
}

static void wait_for(struct desk_test *t, const char *wanted)
{
	int64_t until = now_ms() + PATIENCE;
	while (!shows(t, wanted) && now_ms() < until && feed(t, 50))
		;
	if (shows(t, wanted))
		return;
	struct str all = { 0 };
	for (int row = 0; row < t->rows; row++)
		row_text(t, row, &all);
	fail_msg("not on the screen: %s\n%s", wanted, str_text(&all));
}

static void press(struct desk_test *t, const char *keys)
{
	assert_int_equal(write(t->fd, keys, strlen(keys)), strlen(keys));
}

static int finish(struct desk_test *t)
{
	int status = 0;
	int64_t until = now_ms() + PATIENCE;
	while (waitpid(t->pid, &status, WNOHANG) == 0 && now_ms() < until)
		(void)feed(t, 20);
	(void)close(t->fd);
	vterm_free(t->vt);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void saved(struct desk_test *t, const char *expected)
{
	struct str text = { 0 };
	assert_true(file_read(t->file, 1 << 20, &text, NULL, NULL));
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

static void a_post_is_typed_saved_and_left(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, NULL);
	wait_for(&t, "Welcome");
	press(&t, "Heute sass ich im Zug. \xf0\x9f\x9a\x82");
	wait_for(&t, "Heute sass ich im Zug.");
	press(&t, "\x13");
	wait_for(&t, "Saved as");
	press(&t, "\x11");
	assert_int_equal(finish(&t), 0);
	saved(&t, "Heute sass ich im Zug. 🚂");
}

static void a_misspelled_word_is_underlined_once_the_caret_has_left_it(void **state)
{
	struct desk_test t;
	VTermScreenCell cell;
	(void)state;
	start(&t, "Ich habe gestern einen Brief geschrieben und dann gewartet.\n");
	wait_for(&t, "Coach");
	press(&t, "\033[1;5FDas ist ein Fehlre im Text. ");
	wait_for(&t, "Fehlre im Text.");
	int64_t until = now_ms() + PATIENCE;
	do {
		(void)feed(&t, 50);
		(void)vterm_screen_get_cell(t.screen, (VTermPos){ 3, 15 }, &cell);
	} while (!cell.attrs.underline && now_ms() < until);
	assert_int_equal(cell.chars[0], 'F');
	assert_true(cell.attrs.underline);
	(void)vterm_screen_get_cell(t.screen, (VTermPos){ 3, 3 }, &cell);
	assert_false(cell.attrs.underline);
	(void)kill(t.pid, SIGKILL);
	(void)finish(&t);
}

static void the_coach_misses_a_question_at_the_end(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t,
	      "Am 3. Mai sass ich mit dem Vertrag im Zug nach Bern und las jede Seite zweimal, "
	      "weil ich beim ersten Mal nichts verstanden hatte.\n\nDann habe ich angerufen und "
	      "gefragt, und der Anwalt hat gelacht und alles erklärt.\n");
	wait_for(&t, "There is no question at the end.");
	wait_for(&t, "An open question about");
	(void)kill(t.pid, SIGKILL);
	(void)finish(&t);
}

static void it_follows_a_smaller_window_and_says_when_it_is_too_small(void **state)
{
	struct desk_test t;
	struct winsize small = { .ws_row = 20, .ws_col = 70 }, tiny = { .ws_row = 5, .ws_col = 30 };
	(void)state;
	start(&t,
	      "Ein Satz, der länger ist als die schmale Spalte eines kleinen Fensters, damit er "
	      "umbrochen wird.\n");
	wait_for(&t, "Coach");
	t.rows = 20, t.columns = 70;
	vterm_set_size(t.vt, 20, 70);
	(void)ioctl(t.fd, TIOCSWINSZ, &small);
	wait_for(&t, "/ 3’000");
	t.rows = 5, t.columns = 30;
	vterm_set_size(t.vt, 5, 30);
	(void)ioctl(t.fd, TIOCSWINSZ, &tiny);
	wait_for(&t, "Tonfall needs a window");
	(void)kill(t.pid, SIGKILL);
	(void)finish(&t);
}

static void leaving_with_unsaved_words_asks_first(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Alt.\n");
	wait_for(&t, "Alt.");
	press(&t, "Neu. \x11");
	wait_for(&t, "Not saved yet");
	press(&t, "\x11");
	assert_int_equal(finish(&t), 0);
	saved(&t, "Alt.\n");
}

static void a_rewrite_without_an_endpoint_says_how_to_set_one(void **state)
{
	struct desk_test t;
	(void)state;
	start(&t, "Ein Text.\n");
	wait_for(&t, "Ein Text.");
	press(&t, "\x12");
	wait_for(&t, "ollama");
	press(&t, "\033");
	(void)kill(t.pid, SIGKILL);
	(void)finish(&t);
}

static void a_hang_up_keeps_the_words_and_ends(void **state)
{
	struct desk_test t;
	struct str path = { 0 }, text = { 0 };
	(void)state;
	start(&t, "Alt.\n");
	wait_for(&t, "Alt.");
	press(&t, "Neu. ");
	wait_for(&t, "Neu. Alt.");
	(void)kill(t.pid, SIGHUP);
	assert_int_equal(finish(&t), 1);
	(void)str_format(&path, "%s/.local/state/tonfall/rescue/post.txt", t.folder);
	assert_true(file_read(str_text(&path), 1 << 20, &text, NULL, NULL));
	assert_string_equal(str_text(&text), "Neu. Alt.\n");
	str_release(&path);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_post_is_typed_saved_and_left),
		cmocka_unit_test(a_misspelled_word_is_underlined_once_the_caret_has_left_it),
		cmocka_unit_test(the_coach_misses_a_question_at_the_end),
		cmocka_unit_test(it_follows_a_smaller_window_and_says_when_it_is_too_small),
		cmocka_unit_test(leaving_with_unsaved_words_asks_first),
		cmocka_unit_test(a_rewrite_without_an_endpoint_says_how_to_set_one),
		cmocka_unit_test(a_hang_up_keeps_the_words_and_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
