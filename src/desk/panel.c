#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/command.h"
#include "desk/panel.h"

enum { METER = 10, TALL = 26 /* rows from which on nothing is left out */ };

enum role panel_role(int severity)
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

const char *panel_sign(int severity)
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

/* The worst of the family, to be named beside it. */
static const struct finding *first_of(const struct findings *findings, enum family family)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->at[i].rule->family == family)
			return &findings->at[i];
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
			     ROLE_DIM,
			     i18n_plural("%zu word · %ld s", "%zu words · %ld s",
					 report->measures.words),
			     report->measures.words, report->measures.reading_seconds);
	r->row += 2;
	r->rows -= 2;
}

const char *panel_band(const char *band)
{
	if (strcmp(band, "plain") == 0)
		return _("reads easily");
	return strcmp(band, "medium") == 0 ? _("takes some reading") : _("hard to read");
}

/* How it reads, and what makes it so: the longest sentence and word. */
static void draw_reading(const struct desk *desk, struct canvas *canvas, struct rect *r)
{
	const struct report *report = coaching_report(desk->coaching);
	bool is_tall = r->rows >= TALL;
	if (report && report->measures.band) {
		const struct measures *m = &report->measures;
		struct span word = span_slice(report->analysis.text, m->words_longest[0].start,
					      m->words_longest[0].end);
		canvas_print(canvas, r->row, r->column, r->columns, ROLE_DIM,
			     m->is_indicative ? _("%s (still short)") : "%s", panel_band(m->band));
		if (is_tall)
			canvas_print(canvas, r->row + 1, r->column, r->columns, ROLE_DIM,
				     i18n_plural("up to %zu word · %.*s", "up to %zu words · %.*s",
						 m->sentences_longest[0].size),
				     m->sentences_longest[0].size, SPAN_ARGS(word));
	}
	r->row += is_tall ? 3 : 2;
	r->rows -= is_tall ? 3 : 2;
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
	const struct finding *finding = first_of(&report->findings, family);
	if (!finding)
		finding = first_of(&report->praise, family);
	if (finding)
		finding_sentence(finding, FINDING_MESSAGE, language_of_person(),
				 report->analysis.text, &word);
	canvas_text(canvas, r->row, r->column, 1, panel_role(state), span_of(panel_sign(state)));
	canvas_text(canvas, r->row, r->column + 2, 11, ROLE_PLAIN,
		    span_of(_(checklist[index].title)));
	canvas_text(canvas, r->row, r->column + 14, r->columns - 14, ROLE_DIM,
		    finding ? str_span(&word) : span_of(_(checklist[index].fine)));
	str_release(&word);
}

/* What there is to say of the words; "" when nothing. */
static void spelling_in_words(const struct desk *desk, struct str *out)
{
	size_t wrong = coaching_report(desk->coaching)->misspelled;
	if (*coaching_trouble(desk->coaching))
		(void)str_add(out, span_of(_("not all checked")));
	else if (wrong)
		(void)str_format(out,
				 i18n_plural("%zu word to look at", "%zu words to look at", wrong),
				 wrong);
}

static void draw_spelling(const struct desk *desk, struct canvas *canvas, const struct rect *r)
{
	struct str words = { 0 };
	spelling_in_words(desk, &words);
	bool asks = words.length > 0;
	canvas_text(canvas, r->row, r->column, 1, asks ? ROLE_HINT : ROLE_GOOD,
		    span_of(asks ? "●" : "✓"));
	canvas_text(canvas, r->row, r->column + 2, 11, ROLE_PLAIN, span_of(_("Spelling")));
	canvas_text(canvas, r->row, r->column + 14, r->columns - 14, ROLE_DIM,
		    asks ? str_span(&words) : span_of(_("nothing found")));
	str_release(&words);
}

/* Why words could not be checked, and what to do about it. */
static void draw_trouble(const struct desk *desk, struct canvas *canvas, struct rect *r)
{
	enum { ROWS_MOST = 4 };
	const char *trouble = coaching_trouble(desk->coaching);
	struct rect in = { r->row, r->column + 2, r->rows < ROWS_MOST ? r->rows : ROWS_MOST,
			   r->columns - 2 };
	if (!*trouble || in.rows <= 0)
		return;
	int used = canvas_paragraph(canvas, in, ROLE_DIM, span_of(trouble));
	used = used < in.rows ? used : in.rows;
	r->row += used;
	r->rows -= used;
}

static void draw_row(const struct desk *desk, struct canvas *canvas, struct rect *r, int index)
{
	if (r->rows <= 0)
		return;
	if (index < CHECKLIST_ROWS)
		draw_family(desk, canvas, r, index);
	else
		draw_spelling(desk, canvas, r);
	r->row++;
	r->rows--;
	if (index == CHECKLIST_ROWS)
		draw_trouble(desk, canvas, r);
}

static bool is_fine(const struct desk *desk, int index)
{
	struct str words = { 0 };
	if (index < CHECKLIST_ROWS)
		return report_family(coaching_report(desk->coaching), checklist[index].family) < 0;
	spelling_in_words(desk, &words);
	bool fine = words.length == 0;
	str_release(&words);
	return fine;
}

