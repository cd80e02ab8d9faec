/* An affix file as it was read, for affix_file.c, which reads it, and affix.c. */
#ifndef TONFALL_LANG_AFFIX_FILE_H
#define TONFALL_LANG_AFFIX_FILE_H

#include "base/str.h"
#include "lang/affix.h"

enum { AFFIX_BEGUN = 1 << 16 };

enum flag_kind { FLAG_BYTE, FLAG_LONG, FLAG_NUMBER, FLAG_POINT };

struct side {
	struct {
		struct affix *at;
		size_t count, room;
	} rules;
	struct bucket {
		uint32_t hash, first, count; /* 0: none */
	} * buckets;			     /* open addressing by append */
	size_t slots, longest;
	uint64_t begun[AFFIX_BEGUN /
		       64]; /* a bit for the hash of what begins an append, or is one */
};

struct affixes {
	struct str text;
	enum flag_kind kind;
	struct affix_flags flags;
	size_t part_least;
	const char *encoding; /* iconv's name; "": UTF-8 */
	bool is_deep, strips_all, checks_sharps, has_rules, refused;
	struct str breaks; /* the values of BREAK, a line each */
	struct side sides[2];
	struct str rule_flags; /* of COMPOUNDRULE */
};

/* Takes the next flag off the beginning; false at the end. */
bool affix_next_flag(const struct affixes *affixes, struct span *flags, uint16_t *flag);
/* Brings the rules in order when all are there. */
void affixes_sort(struct affixes *affixes);

#endif
