/*
 * A word that is not known: a name, or a slip?
 */
#ifndef TONFALL_LANG_UNKNOWN_H
#define TONFALL_LANG_UNKNOWN_H

#include "base/span.h"
#include "lang/question.h"
#include "lang/speller.h"

/* What is not known and has a capital: a name, perhaps, or a slip. What stands behind a first name
 * or a title is a name; others are when nothing in the dictionary is near. */
enum verdict unknown_judge(const struct question *q, struct span word);

#endif
