#include "desk/desk.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/path.h"
#include "desk/clipboard.h"
#include "desk/command.h"
#include "desk/draft.h"
#include "desk/recovery.h"
#include "desk/rescue.h"
#include "desk/snapshots.h"

enum {
	READ_MOST = 1 << 16,
	READS_A_TURN = 256,
	MESSAGE_MS = 2000,
	PASTE_GAP_MS = 100, /* between two pieces of a paste without brackets, at most */
};

/* ---- messages ---- */

void desk_say(struct desk *desk, const char *format, ...)
{
	char text[512];
	va_list args;
	/* What is wrong with the set-up stays until it can have been read. */
	if (desk->troubles)
		return;
	va_start(args, format);
	/* A message too long for the line is cut by the line. */
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	str_clear(&desk->message);
	(void)str_add(&desk->message, span_of(text));
	desk->message_is_error = false;
	desk->said_at = clock_ms();
	desk->needs_drawing = true;
}

void desk_fail(struct desk *desk, const struct err *err)
{
	desk_say(desk, "%s", err->text);
	desk->message_is_error = true;
}

/* Something in the set-up wants doing: the first such is told, with the number of the others. */
static void tell_trouble(struct desk *desk, const char *sentence)
{
	int others = desk->troubles;
	desk->troubles = 0;
	if (others == 0) {
		desk_say(desk, "%s", sentence);
		str_clear(&desk->trouble);
		(void)str_add(&desk->trouble, span_of(sentence));
	} else {
		desk_say(desk,
			 i18n_plural("%s (And %d more: `tonfall doctor`.)",
				     "%s (And %d more: `tonfall doctor`.)", (unsigned long)others),
			 str_text(&desk->trouble), others);
	}
	desk->message_is_error = true;
	desk->troubles = others + 1;
}

static void report_mistake(void *context, const char *path, int line, const char *expected)
{
	struct str sentence = { 0 };
	if (line)
		(void)str_format(&sentence, "%s:%d: %s", path_name(path), line, expected);
	else
		(void)str_format(&sentence, "%s: %s", path_name(path), expected);
	tell_trouble(context, str_text(&sentence));
	str_release(&sentence);
}

/* Who ends without saving means it, but may be wrong: the text stays among the earlier versions. */
static bool put_aside(struct desk *desk)
{
	struct err err;
	struct str path = { 0 };
	bool kept = snapshots_keep(desk->id, buffer_text(desk->editor.buffer), &err);
	if (kept)
		journal_drop(desk->journal, journal_path(&path, desk->id));
	else
		desk_fail(desk, &err);
	str_release(&path);
	return kept;
}

void desk_quit(struct desk *desk)
{
	if (editor_is_changed(&desk->editor)) {
		if (!desk->quits_anyway) {
			desk_say(desk,
				 _("Not saved yet. C-s saves; C-q once more ends without saving."));
			desk->quits_anyway = true;
			return;
		}
		/* Words without a file go on waiting in the list of drafts. */
		if (desk->path && !put_aside(desk))
			return;
	} else if (buffer_revision(desk->editor.buffer)) {
		/* Typed and taken back: the journal would offer what is in the file. */
		struct str path = { 0 };
		journal_drop(desk->journal, journal_path(&path, desk->id));
		str_release(&path);
	}
	loop_stop(desk->loop);
}

/* ---- keys ---- */

static void type_character(struct desk *desk, uint32_t point)
{
	struct err err;
	struct str text = { 0 };
	(void)str_add_point(&text, point);
	if (!editor_type(&desk->editor, str_span(&text), &err))
		desk_fail(desk, &err);
	str_release(&text);
}

/* Terminals send CR or CR LF for the ends of pasted lines. A paste without brackets comes in pieces
 * (`is_plain`) that are one step. */
