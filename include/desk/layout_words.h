/*
 * The words of one line of a layout (desk/layout.h). A long line is cut at the ends of sentences
 * into stretches, each looked at by itself and only when somebody asks for it, so that a key costs
 * a stretch and not the line.
 */
#ifndef TONFALL_DESK_LAYOUT_WORDS_H
#define TONFALL_DESK_LAYOUT_WORDS_H

#include "desk/layout.h"
#include "desk/layout_rows.h"

/* The stretch that the offset lies in (that ends there, for the line's end), made when it is not
 * there; its words may be unknown. */
struct layout_stretch *layout_words_stretch(const struct layout *layout, struct layout_line *line,
					    size_t at);
/* An edit at `offset` within the line: stretches behind it move, those it touches are forgotten or
 * have to be looked at again. The line has its new length. */
void layout_words_shift(struct layout_line *line, size_t offset, const struct layout_shift *shift);
/* The line ends at its length now: stretches beyond `offset` are forgotten. */
void layout_words_cut(struct layout_line *line, size_t offset);
/* All stretches are to be looked at again. */
void layout_words_forget(struct layout_line *line);
void layout_words_release(struct layout_line *line);

#endif
