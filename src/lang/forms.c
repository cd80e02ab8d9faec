#include "lang/forms.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/affix.h"
#include "lang/fold.h"
#include "lang/roots.h"
#include "text/utf8.h"

enum {
	WORD_MOST = 60, /* bytes; longer ones are left to Hunspell */
	STEM_MOST = ROOT_MOST,
	PARTS_MOST = 4,
	LATIN_END = 0x250,
};

struct forms {
	struct affixes *affixes;
	struct roots roots;
};

/* Where a form stands: alone, in a compound before the last part, or as its last part. */
enum place { ALONE, BEFORE, LAST };

/* A form being looked up. */
struct query {
	const struct forms *forms;
	enum place place;
	uint16_t needed;	    /* by the place: a flag of the stem or of its ending; 0: none */
	const struct affix *prefix; /* what was taken off the beginning; NULL: nothing */
	bool lowered;		    /* the capital was taken away */
	bool *unsure;		    /* something was met that Hunspell must be asked about */
};

/* ---- life ---- */

struct forms *forms_read(const char *aff, const char *dic, bool *hopeless)
{
	struct forms *forms = mem_alloc(sizeof *forms);
	forms->affixes = affixes_read(aff);
	if (!forms->affixes || !roots_read(&forms->roots, dic, affixes_encoding(forms->affixes))) {
		if (hopeless)
			*hopeless = !roots_are_useful(&forms->roots);
		forms_free(forms);
		return NULL;
	}
	return forms;
}

void forms_free(struct forms *forms)
{
	if (!forms)
		return;
	affixes_free(forms->affixes);
	roots_release(&forms->roots);
	free(forms);
}

void forms_add(struct forms *forms, struct span word, struct span model)
{
	uint32_t hash = roots_hash(ROOTS_HASH, model);
	size_t slot = roots_first(&forms->roots, hash);
	struct span flags = { "", 0 };
	if (model.length)
		(void)roots_next(&forms->roots, hash, model, &slot, &flags);
	roots_add(&forms->roots, word, flags);
}

const struct roots *forms_roots(const struct forms *forms)
{
	return &forms->roots;
}

/* ---- stems and affixes ---- */

/* May the stem be used at all? */
static bool is_open(const struct query *q, struct span flags)
{
	const struct affixes *affixes = q->forms->affixes;
	const struct affix_flags *named = affixes_flags(affixes);
	if (affix_has_flag(affixes, flags, named->forbidden) ||
	    (q->lowered && affix_has_flag(affixes, flags, named->keep_case))) {
		*q->unsure = true;
		return false;
	}
	return q->place != ALONE || !affix_has_flag(affixes, flags, named->only_in_compound);
}

/* The flag that the place needs, from the stem or from what was added to it. */
static bool fits_place(const struct query *q, struct span flags, struct span added)
{
	return q->needed == 0 || affix_has_flag(q->forms->affixes, flags, q->needed) ||
	       affix_has_flag(q->forms->affixes, added, q->needed);
}

/* May an affix of this side stand in this place? */
static bool is_placed(const struct query *q, enum affix_side side, const struct affix *affix)
{
	if (q->place == ALONE)
		return !affix->only_in_compound;
	return affix->permitted || q->place != (side == AFFIX_PREFIX ? LAST : BEFORE);
}

