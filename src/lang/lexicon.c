#include "lang/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "lang/common.h"
#include "lang/dictionary.h"
#include "lang/fold.h"
#include "lang/frequency.h"
#include "lang/stems.h"
#include "text/utf8.h"

enum { LIST_MOST = 4 << 20 };

struct lexicon {
	enum language language;
	struct wordbook *book;
	struct wordbook
		*variant; /* American English; NULL until asked for and when there is none */
	bool variant_was_tried;
	struct roots *stems; /* of the book; NULL until asked for, and when there are none */
	bool stems_were_tried;
	struct frequency *frequency; /* the same */
};

/* ---- stems ---- */

/* Endings by which the words of a text differ from those of a dictionary. */
static const char *const endings[LANGUAGE_COUNT] = {
	[LANGUAGE_NONE] = "",
	[LANGUAGE_DE] = "s n e en es er ern em t st te ten end ung ungen in innen",
	[LANGUAGE_FR] =
		"s e es x er ir re é ée és ées ez ons ent ait ant tion tions ment ssez ssent",
	[LANGUAGE_IT] = "o a i e are ere ire ato ata ati ate ano zione zioni ando endo mente",
	[LANGUAGE_EN] = "s e es ed ing ly er ers ion ions al",
};

enum { PLACE_LEAST = 3 }; /* letters of a place that has inhabitants */
enum { ROOT_LEAST = 4 };  /* bytes that are left when an ending is taken off */

/* ---- word lists ---- */

static bool is_clean(struct span line)
{
	for (size_t i = 0; i < line.length; i++)
		if ((unsigned char)line.at[i] <= ' ' || line.at[i] == 0x7f)
			return false;
	return line.length > 0 && line.length <= LEXICON_WORD_MOST && utf8_is_valid(line);
}

/* Rapperswiler, St. Galler, Oltner: of German place names, inflected like Berner. */
static void add_inhabitants(struct lexicon *lexicon, struct span place)
{
	static const struct {
		const char *end, *cut, *add;
	} rows[] = {
		{ "den", "en", "ner" }, { "ten", "en", "ner" }, { "en", "en", "er" },
		{ "e", "e", "er" },	{ "el", "el", "ler" },	{ "", "", "er" },
	};
	struct str word = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!span_ends(place, span_of(rows[i].end)) || utf8_count(place) < PLACE_LEAST)
			continue;
		str_clear(&word);
		(void)str_add(&word, span_slice(place, 0, place.length - strlen(rows[i].cut)));
		(void)str_add(&word, span_of(rows[i].add));
		wordbook_add(lexicon->book, str_span(&word), SPAN("Berner"));
	}
	str_release(&word);
}

/* geshoppt, gespoilert: of the verbs of a list, which inflect like joggen and twittern. */
static void add_participle(struct lexicon *lexicon, struct span verb, struct span model)
{
	bool weak = span_equal(model, SPAN("joggen"));
	struct span stem = span_slice(verb, 0, verb.length - (weak ? 2 : 1));
	struct str word = { 0 };
	if (lexicon->language != LANGUAGE_DE || verb.length < 4 ||
	    !(weak || span_equal(model, SPAN("twittern"))))
		return;
	(void)str_add(&word, SPAN("ge"));
	(void)str_add(&word, stem);
	(void)str_add(&word, span_ends(stem, SPAN("t")) || span_ends(stem, SPAN("d")) ? SPAN("et")
										      : SPAN("t"));
	wordbook_add(lexicon->book, str_span(&word), SPAN("digital"));
	str_release(&word);
}

/* A line of a list, without comment. */
typedef void take_line(struct lexicon *lexicon, struct span line, bool is_place);

static void add_own(struct lexicon *lexicon, struct span line, bool is_place)
{
	(void)is_place;
	frequency_add_own(lexicon->frequency, span_slice(line, 0, span_find(line, SPAN("/"), 0)));
}

static void add_line(struct lexicon *lexicon, struct span line, bool is_place)
{
	size_t slash = span_find(line, SPAN("/"), 0);
	struct span word = span_slice(line, 0, slash);
	struct span model = span_slice(line, slash + 1, line.length);
	wordbook_add(lexicon->book, word, model);
	add_participle(lexicon, word, model);
	if (is_place)
		add_inhabitants(lexicon, word);
}

