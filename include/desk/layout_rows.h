/*
 * The rows of one line of a layout (desk/layout.h): found as far as somebody asked, mended where an
 * edit moved them.
 */
#ifndef TONFALL_DESK_LAYOUT_ROWS_H
#define TONFALL_DESK_LAYOUT_ROWS_H

#include "desk/layout.h"

/* What an edit did to the offsets of a line. */
struct layout_shift {
	size_t old_behind, behind; /* the end of what was changed, before and after */
	size_t by;		   /* new minus old, modulo 2^64: it may stand for less */
	bool adds_letters;	   /* and nothing else */
};

/* Makes the rows known up to the one with this number and the start of the next; up to that of an
 * offset; all. */
void layout_rows_know(const struct layout *layout, struct layout_line *line, size_t row);
void layout_rows_know_offset(const struct layout *layout, struct layout_line *line, size_t offset);
void layout_rows_know_all(const struct layout *layout, struct layout_line *line);
/* Index of the known row that the offset lies in. */
size_t layout_rows_find(const struct layout_line *line, size_t offset);

/* The last row whose start an edit at `offset` cannot have moved. */
size_t layout_rows_safe(const struct layout_line *line, size_t offset);
/* Makes rows anew from that one on until they meet the old ones. */
void layout_rows_mend(struct layout *layout, struct layout_line *line, size_t safe,
		      const struct layout_shift *shift);
/* Rows behind that one are forgotten; they are found again when somebody asks. */
void layout_rows_cut(struct layout_line *line, size_t safe);

#endif
