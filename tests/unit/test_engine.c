/* The engine: where rules look, how often they speak, and what it does with a bad one. */
#include "unit.h"

#include "base/i18n.h"
#include "home.h"
#include "rule/engine.h"

static struct home home;

static void always(const struct check_context *context, struct findings *findings)
{
	const struct hit *hits;
	struct finding *finding = check_found(context, findings, 0, 0);
	assert_non_null(finding);
	finding->figures[0] = (long)context->hit_count;
	finding->figures[1] = (long)check_hits(context, "hook.helper", &hits);
}

static void endless(const struct check_context *context, struct findings *findings)
{
	while (check_found(context, findings, 0, 0))
		;
}

static const struct check_row rows[] = { { "always", always },
					 { "endless", endless },
					 { NULL, NULL } };
static const struct check_row *const tables[] = { rows, NULL };

static struct packs packs;
static struct engine *engine;
static struct findings findings;
static struct engine_limits limits;

/* Runs the rules of a pack on a text; the findings are in `findings`. */
static void run(const char *pack, enum language language, const char *text)
{
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = language };
	findings_release(&findings);
	engine_free(engine);
	packs_release(&packs);
	(void)home_write(&home, "rules/test.yaml", pack);
	packs_read(&packs, home_path(&home, "rules"));
	packs_finish(&packs);
	engine = engine_new(&packs, tables);
	analysis_run(&analysis, span_of(text), &options);
	limits = engine_run(engine, &analysis, 0, NULL, &findings);
	analysis_release(&analysis);
}

/* Offsets of the findings of a rule, as "3 17". */
static const char *places(const char *id)
{
	static char out[200];
	size_t length = 0;
	out[0] = '\0';
	for (size_t i = 0; i < findings.count && length < sizeof out - 8; i++)
		if (strcmp(findings.at[i].rule->id, id) == 0)
			length += (size_t)snprintf(out + length, sizeof out - length, "%s%zu",
						   length ? " " : "", findings.at[i].start);
	return out;
}

#define RULE(fields) "- id: hook.a\n  message: {en: A}\n  phrases: [wort]\n" fields

static const char post[] = "wort eins\nzwei wort\ndrei.\n\nwort vier. Das wort.\n\nAm Ende wort?";

/* A pattern that matches no characters goes on behind them, and finds each place once. */
static void a_pattern_that_matches_nothing_finds_each_place_once(void **state)
{
	(void)state;
	run("- id: hook.a\n  message: {en: A}\n  pattern: 'x*'\n", LANGUAGE_EN, "a xx b.");
	assert_string_equal(places("hook.a"), "0 1 2 4 5 6");
}

static void rules_look_where_they_say(void **state)
{
	(void)state;
	run(RULE(""), LANGUAGE_DE, post);
	assert_string_equal(places("hook.a"), "0 15 27 42 57");
	run(RULE("  where: opening\n"), LANGUAGE_DE, post);
	assert_string_equal(places("hook.a"), "0 15");
	run(RULE("  where: closing\n"), LANGUAGE_DE, post);
	assert_string_equal(places("hook.a"), "57");
	run(RULE("  where: paragraph\n"), LANGUAGE_DE, post);
	assert_string_equal(places("hook.a"), "0 27");
}

static void a_rule_speaks_from_so_many_hits_on_and_once_when_it_says_so(void **state)
{
	(void)state;
	run(RULE("  at_least: 6\n"), LANGUAGE_DE, post);
	assert_string_equal(places("hook.a"), "");
	run(RULE("  at_least: 5\n  once: true\n"), LANGUAGE_DE, post);
	assert_string_equal(places("hook.a"), "0");
	assert_int_equal(findings.at[0].figures[0], 5);
}

static void different_phrases_are_counted_apart(void **state)
{
	(void)state;
	run("- id: hook.a\n  message: {en: A}\n  phrases: [wort, vier]\n  distinct: 2\n",
	    LANGUAGE_DE, "Ein wort, noch ein wort.");
	assert_int_equal(findings.count, 0);
	run("- id: hook.a\n  message: {en: A}\n  phrases: [wort, vier]\n  distinct: 2\n",
	    LANGUAGE_DE, "Ein wort und vier.");
	assert_int_equal(findings.count, 2);
}

static void hits_are_weighed_by_the_length_of_the_text(void **state)
{
	struct str text = { 0 };
	(void)state;
	for (int i = 0; i < 50; i++)
		(void)str_add(&text, SPAN("und noch etwas anderes. "));
	(void)str_add(&text, SPAN("wort wort wort"));
	run(RULE("  at_least: 3\n  per_words: 100\n"), LANGUAGE_DE, str_text(&text));
	assert_int_equal(findings.count, 0);
	run(RULE("  at_least: 3\n  per_words: 1000\n"), LANGUAGE_DE, str_text(&text));
	assert_int_equal(findings.count, 3);
	str_release(&text);
}

static void a_rule_of_one_language_looks_at_sentences_in_it(void **state)
{
	(void)state;
	run(RULE("  language: fr\n"), LANGUAGE_DE, "Das wort.");
	assert_int_equal(findings.count, 0);
	run(RULE("  language: de\n"), LANGUAGE_DE, "Das wort.");
	assert_int_equal(findings.count, 1);
}

static void a_helper_says_nothing_and_checks_see_its_hits(void **state)
{
	(void)state;
	run("- id: hook.helper\n  helper: true\n  phrases: [wort]\n"
	    "- id: hook.a\n  message: {en: A}\n  check: always\n  phrases: [eins]\n",
	    LANGUAGE_DE, "Ein wort, eins und ein wort.");
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.at[0].figures[0], 1);
	assert_int_equal(findings.at[0].figures[1], 2);
}

