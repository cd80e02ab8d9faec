#include "unit.h"

#include "command.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MOST = 400, OUTPUT_MOST = 1 << 22, SECONDS_MOST = 60 };

/* What the child reads and writes: files without a name, so that nobody waits for anybody. */
struct files {
	FILE *in, *out, *err;
};

static void become_program(const struct home *home, const char *const *arguments,
			   const struct files *files)
{
	const char *argv[ARGUMENTS_MOST] = { "tonfall" };
	const char *program = home_program();
	for (size_t i = 0; arguments[i]; i++)
		argv[i + 1] = arguments[i];
	if (dup2(fileno(files->in), 0) < 0 || dup2(fileno(files->out), 1) < 0 ||
	    dup2(fileno(files->err), 2) < 0)
		_exit(126);
	home_enter(home);
	(void)alarm(SECONDS_MOST);
	/* execv leaves the strings as they are. */
	(void)execv(program, (char *const *)argv);
	_exit(127);
}

static char *take_all(FILE *file)
{
	char *text = calloc(1, OUTPUT_MOST);
	assert_non_null(text);
	rewind(file);
	assert_true(fread(text, 1, OUTPUT_MOST, file) < OUTPUT_MOST);
	(void)fclose(file);
	return text;
}

void command_run_program(const struct home *home, const char *const *arguments, const char *input,
			 struct command_result *result)
{
	struct files files = { tmpfile(), tmpfile(), tmpfile() };
	int status = 0;
	size_t count = 0;
	while (arguments[count])
		count++;
	assert_true(count + 2 <= ARGUMENTS_MOST);
	assert_true(files.in && files.out && files.err);
	if (input)
		(void)fputs(input, files.in);
	(void)fflush(files.in);
	rewind(files.in);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		become_program(home, arguments, &files);
	assert_int_equal(waitpid(child, &status, 0), child);
	result->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	(void)fclose(files.in);
	result->out = take_all(files.out);
	result->err = take_all(files.err);
}

void command_release(struct command_result *result)
{
	free(result->out);
	free(result->err);
	*result = (struct command_result){ 0 };
}
