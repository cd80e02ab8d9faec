#include "desk/consent.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/path.h"
#include "base/str.h"

enum { CEILING = 1 << 20 };

/* The same for all ways to the file, also while only its folder is there. */
static void real_path(const char *path, struct str *out)
{
	struct str folder = { 0 };
	char *real = realpath(path, NULL);
	char *place = real ? NULL : realpath(path_folder(&folder, path), NULL);
	str_clear(out);
	if (place)
		(void)str_format(out, "%s/%s", place, path_name(path));
	else
		(void)str_add(out, span_of(real ? real : path));
	free(place);
	free(real);
	str_release(&folder);
}

/* The lines of the file without `path`; true when it was among them. */
static bool read_others(struct span path, struct str *others)
{
	struct str name = { 0 }, text = { 0 };
	bool found = false;
	/* Without the file nothing is barred. */
	(void)file_read(path_in(&name, PATH_STATE, "never-send.txt"), CEILING, &text, NULL, NULL);
	struct span rest = str_span(&text), line;
	while (span_next(&rest, '\n', &line)) {
		if (span_equal(line, path))
			found = true;
		else if (line.length)
			(void)str_format(others, "%.*s\n", SPAN_ARGS(line)); /* CEILING */
	}
	str_release(&text);
	str_release(&name);
	return found;
}

bool consent_is_barred(const char *path)
{
	struct str real = { 0 }, others = { 0 };
	real_path(path, &real);
	bool barred = read_others(str_span(&real), &others);
	str_release(&others);
	str_release(&real);
	return barred;
}

bool consent_bar(const char *path, bool barred, struct err *err)
{
	struct str real = { 0 }, lines = { 0 }, name = { 0 };
	real_path(path, &real);
	(void)read_others(str_span(&real), &lines);
	if (barred)
		(void)str_format(&lines, "%s\n", str_text(&real));
	bool done = file_keep(path_in(&name, PATH_STATE, "never-send.txt"), str_span(&lines), err);
	str_release(&name);
	str_release(&lines);
	str_release(&real);
	return done;
}
