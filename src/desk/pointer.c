#include "desk/pointer.h"

#include "base/clock.h"
#include "desk/desk.h"
#include "text/segment.h"

enum { WHEEL_ROWS = 3, AROUND = 300 /* bytes to either side in which a word is looked for */ };

static void count_click(struct pointer *pointer, const struct key *key)
{
	int64_t now = clock_ms();
	bool again = pointer->row == key->row && pointer->column == key->column &&
		     now - pointer->pressed <= POINTER_CLICK_MS;
	pointer->clicks = again ? pointer->clicks % 3 + 1 : 1;
	pointer->row = key->row;
	pointer->column = key->column;
	pointer->pressed = now;
}

/* The piece at `at` that this many clicks select. */
static void piece_at(const struct desk *desk, size_t at, size_t *start, size_t *end)
{
	const struct buffer *buffer = desk->editor.buffer;
	*start = *end = at;
	size_t line = buffer_line_start(buffer, at), line_end = buffer_line_end(buffer, at);
	if (desk->pointer.clicks == 3) {
		*start = line;
		*end = line_end;
	} else if (desk->pointer.clicks == 2) {
		size_t from = at - line > AROUND ? at - AROUND : line;
		size_t to = line_end - at > AROUND ? at + AROUND : line_end;
		struct span text = buffer_slice(buffer, from, to);
		if (segment_word_around(text, at - from, start, end)) {
			*start += from;
			*end += from;
		} else {
			*start = *end = at;
		}
	}
}

static void press_on(struct desk *desk, const struct key *key, size_t at)
{
	struct pointer *pointer = &desk->pointer;
	count_click(pointer, key);
	piece_at(desk, at, &pointer->start, &pointer->end);
	editor_go(&desk->editor, pointer->start, (key->modifiers & KEY_SHIFT) != 0);
	if (pointer->end != pointer->start)
		editor_go(&desk->editor, pointer->end, true);
}

/* What was pressed on stays selected, and whole pieces up to here. */
static void drag_to(struct desk *desk, size_t at)
{
	const struct pointer *pointer = &desk->pointer;
	size_t start, end;
	piece_at(desk, at, &start, &end);
	bool backward = start < pointer->start;
	editor_go(&desk->editor, backward ? pointer->end : pointer->start, false);
	editor_go(&desk->editor, backward ? start : end, true);
}

static void scroll(struct desk *desk, int rows)
{
	editor_scroll(&desk->editor, rows);
	desk->follows_caret = false;
}

static void drag(struct desk *desk, const struct key *key)
{
	size_t at;
	if (desk->pointer.clicks == 0)
		return; /* pressed beside the text */
	if (screen_offset_at(desk, key->row, key->column, &at))
		drag_to(desk, at);
	else if (!screen_offset_at(desk, key->row, 0, &at)) /* not just beside the text */
		scroll(desk, key->row <= desk->pointer.row ? -1 : 1);
}

bool pointer_press(struct desk *desk, const struct key *key)
{
	size_t at;
	switch (key->code) {
	case KEY_WHEEL_UP:
		scroll(desk, -WHEEL_ROWS);
		return true;
	case KEY_WHEEL_DOWN:
		scroll(desk, WHEEL_ROWS);
		return true;
	case KEY_PRESS:
		/* In a narrow window the panel lies over the text: its buttons come first. */
		if (key->button == 1 && panel_press(desk, key->row, key->column))
			return true;
		if (key->button == 1 && screen_offset_at(desk, key->row, key->column, &at))
			press_on(desk, key, at);
		else
			desk->pointer.clicks = 0;
		return true;
	case KEY_DRAG:
		if (key->button == 1)
			drag(desk, key);
		return true;
	case KEY_FOCUS_IN:
		outside_look(desk);
		return true;
	case KEY_RELEASE:
	case KEY_FOCUS_OUT:
	case KEY_REPLY:
		return true;
	default: /* the other keys are not the mouse's */
		return false;
	}
}
