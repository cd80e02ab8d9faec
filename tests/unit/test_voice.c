/* The voice on authors written for the purpose: tests/data/voice, posts parted by a line "%%";
 * polished/ holds the last two posts of each as a language model would smooth them. edited/own has
 * others, and the first three posts of each rephrased in three degrees. */
#include "base/file.h"
#include "base/i18n.h"
#include "base/str.h"
#include "unit.h"
#include "voice/drift.h"

enum { POSTS = 24 };

struct author {
	const char *name;
	struct span posts[POSTS], polished[POSTS];
	size_t count, polished_count;
	struct str text, polished_text;
};

static const char *const names[] = { "de-kathrin", "de-beat", "de-jana",  "en-marcus",
				     "en-ingrid",  "fr-luc",  "it-chiara" };
enum { AUTHORS = sizeof names / sizeof names[0] };

static size_t split(struct str *text, const char *path, struct span posts[POSTS])
{
	size_t count = 0;
	assert_true(file_read(path, 1 << 20, text, NULL, NULL));
	struct span rest = str_span(text), mark = SPAN("\n%%\n");
	while (rest.length && count < POSTS) {
		size_t at = span_find(rest, mark, 0);
		posts[count++] = span_trim(span_slice(rest, 0, at));
		rest = span_slice(rest, at + mark.length, rest.length);
	}
	return count;
}

static void read_author(struct author *author, const char *name)
{
	char path[128];
	*author = (struct author){ .name = name };
	(void)snprintf(path, sizeof path, "tests/data/voice/%s.txt", name);
	author->count = split(&author->text, path, author->posts);
	(void)snprintf(path, sizeof path, "tests/data/voice/polished/%s.txt", name);
	author->polished_count = split(&author->polished_text, path, author->polished);
}

static enum language language_of(const struct author *author)
{
	return language_from((struct span){ author->name, 2 });
}

/* All posts but the last two. */
static struct profile *learn(const struct author *author)
{
	struct err err = { 0 };
	struct profile *profile = profile_new(language_of(author), &err);
	assert_non_null(profile);
	for (size_t i = 0; i + 2 < author->count; i++)
		assert_true(profile_add(profile, author->posts[i]));
	profile_calibrate(profile);
	return profile;
}

static struct author authors[AUTHORS];

static int read_authors(void **state)
{
	(void)state;
	(void)setenv("TONFALL_DATADIR", ".", 1);
	i18n_init("en");
	for (int i = 0; i < AUTHORS; i++)
		read_author(&authors[i], names[i]);
	return 0;
}

static int release_authors(void **state)
{
	(void)state;
	for (int i = 0; i < AUTHORS; i++) {
		str_release(&authors[i].text);
		str_release(&authors[i].polished_text);
	}
	return 0;
}

static double distance(const struct profile *profile, struct span text)
{
	struct drift drift;
	drift_measure(profile, text, &drift);
	return drift.distance;
}

static void a_polished_text_is_further_than_both_next_own_posts(void **state)
{
	(void)state;
	for (int i = 0; i < AUTHORS; i++) {
		const struct author *author = &authors[i];
		struct profile *profile = learn(author);
		for (size_t k = 0; k < author->polished_count; k++)
			for (size_t own = author->count - 2; own < author->count; own++)
				if (distance(profile, author->polished[k]) <=
				    distance(profile, author->posts[own]))
					fail_msg("%s: polished %zu", author->name, k);
		profile_free(profile);
	}
}

/* ---- texts as models rephrase them ---- */

static const char *const edited_names[] = { "de-rahel",	   "de-urs",  "en-sofia", "en-tom",
					    "fr-mireille", "fr-yann", "it-lucia", "it-marco" };
static const char *const degrees[] = { "light", "medium", "heavy" };

enum { DEGREES = sizeof degrees / sizeof *degrees };

struct comparison {
	int further[DEGREES], pairs[DEGREES]; /* than another own post, learned neither */
	int own, unlike;		      /* own posts, and those called clearly unlike */
};

