#include "desk/desk.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "desk/clipboard.h"
#include "desk/command.h"
#include "desk/draft.h"
#include "desk/placing.h"
#include "desk/recovery.h"
#include "desk/rescue.h"

/* ---- the end ---- */

void desk_end(struct desk *desk, const struct err *err)
{
	desk->failure = *err;
	desk->status = 2;
	loop_stop(desk->loop);
}

void desk_cut_off(struct desk *desk)
{
	bool kept = journal_free(desk->journal);
	desk->journal = NULL;
	outbox_keep_typed(desk);
	if (!kept && editor_is_changed(&desk->editor))
		draft_rescue(desk, &desk->last_words);
	desk->status = 1;
	desk->is_cut_off = true;
	loop_stop(desk->loop);
}

/* While the terminal is given away its keys make signals: those only come back to the desk. */
static bool is_of_a_key(int number)
{
	return number == SIGINT || number == SIGQUIT || number == SIGTSTP;
}

/* A shell had it while the program was stopped. */
static void take_terminal_again(struct desk *desk)
{
	desk->term->ops->resume(desk->term);
	desk->needs_drawing = true;
}

static void on_signal(void *context, int number)
{
	struct desk *desk = context;
	if (number == SIGWINCH)
		desk->needs_drawing = true;
	else if (number == SIGCONT && !desk->shows_plain)
		take_terminal_again(desk);
	else if (is_of_a_key(number) && desk->shows_plain)
		clipboard_hide_plain(desk);
	else if (number != SIGTSTP && number != SIGCONT)
		desk_cut_off(desk);
}

/* ---- drawing ---- */

static void resize(struct desk *desk)
{
	int columns, rows;
	if (!desk->term->ops->size(desk->term, &columns, &rows))
		return;
	bool was_wide = desk->canvas.columns >= DESK_WIDE;
	canvas_resize(&desk->canvas, columns, rows);
	bool wide = desk->canvas.columns >= DESK_WIDE;
	if (wide != was_wide)
		desk->shows_panel = wide;
	desk->follows_caret = true;
}

static void on_output(void *context, int fd, int events)
{
	(void)context, (void)fd, (void)events; /* what is left goes out before the loop sleeps */
}

/* A terminal that reads nothing is not waited for: keys are taken, and kept in the journal. */
static bool is_drained(struct desk *desk)
{
	bool drained = desk->term->ops->drain(desk->term);
	if (drained && desk->is_held)
		loop_unwatch(desk->loop, desk->term->output);
	else if (!drained && !desk->is_held)
		loop_watch(desk->loop, desk->term->output, LOOP_WRITE, on_output, desk);
	desk->is_held = !drained;
	return drained;
}

static void draw_all(struct desk *desk)
{
	desk->needs_drawing = false;
	desk->line = (struct screen_line){ .is_known = false };
	resize(desk);
	screen_prepare(desk);
	screen_draw(desk, &desk->canvas);
}

static void draw_line(struct desk *desk)
{
	screen_line_draw(desk, &desk->canvas);
	desk->line.has_typed = false;
}

static void draw(void *context)
{
	struct desk *desk = context;
	bool draws = desk->needs_drawing || desk->line.has_typed;
	if (!is_drained(desk) || !draws || desk->shows_plain)
		return;
	if (desk->needs_drawing || !screen_line_prepare(desk))
		draw_all(desk);
	else
		draw_line(desk);
	desk->term->ops->show(desk->term, &desk->canvas);
	(void)is_drained(desk);
	coaching_ask(desk->coaching);
}

/* ---- life ---- */

static bool open_loop(struct desk *desk, struct err *err)
{
	static const int signals[] = {
		SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT
	};
	desk->loop = loop_new(err);
	if (!desk->loop)
		return false;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (!loop_signal(desk->loop, signals[i], on_signal, desk, err))
			return false;
	desk->worker = worker_new(desk->loop, err);
	return desk->worker != NULL;
}

static void open_theme(struct desk *desk)
{
	struct err err;
	theme_default(&desk->theme);
	if (*desk->settings.ui_theme &&
	    !theme_read(&desk->theme, desk->settings.ui_theme, desk_report_mistake, desk, &err))
		desk_tell_trouble(desk, err.text);
}

/* The order matters for the start: the dictionary loads on the other core while the terminal is
 * opened and the first frame is drawn. */
static bool open_desk(struct desk *desk, const char *path, struct err *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(
			err, ERR_USAGE,
			_("the desk needs a terminal; `tonfall check FILE` works without one"));
	struct draft draft;
	if (!draft_read(&draft, path, NULL, err) || !draft_put(desk, &draft, err) ||
	    !open_loop(desk, err))
		return false;
	placing_attach(desk);
	open_theme(desk);
	rescue_install();
	desk->term = term_tty_new(&desk->theme, err);
	if (!desk->term)
		return false;
	if (*desk->term->notice)
		desk_tell_trouble(desk, desk->term->notice);
	input_open(desk);
	loop_before_sleep(desk->loop, draw, desk);
	outside_watch(desk);
	recovery_offer(desk);
	return true;
}

static void close_desk(struct desk *desk)
{
	if (desk->is_cut_off) {
		/* A long job of the worker is not waited for, and a dead terminal not written to.
		 */
		lock_release(&desk->lock);
		rescue_give_back();
		if (desk->last_words.length)
			(void)fprintf(stderr, "tonfall: %s\n", str_text(&desk->last_words));
		_exit(desk->status);
	}
	placing_detach(desk);
	drafts_release(&desk->drafts);
	learning_release(&desk->learning);
	handing_release(&desk->handing);
	find_release(&desk->find);
	term_free(desk->term);
	input_close(desk);
	canvas_release(&desk->canvas);
	loop_free(desk->loop);
	settings_release(&desk->settings);
	keymap_release(&desk->keymap);
	str_release(&desk->clipboard);
	str_release(&desk->suggested);
	str_release(&desk->message);
	free(desk->wanted_path);
	str_release(&desk->trouble);
}

static void begin_drafts(struct desk *desk, const char *path)
{
	if (!path)
		(void)drafts_show(desk); /* without any, the empty draft greets */
}

static void begin_lesson(struct desk *desk, const char *lesson)
{
	if (lesson)
		learning_begin(desk, lesson);
	else
		learning_show(desk);
}

static int run(const char *path, void (*begin)(struct desk *desk, const char *what),
	       const char *what, struct session *session)
{
	struct desk desk = { .needs_drawing = true,
			     .follows_caret = true,
			     .hint = -1,
			     .handing.session = session,
			     .heard_at = clock_ms() };
	settings_read(&desk.settings, desk_report_mistake, &desk);
	if (session)
		settings_hold(&desk.settings);
	if (*desk.settings.ui_language)
		i18n_init(desk.settings.ui_language);
	keymap_read(&desk.keymap, desk_report_mistake, &desk);
	canvas_init(&desk.canvas);
	if (open_desk(&desk, path, &desk.failure)) {
		desk.failure.code = ERR_NONE;
		begin(&desk, what);
		handing_watch(&desk);
		loop_run(desk.loop);
	} else {
		desk.status = 2;
	}
	close_desk(&desk);
	if (desk.failure.code != ERR_NONE)
		(void)fprintf(stderr, "tonfall: %s\n", desk.failure.text);
	return desk.status;
}

int desk_run(const char *path)
{
	return run(path, begin_drafts, path, NULL);
}

int desk_learn(const char *lesson)
{
	return run(NULL, begin_lesson, lesson, NULL);
}

int desk_member(struct session *session)
{
	return run(NULL, begin_drafts, NULL, session);
}
