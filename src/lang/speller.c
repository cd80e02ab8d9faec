#include "lang/speller.h"

#include <hunspell/hunspell.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/library.h"
#include "base/mem.h"
#include "lang/analysis.h"
#include "lang/dictionary.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { WORD_MOST = 256, SUGGEST_LETTERS = 64, LIST_MOST = 4 << 20, PART_LEAST = 3 };

/* libhunspell is loaded on first need (base/library.h). */
struct hunspell {
	Hunhandle *(*create)(const char *aff, const char *dic);
	void (*destroy)(Hunhandle *);
	int (*spell)(Hunhandle *, const char *);
	int (*suggest)(Hunhandle *, char ***, const char *);
	void (*free_list)(Hunhandle *, char ***, int);
	int (*add)(Hunhandle *, const char *);
	int (*add_with_affix)(Hunhandle *, const char *, const char *);
	char *(*encoding)(Hunhandle *);
};

struct tongue {
	Hunhandle *handle;
	bool was_tried;
	struct err err;
};

struct speller {
	struct hunspell hunspell;
	bool has_library;
	struct tongue tongues[LANGUAGE_COUNT];
};

struct speller *speller_new(void)
{
	return mem_alloc(sizeof(struct speller));
}

void speller_free(struct speller *speller)
{
	if (!speller)
		return;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		if (speller->tongues[i].handle)
			speller->hunspell.destroy(speller->tongues[i].handle);
	free(speller);
}

static bool load_library(struct speller *speller, struct err *err)
{
	struct hunspell *h = &speller->hunspell;
	const struct library_symbol symbols[] = {
		{ "Hunspell_create", &h->create },
		{ "Hunspell_destroy", &h->destroy },
		{ "Hunspell_spell", &h->spell },
		{ "Hunspell_suggest", &h->suggest },
		{ "Hunspell_free_list", &h->free_list },
		{ "Hunspell_add", &h->add },
		{ "Hunspell_add_with_affix", &h->add_with_affix },
		{ "Hunspell_get_dic_encoding", &h->encoding },
	};
	if (!speller->has_library)
		speller->has_library = library_load("libhunspell-1.7.so.0", "libhunspell-1.7-0",
						    symbols, sizeof symbols / sizeof *symbols, err);
	return speller->has_library;
}

/* Adds the words of a list: one a line, "word/model" inflects like the model, # is a comment. */
static void add_list(struct speller *speller, struct tongue *tongue, const char *path)
{
	struct str text = { 0 }, word = { 0 }, model = { 0 };
	struct file_stamp stamp;
	if (file_stat(path, &stamp, NULL) && stamp.exists &&
	    file_read(path, LIST_MOST, &text, NULL, NULL)) {
		struct span rest = str_span(&text), line;
		while (span_next(&rest, '\n', &line)) {
			line = span_trim(span_slice(line, 0, span_find(line, SPAN("#"), 0)));
			if (line.length == 0 || line.length > WORD_MOST || !utf8_is_valid(line))
				continue;
			size_t slash = span_find(line, SPAN("/"), 0);
			str_clear(&word);
			str_clear(&model);
			(void)str_add(&word, span_slice(line, 0, slash));
			(void)str_add(&model, span_slice(line, slash + 1, line.length));
			/* A model that is not in the dictionary gives the bare word. */
			if (model.length == 0 ||
			    speller->hunspell.add_with_affix(tongue->handle, str_text(&word),
							     str_text(&model)) != 0)
				(void)speller->hunspell.add(tongue->handle, str_text(&word));
		}
	}
	str_release(&text);
	str_release(&word);
	str_release(&model);
}

struct house {
	struct speller *speller;
	struct tongue *tongue;
};

static bool add_house(void *context, const char *path)
{
	struct house *house = context;
	add_list(house->speller, house->tongue, path);
	return true;
}

