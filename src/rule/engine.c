#include "rule/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "lang/fold.h"
#include "patterns.h"
#include "place.h"
#include "rule/phrase.h"
#include "text/utf8.h"

/* What a rule of the packs was compiled to. */
struct compiled {
	const struct rule *rule;
	check_function *check; /* NULL: none */
	/* For all languages, and gives way to one for the language of the text. */
	bool replaced_in[LANGUAGE_COUNT];
};

struct engine {
	struct packs *packs;
	struct compiled *rules; /* as many as the packs have */
	struct phrases *phrases;
	bool has_phrases_of[LANGUAGE_COUNT]; /* are they compiled? */
	struct patterns *patterns;
	struct hits *hits; /* of the text at hand, one list a rule; kept for their memory */
};

/* One text being looked at. */
struct engine_run {
	const struct engine *engine;
	const struct analysis *analysis;
	struct places places;
	const struct sentence *sentence; /* in which phrases are looked for */
	struct hits *hits;
	size_t before; /* findings of the rules before the one that reports */
	struct engine_limits *limits;
};

static void complain(struct packs *packs, const struct rule *rule, const char *text)
{
	*arr_add(&packs->complaints) =
		(struct pack_complaint){ mem_copy(span_of(rule->path)), rule->line,
					 mem_copy(span_of(text)) };
}

static check_function *check_of(const struct check_row *const *tables, const char *name)
{
	for (; *tables; tables++)
		for (const struct check_row *row = *tables; row->name; row++)
			if (strcmp(row->name, name) == 0)
				return row->function;
	return NULL;
}

/* The phrases of a language and of a place are looked for together. */
_Static_assert((int)WHERE_COUNT <= (int)PHRASE_GROUPS, "a bit for each");

static void compile_phrases(struct engine *engine, enum language language)
{
	struct err err;
	if (engine->has_phrases_of[language])
		return;
	engine->has_phrases_of[language] = true;
	for (size_t index = 0; index < engine->packs->rules.count; index++) {
		const struct rule *rule = engine->packs->rules.at[index];
		for (size_t i = 0; rule->language == language && i < rule_phrases(rule); i++)
			if (!phrases_add(engine->phrases, span_of(rule_phrase(rule, i)),
					 (struct phrase_owner){ index, i, language, rule->where },
					 &err))
				complain(engine->packs, rule, err.text);
	}
}

static void compile(struct engine *engine, size_t index, const struct check_row *const *tables)
{
	const struct rule *rule = engine->packs->rules.at[index];
	struct compiled *compiled = &engine->rules[index];
	struct err err;
	compiled->rule = rule;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		compiled->replaced_in[i] =
			rule->language == LANGUAGE_NONE &&
			packs_find(engine->packs, span_of(rule->id), (enum language)i) != rule;
	if (rule->pattern && !patterns_add(engine->patterns, rule, index, &err))
		complain(engine->packs, rule, err.text);
	if (rule->check) {
		compiled->check = check_of(tables, rule->check);
		if (!compiled->check)
			complain(engine->packs, rule, _("there is no check of this name"));
	}
}

struct engine *engine_new_for(struct packs *packs, const struct check_row *const *tables,
			      enum language language)
{
	struct engine *engine = mem_alloc(sizeof *engine);
	engine->packs = packs;
	engine->rules = mem_alloc(packs->rules.count * sizeof *engine->rules);
	engine->hits = mem_alloc(packs->rules.count * sizeof *engine->hits);
	engine->phrases = phrases_new();
	engine->patterns = patterns_new();
	for (size_t i = 0; i < packs->rules.count; i++)
		compile(engine, i, tables);
	for (enum language i = LANGUAGE_NONE; i < LANGUAGE_COUNT; i++)
		if (place_speaks(i, language))
			compile_phrases(engine, i);
	return engine;
}

struct engine *engine_new(struct packs *packs, const struct check_row *const *tables)
{
	return engine_new_for(packs, tables, LANGUAGE_NONE);
}

