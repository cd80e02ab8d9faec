#include "cli/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "coach/coach.h"
#include "desk/aside.h"
#include "lesson/lesson.h"

static int list(const struct coach *coach, const char *none)
{
	(void)none;
	const struct packs *packs = coach_packs(coach);
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		const char *language = rule->language ? language_code(rule->language) : "*";
		if (!rule->helper)
			(void)printf("%-26s %-2s %-6s %s\n", rule->id, language,
				     rule->praise ? "good" : severity_names[rule->severity],
				     rule_text(rule, FINDING_MESSAGE, language_of_person()));
	}
	return 0;
}

static void print_examples(const char *head, const struct yaml_strings *examples)
{
	for (size_t i = 0; i < examples->count; i++)
		(void)printf("%s%s\n", i == 0 ? head : "  ", examples->at[i]);
}

/* What the entries for each language of the text bring. */
static void print_entries(const struct packs *packs, const char *id)
{
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		if (strcmp(rule->id, id) != 0)
			continue;
		(void)printf("\n%s  (%s:%d)\n",
			     rule->language ? language_name(rule->language)
					    : _("all languages of a text"),
			     rule->path, rule->line);
		if (rule_phrases(rule))
			(void)printf(i18n_plural("  %zu phrase\n", "  %zu phrases\n",
						 (unsigned long)rule_phrases(rule)),
				     rule_phrases(rule));
		for (size_t k = 0; k < rule->limits.count; k++)
			(void)printf("  %s: %s\n", rule->limits.at[k].key,
				     rule->limits.at[k].value);
		print_examples(_("  speaks of:\n  "), &rule->bad);
		print_examples(_("  not of:\n  "), &rule->good);
	}
}

static int explain(const struct coach *coach, const char *id)
{
	static const char *const heads[FINDING_PART_COUNT] = { N_("What"), N_("Why"), N_("How"),
							       N_("When to keep it") };
	enum language person = language_of_person();
	const struct rule *rule = packs_find(coach_packs(coach), span_of(id), person);
	struct str evidence = { 0 };
	if (!rule || rule->helper)
		return cli_usage(_("there is no rule %s; `tonfall rules list` names them all"), id);
	(void)printf("%s · %s\n", rule->id, severity_names[rule->severity]);
	for (int part = 0; part < FINDING_PART_COUNT; part++) {
		const char *text = rule_text(rule, (enum finding_part)part, person);
		if (*text)
			(void)printf("\n%s\n  %s\n", _(heads[part]), text);
	}
	finding_evidence(rule, &evidence);
	if (evidence.length)
		(void)printf("\n%s\n  %s\n", _("Where this comes from"), str_text(&evidence));
	print_entries(coach_packs(coach), id);
	str_release(&evidence);
	return 0;
}

enum said { SAID_NOTHING, SAID, SAID_TOO_SLOW };

/* Does the text, taken as a post, give a finding of the rule? */
static enum said said_of(struct coach *coach, const struct rule *rule, struct speller *speller,
			 const char *text)
{
	struct coach_options options = { .pinned = rule->language, .speller = speller };
	struct report report = { .text = NULL };
	coach_run(coach, span_of(text), &options, &report);
	enum said said = report_speaks_of(&report, rule->id) ? SAID : SAID_NOTHING;
	if (report.limits.slow && strcmp(report.limits.slow, rule->id) == 0)
		said = SAID_TOO_SLOW;
	report_release(&report);
	return said;
}

static size_t test_examples(struct coach *coach, const struct rule *rule, struct speller *speller,
			    const struct yaml_strings *examples, enum said expected)
{
	static const char *const complaints[] = {
		[SAID_NOTHING] = N_("says nothing of a bad example"),
		[SAID] = N_("speaks of a good example"),
		[SAID_TOO_SLOW] = N_("its pattern takes too long on an example; make it simpler"),
	};
	size_t failed = 0;
	for (size_t i = 0; i < examples->count; i++) {
		enum said said = said_of(coach, rule, speller, examples->at[i]);
		if (said == expected)
			continue;
		failed++;
		(void)printf("%s:%d: %s: %s\n    %.120s\n", rule->path, rule->line, rule->id,
			     _(complaints[said]), examples->at[i]);
	}
	return failed;
}

/* The languages in which a part of the rule has no words of its own; an entry for all is enough
 * where `for_all` says so. Tells of them in one line and returns how many they are. */
static size_t tell_missing(const struct rule *rule, const char *part, char *const *by_language,
			   bool for_all)
{
	struct str languages = { 0 };
	size_t missing = 0;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		if (by_language[i] || (for_all && by_language[LANGUAGE_NONE]))
			continue;
		missing++;
		(void)str_format(&languages, "%s%s", languages.length ? ", " : "",
				 language_code((enum language)i));
	}
	if (missing)
		(void)printf(_("%s:%d: %s: no %s in %s\n"), rule->path, rule->line, rule->id, part,
			     str_text(&languages));
	str_release(&languages);
	return missing;
}

/* Sentences that a person of some language gets in English; of praise only what it says. */
static size_t list_missing(const struct rule *rule)
{
	static const char *const parts[FINDING_PART_COUNT] = { "message", "why", "fix", "keep" };
	size_t missing = 0;
	if (rule->helper || rule->base)
		return 0;
	for (int part = 0; part < (rule->praise ? FINDING_FIX : FINDING_PART_COUNT); part++)
		missing += tell_missing(rule, parts[part], rule->texts[part].by_language, false);
	if (rule_source(&rule->evidence, LANGUAGE_EN))
		missing += tell_missing(rule, "source", rule->evidence.source.by_language, true);
	return missing;
}

