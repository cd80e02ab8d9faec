/* The page of figures: what is counted in the text, how it reads, and what makes it so. */
#include <stdio.h>

#include "base/i18n.h"
#include "desk/panel.h"

enum { SENTENCE_GRAPHEMES = 70 };

static void add_count(struct str *page, const char *name, size_t count)
{
	char number[32];
	(void)str_format(page, _("%s: %s"), name, i18n_number((long)count, number));
	(void)str_add_byte(page, '\n');
}

/* The first words of a long piece, on one line. */
static void add_piece(struct str *page, struct span text)
{
	size_t at = 0;
	for (int i = 0; i < SENTENCE_GRAPHEMES && at < text.length; i++) {
		struct grapheme grapheme = grapheme_next(text, at, 0);
		struct span piece = span_slice(text, at, at + grapheme.length);
		(void)str_add(page, grapheme.kind == GRAPHEME_NEWLINE ? SPAN(" ") : piece);
		at += grapheme.length;
	}
	if (at < text.length)
		(void)str_add(page, SPAN("…"));
}

static void add_counts(struct str *page, const struct report *report)
{
	const struct measures *m = &report->measures;
	char used[32], limit[32], both[72];
	(void)snprintf(both, sizeof both, "%s / %s", i18n_number((long)m->characters, used),
		       i18n_number((long)m->limit, limit));
	(void)str_format(page, _("%s: %s"), report->platform->name, both);
	(void)str_add_byte(page, '\n');
	if (report->platform->source)
		(void)str_format(page, "%s (%ld)\n", report->platform->source,
				 report->platform->year);
	(void)str_add(page, SPAN("\n"));
	add_count(page, _("Words"), m->words);
	add_count(page, _("Sentences"), m->sentences);
	add_count(page, _("Paragraphs"), m->paragraphs);
	(void)str_format(page, _("Reading time: %ld s, at 238 words a minute\n"),
			 m->reading_seconds);
}

static void add_drivers(struct str *page, const struct report *report)
{
	const struct measures *m = &report->measures;
	struct span text = report->analysis.text;
	(void)str_format(page, "\n# %s\n", _("The longest sentences"));
	for (int i = 0; i < MEASURE_DRIVERS && m->sentences_longest[i].size; i++) {
		const struct measure_driver *driver = &m->sentences_longest[i];
		(void)str_format(page, "%2zu  ", driver->size);
		add_piece(page, span_slice(text, driver->start, driver->end));
		(void)str_add(page, SPAN("\n"));
	}
	(void)str_format(page, "\n# %s\n", _("The longest words"));
	for (int i = 0; i < MEASURE_DRIVERS && m->words_longest[i].size; i++) {
		const struct measure_driver *driver = &m->words_longest[i];
		(void)str_format(page, "%2zu  ", driver->size);
		add_piece(page, span_slice(text, driver->start, driver->end));
		(void)str_add(page, SPAN("\n"));
	}
}

/* All formulas of the language, so that nobody has to trust one. */
static void add_formulas(struct str *page, const struct report *report)
{
	const struct measures *m = &report->measures;
	(void)str_format(page, "\n# %s\n", _("How it reads"));
	if (!m->band) {
		(void)str_format(page, _("From %d words on there is something to say.\n"),
				 MEASURE_LEAST_WORDS);
		return;
	}
	(void)str_format(page, m->is_indicative ? _("%s (still short)") : "%s",
			 panel_band(m->band));
	const char *before = "\n";
	for (const struct formula *row = formulas; row->id; row++)
		if (row->language == report->analysis.language || row->language == LANGUAGE_NONE) {
			/* A name stays with its value: a no-break space. */
			(void)str_format(page, "%s%s\u00a0%.0f", before, row->id,
					 formula_value(row, &m->counts));
			before = " · ";
		}
	(void)str_format(page, "\n%s\n",
			 _("Formulas see lengths only: they do not know whether it is clear."));
}

void figures_show(struct desk *desk)
{
	const struct report *report = coaching_report(desk->coaching);
	struct str page = { 0 };
	add_counts(&page, report);
	add_formulas(&page, report);
	if (report->measures.band)
		add_drivers(&page, report);
	overlay_page(&desk->overlay, _("Figures"), &page, _("Esc close"), NULL);
}
