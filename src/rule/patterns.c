#include "patterns.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "rule/pattern.h"
#include "rule/prefilter.h"

enum {
	BUDGET_US = 20000,     /* CPU time of one pattern on one text … */
	BUDGET_BYTES_A_US = 2, /* … and what a long text may take more */
};

/* The pattern of a rule. */
struct row {
	const struct rule *rule;
	size_t index; /* the rule's */
	struct pattern *pattern;
	uint32_t filtered; /* its bit in the prefilter */
};

struct patterns {
	struct rows ARR(struct row) rows;
	struct prefilter prefilters[LANGUAGE_COUNT]; /* of those for a sentence in the language */
	/* Of the text at hand, those that may match in each sentence; kept for its memory. */
	struct filtered ARR(uint32_t) filtered;
};

struct patterns *patterns_new(void)
{
	return mem_alloc(sizeof(struct patterns));
}

void patterns_free(struct patterns *patterns)
{
	if (!patterns)
		return;
	for (size_t i = 0; i < patterns->rows.count; i++)
		pattern_free(patterns->rows.at[i].pattern);
	arr_release(&patterns->rows);
	arr_release(&patterns->filtered);
	free(patterns);
}

bool patterns_add(struct patterns *patterns, const struct rule *rule, size_t index, struct err *err)
{
	unsigned number = (unsigned)patterns->rows.count;
	struct pattern *pattern = pattern_new(rule->pattern, err);
	if (!pattern)
		return false;
	*arr_add(&patterns->rows) = (struct row){ rule, index, pattern, prefilter_bit(number) };
	for (enum language i = LANGUAGE_NONE; i < LANGUAGE_COUNT; i++)
		if (place_speaks(rule->language, i))
			prefilter_add(&patterns->prefilters[i], rule->pattern,
				      pattern_first(pattern), number);
	return true;
}

/* The next match in a sentence, as bytes of that. PCRE2 tries every place that begins with the
 * right letter: where the prefilter tells fewer, those alone are tried. */
static enum pattern_result find_next(const struct prefilter *filter, const struct row *row,
				     struct span text, size_t from, struct hit *match)
{
	enum pattern_result result = PATTERN_NONE;
	if (!prefilter_tells(filter, text, row->filtered))
		return pattern_find(row->pattern, text, from, &match->start, &match->end);
	while (result == PATTERN_NONE &&
	       (match->start = prefilter_next(filter, text, from, row->filtered)) < text.length) {
		result = pattern_find_at(row->pattern, text, match->start, &match->end);
		from = match->start + 1;
	}
	return result;
}

/* All places of a pattern in one sentence; false when it took too long. */
static bool match_sentence(const struct patterns *patterns, const struct row *row,
			   const struct places *places, const struct sentence *sentence,
			   struct hits *hits)
{
	struct span text = span_slice(places->analysis->text, sentence->start, sentence->end);
	struct hit match;
	size_t from = 0;
	enum pattern_result result;
	const struct prefilter *filter = &patterns->prefilters[sentence->language];
	while (hits->count < RULE_HITS_MOST &&
	       (result = find_next(filter, row, text, from, &match)) != PATTERN_NONE) {
		if (result == PATTERN_TOO_SLOW)
			return false;
		if (places_hold(places, row->rule, sentence, sentence->start + match.start))
			*arr_add(hits) = (struct hit){ sentence->start + match.start,
						       sentence->start + match.end, SIZE_MAX };
		from = match.end > match.start ? match.end : match.end + 1;
	}
	return true;
}

/* Since a pattern began on a text: the clock on the wall, which costs little to ask and is never
 * behind, and the time that was used. */
struct since {
	int64_t ms, cpu_us;
};

static bool took_longer(const struct since *since, int64_t us)
{
	return clock_ms() - since->ms >= us / 1000 && clock_cpu_us() - since->cpu_us > us;
}

/* All places of a pattern in the text; false when it took too long. */
static bool match_text(const struct patterns *patterns, const struct row *row,
		       const struct places *places, struct hits *hits)
{
	const struct rule *rule = row->rule;
	const struct sentences *sentences = &places->analysis->sentences;
	/* Ten times what a pattern of the packs takes: only one that backtracks gets there. */
	int64_t most = BUDGET_US + (int64_t)(places->analysis->text.length / BUDGET_BYTES_A_US);
	const struct since since = { clock_ms(), clock_cpu_us() };
	for (size_t i = 0; i < sentences->count; i++) {
		const struct sentence *sentence = &sentences->at[i];
		if (!(patterns->filtered.at[i] & row->filtered) ||
		    !place_speaks(rule->language, sentence->language) ||
		    !places_may_hold(places, (enum rule_where)rule->where, sentence))
			continue;
		if (!match_sentence(patterns, row, places, sentence, hits) ||
		    took_longer(&since, most))
			return false;
	}
	return true;
}

/* The patterns that may match in any sentence, a bit each. */
static uint32_t filter_sentences(struct patterns *patterns, const struct analysis *analysis)
{
	uint32_t met = 0;
	arr_clear(&patterns->filtered);
	for (size_t i = 0; i < analysis->sentences.count; i++) {
		const struct sentence *s = &analysis->sentences.at[i];
		uint32_t found = prefilter_find(&patterns->prefilters[s->language],
						span_slice(analysis->text, s->start, s->end));
		*arr_add(&patterns->filtered) = found;
		met |= found;
	}
	return met;
}

const char *patterns_match(struct patterns *patterns, const struct places *places,
			   unsigned families, struct hits *hits)
{
	const char *slow = NULL;
	uint32_t met = filter_sentences(patterns, places->analysis);
	for (size_t i = 0; i < patterns->rows.count; i++) {
		const struct row *row = &patterns->rows.at[i];
		if (!(row->filtered & met) || !rule_is_of(row->rule, families) ||
		    match_text(patterns, row, places, &hits[row->index]))
			continue;
		slow = row->rule->id;
		arr_clear(&hits[row->index]);
	}
	return slow;
}
