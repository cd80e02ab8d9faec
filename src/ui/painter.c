#include "painter.h"

#include <string.h>

enum {
	OUTPUT_MOST = 64 << 20,
	CLEAR_SAVES = 8,
	ERASE_SAVES = 8,
	STEP_MOST = 4, /* columns: as many bytes as it takes to place the cursor in its row */
};

void painter_init(struct painter *painter, const struct terminfo *info, bool utf8)
{
	*painter = (struct painter){ .info = info, .utf8 = utf8 };
	str_init(&painter->out, OUTPUT_MOST);
	looks_init(&painter->looks, info, &painter->out);
	canvas_init(&painter->shown);
}

void painter_release(struct painter *painter)
{
	canvas_release(&painter->shown);
	str_release(&painter->out);
}

void painter_add(struct painter *painter, enum capability capability)
{
	terminfo_add(painter->info, &painter->out, capability, 0, 0);
}

static void place(struct painter *painter, int row, int column)
{
	if (painter->row == row && painter->column == column)
		return;
	if (painter->row == row && *painter->info->can[CAN_PLACE_COLUMN])
		terminfo_add(painter->info, &painter->out, CAN_PLACE_COLUMN, column, 0);
	else
		terminfo_add(painter->info, &painter->out, CAN_PLACE, row, column);
	painter->row = row;
	painter->column = column;
}

static const struct {
	uint32_t point;
	char ascii;
} replacements[] = {
	{ 0x2713, '+' }, { 0x25cf, '*' }, { 0x25cb, 'o' }, { 0x25b2, '!' },  { 0x2717, 'X' },
	{ 0x25b0, '#' }, { 0x25b1, '.' }, { 0x2502, '|' }, { 0x2500, '-' },  { 0x2504, '-' },
	{ 0x2026, '.' }, { 0x25b8, '>' }, { 0x00b7, '.' }, { 0x2019, '\'' }, { 0x2212, '-' },
};

static void add_point(struct painter *painter, uint32_t point)
{
	char ascii = '?';
	if (painter->utf8 || point < 0x80) {
		(void)str_add_point(&painter->out, point ? point : ' ');
		return;
	}
	for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
		if (replacements[i].point == point)
			ascii = replacements[i].ascii;
	(void)str_add_byte(&painter->out, ascii);
}

/* Wide or with marks: not every terminal counts these as we do. */
static bool is_disputed(const struct cell *cell)
{
	return cell->columns == 2 || cell->points[1] != 0;
}

/* A letter of ASCII that the cursor goes over by writing it again. */
static bool is_step(const struct painter *painter, const struct cell *cell)
{
	bool is_bare_here = looks_bare(&painter->looks, cell) && looks_plain(&painter->looks);
	return cell->points[0] < 0x80 && cell->points[1] == 0 && cell->columns == 1 &&
	       (is_bare_here || painter->looks.now == look_of(cell));
}

/* To a cell of the row; over few cells before it by writing them, which takes no more bytes. */
static void step(struct painter *painter, int row, int column, const struct cell *cells)
{
	int from = painter->row == row && painter->column >= 0 ? painter->column : column;
	bool steps = from < column && column - from <= STEP_MOST && painter->looks.now >= 0;
	for (int i = from; steps && i < column; i++)
		steps = is_step(painter, &cells[i]);
	for (int i = from; steps && i < column; i++)
		add_point(painter, cells[i].points[0]);
	if (steps)
		painter->column = column;
	place(painter, row, column);
}

static void show_cell(struct painter *painter, int row, int column, const struct cell *cells)
{
	const struct cell *cell = &cells[column];
	step(painter, row, column, cells);
	looks_set(&painter->looks, look_of(cell));
	bool disputed = is_disputed(cell);
	if (disputed) {
		(void)str_add(&painter->out, cell->columns == 2 ? SPAN("  ") : SPAN(" "));
		painter->column = -1;
		place(painter, row, column);
	}
	add_point(painter, cell->points[0]);
	for (int i = 1; painter->utf8 && i < GRAPHEME_POINTS && cell->points[i]; i++)
		add_point(painter, cell->points[i]);
	if (!painter->utf8 && cell->columns == 2)
		(void)str_add_byte(&painter->out, ' ');
	painter->column = disputed || column + cell->columns >= painter->columns
				  ? -1
				  : column + cell->columns;
}

/* Cells of a row, as they are to be and as they are shown; those from `end` on are cleared at once.
 */
struct strip {
	const struct cell *now, *old;
	int row, end;
};

