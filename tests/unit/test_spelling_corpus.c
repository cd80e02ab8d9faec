/*
 * Spelling on Swiss texts of our own, tests/data/spelling (its README tells how they were split):
 * how often right words are marked, and what is caught and proposed of misspelled ones, beside
 * Hunspell with the same dictionary and nothing else.
 */
#include "unit.h"

#include "base/file.h"
#include "base/mem.h"
#include "coach/coach.h"
#include "lang/analysis.h"
#include "lang/fold.h"
#include "lang/speller.h"
#include "raw_hunspell.h"
#include "text/utf8.h"

enum {
	ALARMS_MOST = 3,     /* in 1,000 words */
	MISSED_MOST = 1,     /* points behind Hunspell */
	SOFT_MOST = 2,	     /* the same of those that are marked as slips and not as names */
	FIRST_LEAST = 10,    /* points ahead of it, right suggestion first */
	ASKED_EVERY = 3,     /* slip whose suggestions are looked at: they take time */
	FRESH_EVERY = 6,     /* … of the longer lists in fresh */
	LANGUAGE_LEAST = 98, /* sentences of 5 words in the right language, in 100 */
};

static struct coach *coach;
static struct speller *speller;

/* ---- right words ---- */

struct tally {
	enum language language;
	size_t words, alarms, sentences, right;
};

static void count(struct tally *tally, const struct report *report)
{
	const struct analysis *a = &report->analysis;
	tally->words += a->words;
	for (size_t i = 0; i < report->findings.count; i++) {
		const struct finding *finding = &report->findings.at[i];
		if (finding->rule->severity < SEVERITY_WARN)
			continue;
		tally->alarms++;
		print_message("%s: %.*s\n", language_code(tally->language),
			      (int)(finding->end - finding->start), report->text + finding->start);
	}
	for (size_t i = 0; i < a->sentences.count; i++) {
		tally->sentences += a->sentences.at[i].words >= 5;
		tally->right += a->sentences.at[i].words >= 5 &&
				a->sentences.at[i].language == tally->language;
	}
}

/* As the program does: the language is guessed, text by text. */
static bool check_file(void *context, const char *path)
{
	struct tally *tally = context;
	struct coach_options options = { .families = 1u << FAMILY_SPELLING, .speller = speller };
	struct report report = { .text = NULL };
	struct str text = { 0 };
	assert_true(file_read(path, 1 << 20, &text, NULL, NULL));
	struct span rest = str_span(&text);
	while (rest.length > 0) {
		size_t end = span_find(rest, SPAN("\n\n"), 0);
		coach_run(coach, span_slice(rest, 0, end), &options, &report);
		count(tally, &report);
		rest = span_slice(rest, end + 2, rest.length);
	}
	report_release(&report);
	str_release(&text);
	return true;
}

static void assert_quiet(const char *half, int first)
{
	bool good = true; /* all figures are shown first */
	for (int i = first; i < LANGUAGE_COUNT; i++) {
		struct tally tally = { .language = (enum language)i };
		struct str folder = { 0 };
		(void)str_format(&folder, "tests/data/spelling/%s/%s", half,
				 language_code(tally.language));
		assert_true(file_each(str_text(&folder), ".txt", check_file, &tally, NULL));
		print_message("%s %s: %zu alarms in %zu words, %zu of %zu sentences in the right "
			      "language\n",
			      half, language_code(tally.language), tally.alarms, tally.words,
			      tally.right, tally.sentences);
		assert_true(tally.words > 500 && tally.sentences > 50);
		good &= 1000 * tally.alarms <= ALARMS_MOST * tally.words &&
			100 * tally.right >= LANGUAGE_LEAST * tally.sentences;
		str_release(&folder);
	}
	assert_true(good);
}

static void the_texts_that_were_looked_at_are_hardly_marked(void **state)
{
	(void)state;
	assert_quiet("dev", LANGUAGE_DE);
}

static void the_texts_that_were_kept_apart_are_hardly_marked(void **state)
{
	(void)state;
	assert_quiet("held", LANGUAGE_DE);
}

static void texts_of_many_registers_are_hardly_marked(void **state)
{
	(void)state;
	assert_quiet("fresh", LANGUAGE_FR);
}

/* ---- slips ---- */

struct slips {
	size_t all, raw, ours, soft; /* caught by Hunspell, by us, of these as a name perhaps */
	size_t asked, raw_first, our_first;
};

/* A line of slips.tsv: what was written, what was meant, and the words on both sides. */
struct line {
	char *slip, *meant, *before, *after;
};

/* Either apostrophe will do. */
static bool is_meant(const char *proposed, const char *meant)
{
	struct str a = { 0 }, b = { 0 };
	fold_word(span_of(proposed), &a);
	fold_word(span_of(meant), &b);
	bool same = span_equal(str_span(&a), str_span(&b)) && *proposed == *meant;
	str_release(&a);
	str_release(&b);
	return same;
}

