/*
 * The screen: title line, writing column with the fold, panel, status line, key line. What depends
 * on the text is worked out in screen_prepare; screen_draw only draws.
 */
#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/path.h"
#include "desk/command.h"
#include "desk/desk.h"

enum {
	TEXT_TOP = 2,	      /* first row of the writing area */
	FOLD_LOOKS_AT = 4096, /* bytes from the start; no fold is later */
	MARGIN_LEFT = 3,
};

/* Where things are in a window of this size. */
struct plan {
	struct rect text;  /* the writing area, with its margin */
	struct rect panel; /* columns 0: not beside the text */
	int line;	   /* row of the line that stands for the panel, -1: none */
	int status, keys;  /* rows */
	int writing;	   /* columns of the text */
};

/* A proposal is decided on in the panel, so then it is there in any case. */
static bool wants_panel(const struct desk *desk)
{
	return (desk->shows_panel && !modes_show_text_only(desk)) ||
	       desk->rewriting.stage == REWRITING_DECIDES;
}

static struct plan plan_of(const struct desk *desk, const struct canvas *canvas)
{
	int columns = canvas->columns, rows = canvas->rows;
	bool wide = columns >= DESK_WIDE;
	bool beside = wide && wants_panel(desk);
	bool text_only = modes_show_text_only(desk);
	struct plan plan = { .line = beside ? -1 : rows - 3, .status = rows - 2, .keys = rows - 1 };
	if (text_only)
		plan.line = -1;
	int bottom = beside || text_only ? rows - 2 : rows - 3;
	int width = beside ? columns - DESK_PANEL - 2 : columns;
	plan.text = (struct rect){ TEXT_TOP, 0, bottom - TEXT_TOP, width };
	if (beside)
		plan.panel = (struct rect){ 1, width + 2, rows - 4, DESK_PANEL - 1 };
	int room = width - MARGIN_LEFT - 2;
	plan.writing = room < DESK_WRITING ? room : DESK_WRITING;
	return plan;
}

static bool is_too_small(const struct canvas *canvas)
{
	return canvas->columns < DESK_COLUMNS || canvas->rows < DESK_ROWS;
}

static bool panel_is_over(const struct desk *desk, const struct canvas *canvas)
{
	return canvas->columns < DESK_WIDE && wants_panel(desk);
}

/* Offset of the fold, the text's length when it does not fold. */
static size_t fold_of(const struct desk *desk)
{
	const struct platform *platform = coaching_platform(desk->coaching);
	const struct fold_profile *profile = platform_fold_profile(platform, desk->settings.fold);
	size_t length = buffer_length(desk->editor.buffer);
	if (!profile)
		return length;
	size_t seen = length < FOLD_LOOKS_AT ? length : FOLD_LOOKS_AT;
	size_t fold = platform_fold(profile, platform, buffer_slice(desk->editor.buffer, 0, seen));
	return fold < seen ? fold : length;
}

void screen_prepare(struct desk *desk)
{
	struct plan plan = plan_of(desk, &desk->canvas);
	struct layout *layout = &desk->editor.layout;
	if (is_too_small(&desk->canvas))
		return;
	layout_set_columns(layout, plan.writing);
	layout_set_language(layout, coaching_pinned(desk->coaching),
			    coaching_language(desk->coaching));
	desk->text_rows = plan.text.rows;
	desk->fold =
		modes_show_text_only(desk) ? buffer_length(desk->editor.buffer) : fold_of(desk);
	if (desk->follows_caret && desk->modes.typewriter)
		editor_centre_caret(&desk->editor, plan.text.rows - 1);
	else if (desk->follows_caret)
		editor_show_caret(&desk->editor, plan.text.rows - 1);
	struct layout_place place = desk->editor.top;
	for (int row = 0; row < plan.text.rows; row++) {
		coaching_judge(desk->coaching, layout_words(layout, place.line));
		if (!layout_down(layout, &place))
			break;
	}
}

