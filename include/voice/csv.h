/*
 * CSV (RFC 4180) read row by row, with the two ways of writing a quote in a field: doubled, or
 * behind a backslash. Hostile bytes are data: fields, columns and rows have ceilings.
 */
#ifndef TONFALL_VOICE_CSV_H
#define TONFALL_VOICE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

enum { CSV_COLUMNS = 64, CSV_FIELD_CEILING = 1 << 20, CSV_ROWS = 200000 };

struct csv {
	struct span text;
	size_t at, rows;
	bool has_escapes; /* \" and \\ stand for themselves in quoted fields */
	struct str fields[CSV_COLUMNS];
	size_t count; /* of fields in the row read last; further columns are dropped */
};

/* A byte order mark is skipped. `text` stays the caller's. */
void csv_init(struct csv *csv, struct span text);
void csv_release(struct csv *csv);
/* The next row, into csv->fields. False at the end, and with *err at what cannot be read. */
bool csv_next(struct csv *csv, struct err *err);
/* A field of the row; empty when it has none. */
struct span csv_field(const struct csv *csv, size_t column);

#endif
