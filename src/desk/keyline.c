#include "desk/keyline.h"

#include "text/grapheme.h"

enum { MARGIN = 1, GAP = 2 };

static int columns_of(const char *text)
{
	return grapheme_columns(span_of(text));
}

static int item_columns(const struct keyline_item *item)
{
	return grapheme_columns(item->key) + 1 + columns_of(item->sign) + columns_of(item->word);
}

/* Where the item stands behind what ends at *column of *row; an item alone is cut by the row. */
static void place(const struct keyline_item *item, int columns, int *row, int *column)
{
	if (*column > MARGIN && *column + item_columns(item) > columns - MARGIN) {
		++*row;
		*column = MARGIN;
	}
}

int keyline_rows(const struct keyline_item *items, size_t count, int columns)
{
	int row = 0, column = MARGIN;
	for (size_t i = 0; i < count; i++) {
		place(&items[i], columns, &row, &column);
		column += item_columns(&items[i]) + GAP;
	}
	return row + 1;
}

void keyline_draw(struct canvas *canvas, int row, const struct keyline_item *items, size_t count)
{
	int column = MARGIN;
	for (size_t i = 0; i < count; i++) {
		const struct keyline_item *item = &items[i];
		place(item, canvas->columns, &row, &column);
		int at = column, end = canvas->columns;
		at += canvas_text(canvas, row, at, end - at, ROLE_KEY, item->key) + 1;
		enum role role = item->is_on ? ROLE_ACCENT : ROLE_DIM;
		at += canvas_text(canvas, row, at, end - at, role, span_of(item->sign));
		(void)canvas_text(canvas, row, at, end - at, role, span_of(item->word));
		column += item_columns(item) + GAP;
	}
}
