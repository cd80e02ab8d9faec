/*
 * The grammar of RFC 8259, which cJSON reads too kindly (leading zeros, raw control bytes,
 * trailing commas). Checks and hands on a copy that cJSON reads without loss.
 */
#ifndef TONFALL_IO_JSON_STRICT_H
#define TONFALL_IO_JSON_STRICT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

enum { JSON_CEILING = 1 << 20, JSON_DEPTH = 64 };

/* False with the offset in *err when `text` is not exactly one value of at most JSON_DEPTH levels.
 * In *copy, \u0000 has become \ufffd (cJSON's strings end at a NUL), and the escape of half a
 * surrogate pair its three bytes (cJSON would refuse the whole text). */
bool json_strict_copy(struct span text, struct str *copy, struct err *err);

#endif
