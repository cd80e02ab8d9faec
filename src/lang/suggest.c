#include "lang/suggest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lang/compound.h"
#include "lang/edit.h"
#include "lang/fold.h"
#include "lang/frequency.h"
#include "text/utf8.h"

enum { LISTED_MOST = 24, CANDIDATES_MOST = 96 };

/* In tenths of a slip. */
enum {
	COST_SLIP = 10,
	COST_ACCENT = 2,
	COST_KEY = 8,	 /* keys beside each other */
	COST_SOUND = 6,	 /* letters that sound alike */
	COST_SWAP = 6,	 /* two letters in the wrong order */
	COST_DOUBLE = 4, /* one letter for two, two for one */
	COST_SILENT = 5,
	COST_MISSING = 7,
	COST_EXTRA = 9,
	COST_FIRST = 5, /* people get the first letter right */
	COST_CASE = 1,
	COST_NOUN = 2, /* a capital that was not written, in German */
	COST_NAME = 4, /* … elsewhere */
	COST_SEQUENCE = 7,
	COST_SPLIT = 6,	   /* a space is more seldom meant than a letter */
	COST_RARE = 1,	   /* for each class below the commonest words */
	COST_UNLISTED = 2, /* a compound that no dictionary lists */
	COST_MADE = 3,	   /* … of seldom parts */
	COST_LATE = 1,	   /* for every three places down in Hunspell's list */
};

/* ---- what a slip costs ---- */

/* The keys around each key of a Swiss keyboard (QWERTZ). */
static const char *const keys[26] = {
	"qwsy",	  "vghn",  "xdfv", "sexfcr", "wrsd", "drgvct", "fthbvz", "gzjnbu", "uokj",
	"huknmi", "jilmo", "kop",  "njk",    "bhjm", "ipkl",   "ol",	 "wa",	   "etdf",
	"awdxye", "rzfg",  "zijh", "cfgb",   "qesa", "ysdc",   "asx",	 "tugh",
};

static bool are_beside(uint32_t a, uint32_t b)
{
	return a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z' && strchr(keys[a - 'a'], (int)b);
}

static bool sound_alike(uint32_t a, uint32_t b)
{
	static const char pairs[][3] = { "fv", "vw", "dt", "bp", "gk", "ck", "cs", "sz",
					 "iy", "mn", "ei", "ou", "ao", "kq", "gj", "ea" };
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		uint32_t x = (unsigned char)pairs[i][0], y = (unsigned char)pairs[i][1];
		if ((a == x && b == y) || (a == y && b == x))
			return true;
	}
	return (a == 0xe4 && b == 'e') || (a == 'e' && b == 0xe4); /* ä, e */
}

