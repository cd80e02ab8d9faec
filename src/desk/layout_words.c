#include "desk/layout_words.h"

#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

enum {
	LONG = 2048,   /* bytes: a longer line is cut */
	STRETCH = 384, /* bytes that one has at least, but for the last; a key reads one anew */
	STRETCH_MOST = LONG,  /* typing makes them longer; beyond this they are cut anew */
	REACH = 256,	      /* how far a cut reaches out for the end of a sentence */
	STRETCHES_MOST = 192, /* of a line, more than any window shows; then it starts anew */
};

static void release(struct layout_stretch *stretch)
{
	analysis_release(&stretch->analysis);
	free(stretch->verdicts);
}

/* Takes out `count` from `first` on. */
static void drop(struct layout_line *line, size_t first, size_t count)
{
	struct layout_stretches *all = &line->stretches;
	for (size_t i = first; i < first + count; i++)
		release(&all->at[i]);
	if (count)
		memmove(all->at + first, all->at + first + count,
			(all->count - first - count) * sizeof *all->at);
	all->count -= count;
}

/* Index of the first that ends behind `at`; their number when there is none. */
static size_t first_behind(const struct layout_line *line, size_t at)
{
	size_t low = 0, high = line->stretches.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (line->stretches.at[middle].until <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool ends_sentence(char c)
{
	return c == '.' || c == '!' || c == '?' || c == ':';
}

/* The last place to cut in [from, to] of the line: behind a sentence, else behind a space, else
 * between characters. `to` when there is nothing to choose. */
static size_t cut_before(const struct layout *layout, const struct layout_line *line, size_t from,
			 size_t to)
{
	struct span text = buffer_slice(layout->buffer, line->start + from, line->start + to);
	size_t space = 0;
	for (size_t i = text.length; i > 1; i--) {
		if (text.at[i - 1] != ' ')
			continue;
		if (ends_sentence(text.at[i - 2]))
			return from + i;
		space = space ? space : i;
	}
	return from + (space ? space : utf8_boundary(text, text.length));
}

/* Where a new stretch may be: between those that are there, and around `at`. */
static void choose(const struct layout *layout, const struct layout_line *line, size_t at,
		   size_t *from, size_t *until)
{
	size_t next = first_behind(line, at);
	size_t low = next > 0 ? line->stretches.at[next - 1].until : 0;
	size_t high = next < line->stretches.count ? line->stretches.at[next].from : line->length;
	*from = low;
	*until = high;
	if (line->length <= LONG)
		return;
	if (at - low >= STRETCH)
		*from = cut_before(layout, line, at - REACH, at);
	if (high - *from > STRETCH + 2 * REACH)
		*until = cut_before(layout, line, *from + STRETCH, *from + STRETCH + REACH);
}

struct layout_stretch *layout_words_stretch(const struct layout *layout, struct layout_line *line,
					    size_t at)
{
	struct layout_stretches *all = &line->stretches;
	size_t index = first_behind(line, at);
	if (index < all->count && all->at[index].from <= at)
		return &all->at[index];
	if (at == line->length && index > 0 && all->at[index - 1].until == at)
		return &all->at[index - 1];
	if (all->count >= STRETCHES_MOST)
		layout_words_cut(line, 0);
	struct layout_stretch stretch = { 0 };
	choose(layout, line, at, &stretch.from, &stretch.until);
	index = first_behind(line, at);
	*arr_add(all) = stretch;
	memmove(all->at + index + 1, all->at + index, (all->count - 1 - index) * sizeof *all->at);
	all->at[index] = stretch;
	return &all->at[index];
}

const struct layout_stretch *layout_known_words(const struct layout_line *line, size_t at)
{
	size_t index = first_behind(line, at);
	if (index == line->stretches.count)
		return NULL;
	const struct layout_stretch *stretch = &line->stretches.at[index];
	bool is_known = stretch->is_analysed || stretch->is_lengthened;
	return stretch->from <= at && is_known ? stretch : NULL;
}

/* By so many letters at `at`, an offset in the stretch, where a word is or ends; false elsewhere.
 */
static bool lengthen_word(struct layout_stretch *stretch, size_t at, size_t by)
{
	struct tokens *tokens = &stretch->analysis.tokens;
	if (at == 0 || (!stretch->is_analysed && !stretch->is_lengthened))
		return false;
	size_t index = tokens_behind(tokens, at - 1);
	if (index == tokens->count || tokens->at[index].kind != TOKEN_WORD ||
	    tokens->at[index].start >= at)
		return false;
	stretch->verdicts[index] = VERDICT_UNKNOWN;
	tokens->at[index].end += by;
	for (index++; index < tokens->count; index++) {
		tokens->at[index].start += by;
		tokens->at[index].end += by;
	}
	return true;
}

void layout_words_shift(struct layout_line *line, size_t offset, const struct layout_shift *shift)
{
	struct layout_stretches *all = &line->stretches;
	size_t kept = 0;
	bool taken = false; /* between two stretches the first takes it */
	for (size_t i = 0; i < all->count; i++) {
		struct layout_stretch stretch = all->at[i];
		bool stays = true;
		if (!taken && stretch.from <= offset && shift->old_behind <= stretch.until) {
			taken = true;
			stretch.until += shift->by;
			stretch.is_lengthened =
				shift->adds_letters &&
				lengthen_word(&stretch, offset - stretch.from, shift->by);
			stretch.is_analysed = false;
			size_t length = stretch.until - stretch.from;
			stays = length <= STRETCH_MOST && (length > 0 || line->length == 0);
		} else if (stretch.from >= shift->old_behind) {
			stretch.from += shift->by;
			stretch.until += shift->by;
		} else {
			stays = stretch.until <= offset;
		}
		if (stays)
			all->at[kept++] = stretch;
		else
			release(&stretch);
	}
	all->count = kept;
}

void layout_words_cut(struct layout_line *line, size_t offset)
{
	size_t first = first_behind(line, offset);
	/* The one that ends where the edit was may go on there now. */
	if (first > 0 && line->stretches.at[first - 1].until == offset)
		first--;
	drop(line, first, line->stretches.count - first);
}

void layout_words_forget(struct layout_line *line)
{
	for (size_t i = 0; i < line->stretches.count; i++)
		line->stretches.at[i].is_analysed = line->stretches.at[i].is_lengthened = false;
}

void layout_words_release(struct layout_line *line)
{
	drop(line, 0, line->stretches.count);
	arr_release(&line->stretches);
}
