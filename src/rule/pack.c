#include "rule/pack.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

enum { EXAMPLE_TIMES = 1000 };

const char *const evidence_kinds[] = { "study", "platform", "law", "house", NULL };
const char *const confidences[] = { "high", "medium", "low", NULL };
static const char *const places[] = { "anywhere", "opening",   "closing",
				      "sentence", "paragraph", NULL };
static const char *const languages[] = { "all", "de", "fr", "it", "en", NULL };

#define TEXT(key_, language_)                                                 \
	{                                                                     \
		.key = key_, .type = YAML_STRING,                             \
		.offset = offsetof(struct rule_texts, by_language[language_]) \
	}

static const struct yaml_field text_fields[] = {
	TEXT("de", LANGUAGE_DE),
	TEXT("fr", LANGUAGE_FR),
	TEXT("it", LANGUAGE_IT),
	TEXT("en", LANGUAGE_EN),
	{ 0 },
};

static const struct yaml_field source_fields[] = {
	TEXT("", LANGUAGE_NONE), /* a title */
	TEXT("de", LANGUAGE_DE),
	TEXT("fr", LANGUAGE_FR),
	TEXT("it", LANGUAGE_IT),
	TEXT("en", LANGUAGE_EN),
	{ 0 },
};

static const struct yaml_field evidence_fields[] = {
	{ .key = "kind",
	  .type = YAML_CHOICE,
	  .offset = offsetof(struct rule_evidence, kind),
	  .choices = evidence_kinds },
	{ .key = "source",
	  .type = YAML_MAP,
	  .offset = offsetof(struct rule_evidence, source),
	  .fields = source_fields,
	  .or_string = true },
	{ .key = "year", .type = YAML_INTEGER, .offset = offsetof(struct rule_evidence, year) },
	{ .key = "confidence",
	  .type = YAML_CHOICE,
	  .offset = offsetof(struct rule_evidence, confidence),
	  .choices = confidences },
	{ 0 },
};

#define FIELD(key_, type_, member_) \
	.key = key_, .type = type_, .offset = offsetof(struct rule, member_)

const struct yaml_field rule_fields[] = {
	{ FIELD("id", YAML_STRING, id), .required = true },
	{ FIELD("language", YAML_CHOICE, language), .choices = languages },
	{ FIELD("where", YAML_CHOICE, where), .choices = places },
	{ FIELD("severity", YAML_CHOICE, severity), .choices = severity_names },
	{ FIELD("phrases", YAML_STRINGS, phrases) },
	{ FIELD("pattern", YAML_STRING, pattern) },
	{ FIELD("check", YAML_STRING, check) },
	{ FIELD("limits", YAML_PAIRS, limits) },
	{ FIELD("at_least", YAML_INTEGER, at_least) },
	{ FIELD("per_words", YAML_INTEGER, per_words) },
	{ FIELD("distinct", YAML_INTEGER, distinct) },
	{ FIELD("once", YAML_BOOL, once) },
	{ FIELD("helper", YAML_BOOL, helper) },
	{ FIELD("praise", YAML_BOOL, praise) },
	{ FIELD("replace", YAML_PAIRS, replace), .or_string = true },
	{ FIELD("message", YAML_MAP, texts[FINDING_MESSAGE]), .fields = text_fields },
	{ FIELD("why", YAML_MAP, texts[FINDING_WHY]), .fields = text_fields },
	{ FIELD("fix", YAML_MAP, texts[FINDING_FIX]), .fields = text_fields },
	{ FIELD("keep", YAML_MAP, texts[FINDING_KEEP]), .fields = text_fields },
	{ FIELD("evidence", YAML_MAP, evidence), .fields = evidence_fields },
	{ FIELD("lesson", YAML_STRING, lesson) },
	{ FIELD("bad", YAML_STRINGS, bad) },
	{ FIELD("good", YAML_STRINGS, good) },
	{ 0 },
};

struct reading {
	struct packs *packs;
	const char *only; /* the name of the files to read; NULL: all but the platforms' */
	const char *path;
	enum language language; /* of the folder */
};

static void complain(void *context, const char *path, int line, const char *text)
{
	struct packs *packs = context;
	*arr_add(&packs->complaints) =
		(struct pack_complaint){ mem_copy(span_of(path)), line, mem_copy(span_of(text)) };
}

static void release_rule(struct rule *rule)
{
	yaml_release(rule_fields, rule);
	free(rule->path);
	free(rule);
}

static size_t index_of(const struct packs *packs, struct span id, enum language language)
{
	for (size_t i = 0; i < packs->rules.count; i++)
		if (packs->rules.at[i]->language == language &&
		    span_equal(span_of(packs->rules.at[i]->id), id))
			return i;
	return packs->rules.count;
}

static bool family_of(const char *id, enum family *family)
{
	size_t length = strcspn(id, ".");
	for (int i = 0; i < FAMILY_COUNT; i++)
		if (strlen(family_names[i]) == length &&
		    strncmp(family_names[i], id, length) == 0 && id[length] == '.') {
			*family = (enum family)i;
			return true;
		}
	return false;
}

