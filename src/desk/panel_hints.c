#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/command.h"
#include "desk/panel.h"

enum { HINTS_OPEN = 3, TITLE_ROWS = 3, ROOMY = 12 /* rows from which on the reason has room */ };

/* Rows are given out from the top; `r` is what is left. */
struct pen {
	const struct desk *desk;
	struct canvas *canvas;
	struct rect r;
	struct panel_buttons *buttons;
	int column; /* of the next button in the row, from r.column */
};

static void skip(struct pen *pen, int rows)
{
	pen->r.row += rows;
	pen->r.rows -= rows;
}

static void draw_text(struct pen *pen, enum role role, struct span text)
{
	struct rect in = { pen->r.row, pen->r.column + 2, pen->r.rows, pen->r.columns - 2 };
	if (in.rows > 0 && text.length)
		skip(pen, canvas_paragraph(pen->canvas, in, role, text));
}

static void note_button(struct pen *pen, int row, int column, int columns, enum panel_action action,
			int hint)
{
	struct panel_buttons *buttons = pen->buttons;
	if (buttons && buttons->count < (int)(sizeof buttons->at / sizeof *buttons->at))
		buttons->at[buttons->count++] =
			(struct panel_button){ row, column, columns, action, hint };
}

/* [key word], in the row where it still fits. */
static void draw_button(struct pen *pen, const char *command, const char *word,
			enum panel_action action, int hint)
{
	const char *keys = keymap_names(&pen->desk->keymap, command_find(command));
	struct str text = { 0 };
	(void)str_format(&text, "[%.*s%s%s]", (int)strcspn(keys, " "), keys, *keys ? " " : "",
			 word);
	int columns = grapheme_columns(str_span(&text));
	if (pen->column > 2 && pen->column + columns > pen->r.columns) {
		skip(pen, 1);
		pen->column = 2;
	}
	int column = pen->r.column + pen->column;
	if (pen->r.rows > 0) {
		columns = canvas_text(pen->canvas, pen->r.row, column, pen->r.columns - pen->column,
				      ROLE_KEY, str_span(&text));
		note_button(pen, pen->r.row, column, columns, action, hint);
	}
	pen->column += columns + 1;
	str_release(&text);
}

static void draw_buttons(struct pen *pen, int hint)
{
	const struct finding *finding = &coaching_report(pen->desk->coaching)->findings.at[hint];
	struct str word = { 0 };
	pen->column = 2;
	draw_button(pen, "help", _("Why"), PANEL_WHY, hint);
	if (finding->rule->family == FAMILY_SPELLING)
		draw_button(pen, "suggest", _("Words"), PANEL_TAKE, hint);
	else
		draw_button(pen, "hint-aside", _("Not here"), PANEL_ASIDE, hint);
	if (finding->replacement && finding->rule->family != FAMILY_SPELLING) {
		(void)str_format(&word, _("Take “%s”"), finding->replacement);
		draw_button(pen, "hint-take", str_text(&word), PANEL_TAKE, hint);
	}
	if (rule_lesson(finding->rule) && !pen->desk->learning.lesson)
		draw_button(pen, "hint-lesson", _("Lesson"), PANEL_LESSON, hint);
	str_release(&word);
	skip(pen, 1);
}

/* What; of the one in full also why, how and the buttons. */
static void draw_hint(struct pen *pen, int hint, bool in_full)
{
	const struct report *report = coaching_report(pen->desk->coaching);
	const struct finding *finding = &report->findings.at[hint];
	enum language person = language_of_person();
	int severity = finding->rule->severity, row = pen->r.row;
	struct str text = { 0 };
	if (pen->r.rows <= 0)
		return;
	canvas_text(pen->canvas, row, pen->r.column, 1, panel_role(severity),
		    span_of(panel_sign(severity)));
	finding_sentence(finding, FINDING_MESSAGE, person, report->analysis.text, &text);
	int left = pen->r.rows;
	if (!in_full && left > TITLE_ROWS)
		pen->r.rows = TITLE_ROWS;
	int shown = pen->r.rows;
	draw_text(pen, hint == pen->desk->hint ? ROLE_ACCENT : ROLE_PLAIN, str_span(&text));
	pen->r.rows += left - shown;
	note_button(pen, row, pen->r.column, pen->r.columns, PANEL_OPEN, hint);
	if (in_full) {
		finding_sentence(finding, FINDING_WHY, person, report->analysis.text, &text);
		if (left >= ROOMY)
			draw_text(pen, ROLE_DIM, str_span(&text));
		finding_sentence(finding, FINDING_FIX, person, report->analysis.text, &text);
		struct str words = { 0 };
		draw_text(pen, ROLE_PLAIN,
			  span_of(keymap_in_words(&pen->desk->keymap, str_text(&text), &words)));
		str_release(&words);
		draw_buttons(pen, hint);
		skip(pen, 1);
	}
	str_release(&text);
}

