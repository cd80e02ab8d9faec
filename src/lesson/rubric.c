#include "lesson/rubric.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "lesson/criteria.h"
#include "rule/engine.h"

struct rubric {
	struct packs packs;
	struct engine *engine;
	struct findings findings;
	struct analysis analysis;
	/* The criteria, in the order of their `limits: {order}`. */
	const struct rule *criteria[RUBRIC_MOST];
	size_t count;
};

static bool is_criterion(const struct rule *rule)
{
	return rule->language == LANGUAGE_NONE && !rule->helper &&
	       strchr(rule->id, '.') == strrchr(rule->id, '.') &&
	       (rule->family == FAMILY_PROMPT || rule->family == FAMILY_POST);
}

static int by_order(const void *a, const void *b)
{
	const struct rule *x = *(const struct rule *const *)a, *y = *(const struct rule *const *)b;
	if (x->family != y->family)
		return (int)x->family - (int)y->family;
	double order = rule_limit(x, "order", 99) - rule_limit(y, "order", 99);
	return order < 0 ? -1 : order > 0 ? 1 : strcmp(x->id, y->id);
}

static void find_criteria(struct rubric *rubric)
{
	for (size_t i = 0; i < rubric->packs.rules.count && rubric->count < RUBRIC_MOST; i++)
		if (is_criterion(rubric->packs.rules.at[i]))
			rubric->criteria[rubric->count++] = rubric->packs.rules.at[i];
	if (rubric->count)
		qsort(rubric->criteria, rubric->count, sizeof *rubric->criteria, by_order);
}

static void read_packs(struct packs *packs, enum path_place place)
{
	struct str folder = { 0 };
	packs_read_named(packs, path_in(&folder, place, "lessons"), "rubric.yaml");
	str_release(&folder);
}

struct rubric *rubric_new(void)
{
	struct rubric *rubric = mem_alloc(sizeof *rubric);
	read_packs(&rubric->packs, PATH_SHARED);
	read_packs(&rubric->packs, PATH_CONFIG);
	packs_finish(&rubric->packs);
	rubric->engine = engine_new(&rubric->packs, criteria_tables);
	find_criteria(rubric);
	return rubric;
}

void rubric_free(struct rubric *rubric)
{
	if (!rubric)
		return;
	engine_free(rubric->engine);
	findings_release(&rubric->findings);
	analysis_release(&rubric->analysis);
	packs_release(&rubric->packs);
	free(rubric);
}

const struct packs *rubric_packs(const struct rubric *rubric)
{
	return &rubric->packs;
}

/* ---- grading ---- */

static bool belongs(const struct rule *rule, const struct rule *criterion)
{
	size_t length = strlen(criterion->id);
	return strncmp(rule->id, criterion->id, length) == 0 &&
	       (rule->id[length] == '\0' || rule->id[length] == '.');
}

static int points_of(const struct finding *finding)
{
	return finding->rule->check ? (int)finding->figures[2]
				    : (int)rule_limit(finding->rule, "points", RUBRIC_POINTS);
}

bool criterion_counts(const struct criterion *criterion)
{
	return criterion->rule->family == FAMILY_PROMPT &&
	       rule_limit(criterion->rule, "extra", 0) <= 0;
}

/* Is it one of the criterion that weighs words (`limits: {share: n}`)? */
static bool is_weighed(const struct rule *rule)
{
	return rule_limit(rule->base ? rule->base : rule, "share", 0) > 0;
}

/* A rule of it that loses nothing finds courtesies: "thanks a lot", "take your time". */
static bool is_courtesy(const struct rule *rule)
{
	return is_weighed(rule) && !rule->check && rule_limit(rule, "lose", 1) <= 0;
}

/* What a finding's points lose by the company they are in: a vague word in the same sentence takes
 * one ("so that it sounds professional and thrills everybody" is no goal), a courtesy all. */
static int faded(const struct rubric *rubric, size_t at, bool can_fade)
{
	const struct sentence *s = analysis_sentence_at(&rubric->analysis, at);
	int count = 0;
	for (size_t i = 0; s && i < rubric->findings.count; i++) {
		const struct finding *f = &rubric->findings.at[i];
		if (f->start < s->start || f->start >= s->end || f->end == f->start)
			continue;
		if (is_courtesy(f->rule))
			return RUBRIC_POINTS;
		count += can_fade && is_weighed(f->rule);
	}
	return count;
}

/* The most that one finding earns; among equals the first place. */
static void earn(const struct rubric *rubric, struct criterion *criterion)
{
	bool can_fade = rule_limit(criterion->rule, "bare", 0) < RUBRIC_POINTS &&
			criterion_counts(criterion);
	for (size_t i = 0; i < rubric->findings.count; i++) {
		const struct finding *finding = &rubric->findings.at[i];
		if (!belongs(finding->rule, criterion->rule))
			continue;
		int points = points_of(finding) - faded(rubric, finding->start, can_fade);
		if (points <= criterion->points)
			continue;
		criterion->points = points;
		criterion->start = finding->start;
		criterion->end = finding->end;
	}
}

