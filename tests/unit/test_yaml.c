#include "base/yaml.h"

#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "unit.h"

struct example {
	char *text;
	long score;
};

struct rule {
	char *id;
	long count;
	double share;
	bool on;
	int severity;
	struct yaml_strings phrases;
	struct example best;
	struct yaml_list examples;
	struct yaml_pairs message;
};

static const char *const severities[] = { "block", "warn", "hint", "note", NULL };

static const struct yaml_field example_fields[] = {
	{ .key = "text",
	  .type = YAML_STRING,
	  .offset = offsetof(struct example, text),
	  .required = true },
	{ .key = "score", .type = YAML_INTEGER, .offset = offsetof(struct example, score) },
	{ 0 },
};

static const struct yaml_field fields[] = {
	{ .key = "id", .type = YAML_STRING, .offset = offsetof(struct rule, id), .required = true },
	{ .key = "count",
	  .type = YAML_INTEGER,
	  .offset = offsetof(struct rule, count),
	  .min = 1,
	  .max = 10 },
	{ .key = "share", .type = YAML_NUMBER, .offset = offsetof(struct rule, share) },
	{ .key = "on", .type = YAML_BOOL, .offset = offsetof(struct rule, on) },
	{ .key = "severity",
	  .type = YAML_CHOICE,
	  .offset = offsetof(struct rule, severity),
	  .choices = severities },
	{ .key = "phrases", .type = YAML_STRINGS, .offset = offsetof(struct rule, phrases) },
	{ .key = "best",
	  .type = YAML_MAP,
	  .offset = offsetof(struct rule, best),
	  .fields = example_fields },
	{ .key = "examples",
	  .type = YAML_LIST,
	  .offset = offsetof(struct rule, examples),
	  .fields = example_fields,
	  .size = sizeof(struct example) },
	{ .key = "message", .type = YAML_PAIRS, .offset = offsetof(struct rule, message) },
	{ 0 },
};

/* Reports as "line:sentence|", ids of entries as "line:id|". */
struct heard {
	struct str reports, ids;
	int count;
	bool refuse;
};

static void report(void *context, const char *path, int line, const char *expected)
{
	struct heard *heard = context;
	assert_string_equal(path, "test.yaml");
	str_format(&heard->reports, "%d:%s|", line, expected);
	heard->count++;
}

static bool each(void *context, void *entry, int line)
{
	struct heard *heard = context;
	struct rule *rule = entry;
	str_format(&heard->ids, "%d:%s|", line, rule->id);
	if (heard->refuse)
		return false;
	yaml_release(fields, rule);
	return true;
}

static bool parse(const char *text, struct heard *heard)
{
	str_clear(&heard->reports);
	str_clear(&heard->ids);
	heard->count = 0;
	return yaml_parse_list(span_of(text), "test.yaml", fields, sizeof(struct rule), each, heard,
			       report, heard);
}

static void release(struct heard *heard)
{
	str_release(&heard->reports);
	str_release(&heard->ids);
}

static bool keep(void *context, void *entry, int line)
{
	(void)line;
	*(struct rule *)context = *(struct rule *)entry;
	return true;
}

static void every_type_finds_its_place(void **state)
{
	(void)state;
	static const char text[] = "# a comment\n"
				   "- id: hook.cliché\n"
				   "  count: 7\n"
				   "  share: -1.5e2\n"
				   "  on: yes\n"
				   "  severity: hint\n"
				   "  phrases: [ich freue mich, \"a: b\", '']\n"
				   "  best: {text: yes, score: -3}\n"
				   "  examples:\n"
				   "  - {text: eins}\n"
				   "  - text: |\n"
				   "      zwei\n"
				   "    score: 2\n"
				   "  message: {de: Hallo, fr: 007}\n";
	struct rule rule = { 0 };
	assert_true(yaml_parse_list(span_of(text), "test.yaml", fields, sizeof rule, keep, &rule,
				    NULL, NULL));
	assert_string_equal(rule.id, "hook.cliché");
	assert_int_equal(rule.count, 7);
	assert_true(rule.share == -150);
	assert_true(rule.on);
	assert_int_equal(rule.severity, 2);
	assert_int_equal(rule.phrases.count, 3);
	assert_string_equal(rule.phrases.at[1], "a: b");
	assert_string_equal(rule.phrases.at[2], "");
	assert_string_equal(rule.best.text, "yes");
	assert_int_equal(rule.best.score, -3);
	assert_int_equal(rule.examples.count, 2);
	const struct example *examples = rule.examples.at;
	assert_string_equal(examples[0].text, "eins");
	assert_string_equal(examples[1].text, "zwei\n");
	assert_int_equal(examples[1].score, 2);
	assert_int_equal(rule.message.count, 2);
	assert_string_equal(rule.message.at[1].key, "fr");
	assert_string_equal(rule.message.at[1].value, "007");
	yaml_release(fields, &rule);
	assert_null(rule.id);
	yaml_release(fields, &rule);
}