/* ---- the text ---- */

/* How the bytes at an offset of a line are marked; asked from left to right. */
struct marker {
	const struct desk *desk;
	const struct layout_line *line;
	size_t token; /* the next that may apply */
	size_t select_start, select_end;
	size_t found_start, found_end;
};

static void find_marked(struct marker *marker)
{
	const struct desk *desk = marker->desk;
	editor_selection(&desk->editor, &marker->select_start, &marker->select_end);
	if (desk->rewriting.stage == REWRITING_DECIDES)
		proposal_place(&desk->rewriting.proposal, desk->rewriting.hunk,
			       &marker->found_start, &marker->found_end);
	else if (learning_place(desk, &marker->found_start, &marker->found_end))
		return;
	else if (desk->hint < 0 || !coaching_place(desk->coaching, (size_t)desk->hint,
						   &marker->found_start, &marker->found_end))
		marker->found_start = marker->found_end = 0;
}

static bool is_being_typed(const struct desk *desk, const struct layout_line *line,
			   const struct token *token)
{
	size_t caret = desk->editor.caret;
	return desk->editor.is_typing && caret > line->start + token->start &&
	       caret <= line->start + token->end;
}

static enum role role_at(struct marker *marker, size_t at, unsigned *attributes)
{
	const struct layout_line *line = marker->line;
	size_t in_text = line->start + at;
	*attributes = 0;
	const struct tokens *tokens = &line->analysis.tokens;
	while (marker->token < tokens->count && tokens->at[marker->token].end <= at)
		marker->token++;
	enum role role = ROLE_TEXT;
	if (marker->token < tokens->count && tokens->at[marker->token].start <= at &&
	    !modes_write_freely(marker->desk) &&
	    !is_being_typed(marker->desk, line, &tokens->at[marker->token])) {
		int verdict = line->verdicts[marker->token];
		if (verdict == VERDICT_WRONG || verdict == VERDICT_SHARP_S)
			role = ROLE_MISSPELLED;
		else if (verdict == VERDICT_NAME)
			role = ROLE_NAME;
	}
	if (role == ROLE_MISSPELLED)
		*attributes = ATTRIBUTE_UNDERLINE;
	if (in_text >= marker->found_start && in_text < marker->found_end)
		role = role == ROLE_MISSPELLED ? role : ROLE_FOUND;
	if (find_marks(&marker->desk->find, in_text))
		role = ROLE_FOUND;
	if (in_text >= marker->select_start && in_text < marker->select_end)
		role = ROLE_SELECTED;
	return role;
}

static void draw_row(const struct desk *desk, struct canvas *canvas, const struct plan *plan,
		     int row, const struct layout_line *line, size_t index)
{
	struct marker marker = { .desk = desk, .line = line };
	find_marked(&marker);
	struct span text =
		buffer_slice(desk->editor.buffer, line->start, line->start + line->length);
	size_t at = line->rows.at[index];
	size_t end = index + 1 < line->rows.count ? line->rows.at[index + 1] : line->length;
	size_t caret = desk->editor.caret - line->start; /* wraps when before: no match */
	int column = 0;
	while (at < end) {
		if (at == caret)
			canvas_caret(canvas, row, MARGIN_LEFT + column);
		struct grapheme grapheme = grapheme_next(text, at, column);
		unsigned attributes;
		enum role role = role_at(&marker, at, &attributes);
		canvas_grapheme(canvas, row, MARGIN_LEFT + column,
				plan->text.columns - MARGIN_LEFT - column, role, attributes,
				span_slice(text, at, at + grapheme.length), &grapheme);
		column += grapheme.columns;
		at += grapheme.length;
	}
	if (caret == end && end == line->length)
		canvas_caret(canvas, row, MARGIN_LEFT + column);
}