static bool shows_same(const struct painter *painter, const struct cell *a, const struct cell *b)
{
	return memcmp(a, b, sizeof *a) == 0 ||
	       (looks_bare(&painter->looks, a) && looks_bare(&painter->looks, b));
}

/* Bare cells from `column` on that have to become so; 0 when too few for it to pay. */
static int bare_run(const struct painter *painter, const struct strip *strip, int column)
{
	int last = column, at = column;
	if (!*painter->info->can[CAN_ERASE])
		return 0;
	for (; at < strip->end && looks_bare(&painter->looks, &strip->now[at]); at++)
		if (!shows_same(painter, &strip->now[at], &strip->old[at]))
			last = at + 1;
	return last - column > ERASE_SAVES ? last - column : 0;
}

/* The column from which on the row is bare. */
static int bare_from(const struct painter *painter, const struct cell *cells, int columns)
{
	while (columns > 0 && looks_bare(&painter->looks, &cells[columns - 1]))
		columns--;
	return columns;
}

/* What is at `column`, where it is not there yet; the columns that are done then. */
static int show_cells(struct painter *painter, const struct strip *strip, int column)
{
	const struct cell *now = &strip->now[column], *old = &strip->old[column];
	bool is_wide = now->columns == 2;
	if (now->columns == 0 ||
	    (shows_same(painter, now, old) && (!is_wide || shows_same(painter, now + 1, old + 1))))
		return 1;
	int bare = bare_run(painter, strip, column);
	if (bare) {
		step(painter, strip->row, column, strip->now);
		looks_set(&painter->looks, ROLE_TEXT << 8);
		terminfo_add(painter->info, &painter->out, CAN_ERASE, bare, 0);
		return bare;
	}
	show_cell(painter, strip->row, column, strip->now);
	return 1;
}

static void show_row(struct painter *painter, const struct canvas *canvas, int row)
{
	size_t start = (size_t)row * (size_t)canvas->columns;
	const struct cell *now = canvas->cells + start;
	struct cell *old = painter->shown.cells + start;
	size_t bytes = (size_t)canvas->columns * sizeof *now;
	if (memcmp(now, old, bytes) == 0)
		return;
	int end = bare_from(painter, now, canvas->columns);
	int old_end = bare_from(painter, old, canvas->columns);
	bool clears = *painter->info->can[CAN_CLEAR_TO_END] && old_end > end + CLEAR_SAVES;
	struct strip strip = { now, old, row, clears ? end : canvas->columns };
	for (int column = 0; column < strip.end;)
		column += show_cells(painter, &strip, column);
	if (clears) {
		place(painter, row, end);
		looks_set(&painter->looks, ROLE_TEXT << 8);
		painter_add(painter, CAN_CLEAR_TO_END);
	}
	memcpy(old, now, bytes);
}

static void start_anew(struct painter *painter)
{
	canvas_clear(&painter->shown, ROLE_TEXT);
	/* Not every terminal clears with the ground that a theme sets: then each cell is sent. */
	if (painter->looks.theme.styles[ROLE_TEXT].background != COLOUR_DEFAULT)
		memset(painter->shown.cells, 0xff,
		       (size_t)painter->shown.columns * (size_t)painter->shown.rows *
			       sizeof(struct cell));
	painter->row = painter->column = painter->looks.now = -1;
	painter_add(painter, CAN_PLAIN);
	looks_set(&painter->looks, ROLE_TEXT << 8);
	painter_add(painter, CAN_CLEAR);
	painter_add(painter, CAN_HIDE_CARET);
	painter->caret_shown = false;
	painter->is_fresh = false;
}

void painter_show(struct painter *painter, const struct canvas *canvas)
{
	if (painter->shown.columns != canvas->columns || painter->shown.rows != canvas->rows) {
		canvas_resize(&painter->shown, canvas->columns, canvas->rows);
		painter->is_fresh = true;
	}
	if (painter->is_fresh)
		start_anew(painter);
	/* The row of the caret first: mostly the cursor is there already. */
	int first = canvas->caret_shown ? canvas->caret_row : 0;
	show_row(painter, canvas, first);
	for (int row = 0; row < canvas->rows; row++)
		if (row != first)
			show_row(painter, canvas, row);
	if (canvas->caret_shown)
		step(painter, canvas->caret_row, canvas->caret_column,
		     canvas->cells + (size_t)canvas->caret_row * (size_t)canvas->columns);
	if (canvas->caret_shown != painter->caret_shown)
		painter_add(painter, canvas->caret_shown ? CAN_SHOW_CARET : CAN_HIDE_CARET);
	painter->caret_shown = canvas->caret_shown;
}
