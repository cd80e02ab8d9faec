/*
 * One draft being edited: text, caret, selection, undo, and how it lies in rows. It knows no keys,
 * no screen and no files; commands call it.
 */
#ifndef TONFALL_DESK_EDITOR_H
#define TONFALL_DESK_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "desk/layout.h"
#include "text/buffer.h"
#include "text/undo.h"

struct editor {
	struct buffer *buffer;
	struct undo *undo;
	struct layout layout;
	size_t caret, anchor; /* the selection lies between; equal: none */
	int goal;	      /* column that up and down aim at; -1: the caret's */
	bool is_typing;	      /* the last thing done was to type a character */
	bool is_read_only;
	bool only_grows;	 /* nothing may be deleted for now */
	struct layout_place top; /* first row in view */
};

/* Takes the bytes of `text`; false over the ceiling. */
bool editor_init(struct editor *editor, struct str *text, struct err *err);
void editor_release(struct editor *editor);

/* Replaces the selection, or inserts at the caret. One typed character joins the burst; a longer
 * text (a paste) is a step of its own. */
bool editor_type(struct editor *editor, struct span text, struct err *err);
bool editor_paste(struct editor *editor, struct span text, struct err *err);
/* The next piece of the same paste: one step with what was pasted before. */
bool editor_paste_more(struct editor *editor, struct span text, struct err *err);
/* Replaces any range as one step; the caret goes behind it. */
bool editor_replace(struct editor *editor, size_t start, size_t end, struct span text,
		    struct err *err);

enum editor_motion {
	EDITOR_LEFT,
	EDITOR_RIGHT,
	EDITOR_WORD_LEFT,
	EDITOR_WORD_RIGHT,
	EDITOR_UP,
	EDITOR_DOWN,
	EDITOR_PAGE_UP,
	EDITOR_PAGE_DOWN,
	EDITOR_ROW_START,
	EDITOR_ROW_END,
	EDITOR_PARAGRAPH_UP,
	EDITOR_PARAGRAPH_DOWN,
	EDITOR_START,
	EDITOR_END,
};

/* `rows`: of a page. With `select` the anchor stays. */
void editor_move(struct editor *editor, enum editor_motion motion, bool select, int rows);
void editor_go(struct editor *editor, size_t at, bool select);
/* Deletes the selection, else what the motion would pass over. */
bool editor_delete(struct editor *editor, enum editor_motion motion, struct err *err);
bool editor_undo(struct editor *editor);
bool editor_redo(struct editor *editor);

bool editor_has_selection(const struct editor *editor);
void editor_selection(const struct editor *editor, size_t *start, size_t *end);
bool editor_is_changed(const struct editor *editor);

/* Scrolls so that the caret is among the `rows` in view. */
void editor_show_caret(struct editor *editor, int rows);
/* Scrolls so that it is in the middle of them, as far as there is text above. */
void editor_centre_caret(struct editor *editor, int rows);
/* Scrolls by rows, down when positive. */
void editor_scroll(struct editor *editor, int rows);

#endif
