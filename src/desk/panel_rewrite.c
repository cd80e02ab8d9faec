/* A rewrite in the panel: the answer as it comes, and a change with what it does to the voice. */
#include <string.h>

#include "base/i18n.h"
#include "desk/panel.h"
#include "rewrite/category.h"

/* No more of the end than could fit, so that a long answer costs no more than a short one. */
static struct span tail_of(struct span text, struct rect in)
{
	size_t most = in.rows > 0 ? (size_t)in.rows * (size_t)in.columns : 0;
	size_t cut = text.length > most ? text.length - most : 0;
	while (cut < text.length && ((unsigned char)text.at[cut] & 0xc0) == 0x80)
		cut++;
	return span_slice(text, cut, text.length);
}

void panel_draw_running(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	const struct rewrite *rewrite = desk->rewriting.rewrite;
	enum rewrite_state state = rewrite_state(rewrite);
	canvas_text(canvas, r.row, r.column, r.columns, ROLE_TITLE, span_of(_("Rewrite")));
	if (state == REWRITE_WAITING)
		canvas_print(canvas, r.row + 1, r.column, r.columns, ROLE_DIM,
			     _("next try in %d s · Esc cancels"), rewrite_wait_seconds(rewrite));
	else
		canvas_text(canvas, r.row + 1, r.column, r.columns, ROLE_DIM,
			    span_of(state == REWRITE_CONNECTING ? _("asking … · Esc cancels")
								: _("it comes … · Esc cancels")));
	struct rect in = { r.row + 3, r.column, r.rows - 3, r.columns };
	struct span text = tail_of(rewrite_text(rewrite), in);
	struct rect measure = in;
	measure.rows = 0;
	/* The end of a long answer is what moves: leave out lines from the front. */
	while (text.length && canvas_paragraph(canvas, measure, ROLE_PLAIN, text) > in.rows) {
		size_t cut = text.length > 200 ? 100 : text.length;
		while (cut < text.length && ((unsigned char)text.at[cut] & 0xc0) == 0x80)
			cut++;
		text = span_slice(text, cut, text.length);
	}
	if (in.rows > 0)
		canvas_paragraph(canvas, in, ROLE_PLAIN, text);
}

static struct rect below(struct rect r, int rows)
{
	return (struct rect){ r.row + rows, r.column, r.rows - rows, r.columns };
}

/* One side of a change; the rows used. With r.rows 0 it is only measured. */
static int draw_words(struct canvas *canvas, struct rect r, enum role role, const char *sign,
		      struct span words)
{
	if (r.rows > 0)
		canvas_text(canvas, r.row, r.column, 1, role, span_of(sign));
	struct rect in = { r.row, r.column + 2, r.rows, r.columns - 2 };
	int rows =
		canvas_paragraph(canvas, in, role, words.length ? words : span_of(_("(nothing)")));
	return r.rows > 0 && rows > r.rows ? r.rows : rows;
}

/* What the change does to the voice, and the own words it costs; the rows with a blank one. With
 * r.rows 0 it is only measured. */
static int draw_verdict(const struct rewriting *rewriting, struct canvas *canvas, struct rect r)
{
	static const char *const ways[] = {
		[DRIFT_NEUTRAL] = N_("keeps your voice"),
		[DRIFT_CLOSER] = N_("closer to you"),
		[DRIFT_AWAY] = N_("away from you"),
	};
	struct str text = { 0 };
	if (!rewriting->has_verdict)
		return 0;
	(void)str_add(&text, span_of(_(ways[rewriting->way])));
	if (rewriting->lost.length)
		(void)str_format(&text, _("; lost: %s"), str_text(&rewriting->lost));
	int used = canvas_paragraph(canvas, r,
				    rewriting->way == DRIFT_AWAY     ? ROLE_WARN
				    : rewriting->way == DRIFT_CLOSER ? ROLE_GOOD
								     : ROLE_DIM,
				    str_span(&text));
	str_release(&text);
	return used + 1;
}

/* The words of the line before and behind a change. */
static void words_around(const struct proposal *proposal, size_t index, struct span *before,
			 struct span *after)
{
	enum { AROUND = 36 };
	const struct hunk *place = &proposal->hunks[index].place;
	const struct span sent = { proposal->sent, proposal->sent_length };
	size_t start = place->old_start, end = place->old_end;
	while (start > 0 && place->old_start - start < AROUND && sent.at[start - 1] != '\n')
		start--;
	while (start > 0 && start < place->old_start && !strchr(" \n", sent.at[start - 1]))
		start++;
	while (end < sent.length && end - place->old_end < AROUND && sent.at[end] != '\n')
		end++;
	while (end < sent.length && end > place->old_end && !strchr(" \n", sent.at[end]))
		end--;
	*before = span_trim(span_slice(sent, start, place->old_start));
	*after = span_trim(span_slice(sent, place->old_end, end));
}

