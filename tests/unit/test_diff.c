#include "unit.h"

#include <time.h>

#include "base/str.h"
#include "text/diff.h"
#include "text_samples.h"

/* The old text with each hunk as [old→new]. */
static void assert_diff(struct span old, struct span new, const char *expected)
{
	struct hunks hunks = { 0 };
	struct str out = { 0 };
	size_t at = 0;
	diff_words(old, new, &hunks);
	for (size_t i = 0; i < hunks.count; i++) {
		const struct hunk *hunk = &hunks.at[i];
		(void)str_add(&out, span_slice(old, at, hunk->old_start));
		(void)str_format(&out, "[%.*s→%.*s]",
				 SPAN_ARGS(span_slice(old, hunk->old_start, hunk->old_end)),
				 SPAN_ARGS(span_slice(new, hunk->new_start, hunk->new_end)));
		at = hunk->old_end;
	}
	(void)str_add(&out, span_slice(old, at, old.length));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	arr_release(&hunks);
}

static void changes_read_as_a_person_thinks(void **state)
{
	(void)state;
	assert_diff(SPAN("Das ist gut."), SPAN("Das ist gut."), "Das ist gut.");
	assert_diff(SPAN("Das ist gut."), SPAN("Das war gut."), "Das [ist→war] gut.");
	assert_diff(SPAN("Das ist gut."), SPAN("Das ist sehr gut."), "Das ist [→sehr ]gut.");
	assert_diff(SPAN("Das ist sehr gut."), SPAN("Das ist gut."), "Das ist [sehr →]gut.");
	assert_diff(SPAN("Das ist gut."), SPAN("Das ist gut und schön."),
		    "Das ist gut[→ und schön].");
	assert_diff(SPAN("Das ist gut."), SPAN("Das ist gut!"), "Das ist gut[.→!]");
	assert_diff(SPAN(""), SPAN("Neu."), "[→Neu.]");
	assert_diff(SPAN("Alt."), SPAN(""), "[Alt.→]");
	assert_diff(SPAN("Größe zählt"), SPAN("Grösse zählt"), "[Größe→Grösse] zählt");
	assert_diff(SPAN("eins\n\nzwei"), SPAN("eins\nzwei"), "eins\n[\n→]zwei");
}

static void changes_that_share_a_short_word_are_one(void **state)
{
	(void)state;
	assert_diff(SPAN("Wir bauen die Brücke heute"), SPAN("Wir planen die Strasse heute"),
		    "Wir [bauen die Brücke→planen die Strasse] heute");
	assert_diff(SPAN("eins zwei drei vier fünf"), SPAN("eins ZWEI drei vier FÜNF"),
		    "eins [zwei→ZWEI] drei vier [fünf→FÜNF]");
	assert_diff(SPAN("rot, blau"), SPAN("gelb, grün"), "[rot, blau→gelb, grün]");
	assert_diff(SPAN("rot Bewerbung blau"), SPAN("gelb Bewerbung grün"),
		    "[rot→gelb] Bewerbung [blau→grün]");
	assert_diff(SPAN("rot\nund blau"), SPAN("gelb\nund grün"), "[rot→gelb]\nund [blau→grün]");
	assert_diff(SPAN("rot der die das blau"), SPAN("gelb der die das grün"),
		    "[rot→gelb] der die das [blau→grün]");
}

static void assert_applies(struct span old, struct span new)
{
	struct hunks hunks = { 0 };
	struct str out = { 0 };
	size_t old_at = 0, new_at = 0;
	diff_words(old, new, &hunks);
	for (size_t i = 0; i < hunks.count; i++) {
		const struct hunk *hunk = &hunks.at[i];
		assert_true(i == 0 || hunk->old_start > old_at);
		assert_true(hunk->old_end > hunk->old_start || hunk->new_end > hunk->new_start);
		assert_true(hunk->old_start >= old_at && hunk->new_start >= new_at);
		(void)str_add(&out, span_slice(old, old_at, hunk->old_start));
		(void)str_add(&out, span_slice(new, hunk->new_start, hunk->new_end));
		old_at = hunk->old_end;
		new_at = hunk->new_end;
	}
	(void)str_add(&out, span_slice(old, old_at, old.length));
	assert_true(span_equal(str_span(&out), new));
	assert_int_equal(hunks.count == 0, span_equal(old, new));
	str_release(&out);
	arr_release(&hunks);
}

