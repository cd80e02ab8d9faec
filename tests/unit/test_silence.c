/* Silenced hints: what is remembered of them, and what brings them back. */
#include "unit.h"

#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "rule/pack.h"
#include "rule/silence.h"

static char cliche[] = "hook.cliche", link_id[] = "format.link";
static struct rule rule = { .id = cliche }, other = { .id = link_id };

/* A finding of the rule at the words, in the text. */
struct scene {
	struct analysis analysis;
	struct finding finding;
};

static struct scene scene(const char *text, const char *words)
{
	struct scene s = { .finding = { .rule = &rule } };
	struct analysis_options options = { .pinned = LANGUAGE_DE };
	analysis_run(&s.analysis, span_of(text), &options);
	if (*words) {
		s.finding.start = span_find(span_of(text), span_of(words), 0);
		s.finding.end = s.finding.start + strlen(words);
		assert_true(s.finding.end <= strlen(text));
	}
	return s;
}

/* Is what was silenced in `before` silent in `after`? */
static bool stays(const char *before, const char *words, const char *after, const char *words_after)
{
	struct silences silences = { 0 };
	struct scene a = scene(before, words), b = scene(after, words_after);
	silence_add(&silences, &a.finding, &a.analysis, false, SPAN(""), 0);
	bool silent = silence_of(&silences, &b.finding, &b.analysis) != NULL;
	silences_release(&silences);
	analysis_release(&a.analysis);
	analysis_release(&b.analysis);
	return silent;
}

static void a_silenced_hint_stays_silent_when_its_place_moves(void **state)
{
	(void)state;
	assert_true(stays("Heute freue ich mich riesig über das Team.", "freue ich mich riesig",
			  "Ein neuer Anfang. Heute freue ich mich riesig über das Team.",
			  "freue ich mich riesig"));
}

static void an_edit_on_one_side_does_not_bring_it_back(void **state)
{
	(void)state;
	assert_true(stays("Heute freue ich mich riesig über das Team.", "freue ich mich riesig",
			  "Gestern abend freue ich mich riesig über das Team.",
			  "freue ich mich riesig"));
}

static void edits_on_both_sides_bring_it_back(void **state)
{
	(void)state;
	assert_false(stays("Heute freue ich mich riesig über das Team.", "freue ich mich riesig",
			   "Und dann freue ich mich riesig auf Montag.", "freue ich mich riesig"));
}

static void an_edit_of_its_own_words_brings_it_back(void **state)
{
	(void)state;
	assert_false(stays("Heute freue ich mich riesig über das Team.", "freue ich mich riesig",
			   "Heute freue ich mich sehr über das Team.", "freue ich mich sehr"));
}

static void case_apostrophes_and_white_space_make_no_difference(void **state)
{
	(void)state;
	assert_true(stays("So geht's  heute\nnach Hause.", "geht's  heute",
			  "So Geht’s heute nach Hause.", "Geht’s heute"));
}

static void a_hint_about_the_whole_text_is_silenced_for_that_text(void **state)
{
	(void)state;
	const char *text = "Letzte Woche stand der Server still. Ende.";
	assert_true(stays(text, "", "Letzte Woche stand der Server still. Mia rief an.", ""));
	assert_false(stays(text, "", "Am Montag fuhr ich nach Bern. Ende.", ""));
}

static void a_place_without_words_is_silenced_by_its_bytes(void **state)
{
	(void)state;
	assert_true(stays("Das ist «gut» so.", "«", "Ja: das ist «gut» so.", "«"));
}

static void another_rule_at_the_same_place_still_speaks(void **state)
{
	(void)state;
	struct silences silences = { 0 };
	struct scene s = scene("Heute freue ich mich.", "freue");
	silence_add(&silences, &s.finding, &s.analysis, false, SPAN(""), 0);
	s.finding.rule = &other;
	assert_null(silence_of(&silences, &s.finding, &s.analysis));
	silences_release(&silences);
	analysis_release(&s.analysis);
}

