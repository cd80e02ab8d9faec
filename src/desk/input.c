/*
 * What the person does: bytes from the terminal to keys, and each key to whoever it is for.
 */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "desk/clipboard.h"
#include "desk/command.h"
#include "desk/desk.h"

enum {
	READ_MOST = 1 << 16,
	READS_A_TURN = 256,
	KEY_MOST = 8,	    /* bytes of one key: behind one alone nothing waits */
	PASTE_GAP_MS = 100, /* between two pieces of a paste without brackets, at most */
};

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

/* True for a letter that may change nothing on the screen but its line. */
static bool press_text(struct desk *desk, const struct key *key)
{
	const struct command *command = keymap_command(&desk->keymap, key);
	bool is_plain = desk->follows_caret && !editor_has_selection(&desk->editor);
	size_t at = desk->editor.caret;
	desk->follows_caret = true;
	if (press_rest_of_paste(desk, key))
		return false;
	if (!command && key->code == KEY_CHARACTER &&
	    (key->modifiers & (KEY_CTRL | KEY_ALT)) == 0) {
		type_character(desk, key->point);
		screen_line_type(&desk->line, at);
		return is_plain;
	}
	if (command)
		command_run(desk, command);
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
	return false;
}

static void press(struct desk *desk, const struct key *key)
{
	bool was_quitting = desk->quits_anyway, is_letter = false;
	bool needs_all = desk->needs_drawing || desk->message.length > 0;
	if (clipboard_press(desk, key))
		return;
	desk->needs_drawing = true;
	desk->troubles = 0;
	if (desk->overlay.kind == OVERLAY_NONE && pointer_press(desk, key))
		return;
	str_clear(&desk->message);
	if (!overlay_press(desk, key) && !rewriting_press(desk, key) && !find_press(desk, key) &&
	    !thread_press(desk, key))
		is_letter = press_text(desk, key);
	if (is_letter && !needs_all && desk->message.length == 0)
		desk->needs_drawing = false;
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

static bool has_input(int fd)
{
	struct pollfd poller = { .fd = fd, .events = POLLIN };
	return poll(&poller, 1, 0) == 1 && (poller.revents & POLLIN);
}

/* False at the end of input, and when reading fails for good; *more: there may be more. */
static bool read_some(struct desk *desk, int fd, bool *more)
{
	char bytes[READ_MOST];
	ssize_t length = read(fd, bytes, sizeof bytes);
	*more = false;
	if (length < 0 && (errno == EAGAIN || errno == EINTR))
		return true;
	if (length <= 0)
		return false;
	key_decoder_feed(desk->keys, (struct span){ bytes, (size_t)length });
	*more = length > KEY_MOST && has_input(fd);
	return true;
}

/* All that is there is read before anything is drawn: a paste is one redraw. What comes right
 * behind a key, the next turn finds. */
static void on_input(void *context, int fd, int events)
{
	struct desk *desk = context;
	bool more, alive = (events & LOOP_READ) && read_some(desk, fd, &more);
	for (int i = 1; alive && more && i < READS_A_TURN; i++)
		alive = read_some(desk, fd, &more);
	if (!alive) {
		desk_cut_off(desk);
		return;
	}
	desk->heard_at = clock_ms();
	press_all(desk);
	loop_cancel(desk->loop, desk->escape_timer);
	desk->escape_timer = 0;
	if (key_decoder_waits(desk->keys))
		desk->escape_timer = loop_timer(desk->loop, KEY_ESCAPE_MS, on_escape_timer, desk);
}

void input_open(struct desk *desk)
{
	desk->keys = key_decoder_new();
	loop_watch(desk->loop, desk->term->input, LOOP_READ, on_input, desk);
}

void input_close(struct desk *desk)
{
	key_decoder_free(desk->keys);
}