static void draw_praise(struct pen *pen)
{
	const struct report *report = coaching_report(pen->desk->coaching);
	struct str text = { 0 };
	canvas_text(pen->canvas, pen->r.row, pen->r.column, pen->r.columns, ROLE_TITLE,
		    span_of(report->praise.count ? _("What is good here") : ""));
	skip(pen, report->praise.count ? 1 : 0);
	for (size_t i = 0; i < report->praise.count && pen->r.rows > 0; i++) {
		const struct finding *good = &report->praise.at[i];
		canvas_text(pen->canvas, pen->r.row, pen->r.column, 1, ROLE_GOOD, SPAN("✓"));
		finding_sentence(good, FINDING_MESSAGE, language_of_person(), report->analysis.text,
				 &text);
		draw_text(pen, ROLE_PLAIN, str_span(&text));
	}
	skip(pen, 1);
	if (pen->r.rows > 0 && coaching_stops(pen->desk->coaching) == 0)
		canvas_paragraph(pen->canvas, pen->r, ROLE_DIM,
				 span_of(_("Nothing to point out. Read it aloud once more.")));
	str_release(&text);
}

/* Where the opened hint is among the open ones; -1 when it is not. */
static int index_of_opened(const struct desk *desk)
{
	for (int i = 0; desk_open_hint(desk, i) >= 0; i++)
		if (desk_open_hint(desk, i) == desk->hint)
			return i;
	return -1;
}

static void add_part(struct str *text, const char *part)
{
	(void)str_format(text, "%s%s", text->length ? " · " : "", part);
}

/* What the coach did not say: a rule that was switched off, hints beyond its ceiling. */
static void draw_unsaid(struct pen *pen, const struct engine_limits *limits)
{
	struct str text = { 0 };
	char part[120];
	(void)snprintf(part, sizeof part, _("%s: too slow, left out"),
		       limits->slow ? limits->slow : "");
	if (limits->slow)
		add_part(&text, part);
	if (limits->is_cut)
		add_part(&text, _("too many: the weightiest are kept"));
	if (text.length && pen->r.rows > 0)
		canvas_text(pen->canvas, pen->r.row, pen->r.column, pen->r.columns, ROLE_DIM,
			    str_span(&text));
	str_release(&text);
}

/* What is not shown: further hints and those put aside. */
static void draw_rest(struct pen *pen, size_t more)
{
	size_t aside = coaching_silenced(pen->desk->coaching);
	struct str text = { 0 };
	char part[120];
	struct str words = { 0 };
	(void)snprintf(part, sizeof part,
		       i18n_plural("%zu more: F3", "%zu more: F3", (unsigned long)more), more);
	if (more)
		add_part(&text, keymap_in_words(&pen->desk->keymap, part, &words));
	str_release(&words);
	(void)snprintf(part, sizeof part,
		       i18n_plural("%zu put aside", "%zu put aside", (unsigned long)aside), aside);
	if (aside)
		add_part(&text, part);
	if (pen->r.rows > 0)
		canvas_text(pen->canvas, pen->r.row, pen->r.column, pen->r.columns, ROLE_DIM,
			    str_span(&text));
	str_release(&text);
}

void panel_draw_hints(const struct desk *desk, struct canvas *canvas, struct rect r,
		      struct panel_buttons *buttons)
{
	struct pen pen = { desk, canvas, r, buttons, 0 };
	int opened = index_of_opened(desk), room = HINTS_OPEN;
	int first = opened > 0 ? opened / HINTS_OPEN * HINTS_OPEN : 0;
	const struct engine_limits *limits = &coaching_report(desk->coaching)->limits;
	int unsaid = limits->slow || limits->is_cut;
	/* The footer keeps its rows. */
	pen.r.rows -= 1 + unsaid;
	if (opened < 0 && desk->hint >= 0) {
		draw_hint(&pen, desk->hint, true);
		room--;
	}
	for (int i = 0; i < room; i++) {
		int hint = desk_open_hint(desk, first + i);
		bool in_full = opened < 0 ? i == 0 && room == HINTS_OPEN : first + i == opened;
		if (hint >= 0)
			draw_hint(&pen, hint, in_full);
	}
	if (coaching_hints(desk->coaching) == 0)
		draw_praise(&pen);
	pen.r = (struct rect){ r.row + r.rows - 2, r.column, unsaid && r.rows > 1, r.columns };
	draw_unsaid(&pen, limits);
	pen.r = (struct rect){ r.row + r.rows - 1, r.column, r.rows > 0, r.columns };
	size_t behind = (size_t)(first + room), all = coaching_hints(desk->coaching);
	draw_rest(&pen, all > behind ? all - behind : 0);
}
