#include "text/anchor.h"

#include <string.h>

#include "text/utf8.h"

enum {
	SCORE_SIDE = 20,
	SCORE_PLACE = 2,
	MATCHES_MOST = 200, /* of one quote: "und" may stand everywhere */
	CONTEXT_LEAST = 8,  /* bytes */
};

/* The first boundary at or after `at`. */
static size_t boundary_after(struct span text, size_t at)
{
	while (at < text.length && ((unsigned char)text.at[at] & 0xc0) == 0x80)
		at++;
	return at;
}

void anchor_take(struct anchor *anchor, struct span text, size_t start, size_t end)
{
	*anchor = (struct anchor){ .position = start };
	if (end - start > ANCHOR_QUOTE_MOST)
		end = start + utf8_boundary(span_slice(text, start, end), ANCHOR_QUOTE_MOST);
	size_t from = start > ANCHOR_CONTEXT ? boundary_after(text, start - ANCHOR_CONTEXT) : 0;
	struct span after = span_slice(text, end, text.length);
	(void)str_add(&anchor->quote, span_slice(text, start, end));
	(void)str_add(&anchor->before, span_slice(text, from, start));
	(void)str_add(&anchor->after, span_slice(after, 0, utf8_boundary(after, ANCHOR_CONTEXT)));
}

void anchor_release(struct anchor *anchor)
{
	str_release(&anchor->quote);
	str_release(&anchor->before);
	str_release(&anchor->after);
	*anchor = (struct anchor){ 0 };
}

/* Bytes that the ends of two spans share; that their beginnings share. */
static size_t common_end(struct span a, struct span b)
{
	size_t n = 0;
	while (n < a.length && n < b.length && a.at[a.length - 1 - n] == b.at[b.length - 1 - n])
		n++;
	return n;
}

static size_t common_start(struct span a, struct span b)
{
	size_t n = 0;
	while (n < a.length && n < b.length && a.at[n] == b.at[n])
		n++;
	return n;
}

/* How well [start, end) fits what stood around the quote, and how near it is: 0 to 42. */
static double score_around(const struct anchor *anchor, struct span text, size_t start, size_t end)
{
	struct span before = str_span(&anchor->before), after = str_span(&anchor->after);
	double score = 0;
	score += before.length ? (double)SCORE_SIDE *
					 (double)common_end(span_slice(text, 0, start), before) /
					 (double)before.length
		 : start == 0 ? SCORE_SIDE
			      : 0;
	score += after.length
			 ? (double)SCORE_SIDE *
				   (double)common_start(span_slice(text, end, text.length), after) /
				   (double)after.length
		 : end == text.length ? SCORE_SIDE
				      : 0;
	size_t away =
		start > anchor->position ? start - anchor->position : anchor->position - start;
	score += SCORE_PLACE * (1 - (double)away / (double)(text.length + 1));
	return score;
}

/* The best place where the quote stands word for word; false when it stands nowhere. */
static bool find_exact(const struct anchor *anchor, struct span text, struct anchor_place *place)
{
	struct span quote = str_span(&anchor->quote);
	double best = -1;
	size_t at = 0, old = anchor->position;
	/* First where it stood, however often it stands before that. */
	if (old < text.length && span_starts(span_slice(text, old, text.length), quote)) {
		best = score_around(anchor, text, old, old + quote.length);
		*place = (struct anchor_place){ ANCHOR_EXACT, old, old + quote.length };
	}
	for (int i = 0; i < MATCHES_MOST; i++, at++) {
		at = span_find(text, quote, at);
		if (at >= text.length)
			break;
		double score = score_around(anchor, text, at, at + quote.length);
		if (score <= best)
			continue;
		best = score;
		*place =
			(struct anchor_place){ at == anchor->position ? ANCHOR_EXACT : ANCHOR_MOVED,
					       at, at + quote.length };
	}
	return best >= 0;
}

/* For a quote that began the text: what lies before `after` at its start. */
static bool find_first(const struct anchor *anchor, struct span text, struct span after,
		       struct anchor_place *place)
{
	size_t end = span_find(text, after, 0);
	if (end >= text.length || end > anchor->quote.length * 2 + ANCHOR_CONTEXT)
		return false;
	*place = (struct anchor_place){ ANCHOR_CHANGED, 0, end };
	return true;
}

/* The place nearest to the old one where `before` and `after` stand with little between them. */
static bool find_sides(const struct anchor *anchor, struct span text, struct span before,
		       struct span after, struct anchor_place *place)
{
	size_t most = anchor->quote.length * 2 + ANCHOR_CONTEXT, nearest = SIZE_MAX, at = 0;
	for (int i = 0; i < MATCHES_MOST; i++, at++) {
		at = span_find(text, before, at);
		if (at >= text.length)
			break;
		size_t start = at + before.length;
		/* Not beyond what may lie between: else each match would walk the whole text. */
		struct span within = span_slice(text, 0, start + most + after.length);
		size_t end = after.length ? span_find(within, after, start) : text.length;
		size_t away = start > anchor->position ? start - anchor->position
						       : anchor->position - start;
		if ((after.length && end >= within.length) || end - start > most || away >= nearest)
			continue;
		nearest = away;
		*place = (struct anchor_place){ ANCHOR_CHANGED, start, end };
	}
	return nearest != SIZE_MAX;
}

/* Words were changed, but what stood on both sides is there: the place is what lies between. The
 * sides may have been edited too, so less and less of them has to fit; under CONTEXT_LEAST bytes it
 * would be a guess. */
static bool find_between(const struct anchor *anchor, struct span text, struct anchor_place *place)
{
	struct span before = str_span(&anchor->before), after = str_span(&anchor->after);
	bool at_start = before.length == 0, at_end = after.length == 0;
	if (at_start && at_end)
		return false;
	for (size_t most = ANCHOR_CONTEXT; most >= CONTEXT_LEAST; most /= 2) {
		size_t from = before.length > most ? before.length - most : 0;
		struct span left = span_slice(before, boundary_after(before, from), before.length);
		struct span right = span_slice(after, 0, utf8_boundary(after, most));
		if (at_start ? find_first(anchor, text, right, place)
			     : find_sides(anchor, text, left, right, place))
			return true;
	}
	return false;
}

struct anchor_place anchor_find(const struct anchor *anchor, struct span text)
{
	struct anchor_place place = { ANCHOR_GONE, 0, 0 };
	if (anchor->quote.length == 0)
		return (struct anchor_place){ ANCHOR_EXACT, 0, 0 };
	if (!find_exact(anchor, text, &place))
		(void)find_between(anchor, text, &place); /* it stays gone */
	return place;
}
