/* How far the learner is: what is kept, and what a damaged file or a changed lesson does to it. */
#include "unit.h"

#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/path.h"
#include "lesson/progress.h"

static char folder[] = "/tmp/tonfall-progress-XXXXXX";
static char step_ids[][8] = { "one", "two" };
static struct lesson_step steps[] = { { .id = step_ids[0] }, { .id = step_ids[1] } };
static char lesson_id[] = "prompts.task", test_id[] = "prompts.test";

static struct lesson a_lesson(void)
{
	return (struct lesson){ .id = lesson_id, .steps = { .at = steps, .count = 2 } };
}

static int make_home(void **state)
{
	(void)state;
	i18n_init("en");
	return mkdtemp(folder) && setenv("XDG_STATE_HOME", folder, 1) == 0 ? 0 : -1;
}

static int remove_home(void **state)
{
	(void)state;
	struct str path = { 0 };
	(void)unlink(path_in(&path, PATH_STATE, "lessons.yaml"));
	str_release(&path);
	return 0;
}

static void write_progress(const char *text)
{
	struct str path = { 0 }, parent = { 0 };
	struct err err;
	assert_true(file_make_folder(
		path_folder(&parent, path_in(&path, PATH_STATE, "lessons.yaml")), &err));
	assert_true(file_save(str_text(&path), span_of(text), NULL, &err));
	str_release(&parent);
	str_release(&path);
}

static void what_was_saved_is_read_again(void **state)
{
	(void)state;
	struct progress progress = { 0 }, again;
	struct lesson lesson = a_lesson();
	struct err err;
	progress_pass(&progress, &lesson, 0);
	progress_set(&progress, "a \"quoted\\ id\"", NULL, PROGRESS_SKIPPED);
	assert_true(progress_save(&progress, &err));
	assert_true(progress_read(&again, &err));
	assert_int_equal(progress_of(&again, lesson_id), PROGRESS_BEGUN);
	assert_int_equal(progress_step(&again, &lesson), 1);
	assert_int_equal(progress_of(&again, "a \"quoted\\ id\""), PROGRESS_SKIPPED);
	progress_release(&progress);
	progress_release(&again);
}

static void the_last_step_ends_a_lesson_and_those_it_completes(void **state)
{
	(void)state;
	char *completed[] = { lesson_id };
	struct progress progress = { 0 };
	struct lesson test = a_lesson();
	test.id = test_id;
	test.completes.at = completed;
	test.completes.count = 1;
	progress_pass(&progress, &test, 1);
	assert_int_equal(progress_of(&progress, test_id), PROGRESS_DONE);
	assert_int_equal(progress_of(&progress, lesson_id), PROGRESS_DONE);
	progress_release(&progress);
}

static void a_lesson_that_is_done_stays_done_when_it_is_repeated(void **state)
{
	(void)state;
	struct progress progress = { 0 };
	struct lesson lesson = a_lesson();
	progress_pass(&progress, &lesson, 1);
	progress_set(&progress, lesson_id, "two", PROGRESS_BEGUN);
	assert_int_equal(progress_of(&progress, lesson_id), PROGRESS_DONE);
	assert_int_equal(progress_step(&progress, &lesson), 1);
	progress_release(&progress);
}

static void a_step_that_is_no_more_begins_the_lesson_anew(void **state)
{
	(void)state;
	struct progress progress = { 0 };
	struct lesson lesson = a_lesson();
	progress_set(&progress, lesson_id, "gone", PROGRESS_BEGUN);
	assert_int_equal(progress_step(&progress, &lesson), 0);
	progress_release(&progress);
}

static void no_file_is_no_progress_and_no_error(void **state)
{
	(void)state;
	struct progress progress;
	struct err err;
	(void)remove_home(NULL);
	assert_true(progress_read(&progress, &err));
	assert_int_equal(progress.entries.count, 0);
	progress_release(&progress);
}

static void a_damaged_file_is_kept_aside_and_said_so(void **state)
{
	(void)state;
	struct progress progress;
	struct err err;
	write_progress("- lesson: [never ended\n\x01");
	assert_false(progress_read(&progress, &err));
	assert_non_null(strstr(err.text, ".damaged-"));
	assert_int_equal(progress.entries.count, 0);
	assert_true(progress_read(&progress, &err));
	progress_release(&progress);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_file_is_no_progress_and_no_error),
		cmocka_unit_test(what_was_saved_is_read_again),
		cmocka_unit_test(the_last_step_ends_a_lesson_and_those_it_completes),
		cmocka_unit_test(a_lesson_that_is_done_stays_done_when_it_is_repeated),
		cmocka_unit_test(a_step_that_is_no_more_begins_the_lesson_anew),
		cmocka_unit_test(a_damaged_file_is_kept_aside_and_said_so),
	};
	return cmocka_run_group_tests(tests, make_home, remove_home);
}
