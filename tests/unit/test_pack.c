/* Rule packs: inheritance, replacement, fallbacks, and what is wrong in them. */
#include "unit.h"

#include "base/i18n.h"
#include "home.h"
#include "rule/pack.h"

static struct home home;

static struct packs read_packs(const char *all, const char *german)
{
	struct packs packs = { 0 };
	(void)home_write(&home, "rules/all.yaml", all);
	(void)home_write(&home, "rules/de/all.yaml", german);
	packs_read(&packs, home_path(&home, "rules"));
	packs_finish(&packs);
	return packs;
}

static const char base[] = "- id: hook.cliche\n"
			   "  where: opening\n"
			   "  severity: warn\n"
			   "  once: true\n"
			   "  limits: {words: 12}\n"
			   "  message: {de: Was, en: What}\n"
			   "  why: {en: Why}\n"
			   "  evidence: {kind: law, source: OR, year: 2023, confidence: high}\n";

static void an_entry_of_a_language_inherits_what_it_leaves_out(void **state)
{
	(void)state;
	struct packs packs = read_packs(base, "- id: hook.cliche\n  phrases: [wir sind stolz]\n");
	const struct rule *rule = packs_find(&packs, SPAN("hook.cliche"), LANGUAGE_DE);
	assert_int_equal(packs.complaints.count, 0);
	assert_int_equal(rule->language, LANGUAGE_DE);
	assert_int_equal(rule->severity, SEVERITY_WARN);
	assert_int_equal(rule->where, WHERE_OPENING);
	assert_int_equal(rule->family, FAMILY_HOOK);
	assert_true(rule->once);
	assert_true(rule_limit(rule, "words", 1) == 12);
	assert_true(rule_limit(rule, "lines", 1) == 1);
	assert_string_equal(rule_text(rule, FINDING_MESSAGE, LANGUAGE_DE), "Was");
	assert_string_equal(rule_source(rule_evidence_of(rule), LANGUAGE_DE), "OR");
	packs_release(&packs);
}

static void a_language_without_an_entry_gets_the_one_for_all(void **state)
{
	(void)state;
	struct packs packs = read_packs(base, "- id: hook.cliche\n  phrases: [stolz]\n");
	assert_int_equal(packs_find(&packs, SPAN("hook.cliche"), LANGUAGE_FR)->language,
			 LANGUAGE_NONE);
	assert_null(packs_find(&packs, SPAN("hook.moon"), LANGUAGE_FR));
	packs_release(&packs);
}

static void a_missing_translation_falls_back_to_english_then_to_any(void **state)
{
	(void)state;
	struct packs packs =
		read_packs(base, "- id: hook.haus\n  phrases: [x]\n  message: {de: Nur deutsch}\n");
	const struct rule *rule = packs_find(&packs, SPAN("hook.cliche"), LANGUAGE_FR);
	assert_string_equal(rule_text(rule, FINDING_MESSAGE, LANGUAGE_IT), "What");
	assert_string_equal(rule_text(rule, FINDING_WHY, LANGUAGE_DE), "Why");
	assert_string_equal(rule_text(rule, FINDING_FIX, LANGUAGE_DE), "");
	rule = packs_find(&packs, SPAN("hook.haus"), LANGUAGE_DE);
	assert_string_equal(rule_text(rule, FINDING_MESSAGE, LANGUAGE_FR), "Nur deutsch");
	packs_release(&packs);
}

static void an_example_may_repeat_itself_or_a_part(void **state)
{
	(void)state;
	struct packs packs = read_packs(base, "- id: hook.cliche\n  phrases: [x]\n"
					      "  bad: [\"ja ×3\", \"so {nein ×2}gut\", \"3×4\"]\n"
					      "  good: [\"ein × zwei\", \"x ×100000\"]\n");
	const struct rule *rule = packs_find(&packs, SPAN("hook.cliche"), LANGUAGE_DE);
	assert_string_equal(rule->bad.at[0], "ja ja ja ");
	assert_string_equal(rule->bad.at[1], "so nein nein gut");
	assert_string_equal(rule->bad.at[2], "3333");
	assert_string_equal(rule->good.at[0], "ein × zwei");
	assert_string_equal(rule->good.at[1], "x ×100000");
	packs_release(&packs);
}

static void assert_complaint(const char *german, int line, const char *words)
{
	struct packs packs = read_packs(base, german);
	bool told = false;
	for (size_t i = 0; i < packs.complaints.count; i++) {
		const struct pack_complaint *complaint = &packs.complaints.at[i];
		told |= complaint->line == line && strstr(complaint->text, words) &&
			strstr(complaint->path, "de/all.yaml");
	}
	if (!told)
		fail_msg("not told: line %d, %s (%zu others)", line, words, packs.complaints.count);
	packs_release(&packs);
}

