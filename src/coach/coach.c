#include "coach/coach.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "coach/check.h"
#include "coach/ties.h"

struct coach {
	struct packs packs;
	struct engine *engine;
	struct platforms platforms;
	struct ties *ties;
	/* Of the text at hand; kept for their memory. */
	struct entities entities;
	struct signs signs;
	struct hits own_names, house_words;
	struct copies copies;
	struct verdicts_of_text verdicts;
	struct measure_words *words;
};

static void complain(void *context, const char *path, int line, const char *expected)
{
	struct packs *packs = context;
	*arr_add(&packs->complaints) = (struct pack_complaint){ mem_copy(span_of(path)), line,
								mem_copy(span_of(expected)) };
}

static struct coach *make(const char *pack, enum language language)
{
	struct coach *coach = mem_alloc(sizeof *coach);
	struct str path = { 0 };
	/* The person's own rules stand in for those of the program: both are read whole then. */
	if (language != LANGUAGE_NONE && access(path_in(&path, PATH_CONFIG, "rules"), F_OK) != 0) {
		packs_read_for(&coach->packs, path_in(&path, PATH_SHARED, "rules"), language);
	} else {
		packs_read(&coach->packs, path_in(&path, PATH_SHARED, "rules"));
		packs_read(&coach->packs, path_in(&path, PATH_CONFIG, "rules"));
	}
	if (pack)
		packs_read_file(&coach->packs, pack);
	packs_finish(&coach->packs);
	if (coach->packs.rules.count == 0)
		complain(&coach->packs, path_in(&path, PATH_SHARED, "rules"), 0,
			 _("there are no rules, so the coach is silent; install Tonfall anew"));
	platforms_read(&coach->platforms, path_in(&path, PATH_SHARED, "rules/platforms.yaml"),
		       complain, &coach->packs);
	coach->words = measure_words_new();
	coach->ties = ties_new();
	ties_read_house(coach->ties, path_in(&path, PATH_CONFIG, "house-words.txt"), complain,
			&coach->packs);
	coach->engine = engine_new_for(&coach->packs, check_tables, language);
	str_release(&path);
	return coach;
}

/* The rules of other languages, once a text has a sentence in one of them. */
static void read_others(struct coach *coach, const struct analysis *analysis)
{
	enum language only = coach->packs.only;
	bool needed = only != LANGUAGE_NONE && analysis->language != only;
	for (size_t i = 0; only != LANGUAGE_NONE && i < analysis->sentences.count; i++)
		needed |= analysis->sentences.at[i].language != only;
	if (!needed)
		return;
	struct str path = { 0 };
	engine_free(coach->engine); /* it knows rules by their places among all */
	packs_read_others(&coach->packs, path_in(&path, PATH_SHARED, "rules"));
	packs_finish(&coach->packs);
	coach->engine = engine_new_for(&coach->packs, check_tables, only);
	str_release(&path);
}

struct coach *coach_new_with(const char *pack)
{
	return make(pack, LANGUAGE_NONE);
}

struct coach *coach_new_for(enum language language)
{
	return make(NULL, language);
}

struct coach *coach_new(void)
{
	return make(NULL, LANGUAGE_NONE);
}

void coach_free(struct coach *coach)
{
	if (!coach)
		return;
	arr_release(&coach->entities);
	signs_release(&coach->signs);
	arr_release(&coach->own_names);
	arr_release(&coach->house_words);
	arr_release(&coach->copies.passages);
	arr_release(&coach->verdicts);
	measure_words_free(coach->words);
	ties_free(coach->ties);
	engine_free(coach->engine);
	platforms_release(&coach->platforms);
	packs_release(&coach->packs);
	free(coach);
}

void coach_complain(struct coach *coach, const char *path, const char *text)
{
	complain(&coach->packs, path, 0, text);
}

void coach_set_house(struct coach *coach, const char *employer, const char *products)
{
	ties_add_names(coach->ties, employer);
	ties_add_names(coach->ties, products);
}

const struct packs *coach_packs(const struct coach *coach)
{
	return &coach->packs;
}

const struct platforms *coach_platforms(const struct coach *coach)
{
	return &coach->platforms;
}

const struct pack_complaints *coach_complaints(const struct coach *coach)
{
	return &coach->packs.complaints;
}

