/*
 * Looking for words. A match begins and ends between graphemes, so "e" is not found inside "é";
 * composed and decomposed letters are the same. Without accents, "Zurich" finds "Zürich" and
 * "gruss" finds "Gruß".
 */
#ifndef TONFALL_TEXT_SEARCH_H
#define TONFALL_TEXT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arr.h"
#include "base/span.h"

struct search_options {
	bool heeds_case;
	bool ignores_accents;
	bool whole_words;
};

struct search {
	struct search_options options;
	struct ARR(uint32_t) wanted; /* the folded points */
};

struct match {
	size_t start, end;
};
struct matches ARR(struct match);

void search_init(struct search *search, struct span needle, struct search_options options);
void search_release(struct search *search);
/* All of them in order, none overlapping, at most `most`; *matches is cleared first. */
void search_all(const struct search *search, struct span text, size_t most,
		struct matches *matches);

#endif
