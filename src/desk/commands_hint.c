#include "desk/command.h"

#include "base/i18n.h"
#include "desk/desk.h"

static const char *no_hints(const struct desk *desk)
{
	return desk_open_hint(desk, 0) >= 0 ? NULL : _("there is no hint");
}

static void run_hints(struct desk *desk, int value)
{
	desk_walk_hints(desk, value);
}

static void explain_hint(struct desk *desk, int index)
{
	static const char *const heads[FINDING_PART_COUNT] = { "", N_("Why"), N_("How"),
							       N_("When to keep it") };
	const struct report *report = coaching_report(desk->coaching);
	const struct finding *finding = &report->findings.at[index];
	struct str page = { 0 }, sentence = { 0 };
	for (int part = FINDING_MESSAGE; part < FINDING_PART_COUNT; part++) {
		finding_sentence(finding, (enum finding_part)part, language_of_person(),
				 report->analysis.text, &sentence);
		if (sentence.length == 0)
			continue;
		if (part != FINDING_MESSAGE)
			(void)str_format(&page, "\n# %s\n", _(heads[part]));
		(void)str_format(&page, "%s\n", str_text(&sentence));
	}
	const struct rule_evidence *evidence = rule_evidence_of(finding->rule);
	if (evidence->source)
		(void)str_format(&page, _("\n# Where this comes from\n%s (%ld, confidence: %s)\n"),
				 evidence->source, evidence->year,
				 confidences[evidence->confidence]);
	str_release(&sentence);
	overlay_page(&desk->overlay, finding->rule->id, &page, _("Esc close"), NULL);
}

static void run_help(struct desk *desk, int value)
{
	(void)value;
	int hint = desk_hint_at_caret(desk);
	if (hint < 0)
		hint = desk->hint;
	if (hint >= 0)
		explain_hint(desk, hint);
	else
		command_help(desk);
}

const struct command commands_hint[] = {
	{ "hint-next", N_("Next hint"), "F3 M-n", N_("Goes to the next hint of the coach."),
	  no_hints, run_hints, 1 },
	{ "hint-previous", N_("Previous hint"), "S-F3 M-p", N_("Goes to the hint before."),
	  no_hints, run_hints, -1 },
	{ "help", N_("Help"), "F1 M-h", N_("Explains the hint at the caret, else all keys."), NULL,
	  run_help, 0 },
	{ 0 },
};
