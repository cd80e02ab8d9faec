#include "lang/forms.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lang/affix.h"
#include "lang/fold.h"
#include "lang/lookup.h"
#include "lang/roots.h"
#include "text/utf8.h"

enum {
	LATIN_END = 0x250,
	BREAKS_MOST = 9, /* Hunspell's: words with more signs are wrong */
};

struct forms {
	struct affixes *affixes;
	struct roots roots;
	struct lookup lookup;
};

/* ---- life ---- */

struct forms *forms_read(const char *aff, const char *dic, enum language language, bool *hopeless)
{
	struct forms *forms = mem_alloc(sizeof *forms);
	forms->affixes = affixes_read(aff);
	if (!forms->affixes ||
	    !roots_read(&forms->roots, dic, affixes_encoding(forms->affixes), language)) {
		if (hopeless)
			*hopeless = !roots_are_useful(&forms->roots);
		forms_free(forms);
		return NULL;
	}
	forms->lookup = (struct lookup){ forms->affixes, &forms->roots,
					 mem_alloc(sizeof *forms->lookup.parts) };
	return forms;
}

void forms_free(struct forms *forms)
{
	if (!forms)
		return;
	affixes_free(forms->affixes);
	free(forms->lookup.parts);
	roots_release(&forms->roots);
	free(forms);
}

void forms_add(struct forms *forms, struct span word, struct span model)
{
	uint64_t hash = roots_hash(&forms->roots, ROOTS_HASH, model);
	size_t slot = roots_first(&forms->roots, hash);
	struct span flags = { "", 0 };
	if (model.length)
		(void)roots_next(&forms->roots, hash, model, &slot, &flags);
	roots_add(&forms->roots, word, flags);
	lookup_forget(forms->lookup.parts);
}

struct roots *forms_roots(struct forms *forms)
{
	return &forms->roots;
}

/* ---- letters ---- */

enum capitals { NONE, AT_START, ALL, MIXED };

/* As Hunspell tells them apart; signs are neither small nor large. */
static enum capitals capitals_of(struct span word)
{
	size_t letters = 0, capitals = 0;
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length) {
		uint32_t c = utf8_at(word, at).value;
		letters += fold_is_letter(c);
		capitals += fold_lower(c) != c;
	}
	uint32_t first = utf8_at(word, 0).value;
	if (capitals == 0)
		return NONE;
	if (capitals == 1 && fold_lower(first) != first)
		return AT_START;
	return capitals == letters ? ALL : MIXED;
}

/* Letters, and signs that mean nothing to Hunspell; what it does with others is not done here. */
static bool is_plain(struct span word)
{
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		if (!fold_is_letter(point.value) &&
		    !(point.value && point.value < 0x80 && strchr("'-:*_/", (char)point.value)))
			return false;
		at += point.length;
	}
	return true;
}

static bool is_latin(const struct forms *forms, struct span word)
{
	bool sharps = affixes_check_sharps(forms->affixes);
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		if (point.value >= LATIN_END || (point.value == 0xdf && sharps) ||
		    point.value == 0x17f)
			return false;
		at += point.length;
	}
	return word.length > 0 && word.length <= LOOKUP_MOST;
}

/* Not fold_word(): ß stays, and so does the apostrophe. */
static void make_small(struct span word, struct str *small)
{
	str_clear(small);
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length)
		(void)str_add_point(small, fold_lower(utf8_at(word, at).value));
}

/* The word from `at` on with a capital. */
static void capitalise(struct str *word, size_t at)
{
	struct utf8_point first = utf8_at(str_span(word), at);
	struct str capital = { 0 };
	(void)str_add_point(&capital, fold_upper(first.value));
	(void)str_replace(word, at, first.length, str_span(&capital));
	str_release(&capital);
}

/* ---- words ---- */

static enum lookup_answer ask(const struct forms *forms, const struct str *word,
			      enum lookup_case how)
{
	if (word->length > LOOKUP_MOST)
		return LOOKUP_UNSURE;
	return lookup_word(&forms->lookup, str_span(word), how);
}

/* L'ALLATTAMENTO, SANT'ELIA: l'Allattamento, Sant'Elia. */
static enum lookup_answer behind_apostrophe(const struct forms *forms, struct str *small)
{
	size_t at = span_find(str_span(small), SPAN("'"), 0) + 1;
	if (at >= small->length)
		return LOOKUP_WRONG;
	capitalise(small, at);
	enum lookup_answer answer = ask(forms, small, LOOKUP_AS_IS);
	if (answer != LOOKUP_WRONG)
		return answer;
	capitalise(small, 0);
	return ask(forms, small, LOOKUP_AS_IS);
}

/* STRASSE: as it would be written elsewhere, with a capital or all small. */
static enum lookup_answer in_capitals(const struct forms *forms, struct span word)
{
	struct str small = { 0 };
	enum lookup_answer answer = lookup_word(&forms->lookup, word, LOOKUP_AS_IS);
	bool forbidden = answer == LOOKUP_FORBIDDEN;
	if (answer == LOOKUP_WRONG || forbidden) {
		make_small(word, &small);
		answer = behind_apostrophe(forms, &small);
		forbidden |= answer == LOOKUP_FORBIDDEN;
	}
	if (answer == LOOKUP_WRONG || forbidden) {
		make_small(word, &small);
		capitalise(&small, 0);
		answer = ask(forms, &small, LOOKUP_LOWERED);
	}
	if (answer == LOOKUP_WRONG && !forbidden) {
		make_small(word, &small);
		answer = ask(forms, &small, LOOKUP_LOWERED);
	}
	str_release(&small);
	bool sharp = answer == LOOKUP_WRONG && affixes_check_sharps(forms->affixes) &&
		     span_find(word, SPAN("SS"), 0) < word.length; /* it may stand for ß */
	return sharp && roots_have_sharp_s(&forms->roots) ? LOOKUP_UNSURE : answer;
}