static void draw_fold(const struct desk *desk, struct canvas *canvas, const struct plan *plan,
		      int row)
{
	const struct platform *platform = coaching_platform(desk->coaching);
	bool mobile = strcmp(desk->settings.fold, "mobile") == 0;
	canvas_horizontal(canvas, row, 1, plan->text.columns - 2, ROLE_FOLD, "┄");
	struct str label = { 0 };
	(void)str_format(&label, _(" …more, about here (%s, %ld) "),
			 mobile ? _("phone") : _("desktop"), platform->year);
	int width = grapheme_columns(str_span(&label));
	canvas_text(canvas, row, MARGIN_LEFT + (plan->writing - width) / 2, width, ROLE_FOLD,
		    str_span(&label));
	str_release(&label);
}

/* Does the fold lie in the row, or at its very end with text after it? */
static bool folds_in(const struct desk *desk, struct layout *layout, struct layout_place place)
{
	size_t start = layout_row_start(layout, place);
	struct layout_place next = place;
	if (desk->fold >= buffer_length(desk->editor.buffer) || !layout_down(layout, &next))
		return false;
	return desk->fold >= start && desk->fold < layout_row_start(layout, next);
}

static void draw_text(const struct desk *desk, struct canvas *canvas, const struct plan *plan)
{
	/* The layout is a cache: asking it does not change what it says. */
	struct layout *layout = (struct layout *)&desk->editor.layout;
	struct layout_place place = desk->editor.top;
	int bottom = plan->text.row + plan->text.rows;
	for (int row = plan->text.row; row < bottom; row++) {
		draw_row(desk, canvas, plan, row, layout_words(layout, place.line), place.row);
		if (folds_in(desk, layout, place) && ++row < bottom)
			draw_fold(desk, canvas, plan, row);
		if (!layout_down(layout, &place))
			break;
	}
}

bool screen_offset_at(struct desk *desk, int row, int column, size_t *at)
{
	struct plan plan = plan_of(desk, &desk->canvas);
	struct layout *layout = &desk->editor.layout;
	if (is_too_small(&desk->canvas) || row < plan.text.row ||
	    row >= plan.text.row + plan.text.rows || column >= plan.text.columns)
		return false;
	struct layout_place place = desk->editor.top;
	for (int i = plan.text.row; i < row; i++) {
		if (folds_in(desk, layout, place) && ++i == row)
			break;
		if (!layout_down(layout, &place))
			break;
	}
	*at = layout_at_column(layout, place, column - MARGIN_LEFT);
	return true;
}

/* ---- around it ---- */

/* The first words of the text, else the file's name. */
static void add_title(const struct desk *desk, struct str *out)
{
	const struct buffer *buffer = desk->editor.buffer;
	size_t end = buffer_line_end(buffer, 0);
	struct span line = span_trim(buffer_slice(buffer, 0, end < 200 ? end : 200));
	if (line.length)
		(void)str_add(out, line);
	else
		(void)str_add(out, span_of(desk->path ? path_name(desk->path) : _("New draft")));
}

static void add_state(const struct desk *desk, struct str *out)
{
	char time[6];
	(void)str_format(out, "%s · %s · ", language_name(coaching_language(desk->coaching)),
			 coaching_platform(desk->coaching)->name);
	if (desk->editor.is_read_only)
		(void)str_add(out, span_of(_("read only")));
	else if (editor_is_changed(&desk->editor))
		(void)str_add(out, span_of(_("not saved")));
	else if (desk->saved_at)
		(void)str_format(out, _("saved %s"), clock_time_of_day(desk->saved_at, time));
	else
		(void)str_add(out, span_of(desk->never_saved ? _("new") : _("unchanged")));
}

