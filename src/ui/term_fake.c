/* A terminal in memory: keeps the canvas shown last. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/term.h"

struct fake {
	struct term term;
	struct canvas shown;
	int columns, rows;
	bool was_asked; /* for this size */
};

static struct fake *fake_of(struct term *term)
{
	return (struct fake *)term;
}

static void free_fake(struct term *term)
{
	canvas_release(&fake_of(term)->shown);
	free(term);
}

static void show(struct term *term, const struct canvas *canvas)
{
	struct canvas *shown = &fake_of(term)->shown;
	canvas_resize(shown, canvas->columns, canvas->rows);
	size_t count = (size_t)canvas->columns * (size_t)canvas->rows;
	memcpy(shown->cells, canvas->cells, count * sizeof *canvas->cells);
	shown->caret_row = canvas->caret_row;
	shown->caret_column = canvas->caret_column;
	shown->caret_shown = canvas->caret_shown;
}

static bool size(struct term *term, int *columns, int *rows)
{
	struct fake *fake = fake_of(term);
	bool is_new = !fake->was_asked;
	*columns = fake->columns;
	*rows = fake->rows;
	fake->was_asked = true;
	return is_new;
}

/* There is no terminal to give back, nothing is lost on the way, and a role is a role. */
static void ignore(struct term *term)
{
	(void)term;
}

static void ignore_theme(struct term *term, const struct theme *theme)
{
	(void)term;
	(void)theme;
}

static void ignore_bytes(struct term *term, struct span bytes)
{
	(void)term;
	(void)bytes;
}

static bool is_drained(struct term *term)
{
	(void)term;
	return true;
}

static const struct term_ops ops = {
	.free = free_fake,
	.show = show,
	.size = size,
	.suspend = ignore,
	.resume = ignore,
	.repaint = ignore,
	.set_theme = ignore_theme,
	.send = ignore_bytes,
	.drain = is_drained,
};

struct term *term_fake_new(int columns, int rows)
{
	struct fake *fake = mem_alloc(sizeof *fake);
	*fake = (struct fake){ .term = { .ops = &ops, .input = -1, .output = -1, .utf8 = true },
			       .columns = columns,
			       .rows = rows };
	canvas_init(&fake->shown);
	canvas_resize(&fake->shown, columns, rows);
	return &fake->term;
}

void term_fake_resize(struct term *term, int columns, int rows)
{
	fake_of(term)->columns = columns;
	fake_of(term)->rows = rows;
	fake_of(term)->was_asked = false;
}

const struct cell *term_fake_cell(struct term *term, int row, int column)
{
	const struct canvas *shown = &fake_of(term)->shown;
	assert(row >= 0 && row < shown->rows && column >= 0 && column < shown->columns);
	return &shown->cells[(size_t)row * (size_t)shown->columns + (size_t)column];
}

const char *term_fake_row(struct term *term, int row, struct str *out)
{
	str_clear(out);
	for (int column = 0; column < fake_of(term)->shown.columns; column++) {
		const struct cell *cell = term_fake_cell(term, row, column);
		if (cell->columns > 0 && cell->points[0] == 0)
			(void)str_add_byte(out, ' ');
		for (int i = 0; i < GRAPHEME_POINTS && cell->points[i]; i++)
			(void)str_add_point(out, cell->points[i]);
	}
	while (out->length && str_text(out)[out->length - 1] == ' ')
		(void)str_replace(out, out->length - 1, 1, SPAN(""));
	return str_text(out);
}
