#include "lang/lookup.h"

#include <string.h>

#include "lang/fold.h"
#include "text/utf8.h"

enum {
	STEM_MOST = ROOT_MOST,
	/* Of a part that was asked for before. */
	PART_FOUND = 1,
	PART_UNSURE = 2,
	PART_ANSWERS = 3,
};

/* Where a form stands: alone, in a compound before the last part, or as its last part. */
enum place { ALONE, BEFORE, LAST };

/* A form being looked up. */
struct query {
	const struct affixes *affixes;
	const struct roots *roots;
	struct lookup_parts *parts;
	enum lookup_case how;
	enum place place;
	uint16_t needed;	    /* by the place: a flag of the stem or of its ending; 0: none */
	const struct affix *prefix; /* what was taken off the beginning; NULL: nothing */
	bool unsure;		    /* something was met that Hunspell must be asked about */
	bool forbidden;		    /* it is a form of a stem that is not to be used */
	bool met_root;		    /* of the word, with an ending or without, whatever it takes */
};

/* The stems of a spelling, one after another. */
struct walk {
	uint64_t hash;
	size_t slot;
	bool found, none;
};

static struct walk walk_of(const struct query *q, uint64_t hash)
{
	return (struct walk){ hash, roots_first(q->roots, hash), false,
			      !roots_are_near(q->roots, hash) };
}

/* Hunspell lists a stem with capitals of its own (NATO/S) a second time with one at the start, for
 * text in capitals (NATOS), unless there is such a stem. */
static bool next_root(struct query *q, struct walk *walk, struct span stem, struct span *flags)
{
	if (walk->none)
		return false;
	if (roots_next(q->roots, walk->hash, stem, &walk->slot, flags))
		return q->met_root = walk->found = true;
	if (walk->found || q->how == LOOKUP_AT_START || q->place != ALONE ||
	    !fold_is_upper(utf8_at(stem, 0).value))
		return false;
	walk->found = true;
	size_t count = roots_in_capitals(q->roots, walk->hash, stem, flags);
	q->met_root |= count > 0;
	q->unsure |= count > 1;
	return count > 0 &&
	       !affix_has_flag(q->affixes, *flags, affixes_flags(q->affixes)->forbidden);
}

/* ---- stems and affixes ---- */

/* May the stem be used at all, with an affix or in a compound? */
static bool is_open(struct query *q, struct span flags)
{
	const struct affixes *affixes = q->affixes;
	const struct affix_flags *named = affixes_flags(affixes);
	bool forbidden = affix_has_flag(affixes, flags, named->forbidden);
	bool kept = q->how == LOOKUP_LOWERED && affix_has_flag(affixes, flags, named->keep_case);
	q->forbidden |= forbidden && q->place == ALONE;
	q->unsure |= kept || (forbidden && q->place != ALONE);
	return !forbidden && !kept &&
	       (q->place != ALONE || !affix_has_flag(affixes, flags, named->only_in_compound));
}

/* The flag that the place needs, from the stem or from what was added to it. */
static bool fits_place(struct query *q, struct span flags, struct span added)
{
	return q->needed == 0 || affix_has_flag(q->affixes, flags, q->needed) ||
	       affix_has_flag(q->affixes, added, q->needed);
}

/* May an affix of this side stand in this place? */
static bool is_placed(struct query *q, enum affix_side side, const struct affix *affix)
{
	if (q->place == ALONE)
		return !affix->only_in_compound;
	return affix->permitted || q->place != (side == AFFIX_PREFIX ? LAST : BEFORE);
}

/* Does the stem take this ending (and the beginning that was taken off)? */
static bool takes(struct query *q, struct span flags, const struct affix *suffix)
{
	const struct affixes *affixes = q->affixes;
	const struct affix *prefix = q->prefix;
	if (!affix_has_flag(affixes, flags, suffix->flag) &&
	    !(prefix && affix_has_flag(affixes, prefix->flags, suffix->flag)))
		return false;
	if (prefix && !(prefix->crosses && suffix->crosses &&
			(affix_has_flag(affixes, flags, prefix->flag) ||
			 affix_has_flag(affixes, suffix->flags, prefix->flag))))
		return false;
	if (suffix->needs_affix && (!prefix || prefix->needs_affix))
		return false;
	return is_placed(q, AFFIX_SUFFIX, suffix) &&
	       suffix->is_circumfix == (prefix && prefix->is_circumfix) &&
	       fits_place(q, flags, suffix->flags);
}

/* Is there a stem that takes one of the endings? They all make the form of it in the same way. */
static bool stem_takes(struct query *q, struct span stem, uint64_t hash, struct affix_run suffixes)
{
	struct walk walk = walk_of(q, hash);
	struct span flags;
	while (next_root(q, &walk, stem, &flags))
		for (size_t i = 0; i < suffixes.count; i++)
			if (takes(q, flags, &suffixes.at[i]) &&
			    affix_fits(&suffixes.at[i], AFFIX_SUFFIX, stem) && is_open(q, flags))
				return true;
	return false;
}

