/*
 * Completions in the real shells: each is given the start of a line and a Tab, and its screen is
 * read. A shell that is not installed is skipped.
 */
#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"
#include "command.h"
#include "desk/settings.h"
#include "terminal.h"

enum { START_MS = 800 };

static const char *const bash[] = { "bash", "--norc", "--noprofile", "-i", NULL };
static const char *const zsh[] = { "zsh", "-f", "-i", NULL };
static const char *const fish[] = { "fish", "--no-config", "-i", NULL };

static bool is_installed(const char *shell)
{
	char line[64];
	int status = -1;
	(void)snprintf(line, sizeof line, "command -v %s >/dev/null", shell);
	pid_t child = fork();
	if (child == 0) {
		(void)execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status == 0;
}

/* Types the start of a line and Tab, and waits for what that makes of it. */
static void expect(struct terminal *terminal, const char *typed, const char *expected)
{
	terminal_press(terminal, typed);
	terminal_drain(terminal, 100);
	terminal_press(terminal, "\t");
	terminal_wait(terminal, expected);
	terminal_press(terminal, "\x15");
	terminal_drain(terminal, 100);
}

/* `set_up`: lines that let the shell find the program and completions/, by these two variables. */
static void try_shell(const char *const *argv, const char *set_up)
{
	char folder[512], program[600], sources[600];
	const char *const environment[] = { program, sources, NULL };
	struct home home = { .environment = environment };
	if (!is_installed(argv[0]))
		skip();
	home_init(&home);
	(void)snprintf(folder, sizeof folder, "%s", home_program());
	*strrchr(folder, '/') = '\0';
	(void)snprintf(program, sizeof program, "PROGRAM=%s", folder);
	(void)snprintf(sources, sizeof sources, "SOURCES=%s", home_source("completions"));
	(void)home_write(&home, "post.txt", "Ein Satz.\n");
	struct terminal *terminal = terminal_start(&home, 40, 100, argv);
	terminal_drain(terminal, START_MS);
	terminal_press(terminal, set_up);
	terminal_wait(terminal, "is 42");
	expect(terminal, "tonfall che", "tonfall check ");
	expect(terminal, "tonfall check --form", "tonfall check --format ");
	expect(terminal, "tonfall check --format sar", "tonfall check --format sarif ");
	expect(terminal, "tonfall check --only spe", "tonfall check --only spelling ");
	expect(terminal, "tonfall rules expl", "tonfall rules explain ");
	expect(terminal, "tonfall rules explain hook.clich", "tonfall rules explain hook.cliche");
	expect(terminal, "tonfall config set ui.th", "tonfall config set ui.theme ");
	expect(terminal, "tonfall config set fold mob", "tonfall config set fold mobile ");
	expect(terminal, "tonfall rewrite --task plai", "tonfall rewrite --task plainer ");
	expect(terminal, "tonfall learn prompts.aud", "tonfall learn prompts.audience ");
	expect(terminal, "tonfall po", "tonfall post.txt ");
	expect(terminal, "tonfall check --against po", "tonfall check --against post.txt ");
	terminal_free(terminal);
	home_release(&home);
}

static void bash_completes(void **state)
{
	(void)state;
	try_shell(bash, "PATH=$PROGRAM:$PATH; . $SOURCES/tonfall.bash; echo is $((6 * 7))\n");
}

static void zsh_completes(void **state)
{
	(void)state;
	try_shell(zsh, "PATH=$PROGRAM:$PATH; fpath=($SOURCES $fpath); autoload -U compinit; "
		       "compinit -u -D; echo is $((6 * 7))\n");
}

static void fish_completes(void **state)
{
	(void)state;
	try_shell(fish,
		  "set PATH $PROGRAM $PATH; source $SOURCES/tonfall.fish; echo is (math 6 x 7)\n");
}

static bool says(const char *out, const char *word)
{
	char line[128];
	(void)snprintf(line, sizeof line, "\n%s\t", word);
	return strncmp(out, line + 1, strlen(line + 1)) == 0 || strstr(out, line);
}

static void all_that_the_tables_hold_is_offered(void **state)
{
	struct home home = { 0 };
	struct command_result result;
	(void)state;
	home_init(&home);
	RUN(&home, &result, NULL, "--complete", "");
	for (const struct subcommand *row = subcommands; row->name; row++)
		if (!says(result.out, row->name))
			fail_msg("%s is not offered", row->name);
	command_release(&result);
	RUN(&home, &result, NULL, "--complete", "config", "get", "");
	for (const struct setting_row *row = setting_rows; row->name; row++)
		if (!says(result.out, row->name))
			fail_msg("%s is not offered", row->name);
	command_release(&result);
	RUN(&home, &result, NULL, "--complete", "gibtesnicht", "");
	assert_int_equal(result.status, 0);
	assert_string_equal(result.out, "");
	command_release(&result);
	RUN(&home, &result, NULL, "--complete");
	assert_int_equal(result.status, 0);
	command_release(&result);
	home_release(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_that_the_tables_hold_is_offered),
		cmocka_unit_test(bash_completes),
		cmocka_unit_test(zsh_completes),
		cmocka_unit_test(fish_completes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
