/*
 * Where things are: XDG folders of the person, the program's data.
 * All functions fill a str and return it as a NUL-terminated string.
 */
#ifndef TONFALL_BASE_PATH_H
#define TONFALL_BASE_PATH_H

#include "base/span.h"
#include "base/str.h"

enum path_place {
	PATH_CONFIG, /* $XDG_CONFIG_HOME/tonfall, else ~/.config/tonfall */
	PATH_DATA,   /* $XDG_DATA_HOME/tonfall, else ~/.local/share/tonfall */
	PATH_STATE,  /* $XDG_STATE_HOME/tonfall, else ~/.local/state/tonfall */
	PATH_SHARED, /* $TONFALL_DATADIR, else ../share/tonfall beside the program, else compiled in
		      */
};

/* The folder, or folder/name when name is not NULL. XDG values that are not absolute are ignored.
 */
const char *path_in(struct str *out, enum path_place place, const char *name);
const char *path_join(struct str *out, const char *folder, const char *name);
/* The part behind the last slash. */
const char *path_name(const char *path);
/* The folder of a path, "." when it has none. */
const char *path_folder(struct str *out, const char *path);
/* The path with the home folder as ~, to show to a person. */
const char *path_for_person(struct str *out, const char *path);

#endif
