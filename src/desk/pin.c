#include "desk/pin.h"

#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "base/str.h"

enum { CEILING = 64 };

static const char *path_of(struct str *out, const char *id)
{
	struct str name = { 0 };
	(void)str_format(&name, "languages/%s", id);
	path_in(out, PATH_STATE, str_text(&name));
	str_release(&name);
	return str_text(out);
}

enum language pin_read(const char *id)
{
	struct str path = { 0 }, bytes = { 0 };
	enum language language = LANGUAGE_NONE;
	/* Most drafts have no such file. */
	if (file_read(path_of(&path, id), CEILING, &bytes, NULL, NULL))
		language = language_from(span_trim(str_span(&bytes)));
	str_release(&bytes);
	str_release(&path);
	return language;
}

bool pin_keep(const char *id, enum language language, struct err *err)
{
	struct str path = { 0 }, bytes = { 0 };
	bool done = true;
	path_of(&path, id);
	if (language == LANGUAGE_NONE) {
		(void)unlink(str_text(&path)); /* there may be none */
	} else {
		(void)str_format(&bytes, "%s\n", language_code(language));
		done = file_keep(str_text(&path), str_span(&bytes), err);
	}
	str_release(&bytes);
	str_release(&path);
	return done;
}
