/* The parts of the manual that follow from tables. `make readme` writes them anew. */
#include "base/file.h"
#include "cli/cli.h"
#include "cli/hub.h"
#include "club/verb.h"
#include "desk/settings.h"
#include "lesson/lesson.h"
#include "lesson/rubric.h"
#include "rule/pack.h"
#include "unit.h"

enum { MANUAL_MOST = 1 << 20 };

static const char path[] = "man/tonfall.1";

/* As roff wants it: a hyphen that is a hyphen, no backslash of its own. */
static void add_roff(struct str *out, const char *text)
{
	for (; *text; text++)
		if (*text == '-')
			(void)str_add(out, SPAN("\\-"));
		else if (*text == '\\')
			(void)str_add(out, SPAN("\\e"));
		else
			(void)str_add_byte(out, *text);
}

/* A paragraph with a bold head. */
static void add_item(struct str *out, const char *before, const char *name, const char *help)
{
	(void)str_add(out, SPAN(".TP\n.B \""));
	add_roff(out, before);
	add_roff(out, name);
	(void)str_add(out, SPAN("\"\n"));
	add_roff(out, help);
	(void)str_add_byte(out, '\n');
}

static void add_commands(struct str *out)
{
	for (const struct subcommand *row = subcommands; row->name; row++) {
		struct str usage = { 0 };
		(void)str_format(&usage, "%s %s", row->name, row->usage);
		add_item(out, "tonfall ", str_text(&usage), row->help);
		str_release(&usage);
		/* Commands that share their options stand together; the options follow the last. */
		if (!row->options || row[1].options == row->options)
			continue;
		(void)str_add(out, SPAN(".RS\n"));
		for (const struct cli_option *option = row->options; option->name; option++)
			add_item(out, "", option->name, option->help);
		(void)str_add(out, SPAN(".RE\n"));
	}
}

/* "fold: mobile | desktop", "rewrite.mask: true", "club.hub": what may stand there, the usual
 * first. */
static void add_head(struct str *out, const struct setting_row *row)
{
	const char *between = ": ";
	(void)str_add(out, span_of(row->name));
	if (*row->standard) {
		(void)str_format(out, ": %s", row->standard);
		between = " | ";
	}
	for (size_t i = 0; row->choices && row->choices[i]; i++) {
		if (!*row->choices[i] || strcmp(row->choices[i], row->standard) == 0)
			continue;
		(void)str_format(out, "%s%s", between, row->choices[i]);
		between = " | ";
	}
}

static void add_settings(struct str *out)
{
	for (const struct setting_row *row = setting_rows; row->name; row++) {
		struct str head = { 0 };
		add_head(&head, row);
		add_item(out, "", str_text(&head), row->help);
		str_release(&head);
	}
}

/* Puts `part` between its marks in the manual; false when it stood there already. */
static bool put_part(struct str *manual, const char *mark, const struct str *part)
{
	size_t from = span_find(str_span(manual), span_of(mark), 0) + strlen(mark);
	size_t to = span_find(str_span(manual), SPAN(".\\\" end\n"), from);
	assert_true(to < manual->length);
	if (span_equal(span_slice(str_span(manual), from, to), str_span(part)))
		return false;
	assert_true(str_replace(manual, from, to - from, str_span(part)));
	return true;
}

static void the_manual_names_every_command_option_and_setting(void **state)
{
	struct str manual = { 0 }, commands = { 0 }, settings = { 0 };
	(void)state;
	assert_true(file_read(path, MANUAL_MOST, &manual, NULL, NULL));
	add_commands(&commands);
	add_settings(&settings);
	bool changed = put_part(&manual, ".\\\" commands: written by `make readme`\n", &commands);
	changed |= put_part(&manual, ".\\\" settings: written by `make readme`\n", &settings);
	if (changed && getenv("TONFALL_WRITE_README"))
		assert_true(file_save(path, str_span(&manual), NULL, NULL));
	else if (changed)
		fail_msg("%s does not name all that there is: `make readme` writes it", path);
	str_release(&manual);
	str_release(&commands);
	str_release(&settings);
}

