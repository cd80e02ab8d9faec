/*
 * What a model sent, made into text: bytes in any pieces become valid UTF-8, and of that the part
 * which the contract for the form of the answer means (prompt.c). No control characters
 * but line feed and tab come through.
 */
#ifndef TONFALL_REWRITE_REPLY_H
#define TONFALL_REWRITE_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

#define REPLY_OPEN  "<<<TEXT"
#define REPLY_CLOSE "TEXT>>>"

enum { REPLY_CEILING = 256 << 10 }; /* bytes as sent */

struct reply {
	struct str raw;	  /* what providers add to; also halves of surrogate pairs as 3 bytes */
	struct str clean; /* raw[0, decoded) as valid UTF-8 */
	size_t decoded;
	bool ended;
};

void reply_init(struct reply *reply);
void reply_release(struct reply *reply);
void reply_clear(struct reply *reply);

/* To be called after bytes were added to reply->raw. An incomplete character at the end waits. */
void reply_decode(struct reply *reply);
/* Nothing more comes: what still waits becomes U+FFFD. */
void reply_end(struct reply *reply);

/* The text without markers, code fence, thinking and blanks around it. Before the end it holds
 * back what could be the beginning of one of them. Borrowed until the next addition. */
struct span reply_text(const struct reply *reply);
/* Has the text been opened by its marker and not been closed? */
bool reply_is_open(const struct reply *reply);

#endif
