/*
 * The affix file of a Hunspell dictionary (hunspell(5)): which beginnings and endings its stems
 * take, and what the flags of a stem mean. Only what answering for a single word needs; a file with
 * features that change that answer in other ways is refused, then Hunspell alone answers.
 */
#ifndef TONFALL_LANG_AFFIX_H
#define TONFALL_LANG_AFFIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

/* One rule: from a stem that ends (or begins) with `strip` and fits `condition`, take that off and
 * put `append` there. Sorted by append, then strip. */
struct affix {
	struct span append, strip, condition, flags;
	uint64_t head; /* of `append`, to sort by */
	uint16_t flag;
	bool crosses; /* a prefix and a suffix may go together */
	size_t alike; /* it and those behind it that take the same off and put the same there */
	/* By its flags: */
	bool permitted; /* within compounds */
	bool only_in_compound, needs_affix, is_circumfix;
	/* Of it and those alike behind it, is one permitted, does one stand outside compounds? */
	bool any_permitted, any_alone;
};

/* All rules of one `append`. */
struct affix_run {
	const struct affix *at;
	size_t count;
};

enum affix_side { AFFIX_PREFIX, AFFIX_SUFFIX };

struct affixes;

/* NULL when the file cannot be read or has a feature that is not understood. */
struct affixes *affixes_read(const char *path);
void affixes_free(struct affixes *affixes);

/* The rules that append exactly these bytes; `at` is NULL when no rule appends more either. The
 * hash grows by them one by one, from AFFIX_HASH: those of a prefix as they stand, those of a
 * suffix from the last to the first. */
enum { AFFIX_HASH = 0x11d7 };
static inline uint32_t affix_hash(uint32_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 16777619u;
}
struct affix_run affixes_of(const struct affixes *affixes, enum affix_side side, uint32_t hash,
			    struct span append);
/* Of the dictionary's files, by iconv's name; "" for UTF-8. */
const char *affixes_encoding(const struct affixes *affixes);
/* The most bytes that a rule of this side appends. */
size_t affixes_longest(const struct affixes *affixes, enum affix_side side);

/* The flags that have a meaning of their own; 0: the file names none. */
struct affix_flags {
	uint16_t forbidden, need_affix, only_in_compound, keep_case, circumfix;
	uint16_t compound_begin, compound_middle, compound_end;
	uint16_t permit;
};
const struct affix_flags *affixes_flags(const struct affixes *affixes);

bool affix_has_flag(const struct affixes *affixes, struct span flags, uint16_t flag);
/* Does the stem fit the rule's condition? */
bool affix_fits(const struct affix *affix, enum affix_side side, struct span stem);
/* May a rule take the whole stem off? */
bool affixes_strip_all(const struct affixes *affixes);
/* Does the file ask for ß to be looked for where SS is written? */
bool affixes_check_sharps(const struct affixes *affixes);
/* The letters that a part of a compound has at least. */
size_t affixes_part_least(const struct affixes *affixes);
/* Does the file join words by patterns of flags, and may a stem with these be in one? */
bool affixes_have_rules(const struct affixes *affixes);
bool affix_may_join(const struct affixes *affixes, struct span flags);
/* The signs at which words are parted, a line each; ^ and $ tie one to an end of the word. */
struct span affixes_breaks(const struct affixes *affixes);
/* False when there are forms that these rules do not make: of two endings. */
bool affixes_are_complete(const struct affixes *affixes);

#endif