static struct profile *learn_but(const struct author *author, size_t one, size_t other)
{
	struct err err = { 0 };
	struct profile *profile = profile_new(language_of(author), &err);
	for (size_t i = 0; i < author->count; i++)
		if (i != one && i != other)
			assert_true(profile_add(profile, author->posts[i]));
	profile_calibrate(profile);
	return profile;
}

static void compare_author(const char *name, struct comparison *comparison)
{
	struct author author = { .name = name };
	struct span edited[DEGREES][POSTS];
	struct str texts[DEGREES] = { { 0 } };
	char path[128];
	size_t counts[DEGREES];
	(void)snprintf(path, sizeof path, "tests/data/voice/edited/own/%s.txt", name);
	author.count = split(&author.text, path, author.posts);
	for (int i = 0; i < DEGREES; i++) {
		(void)snprintf(path, sizeof path, "tests/data/voice/edited/%s/%s.txt", degrees[i],
			       name);
		counts[i] = split(&texts[i], path, edited[i]);
	}
	for (size_t k = 0; k < counts[0]; k++)
		for (size_t other = 0; other < author.count; other++) {
			struct profile *profile = learn_but(&author, k, other);
			double own = distance(profile, author.posts[other]);
			for (int i = 0; i < DEGREES && other != k; i++) {
				comparison->pairs[i]++;
				comparison->further[i] += distance(profile, edited[i][k]) > own;
			}
			comparison->own++;
			comparison->unlike += own >= 3;
			profile_free(profile);
		}
	for (int i = 0; i < DEGREES; i++)
		str_release(&texts[i]);
	str_release(&author.text);
}

static void a_rephrased_text_is_further_than_another_own_post(void **state)
{
	static const int least[DEGREES] = { 85, 98, 100 };
	struct comparison comparison = { .own = 0 };
	(void)state;
	for (size_t i = 0; i < sizeof edited_names / sizeof *edited_names; i++)
		compare_author(edited_names[i], &comparison);
	for (int i = 0; i < DEGREES; i++) {
		print_message("%s: %d of %d\n", degrees[i], comparison.further[i],
			      comparison.pairs[i]);
		assert_true(comparison.further[i] * 100 >= comparison.pairs[i] * least[i]);
	}
	assert_true(comparison.unlike * 10 <= comparison.own);
}

static void other_authors_are_further_than_the_own_next_posts(void **state)
{
	(void)state;
	int pairs = 0, right = 0;
	for (int i = 0; i < AUTHORS; i++) {
		struct profile *profile = learn(&authors[i]);
		for (int other = 0; other < AUTHORS; other++) {
			if (other == i || language_of(&authors[other]) != language_of(&authors[i]))
				continue;
			for (size_t k = 0; k < authors[other].count; k++)
				for (size_t own = authors[i].count - 2; own < authors[i].count;
				     own++, pairs++)
					right += distance(profile, authors[other].posts[k]) >
						 distance(profile, authors[i].posts[own]);
		}
		profile_free(profile);
	}
	print_message("%d of %d pairs\n", right, pairs);
	assert_true(right * 100 >= pairs * 90);
}

static void below_eight_posts_and_1500_words_it_is_learning(void **state)
{
	(void)state;
	struct str words = { 0 };
	struct drift drift;
	struct profile *profile = learn(&authors[5]); /* six posts */
	drift_measure(profile, authors[5].posts[6], &drift);
	assert_int_equal(drift.state, DRIFT_LEARNING);
	drift_say(profile, &drift, &words);
	assert_string_equal(str_text(&words), "learning (6 of 8 posts)");
	profile_free(profile);
	profile = learn(&authors[0]); /* eight, but short ones */
	drift_measure(profile, authors[0].posts[8], &drift);
	assert_int_equal(drift.state, DRIFT_LEARNING);
	while (profile_is_learning(profile))
		assert_true(profile_add(profile, authors[0].posts[profile_posts(profile) % 10]));
	profile_calibrate(profile);
	drift_measure(profile, authors[0].posts[9], &drift);
	assert_int_equal(drift.state, DRIFT_LIKE_YOU);
	drift_measure(profile, SPAN("Kurz und gut."), &drift);
	assert_int_equal(drift.state, DRIFT_SHORT);
	profile_free(profile);
	str_release(&words);
}

