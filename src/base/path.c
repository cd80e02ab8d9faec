#include "base/path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
	const char *variable, *fallback;
} places[] = {
	[PATH_CONFIG] = { "XDG_CONFIG_HOME", ".config" },
	[PATH_DATA] = { "XDG_DATA_HOME", ".local/share" },
	[PATH_STATE] = { "XDG_STATE_HOME", ".local/state" },
};

static void add_home(struct str *out)
{
	const char *home = getenv("HOME");
	(void)str_add(out, span_of(home && *home == '/' ? home : "/"));
}

static bool is_folder(const char *path)
{
	struct stat at;
	return stat(path, &at) == 0 && S_ISDIR(at.st_mode);
}

/* ../share/tonfall beside the folder of the program; false when there is none. */
static bool add_beside_program(struct str *out)
{
	char program[4096];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	for (int up = 0; length > 0 && up < 2; up++)
		while (length > 0 && program[--length] != '/')
			;
	if (length < 0)
		return false;
	(void)str_add(out, (struct span){ program, (size_t)length });
	(void)str_add(out, SPAN("/share/tonfall"));
	if (is_folder(str_text(out)))
		return true;
	str_clear(out);
	return false;
}

static void add_shared(struct str *out)
{
	const char *named = getenv("TONFALL_DATADIR");
	if (named && *named)
		(void)str_add(out, span_of(named));
	else if (!add_beside_program(out))
		(void)str_add(out, span_of(TONFALL_PREFIX "/share/tonfall"));
}

const char *path_in(struct str *out, enum path_place place, const char *name)
{
	str_clear(out);
	if (place == PATH_SHARED) {
		add_shared(out);
	} else {
		const char *named = getenv(places[place].variable);
		if (named && *named == '/') {
			(void)str_add(out, span_of(named));
		} else {
			add_home(out);
			(void)str_format(out, "/%s", places[place].fallback);
		}
		(void)str_add(out, SPAN("/tonfall"));
	}
	if (name)
		(void)str_format(out, "/%s", name);
	return str_text(out);
}

const char *path_join(struct str *out, const char *folder, const char *name)
{
	str_clear(out);
	(void)str_format(out, "%s/%s", folder, name);
	return str_text(out);
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

const char *path_folder(struct str *out, const char *path)
{
	const char *slash = strrchr(path, '/');
	str_clear(out);
	if (!slash)
		(void)str_add(out, SPAN("."));
	else if (slash == path)
		(void)str_add(out, SPAN("/"));
	else
		(void)str_add(out, (struct span){ path, (size_t)(slash - path) });
	return str_text(out);
}

const char *path_for_person(struct str *out, const char *path)
{
	const char *home = getenv("HOME");
	size_t length = home ? strlen(home) : 0;
	str_clear(out);
	if (length > 1 && strncmp(path, home, length) == 0 && path[length] == '/')
		(void)str_format(out, "~%s", path + length);
	else
		(void)str_add(out, span_of(path));
	return str_text(out);
}
