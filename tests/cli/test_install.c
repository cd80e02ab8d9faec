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

static void the_manual_is_there_in_the_four_languages(void **state)
{
	static const char *const pages[][2] = {
		{ "opt/share/man/man1/tonfall.1", "opens the desk" },
		{ "opt/share/man/de/man1/tonfall.1", "öffnet" },
		{ "opt/share/man/fr/man5/tonfall-rules.5", "règles" },
		{ "opt/share/man/it/man5/tonfall-rules.5", "regole" },
		{ "opt/share/man/de/man7/tonfall-hub.7", "EINRICHTEN" },
		{ "opt/share/man/fr/man7/tonfall-hub.7", "MISE EN PLACE" },
		{ "opt/share/man/it/man7/tonfall-hub.7", "PREPARAZIONE" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		char *text = home_read(&home, pages[i][0]);
		assert_non_null(text);
		assert_non_null(strstr(text, pages[i][1]));
		free(text);
	}
}

/* A machine of a person who is not root: which packages are there, and a log of what was asked for.
 */
static void fake_machine(void)
{
	static const char *const fakes[][2] = {
		{ "dpkg-query", "test \"$4\" = there && echo 'install ok installed'" },
		{ "id", "echo 1000" },
		{ "sudo", "echo sudo \"$@\" >>\"$HOME/asked\"" },
		{ "apt-get", "echo apt-get \"$@\" >>\"$HOME/asked\"" },
	};
	for (size_t i = 0; i < sizeof fakes / sizeof *fakes; i++) {
		char name[64], text[128];
		(void)snprintf(name, sizeof name, "fake/%s", fakes[i][0]);
		(void)snprintf(text, sizeof text, "#!/bin/sh\n%s\n", fakes[i][1]);
		assert_int_equal(chmod(home_write(&home, name, text), 0755), 0);
	}
	assert_int_equal(symlink("/bin/grep", home_path(&home, "fake/grep")), 0);
}

static int run_shell(const char *line)
{
	int status = -1;
	pid_t child = fork();
	if (child == 0) {
		(void)execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WEXITSTATUS(status);
}

/* The status of tests/tools/deps.sh there; what it says is in the file `said`. */
static int run_deps(void)
{
	char line[512];
	(void)snprintf(line, sizeof line,
		       "PATH=%s HOME=%s /bin/sh tests/tools/deps.sh there missing-a missing-b >%s",
		       home_path(&home, "fake"), home.folder, home_path(&home, "said"));
	return run_shell(line);
}

static void assert_file(const char *name, const char *expected)
{
	char *text = home_read(&home, name);
	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
	(void)remove(home_path(&home, name));
}

static void what_is_missing_is_installed_with_sudo_and_said(void **state)
{
	(void)state;
	fake_machine();
	assert_int_equal(run_deps(), 0);
	assert_file("said", "Installing with apt-get: missing-a missing-b\n");
	assert_file("asked", "sudo apt-get update -qq\nsudo env DEBIAN_FRONTEND=noninteractive "
			     "apt-get install -y -qq "
			     "--no-install-recommends missing-a missing-b\n");
	assert_int_equal(remove(home_path(&home, "fake/apt-get")), 0);
	assert_int_equal(run_deps(), 0);
	assert_file("said", "Tonfall needs these (Debian's names), and there is no apt-get to "
			    "install them: missing-a missing-b\n");
	assert_null(home_read(&home, "asked"));
}

/* What `make run` opens. */
static void the_sample_post_is_in_the_language_that_the_program_speaks(void **state)
{
	static const struct {
		const char *environment, *sample;
	} rows[] = {
		{ "LANG=de_CH.UTF-8", "de-gemischt" },
		{ "LANG=fr_CH.UTF-8", "fr-atelier" },
		{ "LC_ALL=it_CH LANG=de_CH", "it-errore" },
		{ "LANG=de_CH LANGUAGE=fr:de", "fr-atelier" },
		{ "LANG=C LANGUAGE=de", "en-incident" },
		{ "", "en-incident" },
		{ "LANG=es_ES.UTF-8", "en-incident" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char line[512], path[256];
		const char *folder = home_path(&home, "sample");
		(void)snprintf(line, sizeof line,
			       "env -u LC_ALL -u LC_MESSAGES -u LANG -u LANGUAGE %s "
			       "sh tests/tools/sample.sh %s",
			       rows[i].environment, folder);
		assert_int_equal(run_shell(line), 0);
		(void)snprintf(path, sizeof path, "%s/%s.txt\n", folder, rows[i].sample);
		assert_file("sample/path", path);
	}
}

static void the_installed_desk_opens_with_coach_and_theme(void **state)
{
	(void)state;
	(void)home_write(&home, ".config/tonfall/settings.yaml", "ui.theme: dark\n");
	struct terminal *terminal =
		terminal_new(&home, TERMINAL_ROWS, TERMINAL_COLUMNS,
			     home_write(&home, "post.txt", "Ein kurzer Satz.\n"));
	terminal_wait(terminal, "Ein kurzer Satz.");
	terminal_wait(terminal, "Only 3 words");
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
		cmocka_unit_test(the_manual_is_there_in_the_four_languages),
		cmocka_unit_test(what_is_missing_is_installed_with_sudo_and_said),
		cmocka_unit_test(the_sample_post_is_in_the_language_that_the_program_speaks),
		cmocka_unit_test(the_installed_desk_opens_with_coach_and_theme),
		cmocka_unit_test(uninstalling_leaves_nothing),
	};
	return cmocka_run_group_tests(tests, install, clean_up);
}
