#include "cli/complete.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/span.h"
#include "cli/cli.h"
#include "coach/coach.h"
#include "desk/settings.h"
#include "lesson/lesson.h"
#include "rewrite/task.h"

static void offer(const char *word, const char *what)
{
	(void)printf("%s\t%s\n", word, what);
}

/* ---- what stands for a value in the tables of options ---- */

static void offer_families(void)
{
	for (int i = 0; family_names[i]; i++)
		offer(family_names[i], "");
}

static void offer_lessons(void)
{
	struct lessons lessons = { 0 };
	lessons_read(&lessons, cli_complain, NULL);
	for (size_t i = 0; i < lessons.list.count; i++)
		if (lessons.list.at[i].language == (int)language_of_person())
			offer(lessons.list.at[i].id, lessons.list.at[i].title);
	lessons_release(&lessons);
}

static void offer_tasks(void)
{
	struct tasks tasks = { 0 };
	struct str folder = { 0 };
	tasks_read(&tasks, path_in(&folder, PATH_SHARED, "tasks"), cli_complain, NULL);
	for (size_t i = 0; i < tasks.count; i++)
		offer(tasks.at[i].id, task_title(&tasks.at[i], language_of_person()));
	tasks_release(&tasks);
	str_release(&folder);
}

static void offer_settings(void)
{
	for (const struct setting_row *row = setting_rows; row->name; row++)
		offer(row->name, _(row->help));
}

static void offer_rules(void)
{
	struct coach *coach = coach_new();
	const struct packs *packs = coach_packs(coach);
	for (size_t i = 0; i < packs->rules.count; i++) {
		const struct rule *rule = packs->rules.at[i];
		if (!rule->helper && !rule->language)
			offer(rule->id, rule_text(rule, FINDING_MESSAGE, language_of_person()));
	}
	coach_free(coach);
}

static const struct {
	const char *command, *value; /* as the command's options have it */
	void (*offer)(void);
} value_rows[] = {
	{ "check", "FAMILY,…", offer_families },     { "learn", "LESSON", offer_lessons },
	{ "learn", "LESSON[.STEP]", offer_lessons }, { "rewrite", "T", offer_tasks },
	{ "config", "NAME", offer_settings },	     { "rules", "ID", offer_rules },
};

/* "text|json|sarif": each of them; FILE and the like: nothing. */
static void offer_value(const struct subcommand *row, struct span value)
{
	struct span word;
	for (size_t i = 0; i < sizeof value_rows / sizeof *value_rows; i++)
		if (strcmp(value_rows[i].command, row->name) == 0 &&
		    span_equal(span_of(value_rows[i].value), value))
			value_rows[i].offer();
	while (span_find(value, SPAN("|"), 0) < value.length && span_next(&value, '|', &word))
		if (word.length && word.at[0] >= 'a' && word.at[0] <= 'z')
			(void)printf("%.*s\t\n", SPAN_ARGS(word));
	if (value.length && value.at[0] >= 'a' && value.at[0] <= 'z')
		(void)printf("%.*s\t\n", SPAN_ARGS(value));
}

/* ---- options and verbs ---- */

static bool is_verb(const char *name)
{
	return *name >= 'a' && *name <= 'z';
}

/* The next word of an option's text; a comma behind a word goes. */
static bool next_word(struct span *rest, struct span *word)
{
	if (!span_next(rest, ' ', word))
		return false;
	if (word->length && word->at[word->length - 1] == ',')
		word->length--;
	return true;
}

/* What follows `name` in its option: "--lang de|fr", "--hub USER@HOST | --club PATH", "explain ID".
 */
static bool find_value(const struct subcommand *row, const char *name, struct span *value)
{
	for (const struct cli_option *option = row->options; option->name; option++) {
		struct span rest = span_of(option->name), word;
		while (next_word(&rest, &word))
			if (span_equal(word, span_of(name)))
				return next_word(&rest, value) && value->at[0] != '-' &&
				       value->at[0] != '|';
	}
	return false;
}

static void offer_options(const struct subcommand *row, bool with_verbs)
{
	for (const struct cli_option *option = row->options; option->name; option++) {
		struct span rest = span_of(option->name), word;
		bool first = true;
		while (next_word(&rest, &word)) {
			bool is_option = span_starts(word, SPAN("--"));
			if (is_option || (with_verbs && first && is_verb(option->name)))
				(void)printf("%.*s\t%s\n", SPAN_ARGS(word), _(option->help));
			else if (with_verbs && first)
				offer_value(row, word);
			first = false;
		}
	}
	offer("--help", "");
}

static void offer_choices(const char *setting)
{
	for (const struct setting_row *row = setting_rows; row->name; row++) {
		bool is_it = strcmp(row->name, setting) == 0;
		for (size_t i = 0; is_it && row->choices && row->choices[i]; i++)
			if (*row->choices[i])
				offer(row->choices[i], "");
		if (is_it && row->type == YAML_BOOL) {
			offer("true", "");
			offer("false", "");
		}
	}
}

static void offer_next(const struct subcommand *row, int count, char **words)
{
	struct span value;
	const char *before = words[count - 2];
	if (count == 4 && row->run == cli_config && strcmp(words[1], "set") == 0)
		offer_choices(before);
	else if (count > 2 && find_value(row, before, &value))
		offer_value(row, value);
	else
		offer_options(row, count == 2);
}

int cli_complete(int count, char **words)
{
	cli_speak();
	if (count > 1) {
		const struct subcommand *row = subcommand_find(words[0]);
		if (row && row->options)
			offer_next(row, count, words);
		return 0;
	}
	for (const struct subcommand *row = subcommands; row->name; row++)
		offer(row->name, _(row->help));
	offer("--help", "");
	offer("--version", "");
	return 0;
}
