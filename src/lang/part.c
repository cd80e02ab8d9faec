#include "lang/part.h"

#include <string.h>

#include "base/str.h"
#include "lang/analysis.h"
#include "lang/compound.h"
#include "lang/fold.h"
#include "text/utf8.h"

static bool has_digit_or_is_short(struct span part)
{
	for (size_t i = 0; i < part.length; i++)
		if (part.at[i] >= '0' && part.at[i] <= '9')
			return true;
	return utf8_count(part) <= 2;
}

static bool is_upper(struct span part)
{
	for (size_t at = 0; at < part.length; at += utf8_at(part, at).length)
		if (!fold_is_upper(utf8_at(part, at).value))
			return false;
	return true;
}

static bool part_is_right(const struct question *q, struct span part)
{
	if (has_digit_or_is_short(part) || lexicon_knows(q->lexicon, part))
		return true;
	if (is_upper(part) && utf8_count(part) <= PART_ACRONYM_MOST)
		return true;
	if (q->language == LANGUAGE_DE
		    ? lexicon_knows_upper(q->lexicon, part) || compound_is_right(q->lexicon, part)
		    : compound_has_prefix(q->lexicon, q->language, part))
		return true;
	return question_is_term(q, part);
}

/* Does French write the small word before an apostrophe? jusque’à and ils’agit are slips. */
static bool is_french_elision(struct span before)
{
	return fold_is_upper(utf8_at(before, 0).value) ||
	       span_is_one_of(before, "l d j qu n c s m t y p lorsqu puisqu jusqu quoiqu quelqu "
				      "presqu entr aujourd prud grand");
}

bool part_is_elided(const struct question *q, struct span word)
{
	size_t at = 0;
	while (at < word.length && !fold_is_apostrophe(utf8_at(word, at).value))
		at += utf8_at(word, at).length;
	struct span before = span_slice(word, 0, at);
	struct span after = span_slice(word, at + utf8_at(word, at).length, word.length);
	if (before.length == 0 || after.length == 0)
		return false;
	if (q->language == LANGUAGE_EN)
		return span_equal(after, SPAN("s")) && part_is_right(q, before);
	if (q->language == LANGUAGE_DE) /* geht's, vor'm, wie'n */
		return after.length == 1 && strchr("smnr", after.at[0]) &&
		       lexicon_knows(q->lexicon, before);
	if (before.length > 6 || (q->language == LANGUAGE_FR && !is_french_elision(before)))
		return false;
	/* c’é, lorsqu’íl: of a short one nothing else tells that it is right. */
	bool small = utf8_count(after) <= 2 && fold_is_letter(utf8_at(after, 0).value) &&
		     !fold_is_upper(utf8_at(after, 0).value);
	return small ? lexicon_knows(q->lexicon, after) : part_is_right(q, after);
}

bool part_are_right(const struct question *q, struct span word)
{
	struct span rest = word, part;
	if (span_find(word, SPAN("-"), 0) == word.length)
		return false;
	while (span_next(&rest, '-', &part)) {
		bool first = q->language == LANGUAGE_DE && rest.length > 0 &&
			     compound_is_first(q->lexicon, part);
		/* Müller-Altermatt: a part may be a name. */
		bool name =
			fold_is_upper(utf8_at(part, 0).value) && !question_is_near_word(q, part);
		/* Seed-Runde: among hyphens a term of English need not be long. */
		struct question amid = *q;
		amid.flags |= utf8_count(part) >= QUESTION_TERM_LEAST ? TOKEN_AMID_FOREIGN : 0;
		if (part.length > 0 && !first && !name && !part_is_right(&amid, part) &&
		    !part_is_elided(q, part))
			return false;
	}
	return true;
}

/* all’11 %, l’80 %: what is elided before a number. */
static bool is_elided(const struct question *q, struct span word)
{
	static const char *const french[] = { "l", "d", "qu", "jusqu", "lorsqu", "puisqu" };
	struct str whole = { 0 };
	bool right = false;
	if (q->language == LANGUAGE_FR)
		for (size_t i = 0; i < sizeof french / sizeof *french; i++)
			right |= span_equal(word, span_of(french[i]));
	(void)str_add(&whole, word);
	(void)str_add(&whole, SPAN("a")); /* alla, della, una */
	right |= q->language == LANGUAGE_IT && lexicon_knows(q->lexicon, str_span(&whole));
	str_release(&whole);
	return right;
}

bool part_is_stump(const struct question *q, struct span word)
{
	if (q->flags & TOKEN_STUMP && is_elided(q, word))
		return true;
	return q->flags & TOKEN_STUMP && q->language == LANGUAGE_DE &&
	       (compound_is_first(q->lexicon, word) || lexicon_knows_upper(q->lexicon, word));
}