static bool open_tongue(struct speller *speller, enum language language, struct tongue *tongue)
{
	struct str aff = { 0 }, dic = { 0 }, path = { 0 };
	tongue->was_tried = true;
	bool found = load_library(speller, &tongue->err) &&
		     dictionary_find(language, &aff, &dic, &tongue->err);
	if (found) {
		tongue->handle = speller->hunspell.create(str_text(&aff), str_text(&dic));
		found = tongue->handle &&
			strcmp(speller->hunspell.encoding(tongue->handle), "UTF-8") == 0;
		if (!found)
			(void)err_set(&tongue->err, ERR_INPUT,
				      _("The dictionary %s cannot be used; reinstall %s."),
				      str_text(&dic), dictionary_package(language));
	}
	if (found) {
		struct house house = { speller, tongue };
		/* A list that cannot be read leaves its words unknown; spelling works. */
		(void)dictionary_house_each(language, add_house, &house, NULL);
		add_list(speller, tongue, dictionary_personal_path(&path, language));
	}
	str_release(&aff);
	str_release(&dic);
	str_release(&path);
	return found;
}

bool speller_load(struct speller *speller, enum language language, struct err *err)
{
	struct tongue *tongue = &speller->tongues[language];
	if (!tongue->was_tried && !open_tongue(speller, language, tongue) && tongue->handle) {
		speller->hunspell.destroy(tongue->handle);
		tongue->handle = NULL;
	}
	if (!tongue->handle && err)
		*err = tongue->err;
	return tongue->handle != NULL;
}

void speller_reload_personal(struct speller *speller, enum language language)
{
	struct tongue *tongue = &speller->tongues[language];
	struct str path = { 0 };
	if (tongue->handle)
		add_list(speller, tongue, dictionary_personal_path(&path, language));
	str_release(&path);
}

/* ---- judging ---- */

/* The word as Hunspell wants it: NUL-terminated, ’ as '. */
struct form {
	char text[WORD_MOST + 8];
	size_t length;
};

static struct form form_of(struct span word)
{
	struct form form = { .length = 0 };
	for (size_t at = 0; at < word.length && form.length < WORD_MOST;) {
		struct utf8_point point = utf8_at(word, at);
		if (point.value == 0x2019 || point.value == 0x2bc) {
			form.text[form.length++] = '\'';
		} else {
			memcpy(form.text + form.length, word.at + at, point.length);
			form.length += point.length;
		}
		at += point.length;
	}
	form.text[form.length] = '\0';
	return form;
}

static bool knows(struct speller *speller, enum language language, struct span word)
{
	struct tongue *tongue = &speller->tongues[language];
	if (!tongue->handle || word.length == 0 || word.length > WORD_MOST)
		return false;
	struct form form = form_of(word);
	return speller->hunspell.spell(tongue->handle, form.text) != 0;
}

/* The same with a capital first letter: parts of German compounds are nouns. */
static bool knows_noun(struct speller *speller, struct span part)
{
	struct form form = form_of(part);
	struct utf8_point first = utf8_at(part, 0);
	struct str noun = { 0 };
	(void)str_add_point(&noun, fold_upper(first.value));
	(void)str_add(&noun, (struct span){ form.text + first.length, form.length - first.length });
	bool known = knows(speller, LANGUAGE_DE, str_span(&noun));
	str_release(&noun);
	return known;
}

static size_t letters_of(struct span word)
{
	return utf8_count(word);
}

/* Two known parts, with or without a linking s between them. */
static bool is_compound(struct speller *speller, struct span word)
{
	if (letters_of(word) < 2 * PART_LEAST + 2)
		return false;
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length) {
		struct span left = span_slice(word, 0, at),
			    right = span_slice(word, at, word.length);
		if (letters_of(left) < PART_LEAST + 1 || letters_of(right) < PART_LEAST + 1)
			continue;
		if (!knows_noun(speller, right))
			continue;
		struct span bare =
			span_ends(left, SPAN("s")) ? span_slice(left, 0, left.length - 1) : left;
		if (knows_noun(speller, left) ||
		    (bare.length < left.length && knows_noun(speller, bare)))
			return true;
	}
	return false;
}

static bool is_right(struct speller *speller, enum language language, struct span word);

