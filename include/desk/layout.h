/*
 * The text as rows: soft-wrapped logical lines with their words. A cache that is mended after each
 * edit, so that a key costs what changed and not the text, nor the line: of a line only the rows up
 * to what was asked for are known, an edit makes anew those from shortly before it until they meet
 * the old ones, and of a long line only the words of the stretches in view are looked at.
 */
#ifndef TONFALL_DESK_LAYOUT_H
#define TONFALL_DESK_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/analysis.h"
#include "lang/verdicts.h"
#include "text/buffer.h"

struct row_starts ARR(size_t);

/* A part of a line whose words are looked at together: offsets in the line. Words do not go on over
 * its ends where there is a space to cut at. */
struct layout_stretch {
	size_t from, until;
	bool is_analysed;
	bool is_lengthened; /* no more, but by letters in a word: tokens and verdicts still stand */
	struct analysis analysis; /* offsets from `from`; its text is not kept */
	uint8_t *verdicts;	  /* enum verdict, one a token */
	uint64_t judged;	  /* verdicts are of this round; 0: not yet */
};

struct layout_stretches ARR(struct layout_stretch);

/* A logical line: bytes [start, start + length) without its LF. */
struct layout_line {
	size_t start, length;
	struct row_starts rows; /* starts of the rows known, offsets in the line; at[0] == 0 */
	bool is_whole;		/* the last row that is known is the line's last */
	struct layout_stretches stretches; /* in order, with gaps where nobody asked */
};

struct layout {
	struct buffer *buffer;
	int columns;
	enum language pinned, surrounding;
	enum language_other other;
	struct layout_line *lines; /* sorted by start; a cache of those asked for */
	size_t count, room;
	struct row_starts mended; /* scratch */
};

/* A place on the screen's side: which row of which line. */
struct layout_place {
	size_t line; /* start of the logical line */
	size_t row;
};

void layout_init(struct layout *layout, struct buffer *buffer);
void layout_release(struct layout *layout);
/* Rows are made anew when it differs. */
void layout_set_columns(struct layout *layout, int columns);
/* Words are looked at anew when they differ. */
void layout_set_language(struct layout *layout, enum language pinned, enum language surrounding,
			 enum language_other other);

/* The line that starts at `start`; valid until the next call or edit. */
struct layout_line *layout_line(struct layout *layout, size_t start);
/* The words around `at`, an offset in the line that starts at `start`; valid until the next call or
 * edit. Those that follow: ask again at its `until`. */
struct layout_stretch *layout_words(struct layout *layout, size_t start, size_t at);
/* The same as far as known: NULL when nobody has asked since the edit, unless that only made a word
 * longer. */
const struct layout_stretch *layout_known_words(const struct layout_line *line, size_t at);
/* The bytes that the words of a stretch stand in. */
struct span layout_words_text(const struct layout *layout, size_t start,
			      const struct layout_stretch *stretch);

/* The row that `at` stands in. `at` at a soft break belongs to the later row. */
struct layout_place layout_find(struct layout *layout, size_t at);
/* The nearest place that there is: for one that was kept over an edit. */
struct layout_place layout_settle(struct layout *layout, struct layout_place place);
size_t layout_row_start(struct layout *layout, struct layout_place place);
/* Behind the row's last byte: the start of the next row of the line, or the line's end. */
size_t layout_row_limit(struct layout *layout, struct layout_place place);
/* Where the caret may stand last in the row: its end, before the break. */
size_t layout_row_end(struct layout *layout, struct layout_place place);

/* The row below, above; false at the end, the start of the text. */
bool layout_down(struct layout *layout, struct layout_place *place);
bool layout_up(struct layout *layout, struct layout_place *place);

/* Columns of the text between the start of the row and `at`, and back: the offset in the row that
 * is nearest to a column. */
int layout_column(struct layout *layout, struct layout_place place, size_t at);
size_t layout_at_column(struct layout *layout, struct layout_place place, int column);

#endif
