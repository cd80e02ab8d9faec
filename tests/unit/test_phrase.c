/* The notation of phrases, and where they match. */
#include "unit.h"

#include "base/i18n.h"
#include "base/str.h"
#include "rule/phrase.h"

static size_t found_first, found_behind, found_count, found_rule, found_phrase;

static void on_found(void *context, size_t rule, size_t phrase, size_t first, size_t behind)
{
	(void)context;
	if (found_count++ == 0) {
		found_rule = rule;
		found_phrase = phrase;
		found_first = first;
		found_behind = behind;
	}
}

/* The words that the phrase matches first in a text of a language; "" for none. */
static const char *match(const char *phrase, enum language language, const char *text)
{
	static char words[200];
	struct phrases *phrases = phrases_new();
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = language };
	struct err err;
	words[0] = '\0';
	found_count = 0;
	if (!phrases_add(phrases, span_of(phrase), (struct phrase_owner){ .rule = 3, .phrase = 7 },
			 &err))
		fail_msg("%s", err.text);
	analysis_run(&analysis, span_of(text), &options);
	phrases_match(phrases, &analysis, &(struct phrase_search){ .found = on_found });
	if (found_count)
		(void)snprintf(
			words, sizeof words, "%.*s",
			SPAN_ARGS(span_slice(span_of(text), analysis.tokens.at[found_first].start,
					     analysis.tokens.at[found_behind - 1].end)));
	analysis_release(&analysis);
	phrases_free(phrases);
	return words;
}

