/*
 * Which of many patterns may match in a text at all, told in one walk over it by the bytes that
 * their matches begin with. It never passes over a match: a pattern whose beginnings cannot be told
 * from how it is written may match anywhere.
 */
#ifndef TONFALL_RULE_PREFILTER_H
#define TONFALL_RULE_PREFILTER_H

#include <stdint.h>

#include "base/span.h"

enum { PREFILTER_PATTERNS = 32, PREFILTER_BEGINNINGS = 100, PREFILTER_BYTES = 4 };

/* In small letters. */
struct prefilter_beginning {
	unsigned char bytes[PREFILTER_BYTES], length;
	unsigned char next; /* of those with the same first byte, from 1; 0: none */
	uint32_t bit;	    /* of its pattern */
};

struct prefilter {
	struct prefilter_beginning at[PREFILTER_BEGINNINGS];
	unsigned char count;
	unsigned char first[256]; /* by the first byte, as `next` */
	uint32_t bits[256];	  /* of all that begin with it */
	uint32_t anywhere;	  /* patterns that cannot be told by their beginnings */
};

/* A pattern as pattern.h has it, under a number; patterns from PREFILTER_PATTERNS on share the bit
 * of the last. */
void prefilter_add(struct prefilter *filter, const char *pattern, unsigned number);
/* A bit for each of the wanted patterns that may match in the text. */
uint32_t prefilter_find(const struct prefilter *filter, struct span text, uint32_t wanted);
uint32_t prefilter_bit(unsigned number);

#endif
