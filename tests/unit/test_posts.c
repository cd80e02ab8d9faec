/*
 * Whole posts of invented people, tests/data/posts/LANGUAGE.txt, and held/ for those that no list
 * was made on (nurses, apprentices, bank staff, communes; not all close with a question): good ones
 * must get few hints, weak ones every hint they are there for. A post begins with a line «=== good»
 * or «=== weak» and the rules that must speak; in first.txt with «=== first» and the three things a
 * coach would say first, in their order.
 */
#include "unit.h"

#include "base/file.h"
#include "coach.h"
#include "coach/coach.h"

enum { HINTS_MOST = 2, LANGUAGES = 4 };

static struct coach *coach;

static const enum family ours[] = { FAMILY_LENGTH,    FAMILY_FOLD,	 FAMILY_HOOK,
				    FAMILY_SUBSTANCE, FAMILY_DISCUSSION, FAMILY_FORMAT,
				    FAMILY_CLARITY };

static unsigned families(void)
{
	unsigned bits = 1u << FAMILY_TRUST;
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		bits |= 1u << ours[i];
	return bits;
}

static bool says(const struct report *report, struct span rule)
{
	for (size_t i = 0; i < report->findings.count; i++)
		if (span_equal(span_of(report->findings.at[i].rule->id), rule))
			return true;
	return false;
}

static size_t count_hints(const struct report *report)
{
	size_t count = 0;
	for (size_t i = 0; i < report->findings.count; i++)
		count += report->findings.at[i].rule->severity >= SEVERITY_HINT;
	return count;
}

/* What to do with one post: `head` is its first line behind the sign. */
typedef void played(const struct report *report, struct span head, void *context);

static void play(const char *name, played *each, void *context)
{
	struct str file = { 0 }, path = { 0 };
	struct report report = { .text = NULL };
	struct coach_options options = { .families = families() };
	(void)str_format(&path, "tests/data/posts/%s.txt", name);
	assert_true(file_read(str_text(&path), 1 << 20, &file, NULL, NULL));
	struct span text = str_span(&file);
	for (size_t at = 0; at < text.length;) {
		size_t line = span_find(text, SPAN("\n"), at);
		size_t end = span_find(text, SPAN("\n=== "), line);
		struct span head = span_slice(text, at + 4, line);
		coach_run(coach, span_trim(span_slice(text, line, end)), &options, &report);
		each(&report, head, context);
		at = end + 1;
	}
	report_release(&report);
	str_release(&file);
	str_release(&path);
}

static void count_good(const struct report *report, struct span head, void *context)
{
	size_t *counts = context; /* posts without a hint, posts */
	if (!span_equal(head, SPAN("good")))
		return;
	size_t hints = count_hints(report);
	if (hints > HINTS_MOST)
		print_message("%zu hints: %.60s\n", hints, report->text);
	assert_true(hints <= HINTS_MOST);
	counts[0] += hints == 0;
	counts[1]++;
}

static void say_all(const struct report *report, struct span head, void *context)
{
	struct span rule;
	size_t *posts = context;
	if (!span_starts(head, SPAN("weak ")))
		return;
	head = span_slice(head, 5, head.length);
	while (head.length && span_next(&head, ' ', &rule))
		if (!says(report, rule))
			fail_msg("%.*s is silent on: %.60s", SPAN_ARGS(rule), report->text);
	++*posts;
}

static void say_first(const struct report *report, struct span head, void *context)
{
	struct span rule;
	size_t *posts = context, at = 0;
	assert_true(span_starts(head, SPAN("first ")));
	for (head = span_slice(head, 6, head.length); head.length && span_next(&head, ' ', &rule);
	     at++) {
		assert_true(at < report->findings.count);
		if (!span_equal(span_of(report->findings.at[at].rule->id), rule))
			fail_msg("%s before %.*s: %.60s", report->findings.at[at].rule->id,
				 SPAN_ARGS(rule), report->text);
	}
	++*posts;
}

static const char *const languages[LANGUAGES] = { "de", "fr", "it", "en" };
static const char *const held[LANGUAGES] = { "held/de", "held/fr", "held/it", "held/en" };

static void good_posts_get_few_hints_and_most_of_them_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < LANGUAGES; i++) {
		size_t counts[2] = { 0, 0 };
		play(languages[i], count_good, counts);
		assert_true(counts[1] >= 6);
		assert_true(2 * counts[0] > counts[1]);
	}
}