/* May one of the endings that are alike stand in this place? */
static bool any_placed(const struct query *q, const struct affix *first)
{
	return q->place == ALONE ? first->any_alone : q->place == LAST || first->any_permitted;
}

/* A stem and an ending; `word` without the beginning that was taken off. */
static bool has_suffix(struct query *q, struct span word)
{
	const struct affixes *affixes = q->affixes;
	size_t longest = affixes_longest(affixes, AFFIX_SUFFIX);
	size_t least = affixes_strip_all(affixes) ? 0 : 1;
	uint64_t hashes[2 * STEM_MOST + 1];
	char stem[2 * STEM_MOST];
	hashes[0] = ROOTS_HASH;
	for (size_t at = 0, from; at < word.length;) {
		from = at;
		uint32_t letter = roots_letter(q->roots, word, &at);
		uint64_t hash = roots_hash_letter(hashes[from], letter);
		while (from < at)
			hashes[++from] = hash;
	}
	memcpy(stem, word.at, word.length);
	uint32_t ending = AFFIX_HASH;
	for (size_t cut = 0; cut <= longest && cut + least <= word.length; cut++) {
		size_t kept = word.length - cut;
		if (cut)
			ending = affix_hash(ending, word.at[kept]);
		struct affix_run run = affixes_of(affixes, AFFIX_SUFFIX, ending,
						  span_slice(word, kept, word.length));
		if (!run.at)
			break; /* nothing ends so */
		for (size_t i = 0; i < run.count;) {
			struct affix_run same = { run.at + i, run.at[i].alike };
			struct span strip = run.at[i].strip;
			i += same.count;
			if (!any_placed(q, same.at) || kept + strip.length > STEM_MOST)
				continue;
			uint64_t hash = roots_hash(q->roots, hashes[kept], strip);
			if (!roots_are_near(q->roots, hash))
				continue;
			memcpy(stem + kept, strip.at, strip.length);
			if (stem_takes(q, (struct span){ stem, kept + strip.length }, hash, same))
				return true;
		}
		memcpy(stem + kept, word.at + kept, cut);
	}
	return false;
}

/* The word without a beginning, in `whole` (2 * STEM_MOST bytes); of no bytes: too long. */
static struct span without_prefix(const struct affix *prefix, struct span word, char *whole)
{
	size_t strip = prefix->strip.length, rest = word.length - prefix->append.length;
	if (strip + rest > STEM_MOST)
		return span_slice(word, 0, 0);
	memcpy(whole, prefix->strip.at, strip);
	memcpy(whole + strip, word.at + prefix->append.length, rest);
	return (struct span){ whole, strip + rest };
}

static bool stem_has_prefix(struct query *q, struct span stem)
{
	struct walk walk = walk_of(q, roots_hash(q->roots, ROOTS_HASH, stem));
	struct span flags;
	while (next_root(q, &walk, stem, &flags))
		if (affix_has_flag(q->affixes, flags, q->prefix->flag) && !q->prefix->needs_affix &&
		    fits_place(q, flags, q->prefix->flags) && is_open(q, flags))
			return true;
	return false;
}

/* A beginning, and perhaps an ending. */
static bool has_prefix(struct query *q, struct span word)
{
	const struct affixes *affixes = q->affixes;
	size_t longest = affixes_longest(affixes, AFFIX_PREFIX);
	char whole[2 * STEM_MOST];
	uint32_t beginning = AFFIX_HASH;
	bool found = false, met_root = q->met_root;
	for (size_t cut = 0; cut < word.length && cut <= longest && !found; cut++) {
		if (cut)
			beginning = affix_hash(beginning, word.at[cut - 1]);
		struct affix_run run =
			affixes_of(affixes, AFFIX_PREFIX, beginning, span_slice(word, 0, cut));
		if (!run.at)
			break; /* nothing begins so */
		for (size_t i = 0; i < run.count && !found; i++) {
			if (cut == 0 && run.at[i].strip.length == 0 && !met_root)
				continue; /* it changes nothing but flags */
			struct span stem = without_prefix(&run.at[i], word, whole);
			q->prefix = &run.at[i];
			found = stem.length && is_placed(q, AFFIX_PREFIX, q->prefix) &&
				affix_fits(q->prefix, AFFIX_PREFIX, stem) &&
				(stem_has_prefix(q, stem) || has_suffix(q, stem));
		}
	}
	q->prefix = NULL;
	return found;
}

/* A stem as it is. */
static bool is_stem(struct query *q, struct span word)
{
	const struct affixes *affixes = q->affixes;
	struct walk walk = walk_of(q, roots_hash(q->roots, ROOTS_HASH, word));
	struct span flags;
	bool found = false;
	while (next_root(q, &walk, word, &flags))
		found |= fits_place(q, flags, span_slice(flags, 0, 0)) &&
			 !affix_has_flag(affixes, flags, affixes_flags(affixes)->need_affix) &&
			 is_open(q, flags);
	q->unsure |= q->forbidden; /* it depends on which of them comes first */
	return found;
}

static bool is_form(struct query *q, struct span word)
{
	q->met_root = false;
	return is_stem(q, word) || has_suffix(q, word) || has_prefix(q, word);
}

