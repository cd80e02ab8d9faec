#include "voice/drift.h"

#include <math.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "lang/fold.h"
#include "model.h"

/* In spreads: half of the own posts are below 0, about one in six above 1.2. */
static const double somewhat_from = 1.3, clearly_from = 3, reason_from = 0.7;
/* What one change must move the whole text to be called closer or away. */
static const double change_from = 0.25;

static struct span cut(struct span text)
{
	return span_slice(text, 0, PROFILE_POST_CEILING);
}

static void sample_of(const struct profile *profile, struct span text, struct sample *sample)
{
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = profile->wordlist.language };
	analysis_run(&analysis, cut(text), &options);
	sample_make(sample, &profile->wordlist, &analysis);
	analysis_release(&analysis);
}

static double distance_of(const struct profile *profile, const struct sample *sample)
{
	double parts[PART_COUNT];
	model_parts(profile, sample, parts);
	return model_distance(profile, parts);
}

/* ---- reasons ---- */

static bool is_named(const struct drift *drift, size_t trait)
{
	for (int i = 0; i < drift->reason_count; i++) {
		size_t named = drift->reasons[i].trait;
		if (named == trait ||
		    (trait_rows[trait].group && trait_rows[named].group == trait_rows[trait].group))
			return true;
	}
	return false;
}

static void add_reason(const struct profile *profile, const struct sample *sample,
		       struct drift *drift)
{
	double strongest = reason_from;
	size_t trait = TRAIT_COUNT;
	bool is_more = false;
	for (size_t i = 0; i < TRAIT_COUNT; i++) {
		double deviation =
			model_trait_deviation(profile, (enum trait_id)i, sample->traits[i]);
		if (fabs(deviation) <= strongest || is_named(drift, i))
			continue;
		strongest = fabs(deviation);
		is_more = deviation > 0;
		trait = i;
	}
	if (trait == TRAIT_COUNT)
		return;
	enum trait_side side = is_more			   ? TRAIT_MORE
			       : sample->traits[trait] > 0 ? TRAIT_LESS
							   : TRAIT_NONE;
	drift->reasons[drift->reason_count++] =
		(struct drift_reason){ .trait = (enum trait_id)trait, .side = side };
}

/* A text shorter than the own posts varies more by chance: by the root of its length. */
static double certainty(const struct profile *profile, const struct sample *sample)
{
	double usual = (double)profile->words / (double)profile->samples.count;
	double words = (double)sample->words;
	return words < usual ? sqrt(words / usual) : 1;
}

static enum drift_state state_of(const struct profile *profile, double distance)
{
	if (profile_is_learning(profile))
		return DRIFT_LEARNING;
	if (distance < somewhat_from)
		return DRIFT_LIKE_YOU;
	return distance < clearly_from ? DRIFT_SOMEWHAT : DRIFT_CLEARLY;
}

void drift_measure(const struct profile *profile, struct span text, struct drift *drift)
{
	struct sample sample = { .words = 0 };
	*drift = (struct drift){ .posts = profile->samples.count };
	if (!profile->own)
		return;
	sample_of(profile, text, &sample);
	if (sample.words < PROFILE_LEAST_WORDS) {
		drift->state = profile_is_learning(profile) ? DRIFT_LEARNING : DRIFT_SHORT;
		sample_release(&sample);
		return;
	}
	drift->distance = distance_of(profile, &sample) * certainty(profile, &sample);
	for (size_t i = 0; i < drift->posts; i++)
		drift->as_far += profile->own[i] >= drift->distance;
	drift->state = state_of(profile, drift->distance);
	for (int i = 0; i < DRIFT_REASONS; i++)
		add_reason(profile, &sample, drift);
	sample_release(&sample);
}

void drift_say(const struct profile *profile, const struct drift *drift, struct str *out)
{
	switch (drift->state) {
	case DRIFT_LEARNING:
		if (drift->posts < PROFILE_POSTS)
			(void)str_format(out, _("learning (%zu of %d posts)"), drift->posts,
					 PROFILE_POSTS);
		else
			(void)str_format(out, _("learning (%zu of %d words)"),
					 profile_words(profile), PROFILE_WORDS);
		return;
	case DRIFT_SHORT:
		(void)str_add(out, span_of(_("too short to say")));
		return;
	case DRIFT_LIKE_YOU:
		(void)str_add(out, span_of(_("sounds like you")));
		return;
	case DRIFT_SOMEWHAT:
		(void)str_add(out, span_of(_("a little unlike you")));
		return;
	case DRIFT_CLEARLY:
		(void)str_add(out, span_of(_("clearly unlike you")));
		return;
	}
}

void drift_say_reasons(const struct profile *profile, const struct drift *drift, struct str *out)
{
	for (int i = 0; i < drift->reason_count; i++) {
		(void)str_add(out, i ? SPAN(", ") : SPAN(""));
		trait_say(drift->reasons[i].trait, drift->reasons[i].side,
			  profile_language(profile), out);
	}
}

/* ---- changes ---- */

enum drift_way drift_of_change(const struct profile *profile, struct span before, struct span after)
{
	struct sample old = { .words = 0 }, new = { .words = 0 };
	double moved = 0;
	if (profile_is_learning(profile) || !profile->own)
		return DRIFT_NEUTRAL;
	sample_of(profile, before, &old);
	sample_of(profile, after, &new);
	if (old.words > 0 && new.words > 0)
		moved = distance_of(profile, &new) - distance_of(profile, &old);
	sample_release(&new);
	sample_release(&old);
	return moved > change_from    ? DRIFT_AWAY
	       : moved < -change_from ? DRIFT_CLOSER
				      : DRIFT_NEUTRAL;
}

static bool has_word(const struct analysis *analysis, struct span folded)
{
	struct str own = { 0 };
	bool found = false;
	for (size_t i = 0; i < analysis->tokens.count && !found; i++) {
		str_clear(&own);
		fold_word(analysis_token(analysis, i), &own);
		found = span_equal(str_span(&own), folded);
	}
	str_release(&own);
	return found;
}

int drift_words_lost(const struct profile *profile, struct span before, struct span after, int most,
		     struct str *out)
{
	struct analysis old = { .words = 0 }, new = { .words = 0 };
	struct analysis_options options = { .pinned = profile->wordlist.language };
	struct str folded = { 0 }, named = { 0 };
	int count = 0;
	analysis_run(&old, cut(before), &options);
	analysis_run(&new, cut(after), &options);
	for (size_t i = 0; i < old.tokens.count && count < most; i++) {
		str_clear(&folded);
		(void)str_add_byte(&folded, ' ');
		fold_word(analysis_token(&old, i), &folded);
		(void)str_add_byte(&folded, ' ');
		struct span word = span_slice(str_span(&folded), 1, folded.length - 1);
		if (!profile_has_style_word(profile, word) || has_word(&new, word) ||
		    span_find(str_span(&named), str_span(&folded), 0) < named.length)
			continue;
		(void)str_format(out, "%s«%.*s»", count++ ? ", " : "", SPAN_ARGS(word));
		(void)str_add(&named, str_span(&folded));
	}
	str_release(&named);
	str_release(&folded);
	analysis_release(&new);
	analysis_release(&old);
	return count;
}