static bool raw_proposes(struct raw_hunspell *raw, const struct line *line)
{
	char *proposed = raw_hunspell_first(raw, line->slip);
	bool first = proposed && is_meant(proposed, line->meant);
	free(proposed);
	return first;
}

static bool we_propose(enum language language, const struct line *line)
{
	struct words words = { 0 };
	struct around around = { span_of(line->before), span_of(line->after) };
	speller_suggest(speller, language, span_of(line->slip), &around, 5, &words);
	bool first = words.count > 0 && is_meant(words.at[0], line->meant);
	words_release(&words);
	return first;
}

static void try_slip(struct raw_hunspell *raw, enum language language, const struct line *line,
		     size_t every, struct slips *slips)
{
	const char *slip = line->slip;
	bool capital = fold_is_upper(utf8_at(span_of(slip), 0).value);
	/* Where nouns have none, a capital with nothing before it begins a sentence. */
	bool starts = capital && language != LANGUAGE_DE && !*line->before;
	enum verdict verdict =
		speller_check(speller, language, span_of(slip),
			      (capital ? TOKEN_CAPITAL : 0) | (starts ? TOKEN_SENTENCE_START : 0));
	bool caught = !raw_hunspell_knows(raw, slip);
	slips->all++;
	slips->raw += caught;
	slips->ours += verdict == VERDICT_WRONG || verdict == VERDICT_NAME;
	slips->soft += verdict == VERDICT_NAME;
	if (caught && verdict == VERDICT_RIGHT)
		print_message("%s: %s passes for a word\n", language_code(language), slip);
	if (!caught || slips->all % every != 0)
		return;
	slips->asked++;
	slips->raw_first += raw_proposes(raw, line);
	slips->our_first += we_propose(language, line);
}

static void try_slips(struct raw_hunspell *raw, const char *half, enum language language,
		      size_t every, struct slips *sum)
{
	struct str path = { 0 }, text = { 0 };
	struct slips slips = { .all = 0 };
	struct span line, field;
	(void)str_format(&path, "tests/data/spelling/%s/%s/slips.tsv", half,
			 language_code(language));
	assert_true(file_read(str_text(&path), 1 << 20, &text, NULL, NULL));
	for (struct span rest = str_span(&text); span_next(&rest, '\n', &line);) {
		char *fields[4] = { NULL };
		if (line.length == 0 || line.at[0] == '#')
			continue;
		for (int i = 0; i < 4; i++)
			fields[i] = mem_copy(span_next(&line, '\t', &field) ? field : SPAN(""));
		try_slip(raw, language,
			 &(struct line){ fields[0], fields[1], fields[2], fields[3] }, every,
			 &slips);
		for (int i = 0; i < 4; i++)
			free(fields[i]);
	}
	print_message("%s %s: of %zu slips Hunspell catches %zu, we %zu (%zu softly); of %zu the "
		      "right word is first %zu and %zu times\n",
		      half, language_code(language), slips.all, slips.raw, slips.ours, slips.soft,
		      slips.asked, slips.raw_first, slips.our_first);
	str_release(&text);
	str_release(&path);
	sum->all += slips.all;
	sum->raw += slips.raw;
	sum->ours += slips.ours;
	sum->soft += slips.soft;
	sum->asked += slips.asked;
	sum->raw_first += slips.raw_first;
	sum->our_first += slips.our_first;
}

static void slips_are_caught_and_the_right_word_is_proposed(void **state)
{
	(void)state;
	bool good = true;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct raw_hunspell *raw = raw_hunspell_new((enum language)i);
		assert_true(speller_load(speller, (enum language)i, NULL));
		struct slips sum = { .all = 0 };
		try_slips(raw, "dev", (enum language)i, ASKED_EVERY, &sum);
		try_slips(raw, "held", (enum language)i, ASKED_EVERY, &sum);
		if (i != LANGUAGE_DE)
			try_slips(raw, "fresh", (enum language)i, FRESH_EVERY, &sum);
		good &= 100 * sum.ours + MISSED_MOST * sum.all >= 100 * sum.raw &&
			100 * (sum.ours - sum.soft) + SOFT_MOST * sum.all >= 100 * sum.raw &&
			100 * sum.our_first >= 100 * sum.raw_first + FIRST_LEAST * sum.asked;
		raw_hunspell_free(raw);
	}
	assert_true(good);
}

static int set_up(void **state)
{
	(void)state;
	(void)setenv("TONFALL_DATADIR", ".", 1);
	coach = coach_new();
	speller = speller_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	speller_free(speller);
	coach_free(coach);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_texts_that_were_looked_at_are_hardly_marked),
		cmocka_unit_test(the_texts_that_were_kept_apart_are_hardly_marked),
		cmocka_unit_test(texts_of_many_registers_are_hardly_marked),
		cmocka_unit_test(slips_are_caught_and_the_right_word_is_proposed),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
