#include "lang/stems.h"

#include "lang/ending.h"
#include "lang/fold.h"

enum {
	LETTERS_MOST = 40,
	BYTES_MOST = 64,
	NEAR_LEAST = 4,
	ALPHABET_MOST = 64,
};

/* A word as folded letters, and the hash of every beginning of it. */
struct letters {
	int count; /* 0: too long or foreign to the set */
	uint16_t at[LETTERS_MOST];
	uint64_t hashes[LETTERS_MOST + 1];
};

static void read_letters(const struct roots *roots, struct span word, struct letters *letters)
{
	int count = 0;
	letters->count = 0;
	letters->hashes[0] = ROOTS_HASH;
	for (size_t at = 0; at < word.length && word.length <= BYTES_MOST; count++) {
		if (count == LETTERS_MOST || utf8_at(word, at).value > 0xffff)
			return;
		letters->at[count] = (uint16_t)roots_letter(roots, word, &at);
		letters->hashes[count + 1] =
			roots_hash_letter(letters->hashes[count], letters->at[count]);
	}
	letters->count = word.length <= BYTES_MOST ? count : 0;
}

/* ---- stems ---- */

static bool is(const struct roots *roots, struct span word, bool noun)
{
	struct letters letters;
	struct span stem;
	read_letters(roots, word, &letters);
	uint64_t hash = letters.hashes[letters.count];
	if (letters.count < 2 || !roots_are_near(roots, hash))
		return false;
	for (size_t slot = roots_first(roots, hash); roots_next_alike(roots, hash, &slot, &stem);)
		if (!noun || fold_is_upper(utf8_at(stem, 0).value))
			return true;
	return false;
}

bool stems_has(const struct roots *roots, struct span word)
{
	return is(roots, word, false);
}

bool stems_has_noun(const struct roots *roots, struct span word)
{
	return is(roots, word, true);
}

/* ---- what is near to them ---- */

static bool has_with_ending(const struct roots *roots, uint64_t hash, struct span ending)
{
	struct span stem;
	hash = roots_hash(roots, hash, ending);
	for (size_t slot = roots_first(roots, hash); roots_next_alike(roots, hash, &slot, &stem);)
		if (ending_length(roots->language, stem) == ending.length)
			return true;
	return false;
}

/* Erfüllung by erfüllen: of a hash of what does not end so this gives one that none has. */
static bool has_verb_of_noun(const struct roots *roots, uint64_t noun)
{
	struct span stem, ending = SPAN("ung");
	uint64_t hash = noun;
	for (size_t i = ending.length; i-- > 0;)
		hash = (hash - (unsigned char)ending.at[i]) * ROOTS_INVERSE;
	hash = roots_hash(roots, hash, SPAN("en"));
	for (size_t slot = roots_first(roots, hash); roots_next_alike(roots, hash, &slot, &stem);)
		if (ending_makes_noun(roots->language, stem))
			return true;
	return false;
}

/* A stem, or what is left of one without its ending. */
static bool has_root(const struct roots *roots, uint64_t hash)
{
	size_t slot = roots_first(roots, hash);
	struct span ending, stem;
	if (!roots_are_near(roots, hash))
		return false;
	if (roots_next_alike(roots, hash, &slot, &stem))
		return true;
	for (size_t i = 0; (ending = ending_at(roots->language, i)).length; i++)
		if (has_with_ending(roots, hash, ending))
			return true;
	return roots->language == LANGUAGE_DE && has_verb_of_noun(roots, hash);
}

struct search {
	const struct roots *roots;
	uint16_t alphabet[ALPHABET_MOST]; /* the letters that occur */
	int letters;
	uint64_t powers[LETTERS_MOST + 2]; /* of the hash's base */
};

static struct search search_of(const struct roots *roots)
{
	struct search search = { .roots = roots, .powers = { 1 } };
	for (int i = 0; i < LETTERS_MOST + 1; i++)
		search.powers[i + 1] = search.powers[i] * ROOTS_BASE;
	for (int pass = 0; pass < 2; pass++) /* a … z first */
		for (unsigned c = 0; c < ROOTS_FOLDED && search.letters < ALPHABET_MOST; c++)
			if (roots->seen[c] && (pass == 0) == (c >= 'a' && c <= 'z'))
				search.alphabet[search.letters++] = (uint16_t)c;
	for (int i = 0; i < ROOTS_OTHERS && roots->others[i]; i++)
		if (search.letters < ALPHABET_MOST)
			search.alphabet[search.letters++] = roots->others[i];
	return search;
}

/* Is there a root that has one letter more than the word of the hash, before the last `behind` of
 * its letters? `before`: the hash of what stands before these. */
static bool has_between(const struct search *search, uint64_t hash, uint64_t before, int behind)
{
	uint64_t power = search->powers[behind];
	uint64_t moved = before * search->powers[behind + 1] + hash - before * power;
	for (int i = 0; i < search->letters; i++)
		if (has_root(search->roots, moved + search->alphabet[i] * power))
			return true;
	return false;
}

bool stems_near(const struct roots *roots, struct span word)
{
	struct letters letters;
	read_letters(roots, word, &letters);
	int count = letters.count;
	const uint64_t *hashes = letters.hashes;
	uint64_t all = hashes[count];
	if (count < NEAR_LEAST || has_root(roots, all))
		return true;
	struct search search = search_of(roots);
	for (int i = 0; i < count; i++) {
		int behind = count - i - 1;
		/* The word without its letter i; one more may stand there, or beside it. */
		uint64_t without = hashes[i] * search.powers[behind] + all -
				   hashes[i + 1] * search.powers[behind];
		uint64_t next = i + 1 < count ? roots_hash_letter(hashes[i], letters.at[i + 1]) : 0;
		if (has_between(&search, all, hashes[i], behind + 1) || has_root(roots, without) ||
		    has_between(&search, without, hashes[i], behind) ||
		    (i + 1 < count && has_between(&search, without, next, behind - 1)) ||
		    (i > 0 && has_between(&search, without, hashes[i - 1], behind + 1)))
			return true;
	}
	return has_between(&search, all, all, 0);
}