/* ---- compounds ---- */

/* The offset behind `count` letters. */
static size_t behind_letters(struct span word, size_t at, size_t count)
{
	while (count-- > 0 && at < word.length)
		at += utf8_at(word, at).length;
	return at;
}

/* is_form() in the place asked for, remembered: the slips of one word have most parts in common. */
static bool is_part(struct query *q, struct span part)
{
	uint64_t key = (uint64_t)q->how << 32 ^ (uint64_t)q->place << 24 ^ q->needed;
	for (size_t i = 0; i < part.length; i++)
		key = (key ^ (unsigned char)part.at[i]) * 1099511628211u; /* FNV-1a */
	key ^= key >> 32;
	uint64_t *kept = &q->parts->keys[key & (LOOKUP_PARTS - 1)];
	key |= PART_ANSWERS;
	if ((*kept | PART_ANSWERS) != key) {
		bool unsure = q->unsure;
		q->unsure = false;
		bool found = is_form(q, part);
		*kept = key & ~(uint64_t)((found ? 0 : PART_FOUND) | (q->unsure ? 0 : PART_UNSURE));
		q->unsure |= unsure;
		q->parts->is_used = true;
	}
	q->unsure |= (*kept & PART_UNSURE) != 0;
	return *kept & PART_FOUND;
}

/* A first part, parts in the middle, a last one, each with the flag of its place. */
static bool is_compound(struct query *q, struct span word)
{
	const struct affix_flags *named = affixes_flags(q->affixes);
	size_t least = affixes_part_least(q->affixes);
	bool reached[LOOKUP_MOST + 1] = { true };
	for (size_t from = 0; from < word.length; from = behind_letters(word, from, 1)) {
		if (!reached[from])
			continue;
		struct span rest = span_slice(word, from, word.length);
		q->place = LAST;
		q->needed = named->compound_end;
		if (from > 0 && utf8_count(rest) >= least && is_part(q, rest))
			return true;
		q->place = BEFORE;
		q->needed = from == 0 ? named->compound_begin : named->compound_middle;
		if (q->needed == 0)
			continue;
		for (size_t to = behind_letters(word, from, least); to < word.length;
		     to = behind_letters(word, to, 1))
			reached[to] |= is_part(q, span_slice(word, from, to));
	}
	return false;
}

/* Could the word begin with a part of what COMPOUNDRULE joins (numbers, mostly)? */
static bool may_be_joined(const struct query *q, struct span word)
{
	uint64_t hash = ROOTS_HASH;
	for (size_t end = 0; end < word.length && affixes_have_rules(q->affixes);) {
		struct span flags;
		hash = roots_hash_letter(hash, roots_letter(q->roots, word, &end));
		size_t slot = roots_first(q->roots, hash);
		while (roots_next(q->roots, hash, span_slice(word, 0, end), &slot, &flags))
			if (affix_may_join(q->affixes, flags))
				return true;
	}
	return false;
}

/* ---- words ---- */

/* The stem when there is one only; what that forbids, or keeps as it is listed, Hunspell looks for
 * no further. */
static bool is_only_root(struct query *q, struct span word, struct span *flags)
{
	struct walk walk = walk_of(q, roots_hash(q->roots, ROOTS_HASH, word));
	struct span other;
	return next_root(q, &walk, word, flags) && !next_root(q, &walk, word, &other);
}

void lookup_forget(struct lookup_parts *parts)
{
	if (parts->is_used)
		memset(parts, 0, sizeof *parts);
}

enum lookup_answer lookup_word(const struct lookup *in, struct span word, enum lookup_case how)
{
	const struct affixes *affixes = in->affixes;
	const struct affix_flags *named = affixes_flags(affixes);
	struct query q = { .affixes = affixes, .roots = in->roots, .parts = in->parts, .how = how };
	struct span flags;
	if (is_only_root(&q, word, &flags)) {
		if (affix_has_flag(affixes, flags, named->forbidden))
			return LOOKUP_FORBIDDEN;
		if (how == LOOKUP_LOWERED && affix_has_flag(affixes, flags, named->keep_case) &&
		    !affix_has_flag(affixes, flags, named->need_affix) &&
		    !affix_has_flag(affixes, flags, named->only_in_compound))
			return LOOKUP_WRONG;
	}
	bool found = is_form(&q, word);
	if (q.forbidden && !q.unsure)
		return found ? LOOKUP_UNSURE : LOOKUP_FORBIDDEN;
	if (!found && !q.unsure && named->compound_end)
		found = is_compound(&q, word);
	if (q.unsure || (!found && may_be_joined(&q, word)))
		return LOOKUP_UNSURE;
	return found ? LOOKUP_RIGHT : LOOKUP_WRONG;
}

bool lookup_begins(const struct lookup *in, struct span word)
{
	struct query q = { .affixes = in->affixes,
			   .roots = in->roots,
			   .place = BEFORE,
			   .needed = affixes_flags(in->affixes)->compound_begin };
	return q.needed && is_form(&q, word);
}
