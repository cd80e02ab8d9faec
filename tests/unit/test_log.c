#include "base/log.h"

#include <sys/stat.h>

#include "home.h"
#include "unit.h"

static int set_up(void **state)
{
	struct home *home = calloc(1, sizeof *home);
	if (!home)
		return -1;
	home_init(home);
	*state = home;
	return setenv("TONFALL_TEST_TIME", "1795557720", 1);
}

static int tear_down(void **state)
{
	home_release(*state);
	free(*state);
	return unsetenv("TONFALL_LOG");
}

static void log_to(const struct home *home, const char *name)
{
	assert_int_equal(setenv("TONFALL_LOG", home_path(home, name), 1), 0);
}

static void nothing_is_written_unless_a_file_is_named(void **state)
{
	assert_int_equal(unsetenv("TONFALL_LOG"), 0);
	log_line("test", "nothing");
	assert_int_equal(setenv("TONFALL_LOG", "", 1), 0);
	log_line("test", "nothing");
	assert_null(home_read(*state, "log"));
}

static void a_line_has_the_time_in_utc_the_area_and_the_message(void **state)
{
	log_to(*state, "log");
	log_line("io", "%d bytes", 12);
	log_line("desk", "%s", "Zürich");
	char *text = home_read(*state, "log");
	assert_non_null(text);
	assert_string_equal(text, "2026-11-24T22:02:00Z io: 12 bytes\n"
				  "2026-11-24T22:02:00Z desk: Zürich\n");
	free(text);
}

static void control_bytes_are_escaped_so_that_a_line_is_a_line(void **state)
{
	log_to(*state, "log");
	log_line("io", "%s", "a\nb\033[2J\x7f\\ \xc2\x9b é");
	char *text = home_read(*state, "log");
	assert_non_null(text);
	assert_string_equal(text, "2026-11-24T22:02:00Z io: "
				  "a\\x0ab\\x1b[2J\\x7f\\x5c \xc2\\x9b é\n");
	free(text);
}

static void only_the_person_may_read_the_log(void **state)
{
	struct stat status;
	log_to(*state, "log");
	log_line("io", "x");
	assert_int_equal(stat(home_path(*state, "log"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

static void a_pipe_that_nobody_reads_does_not_stop_the_program(void **state)
{
	assert_int_equal(mkfifo(home_path(*state, "pipe"), 0600), 0);
	log_to(*state, "pipe");
	log_line("io", "x");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_written_unless_a_file_is_named),
		TEST(a_line_has_the_time_in_utc_the_area_and_the_message),
		TEST(control_bytes_are_escaped_so_that_a_line_is_a_line),
		TEST(only_the_person_may_read_the_log),
		TEST(a_pipe_that_nobody_reads_does_not_stop_the_program),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
