#include "unit.h"

#include "picture.h"

#include "base/file.h"

/* DejaVu Sans Mono at 14: 0.602 em wide. The frame around the cells is EDGE wide. */
#define CELL_WIDTH 8.4
#define EDGE	   12
enum { CELL_HEIGHT = 17, BASELINE = 13 };

/* What is alike for cells drawn in one piece. */
struct look {
	unsigned ink, paper;
	bool bold, italic, underlined;
};

static unsigned rgb(VTermScreen *screen, VTermColor colour)
{
	vterm_screen_convert_color_to_rgb(screen, &colour);
	return (unsigned)colour.rgb.red << 16 | (unsigned)colour.rgb.green << 8 | colour.rgb.blue;
}

static struct look look_of(VTermScreen *screen, const VTermScreenCell *cell,
			   const struct picture_ground *ground)
{
	struct look look = { .bold = cell->attrs.bold,
			     .italic = cell->attrs.italic,
			     .underlined = cell->attrs.underline };
	look.ink = VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) ? ground->ink : rgb(screen, cell->fg);
	look.paper = VTERM_COLOR_IS_DEFAULT_BG(&cell->bg) ? ground->paper : rgb(screen, cell->bg);
	if (cell->attrs.reverse) {
		unsigned ink = look.ink;
		look.ink = look.paper;
		look.paper = ink;
	}
	return look;
}

static bool same_look(const struct look *a, const struct look *b)
{
	return a->ink == b->ink && a->paper == b->paper && a->bold == b->bold &&
	       a->italic == b->italic && a->underlined == b->underlined;
}

static void add_escaped(struct str *out, struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		switch (text.at[i]) {
		case '&':
			(void)str_add(out, SPAN("&amp;"));
			break;
		case '<':
			(void)str_add(out, SPAN("&lt;"));
			break;
		case '>':
			(void)str_add(out, SPAN("&gt;"));
			break;
		default:
			(void)str_add_byte(out, text.at[i]);
		}
}

/* Cells of one look, from a column on. Runs of blanks part them, so that a font of another width
 * shifts nothing. */
static void add_run(struct str *out, int row, int from, int to, const struct look *look,
		    const struct picture_ground *ground, struct span text)
{
	double x = EDGE + from * CELL_WIDTH, width = (to - from) * CELL_WIDTH;
	int y = EDGE + row * CELL_HEIGHT;
	if (look->paper != ground->paper)
		(void)str_format(out,
				 "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" "
				 "fill=\"#%06x\"/>\n",
				 x, y, width, CELL_HEIGHT, look->paper);
	if (look->underlined)
		(void)str_format(out, "<path d=\"M%.1f %dh%.1f\" stroke=\"#%06x\"/>\n", x,
				 y + CELL_HEIGHT - 2, width, look->ink);
	if (span_trim(text).length == 0)
		return;
	(void)str_format(out, "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" fill=\"#%06x\"%s%s>",
			 x, y + BASELINE, width, look->ink,
			 look->bold ? " font-weight=\"bold\"" : "",
			 look->italic ? " font-style=\"italic\"" : "");
	add_escaped(out, text);
	(void)str_add(out, SPAN("</text>\n"));
}

static void add_points(struct str *out, const VTermScreenCell *cell)
{
	if (cell->chars[0] == 0)
		(void)str_add_byte(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		(void)str_add_point(out, cell->chars[i]);
}

static bool is_blank(const VTermScreenCell *cell)
{
	return cell->chars[0] == 0 || cell->chars[0] == ' ';
}

static void add_row(struct str *out, VTermScreen *screen, int row, int columns,
		    const struct picture_ground *ground)
{
	struct str text = { 0 };
	struct look look = { 0 };
	int from = 0, column = 0, blanks = 0;
	while (column < columns) {
		VTermScreenCell cell;
		(void)vterm_screen_get_cell(screen, (VTermPos){ row, column }, &cell);
		struct look here = look_of(screen, &cell, ground);
		if (column > from &&
		    (!same_look(&look, &here) || (blanks > 1 && !is_blank(&cell)))) {
			add_run(out, row, from, column, &look, ground, str_span(&text));
			str_clear(&text);
			from = column;
		}
		look = here;
		blanks = is_blank(&cell) ? blanks + 1 : 0;
		add_points(&text, &cell);
		column += cell.width > 1 ? cell.width : 1;
	}
	add_run(out, row, from, column, &look, ground, str_span(&text));
	str_release(&text);
}

void picture_write(struct terminal *terminal, const struct picture_ground *ground,
		   const char *title, const char *path)
{
	struct str out = { 0 };
	int rows, columns;
	VTermScreen *screen = terminal_screen(terminal, &rows, &columns);
	int width = 2 * EDGE + (int)(columns * CELL_WIDTH + 0.5),
	    height = 2 * EDGE + rows * CELL_HEIGHT;
	(void)str_format(&out,
			 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
			 "width=\"%d\" height=\"%d\" xml:space=\"preserve\" font-size=\"14\" "
			 "font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\">\n<title>",
			 width, height, width, height);
	add_escaped(&out, span_of(title));
	(void)str_format(&out,
			 "</title>\n<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#%06x\" "
			 "stroke=\"#808080\"/>\n",
			 width, height, ground->paper);
	for (int row = 0; row < rows; row++)
		add_row(&out, screen, row, columns, ground);
	(void)str_add(&out, SPAN("</svg>\n"));
	assert_true(file_save(path, str_span(&out), NULL, NULL));
	str_release(&out);
}