static void draw_head(const struct desk *desk, struct canvas *canvas)
{
	struct str title = { 0 }, state = { 0 };
	add_title(desk, &title);
	add_state(desk, &state);
	int width = grapheme_columns(str_span(&state));
	int room = canvas->columns - width - 4;
	canvas_fill(canvas, (struct rect){ 0, 0, 1, canvas->columns }, ROLE_STATUS);
	int used = canvas_text(canvas, 0, 1, room, ROLE_STATUS, SPAN("Tonfall · "));
	canvas_text(canvas, 0, 1 + used, room - used, ROLE_STATUS, str_span(&title));
	canvas_text(canvas, 0, canvas->columns - width - 1, width, ROLE_STATUS, str_span(&state));
	str_release(&title);
	str_release(&state);
}

static const struct {
	const char *command, *word;
} key_line[] = {
	{ "save", N_("save") },
	{ "rewrite", N_("rewrite") },
	{ "suggest", N_("words") },
	{ "hint-next", N_("next hint") },
	{ "palette", N_("all commands") },
	{ "help", N_("help") },
};

static void draw_keys(const struct desk *desk, struct canvas *canvas, int row)
{
	int column = 1;
	for (size_t i = 0; i < sizeof key_line / sizeof *key_line; i++) {
		const struct command *command = command_find(key_line[i].command);
		assert(command);
		const char *names = keymap_names(&desk->keymap, command);
		size_t length = strcspn(names, " ");
		struct span key = { names, length };
		int needed = (int)length + 1 + grapheme_columns(span_of(_(key_line[i].word)));
		if (column + needed >= canvas->columns)
			return;
		column += canvas_text(canvas, row, column, 12, ROLE_KEY, key) + 1;
		column += canvas_text(canvas, row, column, 30, ROLE_DIM,
				      span_of(_(key_line[i].word))) +
			  2;
	}
}

static void draw_status(const struct desk *desk, struct canvas *canvas, int row)
{
	canvas_text(canvas, row, 1, canvas->columns - 2,
		    desk->message_is_error ? ROLE_ERROR : ROLE_PLAIN, str_span(&desk->message));
}

static void draw_too_small(struct canvas *canvas)
{
	struct rect all = { 0, 0, canvas->rows, canvas->columns };
	struct str text = { 0 };
	(void)str_format(&text,
			 _("Tonfall needs a window of %d x %d; this one is %d x %d. Please make it "
			   "larger. Your text is safe."),
			 DESK_COLUMNS, DESK_ROWS, canvas->columns, canvas->rows);
	canvas_paragraph(canvas, all, ROLE_PLAIN, str_span(&text));
	str_release(&text);
}

void screen_draw(const struct desk *desk, struct canvas *canvas)
{
	canvas_clear(canvas, ROLE_TEXT);
	canvas->caret_shown = false;
	if (is_too_small(canvas)) {
		draw_too_small(canvas);
		return;
	}
	struct plan plan = plan_of(desk, canvas);
	if (!modes_show_text_only(desk))
		draw_head(desk, canvas);
	draw_text(desk, canvas, &plan);
	if (plan.panel.columns) {
		canvas_vertical(canvas, 1, plan.panel.column - 2, canvas->rows - 3, ROLE_BORDER,
				"│");
		panel_draw(desk, canvas, plan.panel);
	} else if (panel_is_over(desk, canvas)) {
		struct rect over = { 1, canvas->columns - DESK_PANEL - 2, canvas->rows - 4,
				     DESK_PANEL + 2 };
		canvas_fill(canvas, over, ROLE_PLAIN);
		canvas_vertical(canvas, 1, over.column, over.rows, ROLE_BORDER, "│");
		panel_draw(desk, canvas,
			   (struct rect){ 1, over.column + 2, over.rows, DESK_PANEL - 1 });
	}
	if (plan.line >= 0)
		panel_draw_line(desk, canvas, plan.line);
	if (desk->find.is_open) {
		find_draw(desk, canvas, plan.status, plan.keys);
	} else {
		draw_status(desk, canvas, plan.status);
		if (!modes_show_text_only(desk))
			draw_keys(desk, canvas, plan.keys);
		modes_draw(desk, canvas, plan.keys);
	}
	overlay_draw(&desk->overlay, canvas);
}
