/*
 * What the author has put aside: hints silenced at one place, or a rule for good. A place is
 * remembered by rule, its own words and the two words on either side, in the form to compare by,
 * never by message or offset: so it survives edits around it, restarts and a change of the
 * person's language. It comes back when its own words change, or both sides do.
 *
 * One list a person, in the open (PATH_DATA silenced.yaml); at most 5,000 entries, the oldest of a
 * place gives way.
 */
#ifndef TONFALL_RULE_SILENCE_H
#define TONFALL_RULE_SILENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/err.h"
#include "base/str.h"
#include "base/yaml.h"
#include "lang/analysis.h"
#include "rule/finding.h"

struct silence {
	char *rule; /* its id */
	bool for_good;
	char *quote; /* of a hint about the whole text: the text's first words */
	char *before, *after;
	char *reason; /* in the author's words; "" when none was given */
	char *since;  /* 2026-11-24 */
};

struct silences ARR(struct silence);

/* The person's file. */
const char *silences_path(struct str *out);
/* A missing file is an empty list; what is wrong is reported, the rest holds. */
void silences_read(struct silences *silences, const char *path, yaml_report *report, void *context);
bool silences_save(const struct silences *silences, const char *path, struct err *err);
void silences_release(struct silences *silences);

/* Puts the hint aside. The analysis is of the text that the finding is in; `now` in seconds since
 * 1970. A second time replaces the reason. */
void silence_add(struct silences *silences, const struct finding *finding,
		 const struct analysis *analysis, bool for_good, struct span reason, long long now);
/* Calls it back. */
void silence_remove(struct silences *silences, size_t index);
/* Which entry silences the finding; NULL: none. */
const struct silence *silence_of(const struct silences *silences, const struct finding *finding,
				 const struct analysis *analysis);

#endif
