#include "lang/synonym.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lang/fold.h"
#include "lang/speller.h"
#include "lang/thesaurus.h"
#include "text/utf8.h"

enum { STEMS_MOST = 4 };

static bool has(const struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->at[i], word) == 0)
			return true;
	return false;
}

static void add(const struct meanings *meanings, struct span word, size_t most, struct words *out)
{
	for (size_t i = 0; i < meanings->count; i++) {
		const struct words *synonyms = &meanings->at[i].synonyms;
		for (size_t k = 0; k < synonyms->count && out->count < most; k++)
			if (!has(out, synonyms->at[k]) &&
			    !span_equal(span_of(synonyms->at[k]), word))
				*arr_add(out) = mem_copy(span_of(synonyms->at[k]));
	}
}

static bool find(enum language language, struct span looked_up, struct span word, size_t most,
		 struct words *out, struct err *err)
{
	struct meanings meanings = { 0 };
	bool done = thesaurus_find(language, looked_up, &meanings, err);
	add(&meanings, word, most, out);
	meanings_release(&meanings);
	return done;
}

/* With the capital that the form has. */
static bool find_stem(enum language language, struct span stem, struct span word, size_t most,
		      struct words *out, struct err *err)
{
	struct utf8_point first = utf8_at(stem, 0);
	struct str cased = { 0 };
	bool capital = fold_is_upper(utf8_at(word, 0).value);
	(void)str_add_point(&cased, capital ? fold_upper(first.value) : first.value);
	(void)str_add(&cased, span_slice(stem, first.length, stem.length));
	bool done = find(language, str_span(&cased), word, most, out, err);
	str_release(&cased);
	return done;
}

bool synonym_find(struct speller *speller, enum language language, struct span word, size_t most,
		  struct words *out, struct err *err)
{
	struct words stems = { 0 };
	size_t had = out->count;
	bool done = find(language, word, word, most, out, err);
	/* Häuser: Haus. Without a dictionary only what is listed is found. */
	if (done && out->count == had && speller_load(speller, language, NULL))
		speller_stems(speller, language, word, STEMS_MOST, &stems);
	for (size_t i = 0; i < stems.count && done && out->count == had; i++)
		done = find_stem(language, span_of(stems.at[i]), word, most, out, err);
	words_release(&stems);
	return done;
}
