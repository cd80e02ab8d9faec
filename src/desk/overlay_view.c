#include "desk/overlay_view.h"

#include "base/i18n.h"
#include "text/wrap.h"

enum {
	PAGE_LABEL = 16,   /* columns of what stands before a tab in a page */
	MOST_COLUMNS = 84, /* of a frame around one text */
	TWO_COLUMNS = 88,  /* from here on two texts stand beside each other */
	GAP_COLUMNS = 3,   /* between them */
	AREA_LEAST = 76,   /* columns of the text from which on a frame leaves the panel free */
};

/* Columns from the left that the overlay may use: the text's, so that what the panel says can still
 * be read; all in a narrow window, and for two texts. */
static int area_of(const struct overlay *overlay, const struct canvas *canvas)
{
	bool fits = overlay->text_columns >= AREA_LEAST && overlay->beside.length == 0;
	return fits && overlay->text_columns < canvas->columns ? overlay->text_columns
							       : canvas->columns;
}

/* Where the overlay stands on the canvas, and the room within its frame. */
static struct rect frame_of(const struct overlay *overlay, const struct canvas *canvas)
{
	int area = area_of(overlay, canvas);
	int most = overlay->beside.length ? 2 * MOST_COLUMNS : MOST_COLUMNS;
	int room = area < canvas->columns ? area - 4 : area - 8;
	int columns = room < most ? room : most;
	int rows = canvas->rows - 6;
	if (overlay->kind == OVERLAY_INPUT)
		rows = 5;
	else if (overlay->kind == OVERLAY_LIST) {
		int wanted = (int)overlay->items.count + (overlay->filters ? 5 : 3);
		rows = wanted < rows ? wanted : rows;
	} else if (overlay->kind == OVERLAY_PAGE) {
		int wanted = overlay_view_page_rows(overlay, columns - 4) + 3;
		rows = wanted < rows ? wanted : rows;
	}
	return (struct rect){ (canvas->rows - rows) / 3, (area - columns) / 2, rows, columns };
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

/* Of the blanks that a line begins with; what goes on below it stands as far in. */
static int indent_of(struct span line, int columns)
{
	int blanks = 0;
	while ((size_t)blanks < line.length && line.at[blanks] == ' ')
		blanks++;
	return blanks < columns / 4 ? blanks : columns / 4;
}

/* The piece of a line as it is drawn: a blank at its end that has no room is not. */
static struct span row_of(struct span line, size_t at, size_t end, int room)
{
	struct span row = span_slice(line, at, end);
	bool hangs = end < line.length || grapheme_columns(row) > room;
	if (hangs && span_ends(row, SPAN(" ")))
		row.length--;
	return row;
}

/* Calls `each` for every row of the page, wrapped to `columns`; returns how many there are. */
static int walk_page(struct span rest, int columns,
		     void (*each)(void *context, int index, const struct page_row *row),
		     void *context)
{
	struct span line;
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
		} else {
			row.indent = indent_of(line, columns);
			line = span_slice(line, (size_t)row.indent, line.length);
		}
		/* A window of a few columns gets a column of graphemes; it is too small anyway. */
		int room = columns > row.indent ? columns - row.indent : 1;
		size_t at = 0;
		do {
			size_t end = wrap_row_end(line, at, room);
			row.text = row_of(line, at, end, room);
			if (each)
				each(context, count, &row);
			row.label.length = 0;
			count++;
			at = end;
		} while (at < line.length);
	}
	return count;
}

struct rect overlay_view_inside(const struct overlay *overlay, const struct canvas *canvas)
{
	return inside(frame_of(overlay, canvas));
}

/* How the one or two texts of a page share a width. */
struct page_layout {
	bool is_double;
	int columns; /* of each */
};

static struct page_layout page_layout(const struct overlay *overlay, int columns)
{
	bool is_double = overlay->beside.length > 0 && columns >= TWO_COLUMNS;
	return (struct page_layout){ is_double, is_double ? (columns - GAP_COLUMNS) / 2 : columns };
}

int overlay_view_page_rows(const struct overlay *overlay, int columns)
{
	struct page_layout layout = page_layout(overlay, columns);
	int text = walk_page(str_span(&overlay->text), layout.columns, NULL, NULL);
	int beside = walk_page(str_span(&overlay->beside), layout.columns, NULL, NULL);
	if (overlay->beside.length == 0)
		return text;
	return !layout.is_double ? text + 1 + beside : text > beside ? text : beside;
}

bool overlay_view_holds(const struct overlay *overlay, const struct canvas *canvas, int row,
			int column)
{
	struct rect frame = frame_of(overlay, canvas);
	return row >= frame.row && row < frame.row + frame.rows && column >= frame.column &&
	       column < frame.column + frame.columns;
}

/* ---- drawing ---- */

/* The keys; where not all fit, those before the last are left out, from the end: F1 has them all.
 */
static void draw_foot(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	static const struct span parts = { " · ", sizeof " · " - 1 };
	struct str keys = { 0 };
	(void)str_format(&keys, " %s ", overlay->foot);
	while (grapheme_columns(str_span(&keys)) > in.columns) {
		size_t at = 0, before = 0, last = 0, next;
		while ((next = span_find(str_span(&keys), parts, at)) < keys.length) {
			before = last;
			last = next;
			at = next + parts.length;
		}
		if (before == 0 || !str_replace(&keys, before, last - before, SPAN("")))
			break;
	}
	canvas_text(canvas, in.row, in.column, in.columns, ROLE_DIM, str_span(&keys));
	str_release(&keys);
}

