/*
 * How one author writes in one language, learned from own posts: which words follow which, how
 * sentences are built, and the traits of voice/trait.h. Offline; the same posts give the same
 * profile. Below PROFILE_POSTS posts or PROFILE_WORDS words it is learning and says nothing.
 *
 * Calibrated by leaving one out: each own post is measured against the others, and that spread is
 * the author's own; voice/drift.h measures in it.
 */
#ifndef TONFALL_VOICE_PROFILE_H
#define TONFALL_VOICE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"
#include "voice/trait.h"

enum {
	PROFILE_POSTS = 8,
	PROFILE_WORDS = 1500,
	PROFILE_MOST_POSTS = 100,	 /* more change nothing; the newest count */
	PROFILE_LEAST_WORDS = 25,	 /* of a post: below there is nothing to see */
	PROFILE_POST_CEILING = 64 << 10, /* bytes */
};

struct profile;

/* NULL with *err when the word lists of the language are not there. */
struct profile *profile_new(enum language language, struct err *err);
void profile_free(struct profile *profile);

/* False when the post is too short or too long, or there are enough. */
bool profile_add(struct profile *profile, struct span post);
/* After the last post; before it nothing can be measured. */
void profile_calibrate(struct profile *profile);

enum language profile_language(const struct profile *profile);
size_t profile_posts(const struct profile *profile);
size_t profile_words(const struct profile *profile);
bool profile_is_learning(const struct profile *profile);
/* The author's mean of a trait, and its standard deviation between posts. */
void profile_trait(const struct profile *profile, enum trait_id id, double *mean, double *spread);
/* Is the word one that carries style, and one that the author uses? */
bool profile_has_style_word(const struct profile *profile, struct span word);

#endif