static int substitution(uint32_t a, uint32_t b)
{
	if (a == b)
		return 0;
	if (fold_base(a) == fold_base(b))
		return COST_ACCENT;
	if (sound_alike(a, b))
		return COST_SOUND;
	return are_beside(fold_base(a), fold_base(b)) ? COST_KEY : COST_SLIP;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* The cost of one letter more: less when it doubles its neighbour or is not heard. */
static int one_more(const struct edit_letters *word, int at, int cost)
{
	uint32_t letter = word->at[at];
	bool before = at > 0 && word->at[at - 1] == letter;
	bool behind = at + 1 < word->count && word->at[at + 1] == letter;
	uint32_t next = at + 1 < word->count ? word->at[at + 1] : 0;
	bool silent = letter == 'h' || (letter == 'c' && next == 'k') ||
		      (letter == 't' && next == 'z') || (letter == 'd' && next == 't');
	if (before || behind)
		return COST_DOUBLE;
	return silent ? COST_SILENT : cost;
}

/* Optimal string alignment (Damerau 1964, restricted) with the costs above. */
static int distance(const struct edit_letters *typed, const struct edit_letters *meant)
{
	int rows[3][EDIT_LETTERS_MOST + 1];
	rows[0][0] = 0;
	for (int k = 1; k <= meant->count; k++)
		rows[0][k] = rows[0][k - 1] + COST_MISSING;
	for (int i = 1; i <= typed->count; i++) {
		int *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
		now[0] = before[0] + COST_EXTRA;
		for (int k = 1; k <= meant->count; k++) {
			now[k] = before[k - 1] + substitution(typed->at[i - 1], meant->at[k - 1]);
			now[k] = least(now[k], before[k] + one_more(typed, i - 1, COST_EXTRA));
			now[k] = least(now[k], now[k - 1] + one_more(meant, k - 1, COST_MISSING));
			if (i > 1 && k > 1 && typed->at[i - 1] == meant->at[k - 2] &&
			    typed->at[i - 2] == meant->at[k - 1] &&
			    typed->at[i - 1] != typed->at[i - 2])
				now[k] = least(now[k], earlier[k - 2] + COST_SWAP);
		}
	}
	return rows[typed->count % 3][meant->count];
}

int suggest_cost(struct span typed, struct span meant)
{
	struct edit_letters a = edit_letters(typed), b = edit_letters(meant);
	int cost = distance(&a, &b);
	bool same_first = a.count && b.count && fold_base(a.at[0]) == fold_base(b.at[0]);
	bool same_case =
		fold_is_upper(utf8_at(typed, 0).value) == fold_is_upper(utf8_at(meant, 0).value);
	return cost + (same_first ? 0 : COST_FIRST) + (same_case ? 0 : COST_CASE);
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
	uint32_t apostrophe; /* as the author writes it; 0: none in the word */
	struct edit_letters letters;
	int cost_most; /* of the slips of the candidate at hand */
	struct candidate found[CANDIDATES_MOST];
	int count;
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

static bool is_split(struct span word)
{
	return span_find(word, SPAN(" "), 0) < word.length ||
	       span_find(word, SPAN("-"), 0) < word.length;
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
	int cost = least(suggest_cost(search->word, word), search->cost_most);
	if (is_split(word) && !is_split(search->word))
		cost += COST_SPLIT;
	if (fold_is_upper(utf8_at(word, 0).value) && !search->capital)
		cost += search->language == LANGUAGE_DE ? COST_NOUN : COST_NAME;
	return cost + (FREQUENCY_MOST - lexicon_frequency(search->lexicon, word)) * COST_RARE;
}

/* What is found again keeps the lower cost. */
static void add(struct search *search, struct span word, int extra)
{
	struct str own = { 0 };
	with_apostrophe(search, word, &own);
	struct candidate *known = find(search, str_span(&own));
	if (known || own.length == 0 || search->count == CANDIDATES_MOST) {
		if (known && search->cost_most < INT_MAX)
			known->cost = least(known->cost, cost_of(search, word) + extra +
								 (known->made ? COST_MADE : 0));
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

/* Sequences that are written for each other: sounds of two letters. */
static void try_sequences(struct search *search)
{
	static const char *const pairs[][2] = {
		{ "ss", "ß" },	    { "ae", "ä" },    { "oe", "ö" },	  { "ue", "ü" },
		{ "ph", "f" },	    { "ck", "k" },    { "tz", "z" },	  { "ie", "i" },
		{ "ih", "i" },	    { "eh", "e" },    { "äu", "eu" },	  { "ai", "ei" },
		{ "ks", "x" },	    { "chs", "x" },   { "qu", "kw" },	  { "gn", "ni" },
		{ "qu", "cu" },	    { "ci", "cc" },   { "ei", "ie" },	  { "tion", "sion" },
		{ "ance", "ence" }, { "ant", "ent" }, { "able", "ible" }, { "dt", "tt" },
		{ "th", "t" },	    { "rh", "r" },    { "eau", "au" },	  { "ce", "se" },
		{ "cqu", "qu" },    { "qu", "k" },    { "que", "k" },	  { "ff", "ph" },
		{ "gh", "g" },	    { "ch", "c" },    { "sc", "s" },	  { "ous", "us" },
	};
	struct str lower = { 0 }, other = { 0 };
	for (int i = 0; i < search->letters.count; i++)
		(void)str_add_point(&lower, search->letters.at[i]);
	struct span word = str_span(&lower);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs * 2; i++) {
		struct span from = span_of(pairs[i / 2][i % 2]);
		for (size_t at = 0; (at = span_find(word, from, at)) < word.length; at++) {
			str_clear(&other);
			(void)str_add(&other, word);
			(void)str_replace(&other, at, from.length,
					  span_of(pairs[i / 2][1 - i % 2]));
			struct edit_letters letters = edit_letters(str_span(&other));
			search->cost_most = COST_SEQUENCE;
			try_letters(search, &letters);
			search->cost_most = INT_MAX;
		}
	}
	str_release(&lower);
	str_release(&other);
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
	struct edit_letters letters = search->letters;
	try_letters(search, &letters);
	(void)edit_each(search->language, &letters, try_edit, search);
	try_accents(search, 0, &letters, 2);
	try_doubles(search, 0, &letters, 2);
	try_sequences(search);
	if (search->count == 0 && search->capital && search->language == LANGUAGE_DE)
		(void)edit_each(search->language, &letters, try_compound, search);
	if (!soon)
		try_listed(search);
	qsort(search->found, (size_t)search->count, sizeof *search->found, by_cost);
}

static bool is_all_upper(struct span word)
{
	size_t letters = 0;
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		at += point.length;
		if (fold_is_letter(point.value) && !fold_is_upper(point.value))
			return false;
		letters++;
	}
	return letters > 1;
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

/* local', 'tendues: an elision that nothing follows or precedes. */
static bool has_loose_apostrophe(struct span word)
{
	return span_starts(word, SPAN("'")) || span_starts(word, SPAN("’")) ||
	       span_ends(word, SPAN("'")) || span_ends(word, SPAN("’"));
}

void suggest_words(struct lexicon *lexicon, enum language language, struct span word, bool soon,
		   size_t most, struct words *out)
{
	struct search search = { .lexicon = lexicon,
				 .language = language,
				 .word = word,
				 .capital = fold_is_upper(utf8_at(word, 0).value),
				 .apostrophe = apostrophe_of(word),
				 .cost_most = INT_MAX,
				 .letters = edit_letters(word) };
	if (word.length == 0 || utf8_count(word) > EDIT_LETTERS_MOST || !utf8_is_valid(word))
		return;
	bool upper = is_all_upper(word);
	find_all(&search, soon);
	bool listed = false;
	for (int i = 0; i < search.count; i++) {
		struct span found = span_of(search.found[i].word);
		/* Behind a listed word, one of seldom parts (Fehlare) looks like nonsense. */
		listed |= !search.found[i].made;
		if (out->count < most && !span_equal(found, word) &&
		    !(listed && search.found[i].made) && !is_coarse(language, found) &&
		    (!has_loose_apostrophe(found) || has_loose_apostrophe(word)))
			*arr_add(out) = upper ? in_capitals(found) : mem_copy(found);
		free(search.found[i].word);
	}
}