static void ready_words_come_with_the_finding(void **state)
{
	(void)state;
	run(RULE("  replace: Satz\n"), LANGUAGE_DE, "Ein wort.");
	assert_string_equal(findings.at[0].replacement, "Satz");
}

static void each_phrase_of_a_map_has_its_ready_words(void **state)
{
	(void)state;
	run("- id: clarity.a\n  message: {en: A}\n  replace: {in kürze: bald, é vero: già, l'é "
	    "fatto: ecco}\n",
	    LANGUAGE_DE, "In Kürze mehr, in kürze alles. L’é vero, l’é fatto.");
	assert_int_equal(findings.count, 4);
	assert_string_equal(findings.at[0].replacement, "Bald");
	assert_string_equal(findings.at[1].replacement, "bald");
	/* Behind an elision another word could be wrong. */
	assert_null(findings.at[2].replacement);
	assert_string_equal(findings.at[3].replacement, "ecco");
}

static void a_pattern_without_end_is_named_and_left_out_and_the_rest_speaks(void **state)
{
	struct str text = { 0 };
	(void)state;
	for (int i = 0; i < 1500; i++)
		(void)str_add_byte(&text, 'a');
	(void)str_add(&text, SPAN("-c wort"));
	run("- id: hook.trap\n  message: {en: T}\n  pattern: '(a+)+c'\n" RULE(""), LANGUAGE_DE,
	    str_text(&text));
	assert_string_equal(limits.slow, "hook.trap");
	assert_string_equal(places("hook.trap"), "");
	assert_int_equal(findings.count, 1);
	run("- id: hook.trap\n  message: {en: T}\n  pattern: '(a+)+c'\n", LANGUAGE_DE, "aaac");
	assert_null(limits.slow);
	assert_int_equal(findings.count, 1);
	str_release(&text);
}

static void a_wrong_pattern_phrase_or_check_is_a_complaint_and_the_rest_works(void **state)
{
	(void)state;
	run("- id: hook.p\n  message: {en: P}\n  pattern: '(a'\n"
	    "- id: hook.q\n  message: {en: Q}\n  phrases: ['(b']\n"
	    "- id: hook.r\n  message: {en: R}\n  check: moon\n" RULE(""),
	    LANGUAGE_DE, "Ein wort.");
	assert_int_equal(packs.complaints.count, 3);
	assert_string_equal(places("hook.a"), "4");
}

static void findings_have_a_ceiling_and_the_weightiest_are_kept(void **state)
{
	(void)state;
	run("- id: hook.a\n  message: {en: A}\n  check: endless\n"
	    "- id: hook.b\n  severity: block\n  message: {en: B}\n  phrases: [wort]\n",
	    LANGUAGE_DE, "Ein wort.");
	assert_int_equal(findings.count, 1000);
	assert_true(limits.is_cut);
	assert_string_equal(findings.at[0].rule->id, "hook.b");
	run(RULE(""), LANGUAGE_DE, "Ein wort.");
	assert_false(limits.is_cut);
}

static void rules_that_only_together_say_too_much_are_cut_too(void **state)
{
	struct str text = { 0 };
	(void)state;
	for (int i = 0; i < 600; i++)
		(void)str_add(&text, SPAN("wort rest "));
	run("- id: hook.a\n  message: {en: A}\n  phrases: [wort]\n"
	    "- id: hook.b\n  message: {en: B}\n  phrases: [rest]\n",
	    LANGUAGE_DE, str_text(&text));
	assert_int_equal(findings.count, 1000);
	assert_true(limits.is_cut);
	str_release(&text);
}

static void an_empty_text_and_a_megabyte_of_one_letter_are_texts_too(void **state)
{
	struct str text = { 0 };
	(void)state;
	run(RULE("  where: closing\n"), LANGUAGE_DE, "");
	assert_int_equal(findings.count, 0);
	for (int i = 0; i < 1 << 20; i++)
		(void)str_add_byte(&text, 'a');
	run("- id: hook.p\n  message: {en: P}\n  pattern: 'a+b'\n" RULE(""), LANGUAGE_DE,
	    str_text(&text));
	assert_int_equal(findings.count, 0);
	str_release(&text);
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
	findings_release(&findings);
	engine_free(engine);
	packs_release(&packs);
	home_release(&home);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pattern_that_matches_nothing_finds_each_place_once),
		cmocka_unit_test(rules_look_where_they_say),
		cmocka_unit_test(a_rule_speaks_from_so_many_hits_on_and_once_when_it_says_so),
		cmocka_unit_test(different_phrases_are_counted_apart),
		cmocka_unit_test(hits_are_weighed_by_the_length_of_the_text),
		cmocka_unit_test(a_rule_of_one_language_looks_at_sentences_in_it),
		cmocka_unit_test(a_helper_says_nothing_and_checks_see_its_hits),
		cmocka_unit_test(ready_words_come_with_the_finding),
		cmocka_unit_test(each_phrase_of_a_map_has_its_ready_words),
		cmocka_unit_test(a_pattern_without_end_is_named_and_left_out_and_the_rest_speaks),
		cmocka_unit_test(a_wrong_pattern_phrase_or_check_is_a_complaint_and_the_rest_works),
		cmocka_unit_test(findings_have_a_ceiling_and_the_weightiest_are_kept),
		cmocka_unit_test(rules_that_only_together_say_too_much_are_cut_too),
		cmocka_unit_test(an_empty_text_and_a_megabyte_of_one_letter_are_texts_too),
	};
	i18n_init("en");
	return cmocka_run_group_tests(tests, open_home, close_home);
}