static void one_string_is_a_list_of_one(void **state)
{
	(void)state;
	struct rule rule = { 0 };
	assert_true(yaml_parse_list(SPAN("- {id: a, phrases: wir sind stolz}"), "test.yaml", fields,
				    sizeof rule, keep, &rule, NULL, NULL));
	assert_int_equal(rule.phrases.count, 1);
	assert_string_equal(rule.phrases.at[0], "wir sind stolz");
	yaml_release(fields, &rule);
}

/* A wrong entry on line 2, between two right ones: where and what is reported. */
static void a_wrong_entry_is_reported_and_the_rest_still_loads(void **state)
{
	(void)state;
	static const struct {
		const char *entry;
		const char *report; /* how it begins */
	} rows[] = {
		{ "{id: b, severity: hnt}",
		  "2:“severity” is \"hnt\"; expected one of: block, warn, hint, note|" },
		{ "{count: 3}", "2:“id” is missing|" },
		{ "{id: b, count: 11}",
		  "2:“count” is \"11\"; expected a whole number from 1 to 10|" },
		{ "{id: b, count: 1x}", "2:“count” is \"1x\"" },
		{ "{id: b, count: 0x5}", "2:“count” is \"0x5\"" },
		{ "{id: b, count: 99999999999999999999}", "2:“count” is" },
		{ "{id: b, count: 1.5}", "2:“count” is" },
		{ "{id: b, count: ''}", "2:“count” is" },
		{ "{id: b, share: nan}", "2:“share” is \"nan\"; expected a number|" },
		{ "{id: b, share: 1e999}", "2:“share” is" },
		{ "{id: b, share: '1,5'}", "2:“share” is" },
		{ "{id: b, on: maybe}", "2:“on” is \"maybe\"; expected true or false|" },
		{ "{id: [b]}", "2:“id” is a list; expected a text|" },
		{ "{id: {b: c}}", "2:“id” is a map; expected a text|" },
		{ "{id: }", "2:“id” is empty; expected a text|" },
		{ "{id: b, phrases: [a, [b]]}", "2:“phrases” is a list; expected a text|" },
		{ "{id: b, phrases: {a: b}}", "2:“phrases” is a map; expected a list of texts|" },
		{ "{id: b, best: x}", "2:“best” is \"x\"; expected a map|" },
		{ "{id: b, best: {score: 1}}", "2:“text” is missing|" },
		{ "{id: b, examples: {text: a}}", "2:“examples” is a map; expected a list|" },
		{ "{id: b, examples: [{text: a}, {txt: b}]}", "2:the key \"txt\" is not known" },
		{ "{id: b, examples: [{text: a}, c]}", "2:this entry is \"c\"; expected a map|" },
		{ "{id: b, message: {de: [x]}}", "2:“message” is a list" },
		{ "{id: b, message: {de: x, de: y}}", "2:\"de\" is in “message” twice|" },
		{ "{id: b, severty: hint}",
		  "2:the key \"severty\" is not known; expected one of: id, count, share" },
		{ "{id: b, id: c}", "2:“id” is here twice|" },
		{ "hello", "2:this entry is \"hello\"; expected a map|" },
		{ "[x]", "2:this entry is a list" },
		{ "{id: b, on: \"\\e[31m\\u009b\"}", "2:“on” is \"?[31m?\"" },
	};
	struct heard heard = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[256];
		snprintf(text, sizeof text, "- id: a\n- %s\n- id: z\n", rows[i].entry);
		assert_true(parse(text, &heard));
		assert_string_equal(str_text(&heard.ids), "1:a|3:z|");
		if (!span_starts(str_span(&heard.reports), span_of(rows[i].report)))
			assert_string_equal(str_text(&heard.reports), rows[i].report);
	}
	release(&heard);
}

