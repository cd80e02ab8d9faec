#include "ui/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/wrap.h"

enum { CANVAS_MOST = 1000 };

void canvas_init(struct canvas *canvas)
{
	*canvas = (struct canvas){ 0 };
}

void canvas_release(struct canvas *canvas)
{
	free(canvas->cells);
	*canvas = (struct canvas){ 0 };
}

static int within(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

void canvas_resize(struct canvas *canvas, int columns, int rows)
{
	canvas->columns = within(columns, 1, CANVAS_MOST);
	canvas->rows = within(rows, 1, CANVAS_MOST);
	size_t count = (size_t)canvas->columns * (size_t)canvas->rows;
	canvas->cells = mem_resize(canvas->cells, count * sizeof *canvas->cells);
	canvas_clear(canvas, ROLE_TEXT);
}

static struct cell *cell_at(struct canvas *canvas, int row, int column)
{
	return &canvas->cells[(size_t)row * (size_t)canvas->columns + (size_t)column];
}

void canvas_fill(struct canvas *canvas, struct rect rect, enum role role)
{
	int top = within(rect.row, 0, canvas->rows);
	int bottom = within(rect.row + rect.rows, top, canvas->rows);
	int left = within(rect.column, 0, canvas->columns);
	int right = within(rect.column + rect.columns, left, canvas->columns);
	for (int row = top; row < bottom; row++)
		for (int column = left; column < right; column++)
			*cell_at(canvas, row, column) =
				(struct cell){ .columns = 1, .role = (uint8_t)role };
}

void canvas_clear(struct canvas *canvas, enum role role)
{
	canvas_fill(canvas, (struct rect){ 0, 0, canvas->rows, canvas->columns }, role);
	canvas->caret_shown = false;
}

/* Puts one cell; a wide one that does not fit before `end` becomes a space. */
static void put(struct canvas *canvas, int row, int column, int end,
		const struct grapheme_cell *drawn, enum role role, unsigned attributes)
{
	end = end < canvas->columns ? end : canvas->columns;
	if (row < 0 || row >= canvas->rows || column < 0 || column >= end)
		return;
	struct cell cell = { .columns = 1,
			     .role = (uint8_t)role,
			     .attributes = (uint8_t)attributes };
	if (column + drawn->columns <= end && drawn->points[0] != ' ') {
		memcpy(cell.points, drawn->points, sizeof cell.points);
		cell.columns = (uint8_t)drawn->columns;
	}
	*cell_at(canvas, row, column) = cell;
	if (cell.columns == 2) {
		cell.columns = 0;
		memset(cell.points, 0, sizeof cell.points);
		*cell_at(canvas, row, column + 1) = cell;
	}
}

/* Of these the ground tells something: a mark in another role would be a hole in it. */
static bool has_ground(enum role role)
{
	return role == ROLE_SELECTED || role == ROLE_STATUS;
}

int canvas_grapheme(struct canvas *canvas, int row, int column, int width, enum role role,
		    unsigned attributes, struct span text, const struct grapheme *grapheme)
{
	uint32_t single = grapheme_single(text, grapheme);
	if (single) {
		int end = column + width < canvas->columns ? column + width : canvas->columns;
		if (row >= 0 && row < canvas->rows && column >= 0 && column < end)
			*cell_at(canvas, row, column) =
				(struct cell){ .points = { single == ' ' ? 0 : single },
					       .columns = 1,
					       .role = (uint8_t)role,
					       .attributes = (uint8_t)attributes };
		return 1;
	}
	struct grapheme_cell cells[GRAPHEME_CELLS];
	int count = grapheme_draw(text, grapheme, cells, GRAPHEME_CELLS);
	int at = column;
	for (int i = 0; i < count; i++) {
		bool odd = grapheme->kind == GRAPHEME_ESCAPED ||
			   (grapheme->kind == GRAPHEME_SEQUENCE && i > 0);
		put(canvas, row, at, column + width, &cells[i],
		    odd && !has_ground(role) ? ROLE_INVISIBLE : role, attributes);
		at += cells[i].columns;
	}
	return grapheme->columns;
}

void canvas_run(struct canvas *canvas, int row, int column, int width, enum role role,
		unsigned attributes, struct span run)
{
	int end = column + width < canvas->columns ? column + width : canvas->columns;
	if (row < 0 || row >= canvas->rows || column < 0)
		return;
	struct cell cell = { .columns = 1,
			     .role = (uint8_t)role,
			     .attributes = (uint8_t)attributes };
	for (size_t i = 0; i < run.length && column < end; i++, column++) {
		cell.points[0] = run.at[i] == ' ' ? 0 : (unsigned char)run.at[i];
		*cell_at(canvas, row, column) = cell;
	}
}

/* Draws bytes of one row without a sign that it was cut; returns the columns used. */
static int draw_run(struct canvas *canvas, int row, int column, int width, enum role role,
		    struct span text, bool *cut)
{
	int used = 0;
	*cut = false;
	for (size_t at = 0; at < text.length;) {
		size_t run = grapheme_run(text, at);
		if (run > 0 && run <= (size_t)(width - used)) {
			canvas_run(canvas, row, column + used, width - used, role, 0,
				   span_slice(text, at, at + run));
			used += (int)run;
			at += run;
			continue;
		}
		struct grapheme grapheme = grapheme_next(text, at, used);
		if (grapheme.kind == GRAPHEME_NEWLINE || grapheme.kind == GRAPHEME_TAB)
			grapheme = (struct grapheme){ grapheme.length, 1, GRAPHEME_SPACE };
		if (used + grapheme.columns > width) {
			*cut = true;
			break;
		}
		used += canvas_grapheme(canvas, row, column + used, width - used, role, 0,
					span_slice(text, at, at + grapheme.length), &grapheme);
		at += grapheme.length;
	}
	return used;
}

/* What fits of it, and at the end the sign that something is missing; returns the width. */
static int draw_cut(struct canvas *canvas, int row, int column, int width, enum role role,
		    struct span text)
{
	bool cut;
	canvas_fill(canvas, (struct rect){ row, column, 1, width }, role);
	(void)draw_run(canvas, row, column, width - 1, role, text, &cut);
	put(canvas, row, column + width - 1, column + width,
	    &(struct grapheme_cell){ { 0x2026 }, 1 }, role, 0);
	return width;
}

int canvas_text(struct canvas *canvas, int row, int column, int width, enum role role,
		struct span text)
{
	bool cut;
	if (width <= 0)
		return 0;
	int used = draw_run(canvas, row, column, width, role, text, &cut);
	if (cut)
		used = draw_cut(canvas, row, column, width, role, text);
	return used;
}

int canvas_print(struct canvas *canvas, int row, int column, int width, enum role role,
		 const char *format, ...)
{
	char text[1000];
	va_list args;
	va_start(args, format);
	/* Longer than a row can show: cut. */
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return canvas_text(canvas, row, column, width, role, span_of(text));
}

/* The last row that there is room for, where more would follow. */
static void draw_last(struct canvas *canvas, int row, const struct rect *rect, enum role role,
		      struct span text)
{
	bool cut;
	struct span words = span_trim(text);
	if (grapheme_columns(words) >= rect->columns) {
		(void)draw_cut(canvas, row, rect->column, rect->columns, role, words);
		return;
	}
	int used = draw_run(canvas, row, rect->column, rect->columns, role, words, &cut);
	(void)canvas_text(canvas, row, rect->column + used, 1, role, SPAN("…"));
}

int canvas_paragraph(struct canvas *canvas, struct rect rect, enum role role, struct span text)
{
	struct span rest = text, line;
	int rows = 0;
	bool cut;
	if (rect.columns < 1)
		return 0;
	while (span_next(&rest, '\n', &line)) {
		size_t at = 0;
		do {
			size_t end = wrap_row_end(line, at, rect.columns);
			struct span row = span_slice(line, at, end);
			if (rows == rect.rows - 1 && (end < line.length || rest.length > 0))
				draw_last(canvas, rect.row + rows, &rect, role, row);
			else if (rows < rect.rows)
				(void)draw_run(canvas, rect.row + rows, rect.column, rect.columns,
					       role, row, &cut);
			rows++;
			at = end;
		} while (at < line.length);
	}
	return rows;
}

/* The glyph of a line, once. */
static struct grapheme_cell glyph_cell(const char *glyph)
{
	struct grapheme_cell cells[GRAPHEME_CELLS] = { 0 };
	struct span text = span_of(glyph);
	struct grapheme grapheme = grapheme_next(text, 0, 0);
	(void)grapheme_draw(text, &grapheme, cells, GRAPHEME_CELLS);
	return cells[0];
}

void canvas_horizontal(struct canvas *canvas, int row, int column, int columns, enum role role,
		       const char *glyph)
{
	struct grapheme_cell cell = glyph_cell(glyph);
	for (int i = 0; i < columns; i++)
		put(canvas, row, column + i, column + columns, &cell, role, 0);
}

void canvas_vertical(struct canvas *canvas, int row, int column, int rows, enum role role,
		     const char *glyph)
{
	struct grapheme_cell cell = glyph_cell(glyph);
	for (int i = 0; i < rows; i++)
		put(canvas, row + i, column, column + 1, &cell, role, 0);
}

void canvas_caret(struct canvas *canvas, int row, int column)
{
	canvas->caret_row = within(row, 0, canvas->rows - 1);
	canvas->caret_column = within(column, 0, canvas->columns - 1);
	canvas->caret_shown = true;
}
