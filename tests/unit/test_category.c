/* What sort of change a hunk is said to be. */
#include "unit.h"

#include "rewrite/category.h"

static void a_change_is_named_by_what_it_does_to_the_words(void **state)
{
	static const struct {
		const char *old, *new;
		enum category category;
	} rows[] = {
		{ "Ja, klar", "Ja klar", CATEGORY_MARKS },
		{ "«Ja»\n\nund", "“Ja” und", CATEGORY_MARKS },
		{ "das Neue", "das neue", CATEGORY_CAPITALS },
		{ "Élan", "élan", CATEGORY_CAPITALS },
		{ "der Entwikler", "der Entwickler", CATEGORY_SPELLING },
		{ "j'ai manger", "j'ai mangé", CATEGORY_SPELLING },
		{ "ich glaube nicht", "nicht glaube ich", CATEGORY_ORDER },
		{ "eigentlich ", "", CATEGORY_CUT },
		{ "", "Zudem ", CATEGORY_ADDED },
		{ "aufgrund der Tatsache, dass", "weil", CATEGORY_SHORTER },
		{ "riesig", "gross", CATEGORY_WORDS },
		{ "so", "da", CATEGORY_WORDS },
		{ "", "", CATEGORY_MARKS },
		{ "\xff\xfe", "\xff", CATEGORY_MARKS },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (category_of(span_of(rows[i].old), span_of(rows[i].new)) != rows[i].category)
			fail_msg("«%s» to «%s»: %s", rows[i].old, rows[i].new,
				 category_name(
					 category_of(span_of(rows[i].old), span_of(rows[i].new))));
}

static void a_long_hunk_has_a_ceiling(void **state)
{
	static char text[100000];
	(void)state;
	for (size_t i = 0; i + 1 < sizeof text; i++)
		text[i] = i % 3 ? 'a' : ' ';
	assert_int_equal(category_of(span_of(text), span_of("b")), CATEGORY_SHORTER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_is_named_by_what_it_does_to_the_words),
		cmocka_unit_test(a_long_hunk_has_a_ceiling),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
