/*
 * Synonyms from the thesauri of LibreOffice (mythes-* packages). Their format is two text files: an
 * index "word|offset" and a data file with a line for each meaning; libmythes is C++ only and would
 * keep the whole index in memory, so they are read here. Nothing is kept between two questions.
 */
#ifndef TONFALL_LANG_THESAURUS_H
#define TONFALL_LANG_THESAURUS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"
#include "lang/lexicon.h"

struct meaning {
	char *kind;	       /* "(noun)", as the file says; "" when it says nothing */
	struct words synonyms; /* best first; remarks such as "(ugs.)" are taken off */
};

struct meanings ARR(struct meaning);

/* Adds the meanings of a word, at most 16 with at most 32 synonyms each, with a capital where the
 * word has one. A few ms: for the worker. True when none is known; false with ERR_MISSING (which
 * package to install) or ERR_INPUT (a broken file). */
bool thesaurus_find(enum language language, struct span word, struct meanings *out,
		    struct err *err);
void meanings_release(struct meanings *meanings);

#endif
