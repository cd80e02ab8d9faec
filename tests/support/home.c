#include "unit.h"

#include "home.h"

#include <ftw.h>
#include <limits.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"

enum { TEXT_CEILING = 1 << 20, VALUE_MOST = 512 };

void home_init(struct home *home)
{
	(void)snprintf(home->folder, sizeof home->folder, "/tmp/tonfall-test-XXXXXX");
	assert_non_null(mkdtemp(home->folder));
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status;
	(void)kind;
	(void)at;
	(void)remove(path); /* what stays behind lies in /tmp */
	return 0;
}

void home_release(struct home *home)
{
	(void)nftw(home->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int home_set_up(void **state)
{
	struct home *home = calloc(1, sizeof *home);
	if (!home)
		return -1;
	home_init(home);
	*state = home;
	return 0;
}

int home_tear_down(void **state)
{
	home_release(*state);
	free(*state);
	return 0;
}

const char *home_path(const struct home *home, const char *name)
{
	static char paths[4][192];
	static unsigned next;
	char *path = paths[next++ % 4];
	assert_true(snprintf(path, sizeof *paths, "%s/%s", home->folder, name) <
		    (int)sizeof *paths);
	return path;
}

const char *home_write(const struct home *home, const char *name, const char *text)
{
	const char *path = home_path(home, name);
	struct str folder = { 0 };
	assert_true(file_make_folder(path_folder(&folder, path), NULL));
	assert_true(file_save(path, span_of(text), NULL, NULL));
	str_release(&folder);
	return path;
}

char *home_read(const struct home *home, const char *name)
{
	struct str text = { 0 };
	return file_read(home_path(home, name), TEXT_CEILING, &text, NULL, NULL) ? str_take(&text)
										 : NULL;
}

const char *home_program(void)
{
	static char path[PATH_MAX];
	const char *program = getenv("TONFALL_PROGRAM");
	assert_non_null(realpath(program ? program : "build/release/tonfall", path));
	return path;
}

const char *home_source(const char *name)
{
	static char paths[4][PATH_MAX];
	static unsigned next;
	char *path = paths[next++ % 4];
	assert_non_null(realpath(name, path));
	return path;
}

/* Only what a program needs to start, and what the sanitizers listen to, is handed on. */
static void clear_environment(void)
{
	static const char *const kept[] = { "PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS",
					    "LSAN_OPTIONS" };
	enum { KEPT = sizeof kept / sizeof *kept };
	char values[KEPT][VALUE_MOST];
	bool is_set[KEPT];
	for (size_t i = 0; i < KEPT; i++) {
		const char *value = getenv(kept[i]);
		is_set[i] = value && snprintf(values[i], VALUE_MOST, "%s", value) < VALUE_MOST;
	}
	(void)clearenv();
	for (size_t i = 0; i < KEPT; i++)
		if (is_set[i])
			(void)setenv(kept[i], values[i], 1);
}

static void set_variable(const char *assignment)
{
	char name[64];
	const char *sign = strchr(assignment, '=');
	if (!sign) {
		(void)unsetenv(assignment);
		return;
	}
	(void)snprintf(name, sizeof name, "%.*s", (int)(sign - assignment), assignment);
	(void)setenv(name, sign + 1, 1);
}

void home_enter(const struct home *home)
{
	clear_environment();
	(void)setenv("TERM", "xterm-256color", 1);
	(void)setenv("LC_ALL", "C.UTF-8", 1);
	(void)setenv("HOME", home->folder, 1);
	if (chdir(home->folder) != 0)
		_exit(125);
	for (const char *const *variable = home->environment; variable && *variable; variable++)
		set_variable(*variable);
	if (home->obeys_modes) {
		/* Fails when the tests do not run as root, and then is not needed. */
		(void)prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
		(void)prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
	}
}
