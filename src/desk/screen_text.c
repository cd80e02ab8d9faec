/*
 * The writing column: the rows in view with what is marked in them, and the fold.
 */
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk.h"
#include "desk/screen.h"

/* How the bytes at an offset of the text are marked; asked from left to right. */
struct marker {
	const struct desk *desk;
	const struct layout_line *line;
	size_t select_start, select_end;
	size_t found_start, found_end;
	size_t until; /* the role holds before this offset */
	enum role role;
	unsigned attributes;
};

static void find_marked(struct marker *marker, const struct desk *desk)
{
	marker->desk = desk;
	editor_selection(&desk->editor, &marker->select_start, &marker->select_end);
	if (desk->rewriting.stage == REWRITING_DECIDES)
		proposal_place(&desk->rewriting.proposal, desk->rewriting.hunk,
			       &marker->found_start, &marker->found_end);
	else if (review_place(desk, &marker->found_start, &marker->found_end))
		return;
	else if (learning_place(desk, &marker->found_start, &marker->found_end))
		return;
	else if (desk->hint < 0 || !coaching_place(desk->coaching, (size_t)desk->hint,
						   &marker->found_start, &marker->found_end))
		marker->found_start = marker->found_end = 0;
}

/* Where, behind `at`, the next of two edges is; `next` when both are passed or further. */
static size_t next_edge(size_t at, size_t start, size_t end, size_t next)
{
	size_t edge = start > at ? start : end > at ? end : SIZE_MAX;
	return edge < next ? edge : next;
}

static enum role role_of_verdict(int verdict)
{
	return verdict == VERDICT_WRONG || verdict == VERDICT_SHARP_S ? ROLE_MISSPELLED
	       : verdict == VERDICT_NAME			      ? ROLE_NAME
								      : ROLE_TEXT;
}

/* The role of the token that the offset lies in; *until: where that may change. */
static enum role role_of_token(const struct marker *marker, size_t in_text, size_t *until)
{
	const struct layout_stretch *words =
		layout_known_words(marker->line, in_text - marker->line->start);
	*until = SIZE_MAX;
	if (!words)
		return ROLE_TEXT;
	size_t start = marker->line->start + words->from;
	const struct tokens *tokens = &words->analysis.tokens;
	size_t index = tokens_behind(tokens, in_text - start);
	*until = marker->line->start + words->until;
	if (modes_write_freely(marker->desk))
		return ROLE_TEXT;
	while (index < tokens->count && role_of_verdict(words->verdicts[index]) == ROLE_TEXT)
		index++;
	if (index == tokens->count)
		return ROLE_TEXT;
	const struct token *marked = &tokens->at[index];
	bool before = start + marked->start > in_text;
	*until = start + (before ? marked->start : marked->end);
	return before ? ROLE_TEXT : role_of_verdict(words->verdicts[index]);
}

static enum role role_at(struct marker *marker, size_t in_text, unsigned *attributes)
{
	if (in_text >= marker->until) {
		size_t until;
		enum role role = role_of_token(marker, in_text, &until);
		marker->attributes = role == ROLE_MISSPELLED ? ATTRIBUTE_UNDERLINE : 0;
		if (in_text >= marker->found_start && in_text < marker->found_end)
			role = role == ROLE_MISSPELLED ? role : ROLE_FOUND;
		if (find_marks(&marker->desk->find, in_text))
			role = ROLE_FOUND;
		if (in_text >= marker->select_start && in_text < marker->select_end)
			role = ROLE_SELECTED;
		marker->role = role;
		until = next_edge(in_text, marker->found_start, marker->found_end, until);
		until = next_edge(in_text, marker->select_start, marker->select_end, until);
		marker->until = marker->desk->find.is_open ? 0 : until;
	}
	*attributes = marker->attributes;
	return marker->role;
}

/* How many of `run` bytes from `at` on in the row are drawn alike and stand before the caret. */
static size_t alike(const struct marker *marker, size_t start, size_t at, size_t run, size_t caret)
{
	if (caret > at && caret - at < run)
		run = caret - at;
	size_t until = marker->until > start + at ? marker->until - start : at;
	return until - at < run ? until - at : run;
}