/* For a window where the panel lies over the text. */
static int draw_context(const struct proposal *proposal, size_t index, struct canvas *canvas,
			struct rect r)
{
	struct span before, after;
	struct str line = { 0 };
	words_around(proposal, index, &before, &after);
	if (canvas->columns >= DESK_BESIDE || r.rows <= 0 || before.length + after.length < 2)
		return 0;
	(void)str_format(&line, "%.*s%s[…] %.*s", SPAN_ARGS(before), before.length ? " " : "",
			 SPAN_ARGS(after));
	int used = canvas_paragraph(canvas, r, ROLE_DIM, str_span(&line));
	str_release(&line);
	return used + 1;
}

/* What was asked for, and what this change does. */
static void draw_category(const struct rewriting *rewriting, struct canvas *canvas, struct rect r)
{
	const struct proposal *proposal = &rewriting->proposal;
	enum category category = category_of(proposal_old(proposal, rewriting->hunk),
					     proposal_new(proposal, rewriting->hunk));
	if (r.rows > 1)
		canvas_print(canvas, r.row + 1, r.column, r.columns, ROLE_DIM, _("%s: %s"),
			     task_title(rewriting->task, language_of_person()),
			     category_name(category));
}

static const char *const keys[] = {
	N_("Enter   take it"),	      N_("Delete  leave it"), N_("↑ ↓     another"),
	N_("a       all small ones"), N_("C-d     drop all"), N_("Esc     back to the text"),
};

enum { KEYS = sizeof keys / sizeof *keys, KEY_COLUMNS = 26 };

/* Both sides and what is known of the change; returns the row behind. Where there is little room
 * the old words leave half of it to the new ones. */
static int draw_change(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	const struct rewriting *rewriting = &desk->rewriting;
	const struct proposal *proposal = &rewriting->proposal;
	struct span before = proposal_old(proposal, rewriting->hunk);
	struct span now = proposal_new(proposal, rewriting->hunk);
	struct rect unseen = { r.row, r.column, 0, r.columns }, old = r;
	int end = r.row + r.rows;
	int verdict = draw_verdict(rewriting, canvas, unseen);
	r.rows -= verdict;
	int spared = r.rows - draw_words(canvas, unseen, ROLE_INSERTED, "+", now) - 1;
	old.rows = spared > r.rows / 2 ? spared : r.rows / 2;
	r = below(r, draw_words(canvas, old, ROLE_REMOVED, "−", before) + 1);
	r = below(r, draw_words(canvas, r, ROLE_INSERTED, "+", now) + 1);
	r = below(r, draw_context(proposal, rewriting->hunk, canvas, r));
	if (r.rows < 0)
		r = below(r, r.rows);
	r.rows = verdict;
	r = below(r, draw_verdict(rewriting, canvas, r));
	return r.row < end ? r.row : end;
}

/* Where there is width for it, two stand in a row. */
static int keys_beside(struct rect r)
{
	return r.columns >= 2 * KEY_COLUMNS ? 2 : 1;
}

static void draw_keys(struct canvas *canvas, struct rect r)
{
	int beside = keys_beside(r);
	for (int i = 0; i < KEYS && i / beside < r.rows; i++)
		canvas_text(canvas, r.row + i / beside, r.column + i % beside * KEY_COLUMNS,
			    beside > 1 ? KEY_COLUMNS - 1 : r.columns, ROLE_DIM,
			    span_of(_(keys[i])));
}

void panel_draw_proposal(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	const struct rewriting *rewriting = &desk->rewriting;
	const struct proposal *proposal = &rewriting->proposal;
	size_t index = rewriting->hunk;
	canvas_print(canvas, r.row, r.column, r.columns, ROLE_TITLE, _("Change %zu of %zu"),
		     index + 1, proposal->count);
	canvas_text(canvas, r.row, r.column + r.columns - 12, 12, ROLE_DIM,
		    span_of(proposal->hunks[index].is_large ? _("large") : ""));
	draw_category(rewriting, canvas, r);
	/* The keys first: nothing else tells them. */
	int key_rows = KEYS / keys_beside(r);
	struct rect change = below(r, 3);
	change.rows -= key_rows;
	change.row = draw_change(desk, canvas, change);
	change.rows = key_rows;
	draw_keys(canvas, change);
}
