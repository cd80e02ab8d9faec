/* The formulas against published figures, and what is counted in a text. */
#include "unit.h"

#include <math.h>

#include "base/i18n.h"
#include "base/str.h"
#include "coach/measure.h"

struct vector {
	const char *formula;
	struct measure_counts counts;
	double expected;
};

/* Counts and figures of the tests of textacy, textstat and Yoast SEO; the rest by hand. */
#define BASICS                                                                                   \
	{                                                                                        \
		.words = 84, .sentences = 3, .syllables = 113, .letters = 372, .long_words = 14, \
		.one_syllable = 63, .many_syllables = 8                                          \
	}
#define ONE                         \
	{                           \
		1, 1, 1, 1, 1, 1, 1 \
	}
#define EASY                                                                                      \
	{                                                                                         \
		.words = 99, .sentences = 11, .syllables = 139, .letters = 431, .long_words = 13, \
		.one_syllable = 65, .many_syllables = 6                                           \
	}
#define LONG                                                                      \
	{                                                                         \
		.words = 372, .sentences = 17, .syllables = 549, .letters = 1748, \
		.long_words = 77, .one_syllable = 249, .many_syllables = 38       \
	}
#define DUCKS                                                                                    \
	{                                                                                        \
		.words = 14, .sentences = 1, .syllables = 22, .long_words = 4, .one_syllable = 6 \
	}
#define PARTIES                                                                                   \
	{                                                                                         \
		.words = 16, .sentences = 1, .syllables = 38, .long_words = 7, .one_syllable = 4, \
		.many_syllables = 6                                                               \
	}

static const struct vector vectors[] = {
	{ "flesch", BASICS, 64.6078 },
	{ "flesch-kincaid", BASICS, 11.2038 },
	{ "gulpease", BASICS, 55.4285 },
	{ "lix", BASICS, 44.6666 },
	{ "wiener-1", BASICS, 5.3586 },
	{ "wiener-2", BASICS, 6.1303 },
	{ "wiener-3", BASICS, 7.0415 },
	{ "wiener-4", BASICS, 8.3571 },
	{ "amstad", BASICS, 73.3036 },
	{ "kandel-moles", BASICS, 79.5705 },
	{ "flesch-vacca-1986", BASICS, 99.8857 },
	{ "flesch-vacca-1972", BASICS, 90.5595 },
	{ "flesch", { .words = 100, .sentences = 2, .syllables = 200 }, -13.115 },
	{ "flesch-kincaid", { .words = 100, .sentences = 2, .syllables = 200 }, 27.51 },
	{ "gulpease", { .words = 100, .sentences = 2, .letters = 200 }, 75.0 },
	{ "lix", { .words = 50, .sentences = 2, .long_words = 5 }, 35.0 },
	{ "flesch", ONE, 121.22 },
	{ "flesch-kincaid", ONE, -3.4 },
	{ "gulpease", ONE, 379.0 },
	{ "lix", ONE, 101.0 },
	{ "wiener-1", ONE, 28.3422 },
	{ "amstad", { .words = 50, .sentences = 10, .syllables = 100 }, 58 },
	{ "kandel-moles", { .words = 400, .sentences = 20, .syllables = 600 }, 76.3 },
	{ "flesch-vacca-1986", { .words = 190, .sentences = 10, .syllables = 475 }, 42.3 },
	{ "gulpease", { .words = 18, .sentences = 1, .letters = 118 }, 40.111 },
	{ "wiener-1", DUCKS, 3.77 },
	{ "wiener-2", DUCKS, 3.4987 },
	{ "wiener-3", DUCKS, 1.5526 },
	{ "wiener-4", DUCKS, 2.0254 },
	{ "amstad", DUCKS, 74.071 },
	{ "lix", DUCKS, 42.571 },
	{ "wiener-1", PARTIES, 13.913 },
	{ "wiener-2", PARTIES, 13.4453 },
	{ "wiener-3", PARTIES, 13.0449 },
	{ "wiener-4", PARTIES, 12.8466 },
	{ "amstad", PARTIES, 25.0625 },
	{ "lix", PARTIES, 59.75 },
	{ "flesch", EASY, 78.918 },
	{ "flesch-kincaid", EASY, 4.488 },
	{ "lix", EASY, 22.131 },
	{ "rix", EASY, 1.182 },
	{ "gulpease", EASY, 78.798 },
	{ "wiener-1", EASY, 1.359 },
	{ "wiener-2", EASY, 1.754 },
	{ "wiener-3", EASY, 2.396 },
	{ "wiener-4", EASY, 2.36 },
	{ "flesch", LONG, 59.771 },
	{ "flesch-kincaid", LONG, 10.359 },
	{ "lix", LONG, 42.581 },
	{ "rix", LONG, 4.529 },
	{ "wiener-1", LONG, 5.256 },
};

