#include "desk/settings.h"

#include "home.h"
#include "unit.h"

struct heard {
	struct str lines;
	int count;
};

static int set_up(void **state)
{
	struct home *home = calloc(1, sizeof *home);
	if (!home)
		return -1;
	home_init(home);
	*state = home;
	return setenv("XDG_CONFIG_HOME", home->folder, 1);
}

static int tear_down(void **state)
{
	home_release(*state);
	free(*state);
	return 0;
}

static void report(void *context, const char *path, int line, const char *expected)
{
	struct heard *heard = context;
	(void)path;
	(void)str_format(&heard->lines, "%d: %s\n", line, expected);
	heard->count++;
}

static void write_settings(const struct home *home, const char *text)
{
	(void)home_write(home, "tonfall/settings.yaml", text);
}

static void assert_settings(const struct home *home, const char *expected)
{
	char *text = home_read(home, "tonfall/settings.yaml");
	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

/* Reads without a complaint. */
static void read_well(struct settings *settings)
{
	struct heard heard = { .count = 0 };
	settings_read(settings, report, &heard);
	assert_string_equal(str_text(&heard.lines), "");
	str_release(&heard.lines);
}

static bool is_in(const char *const *choices, const char *value)
{
	for (; *choices; choices++)
		if (strcmp(*choices, value) == 0)
			return true;
	return false;
}

static void every_row_has_a_name_of_its_own_a_help_and_a_default_that_it_allows(void **state)
{
	(void)state;
	for (const struct setting_row *row = setting_rows; row->name; row++) {
		assert_ptr_equal(settings_find(row->name), row);
		assert_true(strlen(row->help) > 5);
		assert_true(row->type == YAML_STRING || row->type == YAML_BOOL);
		if (row->choices)
			assert_true(is_in(row->choices, row->standard));
		if (row->type == YAML_BOOL)
			assert_true(is_in((const char *const[]){ "true", "false", NULL },
					  row->standard));
	}
}

static void without_a_file_every_setting_has_its_default(void **state)
{
	struct settings settings;
	(void)state;
	read_well(&settings);
	for (const struct setting_row *row = setting_rows; row->name; row++)
		assert_string_equal(settings_get(&settings, row), row->standard);
	settings_release(&settings);
}

static void what_is_set_is_read_again_for_every_row(void **state)
{
	(void)state;
	for (const struct setting_row *row = setting_rows; row->name; row++) {
		const char *value = row->type == YAML_BOOL ? "true"
				    : row->choices	   ? row->choices[1]
							   : "a: \"b\" \\c # d";
		struct settings settings;
		assert_true(settings_set(row, value, NULL));
		read_well(&settings);
		assert_string_equal(settings_get(&settings, row), value);
		settings_release(&settings);
	}
}

static void setting_one_leaves_the_other_lines_as_they_are(void **state)
{
	write_settings(*state, "# mine\nfold: desktop\n\nui.theme: dark # evening");
	assert_true(settings_set(settings_find("fold"), "mobile", NULL));
	assert_settings(*state, "# mine\nfold: \"mobile\"\n\nui.theme: dark # evening");
	assert_true(settings_set(settings_find("platform"), "linkedin", NULL));
	assert_settings(*state, "# mine\nfold: \"mobile\"\n\nui.theme: dark # evening\n"
				"platform: \"linkedin\"\n");
}

static void a_name_that_only_begins_alike_is_another_setting(void **state)
{
	write_settings(*state, "folder: x\nfold: desktop\n");
	assert_true(settings_set(settings_find("fold"), "mobile", NULL));
	assert_settings(*state, "folder: x\nfold: \"mobile\"\n");
}

static void a_wrong_value_is_refused_with_the_right_ones_and_the_file_stays(void **state)
{
	struct err err = { 0 };
	write_settings(*state, "fold: desktop\n");
	assert_false(settings_set(settings_find("fold"), "tablet", &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(err.text, "fold can be one of: mobile, desktop.");
	assert_false(settings_set(settings_find("rewrite.stream"), "yes please", &err));
	assert_string_equal(err.text, "rewrite.stream can be one of: true, false.");
	assert_settings(*state, "fold: desktop\n");
}

/* Values that go on in the next line would be torn apart. */
static void a_file_of_another_form_is_not_spoiled(void **state)
{
	static const char *const texts[] = { "fold:\n  desktop\n", "{fold: desktop}\n",
					     "ui.theme: [\n" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct err err = { 0 };
		write_settings(*state, texts[i]);
		assert_false(settings_set(settings_find("fold"), "desktop", &err) &&
			     settings_set(settings_find("fold"), "mobile", &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_non_null(strstr(err.text, "nothing was written. Change it by hand."));
		assert_settings(*state, texts[i]);
	}
}

static void a_value_of_two_lines_is_refused(void **state)
{
	struct err err = { 0 };
	(void)state;
	assert_false(settings_set(settings_find("rewrite.model"), "a\nfold: x", &err));
	assert_int_equal(err.code, ERR_INPUT);
}

static void a_wrong_value_in_the_file_is_told_with_its_line_and_the_default_holds(void **state)
{
	struct settings settings;
	struct heard heard = { .count = 0 };
	write_settings(*state, "ui.theme: dark\nfold: tablet\nrewrite.stream: maybe\n");
	settings_read(&settings, report, &heard);
	assert_string_equal(str_text(&heard.lines),
			    "2: “fold” is \"tablet\"; expected one of: mobile, desktop\n"
			    "3: “rewrite.stream” is \"maybe\"; expected true or false\n");
	assert_string_equal(settings.fold, "mobile");
	assert_true(settings.rewrite_stream);
	assert_string_equal(settings.ui_theme, "dark");
	settings_release(&settings);
	str_release(&heard.lines);
}

static void an_unknown_name_is_told_and_the_others_are_read(void **state)
{
	struct settings settings;
	struct heard heard = { .count = 0 };
	write_settings(*state, "colour: red\nfold: desktop\n");
	settings_read(&settings, report, &heard);
	assert_int_equal(heard.count, 1);
	assert_memory_equal(str_text(&heard.lines), "1: ", 3);
	assert_string_equal(settings.fold, "desktop");
	settings_release(&settings);
	str_release(&heard.lines);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void on_a_hub_only_what_names_nothing_is_the_members_to_set(void **state)
{
	struct settings settings;
	write_settings(*state, "club.hub: root@elsewhere\nclub.ssh: sh\nclub.progress: true\n"
			       "rewrite.endpoint: http://x\nfold: desktop\n");
	read_well(&settings);
	settings_hold(&settings);
	assert_string_equal(settings.club_hub, "");
	assert_string_equal(settings.club_ssh, "ssh -T -o BatchMode=yes");
	assert_string_equal(settings.rewrite_endpoint, "");
	assert_true(settings.club_progress);
	assert_string_equal(settings.fold, "desktop");
	settings_release(&settings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_row_has_a_name_of_its_own_a_help_and_a_default_that_it_allows),
		TEST(without_a_file_every_setting_has_its_default),
		TEST(what_is_set_is_read_again_for_every_row),
		TEST(setting_one_leaves_the_other_lines_as_they_are),
		TEST(a_name_that_only_begins_alike_is_another_setting),
		TEST(a_wrong_value_is_refused_with_the_right_ones_and_the_file_stays),
		TEST(a_file_of_another_form_is_not_spoiled),
		TEST(a_value_of_two_lines_is_refused),
		TEST(a_wrong_value_in_the_file_is_told_with_its_line_and_the_default_holds),
		TEST(an_unknown_name_is_told_and_the_others_are_read),
		TEST(on_a_hub_only_what_names_nothing_is_the_members_to_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
