/*
 * Near-copies: how much of a draft stands word for word in texts that were handed out, or in the
 * author's own earlier posts. Texts are kept as hashes of five words in a row (folded: case,
 * apostrophes and ß make no difference); of the draft those five in a row that occur there are its
 * echo. What the draft puts in quotation marks is no copy.
 *
 * At most 5,000 texts and 2 million words; what is over is left out and said.
 */
#ifndef TONFALL_VOICE_ECHO_H
#define TONFALL_VOICE_ECHO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/err.h"
#include "lang/analysis.h"

enum echo_kind { ECHO_HANDED_OUT, ECHO_OWN, ECHO_KINDS };

enum {
	ECHO_WORDS = 5,		/* in a row */
	ECHO_PASSAGE_WORDS = 8, /* a shorter run is no passage */
};

/* A run of words that stands in a source; the longest such runs, never overlapping. */
struct echo_passage {
	size_t start, end; /* bytes of the draft */
	size_t words;
	const char *source; /* the text's name; the echo's */
	enum echo_kind kind;
};

struct echo_passages ARR(struct echo_passage);

struct echo_report {
	struct echo_passages passages;
	/* Of each kind the text that holds most of the draft (NULL: none), and how much, 0 … 1. */
	const char *source[ECHO_KINDS];
	double share[ECHO_KINDS];
};

struct echo;

struct echo *echo_new(void);
void echo_free(struct echo *echo);
/* All .txt and .md files of a folder, in the order of their names, but for the one named `except`
 * (the draft itself; NULL: none). What cannot be read is left out; false with the first reason. */
bool echo_add_folder(struct echo *echo, enum echo_kind kind, const char *folder, const char *except,
		     struct err *err);

/* Fills *report (zeroed at first; keeps memory). An own post that is the draft itself, word for
 * word, is passed over. */
void echo_find(const struct echo *echo, const struct analysis *draft, struct echo_report *report);
void echo_report_release(struct echo_report *report);

#endif
