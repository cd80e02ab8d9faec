#include "desk/editor.h"

#include "base/i18n.h"
#include "text/motion.h"

bool editor_init(struct editor *editor, struct str *text, struct err *err)
{
	*editor = (struct editor){ .buffer = buffer_new(), .goal = -1 };
	bool fits = buffer_adopt(editor->buffer, text, err);
	editor->undo = undo_new(editor->buffer);
	undo_mark_saved(editor->undo);
	layout_init(&editor->layout, editor->buffer);
	return fits;
}

void editor_release(struct editor *editor)
{
	if (!editor->buffer)
		return;
	layout_release(&editor->layout);
	undo_free(editor->undo);
	buffer_free(editor->buffer);
	*editor = (struct editor){ 0 };
}

bool editor_has_selection(const struct editor *editor)
{
	return editor->caret != editor->anchor;
}

void editor_selection(const struct editor *editor, size_t *start, size_t *end)
{
	bool forward = editor->anchor < editor->caret;
	*start = forward ? editor->anchor : editor->caret;
	*end = forward ? editor->caret : editor->anchor;
}

bool editor_is_changed(const struct editor *editor)
{
	return !undo_is_saved(editor->undo);
}

/* An edit may have moved the line that the view starts in. */
static void keep_top(struct editor *editor)
{
	editor->top = layout_settle(&editor->layout, editor->top);
}

/* Behind the character that an edit at `at` has joined to: no caret stands inside of one. */
static size_t behind_character(const struct buffer *buffer, size_t at)
{
	size_t start = motion_boundary(buffer, at);
	return start == at ? at : motion_grapheme_right(buffer, start);
}

static bool put(struct editor *editor, size_t start, size_t end, struct span text, struct err *err)
{
	if (editor->is_read_only)
		return err_set(err, ERR_DENIED,
			       _("This draft may only be read. Nothing was changed."));
	if (editor->only_grows && end > start)
		return err_set(err, ERR_DENIED,
			       _("Free writing: nothing is deleted now. Just go on; M-u ends it."));
	if (!buffer_replace(editor->buffer, start, end - start, text, err))
		return false;
	editor->caret = behind_character(editor->buffer, start + text.length);
	editor->anchor = editor->caret;
	editor->goal = -1;
	keep_top(editor);
	return true;
}

/* What new text takes the place of: the selection, unless nothing may be deleted. */
static void replaced(const struct editor *editor, size_t *start, size_t *end)
{
	editor_selection(editor, start, end);
	if (editor->only_grows)
		*start = *end;
}

bool editor_type(struct editor *editor, struct span text, struct err *err)
{
	size_t start, end;
	replaced(editor, &start, &end);
	if (start != end)
		undo_break(editor->undo);
	bool done = put(editor, start, end, text, err);
	editor->is_typing = done;
	return done;
}

bool editor_replace(struct editor *editor, size_t start, size_t end, struct span text,
		    struct err *err)
{
	undo_break(editor->undo);
	undo_begin(editor->undo);
	bool done = put(editor, start, end, text, err);
	undo_end(editor->undo);
	undo_break(editor->undo);
	editor->is_typing = false;
	return done;
}

bool editor_paste(struct editor *editor, struct span text, struct err *err)
{
	size_t start, end;
	replaced(editor, &start, &end);
	return editor_replace(editor, start, end, text, err);
}

bool editor_paste_more(struct editor *editor, struct span text, struct err *err)
{
	undo_begin_more(editor->undo);
	bool done = put(editor, editor->caret, editor->caret, text, err);
	undo_end(editor->undo);
	return done;
}

static size_t move_rows(struct editor *editor, int rows)
{
	struct layout *layout = &editor->layout;
	struct layout_place place = layout_find(layout, editor->caret);
	if (editor->goal < 0)
		editor->goal = layout_column(layout, place, editor->caret);
	for (; rows > 0; rows--)
		if (!layout_down(layout, &place))
			return buffer_length(editor->buffer);
	for (; rows < 0; rows++)
		if (!layout_up(layout, &place))
			return 0;
	return layout_at_column(layout, place, editor->goal);
}