/* Praise goes to its own list; none for what a hint speaks of: «yesterday I was honoured» is no
 * scene. */
static void choose(struct report *report)
{
	struct findings *findings = &report->findings;
	unsigned spoken_of = 0;
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++) {
		const struct rule *rule = findings->at[i].rule;
		if (!rule->praise && rule->severity >= SEVERITY_HINT)
			spoken_of |= 1u << rule->family;
	}
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->at[i];
		if (!finding->rule->praise)
			findings->at[kept++] = *finding;
		else if (!(spoken_of >> finding->rule->family & 1))
			*arr_add(&report->praise) = *finding;
	}
	findings->count = kept;
}

/* What the checks ask about the text besides its words; spelling asks nothing. */
static void look_around(struct coach *coach, const struct coach_options *options,
			struct report *report)
{
	const struct analysis *analysis = &report->analysis;
	bool only_spelling = options->families == 1u << FAMILY_SPELLING;
	report->measures = (struct measures){ 0 };
	if (!only_spelling || !options->no_figures)
		measure_run(report->platform, analysis, coach->words, &report->measures);
	arr_clear(&coach->entities);
	arr_clear(&coach->own_names);
	arr_clear(&coach->house_words);
	arr_clear(&coach->verdicts);
	arr_clear(&coach->copies.passages);
	coach->copies.share = coach->copies.own_share = 0;
	coach->copies.own_source = NULL;
	if (only_spelling)
		return;
	entity_scan(analysis->text, &coach->entities);
	signs_find(analysis, &coach->signs);
	ties_find(coach->ties, analysis, &coach->own_names, &coach->house_words);
	if (options->find_copies)
		options->find_copies(options->copies_context, analysis, &coach->copies);
}

/* The report's own copy of the text, and nothing else in it. */
static void begin(struct report *report, struct span text)
{
	findings_clear(&report->findings);
	findings_clear(&report->praise);
	free(report->text);
	report->text = mem_copy(text);
	report->length = text.length;
	report->misspelled = 0;
	report->spelling = (struct err){ 0 };
}

void coach_run(struct coach *coach, struct span text, const struct coach_options *options,
	       struct report *report)
{
	struct analysis_options how = { .pinned = options->pinned };
	begin(report, text);
	report->platform = platform_find(&coach->platforms, options->platform);
	if (!report->platform)
		report->platform = platform_find(&coach->platforms, NULL);
	analysis_run(&report->analysis, (struct span){ report->text, text.length }, &how);
	read_others(coach, &report->analysis);
	look_around(coach, options, report);
	bool spells = !options->families || (options->families >> FAMILY_SPELLING & 1);
	struct check_more more = { .measures = &report->measures,
				   .platform = report->platform,
				   .speller = spells ? options->speller : NULL,
				   .spelling = &report->spelling,
				   .misspelled = &report->misspelled,
				   .verdicts = &coach->verdicts,
				   .entities = &coach->entities,
				   .signs = &coach->signs,
				   .own_names = &coach->own_names,
				   .house_words = &coach->house_words,
				   .copies = &coach->copies };
	report->limits = engine_run(coach->engine, &report->analysis, options->families, &more,
				    &report->findings);
	choose(report);
}

void report_release(struct report *report)
{
	findings_release(&report->findings);
	findings_release(&report->praise);
	analysis_release(&report->analysis);
	free(report->text);
	*report = (struct report){ 0 };
}

static bool speaks_of(const struct findings *findings, const char *rule_id)
{
	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->at[i].rule->id, rule_id) == 0)
			return true;
	return false;
}

bool report_speaks_of(const struct report *report, const char *rule_id)
{
	return speaks_of(&report->findings, rule_id) || speaks_of(&report->praise, rule_id);
}

int report_family(const struct report *report, enum family family)
{
	if (report->analysis.words < 8)
		return -2;
	/* They are sorted, the worst first. */
	for (size_t i = 0; i < report->findings.count; i++)
		if (report->findings.at[i].rule->family == family)
			return report->findings.at[i].rule->severity;
	/* A text too short to miss a question has none to praise either. */
	return family == FAMILY_DISCUSSION && !check_has_closing_question(&report->analysis) ? -2
											     : -1;
}