/* Takes the lines of a list: one word each, "word/model" inflects like the model, # starts a
 * comment; other lines are left out. A list that is not there is empty. */
static bool read_list(struct lexicon *lexicon, const char *path, take_line *take, struct err *err)
{
	struct str text = { 0 };
	struct err why = { 0 };
	bool places =
		lexicon->language == LANGUAGE_DE && span_ends(span_of(path), SPAN("/places.txt"));
	if (!file_read(path, LIST_MOST, &text, NULL, &why)) {
		str_release(&text);
		return why.code == ERR_MISSING ||
		       err_set(err, why.code, _("A word list was left out: %s"), why.text);
	}
	struct str room = { 0 };
	struct span rest = str_span(&text), line;
	while (span_next(&rest, '\n', &line)) {
		line = span_trim(span_slice(line, 0, span_find(line, SPAN("#"), 0)));
		if (is_clean(line))
			take(lexicon, fold_composed(line, &room), places);
	}
	str_release(&room);
	bool is_text = utf8_is_valid(str_span(&text));
	str_release(&text);
	return is_text ||
	       err_set(err, ERR_INPUT, _("Not all words of “%.120s” are known: save it as UTF-8."),
		       path);
}

struct house {
	struct lexicon *lexicon;
	struct err *err;
};

static bool add_house(void *context, const char *path)
{
	const struct house *house = context;
	(void)read_list(house->lexicon, path, add_line, house->err);
	return true;
}

static void read_personal(struct lexicon *lexicon, take_line *take, struct err *err)
{
	struct str path = { 0 };
	(void)read_list(lexicon, dictionary_personal_path(&path, lexicon->language), take, err);
	str_release(&path);
}

void lexicon_add_personal(struct lexicon *lexicon, struct err *err)
{
	read_personal(lexicon, add_line, err);
	if (lexicon->frequency)
		read_personal(lexicon, add_own, NULL);
}

/* ---- life ---- */

/* Hunspell opens anything; a dictionary that lacks the commonest words is broken. */
static bool is_sound(struct lexicon *lexicon)
{
	static const char *const words[LANGUAGE_COUNT] = { [LANGUAGE_DE] = "nicht",
							   [LANGUAGE_FR] = "pour",
							   [LANGUAGE_IT] = "questo",
							   [LANGUAGE_EN] = "which" };
	return lexicon_knows(lexicon, span_of(words[lexicon->language]));
}

static bool open_book(struct lexicon *lexicon, struct err *err)
{
	struct str aff = { 0 }, dic = { 0 };
	bool found = dictionary_find(lexicon->language, &aff, &dic, err) &&
		     (lexicon->book =
			      wordbook_new(str_text(&aff), str_text(&dic), lexicon->language, err));
	if (found && !is_sound(lexicon))
		found = err_set(err, ERR_INPUT,
				_("The dictionary %s cannot be used; reinstall %s."),
				str_text(&dic), dictionary_package(lexicon->language));
	str_release(&aff);
	str_release(&dic);
	return found;
}

struct lexicon *lexicon_new(enum language language, struct err *err)
{
	struct lexicon *lexicon = mem_alloc(sizeof *lexicon);
	lexicon->language = language;
	if (!open_book(lexicon, err)) {
		lexicon_free(lexicon);
		return NULL;
	}
	struct house house = { lexicon, err };
	(void)dictionary_house_each(language, add_house, &house, err);
	lexicon_add_personal(lexicon, err);
	return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	wordbook_free(lexicon->book);
	wordbook_free(lexicon->variant);
	frequency_free(lexicon->frequency);
	free(lexicon);
}

/* ---- questions ---- */

bool lexicon_knows(struct lexicon *lexicon, struct span word)
{
	return wordbook_knows(lexicon->book, word);
}

void lexicon_open(struct lexicon *lexicon)
{
	wordbook_open(lexicon->book);
}

bool lexicon_surely_knows(struct lexicon *lexicon, struct span word)
{
	return wordbook_surely_knows(lexicon->book, word);
}

