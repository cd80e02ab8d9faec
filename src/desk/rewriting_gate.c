/* The gate: what would leave the machine, and what to look at before it does. */
#include "base/i18n.h"
#include "desk/desk.h"
#include "text/wrap.h"

enum { COLUMNS = 70, MOST_FINDINGS = 6 };

/* Trust findings in what is sent come first. */
static void add_findings(const struct desk *desk, struct str *page)
{
	const struct report *report = coaching_report(desk->coaching);
	const struct rewriting *rewriting = &desk->rewriting;
	struct str sentence = { 0 };
	int count = 0;
	for (size_t i = 0; report && i < report->findings.count && count < MOST_FINDINGS; i++) {
		const struct finding *finding = &report->findings.at[i];
		size_t start, end;
		if (finding->rule->family != FAMILY_TRUST ||
		    !coaching_place(desk->coaching, i, &start, &end) || end < rewriting->from ||
		    start > rewriting->from + rewriting->sent.length)
			continue;
		if (count++ == 0)
			(void)str_format(page, "%s\n", _("# Look at this first"));
		finding_sentence(finding, FINDING_MESSAGE, language_of_person(),
				 report->analysis.text, &sentence);
		(void)str_format(page, "▲ %s\n", str_text(&sentence));
	}
	(void)str_add(page, count ? SPAN("\n") : SPAN(""));
	str_release(&sentence);
}

static void add_masked(const struct mask *mask, struct str *page)
{
	if (mask->entries.count == 0)
		return;
	(void)str_format(page, "%s\n", _("# Stays here, a placeholder goes"));
	for (size_t i = 0; i < mask->entries.count; i++)
		(void)str_format(page, "  %s  %s\n", mask->entries.at[i].placeholder,
				 mask->entries.at[i].value);
	(void)str_add_byte(page, '\n');
}

/* In rows of their own, so that a long line can be scrolled through and none reads as a heading. */
static void add_bytes(struct span bytes, struct str *page)
{
	struct span rest = bytes, line;
	while (span_next(&rest, '\n', &line)) {
		size_t at = 0;
		do {
			size_t end = line.length ? wrap_row_end(line, at, COLUMNS) : 0;
			(void)str_format(page, "  %.*s\n", SPAN_ARGS(span_slice(line, at, end)));
			at = end;
		} while (at < line.length);
	}
}

void rewriting_gate_page(struct desk *desk, struct str *page)
{
	const struct rewriting *rewriting = &desk->rewriting;
	char bytes[32];
	(void)str_format(page, "%s\n\n",
			 _("Nothing has been sent yet. This goes out if you press Enter:"));
	const char *lesson = learning_title(desk, GATE_LESSON);
	if (lesson)
		(void)str_format(page,
				 _("What not to send: the lesson «%s» says it, l opens it.\n\n"),
				 lesson);
	add_findings(desk, page);
	(void)str_format(page, _("# To\n%s\n"), str_text(&rewriting->url));
	(void)str_format(page, _("Model: %s\n\n"), desk->settings.rewrite_model);
	add_masked(&rewriting->mask, page);
	(void)str_format(page, _("# Every byte of it (%s)\n"),
			 i18n_number((long)rewriting->body.length, bytes));
	add_bytes(str_span(&rewriting->body), page);
}
