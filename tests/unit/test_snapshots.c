#include "unit.h"

#include "base/file.h"
#include "desk/snapshots.h"
#include "home.h"

static struct home home;

static int set_up(void **state)
{
	(void)state;
	home_init(&home);
	return setenv("XDG_STATE_HOME", home.folder, 1);
}

static int tear_down(void **state)
{
	(void)state;
	home_release(&home);
	return unsetenv("TONFALL_TEST_TIME");
}

/* Keeps a version at a time of its own. */
static void keep_at(int second, const char *text)
{
	char time[24];
	(void)snprintf(time, sizeof time, "%d", 1700000000 + second);
	(void)setenv("TONFALL_TEST_TIME", time, 1);
	assert_true(snapshots_keep("id", span_of(text), NULL));
}

static void assert_kept(size_t index, const char *expected)
{
	struct snapshots list = { 0 };
	struct str text = { 0 };
	snapshots_list("id", &list);
	assert_true(index < list.count);
	assert_true(file_read(list.at[index].path, 1 << 20, &text, NULL, NULL));
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
	snapshots_release(&list);
}

static size_t count(const char *id)
{
	struct snapshots list = { 0 };
	snapshots_list(id, &list);
	size_t found = list.count;
	snapshots_release(&list);
	return found;
}

static void the_newest_comes_first(void **state)
{
	(void)state;
	assert_int_equal(count("id"), 0);
	keep_at(1, "eins");
	keep_at(2, "zwei");
	keep_at(2, "im gleichen Augenblick");
	assert_int_equal(count("id"), 3);
	assert_kept(0, "im gleichen Augenblick");
	assert_kept(2, "eins");
}

static void what_equals_the_newest_is_not_kept_twice(void **state)
{
	(void)state;
	keep_at(1, "eins");
	keep_at(2, "eins");
	assert_int_equal(count("id"), 1);
	keep_at(3, "zwei");
	keep_at(4, "eins");
	assert_int_equal(count("id"), 3);
}

static void the_oldest_go_when_there_are_too_many(void **state)
{
	(void)state;
	for (int i = 0; i < SNAPSHOTS_MOST + 10; i++) {
		char text[16];
		(void)snprintf(text, sizeof text, "%d", i);
		keep_at(i, text);
	}
	assert_int_equal(count("id"), SNAPSHOTS_MOST);
	assert_kept(0, "59");
	assert_kept(SNAPSHOTS_MOST - 1, "10");
}

static void the_oldest_go_when_they_take_too_much_room(void **state)
{
	(void)state;
	enum { BYTES = SNAPSHOTS_BYTES / 3 };
	char *large = calloc(1, BYTES + 1);
	assert_non_null(large);
	for (int i = 0; i < 5; i++) {
		memset(large, 'a' + i, BYTES);
		keep_at(i, large);
	}
	assert_int_equal(count("id"), 3);
	free(large);
}

static void a_draft_takes_its_versions_along_under_another_id(void **state)
{
	(void)state;
	keep_at(1, "eins");
	snapshots_move("id", "other");
	assert_int_equal(count("id"), 0);
	assert_int_equal(count("other"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_newest_comes_first),
		TEST(what_equals_the_newest_is_not_kept_twice),
		TEST(the_oldest_go_when_there_are_too_many),
		TEST(the_oldest_go_when_they_take_too_much_room),
		TEST(a_draft_takes_its_versions_along_under_another_id),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
