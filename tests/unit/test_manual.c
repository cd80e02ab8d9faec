/* The parts of the manual that follow from tables. `make readme` writes them anew. */
#include "base/file.h"
#include "cli/cli.h"
#include "desk/settings.h"
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
		if (!row->options)
			continue;
		(void)str_add(out, SPAN(".RS\n"));
		for (const struct cli_option *option = row->options; option->name; option++)
			add_item(out, "", option->name, option->help);
		(void)str_add(out, SPAN(".RE\n"));
	}
}

static void add_settings(struct str *out)
{
	for (const struct setting_row *row = setting_rows; row->name; row++) {
		struct str help = { 0 };
		(void)str_add(&help, span_of(row->help));
		const char *between = ". One of: ";
		for (size_t i = 0; row->choices && row->choices[i]; i++) {
			if (!*row->choices[i])
				continue;
			(void)str_format(&help, "%s%s", between, row->choices[i]);
			between = ", ";
		}
		if (*row->standard)
			(void)str_format(&help, ". Default: %s", row->standard);
		add_item(out, "", row->name, str_text(&help));
		str_release(&help);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_manual_names_every_command_option_and_setting),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
