/* `tonfall learn --grade` and `--check`: what a script gets. */
#include "unit.h"

#include "command.h"

static int set_up(void **state)
{
	struct home *home = calloc(1, sizeof *home);
	if (!home)
		return -1;
	home_init(home);
	*state = home;
	return 0;
}

static int tear_down(void **state)
{
	home_release(*state);
	free(*state);
	return 0;
}

static const char order[] = "Halve the second paragraph for apprentices. Invent nothing.";

static void grading_ends_with_0_passed_1_not_2_misused(void **state)
{
	static const struct {
		const char *target, *answer;
		int status;
	} rows[] = {
		{ "prompt", order, 0 },
		{ "prompt", "Post.", 0 },
		{ "prompts.task", "Ask me three questions about Monday's outage.", 0 },
		{ "prompts.task.write", "Apprentices, first week.", 1 },
		{ "prompts.task", "", 1 },
		{ "prompts.nothing", order, 2 },
		{ "prompts.task.nothing", order, 2 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct command_result result;
		RUN(*state, &result, rows[i].answer, "learn", "--grade", rows[i].target, "-",
		    "--lang", "en");
		if (result.status != rows[i].status)
			print_message("%s: %s\n", rows[i].target, rows[i].answer);
		assert_int_equal(result.status, rows[i].status);
		command_release(&result);
	}
}

static void the_json_of_a_grade_has_criteria_with_their_places(void **state)
{
	struct command_result result;
	RUN(*state, &result, order, "learn", "--grade", "prompt", "-", "--format", "json", "--lang",
	    "en");
	assert_int_equal(result.status, 0);
	static const char *const parts[] = {
		"\"version\": 1",  "\"points\": ",  "\"most\": 24",
		"\"criteria\": [", "\"needed\": ",  "\"id\": \"prompt.task\"",
		"\"start\": 0",	   "\"message\": ", "\"quote\": \"Halve the\"",
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strstr(result.out, parts[i]))
			fail_msg("%s is not in %s", parts[i], result.out);
	command_release(&result);
}

static void the_answer_is_needed_and_only_one(void **state)
{
	struct command_result result;
	RUN(*state, &result, NULL, "learn", "--grade", "prompt");
	assert_int_equal(result.status, 2);
	command_release(&result);
	RUN(*state, &result, NULL, "learn", "--grade", "prompt", "a", "b");
	assert_int_equal(result.status, 2);
	command_release(&result);
}

static void a_lesson_with_a_mistake_is_refused_with_its_line(void **state)
{
	struct command_result result;
	const char *path = home_write(*state, "own.yaml", "id: mine\ntrack: nowhere\n");
	RUN(*state, &result, NULL, "learn", "--check", path);
	assert_int_equal(result.status, 1);
	assert_non_null(strstr(result.err, "own.yaml:2: "));
	command_release(&result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(grading_ends_with_0_passed_1_not_2_misused, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(the_json_of_a_grade_has_criteria_with_their_places,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_answer_is_needed_and_only_one, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_lesson_with_a_mistake_is_refused_with_its_line,
						set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
