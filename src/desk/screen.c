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
	MESSAGE_ROWS = 4,
	TITLE_BYTES = 200,
};

/* Where things are in a window of this size. */
struct plan {
	struct rect text;  /* the writing area, with its margin */
	struct rect panel; /* columns 0: not beside the text */
	int line;	   /* row of the line that stands for the panel, -1: none */
	int status, keys;  /* rows */
	int left, writing; /* first column and columns of the text */
};

/* A proposal is decided on in the panel, so then it is there in any case. */
static bool wants_panel(const struct desk *desk)
{
	return (desk->shows_panel && !modes_show_text_only(desk)) ||
	       desk->rewriting.stage == REWRITING_DECIDES || desk->review.open >= 0;
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
	/* A wide window has the text in the middle of its side. */
	plan.left =
		text_only ? (width - plan.writing) / 2 : MARGIN_LEFT + (room - plan.writing) / 2;
	return plan;
}

static bool is_too_small(const struct canvas *canvas)
{
	return canvas->columns < DESK_COLUMNS || canvas->rows < DESK_ROWS;
}

/* In an empty draft the panel greets, and there is nothing that it could cover. */
static bool panel_is_over(const struct desk *desk, const struct canvas *canvas)
{
	bool greets = buffer_length(desk->editor.buffer) == 0;
	return canvas->columns < DESK_WIDE && (wants_panel(desk) || greets);
}

static struct rect panel_over(const struct canvas *canvas)
{
	return (struct rect){ 1, canvas->columns - DESK_PANEL, canvas->rows - 4, DESK_PANEL - 1 };
}

bool screen_panel(const struct desk *desk, struct rect *rect)
{
	*rect = panel_is_over(desk, &desk->canvas) ? panel_over(&desk->canvas)
						   : plan_of(desk, &desk->canvas).panel;
	return rect->columns > 0;
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
	struct span text = platform_posted(buffer_slice(desk->editor.buffer, 0, seen));
	size_t fold = platform_fold(profile, platform, text);
	return fold < text.length ? fold : length;
}

/* Looks at the words in view, line by line; of a long line only at those. */
static void prepare_words(struct desk *desk, int rows)
{
	struct layout *layout = &desk->editor.layout;
	struct layout_place place = desk->editor.top, last = place;
	for (bool more = true; more && rows > 0; last = place) {
		size_t from = layout_row_start(layout, place);
		do {
			last = place;
			more = layout_down(layout, &place);
		} while (--rows > 0 && more && place.line == last.line);
		size_t to = layout_row_limit(layout, last);
		coaching_judge(desk->coaching,
			       layout_words(layout, last.line, from - last.line, to - last.line),
			       desk->editor.is_typing ? desk->editor.caret : SIZE_MAX);
	}
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
	if (coaching_judges(desk->coaching))
		prepare_words(desk, plan.text.rows);
}

/* ---- the text ---- */

