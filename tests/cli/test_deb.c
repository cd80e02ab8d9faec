/*
 * `make deb`: the package goes into a root of its own, runs from there, and leaves nothing when it
 * is removed. Needs root, as dpkg does.
 */
#include "unit.h"

#include <glob.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "command.h"

static struct home root;

/* A line for the shell; it knows $ROOT and $PACKAGE. */
static int run(const char *line)
{
	int status = -1;
	pid_t child = fork();
	if (child == 0) {
		(void)unsetenv("MAKEFLAGS"); /* of the make that runs the tests */
		(void)execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WEXITSTATUS(status);
}

static int build(void **state)
{
	glob_t found;
	(void)state;
	home_init(&root);
	if (geteuid() != 0)
		return 0;
	(void)setenv("ROOT", root.folder, 1);
	assert_int_equal(run("rm -f build/tonfall_*.deb && make -s deb >$ROOT/made"), 0);
	assert_int_equal(glob("build/tonfall_*.deb", 0, NULL, &found), 0);
	assert_int_equal(found.gl_pathc, 1);
	(void)setenv("PACKAGE", found.gl_pathv[0], 1);
	globfree(&found);
	assert_int_equal(
		run("mkdir -p $ROOT/r/var/lib/dpkg/info && touch $ROOT/r/var/lib/dpkg/status"), 0);
	return 0;
}

static int clean_up(void **state)
{
	(void)state;
	home_release(&root);
	return 0;
}

static void need_root(void)
{
	if (geteuid() != 0)
		skip();
}

static void the_package_names_what_the_program_loads_on_first_need(void **state)
{
	static const char *const needed[] = { "libhunspell-1.7-0",   "libcurl4",    "libsqlite3-0",
					      "libnettle8",	     "libseccomp2", "libc6",
					      "hunspell-de-ch-frami" };
	(void)state;
	need_root();
	assert_int_equal(run("dpkg-deb -I $PACKAGE control >$ROOT/control"), 0);
	char *control = home_read(&root, "control");
	assert_non_null(control);
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!strstr(control, needed[i]))
			fail_msg("the package does not need %s", needed[i]);
	free(control);
}

static void it_installs_runs_and_is_removed_without_a_trace(void **state)
{
	struct command_result result;
	(void)state;
	need_root();
	assert_int_equal(run("dpkg --root=$ROOT/r --force-depends -i $PACKAGE >$ROOT/said 2>&1"),
			 0);
	(void)setenv("TONFALL_PROGRAM", home_path(&root, "r/usr/bin/tonfall"), 1);
	RUN(&root, &result, "Das ist ein Fehlre im Satz, den ich las.\n", "check", "-");
	assert_string_equal(result.err, "");
	assert_non_null(strstr(result.out, "spelling.unknown"));
	command_release(&result);
	/* Where /proc does not say where the program is, as in a chroot. */
	assert_int_equal(run("grep -q /usr/share/tonfall $ROOT/r/usr/bin/tonfall"), 0);
	RUN(&root, &result, NULL, "doctor");
	assert_non_null(strstr(result.out, "r/usr/share/tonfall/rules"));
	command_release(&result);
	assert_int_equal(run("dpkg --root=$ROOT/r --force-depends -P tonfall >$ROOT/said 2>&1"), 0);
	assert_int_equal(run("test ! -e $ROOT/r/usr"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_package_names_what_the_program_loads_on_first_need),
		cmocka_unit_test(it_installs_runs_and_is_removed_without_a_trace),
	};
	return cmocka_run_group_tests(tests, build, clean_up);
}
