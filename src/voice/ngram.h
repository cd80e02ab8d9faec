/*
 * How expected a sequence of symbols is after those of the author: counts of all runs of up to
 * `order` symbols, smoothed as Witten and Bell do (IEEE Trans. Inf. Theory 37, 1991, method C).
 * Counting can be taken back, so that each own post can be measured against the others.
 */
#ifndef TONFALL_VOICE_NGRAM_H
#define TONFALL_VOICE_NGRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arr.h"

struct symbols ARR(uint32_t);

struct ngram_entry {
	uint64_t key;	       /* of the run; 0: free */
	uint32_t count;	       /* of the run itself */
	uint32_t total, kinds; /* of what follows it */
};

struct ngram {
	int order;
	struct ngram_entry *entries;
	size_t count, room; /* room: a power of two */
};

void ngram_init(struct ngram *ngram, int order);
void ngram_release(struct ngram *ngram);
void ngram_add(struct ngram *ngram, const struct symbols *symbols);
/* Takes back what ngram_add counted for the same symbols. */
void ngram_remove(struct ngram *ngram, const struct symbols *symbols);
/* Bits a symbol that a reader of the author would need. */
double ngram_bits(const struct ngram *ngram, const struct symbols *symbols);

#endif
