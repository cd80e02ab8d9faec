#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk.h"

enum { HINTS_OPEN = 3, METER = 10 };

static enum role role_of(int severity)
{
	switch (severity) {
	case SEVERITY_BLOCK:
		return ROLE_BLOCK;
	case SEVERITY_WARN:
		return ROLE_WARN;
	case SEVERITY_HINT:
		return ROLE_HINT;
	case SEVERITY_NOTE:
		return ROLE_NOTE;
	}
	return ROLE_GOOD;
}

static const char *sign_of(int severity)
{
	switch (severity) {
	case SEVERITY_BLOCK:
		return "✗";
	case SEVERITY_WARN:
		return "▲";
	case SEVERITY_HINT:
		return "●";
	case SEVERITY_NOTE:
		return "○";
	}
	return "✓";
}

/* What the checklist shows, and the word for "nothing to say". */
static const struct {
	enum family family;
	const char *title, *fine;
} checklist[] = {
	{ FAMILY_HOOK, N_("Opening"), N_("clear") },
	{ FAMILY_LENGTH, N_("Length"), N_("in the usual range") },
	{ FAMILY_SUBSTANCE, N_("Substance"), N_("concrete") },
	{ FAMILY_DISCUSSION, N_("Discussion"), N_("a real question") },
	{ FAMILY_FORMAT, N_("Format"), N_("tidy") },
	{ FAMILY_CLARITY, N_("Clarity"), N_("reads well") },
	{ FAMILY_LANGUAGE, N_("Language"), N_("consistent") },
	{ FAMILY_TRUST, N_("Trust"), N_("nothing noticed") },
};

enum { CHECKLIST_ROWS = sizeof checklist / sizeof *checklist };

/* The worst finding of the family, to be named beside it. */
static const struct finding *worst(const struct report *report, enum family family)
{
	for (size_t i = 0; i < report->findings.count; i++)
		if (report->findings.at[i].rule->family == family)
			return &report->findings.at[i];
	return NULL;
}

static void draw_counter(const struct desk *desk, struct canvas *canvas, struct rect *r)
{
	char used[32], limit[32];
	size_t characters = coaching_characters(desk->coaching);
	long most = coaching_platform(desk->coaching)->limit;
	(void)i18n_number((long)characters, used);
	(void)i18n_number(most, limit);
	char figures[80];
	(void)snprintf(figures, sizeof figures, "%s / %s", used, limit);
	bool over = most > 0 && characters > (size_t)most;
	int width = grapheme_columns(span_of(figures));
	canvas_text(canvas, r->row, r->column, r->columns - width - 1, ROLE_TITLE,
		    span_of(_("Coach")));
	canvas_text(canvas, r->row, r->column + r->columns - width, width,
		    over ? ROLE_BLOCK : ROLE_PLAIN, span_of(figures));
	int full = most > 0 ? (int)(characters * METER / (size_t)most) : 0;
	for (int i = 0; i < METER; i++)
		canvas_text(canvas, r->row + 1, r->column + i, 1,
			    i < full ? (over ? ROLE_BLOCK : ROLE_ACCENT) : ROLE_DIM,
			    span_of(i < full ? "▰" : "▱"));
	const struct report *report = coaching_report(desk->coaching);
	if (report)
		canvas_print(canvas, r->row + 1, r->column + METER + 2, r->columns - METER - 2,
			     ROLE_DIM, _("%zu words · %ld s"), report->measures.words,
			     report->measures.reading_seconds);
	r->row += 3;
	r->rows -= 3;
}

static void draw_family(const struct desk *desk, struct canvas *canvas, const struct rect *r,
			int index)
{
	const struct report *report = coaching_report(desk->coaching);
	enum family family = checklist[index].family;
	int state = report_family(report, family);
	if (state == -2) {
		canvas_print(canvas, r->row, r->column, r->columns, ROLE_DIM, "· %s",
			     _(checklist[index].title));
		return;
	}
	struct str word = { 0 };
	const struct finding *finding = worst(report, family);
	if (finding)
		finding_sentence(finding, FINDING_MESSAGE, language_of_person(),
				 report->analysis.text, &word);
	canvas_text(canvas, r->row, r->column, 1, role_of(state), span_of(sign_of(state)));
	canvas_text(canvas, r->row, r->column + 2, 11, ROLE_PLAIN,
		    span_of(_(checklist[index].title)));
	canvas_text(canvas, r->row, r->column + 14, r->columns - 14, ROLE_DIM,
		    finding ? str_span(&word) : span_of(_(checklist[index].fine)));
	str_release(&word);
}

