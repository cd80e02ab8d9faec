/*
 * The stems of a Hunspell dictionary: its .dic file as it is, with a hash table over its lines.
 * Stems that differ only in case, or in accents, share a hash: who asks compares. A set of bits
 * (near) answers most questions for what is no stem and what none is left of.
 */
#ifndef TONFALL_LANG_ROOTS_H
#define TONFALL_LANG_ROOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/str.h"
#include "lang/language.h"
#include "text/utf8.h"

enum {
	ROOT_MOST = 128,    /* bytes; longer stems are left out */
	ROOTS_FOLDED = 512, /* the first letters of Unicode */
	ROOTS_OTHERS = 32,
};

struct root_slot {
	uint32_t tag, at; /* tag: of the hash; at: 0: free, else the offset of the line + 1 */
};

struct roots {
	struct str text; /* the file, and the lines added: `word/FLAGS` */
	struct root_slot *slots;
	uint64_t *near;
	size_t count, room, steps; /* steps: slots passed by insertions so far */
	enum language language;
	uint16_t folded[ROOTS_FOLDED]; /* small, without accents; 0: ends a stem */
	unsigned char plain[256];      /* a … z by the letters of ASCII; 0: any other byte */
	bool seen[ROOTS_FOLDED];       /* the folded letters that occur, and a … z */
	uint16_t others[ROOTS_OTHERS]; /* the first ones behind those; 0: no more */
};

/* The zeroed struct is empty. */
/* `encoding`: iconv's name for that of the file, "" for UTF-8. The language: for its endings. */
/* False, and nothing is to be asked, when the file cannot be read, or has so many stems of one hash
 * (the same word again and again) that the table is of no use. */
bool roots_read(struct roots *roots, const char *dic, const char *encoding, enum language language);
bool roots_are_useful(const struct roots *roots);
void roots_release(struct roots *roots);
/* Nothing is added to a table that is of no use any more. */
void roots_add(struct roots *roots, struct span word, struct span flags);
/* Adds what is no word of the dictionary, only something to be near to. */
void roots_add_near(struct roots *roots, struct span word);

/* The hash of a stem is a polynomial of its folded letters, so that those of all its neighbours
 * follow from it (lang/stems.c). Letter by letter: roots_hash(roots, roots_hash(roots, ROOTS_HASH,
 * a), b) is that of ab. */
#define ROOTS_HASH    ((uint64_t)1)
#define ROOTS_BASE    0x9e3779b97f4a7c15u /* odd, so it has an inverse modulo 2^64 */
#define ROOTS_INVERSE 0xf1de83e19937733du /* ROOTS_BASE * ROOTS_INVERSE = 1 */

static inline uint64_t roots_hash_letter(uint64_t hash, uint32_t letter)
{
	return hash * ROOTS_BASE + letter;
}
/* The folded letter at text.at[*at], which moves behind it. */
uint32_t roots_letter_beyond_ascii(const struct roots *roots, struct span text, size_t *at);
static inline uint32_t roots_letter(const struct roots *roots, struct span text, size_t *at)
{
	unsigned char byte = (unsigned char)text.at[*at];
	if (byte >= 0x80)
		return roots_letter_beyond_ascii(roots, text, at);
	++*at;
	return roots->folded[byte];
}
static inline uint64_t roots_hash(const struct roots *roots, uint64_t hash, struct span bytes)
{
	for (size_t at = 0; at < bytes.length;)
		hash = roots_hash_letter(hash, roots_letter(roots, bytes, &at));
	return hash;
}

static inline uint64_t roots_mix(uint64_t hash)
{
	hash ^= hash >> 31;
	hash *= 0xbf58476d1ce4e5b9u;
	return hash ^ hash >> 29;
}

/* May there be a stem of the hash, or one of which an ending leaves that? */
static inline bool roots_are_near(const struct roots *roots, uint64_t hash)
{
	uint64_t mixed = roots_mix(hash);
	uint64_t bits = (uint64_t)1 << (mixed & 63) | (uint64_t)1 << (mixed >> 6 & 63);
	return (roots->near[mixed >> 12 & (roots->room / 8 - 1)] & bits) == bits;
}

/* The slots of a hash, one after another: *slot from roots_first(). */
static inline size_t roots_first(const struct roots *roots, uint64_t hash)
{
	return roots_mix(hash) & (roots->room - 1);
}
/* The next stem that is exactly `word`. */
bool roots_next(const struct roots *roots, uint64_t hash, struct span word, size_t *slot,
		struct span *flags);
/* The next of any case and accents, and what is only near. */
bool roots_next_alike(const struct roots *roots, uint64_t hash, size_t *slot, struct span *stem);

/* How many stems there are with capitals of their own (NATO with flags, iPhone) that are `word`, of
 * which only the first letter is one, in another case; the flags are those of the last. */
size_t roots_in_capitals(const struct roots *roots, uint64_t hash, struct span word,
			 struct span *flags);
/* Has any of them an ß? Looks through the file. */
bool roots_have_sharp_s(const struct roots *roots);

#endif
