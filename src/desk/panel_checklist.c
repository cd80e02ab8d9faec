/* The checklist: one row a family, with a sign and a word. */
#include "base/i18n.h"
#include "desk/panel.h"
#include "text/wrap.h"

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

const char *panel_family(enum family family)
{
	for (int i = 0; i < CHECKLIST_ROWS; i++)
		if (checklist[i].family == family)
			return _(checklist[i].title);
	if (family == FAMILY_FOLD)
		return _("Opening");
	return family == FAMILY_SPELLING ? _("Spelling") : family_names[family];
}

/* What is said of a family; what is too long for the row ends between words. */
static void draw_words(struct canvas *canvas, const struct rect *r, struct span words)
{
	enum { AT = 14 };
	int column = r->column + AT, room = r->columns - AT;
	if (grapheme_columns(words) <= room || room < 3) {
		canvas_text(canvas, r->row, column, room, ROLE_DIM, words);
		return;
	}
	size_t end = wrap_row_end(words, 0, room - 2);
	bool between = words.at[end - 1] == ' ';
	words = span_trim(span_slice(words, 0, end));
	int used = canvas_text(canvas, r->row, column, room, ROLE_DIM, words);
	canvas_text(canvas, r->row, column + used, room - used, ROLE_DIM,
		    span_of(between ? " …" : "…"));
}

/* The worst of the family, to be named beside it. */
static const struct finding *first_of(const struct findings *findings, enum family family)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->at[i].rule->family == family)
			return &findings->at[i];
	return NULL;
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
	draw_words(canvas, r, finding ? str_span(&word) : span_of(_(checklist[index].fine)));
	str_release(&word);
}

/* What there is to say of the words; "" when nothing. */
static void spelling_in_words(const struct desk *desk, struct str *out)
{
	size_t wrong = coaching_report(desk->coaching)->misspelled;
	if (coaching_other(desk->coaching) != OTHER_NONE)
		(void)str_add(out, span_of(_("not checked")));
	else if (*coaching_trouble(desk->coaching))
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
	draw_words(canvas, r, asks ? str_span(&words) : span_of(_("nothing found")));
	str_release(&words);
}

/* Why words could not be checked, and what to do about it. */
static void draw_trouble(const struct desk *desk, struct canvas *canvas, struct rect *r)
{
	enum { ROWS_MOST = 4 };
	const char *trouble = language_reason(coaching_other(desk->coaching));
	if (!*trouble)
		trouble = coaching_trouble(desk->coaching);
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
	draw_words(canvas, r, str_span(&text));
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
void panel_draw_checklist(const struct desk *desk, struct canvas *canvas, struct rect *r)
{
	bool is_tall = r->rows >= PANEL_TALL - 3;
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
