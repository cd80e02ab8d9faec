/* Answers that are no change of the text: lines to choose from, questions, a translation. */
#include <string.h>

#include "base/i18n.h"
#include "desk/desk.h"
#include "desk/overlay_view.h"
#include "text/wrap.h"

enum { MARGIN = 7 /* of a list's row, for mark and blanks */, AGAIN = -1 };

/* Puts words in as one step and says where. */
static void put(struct desk *desk, size_t at, struct span before, struct span words,
		struct span after)
{
	struct str text = { 0 };
	struct err err = { 0 };
	(void)str_add(&text, before);
	(void)str_add(&text, words);
	(void)str_add(&text, after);
	if (!editor_replace(&desk->editor, at, at, str_span(&text), &err)) {
		desk_fail(desk, &err);
	} else {
		rewriting_note(desk, at + before.length, words.length);
		desk->follows_caret = true;
		desk_say(desk, _("Put in; C-z takes it back. C-r shows the others again."));
	}
	str_release(&text);
}

static struct span gap_before(struct desk *desk, size_t at)
{
	if (at == 0 || buffer_byte(desk->editor.buffer, at - 1) != '\n')
		return at == 0 ? SPAN("") : SPAN("\n\n");
	return at > 1 && buffer_byte(desk->editor.buffer, at - 2) == '\n' ? SPAN("") : SPAN("\n");
}

static void put_at_end(struct desk *desk, struct span words)
{
	size_t at = buffer_length(desk->editor.buffer);
	put(desk, at, gap_before(desk, at), words, SPAN("\n"));
}

static void start_again(struct desk *desk)
{
	rewriting_stop(desk);
	rewriting_start(desk);
}

static void choose_line(struct desk *desk, int value, const char *text)
{
	struct rewriting *rewriting = &desk->rewriting;
	struct span lines[TASK_LINES_MOST];
	size_t count = task_lines(str_span(&rewriting->answer), lines);
	(void)text;
	if (value == AGAIN) {
		start_again(desk);
		return;
	}
	if (value < 0 || (size_t)value >= count)
		return;
	switch ((enum task_place)rewriting->task->place) {
	case TASK_AT_START:
		put(desk, 0, SPAN(""), lines[value], SPAN("\n\n"));
		return;
	case TASK_AT_END:
		put_at_end(desk, lines[value]);
		return;
	case TASK_AT_CARET:
		put(desk, desk->editor.caret, SPAN(""), lines[value], SPAN("\n"));
		return;
	}
}

/* A long line takes several rows of the list, which all stand for it. */
static void add_line(struct desk *desk, struct span line, int value)
{
	int columns = overlay_view_inside(&desk->overlay, &desk->canvas).columns - MARGIN;
	for (size_t at = 0; at < line.length;) {
		size_t end = wrap_row_end(line, at, columns > 0 ? columns : 1);
		struct str row = { 0 };
		(void)str_format(&row, "%s%.*s", at ? "  " : "",
				 SPAN_ARGS(span_slice(line, at, end)));
		if (at > 0)
			overlay_more(&desk->overlay, str_text(&row));
		else
			overlay_item(&desk->overlay, str_text(&row), "", value, false);
		str_release(&row);
		at = end;
	}
}

static void put_below(struct desk *desk, int value, const char *text)
{
	(void)value, (void)text;
	put_at_end(desk, str_span(&desk->rewriting.answer));
}

void rewriting_list(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	const char *title = task_title(rewriting->task, language_of_person());
	struct span lines[TASK_LINES_MOST];
	if (rewriting->task->answer == TASK_WHOLE) {
		struct str page = { 0 };
		(void)str_add(&page, str_span(&rewriting->answer));
		overlay_page(&desk->overlay, title, &page,
			     _("Enter put it below the text · Esc close"), put_below);
		return;
	}
	overlay_list(&desk->overlay, title,
		     rewriting->task->answer == TASK_QUESTIONS
			     ? _("Enter put it in · Esc answer in your words")
			     : _("Enter put it in · Esc close"),
		     false, choose_line);
	size_t count = task_lines(str_span(&rewriting->answer), lines);
	for (size_t i = 0; i < count; i++)
		add_line(desk, lines[i], (int)i);
	overlay_item(&desk->overlay, _("Ask for something else"), "", AGAIN, true);
}
