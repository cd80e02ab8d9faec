#include "coach/platform.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "coach/weight.h"
#include "lang/entity.h"
#include "lang/language.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/wrap.h"

static const char *const counts[] = { "utf16", "graphemes", "points", "weighted", NULL };

static const struct yaml_field fold_fields[] = {
	{ .key = "name",
	  .type = YAML_STRING,
	  .offset = offsetof(struct fold_profile, name),
	  .required = true },
	{ .key = "units", .type = YAML_INTEGER, .offset = offsetof(struct fold_profile, units) },
	{ .key = "lines", .type = YAML_INTEGER, .offset = offsetof(struct fold_profile, lines) },
	{ .key = "columns",
	  .type = YAML_INTEGER,
	  .offset = offsetof(struct fold_profile, columns) },
	{ 0 },
};

static const struct yaml_field fields[] = {
	{ .key = "id",
	  .type = YAML_STRING,
	  .offset = offsetof(struct platform, id),
	  .required = true },
	{ .key = "name",
	  .type = YAML_STRING,
	  .offset = offsetof(struct platform, name),
	  .required = true },
	{ .key = "names", .type = YAML_PAIRS, .offset = offsetof(struct platform, names) },
	{ .key = "limit", .type = YAML_INTEGER, .offset = offsetof(struct platform, limit) },
	{ .key = "bytes", .type = YAML_INTEGER, .offset = offsetof(struct platform, bytes) },
	{ .key = "link", .type = YAML_INTEGER, .offset = offsetof(struct platform, link) },
	{ .key = "bare_mentions",
	  .type = YAML_BOOL,
	  .offset = offsetof(struct platform, bare_mentions) },
	{ .key = "count",
	  .type = YAML_CHOICE,
	  .offset = offsetof(struct platform, count),
	  .choices = counts },
	{ .key = "folds",
	  .type = YAML_LIST,
	  .offset = offsetof(struct platform, folds),
	  .fields = fold_fields,
	  .size = sizeof(struct fold_profile) },
	{ .key = "source", .type = YAML_STRING, .offset = offsetof(struct platform, source) },
	{ .key = "sources", .type = YAML_PAIRS, .offset = offsetof(struct platform, sources) },
	{ .key = "year", .type = YAML_INTEGER, .offset = offsetof(struct platform, year) },
	{ 0 },
};

/* Used before the file is read, and when it cannot be: the same as in rules/platforms.yaml. */
static const char linkedin[] = "- {id: linkedin, name: LinkedIn, limit: 3000, count: utf16, year: "
			       "2026, source: built in,\n"
			       "   folds: [{name: mobile, units: 140, lines: 3, columns: 42},\n"
			       "           {name: desktop, units: 210, lines: 3, columns: 60}]}\n";

/* In the person's language where the file has it. */
static void speak(char **text, const struct yaml_pairs *pairs)
{
	const char *person = language_code(language_of_person());
	for (size_t i = 0; i < pairs->count; i++)
		if (strcmp(pairs->at[i].key, person) == 0) {
			free(*text);
			*text = mem_copy(span_of(pairs->at[i].value));
		}
}

static bool take(void *context, void *entry, int line)
{
	struct platforms *platforms = context;
	struct platform *platform = arr_add(platforms);
	(void)line;
	*platform = *(struct platform *)entry;
	speak(&platform->name, &platform->names);
	speak(&platform->source, &platform->sources);
	return true;
}

void platforms_read(struct platforms *platforms, const char *path, yaml_report *report,
		    void *context)
{
	if (path)
		/* What is wrong is reported; the fallback follows. */
		(void)yaml_read_list(path, fields, sizeof(struct platform), take, platforms, report,
				     context);
	if (platforms->count == 0)
		(void)yaml_parse_list(span_of(linkedin), "linkedin", fields,
				      sizeof(struct platform), take, platforms, NULL, NULL);
	if (platforms->count == 0)
		mem_run_out(); /* nothing else is wrong with a text of our own */
}

void platforms_release(struct platforms *platforms)
{
	for (size_t i = 0; i < platforms->count; i++)
		yaml_release(fields, &platforms->at[i]);
	arr_release(platforms);
}

const struct platform *platform_find(const struct platforms *platforms, const char *id)
{
	for (size_t i = 0; i < platforms->count; i++)
		if (!id || strcmp(platforms->at[i].id, id) == 0)
			return &platforms->at[i];
	return NULL;
}

