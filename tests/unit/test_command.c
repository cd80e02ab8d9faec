/* What the rows of commands claim, and what follows from them. */
#include "desk/command.h"

#include "base/file.h"
#include "base/str.h"
#include "desk/keymap.h"
#include "unit.h"

enum { README_MOST = 1 << 20 };

static void every_command_has_an_id_of_its_own(void **state)
{
	const struct command *command;
	(void)state;
	for (int i = 0; (command = command_at(i)); i++) {
		assert_true(strlen(command->id) > 1);
		assert_string_equal(command_find(command->id)->id, command->id);
		assert_ptr_equal(command_find(command->id), command);
	}
	assert_null(command_find("no-such-command"));
	assert_null(command_at(-1));
}

static void every_command_can_be_done_and_says_what_it_does(void **state)
{
	const struct command *command;
	(void)state;
	for (int i = 0; (command = command_at(i)); i++) {
		assert_non_null(command->run);
		/* Those without a title only move, select or delete. */
		if (*command->title && strlen(command->help) < 10)
			fail_msg("%s has no help", command->id);
	}
}

static void nobody(void *context, const char *path, int line, const char *expected)
{
	(void)context;
	fail_msg("%s:%d: %s", path, line, expected);
}

/* Each key is read, and leads to the command that names it: no two name the same. */
static void every_key_is_known_and_belongs_to_one_command(void **state)
{
	const struct command *command;
	struct keymap keymap;
	(void)state;
	(void)setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	keymap_read(&keymap, nobody, NULL);
	for (int i = 0; (command = command_at(i)); i++) {
		struct span rest = span_of(command->keys), part;
		/* Without a key of its own it is in the list of C-p. */
		while (rest.length && span_next(&rest, ' ', &part)) {
			char name[24];
			struct key key;
			(void)snprintf(name, sizeof name, "%.*s", SPAN_ARGS(part));
			if (!key_parse(name, &key))
				fail_msg("%s: the key %s is not known", command->id, name);
			if (keymap_command(&keymap, &key) != command)
				fail_msg("%s and %s both have the key %s", command->id,
					 keymap_command(&keymap, &key)->id, name);
		}
	}
	keymap_release(&keymap);
}

/* In Terminal.app, tmux and many laptops, F-keys are taken: each such command has another key. */
static void no_command_needs_a_function_key(void **state)
{
	const struct command *command;
	(void)state;
	for (int i = 0; (command = command_at(i)); i++) {
		struct span rest = span_of(command->keys), part;
		bool other = !*command->keys;
		while (span_next(&rest, ' ', &part)) {
			size_t last = span_starts(part, SPAN("S-")) ? 2 : 0;
			other |= !(part.length > last + 1 && part.at[last] == 'F' &&
				   part.at[last + 1] >= '0' && part.at[last + 1] <= '9');
		}
		if (!other)
			fail_msg("%s has only the key %s", command->id, command->keys);
	}
}

static void add_table(struct str *out)
{
	const struct command *command;
	(void)str_format(out, "| key | name | does |\n|---|---|---|\n");
	for (int i = 0; (command = command_at(i)); i++)
		if (*command->title)
			(void)str_format(out, "| %s | `%s` | %s. %s |\n",
					 *command->keys ? command->keys : "C-p", command->id,
					 command->title, command->help);
}

/* `make readme` runs this with TONFALL_WRITE_README set, and the table is written anew. */
static void the_table_of_keys_in_the_readme_is_the_one_of_the_commands(void **state)
{
	struct str readme = { 0 }, table = { 0 };
	(void)state;
	assert_true(file_read("README.md", README_MOST, &readme, NULL, NULL));
	add_table(&table);
	size_t from = span_find(str_span(&readme), SPAN("| key | name | does |\n"), 0);
	size_t to = span_find(str_span(&readme), SPAN("\n\n"), from) + 1;
	assert_true(from < to && to < readme.length);
	bool same = span_equal(span_slice(str_span(&readme), from, to), str_span(&table));
	if (!same && getenv("TONFALL_WRITE_README")) {
		assert_true(str_replace(&readme, from, to - from, str_span(&table)));
		assert_true(file_save("README.md", str_span(&readme), NULL, NULL));
	} else if (!same) {
		fail_msg("the table of keys in README.md is not that of the commands: "
			 "`make readme` writes it");
	}
	str_release(&table);
	str_release(&readme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_has_an_id_of_its_own),
		cmocka_unit_test(every_command_can_be_done_and_says_what_it_does),
		cmocka_unit_test(every_key_is_known_and_belongs_to_one_command),
		cmocka_unit_test(no_command_needs_a_function_key),
		cmocka_unit_test(the_table_of_keys_in_the_readme_is_the_one_of_the_commands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
