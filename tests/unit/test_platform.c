/* What networks count as a character, their limits and folds. */
#include "unit.h"

#include "base/i18n.h"
#include "base/str.h"
#include "coach/platform.h"

static struct platforms platforms;

static const struct platform *of(const char *id)
{
	const struct platform *platform = platform_find(&platforms, id);
	assert_non_null(platform);
	return platform;
}

static void linkedin_counts_utf16_units_and_bluesky_what_a_reader_sees(void **state)
{
	static const struct {
		const char *text;
		size_t points, utf16, graphemes;
	} vectors[] = {
		{ "Grüezi", 6, 6, 6 },	 { "Zürich 👋", 8, 9, 8 },
		{ "👋🏽", 2, 4, 1 }, { "👨‍👩‍👧‍👦", 7, 11, 1 },
		{ "🇨🇭", 2, 4, 1 },	 { "𝗛𝗲𝗹𝗹𝗼", 5, 10, 5 },
		{ "e\u0301", 2, 2, 1 },	 { "1️⃣", 3, 3, 1 },
		{ "10’000", 6, 6, 6 },	 { "CHF 10.–", 8, 8, 8 },
		{ "«Ja»", 4, 4, 4 },
	};
	struct platform points = { .count = COUNT_POINTS };
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct span text = span_of(vectors[i].text);
		assert_int_equal(platform_measure(of("linkedin"), text), vectors[i].utf16);
		assert_int_equal(platform_measure(of("bluesky"), text), vectors[i].graphemes);
		assert_int_equal(platform_measure(&points, text), vectors[i].points);
	}
}

static void bluesky_takes_300_graphemes_and_3000_bytes(void **state)
{
	struct str text = { 0 };
	(void)state;
	for (int i = 0; i < 120; i++)
		(void)str_add(&text, span_of("👨‍👩‍👧‍👦")); /* 25 bytes */
	assert_int_equal(platform_measure(of("bluesky"), str_span(&text)), 120);
	(void)str_add(&text, SPAN("!"));
	assert_int_equal(platform_measure(of("bluesky"), str_span(&text)), 301);
	str_release(&text);
}

/* The vectors of the conformance tests of twitter-text. */
static void x_counts_weights_links_and_emoji_as_its_library_does(void **state)
{
	static const struct {
		const char *text;
		size_t weight;
	} vectors[] = {
		{ "Hi http://test.co", 26 },
		{ "http://test.co", 23 },
		{ "A\u0301B", 2 },
		{ "😷👾😡🔥💩", 10 },
		{ "🙋🏽👨‍🎤", 4 },
		{ "H🐱☺👨‍👩‍👧‍👦", 7 },
		{ "", 0 },
		{ "zwei Wörter – ja", 16 },
		{ "日本", 4 },
	};
	struct str links = { 0 };
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		assert_int_equal(platform_measure(of("x"), span_of(vectors[i].text)),
				 vectors[i].weight);
	for (int i = 0; i < 10; i++)
		(void)str_add(&links, SPAN("https://www.twitter.com/aloha "));
	assert_int_equal(platform_measure(of("x"), str_span(&links)), 240);
	str_release(&links);
}

static void mastodon_counts_a_link_as_23_and_a_mention_without_its_server(void **state)
{
	(void)state;
	assert_int_equal(
		platform_measure(of("mastodon"),
				 SPAN("Siehe https://example.ch/eine/recht/lange/adresse")),
		6 + 23);
	assert_int_equal(platform_measure(of("mastodon"), SPAN("Danke @mia@social.example.ch!")),
			 strlen("Danke @mia!"));
}

static void parts_add_up_only_where_the_platform_counts_units(void **state)
{
	(void)state;
	assert_true(platform_adds_up(of("linkedin")));
	assert_false(platform_adds_up(of("x")));
	assert_false(platform_adds_up(of("bluesky")));
	assert_false(platform_adds_up(of("mastodon")));
}

