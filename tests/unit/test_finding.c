/* Findings: their order, their sentences, the evidence in words. */
#include "unit.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "rule/pack.h"

static char id_a[] = "format.a", id_b[] = "hook.b";
static char message[] = "{1} of {2}: «{word}», not {3} or {x} {", german[] = "{1} Wörter";
static char source[] = "OR 321a";

static struct rule rule_a = { .id = id_a,
			      .severity = SEVERITY_NOTE,
			      .texts[FINDING_MESSAGE].by_language[LANGUAGE_EN] = message,
			      .texts[FINDING_MESSAGE].by_language[LANGUAGE_DE] = german };
static struct rule rule_b = { .id = id_b, .severity = SEVERITY_WARN };

static void they_are_sorted_by_weight_then_place_then_rule(void **state)
{
	struct findings findings = { 0 };
	(void)state;
	struct rule other = rule_b;
	other.id = id_a;
	*arr_add(&findings) = (struct finding){ .rule = &rule_a, .start = 0 };
	*arr_add(&findings) = (struct finding){ .rule = &rule_b, .start = 9 };
	*arr_add(&findings) = (struct finding){ .rule = &rule_b, .start = 4 };
	*arr_add(&findings) = (struct finding){ .rule = &other, .start = 4 };
	findings_sort(&findings);
	assert_ptr_equal(findings.at[0].rule, &other);
	assert_int_equal(findings.at[1].start, 4);
	assert_int_equal(findings.at[2].start, 9);
	assert_ptr_equal(findings.at[3].rule, &rule_a);
	findings_release(&findings);
}

static void of_one_weight_what_may_harm_comes_first_then_the_families_in_order(void **state)
{
	struct findings findings = { 0 };
	struct rule rules[] = { rule_a, rule_a, rule_a };
	static const enum family families[] = { FAMILY_CLARITY, FAMILY_HOOK, FAMILY_TRUST };
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		rules[i].family = families[i];
		*arr_add(&findings) = (struct finding){ .rule = &rules[i], .start = i };
	}
	findings_sort(&findings);
	assert_ptr_equal(findings.at[0].rule, &rules[2]);
	assert_ptr_equal(findings.at[1].rule, &rules[1]);
	assert_ptr_equal(findings.at[2].rule, &rules[0]);
	findings_release(&findings);
}

static void figures_and_the_quote_go_into_the_sentence(void **state)
{
	struct finding finding = { .rule = &rule_a, .start = 2, .end = 6, .figures = { 1200, 3 } };
	struct str out = { 0 };
	(void)state;
	finding_sentence(&finding, FINDING_MESSAGE, LANGUAGE_EN, SPAN("a wort b"), &out);
	assert_string_equal(str_text(&out), "1,200 of 3: «wort», not 0 or {x} {");
	finding_sentence(&finding, FINDING_MESSAGE, LANGUAGE_DE, SPAN("a wort b"), &out);
	assert_string_equal(str_text(&out), "1,200 Wörter");
	finding_sentence(&finding, FINDING_WHY, LANGUAGE_DE, SPAN("a wort b"), &out);
	assert_string_equal(str_text(&out), "");
	str_release(&out);
}

static void quotation_marks_in_a_quote_are_the_small_ones_and_closed(void **state)
{
	struct finding finding = { .rule = &rule_a, .start = 0, .end = 13, .figures = { 1, 2 } };
	struct str out = { 0 };
	(void)state;
	finding_sentence(&finding, FINDING_MESSAGE, LANGUAGE_EN, SPAN("Schreibt «JA» unten"), &out);
	assert_string_equal(str_text(&out), "1 of 2: «Schreibt ‹JA›», not 0 or {x} {");
	finding.end = 14;
	finding_sentence(&finding, FINDING_MESSAGE, LANGUAGE_EN, SPAN("Schreibt “JA” unten"), &out);
	assert_string_equal(str_text(&out), "1 of 2: «Schreibt ‘JA’», not 0 or {x} {");
	str_release(&out);
}

static void a_long_quote_is_cut_between_graphemes(void **state)
{
	struct str text = { 0 }, out = { 0 };
	(void)state;
	for (int i = 0; i < 50; i++)
		(void)str_add(&text, SPAN("👋🏽"));
	struct finding finding = { .rule = &rule_a, .start = 0, .end = text.length };
	finding_sentence(&finding, FINDING_MESSAGE, LANGUAGE_EN, str_span(&text), &out);
	assert_non_null(strstr(str_text(&out), "👋🏽…»"));
	assert_true(out.length < 40 * strlen("👋🏽") + 60);
	str_release(&out);
	str_release(&text);
}

static void a_word_of_its_own_stands_for_the_quote(void **state)
{
	struct finding finding = { .rule = &rule_a, .word = mem_copy(SPAN("datei.txt")) };
	struct str out = { 0 };
	(void)state;
	finding_sentence(&finding, FINDING_MESSAGE, LANGUAGE_EN, SPAN("text"), &out);
	assert_non_null(strstr(str_text(&out), "«datei.txt»"));
	finding_release(&finding);
	str_release(&out);
}

static void the_evidence_is_told_in_words(void **state)
{
	struct rule law = { .id = id_a,
			    .evidence = {
				    .kind = 2, .source.by_language = { source }, .year = 2023 } };
	struct str out = { 0 };
	(void)state;
	finding_evidence(&law, &out);
	assert_string_equal(str_text(&out), "Law: OR 321a (2023) · well supported");
	law.evidence.confidence = 2;
	law.evidence.year = 0;
	finding_evidence(&law, &out);
	assert_string_equal(str_text(&out), "Law: OR 321a · a pointer, no more");
	finding_evidence(&rule_a, &out);
	assert_string_equal(str_text(&out), "");
	str_release(&out);
}

static void a_word_follows_its_figure_in_number(void **state)
{
	static char english[] = "{1} {1|word|words} {2|is|are (#)} {3|x} {3|a|b} {4|a|b}";
	static char french[] = "{1} {1|mot|mots}";
	struct rule rule = { .id = id_a,
			     .texts[FINDING_MESSAGE].by_language = {
				     [LANGUAGE_EN] = english, [LANGUAGE_FR] = french } };
	struct finding finding = { .rule = &rule, .figures = { 1, 2 } };
	struct str out = { 0 };
	(void)state;
	finding_sentence(&finding, FINDING_MESSAGE, LANGUAGE_EN, SPAN(""), &out);
	assert_string_equal(str_text(&out), "1 word are (2) {3|x} b {4|a|b}");
	finding.figures[0] = finding.figures[1] = 0;
	finding_sentence(&finding, FINDING_MESSAGE, LANGUAGE_EN, SPAN(""), &out);
	assert_string_equal(str_text(&out), "0 words are (0) {3|x} b {4|a|b}");
	finding_sentence(&finding, FINDING_MESSAGE, LANGUAGE_FR, SPAN(""), &out);
	assert_string_equal(str_text(&out), "0 mot");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_are_sorted_by_weight_then_place_then_rule),
		cmocka_unit_test(
			of_one_weight_what_may_harm_comes_first_then_the_families_in_order),
		cmocka_unit_test(figures_and_the_quote_go_into_the_sentence),
		cmocka_unit_test(a_word_follows_its_figure_in_number),
		cmocka_unit_test(quotation_marks_in_a_quote_are_the_small_ones_and_closed),
		cmocka_unit_test(a_long_quote_is_cut_between_graphemes),
		cmocka_unit_test(a_word_of_its_own_stands_for_the_quote),
		cmocka_unit_test(the_evidence_is_told_in_words),
	};
	i18n_init("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
