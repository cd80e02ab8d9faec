#include "io/pipe.h"

#include <poll.h>
#include <unistd.h>

#include "base/str.h"
#include "unit.h"

struct heard {
	struct loop *loop;
	struct str output;
	struct err err;
	int count;
};

static void on_done(void *context, struct span output, const struct err *err)
{
	struct heard *heard = context;
	(void)str_add(&heard->output, output);
	heard->err = *err;
	heard->count++;
	loop_stop(heard->loop);
}

/* Runs it to its end; a command that cannot be started counts as one that failed. */
static void run(const struct pipe_request *request, struct heard *heard)
{
	*heard = (struct heard){ .loop = loop_new(NULL) };
	assert_non_null(heard->loop);
	if (pipe_start(heard->loop, request, on_done, heard, &heard->err))
		loop_run(heard->loop);
	loop_free(heard->loop);
}

static void assert_output(const char *command, enum pipe_want want, const char *expected)
{
	struct heard heard;
	run(&(struct pipe_request){ .command = command, .want = want }, &heard);
	assert_int_equal(heard.count, 1);
	assert_int_equal(heard.err.code, ERR_NONE);
	assert_string_equal(str_text(&heard.output), expected);
	str_release(&heard.output);
}

/* No output is handed on, and the sentence is this one. */
static void assert_fails(const struct pipe_request *request, enum err_code code,
			 const char *sentence)
{
	struct heard heard;
	run(request, &heard);
	assert_int_equal(heard.output.length, 0);
	assert_int_equal(heard.err.code, code);
	assert_string_equal(heard.err.text, sentence);
	str_release(&heard.output);
}

static void the_first_line_comes_without_its_end(void **state)
{
	(void)state;
	assert_output("printf 'key\\nmore\\n'", PIPE_FIRST_LINE, "key");
	assert_output("printf 'key\\r\\n'", PIPE_FIRST_LINE, "key");
	assert_output("printf key", PIPE_FIRST_LINE, "key");
	assert_output("true", PIPE_FIRST_LINE, "");
}

static void all_output_comes_as_it_is(void **state)
{
	(void)state;
	assert_output("printf 'a\\nb\\n'", PIPE_ALL, "a\nb\n");
}

static void quotes_keep_a_word_together_and_no_shell_reads_it(void **state)
{
	(void)state;
	assert_output("printf '<%s>' \"two words\" $HOME `id` x'y z'", PIPE_ALL,
		      "<two words><$HOME><`id`><xy z>");
}

static void the_command_has_no_input_and_no_terminal(void **state)
{
	(void)state;
	assert_output("cat", PIPE_ALL, "");
	assert_output("sh -c 'tty -s && echo yes; echo no'", PIPE_FIRST_LINE, "no");
	assert_output("sh -c 'exec 2>/dev/null; true </dev/tty && echo yes; echo no'",
		      PIPE_FIRST_LINE, "no");
}

static void no_other_descriptor_is_handed_on(void **state)
{
	int secret = dup(STDOUT_FILENO);
	(void)state;
	assert_true(secret > 2);
	assert_output(
		"sh -c 'for n in 3 4 5 6 7 8 9; do test -e /proc/self/fd/$n && echo $n; done; "
		"true'",
		PIPE_ALL, "");
	(void)close(secret);
}

static void a_command_that_cannot_be_read_is_refused(void **state)
{
	char long_command[256] = "";
	(void)state;
	assert_fails(&(struct pipe_request){ .command = " \t" }, ERR_INPUT,
		     "The command is empty.");
	assert_fails(&(struct pipe_request){ .command = "echo 'x" }, ERR_INPUT,
		     "The command has a quote that is not closed.");
	for (int i = 0; i < 65; i++)
		memcpy(long_command + 2 * i, "a ", 3);
	assert_fails(&(struct pipe_request){ .command = long_command }, ERR_LIMIT,
		     "The command has more than 64 words.");
}

static void a_program_that_is_not_there_is_named(void **state)
{
	(void)state;
	assert_fails(&(struct pipe_request){ .command = "no-such-program-here -x" }, ERR_MISSING,
		     "The command no-such-program-here could not be started: No such file or "
		     "directory");
}

static void a_command_that_fails_gives_nothing_but_its_status(void **state)
{
	(void)state;
	assert_fails(&(struct pipe_request){ .command = "sh -c 'echo half; exit 3'" }, ERR_INPUT,
		     "The command failed with status 3. Try it in a shell.");
	assert_fails(&(struct pipe_request){ .command = "sh -c 'echo half; kill -9 $$'" },
		     ERR_INPUT, "The command was ended by signal 9.");
}

static void a_command_that_says_too_much_is_ended(void **state)
{
	(void)state;
	assert_fails(&(struct pipe_request){ .command = "yes", .most_bytes = 100 }, ERR_LIMIT,
		     "The command printed more than 100 bytes.");
}

/* A dead process has no command line, also when nobody has waited for it yet. */
static bool has_died(pid_t process)
{
	char path[64];
	(void)snprintf(path, sizeof path, "/proc/%d/cmdline", (int)process);
	FILE *file = fopen(path, "r");
	bool died = !file || fgetc(file) == EOF;
	if (file)
		(void)fclose(file);
	return died;
}

/* What the command started lives in its session and ends with it. */
static void a_command_that_is_too_slow_is_ended_with_all_it_started(void **state)
{
	char name[] = "/tmp/tonfall-pipe-XXXXXX", command[160];
	int fd = mkstemp(name);
	pid_t child = 0;
	(void)state;
	assert_true(fd >= 0);
	(void)snprintf(command, sizeof command, "sh -c 'sleep 60 & echo $! >%s; wait'", name);
	assert_fails(&(struct pipe_request){ .command = command, .limit_ms = 300 }, ERR_LIMIT,
		     "The command took too long and was ended. Try it in a shell.");
	char text[16] = "";
	assert_true(read(fd, text, sizeof text - 1) > 0);
	child = (pid_t)strtol(text, NULL, 10);
	assert_true(child > 1);
	/* The kill was sent to all of them; the system may need a moment. */
	for (int i = 0; i < 500 && !has_died(child); i++)
		(void)poll(NULL, 0, 10);
	assert_true(has_died(child));
	(void)close(fd);
	(void)unlink(name);
}

static void a_cancelled_command_says_nothing_more(void **state)
{
	struct heard heard = { .loop = loop_new(NULL) };
	(void)state;
	struct pipe_request request = { .command = "sleep 60" };
	struct pipe *pipe = pipe_start(heard.loop, &request, on_done, &heard, NULL);
	assert_non_null(pipe);
	pipe_cancel(pipe);
	pipe_cancel(NULL);
	while (loop_turn(heard.loop, 0) && heard.count)
		;
	assert_int_equal(heard.count, 0);
	loop_free(heard.loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_line_comes_without_its_end),
		cmocka_unit_test(all_output_comes_as_it_is),
		cmocka_unit_test(quotes_keep_a_word_together_and_no_shell_reads_it),
		cmocka_unit_test(the_command_has_no_input_and_no_terminal),
		cmocka_unit_test(no_other_descriptor_is_handed_on),
		cmocka_unit_test(a_command_that_cannot_be_read_is_refused),
		cmocka_unit_test(a_program_that_is_not_there_is_named),
		cmocka_unit_test(a_command_that_fails_gives_nothing_but_its_status),
		cmocka_unit_test(a_command_that_says_too_much_is_ended),
		cmocka_unit_test(a_command_that_is_too_slow_is_ended_with_all_it_started),
		cmocka_unit_test(a_cancelled_command_says_nothing_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
