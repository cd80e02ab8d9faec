#include "cli/rules.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "coach/coach.h"

static int list(const struct coach *coach)
{
	const struct packs *packs = coach_packs(coach);
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		const char *language = rule->language ? language_code(rule->language) : "*";
		if (!rule->helper)
			(void)printf("%-26s %-2s %-6s %s\n", rule->id, language,
				     severity_names[rule->severity],
				     rule_text(rule, FINDING_MESSAGE, language_of_person()));
	}
	return 0;
}

static int explain(const struct coach *coach, const char *id)
{
	const struct rule *rule = packs_find(coach_packs(coach), span_of(id), language_of_person());
	if (!rule)
		return cli_usage(_("there is no rule %s; `tonfall rules list` names them all"), id);
	for (int part = 0; part < FINDING_PART_COUNT; part++)
		(void)printf("%s\n\n",
			     rule_text(rule, (enum finding_part)part, language_of_person()));
	const struct rule_evidence *evidence = rule_evidence_of(rule);
	(void)printf("%s: %s (%ld, %s)\n", evidence_kinds[evidence->kind],
		     evidence->source ? evidence->source : "–", evidence->year,
		     confidences[evidence->confidence]);
	return 0;
}

/* Does the text, taken as a post, give a finding of the rule? */
static bool gives(struct coach *coach, const struct rule *rule, struct speller *speller,
		  const char *text)
{
	struct coach_options options = { .pinned = rule->language, .speller = speller };
	struct report report = { .text = NULL };
	bool found = false;
	coach_run(coach, span_of(text), &options, &report);
	for (size_t i = 0; i < report.findings.count; i++)
		found |= strcmp(report.findings.at[i].rule->id, rule->id) == 0;
	report_release(&report);
	return found;
}

static size_t test_examples(struct coach *coach, const struct rule *rule, struct speller *speller,
			    const struct yaml_strings *examples, bool expected)
{
	size_t failed = 0;
	for (size_t i = 0; i < examples->count; i++) {
		if (gives(coach, rule, speller, examples->at[i]) == expected)
			continue;
		failed++;
		(void)printf("%s:%d: %s: %s\n    %.120s\n", rule->path, rule->line, rule->id,
			     expected ? _("says nothing of a bad example")
				      : _("speaks of a good example"),
			     examples->at[i]);
	}
	return failed;
}

static int test(struct coach *coach)
{
	const struct packs *packs = coach_packs(coach);
	struct speller *speller = speller_new();
	size_t examples = 0, failed = 0;
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		examples += rule->bad.count + rule->good.count;
		failed += test_examples(coach, rule, speller, &rule->bad, true);
		failed += test_examples(coach, rule, speller, &rule->good, false);
	}
	for (size_t i = 0; i < packs->complaints.count; i++)
		(void)printf("%s:%d: %s\n", packs->complaints.at[i].path,
			     packs->complaints.at[i].line, packs->complaints.at[i].text);
	speller_free(speller);
	failed += packs->complaints.count;
	(void)printf(_("%zu rules, %zu examples, %zu complaints\n"), packs->rules.count, examples,
		     failed);
	return failed ? 1 : 0;
}

const struct cli_option rules_options[] = {
	{ "list", N_("all rules with their weight and what they say") },
	{ "explain ID", N_("what, why, how, when not, and the evidence") },
	{ "test", N_("runs the examples that stand with the rules") },
	{ 0 },
};

int cli_rules(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "list";
	struct coach *coach = coach_new();
	int status;
	if (strcmp(verb, "list") == 0 && argc <= 2)
		status = list(coach);
	else if (strcmp(verb, "explain") == 0 && argc == 3)
		status = explain(coach, argv[2]);
	else if (strcmp(verb, "test") == 0 && argc == 2)
		status = test(coach);
	else
		status = cli_usage(_("usage: tonfall rules [list | explain ID | test]"));
	coach_free(coach);
	return status;
}