/* Hyphens and slashes: every part for itself. */
static bool parts_are_right(struct speller *speller, enum language language, struct span word)
{
	struct span rest = word, part;
	if (span_find(word, SPAN("-"), 0) == word.length)
		return false;
	while (span_next(&rest, '-', &part))
		if (part.length > 2 && !is_right(speller, language, part) &&
		    !(language == LANGUAGE_DE && knows_noun(speller, part)))
			return false;
	return true;
}

/* l'atelier, dell'azienda, aujourd'hui: what follows the apostrophe. */
static bool elided_is_right(struct speller *speller, enum language language, struct span word)
{
	struct form form = form_of(word);
	const char *apostrophe = strchr(form.text, '\'');
	if (!apostrophe || !apostrophe[1] || apostrophe == form.text)
		return false;
	struct span rest = span_of(apostrophe + 1);
	if (language == LANGUAGE_EN)
		return strcmp(apostrophe, "'s") == 0 &&
		       knows(speller, language,
			     (struct span){ form.text, (size_t)(apostrophe - form.text) });
	return (size_t)(apostrophe - form.text) <= 6 && is_right(speller, language, rest);
}

/* Kolleg:innen, collaborateur·rice·s, tutt*: the stem, with the ending it would have. */
static bool gender_is_right(struct speller *speller, enum language language, struct span word)
{
	static const char *const endings[] = { "innen", "in", "en", "e",  "",
					       "i",	"a",  "o",  "er", "n" };
	size_t stem = 0;
	while (stem < word.length && !strchr("*:_/", word.at[stem]) &&
	       utf8_at(word, stem).value != 0xb7)
		stem++;
	if (stem == word.length && (span_ends(word, SPAN("Innen")) || span_ends(word, SPAN("In"))))
		stem = word.length - (span_ends(word, SPAN("Innen")) ? 5 : 2);
	if (stem < PART_LEAST || stem == word.length)
		return false;
	struct str form = { 0 };
	bool right = false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings && !right; i++) {
		str_clear(&form);
		(void)str_add(&form, span_slice(word, 0, stem));
		(void)str_add(&form, span_of(endings[i]));
		right = knows(speller, language, str_span(&form)) ||
			(language == LANGUAGE_DE && is_compound(speller, str_span(&form)));
	}
	str_release(&form);
	return right;
}

static bool is_right(struct speller *speller, enum language language, struct span word)
{
	if (knows(speller, language, word))
		return true;
	if (elided_is_right(speller, language, word) || parts_are_right(speller, language, word))
		return true;
	return language == LANGUAGE_DE && span_find(word, SPAN("-"), 0) == word.length &&
	       is_compound(speller, word);
}

/* English terms live in all posts: a word that English knows is none of ours to mark. */
static bool is_english_term(struct speller *speller, enum language language, struct span word,
			    unsigned flags)
{
	bool long_enough = letters_of(word) >= 4 || (flags & TOKEN_QUOTED);
	return language != LANGUAGE_EN && long_enough && speller_load(speller, LANGUAGE_EN, NULL) &&
	       knows(speller, LANGUAGE_EN, word);
}

static bool looks_like_name(enum language language, unsigned flags)
{
	/* In German every noun has a capital, so that says nothing. */
	return language != LANGUAGE_DE && (flags & TOKEN_CAPITAL) &&
	       !(flags & TOKEN_SENTENCE_START);
}

enum verdict speller_check(struct speller *speller, enum language language, struct span word,
			   unsigned flags)
{
	if (!speller->tongues[language].handle || word.length > WORD_MOST)
		return VERDICT_UNKNOWN;
	bool sharp = language == LANGUAGE_DE && span_find(word, SPAN("ß"), 0) < word.length;
	if (sharp)
		return VERDICT_SHARP_S;
	if (((flags & TOKEN_UPPER) && letters_of(word) <= 6) || letters_of(word) == 1)
		return VERDICT_RIGHT;
	if ((flags & TOKEN_GENDER) && gender_is_right(speller, language, word))
		return VERDICT_RIGHT;
	if (is_right(speller, language, word) || is_english_term(speller, language, word, flags))
		return VERDICT_RIGHT;
	return looks_like_name(language, flags) ? VERDICT_NAME : VERDICT_WRONG;
}