/* `text ×N` in an example stands for the text N times, `{text ×N}` repeats a part of it: for what
 * needs a long post. */
static void repeat_example(char **example)
{
	struct span text = span_of(*example);
	size_t sign = span_find(text, SPAN("×"), 0), start = 0, end = sign + strlen("×");
	char *behind = NULL;
	long times = end < text.length ? strtol(text.at + end, &behind, 10) : 0;
	if (times < 1 || times > EXAMPLE_TIMES)
		return;
	end = (size_t)(behind - text.at);
	size_t brace = span_find(text, SPAN("{"), 0);
	if (brace < sign) {
		start = brace + 1;
		end += end < text.length && text.at[end] == '}';
	}
	struct str whole = { 0 };
	(void)str_add(&whole, span_slice(text, 0, start ? brace : 0));
	for (long i = 0; i < times; i++)
		(void)str_add(&whole, span_slice(text, start, sign));
	(void)str_add(&whole, span_slice(text, end, text.length));
	free(*example);
	*example = str_take(&whole);
}

static void repeat_examples(struct yaml_strings *examples)
{
	for (size_t i = 0; i < examples->count; i++)
		repeat_example(&examples->at[i]);
}

static bool take(void *context, void *entry, int line)
{
	struct reading *reading = context;
	struct rule *rule = mem_alloc(sizeof *rule);
	*rule = *(struct rule *)entry;
	if (reading->language != LANGUAGE_NONE)
		rule->language = reading->language;
	rule->line = line;
	if (!family_of(rule->id, &rule->family)) {
		complain(reading->packs, reading->path, line,
			 _("the id must begin with a family, such as hook.name"));
		free(rule);
		return false;
	}
	rule->path = mem_copy(span_of(reading->path));
	repeat_examples(&rule->bad);
	repeat_examples(&rule->good);
	size_t index = index_of(reading->packs, span_of(rule->id), rule->language);
	if (index == reading->packs->rules.count) {
		*arr_add(&reading->packs->rules) = rule;
		return true;
	}
	if (strcmp(reading->packs->rules.at[index]->path, rule->path) == 0)
		complain(reading->packs, reading->path, line,
			 _("there is a rule of this id above; the later one holds"));
	release_rule(reading->packs->rules.at[index]);
	reading->packs->rules.at[index] = rule;
	return true;
}

static bool read_pack(void *context, const char *path)
{
	struct reading *reading = context;
	const char *name = path_name(path);
	if (reading->only ? strcmp(name, reading->only) != 0 : strcmp(name, "platforms.yaml") == 0)
		return true;
	reading->path = path;
	/* What is wrong in it was reported. */
	(void)yaml_read_list(path, rule_fields, sizeof(struct rule), take, reading, complain,
			     reading->packs);
	return true;
}

/* The files of `folder` itself, or of its folder of a language. */
static void read_folder(struct reading *reading, const char *folder, enum language language)
{
	struct err err;
	struct str path = { 0 };
	reading->language = language;
	if (language != LANGUAGE_NONE)
		(void)path_join(&path, folder, language_code(language));
	if (!file_each(path.length ? str_text(&path) : folder, ".yaml", read_pack, reading, &err))
		complain(reading->packs, folder, 0, err.text);
	str_release(&path);
}

void packs_read_named(struct packs *packs, const char *folder, const char *name)
{
	struct reading reading = { .packs = packs, .only = name };
	for (enum language i = LANGUAGE_NONE; i < LANGUAGE_COUNT; i++)
		read_folder(&reading, folder, i);
}

void packs_read(struct packs *packs, const char *folder)
{
	packs_read_named(packs, folder, NULL);
}

void packs_read_for(struct packs *packs, const char *folder, enum language language)
{
	struct reading reading = { .packs = packs };
	packs->only = language;
	read_folder(&reading, folder, LANGUAGE_NONE);
	read_folder(&reading, folder, language);
}

