#include "desk/clipboard.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk.h"
#include "text/grapheme.h"
#include "text/utf8.h"

enum { SCREEN_PIECE = 240 }; /* bytes; screen cuts a longer string off */

/* ---- the terminal's clipboard ---- */

enum clipboard_way clipboard_way(void)
{
	const char *tmux = getenv("TMUX"), *screen = getenv("STY");
	if (tmux && *tmux)
		return CLIPBOARD_TMUX;
	return screen && *screen ? CLIPBOARD_SCREEN : CLIPBOARD_DIRECT;
}

/* RFC 4648, section 4. */
static void add_base64(struct str *out, struct span bytes)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < bytes.length; i += 3) {
		size_t count = bytes.length - i < 3 ? bytes.length - i : 3;
		uint32_t group = 0;
		for (size_t k = 0; k < 3; k++)
			group = group << 8 | (k < count ? (unsigned char)bytes.at[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			(void)str_add_byte(out,
					   k <= count ? letters[group >> (18 - 6 * k) & 63] : '=');
	}
}

void clipboard_sequence(struct str *out, struct span text, enum clipboard_way way)
{
	struct str plain = { 0 };
	(void)str_add(&plain, SPAN("\033]52;c;"));
	add_base64(&plain, text);
	(void)str_add(&plain, SPAN("\a"));
	struct span rest = str_span(&plain);
	switch (way) {
	case CLIPBOARD_DIRECT:
		(void)str_add(out, rest);
		break;
	case CLIPBOARD_TMUX:
		/* Once for tmux itself (set-clipboard on), once through it (allow-passthrough on;
		 * each ESC doubled): which of them it takes is its own setting. */
		(void)str_add(out, rest);
		(void)str_format(out, "\033Ptmux;\033%.*s\033\\", SPAN_ARGS(rest));
		break;
	case CLIPBOARD_SCREEN:
		while (rest.length) {
			struct span piece = span_slice(rest, 0, SCREEN_PIECE);
			(void)str_format(out, "\033P%.*s\033\\", SPAN_ARGS(piece));
			rest = span_slice(rest, piece.length, rest.length);
		}
		break;
	}
	str_release(&plain);
}

void clipboard_copy(struct desk *desk, struct span text, const char *what)
{
	struct str sequence = { 0 };
	str_clear(&desk->clipboard);
	(void)str_add(&desk->clipboard, text);
	if (text.length > CLIPBOARD_CEILING) {
		desk_say(desk, _("Copied inside Tonfall only: terminals take no text this long."));
		return;
	}
	clipboard_sequence(&sequence, text, clipboard_way());
	if (!desk->handing.session) /* a hub writes into nobody's clipboard */
		desk->term->ops->send(desk->term, str_span(&sequence));
	str_release(&sequence);
	desk_say(desk, "%s", what);
}

/* ---- the finished text ---- */

static void add_valid(struct str *out, struct span line)
{
	for (size_t at = 0; at < line.length;) {
		struct utf8_point point = utf8_at(line, at);
		if (point.value != UTF8_INVALID)
			(void)str_add(out, span_slice(line, at, at + point.length));
		at += point.length;
	}
}

void clipboard_post(struct str *out, struct span text)
{
	struct span line;
	bool needs_break = false;
	if (span_starts(text, SPAN("\xef\xbb\xbf")))
		text = span_slice(text, 3, text.length);
	while (span_next(&text, '\n', &line)) {
		while (line.length && strchr(" \t\r", line.at[line.length - 1]))
			line.length--;
		if (line.length == 0) {
			needs_break = out->length > 0;
			continue;
		}
		if (out->length)
			(void)str_add_byte(out, '\n');
		if (needs_break)
			(void)str_add_byte(out, '\n');
		needs_break = false;
		add_valid(out, line);
	}
}

/* ---- the plain view ---- */

/* As it is, but for what must not reach a terminal: that is left out, not drawn. */
static void add_safe(struct str *out, struct span text)
{
	for (size_t at = 0; at < text.length;) {
		struct grapheme grapheme = grapheme_next(text, at, 0);
		struct span piece = span_slice(text, at, at + grapheme.length);
		switch (grapheme.kind) {
		case GRAPHEME_NEWLINE:
			(void)str_add(out, SPAN("\r\n"));
			break;
		case GRAPHEME_PLAIN:
		case GRAPHEME_SEQUENCE:
		case GRAPHEME_TAB:
		case GRAPHEME_SPACE:
			(void)str_add(out, piece);
			break;
		case GRAPHEME_ESCAPED:
			break;
		}
		at += grapheme.length;
	}
}

void clipboard_show_plain(struct desk *desk)
{
	struct str post = { 0 }, page = { 0 };
	clipboard_post(&post, buffer_text(desk->editor.buffer));
	desk->term->ops->suspend(desk->term);
	(void)str_add(&page, SPAN("\033[H\033[2J"));
	add_safe(&page, str_span(&post));
	(void)str_format(&page, "\r\n\r\n-- %s",
			 _("Select the text with the mouse and copy it with your terminal's own "
			   "key. Enter comes back."));
	desk->term->ops->send(desk->term, str_span(&page));
	desk->shows_plain = true;
	str_release(&page);
	str_release(&post);
}

void clipboard_hide_plain(struct desk *desk)
{
	desk->term->ops->resume(desk->term);
	desk->shows_plain = false;
	desk->needs_drawing = true;
}

bool clipboard_press(struct desk *desk, const struct key *key)
{
	if (!desk->shows_plain)
		return false;
	if (key->code == KEY_ENTER || key->code == KEY_ESCAPE || key->code == KEY_CHARACTER)
		clipboard_hide_plain(desk);
	return true;
}