/* Is the word there, not as a part of another? */
static bool has_word(struct span page, const char *word)
{
	size_t length = strlen(word);
	for (size_t at = 0; (at = span_find(page, span_of(word), at)) < page.length; at++) {
		char before = at ? page.at[at - 1] : ' ';
		char behind = at + length < page.length ? page.at[at + length] : ' ';
		if (strchr(" \",.(", before) && strchr(" \n\",.)", behind))
			return true;
	}
	return false;
}

/* Every key that an entry may hold, and every value where there is a choice. */
static void expect_fields(struct span page, const struct yaml_field *fields)
{
	for (const struct yaml_field *field = fields; field->key; field++) {
		if (*field->key && !has_word(page, field->key))
			fail_msg("the page does not name %s", field->key);
		for (size_t i = 0; field->choices && field->choices[i]; i++)
			if (*field->choices[i] && !has_word(page, field->choices[i]))
				fail_msg("the page does not name %s of %s", field->choices[i],
					 field->key);
		if (field->fields)
			expect_fields(page, field->fields);
	}
}

static void the_page_of_rules_names_every_field_choice_and_family(void **state)
{
	struct str page = { 0 };
	(void)state;
	assert_true(file_read("man/tonfall-rules.5", MANUAL_MOST, &page, NULL, NULL));
	expect_fields(str_span(&page), rule_fields);
	for (int i = 0; i < FAMILY_COUNT; i++)
		if (!has_word(str_span(&page), family_names[i]))
			fail_msg("the page does not name the family %s", family_names[i]);
	str_release(&page);
}

static const char hub_path[] = "man/tonfall-hub.7";

static void the_page_of_the_hub_names_every_verb_and_subcommand(void **state)
{
	struct str page = { 0 }, said = { 0 }, subcommands_of_hub = { 0 };
	(void)state;
	assert_true(file_read(hub_path, MANUAL_MOST, &page, NULL, NULL));
	for (const struct verb *verb = verbs; verb->name; verb++) {
		struct str head = { 0 };
		(void)str_format(&head, "%s%s%s", verb->name, *verb->takes ? "  " : "",
				 verb->takes);
		add_item(&said, "", str_text(&head), verb->does);
		str_release(&head);
	}
	for (const struct cli_option *option = hub_options; option->name; option++)
		add_item(&subcommands_of_hub, "tonfall hub ", option->name, option->help);
	bool changed = put_part(&page, ".\\\" verbs: written by `make readme`\n", &said);
	changed |= put_part(&page, ".\\\" subcommands: written by `make readme`\n",
			    &subcommands_of_hub);
	if (changed && getenv("TONFALL_WRITE_README"))
		assert_true(file_save(hub_path, str_span(&page), NULL, NULL));
	else if (changed)
		fail_msg("%s does not name all that there is: `make readme` writes it", hub_path);
	str_release(&page);
	str_release(&said);
	str_release(&subcommands_of_hub);
}

static void the_page_of_lessons_names_every_field_choice_and_criterion(void **state)
{
	struct str page = { 0 };
	struct grade grade;
	(void)state;
	assert_return_code(setenv("TONFALL_DATADIR", "build/share/tonfall", 1), 0);
	assert_true(file_read("man/tonfall-lessons.5", MANUAL_MOST, &page, NULL, NULL));
	expect_fields(str_span(&page), lesson_fields);
	struct rubric *rubric = rubric_new();
	rubric_grade(rubric, SPAN("x"), LANGUAGE_EN, &grade);
	assert_true(grade.count > 0);
	for (size_t i = 0; i < grade.count; i++) {
		struct str row = { 0 };
		(void)str_format(&row, "%-18s%s\n", grade.at[i].rule->id,
				 rule_text(grade.at[i].rule, FINDING_MESSAGE, LANGUAGE_EN));
		if (span_find(str_span(&page), str_span(&row), 0) == page.length)
			fail_msg("the page lacks the row: %s", str_text(&row));
		str_release(&row);
	}
	rubric_free(rubric);
	str_release(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_manual_names_every_command_option_and_setting),
		cmocka_unit_test(the_page_of_the_hub_names_every_verb_and_subcommand),
		cmocka_unit_test(the_page_of_rules_names_every_field_choice_and_family),
		cmocka_unit_test(the_page_of_lessons_names_every_field_choice_and_criterion),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
