/*
 * A finding is a hint at a place: which rule, which bytes, and the figures and words its sentences
 * speak of. A list owns its replacements; rules belong to the packs and outlive it.
 */
#ifndef TONFALL_RULE_FINDING_H
#define TONFALL_RULE_FINDING_H

#include <stddef.h>

#include "base/arr.h"
#include "base/span.h"
#include "base/str.h"
#include "lang/language.h"

enum severity { SEVERITY_NOTE, SEVERITY_HINT, SEVERITY_WARN, SEVERITY_BLOCK, SEVERITY_COUNT };

enum family {
	FAMILY_LENGTH,
	FAMILY_FOLD,
	FAMILY_HOOK,
	FAMILY_SUBSTANCE,
	FAMILY_DISCUSSION,
	FAMILY_FORMAT,
	FAMILY_CLARITY,
	FAMILY_LANGUAGE,
	FAMILY_TRUST,
	FAMILY_VOICE,
	FAMILY_SPELLING,
	FAMILY_PROMPT, /* of lessons: what a prompt shows */
	FAMILY_POST,   /* of lessons: what a first post shows */
	FAMILY_COUNT,
};

struct rule;

struct finding {
	const struct rule *rule;
	size_t start, end;	/* bytes; start == end: the text as a whole */
	long figures[3];	/* {1} {2} {3} in the rule's sentences; {1|word|words} by number */
	char *word;		/* {word} in them; NULL: the quote */
	char *replacement;	/* what to put there; NULL: none */
	enum language language; /* of the text there */
};

struct findings ARR(struct finding);

/* "note", "hint", "warn", "block" and the families, as they are written in packs. */
extern const char *const severity_names[SEVERITY_COUNT + 1];
extern const char *const family_names[FAMILY_COUNT + 1];

/* Frees the strings of one that is taken out of a list. */
void finding_release(struct finding *finding);
/* Frees the findings' strings and empties the list. */
void findings_clear(struct findings *findings);
void findings_release(struct findings *findings);
/* By severity (worst first), then family (trust, then as they stand above), then place, then rule
 * id: a stable order. */
void findings_sort(struct findings *findings);
/* Keeps the first `most`. */
void findings_cut(struct findings *findings, size_t most);

enum finding_part { FINDING_MESSAGE, FINDING_WHY, FINDING_FIX, FINDING_KEEP, FINDING_PART_COUNT };
/* One of the four sentences in the person's language with the figures put in; English when it has
 * no translation. `text` is what was analysed. Replaces *out. */
void finding_sentence(const struct finding *finding, enum finding_part part, enum language person,
		      struct span text, struct str *out);

/* Where the rule comes from, in words: kind, source, year, and how far to trust it. Replaces *out;
 * "" when the rule names no source. */
void finding_evidence(const struct rule *rule, struct str *out);

#endif
