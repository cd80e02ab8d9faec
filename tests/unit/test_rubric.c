/*
 * The rubric on the examples of its own packs, and what it must not be: a ruler.
 */
#include "unit.h"

#include "base/file.h"
#include "base/i18n.h"
#include "lesson/rubric.h"

static struct rubric *rubric;

static int open_rubric(void **state)
{
	(void)state;
	assert_return_code(setenv("TONFALL_DATADIR", "build/share/tonfall", 1), 0);
	i18n_init("en");
	rubric = rubric_new();
	return 0;
}

static int close_rubric(void **state)
{
	(void)state;
	rubric_free(rubric);
	return 0;
}

static int total(const char *text, enum language language)
{
	struct grade grade;
	rubric_grade(rubric, span_of(text), language, &grade);
	return grade.points;
}

static void the_packs_have_no_complaints(void **state)
{
	(void)state;
	const struct packs *packs = rubric_packs(rubric);
	for (size_t i = 0; i < packs->complaints.count; i++)
		print_message("%s:%d: %s\n", packs->complaints.at[i].path,
			      packs->complaints.at[i].line, packs->complaints.at[i].text);
	assert_int_equal(packs->complaints.count, 0);
}

/* Points of the criterion that a rule's id names, a variant's name apart. */
static int points_for(const struct rule *rule, const char *text)
{
	struct grade grade;
	char id[64];
	size_t family = strcspn(rule->id, ".") + 1;
	(void)snprintf(id, sizeof id, "%.*s", (int)(family + strcspn(rule->id + family, ".")),
		       rule->id);
	rubric_grade(rubric, span_of(text), rule->language, &grade);
	const struct criterion *criterion = grade_find(&grade, id);
	assert_non_null(criterion);
	return criterion->points;
}

static size_t check_examples(const struct rule *rule, const struct yaml_strings *examples,
			     bool good)
{
	size_t failed = 0;
	for (size_t i = 0; i < examples->count; i++) {
		int points = points_for(rule, examples->at[i]);
		if (good ? points == RUBRIC_POINTS : points == 0)
			continue;
		print_message("%s (%s): %d points: %s\n", rule->id, language_code(rule->language),
			      points, examples->at[i]);
		failed++;
	}
	return failed;
}

static void good_examples_earn_all_points_and_bad_ones_none(void **state)
{
	(void)state;
	const struct packs *packs = rubric_packs(rubric);
	size_t failed = 0, examples = 0;
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		failed += check_examples(rule, &rule->good, true);
		failed += check_examples(rule, &rule->bad, false);
		examples += rule->good.count + rule->bad.count;
	}
	assert_int_equal(failed, 0);
	assert_true(examples > 0);
}

static void padding_does_not_raise_a_grade(void **state)
{
	(void)state;
	static const char *const weak = "Schreib einen spannenden Post über Teamarbeit.";
	struct str padded = { 0 };
	(void)str_format(&padded, "%s", weak);
	int before = total(weak, LANGUAGE_DE);
	for (int i = 0; i < 10; i++) {
		(void)str_add(&padded,
			      SPAN(" Er soll wirklich sehr schön und angenehm zu lesen sein "
				   "und insgesamt einen guten Eindruck machen."));
		assert_true(total(str_text(&padded), LANGUAGE_DE) <= before);
	}
	str_release(&padded);
}

static void a_short_good_prompt_beats_a_long_vague_one(void **state)
{
	(void)state;
	int good = total("Kürze meinen Entwurf für Lernende auf 90 Wörter. Behalte meine Wörter, "
			 "erfinde nichts.",
			 LANGUAGE_DE);
	int vague =
		total("Schreib mir bitte einen richtig guten, spannenden und professionellen "
		      "LinkedIn-Post über das Thema Führung, der ansprechend und interessant ist "
		      "und bei möglichst vielen Leuten toll ankommt, am liebsten mit einem "
		      "kreativen Einstieg und einem starken Schluss, der alle mitreisst.",
		      LANGUAGE_DE);
	assert_true(good > vague);
}

static void nothing_earns_nothing(void **state)
{
	(void)state;
	assert_int_equal(total("", LANGUAGE_DE), 0);
	assert_int_equal(total(" \n\n", LANGUAGE_DE), 0);
	assert_int_equal(total("\x1b[31m\xff\xfe", LANGUAGE_DE), 0);
}

/* ---- pairs of a weak and an improved prompt: tests/data/prompts ---- */

struct rates {
	bool tells; /* which pairs failed */
	size_t pairs, higher, shorter, shorter_higher;
};

static void play_pair(struct span weak, struct span better, enum language language,
		      struct rates *rates)
{
	struct grade before, after;
	rubric_grade(rubric, weak, language, &before);
	rubric_grade(rubric, better, language, &after);
	bool higher = after.points > before.points, shorter = better.length < weak.length;
	rates->pairs++;
	rates->higher += higher;
	rates->shorter += shorter;
	rates->shorter_higher += shorter && higher;
	if (!higher && rates->tells)
		print_message("%d, then %d: %.*s\n", before.points, after.points,
			      (int)better.length, better.at);
}

