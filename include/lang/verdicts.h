/*
 * What the speller said, by language and word, on the desk's side: a bounded hash table. A word
 * that is not in it is unknown until the worker has answered.
 */
#ifndef TONFALL_LANG_VERDICTS_H
#define TONFALL_LANG_VERDICTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/speller.h"

struct verdicts;

/* At most `most` words are kept; then it starts anew. */
struct verdicts *verdicts_new(size_t most);
void verdicts_free(struct verdicts *verdicts);
/* VERDICT_UNKNOWN when not there. *asked (NULL is fine): verdicts_expect() was said of it. */
enum verdict verdicts_get(const struct verdicts *verdicts, enum language language, struct span word,
			  unsigned token_flags, bool *asked);
void verdicts_set(struct verdicts *verdicts, enum language language, struct span word,
		  unsigned token_flags, enum verdict verdict);
/* Remembers that the worker was asked, so that it is asked once. */
void verdicts_expect(struct verdicts *verdicts, enum language language, struct span word,
		     unsigned token_flags);
/* Forgets everything. */
void verdicts_clear(struct verdicts *verdicts);

#endif
