#include "lang/stems.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { BITS = 1 << 25, LETTERS_MOST = 40, BYTES_MOST = 64, NEAR_LEAST = 4 };

struct stems {
	uint64_t *bits;
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

/* Hashes of a word and of all its forms without one letter, in one go: a polynomial over the
 * letters, in which the letters behind a gap are moved up by dividing. */
struct hashes {
	uint64_t whole, without[LETTERS_MOST];
};

#define BASE	0x9e3779b97f4a7c15u /* odd, so it has an inverse modulo 2^64 */
#define INVERSE 0xf1de83e19937733du /* BASE * INVERSE = 1 */

static uint64_t mix(uint64_t hash)
{
	hash ^= hash >> 31;
	hash *= 0xbf58476d1ce4e5b9u;
	return hash ^ hash >> 29;
}

static struct hashes hashes_of(const struct letters *letters)
{
	struct hashes hashes;
	uint64_t sums[LETTERS_MOST + 1], power = 1;
	sums[0] = 0;
	for (int i = 0; i < letters->count; i++) {
		sums[i + 1] = sums[i] + letters->at[i] * power;
		power *= BASE;
	}
	uint64_t all = sums[letters->count];
	hashes.whole = mix(all);
	for (int i = 0; i < letters->count; i++)
		hashes.without[i] = mix(sums[i] + (all - sums[i + 1]) * INVERSE);
	return hashes;
}

enum { LINE = 8, TOUCHED = 4 }; /* words of 64 bits; bits set for a hash */

/* Four bits in one cache line of 512 (a blocked filter, Putze et al. 2007). */
static void set(struct stems *stems, uint64_t hash)
{
	uint64_t *line = stems->bits + hash % (BITS / 512) * LINE;
	hash >>= 28;
	for (int i = 0; i < TOUCHED; i++, hash >>= 9)
		line[(hash & 511) / 64] |= (uint64_t)1 << hash % 64;
}

static bool has(const struct stems *stems, uint64_t hash)
{
	const uint64_t *line = stems->bits + hash % (BITS / 512) * LINE;
	for (int i = 0; i < TOUCHED; i++) {
		unsigned bit = hash >> (28 + 9 * i) & 511;
		if (!(line[bit / 64] >> bit % 64 & 1))
			return false;
	}
	return true;
}

/* Whole words, nouns and shortened words must not be taken for each other. */
static uint64_t whole(uint64_t hash)
{
	return mix(hash + 1);
}

static uint64_t noun(uint64_t hash)
{
	return mix(hash + 2);
}

struct stems *stems_new(void)
{
	struct stems *stems = mem_alloc(sizeof *stems);
	stems->bits = mem_alloc(BITS / 8);
	return stems;
}

void stems_free(struct stems *stems)
{
	if (!stems)
		return;
	free(stems->bits);
	free(stems);
}

/* A form without the letter at a place: two words that lack one at the same place differ by that
 * letter, at places beside each other by the order of two. */
static uint64_t placed(uint64_t hash, int place)
{
	return mix(hash + 0x51ed270b * (uint64_t)(place + 3));
}

/* Stems and roots that a word with a letter too many may be meant for. */
static uint64_t root(uint64_t hash)
{
	return mix(hash + 3);
}

static void add_near(struct stems *stems, const struct hashes *hashes, int count)
{
	set(stems, root(hashes->whole));
	for (int i = 0; i < count; i++)
		set(stems, placed(hashes->without[i], i));
}

void stems_add(struct stems *stems, struct span word)
{
	struct letters letters = letters_of(word);
	if (letters.count < 2)
		return;
	struct hashes hashes = hashes_of(&letters);
	set(stems, whole(hashes.whole));
	if (fold_is_upper(utf8_at(word, 0).value))
		set(stems, noun(hashes.whole));
	add_near(stems, &hashes, letters.count);
}

void stems_add_root(struct stems *stems, struct span root)
{
	struct letters letters = letters_of(root);
	if (letters.count < 2)
		return;
	struct hashes hashes = hashes_of(&letters);
	add_near(stems, &hashes, letters.count);
}

bool stems_has(const struct stems *stems, struct span word)
{
	struct letters letters = letters_of(word);
	return letters.count >= 2 && has(stems, whole(hashes_of(&letters).whole));
}

bool stems_has_noun(const struct stems *stems, struct span word)
{
	struct letters letters = letters_of(word);
	return letters.count >= 2 && has(stems, noun(hashes_of(&letters).whole));
}

bool stems_near(const struct stems *stems, struct span word)
{
	struct letters letters = letters_of(word);
	if (letters.count < NEAR_LEAST)
		return true;
	struct hashes hashes = hashes_of(&letters);
	if (has(stems, root(hashes.whole)) || has(stems, placed(hashes.whole, letters.count)))
		return true;
	for (int i = 0; i < letters.count; i++) {
		if (has(stems, placed(hashes.whole, i)))
			return true; /* it lacks a letter here */
		uint64_t hash = hashes.without[i];
		if (has(stems, root(hash)) || has(stems, placed(hash, i)) ||
		    has(stems, placed(hash, i + 1)) || (i > 0 && has(stems, placed(hash, i - 1))))
			return true;
	}
	return false;
}
