#include "lang/suggest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "elision.h"
#include "lang/agreement.h"
#include "lang/compound.h"
#include "lang/edit.h"
#include "lang/fold.h"
#include "lang/rarity.h"
#include "lang/slip.h"
#include "text/utf8.h"

enum { LISTED_MOST = 24, CANDIDATES_MOST = 96, TRIES_MOST = 600 };

/* In tenths of a slip, beside those of lang/slip.h and lang/rarity.h. */
enum {
	COST_NOUN = 2,	   /* a capital that was not written, in German */
	COST_NAME = 4,	   /* … elsewhere */
	COST_BREAK = 5,	   /* it does not go with the words beside it */
	COST_UNLISTED = 2, /* a compound that no dictionary lists */
	COST_MADE = 3,	   /* … of seldom parts */
	COST_LATE = 1,	   /* for every three places down in Hunspell's list */
	COST_NEAR = 12,	   /* what costs more may be two slips of sound */
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* ---- candidates ---- */

struct candidate {
	char *word;
	int cost, order;
	bool made; /* a compound that no dictionary lists, of seldom parts */
};

struct search {
	struct lexicon *lexicon;
	enum language language;
	struct span word;
	bool capital;	     /* of the word */
	uint32_t apostrophe; /* as the author writes it */
	struct slip slip;
	const struct around *around;
	struct candidate found[CANDIDATES_MOST];
	int count, least; /* of the costs */
};

static struct candidate *find(struct search *search, struct span word)
{
	for (int i = 0; i < search->count; i++)
		if (span_equal(span_of(search->found[i].word), word))
			return &search->found[i];
	return NULL;
}

/* Is a word listed, not counting how German words end? */
static bool is_listed(const struct search *search, struct span word)
{
	static const char *const endings[] = { "",   "n",  "en",  "s",	 "es", "e",  "er",
					       "em", "st", "ern", "nen", "t",  "te", "ten" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct span ending = span_of(endings[i]);
		if (word.length > ending.length + 2 && span_ends(word, ending) &&
		    lexicon_has_stem(search->lexicon,
				     span_slice(word, 0, word.length - ending.length)))
			return true;
	}
	return false;
}

/* Is one of its ends a frequent word? Amtskollegen rather than Amtsöllegen. */
static bool has_frequent_end(const struct search *search, struct span word)
{
	for (size_t at = 3; at + 4 <= word.length; at++) {
		struct str end = { 0 };
		struct utf8_point first = utf8_at(word, at);
		if ((word.at[at] & 0xc0) == 0x80)
			continue;
		(void)str_add_point(&end, fold_upper(first.value));
		(void)str_add(&end, span_slice(word, at + first.length, word.length));
		bool frequent = !span_equal(str_span(&end), SPAN("Innen")) &&
				lexicon_frequency(search->lexicon, str_span(&end)) > 0;
		str_release(&end);
		if (frequent)
			return true;
	}
	return false;
}

static bool is_unlisted(const struct search *search, struct span word)
{
	return search->language == LANGUAGE_DE && lexicon_frequency(search->lexicon, word) == 0 &&
	       !is_listed(search, word);
}

static uint32_t apostrophe_of(struct span word)
{
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length)
		if (fold_is_apostrophe(utf8_at(word, at).value))
			return utf8_at(word, at).value;
	return 0;
}

/* l’azienda where the author wrote l’azeinda, whichever a dictionary has. Replaces *out. */
static void with_apostrophe(const struct search *search, struct span word, struct str *out)
{
	str_clear(out);
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		at += point.length;
		(void)str_add_point(out, search->apostrophe && fold_is_apostrophe(point.value)
						 ? search->apostrophe
						 : point.value);
	}
}

static int cost_of(const struct search *search, struct span word)
{
	int cost = slip_cost(&search->slip, word) +
		   rarity_cost(search->lexicon, search->language, word) +
		   rarity_of_shape(search->lexicon, search->word, word);
	if (fold_is_upper(utf8_at(word, 0).value) && !search->capital)
		cost += search->language == LANGUAGE_DE ? COST_NOUN : COST_NAME;
	return cost + COST_BREAK * agreement_breaks(search->lexicon, search->language,
						    search->around, word);
}

/* A word found again keeps the cost it had. */
static void add(struct search *search, struct span word, int extra)
{
	struct str own = { 0 };
	with_apostrophe(search, word, &own);
	struct candidate *known = find(search, str_span(&own));
	if (known || own.length == 0 || search->count == CANDIDATES_MOST ||
	    elision_is_false(search->language, word)) {
		str_release(&own);
		return;
	}
	bool unlisted = is_unlisted(search, word);
	bool made = unlisted && !has_frequent_end(search, word);
	int cost = cost_of(search, word) + extra +
		   (made       ? COST_MADE
		    : unlisted ? COST_UNLISTED
			       : 0);
	search->found[search->count] =
		(struct candidate){ str_take(&own), cost, search->count, made };
	search->count++;
	search->least = least(search->least, cost);
}

