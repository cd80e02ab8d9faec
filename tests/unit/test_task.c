#include "rewrite/task.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "unit.h"

static void count_reports(void *context, const char *path, int line, const char *expected)
{
	int *reports = context;
	print_message("%s:%d: %s\n", path, line, expected);
	++*reports;
}

static void the_tasks_that_come_along_are_right_in_all_languages(void **state)
{
	(void)state;
	static const char *const ids[] = { "correct",	   "shorter",	   "plainer",
					   "openings",	   "closings",	   "interview",
					   "translate-de", "translate-fr", "translate-it",
					   "translate-en" };
	struct tasks tasks = { 0 };
	int reports = 0;
	tasks_read(&tasks, "tasks", count_reports, &reports);
	assert_int_equal(reports, 0);
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		const struct task *task = task_find(&tasks, ids[i]);
		assert_non_null(task);
		for (int l = LANGUAGE_DE; l < LANGUAGE_COUNT; l++) {
			assert_true(strlen(task->title[l]) > 3);
			assert_true(strlen(task->instruction[l]) > 100);
			assert_null(strchr(task->instruction[l], '\n'));
		}
		/* Swiss spelling in the instructions themselves. */
		assert_null(strstr(task->instruction[LANGUAGE_DE], "ß"));
	}
	assert_null(task_find(&tasks, "nothing"));
	tasks_release(&tasks);
}

#define LANGUAGES "{de: d, fr: f, it: i, en: e}"

static void a_later_folder_replaces_and_a_mistake_is_reported(void **state)
{
	(void)state;
	static const char own[] =
		"- {id: correct, title: " LANGUAGES ", instruction: " LANGUAGES "}\n"
		"- {id: bad, title: " LANGUAGES "}\n"
		"- {id: mine, title: " LANGUAGES ", instruction: " LANGUAGES "}\n";
	char folder[] = "/tmp/tonfall-task-XXXXXX", path[64];
	struct tasks tasks = { 0 };
	int reports = 0;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof path, "%s/own.yaml", folder);
	assert_true(file_save(path, span_of(own), NULL, NULL));
	tasks_read(&tasks, "tasks", count_reports, &reports);
	size_t before = tasks.count;
	tasks_read(&tasks, folder, count_reports, &reports);
	assert_int_equal(reports, 1);
	assert_int_equal(tasks.count, before + 1);
	assert_string_equal(task_find(&tasks, "correct")->instruction[LANGUAGE_EN], "e");
	assert_null(task_find(&tasks, "bad"));
	assert_string_equal(task_title(task_find(&tasks, "mine"), LANGUAGE_FR), "f");
	assert_string_equal(task_title(task_find(&tasks, "mine"), LANGUAGE_NONE), "e");
	tasks_release(&tasks);
	(void)unlink(path);
	(void)rmdir(folder);
}

static void a_title_falls_back_to_english_and_to_the_id(void **state)
{
	(void)state;
	static char id[] = "t", english[] = "Tee";
	struct task task = { .id = id };
	assert_string_equal(task_title(&task, LANGUAGE_IT), "t");
	task.title[LANGUAGE_EN] = english;
	assert_string_equal(task_title(&task, LANGUAGE_IT), "Tee");
}

static void what_a_task_answers_and_where_it_goes_comes_from_its_file(void **state)
{
	(void)state;
	struct tasks tasks = { 0 };
	int reports = 0;
	tasks_read(&tasks, "tasks", count_reports, &reports);
	assert_int_equal(task_find(&tasks, "correct")->answer, TASK_TEXT);
	assert_int_equal(task_find(&tasks, "openings")->answer, TASK_CHOICES);
	assert_int_equal(task_find(&tasks, "openings")->place, TASK_AT_START);
	assert_int_equal(task_find(&tasks, "closings")->place, TASK_AT_END);
	assert_int_equal(task_find(&tasks, "interview")->answer, TASK_QUESTIONS);
	assert_true(task_find(&tasks, "interview")->takes_empty);
	assert_int_equal(task_find(&tasks, "translate-it")->to, LANGUAGE_IT);
	assert_int_equal(task_find(&tasks, "translate-it")->answer, TASK_WHOLE);
	tasks_release(&tasks);
}

static void an_own_instruction_is_a_task_in_every_language(void **state)
{
	(void)state;
	struct task task;
	task_init_own(&task, SPAN("  Mach es lustiger. "));
	assert_string_equal(task.instruction[LANGUAGE_IT], "Mach es lustiger.");
	assert_string_equal(task.id, "own");
	task_release(&task);
}

static void the_lines_of_an_answer_lose_numbers_bullets_and_quotes(void **state)
{
	(void)state;
	struct span lines[TASK_LINES_MOST];
	assert_int_equal(
		task_lines(SPAN("1. Eins\n\n- «Zwei»\n3) \"Drei\" und \"vier\"\n2026 war gut."),
			   lines),
		4);
	assert_span(lines[0], "Eins");
	assert_span(lines[1], "Zwei");
	assert_span(lines[2], "\"Drei\" und \"vier\"");
	assert_span(lines[3], "2026 war gut.");
	assert_int_equal(task_lines(SPAN("\n \n-\n"), lines), 1);
	assert_int_equal(task_lines(SPAN("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn"), lines),
			 TASK_LINES_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tasks_that_come_along_are_right_in_all_languages),
		cmocka_unit_test(a_later_folder_replaces_and_a_mistake_is_reported),
		cmocka_unit_test(what_a_task_answers_and_where_it_goes_comes_from_its_file),
		cmocka_unit_test(an_own_instruction_is_a_task_in_every_language),
		cmocka_unit_test(the_lines_of_an_answer_lose_numbers_bullets_and_quotes),
		cmocka_unit_test(a_title_falls_back_to_english_and_to_the_id),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
