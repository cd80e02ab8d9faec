/*
 * How far a text is from the author of a profile, in units of the author's own spread, with the
 * traits that speak for it. A measure of likeness, no proof of who wrote it: subject, kind of text
 * and length move it.
 *
 * The distance is the weighted mean of four parts, each as (value - median) / spread of the own
 * posts left out one by one: word sequences and the build of sentences without their subject (the
 * weightier, the more was learned), letter sequences, and habits (style words and traits, as mean
 * deviations). Moving where language models move every text (fewer small and spoken words, less
 * «I»; longer, rarer, more abstract and more polished words; dashes and colons: arXiv 2604.22142)
 * counts on top, and nearly as much as all of them.
 */
#ifndef TONFALL_VOICE_DRIFT_H
#define TONFALL_VOICE_DRIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"
#include "voice/profile.h"

enum drift_state {
	DRIFT_LEARNING, /* too few own posts: a distance from three on, not to be shown */
	DRIFT_SHORT,	/* the text is too short to say */
	DRIFT_LIKE_YOU,
	DRIFT_SOMEWHAT,
	DRIFT_CLEARLY,
};

enum { DRIFT_REASONS = 3 };

struct drift_reason {
	enum trait_id trait;
	enum trait_side side;
};

struct drift {
	enum drift_state state;
	double distance; /* 0: as the median own post; 1: one spread further */
	size_t as_far;	 /* own posts that are at least as far from the others … */
	size_t posts;	 /* … of so many */
	struct drift_reason reasons[DRIFT_REASONS];
	int reason_count;
};

/* At most PROFILE_POST_CEILING bytes are looked at. Takes less than 5 ms for a post. */
void drift_measure(const struct profile *profile, struct span text, struct drift *drift);

/* "sounds like you", "learning (3 of 8)" in the person's language; added to *out. */
void drift_say(const struct profile *profile, const struct drift *drift, struct str *out);
/* "no «ich», longer words than you, more dashes than you"; added to *out. */
void drift_say_reasons(const struct profile *profile, const struct drift *drift, struct str *out);

/* What a change does to the voice of a text. */
enum drift_way { DRIFT_NEUTRAL, DRIFT_CLOSER, DRIFT_AWAY };
enum drift_way drift_of_change(const struct profile *profile, struct span before,
			       struct span after);
/* Adds the style words that `before` has and `after` has not, and that the author uses, as
 * "«halt», «ich»"; returns how many are named, at most `most`. */
int drift_words_lost(const struct profile *profile, struct span before, struct span after, int most,
		     struct str *out);

#endif
