#include "desk/overlay.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "lang/fold.h"
#include "text/wrap.h"

/* Columns of what stands before a tab in a page. */
enum { PAGE_LABEL = 16 };

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
	overlay->caret = overlay->filter.length;
}

/* Does the title hold the filter, in any case? */
static bool is_shown(const struct overlay *overlay, const struct overlay_item *item)
{
	if (!overlay->filters || overlay->filter.length == 0)
		return true;
	struct str title = { 0 }, wanted = { 0 };
	fold_word(span_of(item->title), &title);
	fold_word(str_span(&overlay->filter), &wanted);
	bool found = strstr(str_text(&title), str_text(&wanted)) != NULL;
	str_release(&title);
	str_release(&wanted);
	return found;
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
	for (size_t i = 0; i < text.length; i++) {
		struct span byte = { text.at + i, 1 };
		if ((unsigned char)*byte.at >= 0x20 && *byte.at != 0x7f &&
		    str_replace(&overlay->filter, overlay->caret, 0, byte))
			overlay->caret++;
	}
	overlay->chosen = 0;
}

/* Keys that came too fast to be told from a paste: Enter at their end is still Enter, once for each
 * time, also for what the first of them opened. */
static void type_fast(struct desk *desk, const struct key *key)
{
	struct span text = key->text;
	int enters = 0;
	while (key->is_plain && (span_ends(text, SPAN("\r")) || span_ends(text, SPAN("\n")))) {
		text.length--;
		enters++;
	}
	type(&desk->overlay, text);
	for (; enters > 0 && desk->overlay.kind != OVERLAY_NONE; enters--)
		press_enter(desk);
}

/* From one offset of the line to another; the caret goes to the first. */
static void erase(struct overlay *overlay, size_t from, size_t to)
{
	(void)str_replace(&overlay->filter, from, to - from, SPAN(""));
	overlay->caret = from;
	overlay->chosen = 0;
}

/* Moving and deleting in the line that is typed; false for another key. */
static bool edit_line(struct overlay *overlay, enum key_code code)
{
	struct span text = str_span(&overlay->filter);
	size_t caret = overlay->caret, before = grapheme_before(text, caret);
	size_t behind = caret + grapheme_next(text, caret, 0).length;
	switch (code) {
	case KEY_LEFT:
		overlay->caret = before;
		return true;
	case KEY_RIGHT:
		overlay->caret = behind;
		return true;
	case KEY_HOME:
		overlay->caret = 0;
		return true;
	case KEY_END:
		overlay->caret = text.length;
		return true;
	case KEY_BACKSPACE:
		erase(overlay, before, caret);
		return true;
	case KEY_DELETE:
		erase(overlay, caret, behind);
		return true;
	default: /* no key of a line */
		return false;
	}
}

/* Where the overlay stands on the canvas, and the room within its frame. */
static struct rect place(const struct overlay *overlay, const struct canvas *canvas)
{
	int columns = canvas->columns - 8 < 84 ? canvas->columns - 8 : 84;
	int rows = canvas->rows - 6;
	if (overlay->kind == OVERLAY_INPUT)
		rows = 5;
	else if (overlay->kind == OVERLAY_LIST) {
		int wanted = (int)overlay->items.count + (overlay->filters ? 5 : 3);
		rows = wanted < rows ? wanted : rows;
	}
	return (struct rect){ (canvas->rows - rows) / 3, (canvas->columns - columns) / 2, rows,
			      columns };
}

static struct rect inside(struct rect frame)
{
	return (struct rect){ frame.row + 1, frame.column + 2, frame.rows - 2, frame.columns - 4 };
}

/* One row of a page: a piece of the line, and where it stands in the page. */
struct page_row {
	struct span label, text; /* label: what stood before a tab, in the first row of its line */
	int indent;
	enum role role;
};