static void what_is_wrong_is_told_with_file_and_line(void **state)
{
	(void)state;
	assert_complaint("- id: hook.a\n  phrase: [x]\n", 2, "phrase");
	assert_complaint("- id: hook.a\n  where: above\n", 2, "expected one of");
	assert_complaint("- phrases: [x]\n", 1, "id");
	assert_complaint("- id: moon.a\n  phrases: [x]\n", 1, "family");
	assert_complaint("- id: hook.a\n  message: {en: A}\n", 1, "neither phrases");
	assert_complaint("- id: hook.a\n  phrases: [x]\n", 1, "no message");
	assert_complaint("- id: hook.a\n  phrases: [x]\n  message: {en: A}\n"
			 "- id: hook.a\n  phrases: [y]\n  message: {en: B}\n",
			 4, "there is a rule of this id above");
}

static void of_two_rules_with_one_id_the_later_holds(void **state)
{
	(void)state;
	struct packs packs = read_packs("[]", "- id: hook.a\n  phrases: [x]\n  message: {en: A}\n"
					      "- id: hook.a\n  phrases: [y]\n  message: {en: B}\n");
	assert_int_equal(packs.rules.count, 1);
	assert_string_equal(packs.rules.at[0]->phrases.at[0], "y");
	packs_release(&packs);
}

static void an_entry_with_a_mistake_does_not_take_the_others_with_it(void **state)
{
	(void)state;
	struct packs packs = read_packs("[]", "- id: hook.a\n  moon: full\n"
					      "- id: hook.b\n  phrases: [y]\n  message: {en: B}\n");
	assert_int_equal(packs.rules.count, 1);
	assert_string_equal(packs.rules.at[0]->id, "hook.b");
	packs_release(&packs);
}

static void a_pack_of_the_person_replaces_a_rule_of_the_program(void **state)
{
	struct packs packs = { 0 };
	(void)state;
	(void)home_write(&home, "rules/all.yaml", base);
	(void)home_write(&home, "rules/de/all.yaml", "[]");
	(void)home_write(&home, "own/mine.yaml",
			 "- id: hook.cliche\n  phrases: [juhui]\n  message: {en: Mine}\n");
	packs_read(&packs, home_path(&home, "rules"));
	packs_read(&packs, home_path(&home, "own"));
	packs_finish(&packs);
	const struct rule *rule = packs_find(&packs, SPAN("hook.cliche"), LANGUAGE_DE);
	assert_int_equal(packs.complaints.count, 0);
	assert_string_equal(rule_text(rule, FINDING_MESSAGE, LANGUAGE_EN), "Mine");
	packs_release(&packs);
}

static void rules_are_sorted_by_id_whatever_file_they_stand_in(void **state)
{
	(void)state;
	struct packs packs = read_packs("- id: hook.z\n  check: c\n  message: {en: Z}\n"
					"- id: format.a\n  check: c\n  message: {en: A}\n",
					"- id: hook.b\n  phrases: [x]\n  message: {en: B}\n");
	assert_string_equal(packs.rules.at[0]->id, "format.a");
	assert_string_equal(packs.rules.at[1]->id, "hook.b");
	assert_string_equal(packs.rules.at[2]->id, "hook.z");
	packs_release(&packs);
}

static int open_home(void **state)
{
	(void)state;
	home_init(&home);
	return 0;
}

static int close_home(void **state)
{
	(void)state;
	home_release(&home);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_entry_of_a_language_inherits_what_it_leaves_out),
		cmocka_unit_test(a_language_without_an_entry_gets_the_one_for_all),
		cmocka_unit_test(an_example_may_repeat_itself_or_a_part),
		cmocka_unit_test(a_missing_translation_falls_back_to_english_then_to_any),
		cmocka_unit_test(what_is_wrong_is_told_with_file_and_line),
		cmocka_unit_test(of_two_rules_with_one_id_the_later_holds),
		cmocka_unit_test(an_entry_with_a_mistake_does_not_take_the_others_with_it),
		cmocka_unit_test(a_pack_of_the_person_replaces_a_rule_of_the_program),
		cmocka_unit_test(rules_are_sorted_by_id_whatever_file_they_stand_in),
	};
	i18n_init("en");
	return cmocka_run_group_tests(tests, open_home, close_home);
}