static void the_notation_matches_what_it_says(void **state)
{
	static const struct {
		const char *phrase, *text, *matched;
	} rows[] = {
		{ "wir sind stolz", "Heute SIND wir, nein: wir sind stolz.", "wir sind stolz" },
		{ "wir sind stolz", "Wir sind sehr stolz.", "" },
		{ "freue mich (sehr|riesig)", "Ich freue mich riesig!", "freue mich riesig" },
		{ "freue mich (sehr|riesig)", "Ich freue mich wenig.", "" },
		{ "freue mich [sehr]", "Ich freue mich.", "freue mich" },
		{ "freue mich [sehr|so] darauf", "Ich freue mich so darauf.",
		  "freue mich so darauf" },
		{ "innovativ*", "Das ist innovativer.", "innovativer" },
		{ "innovativ*", "Das ist nicht neu.", "" },
		{ "unser … beste", "Unser neues Abo ist das beste.",
		  "Unser neues Abo ist das beste" },
		{ "unser … beste", "Unser Abo, das wir seit Jahren haben, ist das beste.", "" },
		{ "und ihr?", "Und ihr?", "Und ihr" },
		{ "und ihr?", "Und ihr kommt.", "" },
		{ "strasse", "Die Straße ist lang.", "Straße" },
		{ "so geht's", "So geht’s besser.", "So geht’s" },
		{ "((sehr|ganz) gut|schlecht)", "Es ist ganz gut.", "ganz gut" },
		{ "^ich", "Gestern ging ich.", "" },
		{ "^ich", "Gestern. Ich ging.", "Ich" },
		{ "^ich", "🎉 Ich ging.", "Ich" },
		{ "wird *ert", "Das wird verbessert.", "wird verbessert" },
		{ "wird *ert", "Das wird besser.", "" },
		{ "was meint ihr [dazu]?", "Was meint ihr dazu?", "Was meint ihr dazu" },
		{ "was meint ihr [dazu]?", "Was meint ihr?", "Was meint ihr" },
		{ "was meint ihr [dazu]?", "Was meint ihr genau?", "" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *got = match(rows[i].phrase, LANGUAGE_DE, rows[i].text);
		if (strcmp(got, rows[i].matched) != 0)
			fail_msg("«%s» in «%s»: «%s», not «%s»", rows[i].phrase, rows[i].text, got,
				 rows[i].matched);
	}
}

static void an_elided_word_is_seen_behind_its_apostrophe(void **state)
{
	(void)state;
	assert_string_equal(match("acquisition", LANGUAGE_FR, "Puis l’acquisition est là."),
			    "l’acquisition");
	assert_string_equal(match("j'ai appris", LANGUAGE_FR, "Hier j’ai appris cela."),
			    "j’ai appris");
}

static void a_sign_at_the_end_of_a_word_is_no_part_of_it(void **state)
{
	(void)state;
	assert_string_equal(match("un po'", LANGUAGE_IT, "È un po’ tardi."), "un po");
}

static void a_full_stop_says_that_the_sentence_ends_there(void **state)
{
	(void)state;
	assert_string_equal(match("^we did it.", LANGUAGE_EN, "We did it. Then it rained."),
			    "We did it");
	assert_string_equal(match("^we did it.", LANGUAGE_EN, "🎉 We did it 🎉\nThen"), "We did it");
	assert_string_equal(match("^we did it.", LANGUAGE_EN, "We did it!"), "We did it");
	assert_string_equal(match("^we did it.", LANGUAGE_EN, "We did it"), "We did it");
	assert_string_equal(match("^we did it.", LANGUAGE_EN, "We did it wrong."), "");
	assert_string_equal(match("e.g.", LANGUAGE_EN, "Tools, e.g. a saw."), "e.g");
}

/* Eight choices of six words each: 1.7 million ways. */
static void many_choices_are_steps_and_not_ways(void **state)
{
	const char *choice = "(a|b|c|d|e|f) ";
	struct str phrase = { 0 };
	(void)state;
	for (int i = 0; i < 8; i++)
		(void)str_add(&phrase, span_of(choice));
	assert_string_equal(match(str_text(&phrase), LANGUAGE_DE, "a b c d e f a b"),
			    "a b c d e f a b");
	str_release(&phrase);
}

static void a_match_says_whose_phrase_it_is(void **state)
{
	(void)state;
	(void)match("stolz", LANGUAGE_DE, "Wir sind stolz.");
	assert_int_equal(found_rule, 3);
	assert_int_equal(found_phrase, 7);
}

static void a_match_stays_in_its_sentence(void **state)
{
	(void)state;
	assert_string_equal(match("wir sind", LANGUAGE_DE, "Das machen wir. Sind alle da?"), "");
}

static void quotations_links_and_tags_do_not_match(void **state)
{
	(void)state;
	assert_string_equal(match("stolz", LANGUAGE_DE, "Sie sagte: «Ich bin stolz.»"), "");
	assert_string_equal(match("stolz", LANGUAGE_DE, "Siehe #stolz und https://stolz.ch."), "");
}

static void what_cannot_be_read_is_refused_with_the_phrase_named(void **state)
{
	static const char *const wrong[] = { "wir (sind", "… am Anfang", "",
					     "()",	  "wir (sind|)", "*ung" };
	struct phrases *phrases = phrases_new();
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct err err = { 0 };
		assert_false(
			phrases_add(phrases, span_of(wrong[i]), (struct phrase_owner){ 0 }, &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_non_null(strstr(err.text, wrong[i]));
	}
	phrases_free(phrases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_notation_matches_what_it_says),
		cmocka_unit_test(an_elided_word_is_seen_behind_its_apostrophe),
		cmocka_unit_test(a_sign_at_the_end_of_a_word_is_no_part_of_it),
		cmocka_unit_test(a_full_stop_says_that_the_sentence_ends_there),
		cmocka_unit_test(many_choices_are_steps_and_not_ways),
		cmocka_unit_test(a_match_says_whose_phrase_it_is),
		cmocka_unit_test(a_match_stays_in_its_sentence),
		cmocka_unit_test(quotations_links_and_tags_do_not_match),
		cmocka_unit_test(what_cannot_be_read_is_refused_with_the_phrase_named),
	};
	i18n_init("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
