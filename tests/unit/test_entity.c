#include "unit.h"

#include "base/str.h"
#include "lang/entity.h"

static const char *const names[ENTITY_COUNT] = {
	[ENTITY_LINK] = "link",	  [ENTITY_MENTION] = "mention", [ENTITY_EMAIL] = "email",
	[ENTITY_PHONE] = "phone", [ENTITY_IBAN] = "iban",	[ENTITY_AHV] = "ahv",
	[ENTITY_CARD] = "card",
};

/* Text, and what is in it as "kind:words|", "kind!" when its check digits are wrong. */
static const struct {
	const char *text, *entities;
} rows[] = {
	{ "Mehr auf https://www.swisscom.ch/de/x?a=1#b.",
	  "link:https://www.swisscom.ch/de/x?a=1#b|" },
	{ "(siehe www.admin.ch)", "link:www.admin.ch|" },
	{ "HTTP://X.CH/A", "link:HTTP://X.CH/A|" },
	{ "https://de.wikipedia.org/wiki/Bern_(Stadt)",
	  "link:https://de.wikipedia.org/wiki/Bern_(Stadt)|" },
	{ "«https://a.ch/b»", "link:https://a.ch/b|" },
	{ "swisscom.ch, digitec.ch/jobs und post.ch.",
	  "link:swisscom.ch|link:digitec.ch/jobs|link:post.ch|" },
	{ "zürich.ch", "link:zürich.ch|" },
	{ "z.B. node.js-Code, 3.5 und Ende.Im Jahr", "" },
	{ "https://", "" },
	{ "anna.muster+x@firma.ch, oder b@c.co.uk!",
	  "email:anna.muster+x@firma.ch|email:b@c.co.uk|" },
	{ "anna@firma", "mention:@firma|" },
	{ "Danke @Anna Müller und @Beat von Känel!",
	  "mention:@Anna Müller|mention:@Beat von Känel|" },
	{ "@swisscom_b2b war da; @ allein nicht", "mention:@swisscom_b2b|" },
	{ "@Jean-Luc D'Amico Meier Zwei", "mention:@Jean-Luc D'Amico Meier|" },
	{ "Tel. +41 79 123 45 67.", "phone:+41 79 123 45 67|" },
	{ "+41 (0)79 123 45 67 3 Leute", "phone:+41 (0)79 123 45 67|" },
	{ "0041 44 123 45 67", "phone:0041 44 123 45 67|" },
	{ "079 123 45 67 2024", "phone:079 123 45 67|" },
	{ "044/123 45 67, 0800 123 456", "phone:044/123 45 67|phone:0800 123 456|" },
	{ "0791234567", "phone:0791234567|" },
	{ "+39 02 1234 5678", "phone:+39 02 1234 5678|" },
	{ "01 23 45 67 89", "phone:01 23 45 67 89|" },
	{ "079\xc2\xa0"
	  "123\xc2\xa0"
	  "45\xc2\xa0"
	  "67",
	  "phone:079\xc2\xa0"
	  "123\xc2\xa0"
	  "45\xc2\xa0"
	  "67|" },
	{ "am 01.02.2024 10:30, 1 000 000 000 und 0.5", "" },
	{ "2024-2025, 1’200’000, 14.30 Uhr, 3 1/2", "" },
	{ "CH93 0076 2011 6238 5295 7", "iban:CH93 0076 2011 6238 5295 7|" },
	{ "IBAN CH9300762011623852957, DE89370400440532013000",
	  "iban:CH9300762011623852957|iban:DE89370400440532013000|" },
	{ "GB82WEST12345698765432 IT60X0542811101000000123456",
	  "iban:GB82WEST12345698765432|iban:IT60X0542811101000000123456|" },
	{ "CH94 0076 2011 6238 5295 7", "iban!:CH94 0076 2011 6238 5295 7|" },
	{ "CH93 0076 2011", "" },
	{ "756.9217.0769.85", "ahv:756.9217.0769.85|" },
	{ "AHV 7569217076985", "ahv:7569217076985|" },
	{ "756.9217.0769.84", "ahv!:756.9217.0769.84|" },
	{ "7569217076984", "" },
	{ "4111 1111 1111 1111", "card:4111 1111 1111 1111|" },
	{ "4111-1111-1111-1111, 378282246310005",
	  "card:4111-1111-1111-1111|card:378282246310005|" },
	{ "4111 1111 1111 1112", "" },
	{ "1234 5678 9012 3452", "" },
	{ "", "" },
};

static void each_form_is_found_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct entities entities = { 0 };
		struct str out = { 0 };
		struct span text = span_of(rows[i].text);
		entity_scan(text, &entities);
		for (size_t k = 0; k < entities.count; k++) {
			const struct entity *entity = &entities.at[k];
			struct span words = span_slice(text, entity->start, entity->end);
			(void)str_format(&out, "%s%s:%.*s|", names[entity->kind],
					 entity->valid ? "" : "!", SPAN_ARGS(words));
		}
		assert_string_equal(str_text(&out), rows[i].entities);
		str_release(&out);
		arr_release(&entities);
	}
}

/* Every cut of every row, so that no rule reads past the end. */
static void a_text_may_end_anywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t cut = 0; cut <= strlen(rows[i].text); cut++) {
			char *copy = strndup(rows[i].text, cut);
			struct entities entities = { 0 };
			entity_scan((struct span){ copy, cut }, &entities);
			for (size_t k = 0; k < entities.count; k++)
				assert_true(entities.at[k].start < entities.at[k].end &&
					    entities.at[k].end <= cut);
			arr_release(&entities);
			free(copy);
		}
}

static void a_long_run_without_an_end_is_no_address(void **state)
{
	(void)state;
	struct entities entities = { 0 };
	struct str text = { 0 };
	for (int i = 0; i < 20000; i++)
		(void)str_add(&text, SPAN("a.1-"));
	entity_scan(str_span(&text), &entities);
	assert_int_equal(entities.count, 0);
	arr_release(&entities);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_form_is_found_and_nothing_else),
		cmocka_unit_test(a_text_may_end_anywhere),
		cmocka_unit_test(a_long_run_without_an_end_is_no_address),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
