/*
 * What is measured: programs, cases (a text, a place in it, what is done there) and figures; and
 * what is promised of them.
 */
#ifndef TONFALL_BENCH_CASES_H
#define TONFALL_BENCH_CASES_H

#include <stdbool.h>
#include <stddef.h>

enum figure { START, MARKS, KEY, KEY_99, KEY_MOST, CPU, BYTES, MEMORY, PASTE, FIGURES };

enum program_id {
	FLOOR,
	TONFALL,
	NANO,
	NANO_WRAP,
	VIM,
	MICRO,
	KAKOUNE,
	HUNSPELL,
	HUNSPELL_TWO,
	PROGRAMS
};

struct program {
	const char *name;
	const char *command; /* {}: the file; NULL: given by the caller */
	const char *marker;  /* on the screen when it has started; NULL: that of the texts */
	const char *to_end;  /* keys to the end of the text, ready to type; NULL: Ctrl-End */
};

enum place { AT_START, AT_END, INSIDE };
enum deed { TYPES, SEES_KEYS, SEES_KEYS_IN_ANSWER, PASTES_MARKED, PASTES_PLAIN, ONLY_OPENS };

struct bench_case {
	const char *name, *what, *file;
	enum place place;
	enum deed deed;
	const char *pasted; /* file */
	unsigned programs;  /* bit per program */
	int more;	    /* rounds beyond the usual */
};

/* The figure of the desk in one case is at most so many times that of a program in another (or the
 * same) and so much more. PROGRAMS: no program, `plus` alone. */
struct promise {
	const char *of, *to;
	enum figure figure;
	enum figure peer_figure;
	enum program_id program;
	double most, plus;
};

extern const char *const figure_names[FIGURES];
extern const struct program programs[PROGRAMS];
extern const struct bench_case cases[];
extern const size_t case_count;
extern const struct promise promises[];
extern const size_t promise_count;

size_t case_index(const char *name);

#endif