/* Only for those who have learned a voice. */
static void draw_voice(const struct desk *desk, struct canvas *canvas, struct rect *r)
{
	const struct drift *drift = voicing_drift(desk->voicing);
	const struct profile *profile = voicing_profile(desk->voicing);
	struct str text = { 0 };
	if (!drift || !profile || drift->posts == 0)
		return;
	bool far = drift->state == DRIFT_CLEARLY || drift->state == DRIFT_SOMEWHAT;
	drift_say(profile, drift, &text);
	canvas_text(canvas, r->row, r->column, 1, far ? ROLE_HINT : ROLE_GOOD,
		    span_of(drift->state == DRIFT_CLEARLY ? "●"
			    : far			  ? "○"
							  : "✓"));
	canvas_text(canvas, r->row, r->column + 2, 11, ROLE_PLAIN, span_of(_("Voice")));
	canvas_text(canvas, r->row, r->column + 14, r->columns - 14, ROLE_DIM, str_span(&text));
	str_release(&text);
	r->row++;
	r->rows--;
}

/* Is there enough text to say anything of the family? */
static bool is_judged(const struct desk *desk, int index)
{
	return index >= CHECKLIST_ROWS ||
	       report_family(coaching_report(desk->coaching), checklist[index].family) != -2;
}

/* In a low window what is fine is named in one sentence. */
static void draw_checklist(const struct desk *desk, struct canvas *canvas, struct rect *r)
{
	bool is_tall = r->rows >= TALL - 3;
	struct str fine = { 0 };
	for (int i = 0; i <= CHECKLIST_ROWS; i++) {
		if (is_tall || !is_fine(desk, i))
			draw_row(desk, canvas, r, i);
		else if (is_judged(desk, i))
			(void)str_format(&fine, "%s%s", fine.length ? ", " : "",
					 i < CHECKLIST_ROWS ? _(checklist[i].title)
							    : _("Spelling"));
	}
	if (fine.length && r->rows > 0) {
		struct rect in = { r->row, r->column + 2, r->rows, r->columns - 2 };
		canvas_text(canvas, r->row, r->column, 1, ROLE_GOOD, SPAN("✓"));
		int used = canvas_paragraph(canvas, in, ROLE_DIM, str_span(&fine));
		r->row += used;
		r->rows -= used;
	}
	str_release(&fine);
	if (r->rows > 0)
		draw_voice(desk, canvas, r);
	r->row++;
	r->rows--;
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
	if (r.rows > 0)
		draw_spaced(canvas, &r, 0, ROLE_DIM,
			    _("To learn it: M-l, a first post or writing prompts."));
}

/* ---- the rewrite ---- */

/* No more of the end than could fit, so that a long answer costs no more than a short one. */
static struct span tail_of(struct span text, struct rect in)
{
	size_t most = in.rows > 0 ? (size_t)in.rows * (size_t)in.columns : 0;
	size_t cut = text.length > most ? text.length - most : 0;
	while (cut < text.length && ((unsigned char)text.at[cut] & 0xc0) == 0x80)
		cut++;
	return span_slice(text, cut, text.length);
}

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
	used = draw_verdict(rewriting, canvas, r);
	r.row += used;
	r.rows -= used;
	static const char *const keys[] = {
		N_("Enter   take it"),	N_("Delete  leave it"),
		N_("↑ ↓     another"),	N_("a       take all small ones"),
		N_("C-d     drop all"), N_("Esc     back to the text"),
	};
	for (size_t i = 0; i < sizeof keys / sizeof *keys && r.rows > 0; i++, r.row++, r.rows--)
		canvas_text(canvas, r.row, r.column, r.columns, ROLE_DIM, span_of(_(keys[i])));
}

static void paint(const struct desk *desk, struct canvas *canvas, struct rect r,
		  struct panel_buttons *buttons)
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
		r.row++;
		draw_greeting(canvas, r);
		return;
	}
	draw_reading(desk, canvas, &r);
	if (!coaching_report(desk->coaching)) {
		canvas_text(canvas, r.row, r.column, r.columns, ROLE_DIM,
			    span_of(_("The coach is reading …")));
		return;
	}
	draw_checklist(desk, canvas, &r);
	if (r.rows > 1)
		panel_draw_hints(desk, canvas, r, buttons);
}

void panel_draw(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	paint(desk, canvas, r, NULL);
}

static void push(struct desk *desk, const struct panel_button *button)
{
	bool is_word = coaching_report(desk->coaching)->findings.at[button->hint].rule->family ==
		       FAMILY_SPELLING;
	switch (button->action) {
	case PANEL_WHY:
		hint_explain(desk, button->hint);
		return;
	case PANEL_ASIDE:
		hint_put_aside(desk, button->hint, false, "");
		return;
	case PANEL_TAKE:
		desk_open_at(desk, button->hint);
		if (is_word)
			command_run(desk, command_find("suggest"));
		else
			hint_take(desk, button->hint);
		return;
	case PANEL_OPEN:
		desk_open_at(desk, button->hint);
		return;
	}
}

bool panel_press(struct desk *desk, int row, int column)
{
	struct rect r;
	struct panel_buttons buttons = { .count = 0 };
	struct canvas unseen;
	if (!screen_panel(desk, &r))
		return false;
	canvas_init(&unseen);
	canvas_resize(&unseen, desk->canvas.columns, desk->canvas.rows);
	paint(desk, &unseen, r, &buttons);
	canvas_release(&unseen);
	for (int i = 0; i < buttons.count; i++) {
		const struct panel_button *button = &buttons.at[i];
		if (button->row == row && column >= button->column &&
		    column < button->column + button->columns) {
			push(desk, button);
			return true;
		}
	}
	return false;
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
	canvas_text(canvas, row, column + 2, 1, panel_role(finding->rule->severity),
		    span_of(panel_sign(finding->rule->severity)));
	canvas_text(canvas, row, column + 4, left - 2, ROLE_PLAIN, str_span(&text));
	str_release(&text);
}
