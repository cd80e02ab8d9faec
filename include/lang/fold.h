/*
 * Letters and their case, and the form in which words are compared: lower case, ’ as ', ß as ss.
 */
#ifndef TONFALL_LANG_FOLD_H
#define TONFALL_LANG_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "base/str.h"

bool fold_is_letter_beyond_ascii(uint32_t point);
uint32_t fold_lower_beyond_ascii(uint32_t point);
static inline bool fold_is_letter(uint32_t point)
{
	return point < 0x80 ? (point | 32) >= 'a' && (point | 32) <= 'z'
			    : fold_is_letter_beyond_ascii(point);
}
static inline uint32_t fold_lower(uint32_t point)
{
	if (point < 0x80)
		return point >= 'A' && point <= 'Z' ? point + 32 : point;
	return fold_lower_beyond_ascii(point);
}
/* ' ’ and the letter apostrophe. */
static inline bool fold_is_apostrophe(uint32_t point)
{
	return point == '\'' || point == 0x2019 || point == 0x2bc;
}
/* Stands invisibly within words and is no letter of them: soft hyphen, word joiner, marks of the
 * direction of writing (Format of UAX #29; the zero width space is none, it parts words). */
static inline bool fold_is_format(uint32_t point)
{
	return point == 0xad || point == 0x61c || (point >= 0x200c && point <= 0x200f) ||
	       (point >= 0x202a && point <= 0x202e) || (point >= 0x2060 && point <= 0x2064) ||
	       (point >= 0x2066 && point <= 0x206f) || point == 0xfeff;
}
bool fold_is_upper(uint32_t point);
uint32_t fold_upper(uint32_t point);
/* Two letters at least, all of them in upper case. */
bool fold_is_all_upper(struct span word);
/* The letter without its accent (é: e, ü: u, ø: o); others stay. For lower case. */
uint32_t fold_base(uint32_t point);
/* The word as dictionaries have it: in the normal form C (é for e and U+0301), without what is
 * invisible in it. The word itself when that is the same, else it lies in *room. */
struct span fold_composed(struct span word, struct str *room);
/* What folded words are looked up by: FNV-1a, letter by letter. */
#define FOLD_KEY 2166136261u
static inline uint32_t fold_key_add(uint32_t key, char byte)
{
	return (key ^ (unsigned char)byte) * 16777619u;
}
static inline uint32_t fold_key(struct span folded)
{
	uint32_t key = FOLD_KEY;
	for (size_t i = 0; i < folded.length; i++)
		key = fold_key_add(key, folded.at[i]);
	return key;
}
/* Adds the form to compare by. */
void fold_word(struct span word, struct str *out);
/* The same of a word with that many letters; false, and adds nothing, with others. */
bool fold_word_within(struct span word, size_t least, size_t most, struct str *out);

#endif