void engine_free(struct engine *engine)
{
	if (!engine)
		return;
	for (size_t i = 0; i < engine->packs->rules.count; i++)
		arr_release(&engine->hits[i]);
	free(engine->rules);
	free(engine->hits);
	patterns_free(engine->patterns);
	phrases_free(engine->phrases);
	free(engine);
}

/* ---- hits ---- */

static uint32_t places_of(void *context, const struct sentence *sentence, enum language language)
{
	struct engine_run *run = context;
	run->sentence = sentence;
	return places_in(&run->places, sentence, language);
}

static void on_phrase(void *context, size_t rule, size_t phrase, size_t first, size_t behind)
{
	struct engine_run *run = context;
	const struct tokens *tokens = &run->analysis->tokens;
	struct hit hit = { tokens->at[first].start, tokens->at[behind - 1].end, phrase };
	struct hits *hits = &run->hits[rule];
	if (!places_hold(&run->places, run->engine->rules[rule].rule, run->sentence, hit.start) ||
	    hits->count >= RULE_HITS_MOST)
		return;
	/* The longest of those that begin here. */
	struct hit *last = hits->count ? &hits->at[hits->count - 1] : NULL;
	if (last && last->start == hit.start) {
		if (hit.end > last->end)
			*last = hit;
	} else if (!last || hit.start >= last->end) {
		*arr_add(hits) = hit;
	}
}

/* ---- findings ---- */

struct finding *check_found(const struct check_context *context, struct findings *findings,
			    size_t start, size_t end)
{
	if (findings->count - context->run->before >= FINDINGS_MOST) {
		context->run->limits->is_cut = true;
		return NULL;
	}
	const struct sentence *sentence = analysis_sentence_at(context->analysis, start);
	struct finding *finding = arr_add(findings);
	*finding = (struct finding){ .rule = context->rule,
				     .start = start,
				     .end = end,
				     .language = sentence ? sentence->language
							  : context->analysis->language };
	return finding;
}

size_t check_hits(const struct check_context *context, const char *rule_id, const struct hit **hits)
{
	const struct engine_run *run = context->run;
	const struct engine *engine = run->engine;
	size_t first = 0, count = engine->packs->rules.count;
	while (count > 0) { /* they are sorted by id */
		size_t half = count / 2;
		bool before = strcmp(engine->rules[first + half].rule->id, rule_id) < 0;
		first += before ? half + 1 : 0;
		count = before ? count - half - 1 : half;
	}
	*hits = NULL;
	for (size_t i = first; i < engine->packs->rules.count; i++) {
		const struct rule *rule = engine->rules[i].rule;
		bool fits = rule->language == LANGUAGE_NONE ||
			    rule->language == context->analysis->language;
		if (strcmp(rule->id, rule_id) != 0)
			break;
		if (!fits || run->hits[i].count == 0)
			continue;
		*hits = run->hits[i].at;
		return run->hits[i].count;
	}
	return 0;
}

static size_t distinct_phrases(const struct hits *hits)
{
	size_t count = 0;
	for (size_t i = 0; i < hits->count; i++) {
		bool seen = false;
		for (size_t k = 0; k < i && !seen; k++)
			seen = hits->at[k].phrase == hits->at[i].phrase;
		count += !seen;
	}
	return count;
}

/* Does its first word hold an apostrophe? */
static bool is_elided(struct span words)
{
	struct span first = span_slice(words, 0, span_find(words, SPAN(" "), 0));
	return span_find(first, SPAN("'"), 0) < first.length ||
	       span_find(first, SPAN("’"), 0) < first.length;
}

/* What to put in place of the hit: with a capital where a phrase in small letters has one. Nothing
 * where the text has «d’» in front of the phrase: another word may want another article. */
static char *replacement_of(const struct rule *rule, const struct hit *hit, struct span text)
{
	const char *words = rule_replacement(rule, hit->phrase);
	if (!words || hit->phrase >= rule_phrases(rule) || hit->phrase < rule->phrases.count)
		return words ? mem_copy(span_of(words)) : NULL;
	struct span phrase = span_of(rule_phrase(rule, hit->phrase));
	if (is_elided(span_slice(text, hit->start, hit->end)) && !is_elided(phrase))
		return NULL;
	struct utf8_point first = utf8_at(span_of(words), 0);
	struct str out = { 0 };
	if (fold_is_upper(utf8_at(text, hit->start).value) &&
	    !fold_is_upper(utf8_at(phrase, 0).value))
		first.value = fold_upper(first.value);
	(void)str_add_point(&out, first.value);
	(void)str_add(&out, span_of(words + first.length));
	return str_take(&out);
}

