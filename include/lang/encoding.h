/*
 * The files of dictionaries in the encodings that they come in. Only those that hunspell(5) lists:
 * iconv knows hundreds more, some of which keep a state, name files or write more than they read.
 */
#ifndef TONFALL_LANG_ENCODING_H
#define TONFALL_LANG_ENCODING_H

#include <stdbool.h>

#include "base/span.h"
#include "base/str.h"

/* iconv's name for what an affix file calls its encoding (ISO8859-1, iso-8859-1, microsoft-cp1251);
 * "" for UTF-8, NULL for one that is not read. */
const char *encoding_name(struct span said);
/* Into UTF-8, from an encoding by iconv's name. False, with the text as it was, when it has bytes
 * that the encoding has not. */
bool encoding_decode(struct str *text, const char *name);

#endif