/* What is wrong with a lesson, `learn --check` says. */
static void no_report(void *context, const char *path, int line, const char *text)
{
	(void)context, (void)path, (void)line, (void)text;
}

/* A lesson that nobody wrote: the hint would have no way to it. */
static size_t check_lesson(const struct rule *rule, const struct lessons *lessons)
{
	if (!rule->lesson || lesson_find(lessons, span_of(rule->lesson), LANGUAGE_EN))
		return 0;
	(void)printf(_("%s:%d: %s: there is no lesson %s\n"), rule->path, rule->line, rule->id,
		     rule->lesson);
	return 1;
}

/* Is the rule of the pack asked for? A pack is named by its path or the end of it. */
static bool is_of(const char *path, const char *pack)
{
	return !pack || span_ends(span_of(path), span_of(pack));
}

static size_t list_complaints(const struct packs *packs, const char *pack)
{
	size_t listed = 0;
	for (size_t i = 0; i < packs->complaints.count; i++) {
		const struct pack_complaint *complaint = &packs->complaints.at[i];
		if (!is_of(complaint->path, pack))
			continue;
		listed++;
		(void)printf("%s:%d: %s\n", complaint->path, complaint->line, complaint->text);
	}
	return listed;
}

static int test(struct coach *coach, const char *pack)
{
	const struct packs *packs = coach_packs(coach);
	struct speller *speller = speller_new();
	struct lessons lessons = { 0 };
	lessons_read(&lessons, no_report, NULL);
	size_t rules = 0, examples = 0, failed = list_complaints(packs, pack), missing = 0;
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		if (!is_of(rule->path, pack))
			continue;
		rules++;
		examples += rule->bad.count + rule->good.count;
		failed += test_examples(coach, rule, speller, &rule->bad, SAID);
		failed += test_examples(coach, rule, speller, &rule->good, SAID_NOTHING);
		failed += check_lesson(rule, &lessons);
		missing += list_missing(rule);
	}
	lessons_release(&lessons);
	speller_free(speller);
	if (rules == 0 && failed == 0)
		return cli_usage(_("there is no pack %s with a rule in it"), pack ? pack : "");
	(void)printf(_("%zu rules, %zu examples, %zu complaints\n"), rules, examples, failed);
	if (missing)
		(void)printf(i18n_plural("%zu sentence lacks a translation\n",
					 "%zu sentences lack a translation\n",
					 (unsigned long)missing),
			     missing);
	return failed ? 1 : 0;
}

/* ---- what is put aside ---- */

static int list_silenced(const struct silences *silences)
{
	for (size_t i = 0; i < silences->count; i++) {
		const struct silence *silence = &silences->at[i];
		(void)printf("%3zu  %s  %-26s ", i + 1, silence->since, silence->rule);
		if (silence->for_good)
			(void)printf("%s", _("everywhere"));
		else
			(void)printf("%s «%s» %s", silence->before, silence->quote, silence->after);
		(void)printf(*silence->reason ? " · %s\n" : "%s\n", silence->reason);
	}
	return 0;
}

static int recall(struct silences *silences, const char *number)
{
	char *end;
	struct err err;
	unsigned long index = strtoul(number, &end, 10);
	if (*end || index < 1 || index > silences->count)
		return cli_usage(_("there is no entry %s; `tonfall rules silenced` numbers them"),
				 number);
	return aside_call_back(silences, index - 1, &err) ? 0 : cli_usage("%s", err.text);
}

static int silenced(const char *number)
{
	struct silences silences = { 0 };
	struct err err;
	int status;
	if (!aside_read(&silences, &err))
		status = cli_usage("%s", err.text);
	else
		status = number ? recall(&silences, number) : list_silenced(&silences);
	silences_release(&silences);
	return status;
}

const struct cli_option rules_options[] = {
	{ "list", N_("all rules with their weight and what they say") },
	{ "explain ID", N_("what, why, how, when not, and the evidence") },
	{ "test [PACK]", N_("runs the examples that stand with the rules, lists what is missing") },
	{ "silenced", N_("what you have put aside, numbered") },
	{ "recall N", N_("lets entry N speak again") },
	{ 0 },
};

/* A pack that is a file and in none of the folders is read for its test. */
static int run_test(const char *pack)
{
	struct file_stamp stamp;
	bool is_file = pack && file_stat(pack, &stamp, NULL) && stamp.exists;
	struct coach *coach = coach_new_with(is_file ? pack : NULL);
	int status = test(coach, pack);
	coach_free(coach);
	return status;
}

static int run_reading(int (*read)(const struct coach *coach, const char *argument),
		       const char *argument)
{
	struct coach *coach = coach_new();
	cli_complain_of(coach_complaints(coach));
	int status = read(coach, argument);
	coach_free(coach);
	return status;
}

int cli_rules(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "list", *argument = argc > 2 ? argv[2] : NULL;
	if (strcmp(verb, "list") == 0 && argc <= 2)
		return run_reading(list, NULL);
	if (strcmp(verb, "explain") == 0 && argc == 3)
		return run_reading(explain, argument);
	if (strcmp(verb, "test") == 0 && argc <= 3)
		return run_test(argument);
	if (strcmp(verb, "silenced") == 0 && argc == 2)
		return silenced(NULL);
	if (strcmp(verb, "recall") == 0 && argc == 3)
		return silenced(argument);
	return cli_usage(
		_("usage: tonfall rules [list | explain ID | test [PACK] | silenced | recall N]"));
}