static void the_reasons_say_what_is_different(void **state)
{
	(void)state;
	struct profile *profile = learn(&authors[3]); /* Marcus: I, contractions, asides */
	struct str words = { 0 };
	struct drift drift;
	drift_measure(profile, authors[3].polished[0], &drift);
	assert_int_equal(drift.reason_count, 3);
	drift_say_reasons(profile, &drift, &words);
	assert_string_equal(str_text(&words),
			    "more polished words than you, longer words than you, "
			    "more abstract nouns than you");
	str_clear(&words);
	trait_say(TRAIT_FIRST, TRAIT_NONE, LANGUAGE_DE, &words);
	assert_string_equal(str_text(&words), "no “ich”");
	str_release(&words);
	profile_free(profile);
}

static void a_change_is_judged_and_the_words_it_costs_are_named(void **state)
{
	(void)state;
	struct profile *profile = learn(&authors[3]);
	const struct author *author = &authors[3];
	struct str words = { 0 };
	struct span own = author->posts[author->count - 2];
	struct drift drift;
	assert_true(profile_add(profile, author->posts[author->count - 1])); /* 1,500 words */
	profile_calibrate(profile);
	drift_measure(profile, own, &drift);
	assert_int_equal(drift.state, DRIFT_LIKE_YOU);
	drift_measure(profile, author->polished[0], &drift);
	assert_int_equal(drift.state, DRIFT_CLEARLY);
	assert_int_equal(drift_of_change(profile, own, author->polished[0]), DRIFT_AWAY);
	assert_int_equal(drift_of_change(profile, author->polished[0], own), DRIFT_CLOSER);
	assert_int_equal(drift_of_change(profile, own, own), DRIFT_NEUTRAL);
	assert_int_equal(drift_words_lost(profile, SPAN("I just don't know. I really don't."),
					  SPAN("This remains unknown."), 2, &words),
			 2);
	assert_string_equal(str_text(&words), "«i», «just»");
	str_release(&words);
	profile_free(profile);
}

static void what_is_no_post_is_not_learned(void **state)
{
	(void)state;
	struct err err;
	struct profile *profile = profile_new(LANGUAGE_EN, &err);
	char *long_text = malloc(PROFILE_POST_CEILING + 1);
	memset(long_text, 'a', PROFILE_POST_CEILING + 1);
	assert_false(profile_add(profile, SPAN("Too short.")));
	assert_false(profile_add(profile, (struct span){ long_text, PROFILE_POST_CEILING + 1 }));
	assert_int_equal(profile_posts(profile), 0);
	profile_calibrate(profile);
	struct drift drift;
	drift_measure(profile, SPAN("\xff\xfe\0 \x1b[2J \xe2\x80\xae"), &drift);
	assert_int_equal(drift.state, DRIFT_LEARNING);
	free(long_text);
	profile_free(profile);
}

static void a_language_without_word_lists_has_no_profile(void **state)
{
	(void)state;
	struct err err = { 0 };
	assert_null(profile_new(LANGUAGE_NONE, &err));
	assert_true(strlen(err.text) > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_polished_text_is_further_than_both_next_own_posts),
		cmocka_unit_test(a_rephrased_text_is_further_than_another_own_post),
		cmocka_unit_test(other_authors_are_further_than_the_own_next_posts),
		cmocka_unit_test(below_eight_posts_and_1500_words_it_is_learning),
		cmocka_unit_test(the_reasons_say_what_is_different),
		cmocka_unit_test(a_change_is_judged_and_the_words_it_costs_are_named),
		cmocka_unit_test(what_is_no_post_is_not_learned),
		cmocka_unit_test(a_language_without_word_lists_has_no_profile),
	};
	return cmocka_run_group_tests(tests, read_authors, release_authors);
}
