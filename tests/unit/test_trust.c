/* What should perhaps not go out: numbers with check digits, names, the author's house. */
#include "unit.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/i18n.h"
#include "coach/coach.h"

static char folder[] = "/tmp/tonfall-trust-XXXXXX";
static struct coach *coach;

/* The words that the rule marks in the text, "" when it is silent. */
static const char *marked(const char *rule, enum language language, const char *text)
{
	static char words[200];
	struct report report = { .text = NULL };
	struct coach_options options = { .pinned = language };
	words[0] = '\0';
	coach_run(coach, span_of(text), &options, &report);
	for (size_t i = 0; i < report.findings.count; i++) {
		const struct finding *f = &report.findings.at[i];
		if (strcmp(f->rule->id, rule) == 0)
			(void)snprintf(words, sizeof words, "%.*s",
				       SPAN_ARGS(span_slice(span_of(text), f->start, f->end)));
	}
	report_release(&report);
	return words;
}

static void an_iban_is_told_by_its_check_digits(void **state)
{
	(void)state;
	assert_string_equal(marked("trust.account", LANGUAGE_DE, "Auf CH93 0076 2011 6238 5295 7."),
			    "CH93 0076 2011 6238 5295 7");
	assert_string_equal(marked("trust.account", LANGUAGE_DE, "Karte 4111 1111 1111 1111 da."),
			    "4111 1111 1111 1111");
	assert_string_equal(marked("trust.account", LANGUAGE_DE, "Karte 4111 1111 1111 1112 da."),
			    "");
}

static void an_ahv_number_is_told_by_its_check_digit(void **state)
{
	(void)state;
	assert_string_equal(marked("trust.ahv", LANGUAGE_FR, "Le 756.9217.0769.85 est à moi."),
			    "756.9217.0769.85");
	assert_string_equal(marked("trust.ahv", LANGUAGE_FR, "La version 756.12 est sortie."), "");
}

static void the_employer_s_product_praised_without_the_tie_is_asked_about(void **state)
{
	(void)state;
	assert_string_equal(marked("trust.disclose", LANGUAGE_DE,
				   "Das Blaue Abo ist einfach genial, sagt Mia."),
			    "Blaue Abo");
	assert_string_equal(
		marked("trust.disclose", LANGUAGE_DE, "Die Muster AG hat die beste Kantine."),
		"Muster AG");
}

static void with_the_tie_named_praise_is_fine(void **state)
{
	(void)state;
	assert_string_equal(marked("trust.disclose", LANGUAGE_DE,
				   "Ich arbeite bei der Muster AG. Das Blaue Abo ist genial."),
			    "");
}

static void the_employer_without_praise_is_fine(void **state)
{
	(void)state;
	assert_string_equal(
		marked("trust.disclose", LANGUAGE_DE, "Gestern war ich bei der Muster AG in Bern."),
		"");
}

static void words_of_the_house_list_are_asked_about_wherever_they_stand(void **state)
{
	(void)state;
	assert_string_equal(marked("trust.house", LANGUAGE_DE, "Wir nennen es Projekt Adler."),
			    "Projekt Adler");
	assert_string_equal(marked("trust.house", LANGUAGE_EN, "We call it projekt ADLER now."),
			    "projekt ADLER");
	assert_string_equal(marked("trust.house", LANGUAGE_DE, "Ein Adler flog vorbei."), "");
}

static void a_figure_that_was_published_may_be_told(void **state)
{
	(void)state;
	assert_string_equal(marked("trust.quiet", LANGUAGE_DE, "Der Umsatz wird steigen."),
			    "Umsatz");
	assert_string_equal(marked("trust.quiet", LANGUAGE_DE,
				   "Laut Geschäftsbericht wird der Umsatz steigen."),
			    "");
	assert_string_equal(marked("trust.quiet", LANGUAGE_DE, "2019 stieg der Umsatz."), "");
}

static void illness_with_a_name_is_asked_about_and_without_one_is_not(void **state)
{
	(void)state;
	assert_string_equal(marked("trust.health", LANGUAGE_DE, "@Mia Keller ist krank."), "krank");
	assert_string_equal(marked("trust.health", LANGUAGE_DE, "Frau Zgraggen ist krank."),
			    "krank");
	assert_string_equal(marked("trust.health", LANGUAGE_DE, "Wer krank ist, bleibt daheim."),
			    "");
}

/* Sentences that no phrase was made on when they were written: tests/data/trust.tsv, a language, +
 * for those that must be asked about, and the sentence. */
static void sentences_of_all_four_languages_are_asked_about_when_they_must(void **state)
{
	struct str file = { 0 };
	struct span line;
	size_t asked = 0, passed = 0;
	(void)state;
	assert_true(file_read("tests/data/trust.tsv", 1 << 16, &file, NULL, NULL));
	for (struct span rest = str_span(&file); rest.length && span_next(&rest, '\n', &line);) {
		struct report report = { .text = NULL };
		struct span language, wanted;
		assert_true(span_next(&line, '\t', &language) && span_next(&line, '\t', &wanted));
		struct coach_options options = { .families = 1u << FAMILY_TRUST,
						 .pinned = language_from(language) };
		coach_run(coach, line, &options, &report);
		if ((report.findings.count > 0) != span_equal(wanted, SPAN("+")))
			fail_msg("%.*s expected: %.*s", SPAN_ARGS(wanted), SPAN_ARGS(line));
		asked += report.findings.count > 0;
		passed += report.findings.count == 0;
		report_release(&report);
	}
	assert_true(asked >= 130 && passed >= 140);
	str_release(&file);
}

static int open_coach(void **state)
{
	char path[80];
	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof path, "%s/tonfall", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	(void)snprintf(path, sizeof path, "%s/tonfall/house-words.txt", folder);
	assert_true(file_save(path, SPAN("# Projekte\nProjekt Adler # seit Mai\n\n"), NULL, NULL));
	(void)setenv("TONFALL_DATADIR", ".", 1);
	(void)setenv("XDG_CONFIG_HOME", folder, 1);
	i18n_init("en");
	coach = coach_new();
	coach_set_house(coach, "Muster AG", "Blaue Abo, Rotes Abo");
	return (int)coach_complaints(coach)->count;
}

static int close_coach(void **state)
{
	char path[80];
	(void)state;
	coach_free(coach);
	(void)snprintf(path, sizeof path, "%s/tonfall/house-words.txt", folder);
	(void)remove(path);
	(void)snprintf(path, sizeof path, "%s/tonfall", folder);
	(void)remove(path);
	(void)remove(folder);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_iban_is_told_by_its_check_digits),
		cmocka_unit_test(an_ahv_number_is_told_by_its_check_digit),
		cmocka_unit_test(the_employer_s_product_praised_without_the_tie_is_asked_about),
		cmocka_unit_test(with_the_tie_named_praise_is_fine),
		cmocka_unit_test(the_employer_without_praise_is_fine),
		cmocka_unit_test(words_of_the_house_list_are_asked_about_wherever_they_stand),
		cmocka_unit_test(a_figure_that_was_published_may_be_told),
		cmocka_unit_test(illness_with_a_name_is_asked_about_and_without_one_is_not),
		cmocka_unit_test(sentences_of_all_four_languages_are_asked_about_when_they_must),
	};
	return cmocka_run_group_tests(tests, open_coach, close_coach);
}