static void draw_frame(const struct overlay *overlay, struct canvas *canvas, struct rect r)
{
	/* Beside the frame nothing can be read: scraps of the text would be noise. */
	struct rect band = { r.row, 0, r.rows, area_of(overlay, canvas) };
	canvas_fill(canvas, band, ROLE_PLAIN);
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
	draw_foot(overlay, canvas, (struct rect){ bottom, r.column + 2, 1, r.columns - 4 });
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
	enum role role = chosen				? ROLE_SELECTED
			 : item->row == OVERLAY_HEADING ? ROLE_TITLE
			 : item->is_dim			? ROLE_DIM
							: ROLE_PLAIN;
	canvas_fill(canvas, in, role);
	int note = grapheme_columns(span_of(item->note));
	int room = in.columns - note - 3;
	bool fits = room >= in.columns / 3;
	canvas_print(canvas, in.row, in.column, fits ? room : in.columns, role, "%s %s",
		     chosen && item->row == OVERLAY_CHOICE ? "▸" : " ", item->title);
	if (fits)
		canvas_text(canvas, in.row, in.column + in.columns - note - 1, note,
			    chosen ? role : ROLE_DIM, span_of(item->note));
}

/* Where the items of a list stand, and which of those shown is the first. */
struct list_view {
	int row, rows;
	size_t first;
};

/* Of the choice in the row `index`: the last that says more of it. */
static size_t last_row_of(const struct overlay *overlay, size_t index)
{
	const struct overlay_item *next;
	while ((next = overlay_shown(overlay, index + 1)) && next->row == OVERLAY_MORE)
		index++;
	return index;
}

static struct list_view list_view(const struct overlay *overlay, struct rect in)
{
	struct list_view view = { .row = in.row + (overlay->filters ? 2 : 0) };
	int rows = in.row + in.rows - view.row;
	view.rows = rows > 0 ? rows : 0;
	view.first = (size_t)overlay->scroll;
	/* The row above the chosen one may be its heading. */
	if (view.first > 0 && overlay->chosen <= view.first)
		view.first = overlay->chosen > 0 ? overlay->chosen - 1 : 0;
	size_t last = last_row_of(overlay, overlay->chosen);
	if (view.rows > 0 && last >= view.first + (size_t)view.rows)
		view.first = last - (size_t)view.rows + 1;
	return view;
}

int overlay_view_first(const struct overlay *overlay, const struct canvas *canvas)
{
	return (int)list_view(overlay, inside(frame_of(overlay, canvas))).first;
}

static void draw_list(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	struct list_view view = list_view(overlay, in);
	size_t count = 0;
	if (overlay->filters) {
		int used = canvas_text(canvas, in.row, in.column, 2, ROLE_TEXT, SPAN("› "));
		struct rect line = { in.row, in.column + used, 1, in.columns - used };
		draw_line(overlay, canvas, line);
	}
	size_t last = last_row_of(overlay, overlay->chosen);
	for (size_t i = 0; i < overlay->items.count; i++) {
		const struct overlay_item *item = &overlay->items.at[i];
		if (!overlay_shows(overlay, item))
			continue;
		if (count >= view.first && count < view.first + (size_t)view.rows) {
			int row = view.row + (int)(count - view.first);
			draw_item(canvas, (struct rect){ row, in.column, 1, in.columns }, item,
				  count >= overlay->chosen && count <= last);
		}
		count++;
	}
	if (count == 0 && overlay->filter.length > 0)
		canvas_text(canvas, view.row, in.column, view.rows > 0 ? in.columns : 0, ROLE_DIM,
			    span_of(_("Nothing here has these letters.")));
	draw_arrows(canvas, in, view.first > 0,
		    view.rows > 0 && view.first + (size_t)view.rows < count);
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
	struct page_layout layout = page_layout(overlay, in.columns);
	struct page_drawing drawing = { canvas, in, overlay->scroll };
	drawing.in.columns = layout.columns;
	int rows = walk_page(str_span(&overlay->text), layout.columns, draw_page_row, &drawing);
	if (layout.is_double) {
		drawing.in.column += layout.columns + GAP_COLUMNS;
		canvas_vertical(canvas, in.row, drawing.in.column - 2, in.rows, ROLE_BORDER, "│");
	} else {
		drawing.scroll -= rows + 1;
	}
	(void)walk_page(str_span(&overlay->beside), layout.columns, draw_page_row, &drawing);
	rows = overlay_view_page_rows(overlay, in.columns);
	draw_arrows(canvas, in, overlay->scroll > 0, overlay->scroll + in.rows < rows);
}

static void draw_input(const struct overlay *overlay, struct canvas *canvas, struct rect in)
{
	draw_line(overlay, canvas, (struct rect){ in.row + 1, in.column, 1, in.columns });
}

int overlay_view_item_at(const struct overlay *overlay, const struct canvas *canvas, int row,
			 int column)
{
	struct rect in = inside(frame_of(overlay, canvas));
	struct list_view view = list_view(overlay, in);
	if (overlay->kind != OVERLAY_LIST || column < in.column ||
	    column >= in.column + in.columns || row < view.row || row >= view.row + view.rows)
		return -1;
	return (int)view.first + row - view.row;
}

void overlay_draw(const struct overlay *overlay, struct canvas *canvas)
{
	if (overlay->kind == OVERLAY_NONE)
		return;
	canvas->caret_shown = false;
	struct rect frame = frame_of(overlay, canvas);
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
