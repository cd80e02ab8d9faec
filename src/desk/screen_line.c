/*
 * The line that is typed in. A letter changes nothing but this line and the counter: as long as
 * that is so they are drawn alone, on the canvas as it is.
 */
#include "desk/desk.h"
#include "desk/screen.h"

/* Nothing is on the screen that what is typed could change, but the line, the title, the fold and
 * the counter. */
static bool is_bare(const struct desk *desk)
{
	const struct modes *modes = &desk->modes;
	return !screen_is_too_small(&desk->canvas) && !screen_panel_is_over(desk, &desk->canvas) &&
	       desk->overlay.kind == OVERLAY_NONE && desk->message.length == 0 &&
	       !desk->find.is_open && !desk->learning.lesson && desk->review.submission == 0 &&
	       desk->review.open < 0 && desk->rewriting.stage == REWRITING_NONE && !modes->focus &&
	       !modes->typewriter && !modes->free_until && desk->follows_caret &&
	       !editor_has_selection(&desk->editor) && buffer_length(desk->editor.buffer) > 0;
}

/* Rows of the screen, at most `most`, that the line takes from the place on. */
static int rows_of(struct layout *layout, struct layout_place place, int most)
{
	size_t line = place.line;
	int rows = 1;
	while (rows < most && layout_down(layout, &place) && place.line == line)
		rows++;
	return rows;
}

enum { FOLD_SEES = 512 /* bytes behind it that can decide where it is, in the same line */ };

/* Bytes from the start of a row of the line in view to the line's end. */
static size_t rest_of(struct layout *layout, struct layout_place place, int row)
{
	place.row += (size_t)row;
	size_t start = layout_row_start(layout, place);
	const struct layout_line *line = layout_line(layout, place.line);
	return line->start + line->length - start;
}

/* Of the rows of the line those that what was typed has changed: from two before it, as words may
 * go back a row, until one starts with the same rest of the line as before. */
static void find_changed_rows(struct screen_line *line, struct layout *layout, size_t caret)
{
	size_t first = layout_find(layout, line->at).row, last = layout_find(layout, caret).row;
	int typed = first > line->place.row ? (int)(first - line->place.row) : 0;
	int row = last > line->place.row ? (int)(last - line->place.row) + 1 : 1;
	line->from = typed > 2 ? typed - 2 : 0;
	while (row < line->rows && rest_of(layout, line->place, row) != line->rest[row])
		row++;
	line->until = row;
}

static void note_rows(struct screen_line *line, struct layout *layout, int from, int until)
{
	for (int i = from; i < until && i < SCREEN_REST; i++)
		line->rest[i] = rest_of(layout, line->place, i);
}

/* What is typed behind the fold leaves it where it is. */
static bool may_fold(const struct desk *desk, struct layout *layout, struct layout_place place)
{
	size_t start = layout_row_start(layout, place);
	if (desk->fold == buffer_length(desk->editor.buffer))
		return false;
	return place.line <= desk->fold && start <= desk->fold + FOLD_SEES;
}

void screen_line_note(struct desk *desk, const struct screen_plan *plan)
{
	struct layout *layout = &desk->editor.layout;
	struct screen_line *line = &desk->line;
	struct layout_place place = desk->editor.top;
	int row = plan->text.row, bottom = row + plan->text.rows;
	*line = (struct screen_line){ .top = place };
	size_t start = layout_find(layout, desk->editor.caret).line;
	if (!is_bare(desk))
		return;
	while (place.line != start && row < bottom) {
		row += 1 + screen_text_folds(desk, layout, place);
		if (!layout_down(layout, &place))
			return;
	}
	if (row >= bottom || may_fold(desk, layout, place))
		return;
	line->is_known = true;
	line->is_folded = desk->fold < buffer_length(desk->editor.buffer);
	line->is_changed = editor_is_changed(&desk->editor);
	line->place = place;
	line->row = row;
	line->rows = rows_of(layout, place, bottom - row);
	note_rows(line, layout, 0, line->rows);
}

void screen_line_type(struct screen_line *line, size_t at)
{
	line->at = line->has_typed && line->at < at ? line->at : at;
	line->has_typed = true;
}

/* Does the line still begin and end in the rows where it did? */
static bool stays_in_rows(struct desk *desk, const struct screen_plan *plan)
{
	struct layout *layout = &desk->editor.layout;
	const struct screen_line *line = &desk->line;
	editor_show_caret(&desk->editor, plan->text.rows - 1);
	struct layout_place top = desk->editor.top, caret = layout_find(layout, desk->editor.caret);
	int most = plan->text.row + plan->text.rows - line->row;
	return top.line == line->top.line && top.row == line->top.row &&
	       caret.line == line->place.line && rows_of(layout, line->place, most) == line->rows;
}

bool screen_line_prepare(struct desk *desk)
{
	struct screen_plan plan = screen_plan_of(desk, &desk->canvas);
	struct layout *layout = &desk->editor.layout;
	struct screen_line *line = &desk->line;
	if (!line->is_known || !line->has_typed || !is_bare(desk))
		return false;
	bool is_title = line->place.line == 0 && line->at < SCREEN_TITLE;
	if (is_title || editor_is_changed(&desk->editor) != line->is_changed ||
	    !stays_in_rows(desk, &plan))
		return false;
	if (!line->is_folded) {
		desk->fold = screen_fold(desk);
		if (desk->fold < buffer_length(desk->editor.buffer))
			return false;
	}
	struct layout_place last = { line->place.line, line->place.row + (size_t)line->rows - 1 };
	line->from = 0;
	line->until = line->rows;
	if (!screen_prepare_words(desk, line->place, last, true) && line->rows <= SCREEN_REST)
		find_changed_rows(line, layout, desk->editor.caret);
	note_rows(line, layout, line->from, line->until);
	return true;
}

void screen_line_draw(const struct desk *desk, struct canvas *canvas)
{
	struct screen_plan plan = screen_plan_of(desk, canvas);
	const struct screen_line *line = &desk->line;
	struct rect rows = { line->row + line->from, 0, line->until - line->from,
			     plan.text.columns };
	struct layout_place place = { line->place.line, line->place.row + (size_t)line->from };
	canvas_fill(canvas, rows, ROLE_TEXT);
	screen_text_draw_rows(desk, canvas, &plan, place, &rows);
	panel_draw_count(desk, canvas, &plan);
}
