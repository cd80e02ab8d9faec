/* `make install` into a folder: the program works from there, and `make uninstall` leaves nothing.
 */
#include "unit.h"

#include <ftw.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command.h"
#include "terminal.h"

static struct home home;
static int files;

static void run_make(const char *target)
{
	char folder[96];
	int status = -1;
	(void)snprintf(folder, sizeof folder, "DESTDIR=%s", home.folder);
	pid_t child = fork();
	if (child == 0) {
		(void)unsetenv("MAKEFLAGS"); /* of the make that runs the tests */
		(void)execlp("make", "make", "-s", target, folder, "PREFIX=/opt", (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static int count_one(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)path, (void)status, (void)at;
	files += kind != FTW_D;
	return 0;
}

static int count_files(const char *name)
{
	files = 0;
	(void)nftw(home_path(&home, name), count_one, 16, FTW_PHYS);
	return files;
}

static int install(void **state)
{
	(void)state;
	home_init(&home);
	run_make("install");
	return setenv("TONFALL_PROGRAM", home_path(&home, "opt/bin/tonfall"), 1);
}

static int clean_up(void **state)
{
	(void)state;
	home_release(&home);
	return 0;
}

static void the_installed_program_finds_its_data_and_checks(void **state)
{
	struct command_result result;
	(void)state;
	RUN(&home, &result, NULL, "--version");
	assert_int_equal(result.status, 0);
	command_release(&result);
	RUN(&home, &result, "Das ist ein Fehlre im Satz, den ich las.\n", "check", "-");
	assert_string_equal(result.err, "");
	assert_non_null(strstr(result.out, "spelling.unknown"));
	command_release(&result);
	RUN(&home, &result, NULL, "doctor");
	assert_non_null(strstr(result.out, "~/opt/share/tonfall/rules"));
	command_release(&result);
}

static void the_installed_program_speaks_the_four_languages(void **state)
{
	static const char *const environment[] = { "LC_ALL=fr_CH.UTF-8", NULL };
	struct home french = home;
	struct command_result result;
	(void)state;
	french.environment = environment;
	RUN(&french, &result, NULL, "--help");
	assert_non_null(strstr(result.out, "ouvre le bureau sur un brouillon"));
	command_release(&result);
}

static void the_installed_desk_opens_with_coach_and_theme(void **state)
{
	(void)state;
	(void)home_write(&home, ".config/tonfall/settings.yaml", "ui.theme: dark\n");
	struct terminal *terminal =
		terminal_new(&home, TERMINAL_ROWS, TERMINAL_COLUMNS,
			     home_write(&home, "post.txt", "Ein kurzer Satz.\n"));
	terminal_wait(terminal, "Ein kurzer Satz.");
	terminal_wait(terminal, "Length");
	terminal_free(terminal);
}

/* Last: takes away what the others need. */
static void uninstalling_leaves_nothing(void **state)
{
	(void)state;
	assert_true(count_files("opt") > 20);
	run_make("uninstall");
	assert_int_equal(count_files("opt"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_installed_program_finds_its_data_and_checks),
		cmocka_unit_test(the_installed_program_speaks_the_four_languages),
		cmocka_unit_test(the_installed_desk_opens_with_coach_and_theme),
		cmocka_unit_test(uninstalling_leaves_nothing),
	};
	return cmocka_run_group_tests(tests, install, clean_up);
}
