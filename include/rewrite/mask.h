/*
 * What the author did not mean to send: names of people, e-mail, phone, IBAN, AHV and card numbers,
 * and the words of the house's own list. Each gets a placeholder such as [[NAME 1]], the same for
 * the same words, and comes back when the answer does. Placeholders that the text has of its own
 * are left alone.
 */
#ifndef TONFALL_REWRITE_MASK_H
#define TONFALL_REWRITE_MASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/span.h"
#include "base/str.h"

struct masked {
	char *placeholder; /* "[[NAME 1]]" */
	char *value;
};

struct mask {
	struct {
		struct masked *at;
		size_t count, room;
	} entries;
	struct {
		char **at;
		size_t count, room;
	} secrets;
};

/* The zeroed struct masks without house words. One word or phrase a line, # starts a comment. */
void mask_read_secrets(struct mask *mask, struct span lines);
void mask_release(struct mask *mask);
/* Forgets the placeholders, keeps the house words. */
void mask_clear(struct mask *mask);

/* Adds `text` with placeholders to *out. */
void mask_hide(struct mask *mask, struct span text, struct str *out);
/* Adds `answer` with the values back in; placeholders nobody made stay as they are. */
void mask_restore(const struct mask *mask, struct span answer, struct str *out);

#endif
