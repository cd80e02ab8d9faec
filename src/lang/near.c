#include "lang/near.h"

#include <string.h>

#include "base/str.h"
#include "lang/edit.h"
#include "lang/fold.h"
#include "text/utf8.h"

struct search {
	struct lexicon *lexicon;
	struct edit_letters letters;
	bool upper;
};

static void spell(const struct search *search, const struct edit_letters *other, struct str *word)
{
	for (int i = 0; i < other->count; i++)
		(void)str_add_point(word, i == 0 && search->upper ? fold_upper(other->at[0])
								  : other->at[i]);
}

static bool is_known(void *context, const struct edit_letters *other)
{
	const struct search *search = context;
	struct str word = { 0 };
	spell(search, other, &word);
	bool known = lexicon_surely_knows(search->lexicon, str_span(&word));
	str_release(&word);
	return known;
}

/* Puzzleteiles beside Puzzleteilen and Puzzleteils: only the ending differs. */
static bool differs_at_end(const struct search *search, const struct edit_letters *other)
{
	int end = search->letters.count - 1, last = other->count - 1;
	const uint32_t *word = search->letters.at;
	if (last < 1 || other->at[last] != word[end])
		return true;
	return last == end - 1 && word[end] == 's' && word[end - 1] == 'e' &&
	       other->at[last - 1] == word[end - 2];
}

/* A word of the dictionary, or with an ending, that it does not put together itself. */
static bool is_listed(void *context, const struct edit_letters *other)
{
	static const char *const endings[] = { "",   "n",  "en", "e",	"s",   "es",
					       "er", "em", "st", "ern", "nen", "innen" };
	const struct search *search = context;
	struct str room = { 0 };
	bool listed = false;
	if (differs_at_end(search, other))
		return false;
	spell(search, other, &room);
	struct span word = str_span(&room);
	for (size_t i = 0; i < sizeof endings / sizeof *endings && !listed; i++) {
		struct span ending = span_of(endings[i]);
		listed = span_ends(word, ending) && word.length > ending.length + 3 &&
			 lexicon_has_stem(search->lexicon,
					  span_slice(word, 0, word.length - ending.length));
	}
	/* Verletzung, of verletzen */
	if (!listed && span_ends(word, SPAN("ung"))) {
		(void)str_replace(&room, room.length - 3, 3, SPAN("en"));
		listed = lexicon_has_stem(search->lexicon, str_span(&room));
		(void)str_replace(&room, room.length - 2, 2, SPAN("ung"));
		word = str_span(&room);
	}
	listed = listed && lexicon_surely_knows(search->lexicon, word);
	str_release(&room);
	return listed;
}

static bool is_common(void *context, const struct edit_letters *other)
{
	const struct search *search = context;
	struct str word = { 0 };
	spell(search, other, &word);
	bool common = lexicon_frequency(search->lexicon, str_span(&word)) > 0;
	str_release(&word);
	return common;
}

static bool any_near(struct lexicon *lexicon, enum language language, struct span word,
		     bool (*is)(void *context, const struct edit_letters *other))
{
	struct search search = { lexicon, edit_letters(word),
				 fold_is_upper(utf8_at(word, 0).value) };
	return edit_each(language, &search.letters, is, &search);
}

/* The letters at `at` and behind it swapped. */
static struct edit_letters swapped(const struct edit_letters *word, int at)
{
	struct edit_letters other = *word;
	other.at[at] = word->at[at + 1];
	other.at[at + 1] = word->at[at];
	return other;
}

/* Without the letter at `at`, or with it twice. */
static struct edit_letters resized(const struct edit_letters *word, int at, int by)
{
	struct edit_letters other = *word;
	if (by < 0)
		memmove(other.at + at, word->at + at + 1,
			(size_t)(word->count - at - 1) * sizeof *word->at);
	else
		memmove(other.at + at + 1, word->at + at,
			(size_t)(word->count - at) * sizeof *word->at);
	other.count += by;
	return other;
}

static bool is_vowel(uint32_t c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 0xe4 || c == 0xf6 ||
	       c == 0xfc;
}

/* Brunenplatz: a consonant between vowels, which two of it would make short, and where no part of
 * the word begins (Rückgabe-leitung). */
static bool may_be_halved(const struct search *search, int at)
{
	const struct edit_letters *word = &search->letters;
	struct str rest = { 0 };
	if (at == 0 || at + 1 >= word->count || !is_vowel(word->at[at - 1]) ||
	    !is_vowel(word->at[at + 1]) || is_vowel(word->at[at]))
		return false;
	for (int i = at; i < word->count; i++)
		(void)str_add_point(&rest, word->at[i]);
	bool begins = lexicon_knows_upper(search->lexicon, str_span(&rest));
	str_release(&rest);
	return !begins;
}

bool near_doubled(struct lexicon *lexicon, struct span word)
{
	struct search search = { lexicon, edit_letters(word),
				 fold_is_upper(utf8_at(word, 0).value) };
	const struct edit_letters *letters = &search.letters;
	bool found = false;
	for (int i = 0; i + 1 < letters->count && letters->count < EDIT_LETTERS_MOST && !found;
	     i++) {
		struct edit_letters other;
		bool pair = letters->at[i] == letters->at[i + 1];
		bool third = i > 0 && letters->at[i - 1] == letters->at[i];
		/* Bettagssonntag: a linking s before an s. */
		third |= pair && letters->at[i] == 's' && i > 0 && letters->at[i - 1] == 'g';
		if (pair || may_be_halved(&search, i)) {
			other = resized(letters, i, pair ? -1 : 1);
			found = !third && is_known(&search, &other);
		}
		if (!found && !pair && i > 0) { /* of Horn nobody makes Ohrn */
			other = swapped(letters, i);
			found = is_known(&search, &other);
		}
	}
	return found;
}

bool near_known(struct lexicon *lexicon, enum language language, struct span word)
{
	return any_near(lexicon, language, word, is_known);
}

bool near_listed(struct lexicon *lexicon, enum language language, struct span word)
{
	return lexicon_near_word(lexicon, word) && any_near(lexicon, language, word, is_listed);
}

bool near_common(struct lexicon *lexicon, enum language language, struct span word)
{
	return any_near(lexicon, language, word, is_common);
}
