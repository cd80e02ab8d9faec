#include "text/diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/segment.h"
#include "text/utf8.h"

enum {
	DISTANCE = 1024, /* D: over it a person sees a new text, not changes; 2 MB of trace */
	BYTES = 1 << 20, /* of a text; longer ones are not looked into */
	GAP_WORDS = 2,	 /* so many short words between two changes read as part of them */
	GAP_LETTERS = 3, /* of a short word: und, les, the */
	GAP_BYTES = 40,
};

/* A word or a sign, with the spaces that follow it. */
struct token {
	size_t start, end;
	uint64_t hash;
	bool is_changed;
};

struct tokens ARR(struct token);

/* One text as tokens; [first, last) is what the two texts do not share at their ends. */
struct side {
	struct span text;
	struct tokens tokens;
	size_t first, last;
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* FNV-1a, 64 bits */
static uint64_t hash_of(struct span bytes)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (size_t i = 0; i < bytes.length; i++)
		hash = (hash ^ (unsigned char)bytes.at[i]) * 0x100000001b3u;
	return hash;
}

static void tokenise(struct side *side)
{
	struct span text = side->text;
	for (size_t start = 0, end; start < text.length; start = end) {
		bool is_word;
		end = segment_word_end(text, start, &is_word);
		/* A line end stands alone, so that indentation belongs to its line. */
		if (text.at[end - 1] != '\n')
			while (end < text.length && is_blank(text.at[end]))
				end++;
		*arr_add(&side->tokens) =
			(struct token){ start, end, hash_of(span_slice(text, start, end)), false };
	}
	side->last = side->tokens.count;
}

static struct span token_text(const struct side *side, size_t index)
{
	const struct token *token = &side->tokens.at[index];
	return span_slice(side->text, token->start, token->end);
}

static bool is_same(const struct side *old, size_t x, const struct side *new, size_t y)
{
	return old->tokens.at[x].hash ==
	       new->tokens.at[y].hash &&span_equal(token_text(old, x), token_text(new, y));
}

static void skip_common_ends(struct side *old, struct side *new)
{
	while (old->first < old->last && new->first < new->last &&
	       is_same(old, old->first, new, new->first)) {
		old->first++;
		new->first++;
	}
	while (old->first < old->last && new->first < new->last &&
	       is_same(old, old->last - 1, new, new->last - 1)) {
		old->last--;
		new->last--;
	}
}

/* How far each diagonal k = -d, -d + 2 … d was reached with d edits: row d has d + 1 entries and
 * starts at d (d + 1) / 2. An entry is x, the tokens of the old text; y = x - k. */
struct trace {
	uint32_t *at;
	size_t room;
};

static uint32_t *trace_row(const struct trace *trace, size_t d)
{
	return trace->at + d * (d + 1) / 2;
}

/* Did diagonal number i of row d come from above it, by an insertion? Else by a removal. */
static bool is_insertion(const uint32_t *previous, size_t i, size_t d)
{
	return i == 0 || (i < d && previous[i - 1] < previous[i]);
}

/* Fills row d; true when the ends of both texts are reached. */
static bool trace_step(struct trace *trace, size_t d, const struct side *old,
		       const struct side *new)
{
	size_t width = old->last - old->first, height = new->last - new->first;
	trace->at = arr_room(trace->at, &trace->room, (d + 1) * (d + 2) / 2, sizeof *trace->at);
	const uint32_t *previous = d ? trace_row(trace, d - 1) : NULL;
	uint32_t *row = trace_row(trace, d);
	for (size_t i = 0; i <= d; i++) {
		size_t x = 0;
		if (d > 0)
			x = is_insertion(previous, i, d) ? previous[i] : previous[i - 1] + 1;
		size_t y = x + d - 2 * i;
		while (x < width && y < height &&
		       is_same(old, old->first + x, new, new->first + y)) {
			x++;
			y++;
		}
		row[i] = (uint32_t)x;
		if (x == width && y == height)
			return true;
	}
	return false;
}

/* Back from the ends: each edit marks the token that it removes or inserts. */
static void mark_changes(const struct trace *trace, size_t d, struct side *old, struct side *new)
{
	size_t x = old->last - old->first, y = new->last - new->first;
	for (size_t i = (x + d - y) / 2; d > 0; d--) {
		const uint32_t *previous = trace_row(trace, d - 1);
		if (is_insertion(previous, i, d)) {
			x = previous[i];
			y = x + (d - 1) - 2 * i;
			new->tokens.at[new->first + y].is_changed = true;
		} else {
			i--;
			x = previous[i];
			y = x + (d - 1) - 2 * i;
			old->tokens.at[old->first + x].is_changed = true;
		}
	}
}

