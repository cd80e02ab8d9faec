/*
 * All on one text, in order: analysis, measures, spelling, rules, and a verdict for each family.
 * Runs on the worker for the desk and directly for `tonfall check`; deterministic, the same input
 * gives the same report.
 */
#ifndef TONFALL_COACH_COACH_H
#define TONFALL_COACH_COACH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "coach/measure.h"
#include "coach/platform.h"
#include "lang/analysis.h"
#include "lang/speller.h"
#include "rule/engine.h"
#include "rule/finding.h"

struct coach; /* packs, engine, platforms: read once, one thread at a time */

/* What of a text stands elsewhere word for word; found by whoever has the texts. */
struct copied {
	size_t start, end, words;
	const char *source; /* its name */
};

struct copied_passages ARR(struct copied);

struct copies {
	struct copied_passages passages;
	double share;		/* of the text in handed-out texts, 0 … 1 */
	double own_share;	/* … in one's own earlier posts */
	const char *own_source; /* NULL: none */
};

/* Fills *copies (empty). */
typedef void coach_find_copies(void *context, const struct analysis *analysis,
			       struct copies *copies);

struct coach_options {
	const char *platform;		/* id; NULL: the first */
	enum language pinned;		/* of the text; LANGUAGE_NONE: guess */
	unsigned families;		/* bit per enum family; 0: all */
	bool no_figures;		/* nobody looks at report.measures */
	struct speller *speller;	/* NULL: no spelling */
	coach_find_copies *find_copies; /* NULL: nothing to compare with */
	void *copies_context;
};

struct report {
	struct analysis analysis; /* its text points into `text` */
	char *text;		  /* the report's own copy */
	size_t length;
	struct measures measures;
	struct findings findings; /* sorted */
	struct findings praise;	  /* what is good, by the rules with `praise: true` */
	size_t misspelled;	  /* words */
	const struct platform *platform;
	struct engine_limits limits; /* what the rules did not say */
	struct err spelling;	     /* why words could not be checked (a missing dictionary) */
};

/* Reads the packs of the program and of the person. Never fails: what is wrong is in
 * coach_complaints(), the rest works. */
struct coach *coach_new(void);
/* The same with one pack more, a file that stands elsewhere; NULL: none. */
struct coach *coach_new_with(const char *pack);
/* For texts in a language, though it does for all: what only others need is read and made when one
 * comes, and what is wrong with that is told no more; coach_packs() grows then. LANGUAGE_NONE: all
 * at once. */
struct coach *coach_new_for(enum language language);
void coach_free(struct coach *coach);
const struct packs *coach_packs(const struct coach *coach);
const struct platforms *coach_platforms(const struct coach *coach);
const struct pack_complaints *coach_complaints(const struct coach *coach);
/* Adds one of the caller's, about a file or folder that it gave. */
void coach_complain(struct coach *coach, const char *path, const char *text);

/* The author's employer and its products (names with commas between). */
void coach_set_house(struct coach *coach, const char *employer, const char *products);

/* Fills *report (zeroed at first; keeps memory when used again). Copies the text. */
void coach_run(struct coach *coach, struct span text, const struct coach_options *options,
	       struct report *report);
void report_release(struct report *report);

/* Does the report speak of the rule, as a hint or as praise? */
bool report_speaks_of(const struct report *report, const char *rule_id);
/* What to say of a family in the checklist: the worst severity found, or -1 when it is fine; -2
 * when there is too little text to say anything. */
int report_family(const struct report *report, enum family family);

#endif
