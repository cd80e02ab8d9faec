#include "lang/stems.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum {
	SLOTS = 1 << 19,
	MOST = SLOTS / 4 * 3, /* stems and roots */
	FILTER = 1 << 20,     /* bits */
	LETTERS_MOST = 40,
	BYTES_MOST = 64,
	NEAR_LEAST = 4,
	ALPHABET_MOST = 64,
	KNOWN = 512,
};

/* What a sequence of letters is. */
enum kind { WHOLE = 1, NOUN = 2, ROOT = 4, KINDS = 7 };

/* Open addressing by the hash of the letters, of which a slot keeps 29 bits, and the kinds: a
 * letter sequence is taken for another once in a billion questions. */
struct stems {
	uint32_t *slots;
	uint64_t *filter; /* one bit a root: most questions end here */
	size_t count;
	uint16_t alphabet[ALPHABET_MOST]; /* the letters that occur */
	int letters;
	uint64_t known[KNOWN / 64]; /* of the first letters of Unicode: is it in there? */
};

/* A word as letters: lower case, no accents. */
struct letters {
	uint16_t at[LETTERS_MOST];
	int count; /* 0: too long or foreign to the set */
};

static struct letters letters_of(struct span word)
{
	struct letters letters = { .count = 0 };
	if (word.length > BYTES_MOST)
		return letters;
	for (size_t at = 0; at < word.length;) {
		unsigned char byte = (unsigned char)word.at[at];
		struct utf8_point point = { byte, 1 };
		if (byte >= 0x80)
			point = utf8_at(word, at);
		uint32_t letter = fold_base(fold_lower(point.value));
		at += point.length;
		if (letters.count == LETTERS_MOST || letter > 0xffff)
			return (struct letters){ .count = 0 };
		letters.at[letters.count++] = (uint16_t)letter;
	}
	return letters;
}

/* The hash is a polynomial over the letters: for a letter more or less, what stands behind it is
 * moved by a multiplication. The polynomial of every beginning of a word: */
struct sums {
	uint64_t at[LETTERS_MOST + 1];
};

#define BASE	0x9e3779b97f4a7c15u /* odd, so it has an inverse modulo 2^64 */
#define INVERSE 0xf1de83e19937733du /* BASE * INVERSE = 1 */

static uint64_t mix(uint64_t hash)
{
	hash ^= hash >> 31;
	hash *= 0xbf58476d1ce4e5b9u;
	return hash ^ hash >> 29;
}

static struct sums sums_of(const struct letters *letters)
{
	struct sums sums;
	uint64_t power = 1;
	sums.at[0] = 0;
	for (int i = 0; i < letters->count; i++) {
		sums.at[i + 1] = sums.at[i] + letters->at[i] * power;
		power *= BASE;
	}
	return sums;
}

/* ---- the table ---- */

static size_t slot_of(const struct stems *stems, uint64_t hash)
{
	uint32_t tag = (uint32_t)(hash >> 32) & ~(uint32_t)KINDS;
	size_t slot = hash & (SLOTS - 1);
	while (stems->slots[slot] && (stems->slots[slot] & ~(uint32_t)KINDS) != tag)
		slot = (slot + 1) & (SLOTS - 1);
	return slot;
}

static void know_letter(struct stems *stems, uint16_t letter)
{
	int known = 0;
	if (letter < KNOWN && stems->known[letter / 64] >> letter % 64 & 1)
		return;
	while (known < stems->letters && stems->alphabet[known] != letter)
		known++;
	if (known == stems->letters && known < ALPHABET_MOST)
		stems->alphabet[stems->letters++] = letter;
	if (letter < KNOWN)
		stems->known[letter / 64] |= (uint64_t)1 << letter % 64;
}

static void add(struct stems *stems, const struct letters *letters, unsigned kinds)
{
	uint64_t hash = mix(sums_of(letters).at[letters->count]);
	size_t slot = slot_of(stems, hash), bit = hash >> 12 & (FILTER - 1);
	if (letters->count < 2 || stems->count >= MOST)
		return;
	stems->count += stems->slots[slot] == 0;
	stems->slots[slot] |= ((uint32_t)(hash >> 32) & ~(uint32_t)KINDS) | kinds;
	stems->filter[bit / 64] |= (uint64_t)1 << bit % 64;
	for (int i = 0; i < letters->count; i++)
		know_letter(stems, letters->at[i]);
}

static bool has(const struct stems *stems, uint64_t hash, enum kind kind)
{
	return stems->slots[slot_of(stems, hash)] & kind;
}

static bool has_root(const struct stems *stems, uint64_t sum)
{
	uint64_t hash = mix(sum);
	size_t bit = hash >> 12 & (FILTER - 1);
	return stems->filter[bit / 64] >> bit % 64 & 1 && has(stems, hash, ROOT);
}

struct stems *stems_new(void)
{
	struct stems *stems = mem_alloc(sizeof *stems);
	stems->slots = mem_alloc(SLOTS * sizeof *stems->slots);
	stems->filter = mem_alloc(FILTER / 8);
	return stems;
}

void stems_free(struct stems *stems)
{
	if (!stems)
		return;
	free(stems->slots);
	free(stems->filter);
	free(stems);
}

void stems_add(struct stems *stems, struct span word)
{
	struct letters letters = letters_of(word);
	bool noun = fold_is_upper(utf8_at(word, 0).value);
	add(stems, &letters, WHOLE | ROOT | (noun ? NOUN : 0));
}

void stems_add_root(struct stems *stems, struct span root)
{
	struct letters letters = letters_of(root);
	add(stems, &letters, ROOT);
}

/* ---- questions ---- */

static bool is(const struct stems *stems, struct span word, enum kind kind)
{
	struct letters letters = letters_of(word);
	return letters.count >= 2 && has(stems, mix(sums_of(&letters).at[letters.count]), kind);
}

bool stems_has(const struct stems *stems, struct span word)
{
	return is(stems, word, WHOLE);
}

bool stems_has_noun(const struct stems *stems, struct span word)
{
	return is(stems, word, NOUN);
}

/* Is there a root that has one letter more between `before` and `behind`? Both as they stand in the
 * word without it. */
static bool has_between(const struct stems *stems, uint64_t before, uint64_t behind, uint64_t power)
{
	uint64_t sum = before + behind * BASE;
	for (int i = 0; i < stems->letters; i++)
		if (has_root(stems, sum + stems->alphabet[i] * power))
			return true;
	return false;
}

bool stems_near(const struct stems *stems, struct span word)
{
	struct letters letters = letters_of(word);
	struct sums sums = sums_of(&letters);
	int count = letters.count;
	uint64_t all = sums.at[count], power = 1, power_before = 1;
	if (count < NEAR_LEAST || has_root(stems, all))
		return true;
	for (int i = 0; i < count; i++) {
		/* The word without its letter i, and its beginnings up to there and a letter on. */
		uint64_t without = sums.at[i] + (all - sums.at[i + 1]) * INVERSE;
		uint64_t next = sums.at[i] +
				(i + 1 < count ? sums.at[i + 2] - sums.at[i + 1] : 0) * INVERSE;
		if (has_between(stems, sums.at[i], all - sums.at[i], power) ||
		    has_root(stems, without) ||
		    has_between(stems, sums.at[i], without - sums.at[i], power) ||
		    (i + 1 < count && has_between(stems, next, without - next, power * BASE)) ||
		    (i > 0 &&
		     has_between(stems, sums.at[i - 1], without - sums.at[i - 1], power_before)))
			return true;
		power_before = power;
		power *= BASE;
	}
	return has_between(stems, all, 0, power);
}
