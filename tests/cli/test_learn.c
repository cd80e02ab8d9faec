/* `tonfall learn --grade` and `--check`: what a script gets. */
#include "unit.h"

#include "base/file.h"
#include "command.h"

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

/* The lesson that tonfall-lessons(5) shows. */
static void take_example(struct str *out)
{
	struct str page = { 0 };
	assert_true(file_read("man/tonfall-lessons.5", 1 << 20, &page, NULL, NULL));
	struct span rest = str_span(&page), line;
	bool inside = false;
	while (span_next(&rest, '\n', &line)) {
		if (inside && span_starts(line, SPAN(".\\\" end")))
			break;
		if (inside) {
			(void)str_add(out, line);
			(void)str_add_byte(out, '\n');
		}
		inside |= span_starts(line, SPAN(".\\\" example"));
	}
	str_release(&page);
}

static void check_lesson(struct home *home, const char *lesson, int status, const char *says)
{
	struct command_result result;
	RUN(home, &result, NULL, "learn", "--check", home_write(home, "own.yaml", lesson));
	if (!strstr(status ? result.err : result.out, says))
		fail_msg("%s is not in: %s%s", says, result.err, result.out);
	assert_int_equal(result.status, status);
	command_release(&result);
}

static void the_lesson_of_the_manual_is_sound(void **state)
{
	struct str example = { 0 };
	take_example(&example);
	assert_true(example.length > 400);
	check_lesson(*state, str_text(&example), 0, "a sound lesson");
	str_release(&example);
}

/* Each a change of the manual's lesson, and what is said of it. */
static void a_fault_inside_a_step_is_told_with_its_line(void **state)
{
	static const struct {
		const char *old, *new, *says;
	} rows[] = {
		{ "exercise: improve", "exercise: guess", "own.yaml:13: " },
		{ "    start: Summarise my notes.\n", "", "own.yaml:12: `improve` needs" },
		{ "prompt.task}", "prompt.none}", "own.yaml:17: the rubric has no such criterion" },
		{ "for the nurses of the early shift in five", "in five",
		  "own.yaml:12: the model answer does not pass; it misses: prompt.audience" },
		{ "      - Make it short and clear.",
		  "      - Summarise it for nurses in five sentences.",
		  "own.yaml:12: a bad answer passes: Summarise" },
		{ "start: Summarise my notes.", "start: Summarise it for nurses in five sentences.",
		  "own.yaml:12: this `start` passes as it is" },
	};
	struct str example = { 0 };
	take_example(&example);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str changed = { 0 };
		struct span all = str_span(&example);
		size_t at = span_find(all, span_of(rows[i].old), 0);
		assert_true(at < all.length);
		(void)str_format(&changed, "%.*s%s%s", (int)at, all.at, rows[i].new,
				 all.at + at + strlen(rows[i].old));
		check_lesson(*state, str_text(&changed), 1, rows[i].says);
		str_release(&changed);
	}
	str_release(&example);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(grading_ends_with_0_passed_1_not_2_misused),
		HOME_TEST(the_json_of_a_grade_has_criteria_with_their_places),
		HOME_TEST(the_answer_is_needed_and_only_one),
		HOME_TEST(a_lesson_with_a_mistake_is_refused_with_its_line),
		HOME_TEST(the_lesson_of_the_manual_is_sound),
		HOME_TEST(a_fault_inside_a_step_is_told_with_its_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
