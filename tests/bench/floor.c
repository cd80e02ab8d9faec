/*
 * The floor: what bare ncurses costs for a screen like ours. It draws the text and a side panel
 * whose figures change with each key, anew for every key, and does nothing else. C-q ends it.
 */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { SIDE = 40, MOST = 1 << 16 };

static wchar_t text[MOST];
static int length;

static void read_text(const char *path)
{
	FILE *file = fopen(path, "r");
	if (!file)
		exit(1);
	for (wint_t c; length < MOST / 2 && (c = fgetwc(file)) != WEOF;)
		text[length++] = (wchar_t)c;
	(void)fclose(file);
}

static void draw(void)
{
	int width = COLS - SIDE, row = 0, column = 0;
	erase();
	for (int i = 0; i < length && row < LINES - 2; i++) {
		if (text[i] == L'\n' || column >= width - 2) {
			row++;
			column = 0;
		}
		if (text[i] != L'\n')
			mvaddnwstr(row, column++, text + i, 1);
	}
	for (int i = 0; i < LINES - 2; i++)
		mvprintw(i, width, "| line %2d: %4d characters", i, i < 4 ? length + i : i * 7);
	move(row < LINES - 2 ? row : LINES - 3, column);
	refresh();
}

int main(int argc, char **argv)
{
	setlocale(LC_ALL, "");
	if (argc < 2)
		return 2;
	read_text(argv[1]);
	initscr();
	raw();
	noecho();
	nonl();
	draw();
	for (wint_t c; get_wch(&c) != ERR && c != 'q' - 96;) {
		if (length < MOST - 1)
			text[length++] = (wchar_t)c;
		draw();
	}
	endwin();
	return 0;
}
