#include "unit.h"

#include "text/search.h"

static const struct search_options plain = { 0 };
static const struct search_options cased = { .heeds_case = true };
static const struct search_options bare = { .ignores_accents = true };
static const struct search_options words = { .whole_words = true };

/* The matches as "[start,end) " in one string. */
static void assert_found(const char *needle, const char *text, struct search_options options,
			 const char *expected)
{
	struct search search;
	struct matches matches = { 0 };
	char got[256] = "";
	size_t used = 0;
	search_init(&search, span_of(needle), options);
	search_all(&search, span_of(text), 10, &matches);
	for (size_t i = 0; i < matches.count; i++)
		used += (size_t)snprintf(got + used, sizeof got - used, "%zu-%zu ",
					 matches.at[i].start, matches.at[i].end);
	assert_string_equal(got, expected);
	arr_release(&matches);
	search_release(&search);
}

static void case_is_ignored_unless_asked_for(void **state)
{
	(void)state;
	assert_found("die", "Die Idee, die DIE", plain, "0-3 10-13 14-17 ");
	assert_found("Die", "Die Idee, die DIE", cased, "0-3 ");
	assert_found("ÄRGER", "Ärger", plain, "0-6 ");
}

static void accents_count_unless_asked_for(void **state)
{
	(void)state;
	assert_found("zurich", "Zürich Zurich", plain, "8-14 ");
	assert_found("zurich", "Zürich Zurich", bare, "0-7 8-14 ");
	assert_found("Zürich", "Zurich", bare, "0-6 ");
	assert_found("gruss", "Gruß", bare, "0-5 ");
	assert_found("l'idee", "L’idée", bare, "0-9 ");
}

static void composed_and_decomposed_letters_are_the_same(void **state)
{
	(void)state;
	assert_found("é", "cafe\xcc\x81", cased, "3-6 ");
	assert_found("e\xcc\x81", "café", cased, "3-5 ");
}

static void a_letter_is_not_found_inside_another(void **state)
{
	(void)state;
	assert_found("e", "e\xcc\x81", plain, "");
	assert_found("e", "e\xcc\x81", bare, "0-3 ");
	/* One sign of a family is no match. */
	assert_found("👩", "👩‍🚒 👩", plain, "12-16 ");
}

static void a_whole_word_has_no_letter_beside_it(void **state)
{
	(void)state;
	assert_found("rat", "Rat Rathaus Beirat, rat.", words, "0-3 20-23 ");
	assert_found("e-mail", "E-Mail E-Mails", words, "0-6 ");
}

static void matches_do_not_overlap_and_bytes_that_are_no_text_do_no_harm(void **state)
{
	(void)state;
	assert_found("aa", "aaaaa", plain, "0-2 2-4 ");
	assert_found("b",
		     "a\xff\xc3"
		     "b",
		     plain, "3-4 ");
	assert_found("\xff", "a\xff", plain, "1-2 ");
	assert_found("", "abc", plain, "");
	assert_found("abc", "", plain, "");
	assert_found("abcd", "abc", plain, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_is_ignored_unless_asked_for),
		cmocka_unit_test(accents_count_unless_asked_for),
		cmocka_unit_test(composed_and_decomposed_letters_are_the_same),
		cmocka_unit_test(a_letter_is_not_found_inside_another),
		cmocka_unit_test(a_whole_word_has_no_letter_beside_it),
		cmocka_unit_test(matches_do_not_overlap_and_bytes_that_are_no_text_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