typedef void line_test(struct span line, enum language language, void *context);

/* Every line of tests/data/prompts/FOLDER/LANGUAGE.txt but comments. */
static void for_each_line(const char *folder, enum language language, line_test *test,
			  void *context)
{
	char path[64];
	struct str text = { 0 };
	struct err err;
	(void)snprintf(path, sizeof path, "tests/data/prompts/%s/%s.txt", folder,
		       language_code(language));
	assert_true(file_read(path, 1 << 20, &text, NULL, &err));
	struct span rest = str_span(&text), line;
	while (span_next(&rest, '\n', &line))
		if (line.length && line.at[0] != '#')
			test(line, language, context);
	str_release(&text);
}

static void play_line(struct span line, enum language language, void *context)
{
	size_t arrow = span_find(line, SPAN(" => "), 0);
	assert_true(arrow < line.length);
	play_pair(span_slice(line, 0, arrow), span_slice(line, arrow + 4, line.length), language,
		  context);
}

static void play_pairs(const char *folder, bool tells)
{
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct rates rates = { .tells = tells };
		for_each_line(folder, (enum language)i, play_line, &rates);
		print_message("%s/%s: %zu of %zu, %zu of %zu where it is shorter\n", folder,
			      language_code((enum language)i), rates.higher, rates.pairs,
			      rates.shorter_higher, rates.shorter);
		assert_true(rates.pairs >= 30 && rates.shorter >= 12);
		assert_true(rates.higher * 100 >= rates.pairs * 90);
		assert_true(rates.shorter_higher * 10 >= rates.shorter * 8);
	}
}

static void an_improved_prompt_gets_the_higher_grade_in_every_language(void **state)
{
	(void)state;
	play_pairs("dev", true);
	play_pairs("held", false);
}

/* ---- not a ruler ---- */

static const struct sample {
	enum language language;
	const char *prompt, *filler;
} samples[] = {
	{ LANGUAGE_DE, "Kürze meinen Entwurf für Lernende auf 90 Wörter.",
	  " Das Ganze ist uns wichtig. Danke dir und einen schönen Tag." },
	{ LANGUAGE_DE, "Schreib einen Post über Führung.",
	  " Er soll angenehm zu lesen sein. Das Wetter ist heute gut." },
	{ LANGUAGE_FR, "Pose-moi trois questions sur la panne.",
	  " C’est important pour nous. Merci et bonne journée." },
	{ LANGUAGE_FR, "Écris un post sur la confiance.",
	  " Il doit être agréable à lire. Il fait beau." },
	{ LANGUAGE_IT, "Proponi tre inizi per apprendisti, senza hashtag.",
	  " Per noi è importante. Grazie e buona giornata." },
	{ LANGUAGE_IT, "Scrivi un post sulla fiducia.",
	  " Deve essere piacevole da leggere. Oggi c’è il sole." },
	{ LANGUAGE_EN, "Halve the second paragraph. Touch nothing else.",
	  " This matters to us. Thanks and have a good day." },
	{ LANGUAGE_EN, "Write a post about trust.",
	  " It should be pleasant to read. The weather is fine." },
};

/* ---- fillers: tests/data/prompts/filler ---- */

struct padding {
	const char *fillers;
	struct span prompt;
	int points;
	size_t raised;
};

static void pad(struct span filler, enum language language, void *context)
{
	struct padding *padding = context;
	struct str behind = { 0 }, before = { 0 };
	const char *end = strchr(".!?:", padding->prompt.at[padding->prompt.length - 1]) ? "" : ".";
	(void)str_format(&behind, "%.*s%s %.*s", (int)padding->prompt.length, padding->prompt.at,
			 end, (int)filler.length, filler.at);
	(void)str_format(&before, "%.*s %.*s%s", (int)filler.length, filler.at,
			 (int)padding->prompt.length, padding->prompt.at, end);
	int worst = total(str_text(&behind), language), other = total(str_text(&before), language);
	if (other > worst)
		worst = other;
	if (worst > padding->points) {
		print_message("%d, then %d: %s\n", padding->points, worst, str_text(&behind));
		padding->raised++;
	}
	str_release(&before);
	str_release(&behind);
}

static void pad_prompt(struct span prompt, enum language language, struct padding *padding)
{
	struct grade grade;
	rubric_grade(rubric, prompt, language, &grade);
	padding->prompt = prompt;
	padding->points = grade.points;
	for_each_line(padding->fillers, language, pad, padding);
}

static void pad_pair(struct span line, enum language language, void *context)
{
	size_t arrow = span_find(line, SPAN(" => "), 0);
	pad_prompt(span_slice(line, 0, arrow), language, context);
	pad_prompt(span_slice(line, arrow + 4, line.length), language, context);
}

static size_t raised_by(const char *fillers, const char *prompts)
{
	struct padding padding = { .fillers = fillers };
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
		for_each_line(prompts, (enum language)i, pad_pair, &padding);
	print_message("%s on %s: raised %zu times\n", fillers, prompts, padding.raised);
	return padding.raised;
}