void packs_read_others(struct packs *packs, const char *folder)
{
	struct reading reading = { .packs = packs };
	for (enum language i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
		if (i != packs->only)
			read_folder(&reading, folder, i);
	packs->only = LANGUAGE_NONE;
}

void packs_read_file(struct packs *packs, const char *path)
{
	struct reading reading = { .packs = packs };
	(void)read_pack(&reading, path); /* what is wrong is a complaint */
}

static int by_id(const void *a, const void *b)
{
	const struct rule *x = *(struct rule *const *)a, *y = *(struct rule *const *)b;
	int order = strcmp(x->id, y->id);
	return order ? order : (int)x->language - (int)y->language;
}

/* What an entry of one language leaves out, it has from the entry for all. */
static void inherit(struct rule *rule, const struct rule *base)
{
	rule->base = base;
	rule->severity = base->severity;
	if (!rule->where)
		rule->where = base->where;
	if (!rule->at_least)
		rule->at_least = base->at_least;
	if (!rule->per_words)
		rule->per_words = base->per_words;
	if (!rule->distinct)
		rule->distinct = base->distinct;
	rule->once |= base->once;
	rule->helper |= base->helper;
	rule->praise |= base->praise;
	if (!rule->check && !rule->pattern && base->check)
		rule->check = mem_copy(span_of(base->check));
}

/* The rules are sorted by id, then language. */
static const struct rule *find_sorted(const struct packs *packs, struct span id,
				      enum language language)
{
	size_t low = 0, high = packs->rules.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct rule *rule = packs->rules.at[middle];
		int order = span_compare(span_of(rule->id), id);
		order = order ? order : (int)rule->language - (int)language;
		if (order == 0)
			return rule;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void check_whole(struct packs *packs, struct rule *rule)
{
	if (!rule->helper && !*rule_text(rule, FINDING_MESSAGE, LANGUAGE_EN))
		complain(packs, rule->path, rule->line, _("the rule has no message"));
	/* Its words stand in entries for languages; one that was not read may hold them. */
	bool abstract = packs->only != LANGUAGE_NONE;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT && rule->language == LANGUAGE_NONE; i++)
		abstract |= find_sorted(packs, span_of(rule->id), (enum language)i) != NULL;
	if (!abstract && !rule->helper && !rule_phrases(rule) && !rule->pattern && !rule->check)
		complain(packs, rule->path, rule->line,
			 _("the rule has neither phrases nor pattern nor check"));
}

/* The entry for all languages of the same id; for a variant ("prompt.tone.some") that of the rule
 * it is a variant of. */
static const struct rule *base_of(const struct packs *packs, const struct rule *rule)
{
	struct span id = span_of(rule->id);
	const struct rule *base = packs_find(packs, id, LANGUAGE_NONE);
	if (base && base != rule)
		return base;
	while (id.length && id.at[id.length - 1] != '.')
		id.length--;
	id.length -= id.length > 0;
	base = packs_find(packs, id, LANGUAGE_NONE);
	return base && base != rule ? base : NULL;
}

void packs_finish(struct packs *packs)
{
	if (packs->rules.count)
		qsort(packs->rules.at, packs->rules.count, sizeof *packs->rules.at, by_id);
	for (size_t i = 0; i < packs->rules.count; i++) {
		struct rule *rule = packs->rules.at[i];
		const struct rule *base = base_of(packs, rule);
		if (base)
			inherit(rule, base);
		check_whole(packs, rule);
	}
}

void packs_release(struct packs *packs)
{
	for (size_t i = 0; i < packs->rules.count; i++)
		release_rule(packs->rules.at[i]);
	arr_release(&packs->rules);
	for (size_t i = 0; i < packs->complaints.count; i++) {
		free(packs->complaints.at[i].path);
		free(packs->complaints.at[i].text);
	}
	arr_release(&packs->complaints);
}

const struct rule *packs_find(const struct packs *packs, struct span id, enum language language)
{
	const struct rule *rule = find_sorted(packs, id, language);
	return rule ? rule : find_sorted(packs, id, LANGUAGE_NONE);
}

static bool has_pairs(const struct rule *rule)
{
	return rule->replace.count > 0 && *rule->replace.at[0].key;
}

size_t rule_phrases(const struct rule *rule)
{
	return rule->phrases.count + (has_pairs(rule) ? rule->replace.count : 0);
}

const char *rule_phrase(const struct rule *rule, size_t index)
{
	return index < rule->phrases.count ? rule->phrases.at[index]
					   : rule->replace.at[index - rule->phrases.count].key;
}

const char *rule_replacement(const struct rule *rule, size_t phrase)
{
	if (rule->replace.count > 0 && !has_pairs(rule))
		return rule->replace.at[0].value;
	return phrase >= rule->phrases.count && phrase < rule_phrases(rule)
		       ? rule->replace.at[phrase - rule->phrases.count].value
		       : NULL;
}

const struct rule_evidence *rule_evidence_of(const struct rule *rule)
{
	return rule->base && !rule_source(&rule->evidence, LANGUAGE_EN) ? &rule->base->evidence
									: &rule->evidence;
}

static const char *text_for(const struct rule_texts *texts, enum language person)
{
	if (texts->by_language[person])
		return texts->by_language[person];
	if (texts->by_language[LANGUAGE_EN])
		return texts->by_language[LANGUAGE_EN];
	for (int i = LANGUAGE_NONE; i < LANGUAGE_COUNT; i++)
		if (texts->by_language[i])
			return texts->by_language[i];
	return NULL;
}

const char *rule_source(const struct rule_evidence *evidence, enum language person)
{
	return text_for(&evidence->source, person);
}

double rule_limit(const struct rule *rule, const char *name, double fallback)
{
	for (; rule; rule = rule->base)
		for (size_t i = 0; i < rule->limits.count; i++)
			if (strcmp(rule->limits.at[i].key, name) == 0)
				return strtod(rule->limits.at[i].value, NULL);
	return fallback;
}

const char *rule_lesson(const struct rule *rule)
{
	while (rule && !rule->lesson)
		rule = rule->base;
	return rule ? rule->lesson : NULL;
}

const char *rule_text(const struct rule *rule, enum finding_part part, enum language person)
{
	for (; rule; rule = rule->base) {
		const char *text = text_for(&rule->texts[part], person);
		if (text)
			return text;
	}
	return "";
}
