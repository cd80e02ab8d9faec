/* Whole lines and paragraphs. A line is what ends with Enter; a paragraph, lines up to a blank
 * one. */
#include "desk/command.h"

#include "base/i18n.h"
#include "desk/desk.h"
#include "text/motion.h"

struct piece {
	size_t start, end; /* without the line end */
};

/* The lines that the selection touches, else the caret's. */
static struct piece lines_here(const struct editor *editor)
{
	size_t start, end;
	editor_selection(editor, &start, &end);
	const struct buffer *buffer = editor->buffer;
	/* A selection up to the start of a line does not mean that line. */
	if (end > start && end == buffer_line_start(buffer, end))
		end--;
	return (struct piece){ buffer_line_start(buffer, start), buffer_line_end(buffer, end) };
}

static bool is_blank(const struct buffer *buffer, size_t at)
{
	return span_trim(buffer_slice(buffer, at, buffer_line_end(buffer, at))).length == 0;
}

static bool line_before(const struct buffer *buffer, size_t start, size_t *before)
{
	if (start == 0)
		return false;
	*before = buffer_line_start(buffer, start - 1);
	return true;
}

static bool line_after(const struct buffer *buffer, size_t end, size_t *after)
{
	if (end == buffer_length(buffer))
		return false;
	*after = end + 1;
	return true;
}

/* Grows over neighbours that are not blank. */
static struct piece paragraph_of(const struct buffer *buffer, struct piece piece)
{
	size_t other;
	while (line_before(buffer, piece.start, &other) && !is_blank(buffer, other))
		piece.start = other;
	while (line_after(buffer, piece.end, &other) && !is_blank(buffer, other))
		piece.end = buffer_line_end(buffer, other);
	return piece;
}

static bool piece_before(const struct buffer *buffer, struct piece piece, bool paragraph,
			 struct piece *other)
{
	size_t at = piece.start;
	do
		if (!line_before(buffer, at, &at))
			return false;
	while (paragraph && is_blank(buffer, at));
	*other = (struct piece){ at, buffer_line_end(buffer, at) };
	if (paragraph)
		*other = paragraph_of(buffer, *other);
	return true;
}

static bool piece_after(const struct buffer *buffer, struct piece piece, bool paragraph,
			struct piece *other)
{
	size_t end = piece.end, at;
	do {
		if (!line_after(buffer, end, &at))
			return false;
		end = buffer_line_end(buffer, at);
	} while (paragraph && is_blank(buffer, at));
	/* The empty end of a text is no line to change places with. */
	if (at == buffer_length(buffer))
		return false;
	*other = (struct piece){ at, end };
	if (paragraph)
		*other = paragraph_of(buffer, *other);
	return true;
}

/* `first` and `second` change places, what is between them stays; one step. */
static bool swap(struct desk *desk, struct piece first, struct piece second, struct str *made)
{
	struct err err;
	const struct buffer *buffer = desk->editor.buffer;
	(void)str_add(made, buffer_slice(buffer, second.start, second.end));
	(void)str_add(made, buffer_slice(buffer, first.end, second.start));
	(void)str_add(made, buffer_slice(buffer, first.start, first.end));
	if (editor_replace(&desk->editor, first.start, second.end, str_span(made), &err))
		return true;
	desk_fail(desk, &err);
	return false;
}

/* What was moved takes the selection and the caret along. */
static void follow(struct editor *editor, size_t anchor, size_t caret, long shift)
{
	editor_go(editor, (size_t)((long)anchor + shift), false);
	editor_go(editor, (size_t)((long)caret + shift), true);
}

