#include "desk/overlay.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "desk/desk.h"

void overlay_close(struct overlay *overlay)
{
	for (size_t i = 0; i < overlay->items.count; i++) {
		free(overlay->items.at[i].title);
		free(overlay->items.at[i].note);
	}
	arr_release(&overlay->items);
	free(overlay->title);
	free(overlay->foot);
	str_release(&overlay->text);
	str_release(&overlay->filter);
	*overlay = (struct overlay){ 0 };
}

static void open_overlay(struct overlay *overlay, enum overlay_kind kind, const char *title,
			 const char *foot,
			 void (*choose)(struct desk *desk, int value, const char *text))
{
	overlay_close(overlay);
	overlay->kind = kind;
	overlay->title = mem_copy(span_of(title));
	overlay->foot = mem_copy(span_of(foot));
	overlay->choose = choose;
	str_init(&overlay->filter, 1000);
}

void overlay_page(struct overlay *overlay, const char *title, struct str *text, const char *foot,
		  void (*choose)(struct desk *desk, int value, const char *text))
{
	struct str taken = *text;
	*text = (struct str){ 0 };
	open_overlay(overlay, OVERLAY_PAGE, title, foot, choose);
	overlay->text = taken;
}

void overlay_list(struct overlay *overlay, const char *title, const char *foot, bool filters,
		  void (*choose)(struct desk *desk, int value, const char *text))
{
	open_overlay(overlay, OVERLAY_LIST, title, foot, choose);
	overlay->filters = filters;
}

void overlay_item(struct overlay *overlay, const char *title, const char *note, int value,
		  bool is_dim)
{
	*arr_add(&overlay->items) = (struct overlay_item){ .title = mem_copy(span_of(title)),
							   .note = mem_copy(span_of(note)),
							   .value = value,
							   .is_dim = is_dim };
}

void overlay_input(struct overlay *overlay, const char *title, const char *text, const char *foot,
		   void (*choose)(struct desk *desk, int value, const char *text))
{
	open_overlay(overlay, OVERLAY_INPUT, title, foot, choose);
	(void)str_add(&overlay->filter, span_of(text));
}

/* Does the title hold the filter, ASCII letters in any case? */
static bool is_shown(const struct overlay *overlay, const struct overlay_item *item)
{
	if (!overlay->filters || overlay->filter.length == 0)
		return true;
	return strcasestr(item->title, str_text(&overlay->filter)) != NULL;
}

/* The item shown as number `index`, NULL past the end. */
static const struct overlay_item *shown(const struct overlay *overlay, size_t index)
{
	for (size_t i = 0; i < overlay->items.count; i++)
		if (is_shown(overlay, &overlay->items.at[i]) && index-- == 0)
			return &overlay->items.at[i];
	return NULL;
}

static size_t count_shown(const struct overlay *overlay)
{
	size_t count = 0;
	for (size_t i = 0; i < overlay->items.count; i++)
		count += is_shown(overlay, &overlay->items.at[i]);
	return count;
}

/* Closes first, so that the function may open another one. */
static void choose(struct desk *desk, int value)
{
	struct overlay *overlay = &desk->overlay;
	void (*function)(struct desk *, int, const char *) = overlay->choose;
	char *text = mem_copy(str_span(&overlay->filter));
	overlay_close(overlay);
	if (function)
		function(desk, value, text);
	free(text);
}

static void press_enter(struct desk *desk)
{
	struct overlay *overlay = &desk->overlay;
	if (overlay->kind != OVERLAY_LIST) {
		choose(desk, 0);
		return;
	}
	const struct overlay_item *item = shown(overlay, overlay->chosen);
	if (item)
		choose(desk, item->value);
}

static void press_escape(struct desk *desk)
{
	void (*cancel)(struct desk *) = desk->overlay.cancel;
	overlay_close(&desk->overlay);
	if (cancel)
		cancel(desk);
}

static void type(struct overlay *overlay, struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] >= 0x20 && text.at[i] != 0x7f)
			(void)str_add_byte(&overlay->filter, text.at[i]);
	overlay->chosen = 0;
}

static void erase(struct overlay *overlay)
{
	size_t at = grapheme_before(str_span(&overlay->filter), overlay->filter.length);
	(void)str_replace(&overlay->filter, at, overlay->filter.length - at, SPAN(""));
	overlay->chosen = 0;
}

static bool move(struct overlay *overlay, enum key_code code)
{
	int step = code == KEY_UP || code == KEY_WHEEL_UP	? -1
		   : code == KEY_DOWN || code == KEY_WHEEL_DOWN ? 1
		   : code == KEY_PAGE_UP			? -10
		   : code == KEY_PAGE_DOWN			? 10
								: 0;
	if (step == 0)
		return false;
	if (overlay->kind == OVERLAY_PAGE) {
		overlay->scroll = overlay->scroll + step > 0 ? overlay->scroll + step : 0;
		return true;
	}
	long last = (long)count_shown(overlay) - 1;
	long chosen = (long)overlay->chosen + step;
	overlay->chosen = (size_t)(chosen < 0 || last < 0 ? 0 : chosen > last ? last : chosen);
	return true;
}

bool overlay_press(struct desk *desk, const struct key *key)
{
	struct overlay *overlay = &desk->overlay;
	if (overlay->kind == OVERLAY_NONE)
		return false;
	bool types = overlay->kind == OVERLAY_INPUT || overlay->filters;
	if (key->code == KEY_ESCAPE)
		press_escape(desk);
	else if (overlay->key && overlay->key(desk, key))
		return true;
	else if (key->code == KEY_ENTER)
		press_enter(desk);
	else if (move(overlay, key->code))
		return true;
	else if (types && key->code == KEY_BACKSPACE)
		erase(overlay);
	else if (types && key->code == KEY_PASTE)
		type(overlay, key->text);
	else if (types && key->code == KEY_CHARACTER && key->modifiers == 0) {
		struct str text = { 0 };
		(void)str_add_point(&text, key->point);
		type(overlay, str_span(&text));
		str_release(&text);
	}
	return true;
}

