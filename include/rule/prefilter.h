/*
 * Which of many patterns may match in a text at all, told in one walk over it by the bytes that
 * their matches begin with. It never passes over a match: a pattern whose beginnings cannot be told
 * from how it is written is told by the first byte of its matches (rule/pattern.h), or may match
 * anywhere.
 */
#ifndef TONFALL_RULE_PREFILTER_H
#define TONFALL_RULE_PREFILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

enum { PREFILTER_PATTERNS = 32, PREFILTER_BEGINNINGS = 64, PREFILTER_BYTES = 4 };

struct prefilter {
	/* Of the beginnings, each a bit: those that may have the byte in that place, in any case of
	 * the letters; all that are shorter. */
	uint64_t bits[PREFILTER_BYTES][256];
	uint64_t at_word; /* those that stand at the start of a word only */
	unsigned char lengths[PREFILTER_BEGINNINGS];
	uint32_t patterns[PREFILTER_BEGINNINGS]; /* the bit of the one that each is of */
	unsigned count;
	uint32_t anywhere; /* patterns that cannot be told by their beginnings */
};

/* A pattern as pattern.h has it, under a number; patterns from PREFILTER_PATTERNS on share the bit
 * of the last. `first`: 256 bits of the bytes that a match may begin with; NULL: any. */
void prefilter_add(struct prefilter *filter, const char *pattern, const unsigned char *first,
		   unsigned number);
/* A bit for each of the patterns that may match in the text. */
uint32_t prefilter_find(const struct prefilter *filter, struct span text);
/* Does prefilter_next tell each place of the text that a match of the pattern with that bit may
 * begin at? */
bool prefilter_tells(const struct prefilter *filter, struct span text, uint32_t bit);
/* The first of them from `from` on; text.length: none. */
size_t prefilter_next(const struct prefilter *filter, struct span text, size_t from, uint32_t bit);
uint32_t prefilter_bit(unsigned number);

#endif