static void no_filler_in_front_or_behind_raises_the_grade_of_any_prompt(void **state)
{
	(void)state;
	assert_int_equal(raised_by("filler", "dev"), 0);
	assert_int_equal(raised_by("filler", "held"), 0);
	assert_int_equal(raised_by("filler-held", "dev"), 0);
}

static void filler_never_raises_a_grade_however_often(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct sample *sample = &samples[i];
		struct str text = { 0 };
		str_add(&text, span_of(sample->prompt));
		int last = total(str_text(&text), sample->language);
		for (int k = 0; k < 12; k++) {
			str_add(&text, span_of(sample->filler));
			int points = total(str_text(&text), sample->language);
			if (points > last)
				print_message("%d, then %d: %s\n", last, points, str_text(&text));
			assert_true(points <= last);
			last = points;
		}
		str_release(&text);
	}
}

static void a_prompt_said_twice_is_no_better(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct str twice = { 0 };
		(void)str_format(&twice, "%s %s", samples[i].prompt, samples[i].prompt);
		int once = total(samples[i].prompt, samples[i].language);
		int points = total(str_text(&twice), samples[i].language);
		if (points > once)
			print_message("%d, then %d: %s\n", once, points, str_text(&twice));
		assert_true(points <= once);
		str_release(&twice);
	}
}

/* ---- privacy ---- */

static int privacy_of(const char *text, enum language language)
{
	struct grade grade;
	rubric_grade(rubric, span_of(text), language, &grade);
	return grade_find(&grade, "prompt.privacy")->points;
}

static void numbers_of_people_and_accounts_are_a_breach(void **state)
{
	(void)state;
	static const char *const breaches[] = {
		"Kürze: Zahlbar auf CH93 0076 2011 6238 5295 7.",
		"Kürze: AHV 756.9217.0769.85, Termin am Montag.",
		"Kürze: Karte 4111 1111 1111 1111, gültig bis Mai.",
		"Kürze: Melden Sie sich auf 079 123 45 67.",
		"Kürze: anna.muster@example.ch wartet.",
	};
	for (size_t i = 0; i < sizeof breaches / sizeof *breaches; i++)
		assert_int_equal(privacy_of(breaches[i], LANGUAGE_DE), 0);
}

static void a_named_customer_is_a_breach_and_an_unnamed_one_is_not(void **state)
{
	(void)state;
	assert_int_equal(privacy_of("Kürze: Unsere Kundin Muster hat gekündigt.", LANGUAGE_DE), 0);
	assert_int_equal(privacy_of("Kürze: Eine Kundin, die kündigt, hat recht.", LANGUAGE_DE), 2);
	assert_int_equal(privacy_of("Shorten: the client who left has a point.", LANGUAGE_EN), 2);
}

static void somebody_named_with_a_title_costs_a_point(void **state)
{
	(void)state;
	assert_int_equal(privacy_of("Kürze: Frau Muster war zufrieden.", LANGUAGE_DE), 1);
	assert_int_equal(privacy_of("Raccourcis : Mme Muster était contente.", LANGUAGE_FR), 1);
	assert_int_equal(privacy_of("Accorcia: la signora Muster era contenta.", LANGUAGE_IT), 1);
	assert_int_equal(privacy_of("Cut: Mrs Muster was content.", LANGUAGE_EN), 1);
	assert_int_equal(privacy_of("Kürze: Eine Frau und ein Herr warteten.", LANGUAGE_DE), 2);
}

static void refusing_names_is_no_breach(void **state)
{
	(void)state;
	assert_int_equal(privacy_of("Kürze den Text. Nenne nichts Vertrauliches.", LANGUAGE_DE), 2);
	assert_int_equal(privacy_of("Raccourcis. Rien de confidentiel.", LANGUAGE_FR), 2);
	assert_int_equal(privacy_of("Accorcia. Niente di riservato.", LANGUAGE_IT), 2);
	assert_int_equal(privacy_of("Cut it. Put nothing confidential into it.", LANGUAGE_EN), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_packs_have_no_complaints),
		cmocka_unit_test(good_examples_earn_all_points_and_bad_ones_none),
		cmocka_unit_test(padding_does_not_raise_a_grade),
		cmocka_unit_test(a_short_good_prompt_beats_a_long_vague_one),
		cmocka_unit_test(nothing_earns_nothing),
		cmocka_unit_test(an_improved_prompt_gets_the_higher_grade_in_every_language),
		cmocka_unit_test(filler_never_raises_a_grade_however_often),
		cmocka_unit_test(no_filler_in_front_or_behind_raises_the_grade_of_any_prompt),
		cmocka_unit_test(a_prompt_said_twice_is_no_better),
		cmocka_unit_test(numbers_of_people_and_accounts_are_a_breach),
		cmocka_unit_test(a_named_customer_is_a_breach_and_an_unnamed_one_is_not),
		cmocka_unit_test(somebody_named_with_a_title_costs_a_point),
		cmocka_unit_test(refusing_names_is_no_breach),
	};
	return cmocka_run_group_tests(tests, open_rubric, close_rubric);
}