/* ---- suggestions ---- */

/* How far a suggestion is from the word: edits on the folded forms (optimal string alignment),
 * where accents, case and ss for ß cost nothing or little. */
struct letters {
	uint32_t at[SUGGEST_LETTERS];
	size_t count;
};

static uint32_t without_accent(uint32_t c)
{
	static const struct {
		const char *accented;
		char plain;
	} rows[] = { { "àáâãäå", 'a' }, { "èéêë", 'e' }, { "ìíîï", 'i' },
		     { "òóôõö", 'o' },	{ "ùúûü", 'u' }, { "ç", 'c' } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct span accents = span_of(rows[i].accented);
		for (size_t at = 0; at < accents.length; at += utf8_at(accents, at).length)
			if (utf8_at(accents, at).value == c)
				return (uint32_t)rows[i].plain;
	}
	return c;
}

static struct letters letters_in(struct span word)
{
	struct letters letters = { .count = 0 };
	struct str folded = { 0 };
	fold_word(word, &folded);
	struct span text = str_span(&folded);
	for (size_t at = 0; at < text.length && letters.count < SUGGEST_LETTERS;) {
		struct utf8_point point = utf8_at(text, at);
		letters.at[letters.count++] = point.value;
		at += point.length;
	}
	str_release(&folded);
	return letters;
}

enum { COST_EDIT = 10, COST_ACCENT = 2, COST_FIRST = 5 };

static int cost_of(uint32_t a, uint32_t b)
{
	if (a == b)
		return 0;
	return without_accent(a) == without_accent(b) ? COST_ACCENT : COST_EDIT;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int distance(const struct letters *a, const struct letters *b)
{
	int rows[3][SUGGEST_LETTERS + 1];
	for (size_t k = 0; k <= b->count; k++)
		rows[0][k] = (int)k * COST_EDIT;
	for (size_t i = 1; i <= a->count; i++) {
		int *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
		now[0] = (int)i * COST_EDIT;
		for (size_t k = 1; k <= b->count; k++) {
			now[k] = least(before[k - 1] + cost_of(a->at[i - 1], b->at[k - 1]),
				       least(before[k], now[k - 1]) + COST_EDIT);
			if (i > 1 && k > 1 && a->at[i - 1] == b->at[k - 2] &&
			    a->at[i - 2] == b->at[k - 1])
				now[k] = least(now[k], earlier[k - 2] + COST_EDIT);
		}
	}
	int cost = rows[a->count % 3][b->count];
	bool first = a->count && b->count && without_accent(a->at[0]) == without_accent(b->at[0]);
	return cost + (first ? 0 : COST_FIRST);
}

struct candidate {
	char *word;
	int cost, order;
};

static int by_cost(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	return x->cost != y->cost ? x->cost - y->cost : x->order - y->order;
}

enum { CANDIDATES = 16 };

void speller_suggest(struct speller *speller, enum language language, struct span word, size_t most,
		     struct words *out)
{
	struct tongue *tongue = &speller->tongues[language];
	struct letters wanted = letters_in(word);
	struct candidate found[CANDIDATES];
	int count = 0;
	char **list = NULL;
	if (!tongue->handle || word.length > WORD_MOST || letters_of(word) > SUGGEST_LETTERS)
		return;
	struct form form = form_of(word);
	int listed = speller->hunspell.suggest(tongue->handle, &list, form.text);
	for (int i = 0; i < listed && count < CANDIDATES; i++) {
		struct letters letters = letters_in(span_of(list[i]));
		found[count] = (struct candidate){ list[i], distance(&wanted, &letters), count };
		count++;
	}
	qsort(found, (size_t)count, sizeof *found, by_cost);
	for (int i = 0; i < count && out->count < most; i++)
		*arr_add(out) = mem_copy(span_of(found[i].word));
	if (list)
		speller->hunspell.free_list(tongue->handle, &list, listed);
}

void words_release(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->at[i]);
	arr_release(words);
}