static void draw_row(struct marker *marker, struct canvas *canvas, const struct screen_plan *plan,
		     int row, struct layout_place place)
{
	const struct desk *desk = marker->desk;
	/* The layout is a cache: asking it does not change what it says. */
	struct layout *layout = (struct layout *)&desk->editor.layout;
	size_t start = layout_row_start(layout, place), limit = layout_row_limit(layout, place);
	const struct layout_line *line = marker->line = layout_line(layout, place.line);
	struct span text = buffer_slice(desk->editor.buffer, start, limit);
	marker->until = 0;
	const char *sign = review_sign(desk, start, limit);
	if (sign)
		canvas_text(canvas, row, plan->left - 2, 1, ROLE_ACCENT, span_of(sign));
	size_t caret = desk->editor.caret - start; /* wraps when before: no match */
	size_t run_end = 0;
	int column = 0;
	for (size_t at = 0; at < text.length;) {
		if (at == caret)
			canvas_caret(canvas, row, plan->left + column);
		if (at >= run_end)
			run_end = at + grapheme_run(text, at);
		unsigned attributes;
		enum role role = role_at(marker, start + at, &attributes);
		int width = plan->text.columns - plan->left - column;
		size_t run = alike(marker, start, at, run_end - at, caret);
		if (run > 0) {
			canvas_run(canvas, row, plan->left + column, width, role, attributes,
				   span_slice(text, at, at + run));
			column += (int)run;
			at += run;
			continue;
		}
		struct grapheme grapheme = grapheme_next(text, at, column);
		canvas_grapheme(canvas, row, plan->left + column, width, role, attributes,
				span_slice(text, at, at + grapheme.length), &grapheme);
		column += grapheme.columns;
		at += grapheme.length;
	}
	if (caret == text.length && limit == line->start + line->length)
		canvas_caret(canvas, row, plan->left + column);
}

static void draw_fold(const struct desk *desk, struct canvas *canvas,
		      const struct screen_plan *plan, int row)
{
	const struct platform *platform = coaching_platform(desk->coaching);
	bool mobile = strcmp(desk->settings.fold, "mobile") == 0;
	canvas_horizontal(canvas, row, plan->left - 2, plan->writing + 3, ROLE_FOLD, "┄");
	struct str label = { 0 };
	(void)str_format(&label, _(" …more, about here (%s, %ld) "),
			 mobile ? _("phone") : _("desktop"), platform->year);
	int width = grapheme_columns(str_span(&label));
	canvas_text(canvas, row, plan->left + (plan->writing - width) / 2, width, ROLE_FOLD,
		    str_span(&label));
	str_release(&label);
}

bool screen_text_folds(const struct desk *desk, struct layout *layout, struct layout_place place)
{
	size_t start = layout_row_start(layout, place);
	struct layout_place next = place;
	if (desk->fold >= buffer_length(desk->editor.buffer) || !layout_down(layout, &next))
		return false;
	return desk->fold >= start && desk->fold < layout_row_start(layout, next);
}

void screen_text_draw(const struct desk *desk, struct canvas *canvas,
		      const struct screen_plan *plan)
{
	struct layout *layout = (struct layout *)&desk->editor.layout;
	struct layout_place place = desk->editor.top;
	struct marker marker = { 0 };
	find_marked(&marker, desk);
	int bottom = plan->text.row + plan->text.rows;
	for (int row = plan->text.row; row < bottom; row++) {
		draw_row(&marker, canvas, plan, row, place);
		if (screen_text_folds(desk, layout, place) && ++row < bottom)
			draw_fold(desk, canvas, plan, row);
		if (!layout_down(layout, &place))
			break;
	}
}

void screen_text_draw_rows(const struct desk *desk, struct canvas *canvas,
			   const struct screen_plan *plan, struct layout_place place,
			   const struct rect *rows)
{
	struct layout *layout = (struct layout *)&desk->editor.layout;
	struct marker marker = { 0 };
	find_marked(&marker, desk);
	for (int i = 0; i < rows->rows; i++) {
		draw_row(&marker, canvas, plan, rows->row + i, place);
		if (!layout_down(layout, &place))
			break;
	}
}

bool screen_offset_at(struct desk *desk, int row, int column, size_t *at)
{
	struct screen_plan plan = screen_plan_of(desk, &desk->canvas);
	struct layout *layout = &desk->editor.layout;
	if (screen_is_too_small(&desk->canvas) || row < plan.text.row ||
	    row >= plan.text.row + plan.text.rows || column >= plan.text.columns)
		return false;
	struct layout_place place = desk->editor.top;
	for (int i = plan.text.row; i < row; i++) {
		if (screen_text_folds(desk, layout, place) && ++i == row)
			break;
		if (!layout_down(layout, &place))
			break;
	}
	*at = layout_at_column(layout, place, column - plan.left);
	return true;
}
