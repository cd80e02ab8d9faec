/* What a profile holds, for profile.c and drift.c alone. */
#ifndef TONFALL_VOICE_MODEL_H
#define TONFALL_VOICE_MODEL_H

#include "sample.h"
#include "voice/profile.h"

enum part {
	PART_WORDS,
	PART_BUILD,
	PART_LETTERS,
	PART_HABITS,
	PART_POLISH, /* which way, not how far: only more of it counts */
	PART_COUNT,
};

struct spread {
	double median, scale;
};

struct profile {
	struct wordlist wordlist;
	struct samples ARR(struct sample) samples;
	size_t words;
	struct ngram models[STREAM_COUNT];
	/* Sums over the samples: traits, then rates. */
	double *sums, *squares;
	struct spread parts[PART_COUNT];
	struct spread whole;
	double *own; /* whole distances of the own posts, left out one by one */
	struct analysis scratch;
};

/* Adds (1) or takes away (-1) a sample's counts. */
void model_count(struct profile *profile, const struct sample *sample, int sign);
/* Mean and standard deviation of feature `index`: a trait, or TRAIT_COUNT + a word. */
void model_feature(const struct profile *profile, size_t index, double *mean, double *deviation);
/* The raw parts of a sample, and the distance that they make in the author's spread. */
void model_parts(const struct profile *profile, const struct sample *sample,
		 double parts[PART_COUNT]);
double model_distance(const struct profile *profile, const double parts[PART_COUNT]);
/* Deviation from the author in units of the author's spread, floors kept. */
double model_trait_deviation(const struct profile *profile, enum trait_id id, double value);

#endif
