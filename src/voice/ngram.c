#include "ngram.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

enum { FIRST_ROOM = 1 << 10, LEAST_KINDS = 60 };

void ngram_init(struct ngram *ngram, int order)
{
	*ngram = (struct ngram){ .order = order, .room = FIRST_ROOM };
	ngram->entries = mem_alloc(ngram->room * sizeof *ngram->entries);
}

void ngram_release(struct ngram *ngram)
{
	free(ngram->entries);
	*ngram = (struct ngram){ .entries = NULL };
}

/* A run's key: its length, then its symbols, mixed as in SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t key_of(const uint32_t *symbols, int length)
{
	uint64_t key = (uint64_t)length + 1;
	for (int i = 0; i < length; i++) {
		key = (key ^ symbols[i]) + 0x9e3779b97f4a7c15u;
		key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9u;
		key = (key ^ (key >> 27)) * 0x94d049bb133111ebu;
		key ^= key >> 31;
	}
	return key ? key : 1;
}

static struct ngram_entry *slot(const struct ngram *ngram, uint64_t key)
{
	size_t at = (size_t)(key * 0x9e3779b97f4a7c15u) & (ngram->room - 1);
	while (ngram->entries[at].key && ngram->entries[at].key != key)
		at = (at + 1) & (ngram->room - 1);
	return &ngram->entries[at];
}

static void grow(struct ngram *ngram)
{
	struct ngram old = *ngram;
	ngram->room *= 2;
	ngram->entries = mem_alloc(ngram->room * sizeof *ngram->entries);
	for (size_t i = 0; i < old.room; i++)
		if (old.entries[i].key)
			*slot(ngram, old.entries[i].key) = old.entries[i];
	free(old.entries);
}

static struct ngram_entry *entry_for(struct ngram *ngram, uint64_t key)
{
	struct ngram_entry *entry = slot(ngram, key);
	if (entry->key)
		return entry;
	if (ngram->count * 2 >= ngram->room) {
		grow(ngram);
		entry = slot(ngram, key);
	}
	entry->key = key;
	ngram->count++;
	return entry;
}

/* The run symbols[at + 1 - length, at], and what stands before its last symbol. */
static void count_run(struct ngram *ngram, const uint32_t *run, int length, bool adds)
{
	struct ngram_entry *entry = entry_for(ngram, key_of(run, length));
	bool was_there = entry->count > 0;
	entry->count += adds ? 1 : (uint32_t)-1;
	bool is_there = entry->count > 0;
	struct ngram_entry *before = entry_for(ngram, key_of(run, length - 1));
	before->total += adds ? 1 : (uint32_t)-1;
	before->kinds += (uint32_t)is_there - (uint32_t)was_there;
}

static void count_all(struct ngram *ngram, const struct symbols *symbols, bool adds)
{
	for (size_t i = 0; i < symbols->count; i++)
		for (int length = 1; length <= ngram->order && (size_t)length <= i + 1; length++)
			count_run(ngram, symbols->at + i + 1 - length, length, adds);
}

void ngram_add(struct ngram *ngram, const struct symbols *symbols)
{
	count_all(ngram, symbols, true);
}

void ngram_remove(struct ngram *ngram, const struct symbols *symbols)
{
	count_all(ngram, symbols, false);
}

static double chance(const struct ngram *ngram, const uint32_t *last, int most)
{
	const struct ngram_entry *before = slot(ngram, key_of(NULL, 0));
	double kinds = before->kinds > LEAST_KINDS ? before->kinds : LEAST_KINDS;
	double chance = 1 / (2 * kinds); /* of a symbol never seen */
	for (int length = 1; length <= most; length++) {
		const uint32_t *run = last + 1 - length;
		before = slot(ngram, key_of(run, length - 1));
		if (before->total == 0)
			break;
		chance = (slot(ngram, key_of(run, length))->count + before->kinds * chance) /
			 (double)(before->total + before->kinds);
	}
	return chance;
}

double ngram_bits(const struct ngram *ngram, const struct symbols *symbols)
{
	double bits = 0;
	for (size_t i = 0; i < symbols->count; i++) {
		int most = i + 1 < (size_t)ngram->order ? (int)i + 1 : ngram->order;
		bits -= log2(chance(ngram, symbols->at + i, most));
	}
	return symbols->count ? bits / (double)symbols->count : 0;
}