static void open_variant(struct lexicon *lexicon)
{
	struct str aff = { 0 }, dic = { 0 };
	struct err err;
	lexicon->variant_was_tried = true;
	/* There is the other one, whatever is wrong with it. */
	if (dictionary_find_variant(lexicon->language, &aff, &dic))
		lexicon->variant =
			wordbook_new(str_text(&aff), str_text(&dic), lexicon->language, &err);
	str_release(&aff);
	str_release(&dic);
}

bool lexicon_knows_variant(struct lexicon *lexicon, struct span word)
{
	if (!lexicon->variant_was_tried)
		open_variant(lexicon);
	return lexicon->variant && wordbook_surely_knows(lexicon->variant, word);
}

static bool ask_cased(struct lexicon *lexicon, struct span word, bool upper,
		      bool (*ask)(struct lexicon *lexicon, struct span word))
{
	struct utf8_point first = utf8_at(word, 0);
	struct str other = { 0 };
	(void)str_add_point(&other, upper ? fold_upper(first.value) : fold_lower(first.value));
	(void)str_add(&other, span_slice(word, first.length, word.length));
	bool yes = word.length <= LEXICON_WORD_MOST && ask(lexicon, str_span(&other));
	str_release(&other);
	return yes;
}

bool lexicon_knows_upper(struct lexicon *lexicon, struct span word)
{
	return ask_cased(lexicon, word, true, lexicon_knows);
}

bool lexicon_knows_lower(struct lexicon *lexicon, struct span word)
{
	return ask_cased(lexicon, word, false, lexicon_knows);
}

static bool begins(struct lexicon *lexicon, struct span noun)
{
	return wordbook_begins(lexicon->book, noun);
}

bool lexicon_begins(struct lexicon *lexicon, struct span noun)
{
	return ask_cased(lexicon, noun, true, begins);
}

static const struct roots *stems_of(struct lexicon *lexicon)
{
	if (lexicon->stems_were_tried)
		return lexicon->stems;
	lexicon->stems_were_tried = true;
	lexicon->stems = wordbook_roots(lexicon->book);
	/* Forms such as keine are no stems, but near to many slips. */
	struct span word;
	for (size_t i = 0; lexicon->stems && common_next(lexicon->language, &i, &word);)
		roots_add_near(lexicon->stems, word);
	return lexicon->stems;
}

bool lexicon_has_stem(struct lexicon *lexicon, struct span word)
{
	const struct roots *stems = stems_of(lexicon);
	return stems && stems_has(stems, word);
}

bool lexicon_has_noun(struct lexicon *lexicon, struct span word)
{
	const struct roots *stems = stems_of(lexicon);
	return stems && stems_has_noun(stems, word);
}

bool lexicon_near_word(struct lexicon *lexicon, struct span word)
{
	const struct roots *stems = stems_of(lexicon);
	struct span rest = span_of(endings[lexicon->language]), ending;
	if (!stems || stems_near(stems, word))
		return stems != NULL;
	while (span_next(&rest, ' ', &ending))
		if (word.length >= ending.length + ROOT_LEAST && span_ends(word, ending) &&
		    stems_near(stems, span_slice(word, 0, word.length - ending.length)))
			return true;
	return false;
}

void lexicon_read_frequent(struct lexicon *lexicon, struct err *err)
{
	if (lexicon->frequency)
		return;
	lexicon->frequency = frequency_new(lexicon->language, err);
	read_personal(lexicon, add_own, NULL); /* lexicon_new told what is wrong with it */
}

int lexicon_frequency(struct lexicon *lexicon, struct span word)
{
	lexicon_read_frequent(lexicon, NULL);
	return frequency_class(lexicon->frequency, word);
}

/* ---- suggestions ---- */

void lexicon_suggest(struct lexicon *lexicon, struct span word, size_t most, struct words *out)
{
	wordbook_suggest(lexicon->book, word, most, out);
}

void lexicon_stems(struct lexicon *lexicon, struct span word, size_t most, struct words *out)
{
	wordbook_stems(lexicon->book, word, most, out);
}