static void all_mistakes_of_an_entry_are_told_with_their_lines(void **state)
{
	(void)state;
	struct heard heard = { 0 };
	assert_true(parse("- count: x\n  on: y\n\n  sevrity: hint\n", &heard));
	assert_int_equal(heard.count, 4);
	assert_non_null(strstr(str_text(&heard.reports), "1:“count”"));
	assert_non_null(strstr(str_text(&heard.reports), "|2:“on”"));
	assert_non_null(strstr(str_text(&heard.reports), "|4:the key"));
	assert_non_null(strstr(str_text(&heard.reports), "|1:“id” is missing|"));
	release(&heard);
}

static void what_is_no_such_list_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *report;
	} rows[] = {
		{ "id: a\n", "1:the file is a map; expected a list of entries|" },
		{ "hello\n", "1:the file is \"hello\"" },
		{ "- id: a\n- id: 'b\n", "3:this is not YAML: " },
		{ "- id: a\n  - b\n - c: [\n", "" },
		{ "- id: a\n- id: \xff\n", "2:this is not YAML: " },
		{ "- &x {id: a}\n", "1:anchors and aliases" },
		{ "- id: a\n- *x\n", "2:anchors and aliases" },
		{ "- id: &x a\n", "1:anchors and aliases" },
		{ "- id: a\n- !!map {id: b}\n", "2:types" },
		{ "- id: !x b\n", "1:types" },
		{ "- {id: a, [b]: c}\n", "1:a key must be a text|" },
		{ "- id: a\n---\n- id: b\n", "2:only one document a file is read|" },
		{ "- id: \"a\\0b\"\n", "1:this text holds a zero byte|" },
	};
	struct heard heard = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_false(parse(rows[i].text, &heard));
		assert_string_equal(str_text(&heard.ids), "");
		assert_int_equal(heard.count, 1);
		if (!span_starts(str_span(&heard.reports), span_of(rows[i].report)))
			assert_string_equal(str_text(&heard.reports), rows[i].report);
	}
	release(&heard);
}

static void an_empty_file_is_an_empty_list(void **state)
{
	(void)state;
	static const char *const texts[] = { "", "# nothing yet\n", "---\n", "[]", "\xef\xbb\xbf" };
	struct heard heard = { 0 };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_true(parse(texts[i], &heard));
		assert_int_equal(heard.count, 0);
	}
	assert_true(parse("\xef\xbb\xbf- id: a\n", &heard));
	assert_string_equal(str_text(&heard.ids), "1:a|");
	release(&heard);
}

static void repeat(struct str *text, const char *part, int times)
{
	for (int i = 0; i < times; i++)
		str_add(text, span_of(part));
}

static void limits_are_kept_and_told(void **state)
{
	(void)state;
	struct heard heard = { 0 };
	struct str text = { 0 };
	repeat(&text, "[", 32);
	repeat(&text, "]", 32);
	assert_true(parse(str_text(&text), &heard));
	str_clear(&text);
	/* Not closed: refused by its depth before the end is looked for. */
	repeat(&text, "[", 1000000);
	assert_false(parse(str_text(&text), &heard));
	assert_string_equal(str_text(&heard.reports), "1:this is nested deeper than 32 levels|");
	str_clear(&text);
	repeat(&text, "- a\n", 200000);
	assert_false(parse(str_text(&text), &heard));
	assert_non_null(strstr(str_text(&heard.reports), "200000:there are more than 200000"));
	str_clear(&text);
	repeat(&text, "# 45678\n", 131072);
	assert_true(parse(str_text(&text), &heard));
	str_add(&text, SPAN("\n"));
	assert_false(parse(str_text(&text), &heard));
	assert_string_equal(str_text(&heard.reports), "0:the file has more than 1048576 bytes|");
	str_clear(&text);
	repeat(&text, "- a\n", 1000);
	assert_true(parse(str_text(&text), &heard));
	assert_int_equal(heard.count, 101);
	str_release(&text);
	release(&heard);
}

