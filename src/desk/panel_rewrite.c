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

static int draw_words(struct canvas *canvas, struct rect r, enum role role, const char *sign,
		      struct span words)
{
	if (r.rows <= 0)
		return 0;
	canvas_text(canvas, r.row, r.column, 1, role, span_of(sign));
	struct rect in = { r.row, r.column + 2, r.rows, r.columns - 2 };
	return canvas_paragraph(canvas, in, role, words.length ? words : span_of(_("(nothing)")));
}

/* What the change does to the voice, and the own words it costs. */
static int draw_verdict(const struct rewriting *rewriting, struct canvas *canvas, struct rect r)
{
	static const char *const ways[] = {
		[DRIFT_NEUTRAL] = N_("keeps your voice"),
		[DRIFT_CLOSER] = N_("closer to you"),
		[DRIFT_AWAY] = N_("away from you"),
	};
	struct str text = { 0 };
	if (!rewriting->has_verdict || r.rows <= 0)
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
	r.row += 3;
	r.rows -= 3;
	int used = draw_words(canvas, r, ROLE_REMOVED, "−", proposal_old(proposal, index));
	r.row += used + 1;
	r.rows -= used + 1;
	used = draw_words(canvas, r, ROLE_INSERTED, "+", proposal_new(proposal, index));
	r.row += used + 1;
	r.rows -= used + 1;
	used = draw_context(proposal, index, canvas, r);
	r.row += used;
	r.rows -= used;
	used = draw_verdict(rewriting, canvas, r);
	r.row += used;
	r.rows -= used;
	static const char *const keys[] = {
		N_("Enter   take it"),	N_("Delete  leave it"),
		N_("↑ ↓     another"),	N_("a       all small ones"),
		N_("C-d     drop all"), N_("Esc     back to the text"),
	};
	enum { KEYS = sizeof keys / sizeof *keys, KEY_COLUMNS = 26 };
	/* In a low window two stand in a row. */
	int beside = r.rows < KEYS && r.columns >= 2 * KEY_COLUMNS ? 2 : 1;
	for (int i = 0; i < KEYS && i / beside < r.rows; i++)
		canvas_text(canvas, r.row + i / beside, r.column + i % beside * KEY_COLUMNS,
			    beside > 1 ? KEY_COLUMNS - 1 : r.columns, ROLE_DIM,
			    span_of(_(keys[i])));
}
