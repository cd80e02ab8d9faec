/* The command line itself: help and version everywhere, one line and status 2 for what is wrong. */
#include "cli/cli.h"

#include <sys/wait.h>
#include <unistd.h>

#include "command.h"
#include "unit.h"

static void assert_one_line(const char *text)
{
	const char *end = strchr(text, '\n');
	assert_memory_equal(text, "tonfall: ", 9);
	assert_non_null(end);
	assert_string_equal(end, "\n");
}

/* Nothing on standard output, one line on standard error, status 2. */
static void assert_refused(const struct home *home, const char *const *arguments,
			   const char *sentence)
{
	struct command_result result;
	command_run_program(home, arguments, NULL, &result);
	assert_int_equal(result.status, 2);
	assert_string_equal(result.out, "");
	assert_one_line(result.err);
	if (!strstr(result.err, sentence))
		fail_msg("not said: %s; but: %s", sentence, result.err);
	command_release(&result);
}

#define REFUSED(state, sentence, ...) \
	assert_refused((state), (const char *const[]){ __VA_ARGS__, NULL }, (sentence))

static void help_names_every_subcommand(void **state)
{
	struct command_result result;
	RUN(*state, &result, NULL, "--help");
	assert_int_equal(result.status, 0);
	assert_string_equal(result.err, "");
	for (const struct subcommand *row = subcommands; row->name; row++) {
		char line[160];
		(void)snprintf(line, sizeof line, "  tonfall %s%s%s\n", row->name,
			       *row->usage ? " " : "", row->usage);
		assert_non_null(strstr(result.out, line));
	}
	command_release(&result);
}

static void each_subcommand_has_a_help_with_its_options(void **state)
{
	for (const struct subcommand *row = subcommands; row->name; row++) {
		struct command_result result;
		RUN(*state, &result, NULL, row->name, "--help");
		assert_int_equal(result.status, 0);
		assert_string_equal(result.err, "");
		assert_non_null(strstr(result.out, row->help));
		for (const struct cli_option *option = row->options; option && option->name;
		     option++) {
			assert_non_null(strstr(result.out, option->name));
			assert_non_null(strstr(result.out, option->help));
		}
		command_release(&result);
	}
}

static void each_subcommand_has_a_name_and_a_help_of_its_own(void **state)
{
	(void)state;
	for (const struct subcommand *row = subcommands; row->name; row++) {
		assert_ptr_equal(subcommand_find(row->name), row);
		assert_true(strlen(row->help) > 5);
		assert_non_null(row->run);
	}
	assert_null(subcommand_find("no-such-command"));
}

static void the_version_is_one_line_everywhere(void **state)
{
	struct command_result first, second;
	RUN(*state, &first, NULL, "--version");
	RUN(*state, &second, NULL, "check", "--version");
	assert_int_equal(first.status, 0);
	assert_memory_equal(first.out, "tonfall ", 8);
	assert_string_equal(strchr(first.out, '\n'), "\n");
	assert_string_equal(second.out, first.out);
	command_release(&first);
	command_release(&second);
}

static void each_subcommand_refuses_an_option_that_it_has_not(void **state)
{
	for (const struct subcommand *row = subcommands; row->name; row++)
		REFUSED(*state, "", row->name, "--no-such-option");
}

static void what_is_wrong_with_the_command_line_is_one_sentence(void **state)
{
	REFUSED(*state, "there is no option --colour", "--colour");
	REFUSED(*state, "one draft at a time, please", "a.txt", "b.txt");
	REFUSED(*state, "check what? Name a file", "check");
	REFUSED(*state, "there is no option --colour", "check", "--colour", "red", "a.txt");
	REFUSED(*state, "--format needs a value", "check", "--format");
	REFUSED(*state, "--format cannot be “xml”", "check", "--format", "xml", "a.txt");
	REFUSED(*state, "--only cannot be “taste”", "check", "--only", "taste", "a.txt");
	REFUSED(*state, "there is no platform moon", "check", "--platform", "moon", "a.txt");
	REFUSED(*state, "there is no setting colour", "config", "get", "colour");
	REFUSED(*state, "fold can be one of: mobile, desktop", "config", "set", "fold", "tablet");
	REFUSED(*state, "there is no rule hook.moon", "rules", "explain", "hook.moon");
}

static void the_desk_without_a_terminal_says_what_works_without_one(void **state)
{
	REFUSED(*state, "the desk needs a terminal; `tonfall check FILE` works without one",
		"post.txt");
	REFUSED(*state, "the desk needs a terminal", "--", "--post.txt");
	assert_null(home_read(*state, "post.txt"));
}

/* A shell writes where the test's own runner does not: to a disk that is full. */
static void a_result_that_cannot_be_written_is_a_failure(void **state)
{
	static const char *const commands[] = { "--help", "rules list", "check -", "doctor" };
	const struct home *home = *state;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		char line[512];
		const char *said = home_path(home, "said");
		(void)snprintf(line, sizeof line, "echo x | %s %s >/dev/full 2>%s", home_program(),
			       commands[i], said);
		pid_t child = fork();
		int status = 0;
		if (child == 0) {
			home_enter(home);
			(void)execl("/bin/sh", "sh", "-c", line, (char *)NULL);
			_exit(127);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(WEXITSTATUS(status), 2);
		char *text = home_read(home, "said");
		assert_string_equal(text, "tonfall: standard output cannot be written (No space "
					  "left on device); the result is not whole\n");
		free(text);
	}
}

static void a_setting_is_written_and_read_again(void **state)
{
	struct command_result result;
	RUN(*state, &result, NULL, "config", "set", "fold", "desktop");
	assert_int_equal(result.status, 0);
	assert_string_equal(result.err, "");
	command_release(&result);
	RUN(*state, &result, NULL, "config", "get", "fold");
	assert_string_equal(result.out, "desktop\n");
	command_release(&result);
	RUN(*state, &result, NULL, "config", "path");
	assert_non_null(strstr(result.out, "/.config/tonfall/settings.yaml\n"));
	command_release(&result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(help_names_every_subcommand),
		HOME_TEST(each_subcommand_has_a_help_with_its_options),
		HOME_TEST(each_subcommand_has_a_name_and_a_help_of_its_own),
		HOME_TEST(the_version_is_one_line_everywhere),
		HOME_TEST(each_subcommand_refuses_an_option_that_it_has_not),
		HOME_TEST(what_is_wrong_with_the_command_line_is_one_sentence),
		HOME_TEST(the_desk_without_a_terminal_says_what_works_without_one),
		HOME_TEST(a_result_that_cannot_be_written_is_a_failure),
		HOME_TEST(a_setting_is_written_and_read_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