/* The letters as a word, with a capital when the word has one. Adds it when it is known; of German
 * small words also the noun. */
static void try_letters(struct search *search, const struct edit_letters *letters)
{
	struct str word = { 0 };
	for (int i = 0; i < letters->count; i++)
		(void)str_add_point(&word, i == 0 && search->capital ? fold_upper(letters->at[0])
								     : letters->at[i]);
	if (lexicon_knows(search->lexicon, str_span(&word))) {
		add(search, str_span(&word), 0);
	} else if (search->language == LANGUAGE_DE && !search->capital &&
		   lexicon_knows_upper(search->lexicon, str_span(&word))) {
		struct utf8_point first = utf8_at(str_span(&word), 0);
		struct str noun = { 0 };
		(void)str_add_point(&noun, fold_upper(first.value));
		(void)str_add(&noun, span_slice(str_span(&word), first.length, word.length));
		add(search, str_span(&noun), 0);
		str_release(&noun);
	}
	str_release(&word);
}

static bool try_edit(void *context, const struct edit_letters *letters)
{
	try_letters(context, letters);
	return false;
}

/* Fussgängerstreifne: a compound that is right and in no dictionary. */
static bool try_compound(void *context, const struct edit_letters *letters)
{
	struct search *search = context;
	struct str word = { 0 };
	for (int i = 0; i < letters->count; i++)
		(void)str_add_point(&word, i == 0 ? fold_upper(letters->at[0]) : letters->at[i]);
	if (compound_is_right(search->lexicon, str_span(&word)))
		add(search, str_span(&word), 0);
	str_release(&word);
	return false;
}

/* Two accents at once: deja, evenement, citta e perche. */
static void try_accents(struct search *search, int from, struct edit_letters *letters, int left)
{
	struct span all = span_of(edit_alphabet(search->language));
	for (int i = from; i < letters->count && left > 0; i++) {
		uint32_t was = letters->at[i];
		for (size_t at = 0; at < all.length;) {
			struct utf8_point letter = utf8_at(all, at);
			at += letter.length;
			if (letter.value == was || fold_base(letter.value) != fold_base(was))
				continue;
			letters->at[i] = letter.value;
			try_letters(search, letters);
			try_accents(search, i + 1, letters, left - 1);
		}
		letters->at[i] = was;
	}
}

/* The run of one letter that begins at `at`. */
static int run_at(const struct edit_letters *letters, int at)
{
	int end = at + 1;
	while (end < letters->count && letters->at[end] == letters->at[at])
		end++;
	return end - at;
}

/* Doubled letters at the wrong place: Kolegge, Adrresse, Adressse, cominnciare. */
static void try_doubles(struct search *search, int from, const struct edit_letters *letters,
			int left)
{
	for (int at = from, run; at < letters->count && left > 0; at += run) {
		run = run_at(letters, at);
		for (int want = 1; want <= 2; want++) {
			struct edit_letters other = *letters;
			int rest = letters->count - at - run, count = at + want + rest;
			if (want == run || count > EDIT_LETTERS_MOST)
				continue;
			memmove(other.at + at + want, letters->at + at + run,
				(size_t)rest * sizeof *other.at);
			other.at[at] = other.at[at + want - 1] = letters->at[at];
			other.count = count;
			try_letters(search, &other);
			try_doubles(search, at + want, &other, left - 1);
		}
	}
}

/* succé: an accent and a last letter that is not heard. */
static void try_ends(struct search *search)
{
	struct edit_letters other = search->slip.letters;
	if (search->language != LANGUAGE_FR || other.count == EDIT_LETTERS_MOST)
		return;
	other.count++;
	for (const char *end = "estxd"; *end; end++) {
		other.at[other.count - 1] = (unsigned char)*end;
		try_accents(search, 0, &other, 1);
	}
}

/* An accent, a doubled letter or another group in a word that is respelled already. */
static void try_respelled(struct search *search, struct edit_letters *letters, int *tries)
{
	struct slip again;
	struct str word = { 0 };
	struct edit_letters other;
	try_accents(search, 0, letters, 2);
	try_doubles(search, 0, letters, 1);
	for (int i = 0; i < letters->count; i++)
		(void)str_add_point(&word, letters->at[i]);
	slip_read(search->language, str_span(&word), &again);
	str_release(&word);
	for (int i = 0; i < again.sound_count && *tries < TRIES_MOST; i++, ++*tries)
		if (slip_respell(&again, i, &other))
			try_letters(search, &other);
}

/* Groups of letters that are written for each other, and where nothing is near, one and more. */
static void try_sounds(struct search *search)
{
	struct edit_letters other;
	int tries = 0;
	for (int i = 0; i < search->slip.sound_count; i++)
		if (slip_respell(&search->slip, i, &other))
			try_letters(search, &other);
	if (search->least <= COST_NEAR || search->language == LANGUAGE_DE)
		return;
	try_ends(search);
	for (int i = 0; i < search->slip.sound_count; i++)
		if (slip_respell(&search->slip, i, &other))
			try_respelled(search, &other, &tries);
}

