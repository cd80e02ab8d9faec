#include "base/path.h"

#include "unit.h"

static void personal_places_follow_xdg_and_the_home(void **state)
{
	(void)state;
	static const struct {
		const char *variable, *value;
		enum path_place place;
		const char *expected;
	} rows[] = {
		{ "XDG_CONFIG_HOME", "/x", PATH_CONFIG, "/x/tonfall/a" },
		{ "XDG_CONFIG_HOME", "/x/", PATH_CONFIG, "/x/tonfall/a" },
		{ "XDG_CONFIG_HOME", "relative", PATH_CONFIG, "/home/eva/.config/tonfall/a" },
		{ "XDG_CONFIG_HOME", "", PATH_CONFIG, "/home/eva/.config/tonfall/a" },
		{ "XDG_DATA_HOME", NULL, PATH_DATA, "/home/eva/.local/share/tonfall/a" },
		{ "XDG_STATE_HOME", NULL, PATH_STATE, "/home/eva/.local/state/tonfall/a" },
		{ "XDG_STATE_HOME", "/s", PATH_STATE, "/s/tonfall/a" },
		{ "TONFALL_DATADIR", "data", PATH_SHARED, "data/a" },
		{ "TONFALL_DATADIR", NULL, PATH_SHARED, TONFALL_PREFIX "/share/tonfall/a" },
	};
	setenv("HOME", "/home/eva", 1);
	struct str out = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].value)
			setenv(rows[i].variable, rows[i].value, 1);
		else
			unsetenv(rows[i].variable);
		assert_string_equal(path_in(&out, rows[i].place, "a"), rows[i].expected);
	}
	assert_string_equal(path_in(&out, PATH_STATE, NULL), "/s/tonfall");
	str_release(&out);
}

static void paths_are_joined_and_taken_apart(void **state)
{
	(void)state;
	static const struct {
		const char *path, *folder, *name;
	} rows[] = {
		{ "a", ".", "a" },   { "/a", "/", "a" },
		{ "b/a", "b", "a" }, { "/c//b//a", "/c//b", "a" },
		{ "a/", "a", "" },   { "/", "/", "" },
		{ "", ".", "" },
	};
	struct str out = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_string_equal(path_folder(&out, rows[i].path), rows[i].folder);
		assert_string_equal(path_name(rows[i].path), rows[i].name);
	}
	assert_string_equal(path_join(&out, "a", "b"), "a/b");
	assert_string_equal(path_join(&out, "/", "b"), "/b");
	str_release(&out);
}

static void the_result_may_be_an_argument_too(void **state)
{
	(void)state;
	struct str out = { 0 };
	path_join(&out, "a", "b");
	path_join(&out, str_text(&out), "c");
	assert_string_equal(path_join(&out, str_text(&out), path_name(str_text(&out))), "a/b/c/c");
	assert_string_equal(path_folder(&out, str_text(&out)), "a/b/c");
	str_release(&out);
}

static void a_person_reads_the_home_as_a_tilde(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{ "/home/eva/post.txt", "~/post.txt" },
		{ "/home/eva", "~" },
		{ "/home/evan/post.txt", "/home/evan/post.txt" },
		{ "post.txt", "post.txt" },
	};
	struct str out = { 0 };
	for (int slash = 0; slash < 2; slash++) {
		setenv("HOME", slash ? "/home/eva/" : "/home/eva", 1);
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
			assert_string_equal(path_for_person(&out, rows[i][0]), rows[i][1]);
	}
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(personal_places_follow_xdg_and_the_home),
		cmocka_unit_test(paths_are_joined_and_taken_apart),
		cmocka_unit_test(the_result_may_be_an_argument_too),
		cmocka_unit_test(a_person_reads_the_home_as_a_tilde),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
