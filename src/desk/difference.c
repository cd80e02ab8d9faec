#include "desk/difference.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/desk.h"
#include "text/diff.h"
#include "text/utf8.h"

enum {
	AROUND = 60,	    /* bytes of context to either side */
	CHANGES_MOST = 200, /* on one page */
	SHOWN_MOST = 2000,  /* bytes of one side of a change */
};

/* The lines of a piece, each behind the sign. */
static void add_piece(struct str *page, const char *sign, struct span piece)
{
	struct span line;
	bool is_cut = piece.length > SHOWN_MOST;
	if (is_cut)
		piece.length = utf8_boundary(piece, SHOWN_MOST);
	while (span_next(&piece, '\n', &line))
		(void)str_format(page, "%s%.*s\n", sign, SPAN_ARGS(line));
	if (is_cut)
		(void)str_format(page, "%s…\n", sign);
}

/* The end of the line before the change, the start of the one after: whole words if possible. */
static struct span before_of(struct span text, size_t at)
{
	size_t from = at > AROUND ? utf8_boundary(text, at - AROUND) : 0;
	struct span piece = span_slice(text, from, at);
	const char *end = piece.length ? memrchr(piece.at, '\n', piece.length) : NULL;
	if (end)
		piece = span_slice(piece, (size_t)(end - piece.at) + 1, piece.length);
	return piece;
}

static struct span after_of(struct span text, size_t at)
{
	size_t to = text.length - at > AROUND ? utf8_boundary(text, at + AROUND) : text.length;
	struct span piece = span_slice(text, at, to);
	piece.length = span_find(piece, SPAN("\n"), 0);
	return piece;
}

static void add_change(struct str *page, struct span before, struct span after,
		       const struct hunk *hunk)
{
	struct span lead = span_trim(before_of(before, hunk->old_start));
	struct span tail = span_trim(after_of(before, hunk->old_end));
	if (lead.length)
		(void)str_format(page, "  … %.*s\n", SPAN_ARGS(lead));
	add_piece(page, "− ", span_slice(before, hunk->old_start, hunk->old_end));
	add_piece(page, "+ ", span_slice(after, hunk->new_start, hunk->new_end));
	if (tail.length)
		(void)str_format(page, "  %.*s …\n", SPAN_ARGS(tail));
	(void)str_add_byte(page, '\n');
}

void difference_add(struct str *page, struct span before, struct span after)
{
	struct hunks hunks = { 0 };
	diff_words(before, after, &hunks);
	for (size_t i = 0; i < hunks.count && i < CHANGES_MOST; i++)
		add_change(page, before, after, &hunks.at[i]);
	if (hunks.count > CHANGES_MOST)
		(void)str_format(page, _("… and %zu more changes.\n"), hunks.count - CHANGES_MOST);
	if (hunks.count == 0)
		(void)str_add(page, span_of(_("The two texts are the same.\n")));
	arr_release(&hunks);
}

static void go_back(struct desk *desk, int value, const char *text)
{
	(void)value;
	(void)text;
	if (desk->back)
		desk->back(desk);
}

void difference_show(struct desk *desk, const char *title, struct span before, struct span after,
		     const char *legend, void (*back)(struct desk *desk))
{
	struct str page = { 0 };
	(void)str_format(&page, "%s\n\n", legend);
	difference_add(&page, before, after);
	overlay_page(&desk->overlay, title, &page, _("Arrows scroll · Enter back"), go_back);
	desk->overlay.cancel = back;
	desk->back = back;
}