static void move(struct desk *desk, bool down, bool paragraph)
{
	struct editor *editor = &desk->editor;
	size_t anchor = editor->anchor, caret = editor->caret;
	struct piece here = lines_here(editor), other;
	if (paragraph)
		here = paragraph_of(editor->buffer, here);
	bool found = down ? piece_after(editor->buffer, here, paragraph, &other)
			  : piece_before(editor->buffer, here, paragraph, &other);
	if (!found)
		return;
	struct str made;
	str_init(&made, BUFFER_CEILING);
	size_t length = buffer_length(editor->buffer);
	if (swap(desk, down ? here : other, down ? other : here, &made) &&
	    buffer_length(editor->buffer) == length)
		follow(editor, anchor, caret,
		       down ? (long)(other.end - here.end) : (long)other.start - (long)here.start);
	str_release(&made);
}

enum { UP, DOWN, PARAGRAPH = 2 };

static void run_move(struct desk *desk, int value)
{
	move(desk, value & DOWN, value & PARAGRAPH);
}

static void run_duplicate(struct desk *desk, int value)
{
	(void)value;
	struct editor *editor = &desk->editor;
	struct err err;
	struct str copy;
	size_t anchor = editor->anchor, caret = editor->caret;
	struct piece here = lines_here(editor);
	str_init(&copy, BUFFER_CEILING);
	(void)str_add_byte(&copy, '\n');
	(void)str_add(&copy, buffer_slice(editor->buffer, here.start, here.end));
	if (editor_replace(editor, here.end, here.end, str_span(&copy), &err))
		follow(editor, anchor, caret, (long)copy.length);
	else
		desk_fail(desk, &err);
	str_release(&copy);
}

/* The line end and the blank lines behind it become one space. */
static void run_join(struct desk *desk, int value)
{
	(void)value;
	struct editor *editor = &desk->editor;
	const struct buffer *buffer = editor->buffer;
	struct err err;
	size_t end = buffer_line_end(buffer, editor->caret), next = end;
	while (next < buffer_length(buffer) &&
	       (buffer_byte(buffer, next) == '\n' || buffer_byte(buffer, next) == ' ' ||
		buffer_byte(buffer, next) == '\r'))
		next++;
	while (end > 0 &&
	       (buffer_byte(buffer, end - 1) == ' ' || buffer_byte(buffer, end - 1) == '\r'))
		end--;
	if (next == buffer_length(buffer))
		desk_say(desk, _("This is the last paragraph: nothing follows to be joined."));
	else if (!editor_replace(editor, end, next, SPAN(" "), &err))
		desk_fail(desk, &err);
}

/* Spaces around the caret go: they would stand at a line's end and start. */
static void run_split(struct desk *desk, int value)
{
	(void)value;
	struct editor *editor = &desk->editor;
	const struct buffer *buffer = editor->buffer;
	struct err err;
	size_t start, end;
	editor_selection(editor, &start, &end);
	while (start > 0 && buffer_byte(buffer, start - 1) == ' ')
		start--;
	while (end < buffer_length(buffer) && buffer_byte(buffer, end) == ' ')
		end++;
	if (!editor_replace(editor, start, end, SPAN("\n\n"), &err))
		desk_fail(desk, &err);
}

const struct command commands_line[] = {
	{ "line-up", N_("Move line up"), "M-Up", N_("Changes places with the line above."), NULL,
	  run_move, UP },
	{ "line-down", N_("Move line down"), "M-Down", N_("Changes places with the line below."),
	  NULL, run_move, DOWN },
	{ "paragraph-move-up", N_("Move paragraph up"), "M-S-Up",
	  N_("Changes places with the paragraph above."), NULL, run_move, PARAGRAPH | UP },
	{ "paragraph-move-down", N_("Move paragraph down"), "M-S-Down",
	  N_("Changes places with the paragraph below."), NULL, run_move, PARAGRAPH | DOWN },
	{ "duplicate", N_("Duplicate line"), "C-d",
	  N_("The line, or the lines selected, once more."), NULL, run_duplicate, 0 },
	{ "join", N_("Join with the next paragraph"), "M-j",
	  N_("Takes out the line end and the blank lines behind it."), NULL, run_join, 0 },
	{ "split", N_("Begin a paragraph here"), "M-Enter",
	  N_("Puts a blank line in at the caret."), NULL, run_split, 0 },
	{ 0 },
};
