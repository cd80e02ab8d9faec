/*
 * What it costs to have written one word for another: keys beside each other on a Swiss keyboard,
 * letters and groups of letters that sound alike in the language, accents and double letters cost
 * little.
 */
#ifndef TONFALL_LANG_SLIP_H
#define TONFALL_LANG_SLIP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "lang/edit.h"
#include "lang/language.h"

enum { SLIP_SOUNDS_MOST = 96, SLIP_SOUND_LETTERS = 5 };

/* Letters of the word written that sound like others. */
struct slip_sound {
	unsigned char end, length, cost; /* [end - length, end) */
	unsigned char count;		 /* of the others */
	uint32_t other[SLIP_SOUND_LETTERS];
};

/* A word as it was written, read once to be compared with many. */
struct slip {
	enum language language;
	struct edit_letters letters;
	bool has_upper; /* its first letter is */
	struct slip_sound sounds[SLIP_SOUNDS_MOST];
	int sound_count;
};

void slip_read(enum language language, struct span typed, struct slip *slip);
/* In tenths of a plain slip; 0: the same. */
int slip_cost(const struct slip *slip, struct span meant);
/* The word with one group of letters written as another that sounds like it (`at` among
 * slip->sounds); false when it gets too long. */
bool slip_respell(const struct slip *slip, int at, struct edit_letters *out);

#endif
