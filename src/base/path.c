#include "base/path.h"

#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Built apart and handed over last, so that arguments may point into *out. */
static const char *hand_over(struct str *out, struct str *made)
{
	str_release(out);
	made->ceiling = out->ceiling;
	*out = *made;
	return str_text(out);
}

static void add_part(struct str *to, struct span name)
{
	if (to->length && to->at[to->length - 1] != '/')
		str_add_byte(to, '/');
	str_add(to, name);
}

/* Without a home nothing may land somewhere by accident: the folder returned then never exists. */
static const char *home_folder(void)
{
	const char *home = getenv("HOME");
	if (home && *home == '/')
		return home;
	const struct passwd *entry = getpwuid(getuid());
	return entry && entry->pw_dir && *entry->pw_dir == '/' ? entry->pw_dir : "/nonexistent";
}

static void add_personal(struct str *to, const char *variable, const char *below_home)
{
	const char *value = getenv(variable);
	if (value && *value == '/') {
		str_add(to, span_of(value));
	} else {
		str_add(to, span_of(home_folder()));
		add_part(to, span_of(below_home));
	}
	add_part(to, SPAN("tonfall"));
}

static bool add_beside_program(struct str *to)
{
	char program[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program);
	if (length <= 0 || (size_t)length == sizeof program)
		return false;
	const char *slash = memrchr(program, '/', (size_t)length);
	slash = slash ? memrchr(program, '/', (size_t)(slash - program)) : NULL;
	if (!slash)
		return false;
	str_add(to, (struct span){ program, (size_t)(slash - program) });
	add_part(to, SPAN("share/tonfall"));
	if (access(str_text(to), F_OK) == 0)
		return true;
	str_clear(to);
	return false;
}

static void add_shared(struct str *to)
{
	const char *value = getenv("TONFALL_DATADIR");
	if (value && *value)
		str_add(to, span_of(value));
	else if (!add_beside_program(to))
		str_add(to, SPAN(TONFALL_PREFIX "/share/tonfall"));
}

const char *path_in(struct str *out, enum path_place place, const char *name)
{
	struct str made = { 0 };
	switch (place) {
	case PATH_CONFIG:
		add_personal(&made, "XDG_CONFIG_HOME", ".config");
		break;
	case PATH_DATA:
		add_personal(&made, "XDG_DATA_HOME", ".local/share");
		break;
	case PATH_STATE:
		add_personal(&made, "XDG_STATE_HOME", ".local/state");
		break;
	case PATH_SHARED:
		add_shared(&made);
		break;
	}
	if (name)
		add_part(&made, span_of(name));
	return hand_over(out, &made);
}

const char *path_join(struct str *out, const char *folder, const char *name)
{
	struct str made = { 0 };
	str_add(&made, span_of(folder));
	add_part(&made, span_of(name));
	return hand_over(out, &made);
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

const char *path_folder(struct str *out, const char *path)
{
	struct str made = { 0 };
	const char *name = path_name(path);
	struct span folder = { path, (size_t)(name - path) };
	while (folder.length > 1 && folder.at[folder.length - 1] == '/')
		folder.length--;
	str_add(&made, folder.length ? folder : SPAN("."));
	return hand_over(out, &made);
}

const char *path_for_person(struct str *out, const char *path)
{
	struct str made = { 0 };
	struct span rest = span_of(path);
	struct span home = span_of(home_folder());
	while (home.length > 1 && home.at[home.length - 1] == '/')
		home.length--;
	bool inside = home.length > 1 && span_starts(rest, home) &&
		      (rest.length == home.length || rest.at[home.length] == '/');
	if (inside) {
		str_add_byte(&made, '~');
		rest = span_slice(rest, home.length, rest.length);
	}
	str_add(&made, rest);
	return hand_over(out, &made);
}