static const struct formula *formula_find(const char *id)
{
	const struct formula *row = formulas;
	while (row->id && strcmp(row->id, id) != 0)
		row++;
	return row->id ? row : NULL;
}

static void every_formula_gives_the_published_figures(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		const struct formula *formula = formula_find(vectors[i].formula);
		assert_non_null(formula);
		double got = formula_value(formula, &vectors[i].counts);
		/* They are printed with three or four decimals, the last one cut or rounded. */
		if (fabs(got - vectors[i].expected) > 0.0011)
			fail_msg("vector %zu, %s: %f, not %f", i, formula->id, got,
				 vectors[i].expected);
	}
}

static void a_text_without_words_has_the_figure_0(void **state)
{
	struct measure_counts none = { 0 };
	(void)state;
	for (const struct formula *row = formulas; row->id; row++)
		assert_true(formula_value(row, &none) == 0);
}

static struct measure_counts count_with(struct measure_words *words, const char *text,
					enum language language)
{
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = language };
	struct measure_counts counts;
	analysis_run(&analysis, span_of(text), &options);
	measure_count(&analysis, words, &counts);
	analysis_release(&analysis);
	return counts;
}

static struct measure_counts count(const char *text, enum language language)
{
	struct measure_words *words = measure_words_new();
	struct measure_counts counts = count_with(words, text, language);
	measure_words_free(words);
	return counts;
}

static void what_is_remembered_of_a_word_is_of_its_language(void **state)
{
	struct measure_words *words = measure_words_new();
	(void)state;
	/* Once these two had the same key. */
	assert_int_equal(count_with(words, "rue", LANGUAGE_FR).syllables, 1);
	assert_int_equal(count_with(words, "sue", LANGUAGE_IT).syllables, 2);
	assert_int_equal(count_with(words, "sue", LANGUAGE_IT).syllables, 2);
	measure_words_free(words);
}

static void german_words_and_syllables_are_counted_as_by_hand(void **state)
{
	(void)state;
	struct measure_counts c =
		count("Ich schreibe heute einen kurzen Text. Er ist gut lesbar.", LANGUAGE_DE);
	assert_int_equal(c.words, 10);
	assert_int_equal(c.sentences, 2);
	assert_int_equal(c.syllables, 15);
	assert_int_equal(c.long_words, 1);
	assert_int_equal(c.one_syllable, 5);
	assert_int_equal(c.many_syllables, 0);
}

static void the_sample_about_ducks_is_counted_as_by_hand(void **state)
{
	(void)state;
	struct measure_counts c = count("Alle meine Entchen schwimmen auf dem See, Köpfchen unters "
					"Wasser, Schwänzchen in die Höh.",
					LANGUAGE_DE);
	assert_int_equal(c.words, 14);
	assert_int_equal(c.syllables, 22);
	assert_int_equal(c.long_words, 4);
	assert_int_equal(c.many_syllables, 0);
}

static void an_italian_elision_is_two_words(void **state)
{
	(void)state;
	struct measure_counts c =
		count("Roma è un comune italiano, capitale della Repubblica Italiana, nonché "
		      "capoluogo dell'omonima città metropolitana e della regione Lazio.",
		      LANGUAGE_IT);
	assert_int_equal(c.words, 19);
	assert_int_equal(c.letters, 114);
	assert_int_equal(c.sentences, 1);
}

static void links_tags_numbers_and_emoji_are_no_words(void **state)
{
	(void)state;
	struct measure_counts c =
		count("Wir sehen uns 2026 auf https://example.ch/x 👋 #Bern", LANGUAGE_DE);
	assert_int_equal(c.words, 4);
}

