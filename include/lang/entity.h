/*
 * Things with a form of their own that a text may hold: addresses, numbers of people and accounts,
 * links, mentions. One owner of these forms for the analysis (they are not spelled), the coach
 * (what should not be posted) and the gate of rewrites (what is masked before it is sent).
 *
 * Pure and linear; borrows the text, offsets are bytes. What only looks alike is not found: an
 * IBAN has its country's length, a card the first digits of an issuer and a right check digit.
 */
#ifndef TONFALL_LANG_ENTITY_H
#define TONFALL_LANG_ENTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/span.h"

enum entity_kind {
	ENTITY_LINK,	/* https://…, www.…, example.ch/path */
	ENTITY_MENTION, /* @Name, @Name Surname (up to three capitalised words), @handle */
	ENTITY_EMAIL,
	ENTITY_PHONE, /* +41 79 123 45 67, 0041 …, 079 123 45 67, 044/123 45 67 */
	ENTITY_IBAN,  /* ISO 13616: mod 97 */
	ENTITY_AHV,   /* 756.1234.5678.97: EAN-13 */
	ENTITY_CARD,  /* payment card: ISO/IEC 7812, Luhn */
	ENTITY_COUNT,
};

struct entity {
	size_t start, end;
	enum entity_kind kind;
	bool valid; /* its check digits are right; true for kinds that have none. IBAN and dotted
		     * AHV numbers with a slip in them are found too: they still are somebody's */
};

struct entities ARR(struct entity);

/* What begins at `at`, which is the start of the text or not within a word. */
bool entity_at(struct span text, size_t at, struct entity *entity);
/* Adds all of the text, in order, never overlapping. */
void entity_scan(struct span text, struct entities *entities);

#endif