static void good_posts_that_were_held_back_get_few_hints(void **state)
{
	(void)state;
	for (size_t i = 0; i < LANGUAGES; i++) {
		size_t counts[2] = { 0, 0 };
		play(held[i], count_good, counts);
		assert_true(counts[1] >= 10);
	}
}

static void weak_posts_get_the_hints_they_are_there_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < LANGUAGES; i++) {
		size_t posts = 0;
		play(languages[i], say_all, &posts);
		play(held[i], say_all, &posts);
		assert_true(posts >= 18);
	}
}

static void what_a_coach_would_say_first_stands_first(void **state)
{
	size_t posts = 0;
	(void)state;
	play("first", say_first, &posts);
	assert_int_equal(posts, 12);
}

/* ---- openings and last sentences ---- */

/* What stands around them: nothing to say of it. */
static const char *const bodies[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] = "Am Dienstag sassen wir zu dritt im Lager und zählten Schrauben, bis Nadia "
			"lachte. Es fehlten 14.",
	[LANGUAGE_FR] = "Mardi, nous étions trois au dépôt à compter des vis, jusqu’à ce que Nadia "
			"éclate de rire. Il en manquait 14.",
	[LANGUAGE_IT] = "Martedì eravamo in tre in magazzino a contare viti, finché Nadia si è "
			"messa a ridere. Ne mancavano 14.",
	[LANGUAGE_EN] = "On Tuesday three of us sat in the store and counted screws until Nadia "
			"laughed. There were 14 missing.",
};

/* Does the coach speak of the sentence as worn, or as a call for reactions? */
static bool is_spoken_of(enum language language, char kind, struct span sentence)
{
	struct str post = { 0 };
	struct report report = { .text = NULL };
	struct coach_options options = { .families = 1u << FAMILY_HOOK | 1u << FAMILY_DISCUSSION,
					 .pinned = language };
	if (kind == 'b')
		(void)str_format(&post, "%s\n\n%.*s\n", bodies[language], SPAN_ARGS(sentence));
	else
		(void)str_format(&post, "%.*s\n\n%s\n", SPAN_ARGS(sentence), bodies[language]);
	coach_run(coach, str_span(&post), &options, &report);
	bool spoken_of =
		says(&report, SPAN("discussion.bait")) ||
		(kind != 'b' &&
		 (says(&report, SPAN("hook.cliche")) || says(&report, SPAN("hook.company")) ||
		  says(&report, SPAN("hook.feeling")) || says(&report, SPAN("hook.release")) ||
		  says(&report, SPAN("hook.boast")) || says(&report, SPAN("hook.saying"))));
	report_release(&report);
	str_release(&post);
	return spoken_of;
}

/* tests/data/openings.tsv: a language, what it is (h worn opening, b call for reactions, - honest
 * opening with the words of a worn one), and the sentence. */
static void worn_openings_are_told_from_honest_ones_with_the_same_words(void **state)
{
	struct str file = { 0 };
	struct span line, language, kind;
	size_t counts[2] = { 0, 0 };
	(void)state;
	assert_true(file_read("tests/data/openings.tsv", 1 << 17, &file, NULL, NULL));
	for (struct span rest = str_span(&file); rest.length && span_next(&rest, '\n', &line);) {
		assert_true(span_next(&line, '\t', &language) && span_next(&line, '\t', &kind));
		bool is_honest = span_equal(kind, SPAN("-"));
		if (is_spoken_of(language_from(language), *kind.at, line) == is_honest)
			fail_msg("%.*s is wrong for: %.*s", SPAN_ARGS(kind), SPAN_ARGS(line));
		counts[is_honest]++;
	}
	assert_true(counts[0] >= 800 && counts[1] >= 500);
	str_release(&file);
}

static int open_coach(void **state)
{
	(void)state;
	coach = coach_of_sources();
	return 0;
}

static int close_coach(void **state)
{
	(void)state;
	coach_free(coach);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_posts_get_few_hints_and_most_of_them_none),
		cmocka_unit_test(good_posts_that_were_held_back_get_few_hints),
		cmocka_unit_test(weak_posts_get_the_hints_they_are_there_for),
		cmocka_unit_test(what_a_coach_would_say_first_stands_first),
		cmocka_unit_test(worn_openings_are_told_from_honest_ones_with_the_same_words),
	};
	return cmocka_run_group_tests(tests, open_coach, close_coach);
}
