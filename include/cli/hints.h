/*
 * The hints of `tonfall check` in its formats: a line each, JSON (as tonfall(1) shows it), SARIF
 * 2.1.0. One table of rows; the same report gives the same bytes.
 */
#ifndef TONFALL_CLI_HINTS_H
#define TONFALL_CLI_HINTS_H

#include "coach/coach.h"
#include "io/json.h"

/* What was suggested for a word of the file at hand. */
struct suggested {
	char *word;
	struct around around; /* in the text of the file */
	enum language language;
	struct words words;
};

struct suggested_words ARR(struct suggested);

/* What was not said of a file (struct engine_limits); the path is argv's. */
struct unsaid {
	const char *path;
	char *slow; /* its own copy */
	bool is_cut;
};

struct unsaid_list ARR(struct unsaid);

/* What the formats write to and ask. */
struct hints_out {
	struct str text;
	struct json_writer writer;
	const struct packs *packs;
	struct speller *speller;
	struct suggested_words suggested;
	struct unsaid_list unsaid; /* of all files; SARIF tells it at the end */
	int asked;		   /* how many of them Hunspell was asked about */
};

struct hints_format {
	const char *name;
	bool shows_figures;
	bool lists_rules; /* of all languages */
	void (*begin)(struct hints_out *out);
	void (*file)(struct hints_out *out, const char *path, const struct report *report);
	void (*end)(struct hints_out *out);
};

/* NULL when there is none of that name. */
const struct hints_format *hints_format_find(const char *name);

/* Where a finding begins and ends: lines from 1, columns from 1 in graphemes and code points. */
struct hint_place {
	size_t line, column, point;
	size_t end_line, end_point;
};

/* One for each finding of the report, in their order; free() it. One walk over the text. */
struct hint_place *hint_places(const struct report *report);

/* cli/sarif.c */
extern const struct hints_format sarif_format;

#endif
