#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/command.h"
#include "desk/panel.h"

enum { METER = 10, COUNTER_ROWS = 2 };

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
	r->row += COUNTER_ROWS;
	r->rows -= COUNTER_ROWS;
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
	bool is_tall = r->rows >= PANEL_TALL;
	if (report && report->measures.band) {
		const struct measures *m = &report->measures;
		struct span word = span_slice(report->analysis.text, m->words_longest[0].start,
					      m->words_longest[0].end);
		canvas_print(canvas, r->row, r->column, r->columns, ROLE_DIM,
			     m->is_indicative ? _("%s (still short)") : "%s", panel_band(m->band));
		struct str longest = { 0 };
		(void)str_format(&longest,
				 i18n_plural("up to %zu word · %.*s", "up to %zu words · %.*s",
					     m->sentences_longest[0].size),
				 m->sentences_longest[0].size, SPAN_ARGS(word));
		/* A word that has no room is left out rather than cut. */
		if (grapheme_columns(str_span(&longest)) > r->columns)
			longest.length = span_find(str_span(&longest), SPAN(" · "), 0);
		if (is_tall)
			canvas_text(canvas, r->row + 1, r->column, r->columns, ROLE_DIM,
				    str_span(&longest));
		str_release(&longest);
	}
	r->row += is_tall ? 3 : 2;
	r->rows -= is_tall ? 3 : 2;
}

enum { GREETING_SPACED = 21 /* rows from which on blank rows stand between its parts */ };

/* A part of the greeting, with the person's keys. What does not fit whole is left out, with all
 * that follows. */
static void greet(const struct desk *desk, struct canvas *canvas, struct rect *r, int indent,
		  enum role role, const char *text)
{
	struct str words = { 0 };
	struct span sentence = span_of(keymap_in_words(&desk->keymap, text, &words));
	struct rect in = { r->row, r->column + indent, 0, r->columns - indent };
	in.rows = canvas_paragraph(canvas, in, role, sentence);
	if (in.rows <= r->rows) {
		canvas_paragraph(canvas, in, role, sentence);
		r->row += in.rows;
		r->rows -= in.rows;
	} else {
		r->rows = 0;
	}
	str_release(&words);
}

static void draw_greeting(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	static const struct {
		const char *sign;
		enum role role;
		const char *text;
	} parts[] = {
		{ "", ROLE_TITLE, N_("Welcome. Three things to try:") },
		{ "1", ROLE_PLAIN, N_("Write in one sentence how your last working day began.") },
		{ "2", ROLE_PLAIN, N_("Press C-p: every command with its key.") },
		{ "3", ROLE_PLAIN, N_("Press C-s to keep it. Your file holds your words only.") },
		{ "", ROLE_PLAIN,
		  N_("C- means: hold Ctrl. M- means: hold Alt, or press Esc first.") },
		{ "", ROLE_DIM, N_("To learn it: M-l, a first post or writing prompts.") },
		{ "", ROLE_DIM, N_("Nobody sees this text unless you send it.") },
	};
	bool is_spaced = r.rows >= GREETING_SPACED;
	for (size_t i = 0; i < sizeof parts / sizeof *parts && r.rows > 0; i++) {
		int row = r.row;
		greet(desk, canvas, &r, *parts[i].sign ? 3 : 0, parts[i].role, _(parts[i].text));
		if (r.row > row)
			canvas_text(canvas, row, r.column, 2, ROLE_ACCENT, span_of(parts[i].sign));
		r.row += is_spaced;
		r.rows -= is_spaced;
	}
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
		panel_draw_running(desk, canvas, r);
		return;
	}
	if (desk->rewriting.stage == REWRITING_DECIDES) {
		panel_draw_proposal(desk, canvas, r);
		return;
	}
	draw_counter(desk, canvas, &r);
	if (buffer_length(desk->editor.buffer) == 0) {
		r.row++;
		r.rows--;
		draw_greeting(desk, canvas, r);
		return;
	}
	draw_reading(desk, canvas, &r);
	if (!coaching_report(desk->coaching)) {
		canvas_text(canvas, r.row, r.column, r.columns, ROLE_DIM,
			    span_of(_("The coach is reading …")));
		return;
	}
	panel_draw_checklist(desk, canvas, &r);
	if (r.rows > 1)
		panel_draw_hints(desk, canvas, r, buttons);
}

void panel_draw(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	paint(desk, canvas, r, NULL);
}

void panel_draw_count(const struct desk *desk, struct canvas *canvas,
		      const struct screen_plan *plan)
{
	struct rect r = plan->panel;
	if (r.columns) {
		canvas_fill(canvas, (struct rect){ r.row, r.column, COUNTER_ROWS, r.columns },
			    ROLE_TEXT);
		draw_counter(desk, canvas, &r);
	} else if (plan->line >= 0) {
		canvas_fill(canvas, (struct rect){ plan->line, 0, 1, canvas->columns }, ROLE_TEXT);
		panel_draw_line(desk, canvas, plan->line);
	}
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
	case PANEL_LESSON:
		hint_learn(desk, button->hint);
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
		struct str words = { 0 };
		canvas_text(canvas, row, column + 2, left, ROLE_PLAIN,
			    span_of(keymap_in_words(&desk->keymap,
						    _("Answer coming: F2 shows, Esc cancels"),
						    &words)));
		str_release(&words);
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