static void a_refused_entry_is_released(void **state)
{
	(void)state;
	struct heard heard = { .refuse = true };
	assert_true(
		parse("- {id: a, phrases: [b], examples: [{text: c}], message: {d: e}}\n", &heard));
	assert_string_equal(str_text(&heard.ids), "1:a|");
	release(&heard);
}

static void wrong_settings_keep_their_defaults(void **state)
{
	(void)state;
	static const char text[] = "id: new\n"
				   "count: 99\n"
				   "severity: warn\n"
				   "best: {score: 5, text: [x]}\n"
				   "phrases: [a, {b: c}]\n"
				   "examples: [{text: one}, {score: 1}, {text: two}]\n"
				   "other: 1\n";
	struct rule rule = { .id = mem_copy(SPAN("old")), .count = 4, .share = 0.5 };
	*arr_add(&rule.phrases) = mem_copy(SPAN("kept"));
	rule.best.text = mem_copy(SPAN("kept"));
	struct heard heard = { 0 };
	assert_true(yaml_parse_map(span_of(text), "test.yaml", fields, &rule, report, &heard));
	assert_int_equal(heard.count, 5);
	assert_string_equal(rule.id, "new");
	assert_int_equal(rule.count, 4);
	assert_true(rule.share == 0.5);
	assert_int_equal(rule.severity, 1);
	assert_string_equal(rule.best.text, "kept");
	assert_int_equal(rule.best.score, 5);
	assert_int_equal(rule.phrases.count, 1);
	assert_string_equal(rule.phrases.at[0], "kept");
	assert_int_equal(rule.examples.count, 2);
	assert_true(yaml_parse_map(SPAN(""), "test.yaml", fields, &rule, report, &heard));
	assert_false(yaml_parse_map(SPAN("- a"), "test.yaml", fields, &rule, report, &heard));
	assert_string_equal(rule.id, "new");
	yaml_release(fields, &rule);
	release(&heard);
}

static void a_missing_file_is_reported(void **state)
{
	(void)state;
	struct heard heard = { 0 };
	assert_int_equal(chdir("/"), 0);
	assert_false(yaml_read_list("test.yaml", fields, sizeof(struct rule), each, &heard, report,
				    &heard));
	assert_int_equal(heard.count, 1);
	assert_true(span_starts(str_span(&heard.reports), SPAN("0:")));
	release(&heard);
}

/* Right text, one byte changed or cut off: it must end, leak nothing and report what it refuses. */
static void damaged_files_do_no_harm(void **state)
{
	(void)state;
	static const char text[] =
		"- {id: a, count: 3, best: {text: b}, message: {de: c}}\n"
		"- id: d\n  phrases: [e, 'f', \"g\\n\"]\n  examples:\n  - text: |\n"
		"      h\n";
	static const char bytes[] = "\0\n\t :-[]{},'\"|>&*!%#?\\\xff\xc3";
	struct heard heard = { 0 };
	for (size_t at = 0; at < sizeof text; at++)
		for (size_t i = 0; i < sizeof bytes; i++) {
			char copy[sizeof text];
			memcpy(copy, text, sizeof text);
			copy[at] = bytes[i];
			str_clear(&heard.reports);
			heard.count = 0;
			bool read = yaml_parse_list((struct span){ copy, sizeof copy - 1 },
						    "test.yaml", fields, sizeof(struct rule), each,
						    &heard, report, &heard);
			assert_true(read || heard.count == 1);
			(void)yaml_parse_list((struct span){ copy, at }, "test.yaml", fields,
					      sizeof(struct rule), each, &heard, report, &heard);
		}
	release(&heard);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_finds_its_place),
		cmocka_unit_test(one_string_is_a_list_of_one),
		cmocka_unit_test(a_wrong_entry_is_reported_and_the_rest_still_loads),
		cmocka_unit_test(all_mistakes_of_an_entry_are_told_with_their_lines),
		cmocka_unit_test(what_is_no_such_list_is_refused),
		cmocka_unit_test(an_empty_file_is_an_empty_list),
		cmocka_unit_test(limits_are_kept_and_told),
		cmocka_unit_test(a_refused_entry_is_released),
		cmocka_unit_test(wrong_settings_keep_their_defaults),
		cmocka_unit_test(a_missing_file_is_reported),
		cmocka_unit_test(damaged_files_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