static void every_platform_has_a_limit_a_source_and_a_year(void **state)
{
	static const struct {
		const char *id;
		long limit;
	} known[] = {
		{ "linkedin", 3000 }, { "linkedin-comment", 1250 }, { "linkedin-headline", 220 },
		{ "x", 280 },	      { "mastodon", 500 },	    { "bluesky", 300 },
		{ "threads", 500 }
	};
	(void)state;
	assert_true(platforms.count >= 8);
	for (size_t i = 0; i < platforms.count; i++) {
		assert_true(platforms.at[i].limit > 0);
		assert_true(platforms.at[i].year >= 2018);
		assert_non_null(platforms.at[i].source);
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_int_equal(of(known[i].id)->limit, known[i].limit);
}

static size_t fold(const char *profile, const char *text)
{
	const struct platform *linkedin = of("linkedin");
	return platform_fold(platform_fold_profile(linkedin, profile), linkedin, span_of(text));
}

static void the_fold_is_the_first_of_units_and_lines(void **state)
{
	struct str text = { 0 };
	(void)state;
	for (int i = 0; i < 300; i++)
		(void)str_add(&text, SPAN("a"));
	assert_int_equal(fold("mobile", str_text(&text)), 126); /* three lines of 42 */
	assert_int_equal(fold("desktop", str_text(&text)), 180);
	assert_int_equal(fold("mobile", "Eins\n\nZwei\nDrei\nVier"), strlen("Eins\n\nZwei\n"));
	assert_int_equal(fold("mobile", "Ein kurzer Beitrag."), strlen("Ein kurzer Beitrag."));
	str_release(&text);
}

static void without_a_file_linkedin_is_there_all_the_same(void **state)
{
	struct platforms none = { 0 };
	(void)state;
	platforms_read(&none, "/nonexistent", NULL, NULL);
	assert_int_equal(none.count, 1);
	assert_int_equal(none.at[0].limit, 3000);
	assert_null(platform_find(&none, "myspace"));
	platforms_release(&none);
}

static void white_space_at_the_end_is_not_posted(void **state)
{
	(void)state;
	assert_span(platform_posted(SPAN("Ende.\n\n \t\r\n")), "Ende.");
}

static void a_platform_has_its_name_in_the_language_of_the_person(void **state)
{
	struct platforms german = { 0 };
	(void)state;
	i18n_init("de");
	platforms_read(&german, "rules/platforms.yaml", NULL, NULL);
	assert_string_equal(platform_find(&german, "linkedin-comment")->name, "LinkedIn-Kommentar");
	platforms_release(&german);
	i18n_init("en");
}

static int open_platforms(void **state)
{
	(void)state;
	i18n_init("en");
	platforms_read(&platforms, "rules/platforms.yaml", NULL, NULL);
	return 0;
}

static int close_platforms(void **state)
{
	(void)state;
	platforms_release(&platforms);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(linkedin_counts_utf16_units_and_bluesky_what_a_reader_sees),
		cmocka_unit_test(bluesky_takes_300_graphemes_and_3000_bytes),
		cmocka_unit_test(x_counts_weights_links_and_emoji_as_its_library_does),
		cmocka_unit_test(mastodon_counts_a_link_as_23_and_a_mention_without_its_server),
		cmocka_unit_test(parts_add_up_only_where_the_platform_counts_units),
		cmocka_unit_test(every_platform_has_a_limit_a_source_and_a_year),
		cmocka_unit_test(the_fold_is_the_first_of_units_and_lines),
		cmocka_unit_test(without_a_file_linkedin_is_there_all_the_same),
		cmocka_unit_test(white_space_at_the_end_is_not_posted),
		cmocka_unit_test(a_platform_has_its_name_in_the_language_of_the_person),
	};
	return cmocka_run_group_tests(tests, open_platforms, close_platforms);
}
