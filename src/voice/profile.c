#include "voice/profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "model.h"

enum { FEWEST = 3 }; /* samples that give a spread at all */

static const int orders[STREAM_COUNT] = { 3, 3, 4 };

/* Tried on one half of the writers of tests/data/voice/edited, and held on the other half. */
static const double weights[PART_COUNT] = {
	[PART_LETTERS] = 1, [PART_HABITS] = 4, [PART_POLISH] = 0.45 /* of all others together */
};
static const double words_a_weight = 700, most_weight = 6;
static const double word_floor = 0.4; /* of a style word, a hundred words */
static const double most_deviation = 3, least_part = -4, most_part = 12;

struct profile *profile_new(enum language language, struct err *err)
{
	struct profile *profile = mem_alloc(sizeof *profile);
	*profile = (struct profile){ .words = 0 };
	for (int i = 0; i < STREAM_COUNT; i++)
		ngram_init(&profile->models[i], orders[i]);
	if (!wordlist_init(&profile->wordlist, language, err)) {
		profile_free(profile);
		return NULL;
	}
	size_t features = TRAIT_COUNT + profile->wordlist.words.count;
	profile->sums = mem_alloc(features * sizeof *profile->sums);
	profile->squares = mem_alloc(features * sizeof *profile->squares);
	return profile;
}

void profile_free(struct profile *profile)
{
	if (!profile)
		return;
	for (size_t i = 0; i < profile->samples.count; i++)
		sample_release(&profile->samples.at[i]);
	arr_release(&profile->samples);
	for (int i = 0; i < STREAM_COUNT; i++)
		ngram_release(&profile->models[i]);
	wordlist_release(&profile->wordlist);
	analysis_release(&profile->scratch);
	free(profile->own);
	free(profile->squares);
	free(profile->sums);
	free(profile);
}

/* ---- the model ---- */

static double feature_of(const struct sample *sample, size_t index)
{
	return index < TRAIT_COUNT ? sample->traits[index] : sample->rates[index - TRAIT_COUNT];
}

static size_t feature_count(const struct profile *profile)
{
	return TRAIT_COUNT + profile->wordlist.words.count;
}

void model_count(struct profile *profile, const struct sample *sample, int sign)
{
	for (int i = 0; i < STREAM_COUNT; i++)
		(sign > 0 ? ngram_add : ngram_remove)(&profile->models[i], &sample->streams[i]);
	for (size_t i = 0; i < feature_count(profile); i++) {
		double value = feature_of(sample, i);
		profile->sums[i] += sign * value;
		profile->squares[i] += sign * value * value;
	}
	profile->words += sign > 0 ? sample->words : -sample->words;
}

/* Of `count` samples. */
static void feature(const struct profile *profile, size_t index, size_t count, double *mean,
		    double *deviation)
{
	double n = count > 0 ? (double)count : 1;
	*mean = profile->sums[index] / n;
	double variance = count > 1 ? (profile->squares[index] - n * *mean * *mean) / (n - 1) : 0;
	*deviation = variance > 0 ? sqrt(variance) : 0;
}

void model_feature(const struct profile *profile, size_t index, double *mean, double *deviation)
{
	feature(profile, index, profile->samples.count, mean, deviation);
}

static double deviation_of(const struct profile *profile, size_t index, size_t count, double value)
{
	double mean, deviation;
	double floor = index < TRAIT_COUNT ? trait_rows[index].floor : word_floor;
	feature(profile, index, count, &mean, &deviation);
	return (value - mean) / (deviation > floor ? deviation : floor);
}

double model_trait_deviation(const struct profile *profile, enum trait_id id, double value)
{
	return deviation_of(profile, id, profile->samples.count, value);
}

static double within(double value, double least, double most)
{
	return value < least ? least : value > most ? most : value;
}

/* Mean deviation of features [from, to). */
static double habits(const struct profile *profile, const struct sample *sample, size_t count,
		     size_t from, size_t to)
{
	double sum = 0;
	for (size_t i = from; i < to; i++) {
		double deviation = fabs(deviation_of(profile, i, count, feature_of(sample, i)));
		sum += deviation < most_deviation ? deviation : most_deviation;
	}
	return to > from ? sum / (double)(to - from) : 0;
}

static double polish(const struct profile *profile, const struct sample *sample, size_t count)
{
	double sum = 0, traits = 0;
	for (size_t i = 0; i < TRAIT_COUNT; i++) {
		if (trait_rows[i].polish == 0)
			continue;
		double deviation = deviation_of(profile, i, count, sample->traits[i]);
		int weight = abs(trait_rows[i].polish);
		sum += weight * within(trait_rows[i].polish / weight * deviation, -1, 4);
		traits += weight;
	}
	return traits > 0 ? sum / traits : 0;
}

static void parts_against(const struct profile *profile, const struct sample *sample, size_t count,
			  double parts[PART_COUNT])
{
	for (int i = 0; i < STREAM_COUNT; i++)
		parts[i] = ngram_bits(&profile->models[i], &sample->streams[i]);
	parts[PART_HABITS] = (habits(profile, sample, count, 0, TRAIT_COUNT) +
			      habits(profile, sample, count, TRAIT_COUNT, feature_count(profile))) /
			     2;
	parts[PART_POLISH] = polish(profile, sample, count);
}

