/*
 * JSON: read strictly by cJSON with limits, written by a small writer of our own that never
 * emits what a reader could refuse (invalid UTF-8 becomes U+FFFD).
 */
#ifndef TONFALL_IO_JSON_H
#define TONFALL_IO_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

struct json; /* a value in a tree; the root owns the tree */

/* NULL with *err (offset) when it is not exactly one JSON value, over 1 MiB or 64 levels. */
struct json *json_parse(struct span text, struct err *err);
void json_free(struct json *root);

/* Queries: NULL, or the fallback, when the value is not of that type. `json` may be NULL.
 * Strings hold the bytes that were sent, which may be no UTF-8; \u0000 comes as U+FFFD, half a
 * surrogate pair as its three bytes, so that a reader of pieces can join it. */
const struct json *json_member(const struct json *object, const char *name);
const struct json *json_item(const struct json *array, size_t index);
size_t json_count(const struct json *array);
bool json_string(const struct json *json, struct span *out);
double json_number(const struct json *json, double fallback);
/* A whole number that a double holds exactly (below 2^53), else the fallback. */
long long json_integer(const struct json *json, long long fallback);
bool json_bool(const struct json *json, bool fallback);
/* Of a member; an empty span, or 0, when there is none of that type. */
struct span json_text_of(const struct json *object, const char *name);
long long json_integer_of(const struct json *object, const char *name);
bool json_is_null(const struct json *json);

/* Writing: commas and nesting are kept right by the writer. Keys are NULL inside arrays. */
struct json_writer {
	struct str *out;
	bool needs_comma;
	int depth, indent; /* indent 0: one line */
};

void json_write_begin(struct json_writer *w, const char *key, char bracket); /* '{' or '[' */
void json_write_end(struct json_writer *w, char bracket);		     /* '}' or ']' */
void json_write_string(struct json_writer *w, const char *key, struct span value);
void json_write_integer(struct json_writer *w, const char *key, long long value);
void json_write_number(struct json_writer *w, const char *key, double value, int decimals);
void json_write_bool(struct json_writer *w, const char *key, bool value);

#endif
