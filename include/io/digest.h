/*
 * SHA-256 (FIPS 180-4), by nettle, loaded on first need: to know a text by its hash, and to chain
 * the lines of the audit.
 */
#ifndef TONFALL_IO_DIGEST_H
#define TONFALL_IO_DIGEST_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"

enum { DIGEST_TEXT = 65 }; /* 64 hexadecimal digits and the NUL */

/* The hash of `first` and `second` one after the other. */
bool digest_text(struct span first, struct span second, char text[DIGEST_TEXT], struct err *err);

#endif
