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
	if (piece.length == 0)
		return;
	if (is_cut)
		piece.length = utf8_boundary(piece, SHOWN_MOST);
	while (span_next(&piece, '\n', &line))
		(void)str_format(page, "%s%.*s\n", sign, SPAN_ARGS(line));
	if (is_cut)
		(void)str_format(page, "%s…\n", sign);
}

/* The words of the line before the change and of the one after it, with … where they are cut. */
static void add_before(struct str *page, struct span text, size_t at)
{
	size_t from = at > AROUND ? utf8_boundary(text, at - AROUND) : 0;
	struct span piece = span_slice(text, from, at);
	const char *end = piece.length ? memrchr(piece.at, '\n', piece.length) : NULL;
	if (end)
		piece = span_slice(piece, (size_t)(end - piece.at) + 1, piece.length);
	bool is_cut = !end && from > 0;
	piece = span_trim(piece);
	if (piece.length)
		(void)str_format(page, "  %s%.*s\n", is_cut ? "…" : "", SPAN_ARGS(piece));
}

static void add_after(struct str *page, struct span text, size_t at)
{
	size_t to = text.length - at > AROUND ? utf8_boundary(text, at + AROUND) : text.length;
	struct span piece = span_slice(text, at, to);
	size_t end = span_find(piece, SPAN("\n"), 0);
	bool is_cut = end == piece.length && to < text.length;
	piece = span_trim(span_slice(piece, 0, end));
	if (piece.length)
		(void)str_format(page, "  %.*s%s\n", SPAN_ARGS(piece), is_cut ? "…" : "");
}

static void add_change(struct str *page, struct span before, struct span after,
		       const struct hunk *hunk)
{
	add_before(page, before, hunk->old_start);
	add_piece(page, "− ", span_slice(before, hunk->old_start, hunk->old_end));
	add_piece(page, "+ ", span_slice(after, hunk->new_start, hunk->new_end));
	add_after(page, before, hunk->old_end);
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