/* A heading, or what a comparison (desk/difference.h) adds and takes away. */
static enum role role_of_line(struct span line)
{
	return span_starts(line, SPAN("# "))   ? ROLE_TITLE
	       : span_starts(line, SPAN("+ ")) ? ROLE_INSERTED
	       : span_starts(line, SPAN("− ")) ? ROLE_REMOVED
					       : ROLE_PLAIN;
}

/* Calls `each` for every row of the page, wrapped to `columns`; returns how many there are. */
static int walk_page(const struct overlay *overlay, int columns,
		     void (*each)(void *context, int index, const struct page_row *row),
		     void *context)
{
	struct span rest = str_span(&overlay->text), line;
	int count = 0;
	/* The last line end begins no further row. */
	if (span_ends(rest, SPAN("\n")))
		rest.length--;
	while (span_next(&rest, '\n', &line)) {
		struct page_row row = { .role = role_of_line(line) };
		size_t tab = span_find(line, SPAN("\t"), 0);
		if (row.role == ROLE_TITLE)
			line = span_slice(line, 2, line.length);
		else if (tab < line.length) {
			row.label = span_slice(line, 0, tab);
			row.indent = PAGE_LABEL;
			line = span_slice(line, tab + 1, line.length);
		}
		/* A window of a few columns gets a column of graphemes; it is too small anyway. */
		int room = columns > row.indent ? columns - row.indent : 1;
		size_t at = 0;
		do {
			size_t end = wrap_row_end(line, at, room);
			row.text = span_slice(line, at, end);
			/* The blank at which the line was broken is not drawn. */
			if (end < line.length && span_ends(row.text, SPAN(" ")))
				row.text.length--;
			if (each)
				each(context, count, &row);
			row.label.length = 0;
			count++;
			at = end;
		} while (at < line.length);
	}
	return count;
}

static void scroll_page(struct desk *desk, int step)
{
	struct overlay *overlay = &desk->overlay;
	struct rect in = inside(place(overlay, &desk->canvas));
	int last = walk_page(overlay, in.columns, NULL, NULL) - in.rows;
	int scroll = overlay->scroll + step;
	overlay->scroll = scroll > last ? last : scroll;
	if (overlay->scroll < 0)
		overlay->scroll = 0;
}

