#include "club/kept.h"

#include <unistd.h>

#include "base/file.h"
#include "base/path.h"

const char *kept_path(const char *name, struct str *out)
{
	struct str folder = { 0 };
	(void)path_in(&folder, PATH_STATE, "club");
	(void)path_join(out, str_text(&folder), name);
	str_release(&folder);
	return str_text(out);
}

bool kept_save(const char *name, const char *place, struct span words, struct err *err)
{
	struct str path = { 0 }, text = { 0 };
	(void)str_format(&text, "%s\n", place);
	(void)str_add(&text, words);
	bool done = file_keep(kept_path(name, &path), str_span(&text), err);
	str_release(&text);
	str_release(&path);
	return done;
}

bool kept_find(const char *name, const char *place, size_t limit, struct str *words)
{
	struct str path = { 0 };
	struct span rest, first;
	bool found = file_read(kept_path(name, &path), limit, words, NULL, NULL);
	str_release(&path);
	rest = str_span(words);
	found = found && span_next(&rest, '\n', &first) && span_equal(first, span_of(place));
	(void)str_replace(words, 0, found ? first.length + 1 : words->length, SPAN(""));
	return found;
}

void kept_remove(const char *name)
{
	struct str path = { 0 };
	(void)unlink(kept_path(name, &path));
	str_release(&path);
}