static void a_line_without_a_full_stop_is_a_sentence_from_three_words_on(void **state)
{
	(void)state;
	struct measure_counts c =
		count("Mein Fazit\n\nDer Server stand still\n\nEs war sieben Uhr.", LANGUAGE_DE);
	assert_int_equal(c.sentences, 2);
}

static struct measures measure(const char *text, enum language language)
{
	struct platforms platforms = { 0 };
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = language };
	struct measures measures;
	platforms_read(&platforms, NULL, NULL, NULL);
	analysis_run(&analysis, span_of(text), &options);
	struct measure_words *words = measure_words_new();
	measure_run(&platforms.at[0], &analysis, words, &measures);
	measure_words_free(words);
	analysis_release(&analysis);
	platforms_release(&platforms);
	return measures;
}

static void under_thirty_words_there_is_no_band(void **state)
{
	(void)state;
	struct measures m = measure("Ein kurzer Satz. Und noch einer.", LANGUAGE_DE);
	assert_null(m.band);
	assert_null(m.formula);
}

static void plain_and_hard_texts_get_their_bands(void **state)
{
	(void)state;
	struct measures m = measure(
		"Um sieben stand der Server still. Ich sass im Zug und las die Meldung. Dann rief "
		"ich Mia an. Sie war schon wach. Wir haben das Log gelesen und den Fehler rasch "
		"gefunden. Es war mein Fehler.",
		LANGUAGE_DE);
	assert_string_equal(m.formula, "amstad");
	assert_string_equal(m.band, "plain");
	assert_true(m.is_indicative);
	m = measure("Die kontinuierliche Weiterentwicklung unserer Organisationsstrukturen "
		    "ermöglicht eine nachhaltige Effizienzsteigerung sämtlicher "
		    "Geschäftsprozesse unter Berücksichtigung regulatorischer "
		    "Rahmenbedingungen, wobei insbesondere die bereichsübergreifende "
		    "Zusammenarbeit der verantwortlichen Entscheidungsträgerinnen und "
		    "Entscheidungsträger sowie deren kommunikative Kompetenzen eine "
		    "ausserordentlich bedeutsame Schlüsselfunktion innehaben.",
		    LANGUAGE_DE);
	assert_string_equal(m.band, "hard");
}

static void the_longest_sentence_and_word_come_first(void **state)
{
	const char *text = "Ja. Das ist kurz. Die Donaudampfschifffahrt fährt heute nicht "
			   "nach Wien. Und hier ist ein Haus.";
	(void)state;
	struct measures m = measure(text, LANGUAGE_DE);
	assert_int_equal(m.sentences_longest[0].size, 7);
	assert_int_equal(m.sentences_longest[1].size, 5);
	assert_span(span_slice(span_of(text), m.words_longest[0].start, m.words_longest[0].end),
		    "Donaudampfschifffahrt");
	assert_int_equal(m.words_longest[0].size, 21);
}

static void a_text_is_read_at_238_words_a_minute(void **state)
{
	struct str text = { 0 };
	(void)state;
	for (int i = 0; i < 238; i++)
		(void)str_add(&text, SPAN("Haus "));
	assert_int_equal(measure(str_text(&text), LANGUAGE_DE).reading_seconds, 60);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_formula_gives_the_published_figures),
		cmocka_unit_test(a_text_without_words_has_the_figure_0),
		cmocka_unit_test(what_is_remembered_of_a_word_is_of_its_language),
		cmocka_unit_test(german_words_and_syllables_are_counted_as_by_hand),
		cmocka_unit_test(the_sample_about_ducks_is_counted_as_by_hand),
		cmocka_unit_test(an_italian_elision_is_two_words),
		cmocka_unit_test(links_tags_numbers_and_emoji_are_no_words),
		cmocka_unit_test(a_line_without_a_full_stop_is_a_sentence_from_three_words_on),
		cmocka_unit_test(under_thirty_words_there_is_no_band),
		cmocka_unit_test(plain_and_hard_texts_get_their_bands),
		cmocka_unit_test(the_longest_sentence_and_word_come_first),
		cmocka_unit_test(a_text_is_read_at_238_words_a_minute),
	};
	i18n_init("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