/* Does the stem take this ending (and the beginning that was taken off)? */
static bool takes(const struct query *q, struct span flags, const struct affix *suffix)
{
	const struct affixes *affixes = q->forms->affixes;
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
static bool stem_takes(const struct query *q, struct span stem, uint32_t hash,
		       struct affix_run suffixes)
{
	const struct roots *roots = &q->forms->roots;
	size_t slot = roots_first(roots, hash);
	struct span flags;
	while (roots_next(roots, hash, stem, &slot, &flags))
		for (size_t i = 0; i < suffixes.count; i++)
			if (takes(q, flags, &suffixes.at[i]) &&
			    affix_fits(&suffixes.at[i], AFFIX_SUFFIX, stem) && is_open(q, flags))
				return true;
	return false;
}

/* The rules from `at` on that take the same off the stem. */
static struct affix_run same_strip(struct affix_run run, size_t at)
{
	size_t end = at + 1;
	while (end < run.count && span_equal(run.at[end].strip, run.at[at].strip))
		end++;
	return (struct affix_run){ run.at + at, end - at };
}

static bool any_placed(const struct query *q, struct affix_run suffixes)
{
	for (size_t i = 0; i < suffixes.count; i++)
		if (is_placed(q, AFFIX_SUFFIX, &suffixes.at[i]))
			return true;
	return false;
}

/* A stem and an ending; `word` without the beginning that was taken off. */
static bool has_suffix(const struct query *q, struct span word)
{
	const struct affixes *affixes = q->forms->affixes;
	size_t longest = affixes_longest(affixes, AFFIX_SUFFIX);
	size_t least = affixes_strip_all(affixes) ? 0 : 1;
	uint32_t hashes[2 * STEM_MOST + 1] = { ROOTS_HASH };
	char stem[2 * STEM_MOST];
	for (size_t i = 0; i < word.length; i++)
		hashes[i + 1] = roots_hash_byte(hashes[i], word.at[i]);
	memcpy(stem, word.at, word.length);
	uint32_t ending = AFFIX_HASH;
	for (size_t cut = 0; cut <= longest && cut + least <= word.length; cut++) {
		size_t kept = word.length - cut;
		if (cut)
			ending = affix_hash(ending, word.at[kept]);
		struct affix_run run = affixes_of(affixes, AFFIX_SUFFIX, ending,
						  span_slice(word, kept, word.length));
		for (size_t i = 0; i < run.count;) {
			struct affix_run same = same_strip(run, i);
			struct span strip = run.at[i].strip;
			i += same.count;
			if (kept + strip.length > STEM_MOST || !any_placed(q, same))
				continue;
			memcpy(stem + kept, strip.at, strip.length);
			if (stem_takes(q, (struct span){ stem, kept + strip.length },
				       roots_hash(hashes[kept], strip), same))
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

static bool stem_has_prefix(const struct query *q, struct span stem)
{
	const struct roots *roots = &q->forms->roots;
	uint32_t hash = roots_hash(ROOTS_HASH, stem);
	size_t slot = roots_first(roots, hash);
	struct span flags;
	while (roots_next(roots, hash, stem, &slot, &flags))
		if (affix_has_flag(q->forms->affixes, flags, q->prefix->flag) &&
		    !q->prefix->needs_affix && fits_place(q, flags, q->prefix->flags) &&
		    is_open(q, flags))
			return true;
	return false;
}

/* A beginning, and perhaps an ending. */
static bool has_prefix(struct query *q, struct span word)
{
	const struct affixes *affixes = q->forms->affixes;
	size_t longest = affixes_longest(affixes, AFFIX_PREFIX);
	char whole[2 * STEM_MOST];
	uint32_t beginning = AFFIX_HASH;
	bool found = false;
	for (size_t cut = 0; cut < word.length && cut <= longest && !found; cut++) {
		if (cut)
			beginning = affix_hash(beginning, word.at[cut - 1]);
		struct affix_run run =
			affixes_of(affixes, AFFIX_PREFIX, beginning, span_slice(word, 0, cut));
		for (size_t i = 0; i < run.count && !found; i++) {
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
static bool is_stem(const struct query *q, struct span word)
{
	const struct affixes *affixes = q->forms->affixes;
	const struct roots *roots = &q->forms->roots;
	uint32_t hash = roots_hash(ROOTS_HASH, word);
	size_t slot = roots_first(roots, hash);
	struct span flags;
	bool found = false;
	while (roots_next(roots, hash, word, &slot, &flags))
		found |= is_open(q, flags) && fits_place(q, flags, span_slice(flags, 0, 0)) &&
			 !affix_has_flag(affixes, flags, affixes_flags(affixes)->need_affix);
	return found;
}

static bool is_form(struct query *q, struct span word)
{
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

bool forms_begins(const struct forms *forms, struct span word)
{
	bool unsure = false;
	struct query q = { .forms = forms,
			   .place = BEFORE,
			   .needed = affixes_flags(forms->affixes)->compound_begin,
			   .unsure = &unsure };
	return q.needed && word.length > 0 && word.length <= WORD_MOST && is_form(&q, word);
}

/* A first part, parts in the middle, a last one, each with the flag of its place. */
static bool is_compound(struct query *q, struct span word)
{
	const struct affix_flags *named = affixes_flags(q->forms->affixes);
	size_t least = affixes_part_least(q->forms->affixes);
	bool reached[WORD_MOST + 1] = { true };
	for (size_t from = 0; from < word.length; from = behind_letters(word, from, 1)) {
		struct span rest = span_slice(word, from, word.length);
		q->place = LAST;
		q->needed = named->compound_end;
		if (reached[from] && from > 0 && utf8_count(rest) >= least && is_form(q, rest))
			return true;
		q->place = BEFORE;
		q->needed = from == 0 ? named->compound_begin : named->compound_middle;
		if (!reached[from] || q->needed == 0)
			continue;
		for (size_t to = behind_letters(word, from, least); to < word.length;
		     to = behind_letters(word, to, 1))
			reached[to] |= is_form(q, span_slice(word, from, to));
	}
	return false;
}

/* Could the word begin with a part of what COMPOUNDRULE joins (numbers, mostly)? */
static bool may_be_joined(const struct forms *forms, struct span word)
{
	uint32_t hash = ROOTS_HASH;
	for (size_t end = 1; end <= word.length && affixes_have_rules(forms->affixes); end++) {
		struct span flags;
		hash = roots_hash_byte(hash, word.at[end - 1]);
		size_t slot = roots_first(&forms->roots, hash);
		while (roots_next(&forms->roots, hash, span_slice(word, 0, end), &slot, &flags))
			if (affix_may_join(forms->affixes, flags))
				return true;
	}
	return false;
}

/* ---- words ---- */

static enum forms_answer look_up(const struct forms *forms, struct span word, bool lowered)
{
	bool unsure = false;
	struct query q = { .forms = forms, .lowered = lowered, .unsure = &unsure };
	bool found = is_form(&q, word);
	if (!found && !unsure && affixes_flags(forms->affixes)->compound_end)
		found = is_compound(&q, word);
	unsure |= !found && may_be_joined(forms, word);
	return unsure ? FORMS_UNSURE : found ? FORMS_RIGHT : FORMS_WRONG;
}

static bool has_small(struct span word)
{
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		if (fold_is_letter(point.value) && !fold_is_upper(point.value))
			return true;
		at += point.length;
	}
	return false;
}

/* Letters, not all of them capitals, and some signs within: there Hunspell does nothing else than
 * what is done here. */
static bool is_plain(const struct forms *forms, struct span word)
{
	bool signs = !affixes_break_signs(forms->affixes);
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		bool is_inner = at > 0 && at + 1 < word.length;
		if (!fold_is_letter(point.value) &&
		    !(is_inner && signs && point.value && point.value < 0x80 &&
		      strchr("':*_/", (char)point.value)))
			return false;
		at += point.length;
	}
	return has_small(word) && affixes_are_complete(forms->affixes);
}

static bool is_latin(struct span word)
{
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		if (point.value >= LATIN_END || point.value == 0xdf || point.value == 0x17f)
			return false;
		at += point.length;
	}
	return word.length > 0 && word.length <= WORD_MOST;
}

/* With a small letter at its start, in `into` (WORD_MOST bytes); of no bytes: it has no capital, or
 * others behind it, which Hunspell does not take for that of a sentence. */
static struct span lower(struct span word, char *into)
{
	struct utf8_point first = utf8_at(word, 0);
	struct str out = { 0 };
	struct span lowered = { into, 0 };
	bool is_small = fold_is_upper(first.value);
	for (size_t at = first.length; at < word.length && is_small;) {
		struct utf8_point point = utf8_at(word, at);
		is_small = !fold_is_upper(point.value);
		at += point.length;
	}
	if (!is_small)
		return lowered;
	(void)str_add_point(&out, fold_lower(first.value));
	(void)str_add(&out, span_slice(word, first.length, word.length));
	if (out.length <= WORD_MOST) {
		memcpy(into, str_text(&out), out.length);
		lowered.length = out.length;
	}
	str_release(&out);
	return lowered;
}

/* May a word in capitals come from a stem with capitals of its own (NATOS)? Those are known in more
 * spellings than the one that is listed. */
static bool may_have_capitals(const struct forms *forms, struct span small)
{
	const struct affixes *affixes = forms->affixes;
	uint32_t hashes[WORD_MOST + 1] = { ROOTS_HASH }, ending = AFFIX_HASH;
	for (size_t i = 0; i < small.length; i++)
		hashes[i + 1] = roots_hash_byte(hashes[i], small.at[i]);
	for (size_t cut = 0; cut <= affixes_longest(affixes, AFFIX_SUFFIX) && cut < small.length;) {
		size_t kept = small.length - cut;
		struct affix_run run = affixes_of(affixes, AFFIX_SUFFIX, ending,
						  span_slice(small, kept, small.length));
		if (cut == 0 && roots_may_have(&forms->roots, hashes[kept]))
			return true;
		for (size_t i = 0; i < run.count; i += same_strip(run, i).count)
			if (roots_may_have(&forms->roots,
					   roots_hash(hashes[kept], run.at[i].strip)))
				return true;
		cut++;
		ending = affix_hash(ending, small.at[kept - 1]);
	}
	return false;
}

static bool has_capitals_only(struct span word)
{
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length)
		if (!fold_is_upper(utf8_at(word, at).value))
			return false;
	return word.length > 1;
}

/* STRASSE: as it would be written elsewhere, all small or with a capital. */
static enum forms_answer in_capitals(const struct forms *forms, struct span word)
{
	struct str small = { 0 };
	enum forms_answer answer = FORMS_UNSURE;
	size_t first = utf8_at(word, 0).length;
	fold_word(word, &small);
	if (small.length > WORD_MOST)
		answer = FORMS_UNSURE;
	else if (look_up(forms, str_span(&small), true) == FORMS_RIGHT)
		answer = FORMS_RIGHT;
	else if (!may_have_capitals(forms, str_span(&small)) &&
		 span_find(word, SPAN("SS"), 0) == word.length)
		answer = FORMS_WRONG;
	if (answer != FORMS_RIGHT && small.length <= WORD_MOST &&
	    str_replace(&small, 0, utf8_at(str_span(&small), 0).length,
			span_slice(word, 0, first)) &&
	    look_up(forms, str_span(&small), true) == FORMS_RIGHT)
		answer = FORMS_RIGHT;
	str_release(&small);
	return answer;
}

static enum forms_answer answer_of(const struct forms *forms, struct span word)
{
	char small[WORD_MOST];
	struct span lowered = lower(word, small);
	enum forms_answer answer = look_up(forms, word, false);
	if (answer == FORMS_WRONG && lowered.length)
		answer = look_up(forms, lowered, true);
	if (answer != FORMS_WRONG || is_plain(forms, word))
		return answer;
	return has_capitals_only(word) && affixes_are_complete(forms->affixes)
		       ? in_capitals(forms, word)
		       : FORMS_UNSURE;
}

/* Hunspell parts words at hyphens: right when every part is, or some of them together. */
static enum forms_answer hyphened(const struct forms *forms, struct span word)
{
	size_t ends[PARTS_MOST], count = 0;
	bool reached[PARTS_MOST + 1] = { true }, unsure = false;
	struct span rest = word, part;
	while (span_next(&rest, '-', &part)) {
		if (count == PARTS_MOST || part.length == 0 || !has_small(word))
			return FORMS_UNSURE;
		ends[count++] = (size_t)(part.at - word.at) + part.length;
	}
	for (size_t from = 0; from < count; from++)
		for (size_t to = from + 1; reached[from] && to <= count; to++) {
			size_t start = from ? ends[from - 1] + 1 : 0;
			enum forms_answer answer =
				answer_of(forms, span_slice(word, start, ends[to - 1]));
			/* Whole words with hyphens were looked up like others. */
			unsure |= answer == FORMS_UNSURE && to == from + 1;
			reached[to] |= answer == FORMS_RIGHT;
		}
	return reached[count] ? FORMS_RIGHT : unsure || count < 2 ? FORMS_UNSURE : FORMS_WRONG;
}

enum forms_answer forms_of(const struct forms *forms, struct span word)
{
	if (!is_latin(word))
		return FORMS_UNSURE;
	enum forms_answer answer = answer_of(forms, word);
	if (answer == FORMS_UNSURE && affixes_break_hyphens(forms->affixes) &&
	    memchr(word.at, '-', word.length))
		return hyphened(forms, word);
	return answer;
}