static enum lookup_answer at_start(const struct forms *forms, struct span word)
{
	struct str small = { 0 };
	enum lookup_answer answer = lookup_word(&forms->lookup, word, LOOKUP_AT_START);
	if (answer == LOOKUP_WRONG) {
		make_small(word, &small);
		answer = ask(forms, &small, LOOKUP_LOWERED);
	}
	str_release(&small);
	return answer;
}

static enum lookup_answer whole(const struct forms *forms, struct span word)
{
	enum lookup_answer answer = LOOKUP_WRONG;
	switch (capitals_of(word)) {
	case NONE:
	case MIXED:
		answer = lookup_word(&forms->lookup, word, LOOKUP_AS_IS);
		break;
	case AT_START:
		answer = at_start(forms, word);
		break;
	case ALL:
		answer = in_capitals(forms, word);
		break;
	}
	if (answer == LOOKUP_RIGHT || answer == LOOKUP_UNSURE)
		return answer;
	return is_plain(word) && affixes_are_complete(forms->affixes) ? LOOKUP_WRONG
								      : LOOKUP_UNSURE;
}

/* ---- parts ---- */

static enum lookup_answer spell(const struct forms *forms, struct span word);

/* Right when both are, unsure when that depends on what is. */
static enum lookup_answer both(const struct forms *forms, struct span word, size_t at, size_t sign)
{
	enum lookup_answer behind = spell(forms, span_slice(word, at + sign, word.length));
	if (behind == LOOKUP_WRONG)
		return LOOKUP_WRONG;
	enum lookup_answer before = spell(forms, span_slice(word, 0, at));
	return before == LOOKUP_RIGHT ? behind : before;
}

/* One sign: Hunspell parts a word where it stands the second time, and if that is no good the
 * first. */
static enum lookup_answer parted(const struct forms *forms, struct span word, struct span sign,
				 bool second)
{
	size_t at = span_find(word, sign, 0);
	if (at == 0 || at + sign.length >= word.length)
		return LOOKUP_WRONG;
	if (second) {
		size_t next = span_find(word, sign, at + 1);
		at = next + sign.length < word.length ? next : at;
	}
	return both(forms, word, at, sign.length);
}

/* ^- and -$: the word without a sign at one of its ends. */
static enum lookup_answer trimmed(const struct forms *forms, struct span word, struct span sign)
{
	size_t length = sign.length - 1;
	if (sign.length < 2 || sign.length > word.length)
		return LOOKUP_WRONG;
	if (sign.at[0] == '^' && span_starts(word, span_slice(sign, 1, sign.length)))
		return spell(forms, span_slice(word, length, word.length));
	if (sign.at[length] == '$' && span_ends(word, span_slice(sign, 0, length)))
		return spell(forms, span_slice(word, 0, word.length - length));
	return LOOKUP_WRONG;
}

static size_t signs_in(struct span word, struct span signs)
{
	size_t count = 0;
	struct span sign;
	while (span_next(&signs, '\n', &sign))
		for (size_t at = 0; sign.length && (at = span_find(word, sign, at)) < word.length;
		     at++)
			count++;
	return count;
}

/* Hunspell parts words at hyphens and what else the dictionary lists under BREAK. */
static enum lookup_answer in_parts(const struct forms *forms, struct span word)
{
	struct span signs = affixes_breaks(forms->affixes), rest, sign;
	size_t count = signs_in(word, signs);
	enum lookup_answer answer = LOOKUP_WRONG;
	if (count > BREAKS_MOST)
		return LOOKUP_WRONG;
	for (int way = 0; way < 3; way++)
		for (rest = signs; answer == LOOKUP_WRONG && span_next(&rest, '\n', &sign);)
			answer = way == 0 ? trimmed(forms, word, sign)
					  : parted(forms, word, sign, way == 1);
	return answer;
}

static enum lookup_answer spell(const struct forms *forms, struct span word)
{
	enum lookup_answer answer = word.length ? whole(forms, word) : LOOKUP_RIGHT;
	if (answer != LOOKUP_WRONG)
		return answer;
	if (capitals_of(word) != ALL)
		return in_parts(forms, word);
	/* CD-ROM is parted as Cd-rom. */
	struct str small = { 0 };
	make_small(word, &small);
	capitalise(&small, 0);
	answer = in_parts(forms, str_span(&small));
	str_release(&small);
	return answer;
}

enum forms_answer forms_of(const struct forms *forms, struct span word)
{
	if (!is_latin(forms, word))
		return FORMS_UNSURE;
	enum lookup_answer answer = spell(forms, word);
	return answer == LOOKUP_UNSURE	? FORMS_UNSURE
	       : answer == LOOKUP_RIGHT ? FORMS_RIGHT
					: FORMS_WRONG;
}

bool forms_begins(const struct forms *forms, struct span word)
{
	return word.length > 0 && word.length <= LOOKUP_MOST && lookup_begins(&forms->lookup, word);
}