static void a_rule_silenced_for_good_is_silent_everywhere_until_called_back(void **state)
{
	(void)state;
	struct silences silences = { 0 };
	struct scene s = scene("Heute freue ich mich.", "freue"),
		     t = scene("Ganz anders.", "anders");
	silence_add(&silences, &s.finding, &s.analysis, true, SPAN(""), 0);
	assert_non_null(silence_of(&silences, &t.finding, &t.analysis));
	silence_remove(&silences, 0);
	assert_null(silence_of(&silences, &t.finding, &t.analysis));
	silences_release(&silences);
	analysis_release(&s.analysis);
	analysis_release(&t.analysis);
}

static void the_same_place_twice_is_one_entry_with_the_later_reason(void **state)
{
	(void)state;
	struct silences silences = { 0 };
	struct scene s = scene("Heute freue ich mich.", "freue");
	silence_add(&silences, &s.finding, &s.analysis, false, SPAN("eins"), 0);
	silence_add(&silences, &s.finding, &s.analysis, false, SPAN("zwei"), 0);
	assert_int_equal(silences.count, 1);
	assert_string_equal(silences.at[0].reason, "zwei");
	silences_release(&silences);
	analysis_release(&s.analysis);
}

static void what_is_silenced_survives_a_restart(void **state)
{
	(void)state;
	char folder[] = "/tmp/tonfall-silence-XXXXXX", path[64];
	struct silences written = { 0 }, read = { 0 };
	struct scene s = scene("Sie sagte: \"so nicht\" und ging.", "so nicht");
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof path, "%s/data/silenced.yaml", folder);
	silence_add(&written, &s.finding, &s.analysis, false, SPAN("ein \"Zitat\" \\ von ihr"),
		    1795560000);
	silence_add(&written, &s.finding, &s.analysis, true, SPAN(""), 1795560000);
	assert_true(silences_save(&written, path, NULL));
	silences_read(&read, path, NULL, NULL);
	assert_int_equal(read.count, 2);
	assert_string_equal(read.at[0].quote, written.at[0].quote);
	assert_string_equal(read.at[0].before, "sie sagte");
	assert_string_equal(read.at[0].after, "und ging");
	assert_string_equal(read.at[0].reason, "ein \"Zitat\" \\ von ihr");
	assert_string_equal(read.at[0].since, "2026-11-24");
	assert_false(read.at[0].for_good);
	assert_true(read.at[1].for_good);
	silences_release(&written);
	silences_release(&read);
	analysis_release(&s.analysis);
	(void)unlink(path);
}

static void another_rule_at_the_same_place_goes_on_speaking(void **state)
{
	(void)state;
	struct silences silences = { 0 };
	struct scene s = scene("Eins zwei drei vier.", "zwei");
	struct finding link = s.finding;
	link.rule = &other;
	silence_add(&silences, &s.finding, &s.analysis, false, SPAN(""), 0);
	assert_non_null(silence_of(&silences, &s.finding, &s.analysis));
	assert_null(silence_of(&silences, &link, &s.analysis));
	silences_release(&silences);
	analysis_release(&s.analysis);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_silenced_hint_stays_silent_when_its_place_moves),
		cmocka_unit_test(an_edit_on_one_side_does_not_bring_it_back),
		cmocka_unit_test(edits_on_both_sides_bring_it_back),
		cmocka_unit_test(an_edit_of_its_own_words_brings_it_back),
		cmocka_unit_test(case_apostrophes_and_white_space_make_no_difference),
		cmocka_unit_test(a_hint_about_the_whole_text_is_silenced_for_that_text),
		cmocka_unit_test(a_place_without_words_is_silenced_by_its_bytes),
		cmocka_unit_test(another_rule_at_the_same_place_still_speaks),
		cmocka_unit_test(a_rule_silenced_for_good_is_silent_everywhere_until_called_back),
		cmocka_unit_test(the_same_place_twice_is_one_entry_with_the_later_reason),
		cmocka_unit_test(what_is_silenced_survives_a_restart),
		cmocka_unit_test(another_rule_at_the_same_place_goes_on_speaking),
	};
	i18n_init("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