static void paste(struct desk *desk, struct span text, bool is_plain)
{
	bool goes_on = is_plain && clock_ms() < desk->pasted_until;
	struct err err;
	struct str clean;
	str_init(&clean, KEY_PASTE_CEILING);
	for (size_t i = 0; i < text.length; i++) {
		bool cr = text.at[i] == '\r';
		if (cr && i + 1 < text.length && text.at[i + 1] == '\n')
			continue;
		(void)str_add_byte(&clean, cr ? '\n' : text.at[i]);
	}
	bool done = goes_on ? editor_paste_more(&desk->editor, str_span(&clean), &err)
			    : editor_paste(&desk->editor, str_span(&clean), &err);
	if (!done)
		desk_fail(desk, &err);
	str_release(&clean);
	desk->pasted_until = is_plain ? clock_ms() + PASTE_GAP_MS : 0;
}

/* The last bytes of such a paste may be too few to be known as one by themselves. */
static bool press_rest_of_paste(struct desk *desk, const struct key *key)
{
	bool is_text = key->code == KEY_CHARACTER || key->code == KEY_ENTER || key->code == KEY_TAB;
	if (!is_text || key->modifiers || clock_ms() >= desk->pasted_until)
		return false;
	struct str text = { 0 };
	(void)str_add_point(&text, key->code == KEY_ENTER ? '\n'
				   : key->code == KEY_TAB ? '\t'
							  : key->point);
	paste(desk, str_span(&text), true);
	str_release(&text);
	return true;
}

static void press_unknown(struct desk *desk, const struct key *key)
{
	struct str name = { 0 };
	key_name(key, &name);
	if (name.length)
		desk_say(desk, _("%s does nothing here. C-p lists all commands."), str_text(&name));
	str_release(&name);
}

static void press_text(struct desk *desk, const struct key *key)
{
	const struct command *command = keymap_command(&desk->keymap, key);
	desk->follows_caret = true;
	if (press_rest_of_paste(desk, key))
		return;
	if (command)
		command_run(desk, command);
	else if (key->code == KEY_CHARACTER && (key->modifiers & (KEY_CTRL | KEY_ALT)) == 0)
		type_character(desk, key->point);
	else if (key->code == KEY_TAB && key->modifiers == 0)
		type_character(desk, '\t');
	else if (key->code == KEY_PASTE)
		paste(desk, key->text, key->is_plain);
	else if (key->code == KEY_ESCAPE && desk->rewriting.stage == REWRITING_RUNS)
		rewriting_stop(desk);
	else if (key->code == KEY_ESCAPE)
		desk->hint = -1;
	else
		press_unknown(desk, key);
}

static void press(struct desk *desk, const struct key *key)
{
	bool was_quitting = desk->quits_anyway;
	if (clipboard_press(desk, key))
		return;
	desk->needs_drawing = true;
	desk->troubles = 0;
	if (desk->overlay.kind == OVERLAY_NONE && pointer_press(desk, key))
		return;
	str_clear(&desk->message);
	if (!overlay_press(desk, key) && !rewriting_press(desk, key) && !find_press(desk, key) &&
	    !handing_press(desk, key))
		press_text(desk, key);
	if (was_quitting)
		desk->quits_anyway = false;
}

static void press_all(struct desk *desk)
{
	struct key key;
	while (key_decoder_next(desk->keys, &key))
		press(desk, &key);
}

static void on_escape_timer(void *context)
{
	struct desk *desk = context;
	desk->escape_timer = 0;
	key_decoder_timeout(desk->keys);
	press_all(desk);
}

/* ---- the end ---- */

/* The terminal is gone or the system wants us to end: keep the text, touch the terminal no more. */
static void end_without_terminal(struct desk *desk)
{
	bool kept = journal_free(desk->journal);
	desk->journal = NULL;
	if (!kept && editor_is_changed(&desk->editor) && !draft_rescue(desk))
		log_line("desk", "neither the journal nor a rescue file could be written");
	desk->status = 1;
	desk->is_cut_off = true;
	loop_stop(desk->loop);
}

/* While the terminal is given away its keys make signals: those only come back to the desk. */
static bool is_of_a_key(int number)
{
	return number == SIGINT || number == SIGQUIT || number == SIGTSTP;
}

