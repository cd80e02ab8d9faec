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
bool fold_is_upper(uint32_t point);
uint32_t fold_upper(uint32_t point);
/* The letter without its accent (é: e, ü: u, ø: o); others stay. For lower case. */
uint32_t fold_base(uint32_t point);
/* The word in the normal form C, as dictionaries have it: é for e and U+0301. The word itself when
 * it has no combining marks, else it lies in *room. */
struct span fold_composed(struct span word, struct str *room);
/* Adds the form to compare by. */
void fold_word(struct span word, struct str *out);
/* The same of a word with that many letters; false, and adds nothing, with others. */
bool fold_word_within(struct span word, size_t least, size_t most, struct str *out);

#endif