static void mark_all(struct side *side)
{
	for (size_t i = side->first; i < side->last; i++)
		side->tokens.at[i].is_changed = true;
}

static void compare(struct side *old, struct side *new)
{
	struct trace trace = { 0 };
	size_t d = 0;
	while (d <= DISTANCE && !trace_step(&trace, d, old, new))
		d++;
	if (d <= DISTANCE) {
		mark_changes(&trace, d, old, new);
	} else {
		mark_all(old);
		mark_all(new);
	}
	free(trace.at);
}

/* Where token `index` starts; the end of the text behind the last one. */
static size_t offset(const struct side *side, size_t index)
{
	return index < side->tokens.count ? side->tokens.at[index].start : side->text.length;
}

static size_t changed_end(const struct side *side, size_t index)
{
	while (index < side->tokens.count && side->tokens.at[index].is_changed)
		index++;
	return index;
}

/* A word that only got other spaces behind it, "gut." to "gut und schön.", stays out. */
static void skip_same_word(const struct side *old, const struct side *new, struct hunk *hunk)
{
	size_t same = 0;
	while (hunk->old_start + same < hunk->old_end && hunk->new_start + same < hunk->new_end &&
	       !is_blank(old->text.at[hunk->old_start + same]) &&
	       old->text.at[hunk->old_start + same] == new->text.at[hunk->new_start + same])
		same++;
	size_t old_end = hunk->old_start + same, new_end = hunk->new_start + same;
	bool ends = old_end == hunk->old_end || is_blank(old->text.at[old_end]);
	if (ends && (new_end == hunk->new_end || is_blank(new->text.at[new_end]))) {
		hunk->old_start = old_end;
		hunk->new_start = new_end;
	}
}

/* The spaces behind a changed word are not part of the change. */
static void drop_same_spaces(const struct side *old, const struct side *new, struct hunk *hunk)
{
	while (hunk->old_end > hunk->old_start && hunk->new_end > hunk->new_start &&
	       is_blank(old->text.at[hunk->old_end - 1]) &&
	       old->text.at[hunk->old_end - 1] == new->text.at[hunk->new_end - 1]) {
		hunk->old_end--;
		hunk->new_end--;
	}
}

/* What two changes share between them is too little to stand alone. */
static bool is_confetti(struct span gap)
{
	if (gap.length > GAP_BYTES)
		return false;
	for (size_t i = 0; i < gap.length; i++)
		if (strchr(".!?\n", gap.at[i])) /* no change goes over the end of a sentence */
			return false;
	int words = 0;
	for (size_t start = 0, end; start < gap.length; start = end) {
		bool is_word;
		end = segment_word_end(gap, start, &is_word);
		if (is_word &&
		    (++words > GAP_WORDS || utf8_count(span_slice(gap, start, end)) > GAP_LETTERS))
			return false;
	}
	return true;
}

static void add_hunk(const struct side *old, const struct side *new, struct hunks *hunks,
		     struct hunk hunk)
{
	skip_same_word(old, new, &hunk);
	drop_same_spaces(old, new, &hunk);
	struct hunk *last = hunks->count ? &hunks->at[hunks->count - 1] : NULL;
	if (last && is_confetti(span_slice(old->text, last->old_end, hunk.old_start))) {
		last->old_end = hunk.old_end;
		last->new_end = hunk.new_end;
	} else {
		*arr_add(hunks) = hunk;
	}
}

static void collect(const struct side *old, const struct side *new, struct hunks *hunks)
{
	size_t x = 0, y = 0;
	while (x < old->tokens.count || y < new->tokens.count) {
		size_t old_end = changed_end(old, x), new_end = changed_end(new, y);
		if (old_end > x || new_end > y)
			add_hunk(old, new, hunks,
				 (struct hunk){ offset(old, x), offset(old, old_end),
						offset(new, y), offset(new, new_end) });
		x = old_end + 1;
		y = new_end + 1;
	}
}

void diff_words(struct span old_text, struct span new_text, struct hunks *hunks)
{
	arr_clear(hunks);
	if (span_equal(old_text, new_text))
		return;
	if (old_text.length > BYTES || new_text.length > BYTES) {
		*arr_add(hunks) = (struct hunk){ 0, old_text.length, 0, new_text.length };
		return;
	}
	struct side old = { .text = old_text }, new = { .text = new_text };
	tokenise(&old);
	tokenise(&new);
	skip_common_ends(&old, &new);
	compare(&old, &new);
	collect(&old, &new, hunks);
	arr_release(&old.tokens);
	arr_release(&new.tokens);
}
