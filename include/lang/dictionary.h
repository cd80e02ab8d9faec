/*
 * Where word lists are: Hunspell dictionaries of the system for each language, our house words,
 * the person's own words.
 */
#ifndef TONFALL_LANG_DICTIONARY_H
#define TONFALL_LANG_DICTIONARY_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"
#include "lang/language.h"

/* Finds the .aff and .dic of a language: $TONFALL_DICPATH, then the system's folders; the Swiss
 * variant first. ERR_MISSING names the Debian package. */
bool dictionary_find(enum language language, struct str *aff, struct str *dic, struct err *err);
/* The same for another variant of the language; false when there is none. */
bool dictionary_find_variant(enum language language, struct str *aff, struct str *dic);
/* The Debian package that has it: "hunspell-de-ch-frami". */
const char *dictionary_package(enum language language);

/* The same for the .idx and .dat of a thesaurus: $TONFALL_DICPATH, then /usr/share/mythes. */
bool dictionary_find_thesaurus(enum language language, struct str *idx, struct str *dat,
			       struct err *err);
const char *dictionary_thesaurus_package(enum language language);

/* Calls `each` for every list of our own in the program's data: dictionaries/all/<subject>.txt,
 * names that are the same in every language, and dictionaries/<lang>/<subject>.txt. One word a
 * line, "word/model" inflects like the model word, # starts a comment. */
bool dictionary_house_each(enum language language, bool (*each)(void *context, const char *path),
			   void *context, struct err *err);
/* Words by how common they are (lang/frequency.h), dictionaries/frequent/<lang>.txt. */
const char *dictionary_frequent_path(struct str *out, enum language language);
/* The person's own words of a language (PATH_DATA words/<lang>.txt), one a line. */
const char *dictionary_personal_path(struct str *out, enum language language);
/* Appends a word (once) to the person's own; made when missing. Words of at most 64 bytes without
 * white space and controls, else ERR_INPUT. */
bool dictionary_add_personal(enum language language, struct span word, struct err *err);

#endif