/* Starts with all points. What checks find adds up, of other rules the worst takes its share; the
 * place is that of the first that took the most. */
static void lose(const struct findings *findings, struct criterion *criterion)
{
	int together = 0, worst = 0, most = 0;
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->at[i];
		if (!belongs(finding->rule, criterion->rule))
			continue;
		int lost = finding->rule->check ? (int)finding->figures[2]
						: (int)rule_limit(finding->rule, "lose", 0);
		if (finding->rule->check)
			together += lost;
		else if (lost > worst)
			worst = lost;
		if (lost <= most)
			continue;
		most = lost;
		criterion->start = finding->start;
		criterion->end = finding->end;
	}
	int lost = together + worst;
	criterion->points = lost < RUBRIC_POINTS ? RUBRIC_POINTS - lost : 0;
}

/* An answer is in one language, whatever terms of another it uses: short orders ("Un testo breve.")
 * give a guess sentence by sentence too little to go by. */
static void unite(struct analysis *analysis)
{
	for (size_t i = 0; i < analysis->sentences.count; i++)
		analysis->sentences.at[i].language = analysis->language;
}

/* The points for what is wanted; not for that something is (`limits: {bare: n}`: "translate my
 * post"), nor for what is not in it. */
static int substance(const struct criterion *criterion)
{
	int bare = (int)rule_limit(criterion->rule, "bare", 0);
	if (!criterion_counts(criterion) || rule_limit(criterion->rule, "lose", 0) > 0)
		return 0;
	return criterion->points > bare ? criterion->points - bare : 0;
}

/* Words earn their place by what they say: a criterion with `limits: {share: n}` is full with a
 * point of the others in every n words, half with one at all, and empty with none. So more words
 * that say nothing can only lower it, and a short prompt needs less. */
static void weigh(const struct rubric *rubric, struct grade *grade)
{
	int said = 0;
	for (size_t i = 0; i < grade->count; i++)
		said += substance(&grade->at[i]);
	for (size_t i = 0; i < grade->count; i++) {
		struct criterion *criterion = &grade->at[i];
		double share = rule_limit(criterion->rule, "share", 0);
		int most = said * share >= (double)rubric->analysis.words ? RUBRIC_POINTS
			   : said					  ? 1
									  : 0;
		if (share > 0 && criterion->points > most)
			criterion->points = most;
	}
}

static void sum(struct grade *grade)
{
	for (size_t i = 0; i < grade->count; i++) {
		if (!criterion_counts(&grade->at[i]))
			continue;
		grade->points += grade->at[i].points;
		grade->most += RUBRIC_POINTS;
	}
}

void rubric_grade(struct rubric *rubric, struct span text, enum language language,
		  struct grade *grade)
{
	struct analysis_options options = { .pinned = language };
	*grade = (struct grade){ .count = rubric->count };
	findings_clear(&rubric->findings);
	analysis_run(&rubric->analysis, text, &options);
	unite(&rubric->analysis);
	/* A grade does not tell which rule was too slow. */
	(void)engine_run(rubric->engine, &rubric->analysis, 0, NULL, &rubric->findings);
	for (size_t i = 0; i < rubric->count; i++) {
		struct criterion *criterion = &grade->at[i];
		criterion->rule = rubric->criteria[i];
		bool loses = rule_limit(criterion->rule, "lose", 0) > 0;
		if (rubric->analysis.words && loses)
			lose(&rubric->findings, criterion);
		else if (rubric->analysis.words)
			earn(rubric, criterion);
	}
	weigh(rubric, grade);
	sum(grade);
}

const struct criterion *grade_find(const struct grade *grade, const char *id)
{
	for (size_t i = 0; i < grade->count; i++)
		if (strcmp(grade->at[i].rule->id, id) == 0)
			return &grade->at[i];
	return NULL;
}

bool grade_passes(const struct grade *grade, const struct lesson_step *step, size_t *first)
{
	for (size_t i = 0; i < step->needs.count; i++) {
		const struct lesson_need *need = lesson_need(step, i);
		const struct criterion *criterion = grade_find(grade, need->criterion);
		if (criterion && criterion->points >= need->least)
			continue;
		if (first)
			*first = i;
		return false;
	}
	return true;
}

const char *criterion_sentence(const struct criterion *criterion, enum language person)
{
	bool there = criterion->points == RUBRIC_POINTS;
	return rule_text(criterion->rule, there ? FINDING_MESSAGE : FINDING_FIX, person);
}

const char *need_sentence(const struct lesson_need *need, const struct criterion *criterion,
			  enum language person)
{
	if (criterion->points < need->least && need->missing)
		return need->missing;
	return criterion_sentence(criterion, person);
}
