/*
 * The stems of a Hunspell dictionary: its .dic file as it is, with a hash table over its lines.
 * Stems that differ only in case, or in Latin letters beyond ASCII, share a hash: who asks
 * compares.
 */
#ifndef TONFALL_LANG_ROOTS_H
#define TONFALL_LANG_ROOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/str.h"

enum { ROOT_MOST = 128 /* bytes; longer stems are left out */ };

struct root_slot {
	uint32_t hash, at; /* 0: free, else the offset of the line + 1 */
};

struct roots {
	struct str text; /* the file, and the lines added: `word/FLAGS` */
	struct root_slot *slots;
	size_t count, room, steps; /* steps: slots passed by insertions so far */
};

/* The zeroed struct is empty. */
/* `encoding`: iconv's name for that of the file, "" for UTF-8. */
/* False, and nothing is to be asked, when the file cannot be read, or has so many stems of one hash
 * (the same word again and again) that the table is of no use. */
bool roots_read(struct roots *roots, const char *dic, const char *encoding);
bool roots_are_useful(const struct roots *roots);
void roots_release(struct roots *roots);
/* Nothing is added to a table that is of no use any more. */
void roots_add(struct roots *roots, struct span word, struct span flags);

/* The hash of a stem, letter by letter: roots_hash(roots_hash(ROOTS_HASH, a), b) is that of ab. */
enum { ROOTS_HASH = 0x2545f491 };
/* FNV-1a over small letters. Of what is beyond ASCII only the first bytes of other scripts than
 * Latin (from U+0280 on) are told apart. */
static inline uint32_t roots_hash_byte(uint32_t hash, char byte)
{
	uint32_t letter = (unsigned char)byte;
	if (letter >= 0x80)
		letter = letter < 0xca ? 0x80 : letter;
	else if (letter - 'A' < 26)
		letter |= 0x20;
	return (hash ^ letter) * 16777619u;
}
static inline uint32_t roots_hash(uint32_t hash, struct span bytes)
{
	for (size_t i = 0; i < bytes.length; i++)
		hash = roots_hash_byte(hash, bytes.at[i]);
	return hash;
}

/* The stems that are exactly `word`, one after another: *slot from roots_first(). */
size_t roots_first(const struct roots *roots, uint32_t hash);
bool roots_next(const struct roots *roots, uint32_t hash, struct span word, size_t *slot,
		struct span *flags);

/* False: there is none of this hash. */
static inline bool roots_may_have(const struct roots *roots, uint32_t hash)
{
	size_t slot = (hash ^ hash >> 15) & (roots->room - 1);
	while (roots->slots[slot].at && roots->slots[slot].hash != hash)
		slot = (slot + 1) & (roots->room - 1);
	return roots->slots[slot].at != 0;
}

/* How many stems there are with capitals of their own (NATO with flags, iPhone) that are `word`, of
 * which only the first letter is one, in another case; the flags are those of the last. */
size_t roots_in_capitals(const struct roots *roots, uint32_t hash, struct span word,
			 struct span *flags);
/* Has any of them an ß? Looks through the file. */
bool roots_have_sharp_s(const struct roots *roots);

#endif