static void report_hits(const struct engine_run *run, const struct check_context *context,
			const struct hits *hits, struct findings *findings)
{
	const struct rule *rule = context->rule;
	double least = rule->at_least > 0 ? (double)rule->at_least : 1;
	double words = (double)run->analysis->words;
	double needed = rule->per_words > 0 ? least * words / (double)rule->per_words : least;
	if (needed < least)
		needed = least;
	if (hits->count == 0 || (double)hits->count < needed ||
	    (long)distinct_phrases(hits) < rule->distinct)
		return;
	for (size_t i = 0; i < hits->count; i++) {
		struct finding *finding =
			check_found(context, findings, hits->at[i].start, hits->at[i].end);
		if (!finding)
			return;
		finding->figures[0] = (long)hits->count;
		finding->replacement = replacement_of(rule, &hits->at[i], run->analysis->text);
		if (rule->once)
			return;
	}
}

static void report_rule(struct engine_run *run, size_t index, const void *more,
			struct findings *findings)
{
	const struct compiled *compiled = &run->engine->rules[index];
	const struct rule *rule = compiled->rule;
	enum language language = run->analysis->language;
	if (rule->helper || compiled->replaced_in[language])
		return;
	struct check_context context = { .analysis = run->analysis,
					 .rule = rule,
					 .hits = run->hits[index].at,
					 .hit_count = run->hits[index].count,
					 .more = more,
					 .run = run };
	run->before = findings->count;
	/* A check looks at the whole text: the one of the text's own language does. */
	bool fits = rule->language == LANGUAGE_NONE || rule->language == language;
	if (compiled->check && fits)
		compiled->check(&context, findings);
	else if (!compiled->check)
		report_hits(run, &context, &run->hits[index], findings);
}

/* Does anything in the families look for phrases? Spelling does not. */
static bool has_phrases(const struct engine *engine, unsigned families)
{
	for (size_t i = 0; i < engine->packs->rules.count; i++)
		if (rule_phrases(engine->rules[i].rule) &&
		    rule_is_of(engine->rules[i].rule, families))
			return true;
	return false;
}

/* Those of a text that were not compiled with the others. */
static void compile_missing(struct engine *engine, const struct analysis *analysis)
{
	compile_phrases(engine, analysis->language);
	for (size_t i = 0; i < analysis->sentences.count; i++)
		for (enum language k = LANGUAGE_NONE; k < LANGUAGE_COUNT; k++)
			if (place_speaks(k, analysis->sentences.at[i].language))
				compile_phrases(engine, k);
}

struct engine_limits engine_run(struct engine *engine, const struct analysis *analysis,
				unsigned families, const void *more, struct findings *findings)
{
	size_t count = engine->packs->rules.count;
	struct engine_limits met = { .slow = NULL };
	struct engine_run run = { .engine = engine, .analysis = analysis, .limits = &met };
	for (size_t i = 0; i < count; i++)
		arr_clear(&engine->hits[i]);
	run.hits = engine->hits;
	places_find(&run.places, analysis);
	bool all = has_phrases(engine, families); /* of other families as well: checks may ask */
	if (all) {
		compile_missing(engine, analysis);
		phrases_match(engine->phrases, analysis,
			      &(struct phrase_search){ on_phrase, places_of, &run });
	}
	met.slow = patterns_match(engine->patterns, &run.places, all ? 0 : families, run.hits);
	for (size_t i = 0; i < count; i++)
		if ((engine->rules[i].check || run.hits[i].count) &&
		    rule_is_of(engine->rules[i].rule, families))
			report_rule(&run, i, more, findings);
	findings_sort(findings);
	met.is_cut |= findings->count > FINDINGS_MOST;
	findings_cut(findings, FINDINGS_MOST);
	return met;
}
