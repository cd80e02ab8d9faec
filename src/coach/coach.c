#include "coach/coach.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "coach/check.h"

enum { WORDS_A_MINUTE = 238 }; /* silent reading, Brysbaert 2019 */

struct coach {
	struct packs packs;
	struct engine *engine;
	struct platforms platforms;
};

static void complain(void *context, const char *path, int line, const char *expected)
{
	struct packs *packs = context;
	*arr_add(&packs->complaints) = (struct pack_complaint){ mem_copy(span_of(path)), line,
								mem_copy(span_of(expected)) };
}

struct coach *coach_new(void)
{
	struct coach *coach = mem_alloc(sizeof *coach);
	struct str path = { 0 };
	packs_read(&coach->packs, path_in(&path, PATH_SHARED, "rules"));
	packs_read(&coach->packs, path_in(&path, PATH_CONFIG, "rules"));
	packs_finish(&coach->packs);
	if (coach->packs.rules.count == 0)
		complain(&coach->packs, path_in(&path, PATH_SHARED, "rules"), 0,
			 _("there are no rules, so the coach is silent; install Tonfall anew"));
	platforms_read(&coach->platforms, path_in(&path, PATH_SHARED, "rules/platforms.yaml"),
		       complain, &coach->packs);
	coach->engine = engine_new(&coach->packs, check_tables);
	str_release(&path);
	return coach;
}

void coach_free(struct coach *coach)
{
	if (!coach)
		return;
	engine_free(coach->engine);
	platforms_release(&coach->platforms);
	packs_release(&coach->packs);
	free(coach);
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

static size_t fold_at(const struct platform *platform, const char *name, struct span text)
{
	const struct fold_profile *profile = platform_fold_profile(platform, name);
	return profile ? platform_fold(profile, platform, text) : text.length;
}

static void measure(const struct platform *platform, const struct analysis *a,
		    struct measures *measures)
{
	*measures = (struct measures){
		.characters = platform_measure(platform, platform_posted(a->text)),
		.limit = (size_t)platform->limit,
		.words = a->words,
		.sentences = a->sentences.count,
		.paragraphs = a->paragraphs.count,
		.reading_seconds = (long)(a->words * 60 + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE,
		.fold_mobile = fold_at(platform, "mobile", a->text),
		.fold_desktop = fold_at(platform, "desktop", a->text),
	};
}

/* Keeps the findings of the families asked for. */
static void choose(struct findings *findings, unsigned families)
{
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->at[i];
		if (families == 0 || families >> finding->rule->family & 1) {
			findings->at[kept++] = *finding;
			continue;
		}
		free(finding->word);
		free(finding->replacement);
	}
	findings->count = kept;
}

void coach_run(struct coach *coach, struct span text, const struct coach_options *options,
	       struct report *report)
{
	struct analysis_options how = { .pinned = options->pinned };
	findings_clear(&report->findings);
	free(report->text);
	report->text = mem_copy(text);
	report->length = text.length;
	report->misspelled = 0;
	report->spelling = (struct err){ 0 };
	report->platform = platform_find(&coach->platforms, options->platform);
	if (!report->platform)
		report->platform = platform_find(&coach->platforms, NULL);
	analysis_run(&report->analysis, (struct span){ report->text, text.length }, &how);
	measure(report->platform, &report->analysis, &report->measures);
	struct check_more more = { .measures = &report->measures,
				   .platform = report->platform,
				   .speller = options->speller,
				   .spelling = &report->spelling,
				   .misspelled = &report->misspelled };
	engine_run(coach->engine, &report->analysis, &more, &report->findings, &report->slow);
	choose(&report->findings, options->families);
}

void report_release(struct report *report)
{
	findings_release(&report->findings);
	analysis_release(&report->analysis);
	free(report->text);
	*report = (struct report){ 0 };
}

int report_family(const struct report *report, enum family family)
{
	if (report->analysis.words < 8)
		return -2;
	/* They are sorted, the worst first. */
	for (size_t i = 0; i < report->findings.count; i++)
		if (report->findings.at[i].rule->family == family)
			return report->findings.at[i].rule->severity;
	return -1;
}