static void draw_spelling(const struct desk *desk, struct canvas *canvas, const struct rect *r)
{
	const struct report *report = coaching_report(desk->coaching);
	const char *trouble = coaching_trouble(desk->coaching);
	size_t wrong = report->misspelled;
	bool asks = *trouble || wrong;
	canvas_text(canvas, r->row, r->column, 1, asks ? ROLE_HINT : ROLE_GOOD,
		    span_of(asks ? "●" : "✓"));
	canvas_text(canvas, r->row, r->column + 2, 11, ROLE_PLAIN, span_of(_("Spelling")));
	if (*trouble)
		canvas_text(canvas, r->row, r->column + 14, r->columns - 14, ROLE_DIM,
			    span_of(_("no dictionary (doctor)")));
	else if (wrong)
		canvas_print(canvas, r->row, r->column + 14, r->columns - 14, ROLE_DIM,
			     i18n_plural("%zu word to look at", "%zu words to look at", wrong),
			     wrong);
	else
		canvas_text(canvas, r->row, r->column + 14, r->columns - 14, ROLE_DIM,
			    span_of(_("nothing found")));
}

static void draw_checklist(const struct desk *desk, struct canvas *canvas, struct rect *r)
{
	for (int i = 0; i < CHECKLIST_ROWS && r->rows > 0; i++, r->row++, r->rows--)
		draw_family(desk, canvas, r, i);
	if (r->rows > 0)
		draw_spelling(desk, canvas, r);
	r->row += 2;
	r->rows -= 2;
}

/* One open hint: what, and for the first one why and how as well. */
static int draw_hint(const struct desk *desk, struct canvas *canvas, struct rect r, int finding,
		     bool whole)
{
	const struct report *report = coaching_report(desk->coaching);
	const struct finding *f = &report->findings.at[finding];
	enum language person = language_of_person();
	struct str text = { 0 };
	bool opened = finding == desk->hint;
	finding_sentence(f, FINDING_MESSAGE, person, report->analysis.text, &text);
	canvas_text(canvas, r.row, r.column, 1, role_of(f->rule->severity),
		    span_of(sign_of(f->rule->severity)));
	struct rect in = { r.row, r.column + 2, r.rows, r.columns - 2 };
	int used = canvas_paragraph(canvas, in, opened ? ROLE_ACCENT : ROLE_PLAIN, str_span(&text));
	static const enum finding_part parts[] = { FINDING_WHY, FINDING_FIX };
	for (size_t i = 0; whole && i < 2; i++) {
		finding_sentence(f, parts[i], person, report->analysis.text, &text);
		in = (struct rect){ r.row + used, r.column + 2, r.rows - used, r.columns - 2 };
		if (in.rows > 0 && text.length)
			used += canvas_paragraph(canvas, in, ROLE_DIM, str_span(&text));
	}
	str_release(&text);
	return used + 1;
}

static void draw_hints(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	int opened = -1;
	for (int i = 0; i < HINTS_OPEN; i++)
		if (desk->hint >= 0 && desk_open_hint(desk, i) == desk->hint)
			opened = i;
	for (int i = 0; i < HINTS_OPEN && r.rows > 0; i++) {
		int finding = desk_open_hint(desk, i);
		if (finding < 0)
			break;
		bool whole = opened < 0 ? i == 0 : i == opened;
		int used = draw_hint(desk, canvas, r, finding, whole);
		r.row += used;
		r.rows -= used;
	}
	if (desk_open_hint(desk, 0) < 0 && r.rows > 0)
		canvas_paragraph(canvas, r, ROLE_GOOD,
				 span_of(_("Nothing to point out. Read it aloud once more.")));
}

static void draw_spaced(struct canvas *canvas, struct rect *r, int indent, enum role role,
			const char *text)
{
	struct rect in = { r->row, r->column + indent, r->rows, r->columns - indent };
	int used = canvas_paragraph(canvas, in, role, span_of(text)) + 1;
	r->row += used;
	r->rows -= used;
}

static void draw_greeting(struct canvas *canvas, struct rect r)
{
	static const char *const things[] = {
		N_("Write in one sentence how your last working day began."),
		N_("Press C-p: every command with its key."),
		N_("Press C-s to keep it. Your file holds your words only."),
	};
	draw_spaced(canvas, &r, 0, ROLE_TITLE, _("Welcome. Three things to try:"));
	for (size_t i = 0; i < sizeof things / sizeof *things && r.rows > 0; i++) {
		canvas_print(canvas, r.row, r.column, 2, ROLE_ACCENT, "%zu", i + 1);
		draw_spaced(canvas, &r, 3, ROLE_PLAIN, _(things[i]));
	}
	if (r.rows > 0)
		draw_spaced(canvas, &r, 0, ROLE_DIM,
			    _("Nobody sees this text unless you send it."));
}