static size_t target(struct editor *editor, enum editor_motion motion, int rows)
{
	const struct buffer *buffer = editor->buffer;
	struct layout *layout = &editor->layout;
	size_t at = editor->caret;
	switch (motion) {
	case EDITOR_LEFT:
		return motion_grapheme_left(buffer, at);
	case EDITOR_RIGHT:
		return motion_grapheme_right(buffer, at);
	case EDITOR_WORD_LEFT:
		return motion_word_left(buffer, at);
	case EDITOR_WORD_RIGHT:
		return motion_word_right(buffer, at);
	case EDITOR_UP:
		return move_rows(editor, -1);
	case EDITOR_DOWN:
		return move_rows(editor, 1);
	case EDITOR_PAGE_UP:
		return move_rows(editor, -rows);
	case EDITOR_PAGE_DOWN:
		return move_rows(editor, rows);
	case EDITOR_ROW_START:
		return layout_row_start(layout, layout_find(layout, at));
	case EDITOR_ROW_END:
		return layout_row_end(layout, layout_find(layout, at));
	case EDITOR_PARAGRAPH_UP:
		return motion_paragraph_up(buffer, at);
	case EDITOR_PARAGRAPH_DOWN:
		return motion_paragraph_down(buffer, at);
	case EDITOR_START:
		return 0;
	case EDITOR_END:
		return buffer_length(buffer);
	}
	return at;
}

void editor_go(struct editor *editor, size_t at, bool select)
{
	editor->caret = motion_boundary(editor->buffer, at);
	if (!select)
		editor->anchor = editor->caret;
	editor->is_typing = false;
	editor->goal = -1;
	undo_break(editor->undo);
}

/* Left and right first go to the selection's end, as everywhere. */
static bool leaves_selection(struct editor *editor, enum editor_motion motion, bool select)
{
	if (select || !editor_has_selection(editor))
		return false;
	size_t start, end;
	editor_selection(editor, &start, &end);
	if (motion == EDITOR_LEFT)
		editor_go(editor, start, false);
	else if (motion == EDITOR_RIGHT)
		editor_go(editor, end, false);
	else
		return false;
	return true;
}

void editor_move(struct editor *editor, enum editor_motion motion, bool select, int rows)
{
	if (leaves_selection(editor, motion, select))
		return;
	bool keeps_goal = motion == EDITOR_UP || motion == EDITOR_DOWN ||
			  motion == EDITOR_PAGE_UP || motion == EDITOR_PAGE_DOWN;
	size_t at = target(editor, motion, rows);
	int goal = editor->goal;
	editor_go(editor, at, select);
	if (keeps_goal)
		editor->goal = goal;
}

bool editor_delete(struct editor *editor, enum editor_motion motion, struct err *err)
{
	size_t start, end;
	editor_selection(editor, &start, &end);
	if (start == end) {
		size_t at = target(editor, motion, 1);
		start = at < start ? at : start;
		end = at > end ? at : end;
	}
	if (start == end)
		return true;
	bool done = put(editor, start, end, SPAN(""), err);
	editor->is_typing = false;
	return done;
}

static bool go_back(struct editor *editor, bool (*step)(struct undo *, size_t *))
{
	size_t caret;
	if (!step(editor->undo, &caret))
		return false;
	editor_go(editor, caret, false);
	keep_top(editor);
	return true;
}

bool editor_undo(struct editor *editor)
{
	return go_back(editor, undo_undo);
}

bool editor_redo(struct editor *editor)
{
	return go_back(editor, undo_redo);
}

static bool is_before(struct layout_place a, struct layout_place b)
{
	return a.line < b.line || (a.line == b.line && a.row < b.row);
}

void editor_show_caret(struct editor *editor, int rows)
{
	struct layout *layout = &editor->layout;
	struct layout_place caret = layout_find(layout, editor->caret);
	if (is_before(caret, editor->top)) {
		editor->top = caret;
		return;
	}
	struct layout_place first = caret;
	for (int i = 1; i < rows && is_before(editor->top, first); i++)
		if (!layout_up(layout, &first))
			break;
	if (is_before(editor->top, first))
		editor->top = first;
}

void editor_centre_caret(struct editor *editor, int rows)
{
	editor->top = layout_find(&editor->layout, editor->caret);
	for (int i = 0; i < rows / 2 && layout_up(&editor->layout, &editor->top); i++)
		;
}

void editor_scroll(struct editor *editor, int rows)
{
	for (; rows > 0; rows--)
		if (!layout_down(&editor->layout, &editor->top))
			return;
	for (; rows < 0; rows++)
		if (!layout_up(&editor->layout, &editor->top))
			return;
}