static void on_signal(void *context, int number)
{
	struct desk *desk = context;
	if (number == SIGWINCH)
		desk->needs_drawing = true;
	else if (is_of_a_key(number) && desk->shows_plain)
		clipboard_hide_plain(desk);
	else if (number != SIGTSTP)
		end_without_terminal(desk);
}

static bool has_input(int fd)
{
	struct pollfd poller = { .fd = fd, .events = POLLIN };
	return poll(&poller, 1, 0) == 1 && (poller.revents & POLLIN);
}

/* False at the end of input, and when reading fails for good. */
static bool read_some(struct desk *desk, int fd)
{
	char bytes[READ_MOST];
	ssize_t length = read(fd, bytes, sizeof bytes);
	if (length < 0 && (errno == EAGAIN || errno == EINTR))
		return true;
	if (length <= 0)
		return false;
	key_decoder_feed(desk->keys, (struct span){ bytes, (size_t)length });
	return true;
}

/* All that is there is read before anything is drawn: a paste is one redraw. */
static void on_input(void *context, int fd, int events)
{
	struct desk *desk = context;
	bool alive = (events & LOOP_READ) && read_some(desk, fd);
	for (int i = 1; alive && i < READS_A_TURN && has_input(fd); i++)
		alive = read_some(desk, fd);
	if (!alive) {
		end_without_terminal(desk);
		return;
	}
	desk->heard_at = clock_ms();
	press_all(desk);
	loop_cancel(desk->loop, desk->escape_timer);
	desk->escape_timer = 0;
	if (key_decoder_waits(desk->keys))
		desk->escape_timer = loop_timer(desk->loop, KEY_ESCAPE_MS, on_escape_timer, desk);
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

static void draw(void *context)
{
	struct desk *desk = context;
	if (!desk->needs_drawing || desk->shows_plain)
		return;
	desk->needs_drawing = false;
	resize(desk);
	screen_prepare(desk);
	screen_draw(desk, &desk->canvas);
	desk->term->ops->show(desk->term, &desk->canvas);
}

/* What the author always does need not be pointed out. */
static bool is_habit(void *context, const char *rule)
{
	const struct desk *desk = context;
	return voicing_is_habit(desk->voicing, rule);
}

static void on_voicing(void *context)
{
	struct desk *desk = context;
	coaching_list_hints(desk->coaching);
	desk->needs_drawing = true;
}

static void on_coaching(void *context)
{
	struct desk *desk = context;
	const struct pack_complaint *first;
	desk->needs_drawing = true;
	const struct report *report = coaching_report(desk->coaching);
	if (report)
		voicing_read(desk->voicing, coaching_language(desk->coaching),
			     span_slice(report->analysis.text, 0, DESK_VOICED));
	size_t complaints = coaching_complaints(desk->coaching, &first);
	for (size_t i = 0; i < complaints && !desk->told_complaints; i++)
		report_mistake(desk, first[i].path, first[i].line, first[i].text);
	desk->told_complaints |= complaints > 0;
	if (*coaching_trouble(desk->coaching) && !desk->told_dictionary) {
		desk->told_dictionary = true;
		tell_trouble(desk, coaching_trouble(desk->coaching));
	}
}

/* ---- a draft on the desk ---- */

static void on_journal(void *context, const struct err *trouble)
{
	struct desk *desk = context;
	/* It fails again and again: what else is said stands for a moment at least. But what is
	 * wrong with the set-up may wait. */
	bool again = desk->journal_fails;
	desk->journal_fails = trouble != NULL;
	desk->troubles = 0;
	if (trouble && (!again || clock_ms() - desk->said_at >= MESSAGE_MS))
		desk_fail(desk, trouble);
	else if (!trouble)
		desk_say(desk, _("A copy of your typing is kept again."));
}

/* What goes with the draft that draft_put has put there. */
static void attach(struct desk *desk)
{
	struct str path = { 0 }, id = { 0 }, absolute = { 0 };
	desk->editor.only_grows = modes_write_freely(desk);
	struct coaching_parts parts = { .loop = desk->loop,
					.worker = desk->worker,
					.buffer = desk->editor.buffer,
					.settings = &desk->settings,
					.draft = desk->path ? path_name(desk->path) : NULL,
					.is_habit = is_habit,
					.changed = on_coaching,
					.context = desk };
	desk->coaching = coaching_new(&parts);
	coaching_follow(desk->coaching, &desk->hint);
	desk->voicing = voicing_new(desk->worker, on_voicing, desk);
	enum language pinned = language_from(span_of(desk->settings.text_language));
	if (pinned != LANGUAGE_NONE)
		coaching_pin(desk->coaching, pinned);
	if (buffer_length(desk->editor.buffer) > COACHING_READS)
		desk_say(desk, _("The coach reads the beginning of this long text."));
	lock_id(desk->path, &id, &absolute);
	desk->journal = journal_new(desk->loop, desk->editor.buffer, journal_path(&path, desk->id),
				    on_journal, desk);
	journal_set_draft(desk->journal, str_text(&absolute), &desk->stamp);
	str_release(&absolute);
	str_release(&id);
	str_release(&path);
	handing_attach(desk);
}

static void detach(struct desk *desk)
{
	overlay_close(&desk->overlay);
	find_close(desk);
	rewriting_release(&desk->rewriting);
	review_release(&desk->review);
	/* When it cannot be written that was said all along. */
	(void)journal_free(desk->journal);
	desk->journal = NULL;
	/* The worker first: its last jobs still belong to the coaching. */
	worker_free(desk->worker);
	desk->worker = NULL;
	coaching_free(desk->coaching);
	desk->coaching = NULL;
	voicing_free(desk->voicing);
	desk->voicing = NULL;
	recovery_release(desk);
	draft_close(desk);
}

bool desk_put(struct desk *desk, struct draft *draft)
{
	struct err err;
	detach(desk);
	desk->hint = -1;
	desk->follows_caret = true;
	desk->worker = worker_new(desk->loop, &err);
	if (!desk->worker || !draft_put(desk, draft, &err)) {
		/* Nothing is on the desk: there is nothing to go on with. */
		desk->failure = err;
		desk->status = 2;
		loop_stop(desk->loop);
		draft_release(draft);
		return false;
	}
	attach(desk);
	return true;
}

void desk_open(struct desk *desk, const char *path, const char *id)
{
	struct draft draft;
	struct err err;
	if (!draft_read(&draft, path, id, &err))
		desk_fail(desk, &err);
	else if (desk_put(desk, &draft))
		recovery_offer(desk);
}

/* ---- life ---- */

static bool open_loop(struct desk *desk, struct err *err)
{
	static const int signals[] = { SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP };
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
	    !theme_read(&desk->theme, desk->settings.ui_theme, report_mistake, desk, &err))
		tell_trouble(desk, err.text);
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
	attach(desk);
	open_theme(desk);
	rescue_install();
	desk->term = term_tty_new(&desk->theme, err);
	if (!desk->term)
		return false;
	if (*desk->term->notice)
		tell_trouble(desk, desk->term->notice);
	desk->keys = key_decoder_new();
	loop_watch(desk->loop, desk->term->input, LOOP_READ, on_input, desk);
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
		term_emergency_restore();
		_exit(desk->status);
	}
	detach(desk);
	drafts_release(&desk->drafts);
	learning_release(&desk->learning);
	handing_release(&desk->handing);
	find_release(&desk->find);
	term_free(desk->term);
	key_decoder_free(desk->keys);
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
	settings_read(&desk.settings, report_mistake, &desk);
	if (session)
		settings_hold(&desk.settings);
	if (*desk.settings.ui_language)
		i18n_init(desk.settings.ui_language);
	keymap_read(&desk.keymap, report_mistake, &desk);
	canvas_init(&desk.canvas);
	if (open_desk(&desk, path, &desk.failure)) {
		desk.failure.code = ERR_NONE;
		begin(&desk, what);
		handing_watch_idle(&desk);
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
