#include "desk/screen.h"

#include <stdint.h>

#include "base/i18n.h"
#include "desk/desk.h"

enum {
	TEXT_TOP = 2,	      /* first row of the writing area */
	FOLD_LOOKS_AT = 4096, /* bytes from the start; no fold is later */
	MARGIN_LEFT = 3,
};

/* In a window that is not wide the greeting of an empty draft is there without a key; behind an
 * overlay scraps of it would be left. */
static bool greets(const struct desk *desk, const struct canvas *canvas)
{
	return canvas->columns < DESK_WIDE && buffer_length(desk->editor.buffer) == 0 &&
	       desk->overlay.kind == OVERLAY_NONE;
}

/* A proposal is decided on in the panel, so then it is there in any case. */
static bool wants_panel(const struct desk *desk, const struct canvas *canvas)
{
	return greets(desk, canvas) || (desk->shows_panel && !modes_show_text_only(desk)) ||
	       desk->rewriting.stage == REWRITING_DECIDES || desk->review.open >= 0;
}

static int key_rows(const struct desk *desk, int columns)
{
	int rows = desk->find.is_open		? find_key_rows(&desk->find, columns)
		   : modes_show_text_only(desk) ? 0
						: review_key_rows(desk, columns);
	return rows > 0 ? rows : 1;
}

struct screen_plan screen_plan_of(const struct desk *desk, const struct canvas *canvas)
{
	int columns = canvas->columns, rows = canvas->rows + 1 - key_rows(desk, canvas->columns);
	bool beside = columns >= DESK_BESIDE && wants_panel(desk, canvas);
	bool text_only = modes_show_text_only(desk);
	struct screen_plan plan = { .line = beside ? -1 : rows - 3,
				    .status = rows - 2,
				    .keys = rows - 1 };
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

bool screen_is_too_small(const struct canvas *canvas)
{
	return canvas->columns < DESK_COLUMNS || canvas->rows < DESK_ROWS;
}

bool screen_panel_is_over(const struct desk *desk, const struct canvas *canvas)
{
	return canvas->columns < DESK_BESIDE && wants_panel(desk, canvas);
}

/* Over all of the text, of which scraps would be left; beside the caret where there is none yet. */
static struct rect panel_over(const struct desk *desk, const struct canvas *canvas)
{
	struct screen_plan plan = screen_plan_of(desk, canvas);
	int rows = (plan.line >= 0 ? plan.line : plan.status) - 1;
	if (greets(desk, canvas))
		return (struct rect){ 1, canvas->columns - DESK_PANEL, rows, DESK_PANEL - 1 };
	return (struct rect){ 1, MARGIN_LEFT, rows, canvas->columns - MARGIN_LEFT - 2 };
}

static void draw_panel_over(const struct desk *desk, struct canvas *canvas)
{
	struct rect panel = panel_over(desk, canvas);
	int left = greets(desk, canvas) ? panel.column - 2 : 0;
	canvas_fill(canvas, (struct rect){ panel.row, left, panel.rows, canvas->columns },
		    ROLE_PLAIN);
	if (left > 0)
		canvas_vertical(canvas, panel.row, left, panel.rows, ROLE_BORDER, "│");
	else
		canvas->caret_shown = false;
	panel_draw(desk, canvas, panel);
}

bool screen_panel(const struct desk *desk, struct rect *rect)
{
	*rect = screen_panel_is_over(desk, &desk->canvas)
			? panel_over(desk, &desk->canvas)
			: screen_plan_of(desk, &desk->canvas).panel;
	return rect->columns > 0;
}

size_t screen_fold(const struct desk *desk)
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

bool screen_prepare_words(struct desk *desk, struct layout_place first, struct layout_place last,
			  bool lengthens)
{
	struct layout *layout = &desk->editor.layout;
	size_t line = first.line, from = layout_row_start(layout, first) - line;
	size_t to = layout_row_limit(layout, last) - line;
	bool has_looked = false;
	if (!coaching_judges(desk->coaching))
		return false;
	size_t typed = desk->editor.is_typing ? desk->editor.caret : SIZE_MAX;
	do {
		const struct layout_stretch *known =
			layout_known_words(layout_line(layout, line), from);
		if (lengthens && known && known->is_lengthened) {
			from = known->until;
			continue;
		}
		has_looked |= !known || !known->is_analysed;
		struct layout_stretch *words = layout_words(layout, line, from);
		coaching_judge(desk->coaching, line, words, typed);
		from = words->until;
	} while (from < to);
	return has_looked;
}

/* Looks at the words in view, line by line; of a long line only at those. */
static void prepare_words(struct desk *desk, int rows)
{
	struct layout *layout = &desk->editor.layout;
	struct layout_place place = desk->editor.top, last = place;
	for (bool more = true; more && rows > 0; last = place) {
		struct layout_place first = place;
		do {
			last = place;
			more = layout_down(layout, &place);
		} while (--rows > 0 && more && place.line == last.line);
		(void)screen_prepare_words(desk, first, last, false); /* all is drawn */
	}
}

void screen_prepare(struct desk *desk)
{
	struct screen_plan plan = screen_plan_of(desk, &desk->canvas);
	struct layout *layout = &desk->editor.layout;
	if (screen_is_too_small(&desk->canvas))
		return;
	desk->overlay.text_columns = plan.panel.columns ? plan.text.columns : 0;
	layout_set_columns(layout, plan.writing);
	layout_set_language(layout, coaching_pinned(desk->coaching),
			    coaching_language(desk->coaching), coaching_other(desk->coaching));
	desk->text_rows = plan.text.rows;
	desk->fold =
		modes_show_text_only(desk) ? buffer_length(desk->editor.buffer) : screen_fold(desk);
	if (desk->follows_caret && desk->modes.typewriter)
		editor_centre_caret(&desk->editor, plan.text.rows - 1);
	else if (desk->follows_caret)
		editor_show_caret(&desk->editor, plan.text.rows - 1);
	prepare_words(desk, plan.text.rows);
	screen_line_note(desk, &plan);
}

/* ---- drawing ---- */

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
	if (screen_is_too_small(canvas)) {
		draw_too_small(canvas);
		return;
	}
	struct screen_plan plan = screen_plan_of(desk, canvas);
	if (!modes_show_text_only(desk))
		screen_frame_head(desk, canvas);
	screen_text_draw(desk, canvas, &plan);
	if (plan.panel.columns) {
		canvas_vertical(canvas, 1, plan.panel.column - 2, plan.status - 1, ROLE_BORDER,
				"│");
		panel_draw(desk, canvas, plan.panel);
	} else if (screen_panel_is_over(desk, canvas)) {
		draw_panel_over(desk, canvas);
	}
	if (plan.line >= 0)
		panel_draw_line(desk, canvas, plan.line);
	if (desk->find.is_open) {
		find_draw(desk, canvas, plan.status, plan.keys);
	} else {
		if (!modes_show_text_only(desk))
			screen_frame_keys(desk, canvas, plan.keys);
		screen_frame_status(desk, canvas, plan.status);
		modes_draw(desk, canvas, plan.keys);
	}
	overlay_draw(&desk->overlay, canvas);
}
