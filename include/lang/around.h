/*
 * What stands beside a word in its text.
 */
#ifndef TONFALL_LANG_AROUND_H
#define TONFALL_LANG_AROUND_H

#include <stddef.h>

#include "base/span.h"

/* The words on both sides with nothing but a space between; empty where there is none. */
struct around {
	struct span before, after;
};

/* What stands around text[start, end). */
struct around around_of(struct span text, size_t start, size_t end);

#endif