/* ---- drawing ---- */

static struct rect place(const struct overlay *overlay, const struct canvas *canvas)
{
	int columns = canvas->columns - 8 < 84 ? canvas->columns - 8 : 84;
	int rows = canvas->rows - 6;
	if (overlay->kind == OVERLAY_INPUT)
		rows = 5;
	else if (overlay->kind == OVERLAY_LIST && (int)overlay->items.count + 5 < rows)
		rows = (int)overlay->items.count + 5;
	return (struct rect){ (canvas->rows - rows) / 3, (canvas->columns - columns) / 2, rows,
			      columns };
}

static void draw_frame(const struct overlay *overlay, struct canvas *canvas, struct rect r)
{
	canvas_fill(canvas, r, ROLE_PLAIN);
	int right = r.column + r.columns - 1, bottom = r.row + r.rows - 1;
	canvas_horizontal(canvas, r.row, r.column, r.columns, ROLE_BORDER, "─");
	canvas_horizontal(canvas, bottom, r.column, r.columns, ROLE_BORDER, "─");
	canvas_vertical(canvas, r.row, r.column, r.rows, ROLE_BORDER, "│");
	canvas_vertical(canvas, r.row, right, r.rows, ROLE_BORDER, "│");
	canvas_text(canvas, r.row, r.column, 1, ROLE_BORDER, SPAN("┌"));
	canvas_text(canvas, r.row, right, 1, ROLE_BORDER, SPAN("┐"));
	canvas_text(canvas, bottom, r.column, 1, ROLE_BORDER, SPAN("└"));
	canvas_text(canvas, bottom, right, 1, ROLE_BORDER, SPAN("┘"));
	canvas_print(canvas, r.row, r.column + 2, r.columns - 4, ROLE_TITLE, " %s ",
		     overlay->title);
	canvas_print(canvas, bottom, r.column + 2, r.columns - 4, ROLE_DIM, " %s ", overlay->foot);
}

static void draw_list(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	int row = in.row;
	if (overlay->filters) {
		int used = canvas_print(canvas, row, in.column, in.columns, ROLE_TEXT, "› %s",
					str_text(&overlay->filter));
		canvas_caret(canvas, row, in.column + used);
		row += 2;
	}
	int rows = in.row + in.rows - row;
	size_t first = rows > 0 && overlay->chosen >= (size_t)rows
			       ? overlay->chosen - (size_t)rows + 1
			       : 0;
	for (size_t i = first; rows-- > 0; i++, row++) {
		const struct overlay_item *item = shown(overlay, i);
		if (!item)
			return;
		bool chosen = i == overlay->chosen;
		enum role role = chosen ? ROLE_SELECTED : item->is_dim ? ROLE_DIM : ROLE_PLAIN;
		canvas_fill(canvas, (struct rect){ row, in.column, 1, in.columns }, role);
		int note = grapheme_columns(span_of(item->note));
		int room = in.columns - note - 3;
		bool fits = room >= in.columns / 3;
		canvas_print(canvas, row, in.column, fits ? room : in.columns, role, "%s %s",
			     chosen ? "▸" : " ", item->title);
		if (fits)
			canvas_text(canvas, row, in.column + in.columns - note - 1, note,
				    chosen ? role : ROLE_DIM, span_of(item->note));
	}
}

/* Each line of a page is wrapped for itself; a line that starts with "# " is a heading. */
static void draw_page(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	struct span rest = str_span(&overlay->text), line;
	int row = in.row - overlay->scroll;
	while (span_next(&rest, '\n', &line)) {
		bool heading = span_starts(line, SPAN("# "));
		if (heading)
			line = span_slice(line, 2, line.length);
		/* The signs of a comparison (desk/difference.h). */
		enum role role = heading			 ? ROLE_TITLE
				 : span_starts(line, SPAN("+ ")) ? ROLE_INSERTED
				 : span_starts(line, SPAN("− ")) ? ROLE_REMOVED
								 : ROLE_PLAIN;
		struct rect measure = { 0, in.column, 0, in.columns };
		int rows = line.length ? canvas_paragraph(canvas, measure, role, line) : 1;
		/* A paragraph that begins above the page is scrolled out whole. */
		if (row >= in.row && row < in.row + in.rows)
			canvas_paragraph(
				canvas,
				(struct rect){ row, in.column, in.row + in.rows - row, in.columns },
				role, line);
		row += rows;
	}
}

static void draw_input(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	int used = canvas_text(canvas, in.row + 1, in.column, in.columns - 1, ROLE_TEXT,
			       str_span(&overlay->filter));
	canvas_caret(canvas, in.row + 1, in.column + used);
}

void overlay_draw(const struct overlay *overlay, struct canvas *canvas)
{
	if (overlay->kind == OVERLAY_NONE)
		return;
	canvas->caret_shown = false;
	struct rect frame = place(overlay, canvas);
	draw_frame(overlay, canvas, frame);
	struct rect in = { frame.row + 1, frame.column + 2, frame.rows - 2, frame.columns - 4 };
	switch (overlay->kind) {
	case OVERLAY_LIST:
		draw_list(overlay, canvas, in);
		return;
	case OVERLAY_PAGE:
		draw_page(overlay, canvas, in);
		return;
	case OVERLAY_INPUT:
		draw_input(overlay, canvas, in);
		return;
	case OVERLAY_NONE:
		return;
	}
}