void model_parts(const struct profile *profile, const struct sample *sample,
		 double parts[PART_COUNT])
{
	parts_against(profile, sample, profile->samples.count, parts);
}

/* What was written in a row says the more, the more of it was learned. */
static double weight_of(const struct profile *profile, enum part part)
{
	bool is_sequence = part == PART_WORDS || part == PART_BUILD;
	return is_sequence ? within((double)profile->words / words_a_weight, 1, most_weight)
			   : weights[part];
}

static double whole_of(const struct profile *profile, const double parts[PART_COUNT])
{
	double sum = 0, all = 0;
	for (int i = 0; i < PART_COUNT; i++) {
		double part = (parts[i] - profile->parts[i].median) / profile->parts[i].scale;
		double weight = weight_of(profile, (enum part)i);
		part = within(part, least_part, most_part);
		if (i == PART_POLISH) /* on top, so long as it is more */
			sum += part > 0 ? all * weight * part : 0;
		else
			sum += weight * part;
		all += i == PART_POLISH ? 0 : weight;
	}
	return sum / all;
}

double model_distance(const struct profile *profile, const double parts[PART_COUNT])
{
	return (whole_of(profile, parts) - profile->whole.median) / profile->whole.scale;
}

/* ---- calibration ---- */

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return left < right ? -1 : left > right;
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof *values, by_size);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* Median and MAD as a normal deviation; sorts the values. */
static struct spread spread_of(double *values, size_t count, double least)
{
	struct spread spread = { .median = median(values, count) };
	double *off = mem_alloc(count * sizeof *off);
	for (size_t i = 0; i < count; i++)
		off[i] = fabs(values[i] - spread.median);
	spread.scale = 1.4826 * median(off, count);
	if (spread.scale < least)
		spread.scale = least;
	free(off);
	return spread;
}

/* Each own post against the others: row i of `parts`. */
static void leave_out_each(struct profile *profile, double (*parts)[PART_COUNT])
{
	size_t count = profile->samples.count;
	for (size_t i = 0; i < count; i++) {
		const struct sample *sample = &profile->samples.at[i];
		model_count(profile, sample, -1);
		parts_against(profile, sample, count - 1, parts[i]);
		model_count(profile, sample, 1);
	}
}

void profile_calibrate(struct profile *profile)
{
	size_t count = profile->samples.count;
	if (count < FEWEST)
		return;
	double(*parts)[PART_COUNT] = mem_alloc(count * sizeof *parts);
	double *values = mem_alloc(count * sizeof *values);
	leave_out_each(profile, parts);
	for (int part = 0; part < PART_COUNT; part++) {
		for (size_t i = 0; i < count; i++)
			values[i] = parts[i][part];
		profile->parts[part] = spread_of(values, count, 0.25);
		double least = part == PART_POLISH ? 0.25 : 0.03 * profile->parts[part].median;
		profile->parts[part] = spread_of(values, count, least > 0.01 ? least : 0.01);
	}
	for (size_t i = 0; i < count; i++)
		values[i] = whole_of(profile, parts[i]);
	profile->whole = spread_of(values, count, 0.3);
	for (size_t i = 0; i < count; i++)
		values[i] = (values[i] - profile->whole.median) / profile->whole.scale;
	free(profile->own);
	profile->own = values;
	free(parts);
}

/* ---- posts ---- */

bool profile_add(struct profile *profile, struct span post)
{
	struct analysis_options options = { .pinned = profile->wordlist.language };
	struct sample sample = { .words = 0 };
	if (post.length > PROFILE_POST_CEILING || profile->samples.count == PROFILE_MOST_POSTS)
		return false;
	analysis_run(&profile->scratch, post, &options);
	if (profile->scratch.words < PROFILE_LEAST_WORDS)
		return false;
	sample_make(&sample, &profile->wordlist, &profile->scratch);
	*arr_add(&profile->samples) = sample;
	model_count(profile, &sample, 1);
	return true;
}

enum language profile_language(const struct profile *profile)
{
	return profile->wordlist.language;
}

size_t profile_posts(const struct profile *profile)
{
	return profile->samples.count;
}

size_t profile_words(const struct profile *profile)
{
	return profile->words;
}

bool profile_is_learning(const struct profile *profile)
{
	return profile->samples.count < PROFILE_POSTS || profile->words < PROFILE_WORDS;
}

void profile_trait(const struct profile *profile, enum trait_id id, double *mean, double *spread)
{
	model_feature(profile, id, mean, spread);
}

bool profile_has_style_word(const struct profile *profile, struct span word)
{
	struct str folded = { 0 };
	fold_word(word, &folded);
	const struct wordlist_word *known = wordlist_find(&profile->wordlist, str_span(&folded));
	str_release(&folded);
	return known &&
	       profile->sums[TRAIT_COUNT + (size_t)(known - profile->wordlist.words.at)] > 0;
}