static void mutate(struct str *text, uint64_t *seed)
{
	struct str piece = { 0 };
	for (size_t edits = sample_below(seed, 12); edits > 0; edits--) {
		size_t at = sample_below(seed, text->length + 1);
		size_t removed = sample_below(seed, text->length - at + 1) % 40;
		str_clear(&piece);
		sample_add(&piece, seed, sample_below(seed, 30), false);
		(void)str_replace(text, at, removed, str_span(&piece));
	}
	str_release(&piece);
}

static void the_old_text_with_all_hunks_is_the_new_one(void **state)
{
	(void)state;
	uint64_t seed = 53;
	struct str old = { 0 }, new = { 0 };
	for (int round = 0; round < 2000; round++) {
		str_clear(&old);
		str_clear(&new);
		sample_add(&old, &seed, sample_below(&seed, 500), false);
		if (round % 3)
			(void)str_add(&new, str_span(&old));
		else
			sample_add(&new, &seed, sample_below(&seed, 500), false);
		mutate(&new, &seed);
		assert_applies(str_span(&old), str_span(&new));
	}
	str_release(&old);
	str_release(&new);
}

static void words_in_another_order_still_apply(void **state)
{
	(void)state;
	static const char *const words[] = { "a ", "b ", "der ", "lang genug ", ", ", "\n" };
	uint64_t seed = 59;
	struct str texts[2] = { 0 };
	for (int round = 0; round < 3000; round++) {
		for (int i = 0; i < 2; i++) {
			str_clear(&texts[i]);
			for (size_t n = sample_below(&seed, 20); n > 0; n--)
				(void)str_add(&texts[i], span_of(words[sample_below(&seed, 6)]));
		}
		assert_applies(str_span(&texts[0]), str_span(&texts[1]));
	}
	str_release(&texts[0]);
	str_release(&texts[1]);
}

static void two_long_texts_take_bounded_time(void **state)
{
	(void)state;
	uint64_t seed = 61;
	char word[8];
	struct str old = { 0 }, new = { 0 };
	uint16_t order[14000];
	size_t count = sizeof order / sizeof *order;
	for (size_t i = 0; i < count; i++)
		order[i] = (uint16_t)i;
	for (int text = 0; text < 2; text++) {
		for (size_t i = 0; i < count; i++) {
			(void)snprintf(word, sizeof word, "w%03u ", order[i] % 997u);
			(void)str_add(text ? &new : &old, span_of(word));
		}
		for (size_t i = count - 1; i > 0; i--) {
			size_t other = sample_below(&seed, i + 1);
			uint16_t swapped = order[i];
			order[i] = order[other];
			order[other] = swapped;
		}
	}
	assert_true(old.length >= 60 << 10);
	struct hunks hunks = { 0 };
	clock_t start = clock();
	diff_words(str_span(&old), str_span(&new), &hunks);
	print_message("64 kB shuffled: %zu hunks in %.1f ms\n", hunks.count,
		      (double)(clock() - start) * 1000 / CLOCKS_PER_SEC);
	arr_release(&hunks);
	assert_applies(str_span(&old), str_span(&new));
	str_release(&old);
	str_release(&new);
}

static void texts_over_the_limit_are_one_hunk(void **state)
{
	(void)state;
	struct str old = { 0 };
	while (old.length <= 1 << 20)
		(void)str_add(&old, SPAN("Gestern früh stand der Server still. "));
	struct hunks hunks = { 0 };
	diff_words(str_span(&old), SPAN("kurz"), &hunks);
	assert_int_equal(hunks.count, 1);
	arr_release(&hunks);
	assert_applies(str_span(&old), SPAN("kurz"));
	str_release(&old);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_read_as_a_person_thinks),
		cmocka_unit_test(changes_that_share_a_short_word_are_one),
		cmocka_unit_test(the_old_text_with_all_hunks_is_the_new_one),
		cmocka_unit_test(words_in_another_order_still_apply),
		cmocka_unit_test(two_long_texts_take_bounded_time),
		cmocka_unit_test(texts_over_the_limit_are_one_hunk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
