/*
 * The files of dictionaries in the encodings that they come in.
 */
#ifndef TONFALL_LANG_ENCODING_H
#define TONFALL_LANG_ENCODING_H

#include <stdbool.h>

#include "base/str.h"

/* Into UTF-8, from an encoding by iconv's name (ISO8859-1). False, with the text as it was, when
 * there is no such encoding or the text has bytes that it has not. */
bool encoding_decode(struct str *text, const char *name);

#endif