static bool move(struct desk *desk, enum key_code code)
{
	enum { ALL = 1 << 20 }; /* more than any list has */
	struct overlay *overlay = &desk->overlay;
	int page = inside(place(overlay, &desk->canvas)).rows - 1;
	int step = code == KEY_UP || code == KEY_WHEEL_UP	? -1
		   : code == KEY_DOWN || code == KEY_WHEEL_DOWN ? 1
		   : code == KEY_PAGE_UP			? -page
		   : code == KEY_PAGE_DOWN			? page
		   : code == KEY_HOME				? -ALL
		   : code == KEY_END				? ALL
								: 0;
	if (step == 0)
		return false;
	if (overlay->kind == OVERLAY_PAGE) {
		scroll_page(desk, step);
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
	else if (overlay->kind == OVERLAY_INPUT && edit_line(overlay, key->code))
		return true;
	else if (move(desk, key->code))
		return true;
	else if (types && edit_line(overlay, key->code))
		return true;
	else if (types && key->code == KEY_PASTE)
		type_fast(desk, key);
	else if (types && key->code == KEY_CHARACTER && key->modifiers == 0) {
		struct str text = { 0 };
		(void)str_add_point(&text, key->point);
		type(overlay, str_span(&text));
		str_release(&text);
	}
	return true;
}

/* ---- drawing ---- */

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

/* What was typed; of a line that is too long, the part before the caret. */
static void draw_line(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	struct span text = str_span(&overlay->filter);
	size_t from = 0;
	while (from < overlay->caret &&
	       grapheme_columns(span_slice(text, from, overlay->caret)) > in.columns - 2)
		from += grapheme_next(text, from, 0).length;
	int used = grapheme_columns(span_slice(text, from, overlay->caret));
	canvas_text(canvas, in.row, in.column, in.columns - 1, ROLE_TEXT,
		    span_slice(text, from, text.length));
	if (from > 0)
		canvas_text(canvas, in.row, in.column, 1, ROLE_DIM, SPAN("…"));
	canvas_caret(canvas, in.row, in.column + used);
}

/* They tell, in the frame, that there is more above or below. */
static void draw_arrows(struct canvas *canvas, struct rect in, bool above, bool below)
{
	int column = in.column + in.columns - 1;
	if (above)
		canvas_text(canvas, in.row - 1, column, 1, ROLE_KEY, SPAN("↑"));
	if (below)
		canvas_text(canvas, in.row + in.rows, column, 1, ROLE_KEY, SPAN("↓"));
}

static void draw_item(struct canvas *canvas, struct rect in, const struct overlay_item *item,
		      bool chosen)
{
	enum role role = chosen ? ROLE_SELECTED : item->is_dim ? ROLE_DIM : ROLE_PLAIN;
	canvas_fill(canvas, in, role);
	int note = grapheme_columns(span_of(item->note));
	int room = in.columns - note - 3;
	bool fits = room >= in.columns / 3;
	canvas_print(canvas, in.row, in.column, fits ? room : in.columns, role, "%s %s",
		     chosen ? "▸" : " ", item->title);
	if (fits)
		canvas_text(canvas, in.row, in.column + in.columns - note - 1, note,
			    chosen ? role : ROLE_DIM, span_of(item->note));
}

static void draw_list(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	int row = in.row;
	if (overlay->filters) {
		int used = canvas_text(canvas, row, in.column, 2, ROLE_TEXT, SPAN("› "));
		struct rect line = { row, in.column + used, 1, in.columns - used };
		draw_line(overlay, canvas, line);
		row += 2;
	}
	int rows = in.row + in.rows - row;
	size_t count = 0, first = 0;
	if (rows > 0 && overlay->chosen >= (size_t)rows)
		first = overlay->chosen - (size_t)rows + 1;
	for (size_t i = 0; i < overlay->items.count; i++) {
		const struct overlay_item *item = &overlay->items.at[i];
		if (!is_shown(overlay, item))
			continue;
		if (rows > 0 && count >= first && count < first + (size_t)rows) {
			struct rect at = { row + (int)(count - first), in.column, 1, in.columns };
			draw_item(canvas, at, item, count == overlay->chosen);
		}
		count++;
	}
	draw_arrows(canvas, in, first > 0, rows > 0 && first + (size_t)rows < count);
}

struct page_drawing {
	struct canvas *canvas;
	struct rect in;
	int scroll;
};

static void draw_page_row(void *context, int index, const struct page_row *row)
{
	const struct page_drawing *drawing = context;
	const struct rect *in = &drawing->in;
	int at = index - drawing->scroll;
	if (at < 0 || at >= in->rows)
		return;
	canvas_text(drawing->canvas, in->row + at, in->column, PAGE_LABEL - 1, ROLE_KEY,
		    row->label);
	canvas_text(drawing->canvas, in->row + at, in->column + row->indent,
		    in->columns - row->indent, row->role, row->text);
}

static void draw_page(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	struct page_drawing drawing = { canvas, in, overlay->scroll };
	int rows = walk_page(overlay, in.columns, draw_page_row, &drawing);
	draw_arrows(canvas, in, overlay->scroll > 0, overlay->scroll + in.rows < rows);
}

static void draw_input(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	draw_line(overlay, canvas, (struct rect){ in.row + 1, in.column, 1, in.columns });
}

void overlay_draw(const struct overlay *overlay, struct canvas *canvas)
{
	if (overlay->kind == OVERLAY_NONE)
		return;
	canvas->caret_shown = false;
	struct rect frame = place(overlay, canvas);
	draw_frame(overlay, canvas, frame);
	struct rect in = inside(frame);
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
