/*
 * Data files: YAML read by schema. A mistake is reported with file, line and what was expected;
 * the entry it is in is skipped, the rest still loads. Anchors and aliases are refused, files are
 * at most 1 MiB, 32 levels and 200,000 nodes.
 *
 * A schema is a table of rows, one a key, that says where the value goes in a plain struct:
 *
 *	static const struct yaml_field fields[] = {
 *		{ "id", YAML_STRING, offsetof(struct rule, id), .required = true },
 *		{ "where", YAML_CHOICE, offsetof(struct rule, where), .choices = places },
 *		{ 0 },
 *	};
 *
 * Loaded strings are heap memory of the struct's owner; yaml_release frees by the same schema.
 */
#ifndef TONFALL_BASE_YAML_H
#define TONFALL_BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/err.h"
#include "base/span.h"

enum yaml_type {
	YAML_STRING,  /* char *; one of the choices where there are some */
	YAML_INTEGER, /* long, between min and max */
	YAML_NUMBER,  /* double, between min and max */
	YAML_BOOL,    /* bool */
	YAML_CHOICE,  /* int: index into choices (NULL-terminated) */
	YAML_STRINGS, /* struct yaml_strings: a list, or one string as a list of one */
	YAML_MAP,     /* a struct, by .fields, inside the outer one */
	YAML_LIST,    /* struct yaml_list: a list of maps by .fields, elements of .size bytes */
	YAML_PAIRS,   /* struct yaml_pairs: any keys with string values */
};

struct yaml_strings ARR(char *);

struct yaml_pair {
	char *key;
	char *value;
};
struct yaml_pairs ARR(struct yaml_pair);

struct yaml_list {
	void *at; /* elements of the row's .size bytes */
	size_t count, room;
};

struct yaml_field {
	const char *key; /* NULL ends the table */
	enum yaml_type type;
	size_t offset; /* in the struct */
	bool required;
	double min, max;		 /* of numbers; both 0: any */
	const char *const *choices;	 /* YAML_CHOICE, YAML_STRING */
	const struct yaml_field *fields; /* YAML_MAP, YAML_LIST */
	size_t size;			 /* YAML_LIST: bytes of one element */
	size_t line; /* YAML_LIST: where an element keeps its line, an int; 0: nowhere */
	/* YAML_PAIRS: a string is a pair with the key ""; YAML_MAP: it is the first of the fields,
	 * a YAML_STRING of the key "". */
	bool or_string;
};

/* Told of each mistake; `line` from 1, 0 when it concerns the whole file. `expected` is a sentence
 * that says what was found and what was expected. */
typedef void yaml_report(void *context, const char *path, int line, const char *expected);

/* Reads a file whose top level is a list of maps. Each entry that is right is handed to `each` in
 * a zeroed buffer of `size` bytes; `each` adopts its memory (return true) or refuses it (false:
 * it is released here). Entries with mistakes are reported and skipped; unknown keys are reported
 * and the entry is skipped too. False when the file could not be read as such a list at all (that
 * is reported too). */
bool yaml_read_list(const char *path, const struct yaml_field *fields, size_t size,
		    bool (*each)(void *context, void *entry, int line), void *context,
		    yaml_report *report, void *report_context);

/* Reads a file whose top level is one map into the struct at `into`, which holds the defaults;
 * wrong or unknown keys are reported and leave their default. */
bool yaml_read_map(const char *path, const struct yaml_field *fields, void *into,
		   yaml_report *report, void *report_context);

/* As the two above from bytes in memory; `path` is only for reports. */
bool yaml_parse_list(struct span text, const char *path, const struct yaml_field *fields,
		     size_t size, bool (*each)(void *context, void *entry, int line), void *context,
		     yaml_report *report, void *report_context);
bool yaml_parse_map(struct span text, const char *path, const struct yaml_field *fields, void *into,
		    yaml_report *report, void *report_context);

/* Frees what the fields own; the struct itself is the caller's. */
void yaml_release(const struct yaml_field *fields, void *from);

#endif