static size_t count_plain(const struct platform *platform, struct span text)
{
	switch ((enum platform_count)platform->count) {
	case COUNT_UTF16:
		return utf8_utf16_units(text);
	case COUNT_GRAPHEMES:
		return grapheme_count(text);
	case COUNT_POINTS:
		return utf8_count(text);
	case COUNT_WEIGHTED:
		return weight_of(text);
	}
	return text.length;
}

/* The end of @name in @name@server that begins at `at`; its own end when it has no server. */
static size_t server_of(struct span text, size_t at, size_t *end)
{
	size_t name = span_find(text, SPAN("@"), at + 1), i;
	if (name != *end)
		return *end;
	for (i = name + 1; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
		if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '.')
			break;
	}
	while (i > name + 1 && text.at[i - 1] == '.')
		i--;
	*end = i;
	return name;
}

/* Over the limit by bytes is over the limit: in characters, by the same share. */
static size_t filled_by_bytes(const struct platform *platform, struct span text)
{
	size_t most = platform->bytes > 0 ? (size_t)platform->bytes : SIZE_MAX;
	if (text.length <= most)
		return 0;
	return (text.length * (size_t)platform->limit + most - 1) / most;
}

size_t platform_measure(const struct platform *platform, struct span text)
{
	struct entities entities = { 0 };
	size_t counted = 0, at = 0;
	if (platform->link || platform->bare_mentions)
		entity_scan(text, &entities);
	for (size_t i = 0; i < entities.count; i++) {
		const struct entity *entity = &entities.at[i];
		size_t end = entity->end;
		bool link = entity->kind == ENTITY_LINK && platform->link;
		bool mention = entity->kind == ENTITY_MENTION && platform->bare_mentions;
		if (entity->start < at || (!link && !mention))
			continue;
		size_t until = link ? entity->start : server_of(text, entity->start, &end);
		counted += count_plain(platform, span_slice(text, at, until));
		counted += link ? (size_t)platform->link : 0;
		at = end;
	}
	arr_release(&entities);
	counted += count_plain(platform, span_slice(text, at, text.length));
	size_t filled = filled_by_bytes(platform, text);
	return counted > filled ? counted : filled;
}

bool platform_adds_up(const struct platform *platform)
{
	return (platform->count == COUNT_UTF16 || platform->count == COUNT_POINTS) &&
	       !platform->link && !platform->bare_mentions && !platform->bytes;
}

struct span platform_posted(struct span text)
{
	while (text.length &&
	       (text.at[text.length - 1] == ' ' || text.at[text.length - 1] == '\n' ||
		text.at[text.length - 1] == '\r' || text.at[text.length - 1] == '\t'))
		text.length--;
	return text;
}

/* The end of display line number `lines`, wrapped at the profile's columns. */
static size_t lines_end(const struct fold_profile *profile, struct span text)
{
	size_t at = 0;
	for (long shown = 0; shown < profile->lines && at < text.length; shown++) {
		size_t end = span_find(text, SPAN("\n"), at);
		struct span line = span_slice(text, at, end);
		size_t row = wrap_row_end(line, 0, (int)profile->columns);
		at = row < line.length ? at + row : end + 1;
	}
	return at < text.length ? at : text.length;
}

size_t platform_fold(const struct fold_profile *profile, const struct platform *platform,
		     struct span text)
{
	text = platform_posted(text);
	if (profile->columns < 1)
		return text.length;
	size_t by_lines = lines_end(profile, text), units = 0;
	for (size_t at = 0; at < by_lines;) {
		/* A letter of ASCII with nothing that may belong to it counts one everywhere. */
		bool plain = (unsigned char)text.at[at] >= ' ' &&
			     (unsigned char)text.at[at] < 0x7f && at + 1 < text.length &&
			     (unsigned char)text.at[at + 1] < 0x80;
		size_t end = at + (plain ? 1 : grapheme_next(text, at, 0).length);
		units += plain ? 1 : platform_measure(platform, span_slice(text, at, end));
		if (units > (size_t)profile->units)
			return at;
		at = end;
	}
	return by_lines;
}

const struct fold_profile *platform_fold_profile(const struct platform *platform, const char *name)
{
	const struct fold_profile *folds = platform->folds.at;
	for (size_t i = 0; i < platform->folds.count; i++)
		if (strcmp(folds[i].name, name) == 0)
			return &folds[i];
	return NULL;
}
