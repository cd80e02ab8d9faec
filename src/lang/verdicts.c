#include "lang/verdicts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { ASKED = 0x80, SLOTS_AT_FIRST = 1024 };

struct entry {
	uint64_t key;	 /* 0: free */
	uint8_t verdict; /* with ASKED */
};

/* Open addressing by a 64-bit hash (FNV-1a); the words themselves are not kept: among 32,768 of
 * them two are confused once in 10^10 such tables. */
struct verdicts {
	struct entry *entries;
	size_t slots, count, most;
};

struct verdicts *verdicts_new(size_t most)
{
	struct verdicts *verdicts = mem_alloc(sizeof *verdicts);
	verdicts->most = most;
	verdicts->slots = SLOTS_AT_FIRST;
	verdicts->entries = mem_alloc(verdicts->slots * sizeof *verdicts->entries);
	return verdicts;
}

void verdicts_free(struct verdicts *verdicts)
{
	if (!verdicts)
		return;
	free(verdicts->entries);
	free(verdicts);
}

static uint64_t key_of(enum language language, struct span word, unsigned flags)
{
	uint64_t key = 14695981039346656037u;
	for (size_t i = 0; i < word.length; i++)
		key = (key ^ (unsigned char)word.at[i]) * 1099511628211u;
	key = (key ^ (uint64_t)language) * 1099511628211u;
	key = (key ^ flags) * 1099511628211u;
	return key ? key : 1;
}

static struct entry *find(const struct verdicts *verdicts, uint64_t key)
{
	size_t at = key & (verdicts->slots - 1);
	while (verdicts->entries[at].key && verdicts->entries[at].key != key)
		at = (at + 1) & (verdicts->slots - 1);
	return &verdicts->entries[at];
}

enum verdict verdicts_get(const struct verdicts *verdicts, enum language language, struct span word,
			  unsigned token_flags, bool *asked)
{
	const struct entry *entry = find(verdicts, key_of(language, word, token_flags));
	if (asked)
		*asked = entry->key && (entry->verdict & ASKED);
	return entry->key ? (enum verdict)(entry->verdict & ~ASKED) : VERDICT_UNKNOWN;
}

/* Half of the slots are free at least: a post has some hundred words, few desks need more. */
static void grow(struct verdicts *verdicts)
{
	struct entry *old = verdicts->entries;
	size_t slots = verdicts->slots;
	verdicts->slots *= 2;
	verdicts->entries = mem_alloc(verdicts->slots * sizeof *verdicts->entries);
	for (size_t i = 0; i < slots; i++)
		if (old[i].key)
			*find(verdicts, old[i].key) = old[i];
	free(old);
}

static void put(struct verdicts *verdicts, uint64_t key, uint8_t verdict)
{
	if (verdicts->count >= verdicts->most)
		verdicts_clear(verdicts);
	else if (2 * (verdicts->count + 1) > verdicts->slots)
		grow(verdicts);
	struct entry *entry = find(verdicts, key);
	verdicts->count += entry->key == 0;
	*entry = (struct entry){ key, verdict };
}

void verdicts_set(struct verdicts *verdicts, enum language language, struct span word,
		  unsigned token_flags, enum verdict verdict)
{
	put(verdicts, key_of(language, word, token_flags), (uint8_t)((unsigned)verdict | ASKED));
}

void verdicts_expect(struct verdicts *verdicts, enum language language, struct span word,
		     unsigned token_flags)
{
	put(verdicts, key_of(language, word, token_flags), ASKED);
}

void verdicts_clear(struct verdicts *verdicts)
{
	if (verdicts->count == 0)
		return; /* untouched pages cost nothing */
	memset(verdicts->entries, 0, verdicts->slots * sizeof *verdicts->entries);
	verdicts->count = 0;
}
