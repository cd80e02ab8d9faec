/*
 * Subcommands: one row and one file each. A function gets argv from the subcommand's own name on
 * and returns the exit status: 0 well, 1 something found, 2 could not run.
 */
#ifndef TONFALL_CLI_CLI_H
#define TONFALL_CLI_CLI_H

#include "rule/pack.h"

/* A line of `tonfall NAME --help`. */
struct cli_option {
	const char *name; /* as it is written, "--format text|json"; NULL ends the table */
	const char *help; /* N_() */
};

struct subcommand {
	const char *name; /* NULL ends the table */
	const char *usage;
	const char *help; /* N_() */
	int (*run)(int argc, char **argv);
	const struct cli_option *options; /* NULL: none */
};

extern const struct subcommand subcommands[];

/* NULL when there is none of that name. */
const struct subcommand *subcommand_find(const char *name);
/* Runs it; --help and --version among its arguments come first. */
int subcommand_run(const struct subcommand *row, int argc, char **argv);

/* In the language of the person's setting; without one the locale's stays. */
void cli_speak(void);
/* What `tonfall --help` and `tonfall --version` print; return 0. */
int cli_help(void);
int cli_version(void);
/* A mistake in a data file, on standard error: file, line where there is one, what was expected. A
 * yaml_report. */
void cli_complain(void *context, const char *path, int line, const char *expected);
/* A rule that could not be read is missing from the answer: that must be known. */
void cli_complain_of(const struct pack_complaints *complaints);
/* One line on standard error; returns 2. */
int cli_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

int cli_config(int argc, char **argv);
int cli_doctor(int argc, char **argv);

extern const struct cli_option config_options[], doctor_options[];

#endif
