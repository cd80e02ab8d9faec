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
	uint32_t small;		/* which of a … z are in there, a bit each */
	uint16_t folded[KNOWN]; /* the first letters of Unicode, small, without their accents */
};

/* A word as letters, lower case, no accents, and the polynomial of every beginning of it: the hash
 * of a sequence is mixed from that. For a letter more or less, what stands behind it is moved by a
 * multiplication. */
struct letters {
	int count; /* 0: too long or foreign to the set */
	uint16_t at[LETTERS_MOST];
	uint64_t sums[LETTERS_MOST + 1];
};

#define BASE	0x9e3779b97f4a7c15u /* odd, so it has an inverse modulo 2^64 */
#define INVERSE 0xf1de83e19937733du /* BASE * INVERSE = 1 */

static uint64_t mix(uint64_t hash)
{
	hash ^= hash >> 31;
	hash *= 0xbf58476d1ce4e5b9u;
	return hash ^ hash >> 29;
}

static void read_letters(const struct stems *stems, struct span word, struct letters *letters)
{
	uint64_t power = 1, sum = 0;
	int count = 0;
	letters->count = 0;
	letters->sums[0] = 0;
	for (size_t at = 0; at < word.length && word.length <= BYTES_MOST; power *= BASE) {
		uint32_t letter = (unsigned char)word.at[at];
		if (letter < 0x80) {
			letter = stems->folded[letter];
			at++;
		} else {
			struct utf8_point point = utf8_at(word, at);
			letter = point.value < KNOWN ? stems->folded[point.value]
						     : fold_base(fold_lower(point.value));
			at += point.length;
		}
		if (count == LETTERS_MOST || letter > 0xffff)
			return;
		letters->at[count++] = (uint16_t)letter;
		letters->sums[count] = sum += letter * power;
	}
	letters->count = word.length <= BYTES_MOST ? count : 0;
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
	while (known < stems->letters && stems->alphabet[known] != letter)
		known++;
	if (known == stems->letters && known < ALPHABET_MOST)
		stems->alphabet[stems->letters++] = letter;
	if (letter >= 'a' && letter <= 'z')
		stems->small |= (uint32_t)1 << (letter - 'a');
}

static void know_letters(struct stems *stems, const struct letters *letters)
{
	uint32_t small = 0;
	for (int i = 0; i < letters->count && letters->count >= 2; i++) {
		unsigned small_letter = letters->at[i] - 'a';
		if (small_letter < 26)
			small |= (uint32_t)1 << small_letter;
		else
			know_letter(stems, letters->at[i]);
	}
	for (small &= ~stems->small; small; small &= small - 1)
		know_letter(stems, (uint16_t)('a' + __builtin_ctz(small)));
}

/* The first `count` letters. */
static void add(struct stems *stems, const struct letters *letters, int count, unsigned kinds)
{
	uint64_t hash = mix(letters->sums[count]);
	size_t slot, bit = hash >> 12 & (FILTER - 1);
	if (count < 2 || stems->count >= MOST)
		return;
	slot = slot_of(stems, hash);
	stems->count += stems->slots[slot] == 0;
	stems->slots[slot] |= ((uint32_t)(hash >> 32) & ~(uint32_t)KINDS) | kinds;
	stems->filter[bit / 64] |= (uint64_t)1 << bit % 64;
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
	for (uint32_t c = 0; c < KNOWN; c++)
		stems->folded[c] = (uint16_t)fold_base(fold_lower(c));
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

void stems_add(struct stems *stems, struct span word, size_t ending)
{
	struct letters letters;
	bool noun = fold_is_upper(utf8_at(word, 0).value);
	read_letters(stems, word, &letters);
	add(stems, &letters, letters.count, WHOLE | ROOT | (noun ? NOUN : 0));
	know_letters(stems, &letters);
	if (ending && letters.count)
		add(stems, &letters, letters.count - (int)ending, ROOT);
	else if (ending)
		stems_add_root(stems, span_slice(word, 0, word.length - ending));
}

void stems_add_root(struct stems *stems, struct span root)
{
	struct letters letters;
	read_letters(stems, root, &letters);
	add(stems, &letters, letters.count, ROOT);
	know_letters(stems, &letters);
}

/* ---- questions ---- */

static bool is(const struct stems *stems, struct span word, enum kind kind)
{
	struct letters letters;
	read_letters(stems, word, &letters);
	return letters.count >= 2 && has(stems, mix(letters.sums[letters.count]), kind);
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
	struct letters letters;
	read_letters(stems, word, &letters);
	int count = letters.count;
	uint64_t all = letters.sums[count], power = 1, power_before = 1;
	if (count < NEAR_LEAST || has_root(stems, all))
		return true;
	for (int i = 0; i < count; i++) {
		/* The word without its letter i, and its beginnings up to there and a letter on. */
		uint64_t without = letters.sums[i] + (all - letters.sums[i + 1]) * INVERSE;
		uint64_t next =
			letters.sums[i] +
			(i + 1 < count ? letters.sums[i + 2] - letters.sums[i + 1] : 0) * INVERSE;
		if (has_between(stems, letters.sums[i], all - letters.sums[i], power) ||
		    has_root(stems, without) ||
		    has_between(stems, letters.sums[i], without - letters.sums[i], power) ||
		    (i + 1 < count && has_between(stems, next, without - next, power * BASE)) ||
		    (i > 0 && has_between(stems, letters.sums[i - 1], without - letters.sums[i - 1],
					  power_before)))
			return true;
		power_before = power;
		power *= BASE;
	}
	return has_between(stems, all, 0, power);
}