static void try_listed(struct search *search)
{
	struct words listed = { 0 };
	lexicon_suggest(search->lexicon, search->word, LISTED_MOST, &listed);
	for (size_t i = 0; i < listed.count; i++)
		add(search, span_of(listed.at[i]), (int)i / 3 * COST_LATE);
	words_release(&listed);
}

/* ---- all ---- */

static int by_cost(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	return x->cost != y->cost ? x->cost - y->cost : x->order - y->order;
}

static void find_all(struct search *search, bool soon)
{
	struct edit_letters letters = search->slip.letters;
	try_letters(search, &letters);
	(void)edit_each(search->language, &letters, try_edit, search);
	try_accents(search, 0, &letters, search->language == LANGUAGE_FR ? 3 : 2);
	try_doubles(search, 0, &letters, 2);
	try_sounds(search);
	if (search->count == 0 && search->capital && search->language == LANGUAGE_DE)
		(void)edit_each(search->language, &letters, try_compound, search);
	if (!soon)
		try_listed(search);
	qsort(search->found, (size_t)search->count, sizeof *search->found, by_cost);
}

static char *in_capitals(struct span word)
{
	struct str upper = { 0 };
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		(void)str_add_point(&upper, fold_upper(point.value));
		at += point.length;
	}
	return str_take(&upper);
}

/* What begins so is proposed to nobody, however near it is; who writes it is not corrected. */
static bool is_coarse(enum language language, struct span word)
{
	static const char *const beginnings[LANGUAGE_COUNT] = {
		[LANGUAGE_NONE] = "",
		[LANGUAGE_DE] = "arschl fick fotze hure scheiss wichs",
		[LANGUAGE_FR] = "connard connass encul foutre merd putain pute salop",
		[LANGUAGE_IT] = "cazz fott incul merd minchi puttan stronz vaffan",
		[LANGUAGE_EN] = "asshole bitch cunt fuck shit whore",
	};
	struct span rest = span_of(beginnings[language]), beginning;
	struct str small = { 0 };
	bool coarse = false;
	fold_word(word, &small);
	while (span_next(&rest, ' ', &beginning))
		coarse |= span_starts(str_span(&small), beginning);
	str_release(&small);
	return coarse;
}

static void find_words(struct lexicon *lexicon, enum language language,
		       const struct suggest_for *asked, struct words *out)
{
	static const struct around nothing = { { NULL, 0 }, { NULL, 0 } };
	struct span word = asked->word;
	struct search search = { .lexicon = lexicon,
				 .language = language,
				 .word = word,
				 .around = asked->around ? asked->around : &nothing,
				 .capital = fold_is_upper(utf8_at(word, 0).value),
				 .apostrophe = apostrophe_of(word),
				 .least = INT_MAX };
	if (search.apostrophe == 0)
		search.apostrophe = 0x2019;
	slip_read(language, word, &search.slip);
	bool upper = fold_is_all_upper(word);
	find_all(&search, asked->soon);
	bool listed = false;
	for (int i = 0; i < search.count; i++) {
		struct span found = span_of(search.found[i].word);
		/* Behind a listed word, one of seldom parts (Fehlare) looks like nonsense. */
		listed |= !search.found[i].made;
		if (out->count < asked->most && !span_equal(found, word) &&
		    !(listed && search.found[i].made) && !is_coarse(language, found) &&
		    (!elision_is_loose(found) || elision_is_loose(word)))
			*arr_add(out) = upper ? in_capitals(found) : mem_copy(found);
		free(search.found[i].word);
	}
}

void suggest_words(struct lexicon *lexicon, enum language language, const struct suggest_for *asked,
		   struct words *out)
{
	struct span word = asked->word;
	struct suggest_for behind = *asked;
	if (word.length == 0 || utf8_count(word) > EDIT_LETTERS_MOST || !utf8_is_valid(word))
		return;
	size_t start = elision_end(language, word);
	struct words found = { 0 };
	struct str whole = { 0 };
	behind.word = span_slice(word, start, word.length);
	behind.most = CANDIDATES_MOST;
	if (start > 0 && start < word.length)
		find_words(lexicon, language, &behind, &found);
	for (size_t i = 0; i < found.count && out->count < asked->most; i++) {
		if (!elision_may_precede(span_of(found.at[i])))
			continue;
		str_clear(&whole);
		(void)str_add(&whole, span_slice(word, 0, start));
		(void)str_add(&whole, span_of(found.at[i]));
		*arr_add(out) = str_take(&whole);
	}
	if (out->count == 0)
		find_words(lexicon, language, asked, out);
	words_release(&found);
	str_release(&whole);
}