/* ---- the rewrite ---- */

static void draw_running(const struct desk *desk, struct canvas *canvas, struct rect r)
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
	struct span text = rewrite_text(rewrite);
	struct rect in = { r.row + 3, r.column, r.rows - 3, r.columns };
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

static void draw_proposal(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	const struct rewriting *rewriting = &desk->rewriting;
	const struct proposal *proposal = &rewriting->proposal;
	size_t index = rewriting->hunk;
	canvas_print(canvas, r.row, r.column, r.columns, ROLE_TITLE, _("Change %zu of %zu"),
		     index + 1, proposal->count);
	canvas_text(canvas, r.row, r.column + r.columns - 12, 12, ROLE_DIM,
		    span_of(proposal->hunks[index].is_large ? _("large") : ""));
	r.row += 2;
	r.rows -= 2;
	int used = draw_words(canvas, r, ROLE_REMOVED, "−", proposal_old(proposal, index));
	r.row += used + 1;
	r.rows -= used + 1;
	used = draw_words(canvas, r, ROLE_INSERTED, "+", proposal_new(proposal, index));
	r.row += used + 1;
	r.rows -= used + 1;
	static const char *const keys[] = {
		N_("Enter   take it"),	N_("Delete  leave it"),
		N_("↑ ↓     another"),	N_("a       take all small ones"),
		N_("C-d     drop all"), N_("Esc     back to the text"),
	};
	for (size_t i = 0; i < sizeof keys / sizeof *keys && r.rows > 0; i++, r.row++, r.rows--)
		canvas_text(canvas, r.row, r.column, r.columns, ROLE_DIM, span_of(_(keys[i])));
}

void panel_draw(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	if (desk->learning.lesson) {
		learning_draw(desk, canvas, r);
		return;
	}
	if (desk->review.open >= 0) {
		review_draw(desk, canvas, r);
		return;
	}
	if (desk->rewriting.stage == REWRITING_RUNS) {
		draw_running(desk, canvas, r);
		return;
	}
	if (desk->rewriting.stage == REWRITING_DECIDES) {
		draw_proposal(desk, canvas, r);
		return;
	}
	draw_counter(desk, canvas, &r);
	if (buffer_length(desk->editor.buffer) == 0) {
		draw_greeting(canvas, r);
		return;
	}
	if (!coaching_report(desk->coaching)) {
		canvas_text(canvas, r.row, r.column, r.columns, ROLE_DIM,
			    span_of(_("The coach is reading …")));
		return;
	}
	draw_checklist(desk, canvas, &r);
	if (r.rows > 0)
		draw_hints(desk, canvas, r);
}

void panel_draw_line(const struct desk *desk, struct canvas *canvas, int row)
{
	if (desk->learning.lesson) {
		learning_draw_line(desk, canvas, row);
		return;
	}
	char used[32], limit[32];
	int column = canvas_print(canvas, row, 1, canvas->columns - 2, ROLE_DIM, "%s / %s  ",
				  i18n_number((long)coaching_characters(desk->coaching), used),
				  i18n_number(coaching_platform(desk->coaching)->limit, limit));
	int left = canvas->columns - column - 3;
	int hint = desk->hint >= 0 ? desk->hint : desk_open_hint(desk, 0);
	if (desk->rewriting.stage == REWRITING_RUNS) {
		canvas_text(canvas, row, column + 2, left, ROLE_PLAIN,
			    span_of(_("The answer is coming: F2 shows it, Esc cancels.")));
		return;
	}
	if (hint < 0 || !coaching_report(desk->coaching))
		return;
	const struct report *report = coaching_report(desk->coaching);
	const struct finding *finding = &report->findings.at[hint];
	struct str text = { 0 };
	finding_sentence(finding, FINDING_MESSAGE, language_of_person(), report->analysis.text,
			 &text);
	canvas_text(canvas, row, column + 2, 1, role_of(finding->rule->severity),
		    span_of(sign_of(finding->rule->severity)));
	canvas_text(canvas, row, column + 4, left - 2, ROLE_PLAIN, str_span(&text));
	str_release(&text);
}
