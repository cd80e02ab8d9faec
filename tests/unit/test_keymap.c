/* The person's keys over those of the commands. */
#include "unit.h"

#include "desk/keymap.h"
#include "home.h"

struct told {
	int count, line;
	char text[256];
};

static void tell(void *context, const char *path, int line, const char *expected)
{
	struct told *told = context;
	(void)path;
	told->count++;
	told->line = line;
	(void)snprintf(told->text, sizeof told->text, "%s", expected);
}

/* The keymap with this keys.yaml (NULL: none). */
static void read_keys(const char *yaml, struct keymap *keymap, struct told *told)
{
	struct home home = { 0 };
	home_init(&home);
	*told = (struct told){ 0 };
	(void)setenv("XDG_CONFIG_HOME", home.folder, 1);
	if (yaml)
		(void)home_write(&home, "tonfall/keys.yaml", yaml);
	keymap_read(keymap, tell, told);
	home_release(&home);
}

static const char *does(const struct keymap *keymap, const char *name)
{
	struct key key;
	assert_true(key_parse(name, &key));
	const struct command *command = keymap_command(keymap, &key);
	return command ? command->id : "";
}

static void without_a_file_the_commands_have_their_own_keys(void **state)
{
	struct keymap keymap;
	struct told told;
	(void)state;
	read_keys(NULL, &keymap, &told);
	assert_int_equal(told.count, 0);
	assert_string_equal(does(&keymap, "C-s"), "save");
	assert_string_equal(does(&keymap, "C-8"), "");
	assert_string_equal(keymap_names(&keymap, command_find("save")), "C-s");
	keymap_release(&keymap);
}

static void the_file_gives_other_keys_and_takes_keys_away(void **state)
{
	struct keymap keymap;
	struct told told;
	(void)state;
	read_keys("save: [F9, M-8]\nfind: []\n", &keymap, &told);
	assert_int_equal(told.count, 0);
	assert_string_equal(does(&keymap, "F9"), "save");
	assert_string_equal(does(&keymap, "M-8"), "save");
	assert_string_equal(does(&keymap, "C-s"), "");
	assert_string_equal(does(&keymap, "C-f"), "");
	assert_string_equal(keymap_names(&keymap, command_find("save")), "F9 M-8");
	assert_string_equal(keymap_names(&keymap, command_find("find")), "");
	keymap_release(&keymap);
}

static void a_key_taken_from_another_command_is_said_when_it_was_its_last(void **state)
{
	struct keymap keymap;
	struct told told;
	(void)state;
	read_keys("# mine\nfind: C-s\n", &keymap, &told);
	assert_string_equal(does(&keymap, "C-s"), "find");
	assert_int_equal(told.count, 1);
	assert_int_equal(told.line, 2);
	assert_non_null(strstr(told.text, "Save"));
	keymap_release(&keymap);
}

/* What is wrong is told with its line, and the command keeps its own keys. */
static void assert_wrong(const char *yaml, int line, const char *part)
{
	struct keymap keymap;
	struct told told;
	read_keys(yaml, &keymap, &told);
	assert_int_equal(told.count, 1);
	assert_int_equal(told.line, line);
	if (!strstr(told.text, part))
		fail_msg("%s: %s", yaml, told.text);
	assert_string_equal(does(&keymap, "C-f"), "find");
	keymap_release(&keymap);
}

static void what_is_wrong_is_told_by_line(void **state)
{
	(void)state;
	assert_wrong("save: C-s\nfind: Hyper-x\n", 2, "Hyper-x");
	assert_wrong("find: x\n", 1, "needed");
	assert_wrong("\nsave: F9\nfind: F9\n", 3, "Save");
	assert_wrong("save: C-s\nno-such-command: F9\n", 2, "no-such-command");
}

static void a_file_that_is_no_map_leaves_all_keys_as_they_are(void **state)
{
	struct keymap keymap;
	struct told told;
	(void)state;
	read_keys("- C-s\n", &keymap, &told);
	assert_true(told.count > 0);
	assert_string_equal(does(&keymap, "C-s"), "save");
	keymap_release(&keymap);
}

static void sentences_name_the_keys_that_the_person_has(void **state)
{
	struct keymap keymap;
	struct told told;
	struct str out = { 0 };
	(void)state;
	read_keys("save: [F9, M-8]\nfind: []\nhint-take: M-5\n", &keymap, &told);
	assert_string_equal(keymap_in_words(&keymap, "C-s saves; C-q once more (C-s).", &out),
			    "F9 saves; C-q once more (F9).");
	assert_string_equal(keymap_in_words(&keymap, "C-f: %zu places, M-c shows them", &out),
			    "«Find»: %zu places, M-c shows them");
	assert_string_equal(keymap_in_words(&keymap, "M-. takes it, F4 too", &out),
			    "M-5 takes it, M-5 too");
	assert_string_equal(keymap_in_words(&keymap, "C-shift, CSS-C-s, F40, USF4", &out),
			    "C-shift, CSS-C-s, F40, USF4");
	keymap_release(&keymap);
	read_keys("save: C-%\n", &keymap, &told);
	assert_string_equal(keymap_in_words(&keymap, "C-s saves", &out), "C-% saves");
	assert_string_equal(keymap_in_format(&keymap, "C-s saves %d", &out), "C-%% saves %d");
	keymap_release(&keymap);
	read_keys(NULL, &keymap, &told);
	assert_string_equal(keymap_in_words(&keymap, "C-s saves", &out), "C-s saves");
	keymap_release(&keymap);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_file_the_commands_have_their_own_keys),
		cmocka_unit_test(the_file_gives_other_keys_and_takes_keys_away),
		cmocka_unit_test(a_key_taken_from_another_command_is_said_when_it_was_its_last),
		cmocka_unit_test(what_is_wrong_is_told_by_line),
		cmocka_unit_test(sentences_name_the_keys_that_the_person_has),
		cmocka_unit_test(a_file_that_is_no_map_leaves_all_keys_as_they_are),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
