#include "rewrite/mask.h"

#include "unit.h"

static void expect(struct mask *mask, const char *text, const char *hidden)
{
	struct str out = { 0 }, back = { 0 };
	mask_hide(mask, span_of(text), &out);
	assert_string_equal(str_text(&out), hidden);
	mask_restore(mask, str_span(&out), &back);
	assert_string_equal(str_text(&back), text);
	str_release(&back);
	str_release(&out);
}

static void people_and_numbers_get_placeholders_and_come_back(void **state)
{
	(void)state;
	static const struct {
		const char *text, *hidden;
	} cases[] = {
		{ "Schreib an nadia.keller@example.ch oder ruf 079 123 45 67 an.",
		  "Schreib an [[MAIL 1]] oder ruf [[PHONE 1]] an." },
		{ "Meine IBAN ist CH93 0076 2011 6238 5295 7.", "Meine IBAN ist [[IBAN 1]]." },
		{ "Die Nummer 756.1234.5678.97 gehört niemandem.",
		  "Die Nummer [[AHV 1]] gehört niemandem." },
		{ "Gestern hat Claudia Zemp gelacht. Dann hat Claudia Zemp geweint.",
		  "Gestern hat [[NAME 1]] gelacht. Dann hat [[NAME 1]] geweint." },
		{ "Danke @Nadia Keller und Frau Zurbriggen!",
		  "Danke [[NAME 1]] und Frau [[NAME 2]]!" },
		{ "Hier ist nichts zu verbergen.", "Hier ist nichts zu verbergen." },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct mask mask = { .entries = { 0 } };
		expect(&mask, cases[i].text, cases[i].hidden);
		mask_release(&mask);
	}
}

static void words_of_the_house_are_hidden_in_any_case(void **state)
{
	(void)state;
	struct mask mask = { .entries = { 0 } };
	mask_read_secrets(&mask, SPAN("# Projekte\nBlauwal\n\nProjekt Nordlicht\n"));
	expect(&mask, "Der BLAUWAL und das Projekt Nordlicht, nicht Blauwale.",
	       "Der [[SECRET 1]] und das [[SECRET 2]], nicht Blauwale.");
	mask_clear(&mask);
	expect(&mask, "Blauwal", "[[SECRET 1]]");
	mask_release(&mask);
}

static void placeholders_of_the_text_itself_are_left_alone(void **state)
{
	(void)state;
	struct mask mask = { .entries = { 0 } };
	expect(&mask, "[[MAIL 1]] heisst a@example.ch.", "[[MAIL 1]] heisst [[MAIL 2]].");
	mask_release(&mask);
}

static void a_model_may_write_the_placeholder_in_another_case_or_make_one_up(void **state)
{
	(void)state;
	struct mask mask = { .entries = { 0 } };
	struct str out = { 0 };
	mask_hide(&mask, SPAN("a@example.ch"), &out);
	str_clear(&out);
	mask_restore(&mask, SPAN("[[mail 1]] [[MAIL 7]] [[ [["), &out);
	assert_string_equal(str_text(&out), "a@example.ch [[MAIL 7]] [[ [[");
	str_release(&out);
	mask_release(&mask);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_and_numbers_get_placeholders_and_come_back),
		cmocka_unit_test(words_of_the_house_are_hidden_in_any_case),
		cmocka_unit_test(placeholders_of_the_text_itself_are_left_alone),
		cmocka_unit_test(a_model_may_write_the_placeholder_in_another_case_or_make_one_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
