/*
 * The kinds of entity.h, one file a noun: entity.c asks them in order. Each looks at what begins
 * at `at` and answers in *entity.
 */
#ifndef TONFALL_LANG_ENTITY_FORM_H
#define TONFALL_LANG_ENTITY_FORM_H

#include <stdint.h>
#include <string.h>

#include "lang/entity.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { GROUPS_MOST = 10, DIGITS_MOST = 24 };

static inline uint32_t point_at(struct span text, size_t at)
{
	return utf8_at(text, at).value;
}

static inline bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_word_point(uint32_t c)
{
	return is_digit(c) || fold_is_letter(c);
}

/* Is `c` an ASCII sign of `signs`? NUL is none. */
static inline bool is_one_of(uint32_t c, const char *signs)
{
	return c > 0 && c < 0x80 && strchr(signs, (int)c);
}

static inline bool found(struct entity *entity, size_t start, size_t end, enum entity_kind kind,
			 bool valid)
{
	*entity = (struct entity){ start, end, kind, valid };
	return true;
}

/* entity_address.c */
bool entity_find_link(struct span text, size_t at, struct entity *entity);
bool entity_find_email(struct span text, size_t at, struct entity *entity);

/* entity_groups.c: digits from one place, in groups with one sign (or a bracket and a space)
 * between them. */
struct groups {
	char digits[DIGITS_MOST + 1];
	int count;
	struct {
		size_t end;
		int digits;	 /* up to its end */
		uint32_t before; /* the sign before it */
	} at[GROUPS_MOST];
	bool has_zero; /* (0) */
};

struct groups groups_read(struct span text, size_t at);
int groups_size(const struct groups *g, int index);
/* Is the group sequence `sizes` (ends with 0) how the first groups are? */
bool groups_have_sizes(const struct groups *g, const int *sizes, const char *signs);

/* entity_phone.c */
bool entity_find_phone(const struct groups *g, size_t at, bool plus, struct entity *entity);

/* entity_account.c: numbers with a check digit */
bool entity_find_ahv(const struct groups *g, size_t at, struct entity *entity);
bool entity_find_card(const struct groups *g, size_t at, struct entity *entity);
bool entity_find_iban(struct span text, size_t at, struct entity *entity);

#endif