/* How the bytes at an offset of the text are marked; asked from left to right. */
struct marker {
	const struct desk *desk;
	const struct layout_line *line;
	size_t token; /* the next that may apply */
	size_t select_start, select_end;
	size_t found_start, found_end;
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

static enum role role_at(struct marker *marker, size_t in_text, unsigned *attributes)
{
	const struct layout_line *line = marker->line;
	size_t at = in_text - line->start - line->from;
	*attributes = 0;
	const struct tokens *tokens = &line->analysis.tokens;
	while (marker->token < tokens->count && tokens->at[marker->token].end <= at)
		marker->token++;
	enum role role = ROLE_TEXT;
	if (marker->token < tokens->count && tokens->at[marker->token].start <= at &&
	    !modes_write_freely(marker->desk)) {
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

/* The first token of the line's known words that ends behind `at`. */
static size_t first_token(const struct tokens *tokens, size_t at)
{
	size_t low = 0, high = tokens->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (tokens->at[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void draw_row(struct marker *marker, struct canvas *canvas, const struct plan *plan, int row,
		     struct layout_place place)
{
	const struct desk *desk = marker->desk;
	/* The layout is a cache: asking it does not change what it says. */
	struct layout *layout = (struct layout *)&desk->editor.layout;
	size_t start = layout_row_start(layout, place), limit = layout_row_limit(layout, place);
	const struct layout_line *line = marker->line = layout_line(layout, place.line);
	struct span text = buffer_slice(desk->editor.buffer, start, limit);
	marker->token = first_token(&line->analysis.tokens, start - line->start - line->from);
	const char *sign = review_sign(desk, start, limit);
	if (sign)
		canvas_text(canvas, row, plan->left - 2, 1, ROLE_ACCENT, span_of(sign));
	size_t caret = desk->editor.caret - start; /* wraps when before: no match */
	int column = 0;
	for (size_t at = 0; at < text.length;) {
		if (at == caret)
			canvas_caret(canvas, row, plan->left + column);
		struct grapheme grapheme = grapheme_next(text, at, column);
		unsigned attributes;
		enum role role = role_at(marker, start + at, &attributes);
		canvas_grapheme(canvas, row, plan->left + column,
				plan->text.columns - plan->left - column, role, attributes,
				span_slice(text, at, at + grapheme.length), &grapheme);
		column += grapheme.columns;
		at += grapheme.length;
	}
	if (caret == text.length && limit == line->start + line->length)
		canvas_caret(canvas, row, plan->left + column);
}

static void draw_fold(const struct desk *desk, struct canvas *canvas, const struct plan *plan,
		      int row)
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
	struct layout *layout = (struct layout *)&desk->editor.layout;
	struct layout_place place = desk->editor.top;
	struct marker marker = { 0 };
	find_marked(&marker, desk);
	int bottom = plan->text.row + plan->text.rows;
	for (int row = plan->text.row; row < bottom; row++) {
		draw_row(&marker, canvas, plan, row, place);
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
	*at = layout_at_column(layout, place, column - plan.left);
	return true;
}

/* ---- around it ---- */

/* The first words of the text, else the file's name. */
static void add_title(const struct desk *desk, struct str *out)
{
	const struct buffer *buffer = desk->editor.buffer;
	size_t length = buffer_length(buffer);
	struct span line = buffer_slice(buffer, 0, length < TITLE_BYTES ? length : TITLE_BYTES);
	line = span_trim(span_slice(line, 0, span_find(line, SPAN("\n"), 0)));
	if (line.length)
		(void)str_add(out, line);
	else
		(void)str_add(out, span_of(desk->path ? path_name(desk->path) : _("New draft")));
}

static void add_state(const struct desk *desk, struct str *out)
{
	char time[6];
	review_add_state(desk, out);
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
	{ "save", N_("save") },		  { "rewrite", N_("rewrite") },
	{ "suggest", N_("words") },	  { "panel", N_("coach") },
	{ "hint-next", N_("next hint") }, { "palette", N_("all commands") },
	{ "help", N_("help") },
};

enum { KEYS = sizeof key_line / sizeof *key_line, KEYS_LAST = 2 };

/* The key of a command as it is shown: the first of several. */
static struct span shown_key(const struct desk *desk, size_t index)
{
	const struct command *command = command_find(key_line[index].command);
	assert(command);
	const char *names = keymap_names(&desk->keymap, command);
	return (struct span){ names, strcspn(names, " ") };
}

/* Of the first `count` and the last two. In a wide window the coach is there without a key. */
static bool has_key(const struct desk *desk, size_t index, size_t count)
{
	if (strcmp(key_line[index].command, "panel") == 0 && desk->canvas.columns >= DESK_WIDE)
		return false;
	return index < count || index >= KEYS - KEYS_LAST;
}

static int keys_columns(const struct desk *desk, size_t count)
{
	int columns = 0;
	for (size_t i = 0; i < KEYS; i++)
		if (has_key(desk, i, count))
			columns += (columns > 0 ? 2 : 0) + grapheme_columns(shown_key(desk, i)) +
				   1 + grapheme_columns(span_of(_(key_line[i].word)));
	return columns;
}

/* Where not all fit, those before the last two are left out: these lead to all the others. */
static void draw_keys(const struct desk *desk, struct canvas *canvas, int row)
{
	int column = 1;
	size_t count = KEYS - KEYS_LAST;
	if (review_draw_keys(desk, canvas, row))
		return;
	while (count > 0 && keys_columns(desk, count) > canvas->columns - 2)
		count--;
	for (size_t i = 0; i < KEYS; i++) {
		if (!has_key(desk, i, count))
			continue;
		column += canvas_text(canvas, row, column, 12, ROLE_KEY, shown_key(desk, i)) + 1;
		column += canvas_text(canvas, row, column, 30, ROLE_DIM,
				      span_of(_(key_line[i].word))) +
			  2;
	}
}

/* A sentence that is too long for the row takes those above it, until the next key. */
static void draw_status(const struct desk *desk, struct canvas *canvas, int row)
{
	enum role role = desk->message_is_error ? ROLE_ERROR : ROLE_PLAIN;
	struct span message = str_span(&desk->message);
	struct rect rect = { row, 1, 0, canvas->columns - 2 };
	int rows = canvas_paragraph(canvas, rect, role, message);
	rect.rows = rows < MESSAGE_ROWS ? rows : MESSAGE_ROWS;
	rect.row = row - rect.rows + 1;
	if (rows > 1)
		canvas_fill(canvas, (struct rect){ rect.row, 0, rect.rows, canvas->columns },
			    ROLE_PLAIN);
	canvas_paragraph(canvas, rect, role, message);
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
		panel_draw(desk, canvas, panel_over(canvas));
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
