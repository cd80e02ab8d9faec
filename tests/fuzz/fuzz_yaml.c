/* Any bytes as a data file, with a schema of every type: it ends, leaks nothing, stays in bounds.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/yaml.h"

struct inner {
	char *text;
	struct yaml_strings words;
};

struct outer {
	char *id;
	long count;
	double share;
	bool on;
	int choice;
	struct yaml_strings words;
	struct inner inner;
	struct yaml_list list;
	struct yaml_pairs pairs;
};

static const char *const choices[] = { "block", "warn", "hint", NULL };

static const struct yaml_field inner_fields[] = {
	{ .key = "text",
	  .type = YAML_STRING,
	  .offset = offsetof(struct inner, text),
	  .required = true },
	{ .key = "words", .type = YAML_STRINGS, .offset = offsetof(struct inner, words) },
	{ 0 },
};

static const struct yaml_field fields[] = {
	{ .key = "id", .type = YAML_STRING, .offset = offsetof(struct outer, id) },
	{ .key = "count",
	  .type = YAML_INTEGER,
	  .offset = offsetof(struct outer, count),
	  .min = -5,
	  .max = 5 },
	{ .key = "share", .type = YAML_NUMBER, .offset = offsetof(struct outer, share) },
	{ .key = "on", .type = YAML_BOOL, .offset = offsetof(struct outer, on) },
	{ .key = "choice",
	  .type = YAML_CHOICE,
	  .offset = offsetof(struct outer, choice),
	  .choices = choices },
	{ .key = "words", .type = YAML_STRINGS, .offset = offsetof(struct outer, words) },
	{ .key = "inner",
	  .type = YAML_MAP,
	  .offset = offsetof(struct outer, inner),
	  .fields = inner_fields },
	{ .key = "list",
	  .type = YAML_LIST,
	  .offset = offsetof(struct outer, list),
	  .fields = inner_fields,
	  .size = sizeof(struct inner) },
	{ .key = "pairs", .type = YAML_PAIRS, .offset = offsetof(struct outer, pairs) },
	{ 0 },
};

static bool each(void *context, void *entry, int line)
{
	(void)context;
	if (line % 2)
		return false;
	yaml_release(fields, entry);
	return true;
}

static void report(void *context, const char *path, int line, const char *expected)
{
	(void)path;
	(void)line;
	/* Reads the sentence to its end. */
	for (; *expected; expected++)
		*(unsigned char *)context ^= (unsigned char)*expected;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size };
	struct outer outer = { 0 };
	unsigned char sum = 0;
	(void)yaml_parse_list(text, "fuzz", fields, sizeof outer, each, NULL, report, &sum);
	(void)yaml_parse_map(text, "fuzz", fields, &outer, report, &sum);
	yaml_release(fields, &outer);
	return 0;
}
