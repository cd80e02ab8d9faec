#include "lang/lexicon.h"

#include <hunspell/hunspell.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/library.h"
#include "base/mem.h"
#include "lang/common.h"
#include "lang/dictionary.h"
#include "lang/fold.h"
#include "lang/frequency.h"
#include "lang/stems.h"
#include "text/utf8.h"

enum { LIST_MOST = 4 << 20, DIC_MOST = 32 << 20, WORDS_MOST = 200000 };

/* libhunspell is loaded on first need (base/library.h). */
struct hunspell {
	Hunhandle *(*create)(const char *aff, const char *dic);
	void (*destroy)(Hunhandle *);
	int (*spell)(Hunhandle *, const char *);
	int (*suggest)(Hunhandle *, char ***, const char *);
	int (*stem)(Hunhandle *, char ***, const char *);
	void (*free_list)(Hunhandle *, char ***, int);
	int (*add)(Hunhandle *, const char *);
	int (*add_with_affix)(Hunhandle *, const char *, const char *);
	char *(*encoding)(Hunhandle *);
};

struct lexicon {
	enum language language;
	struct hunspell hunspell;
	Hunhandle *handle;
	Hunhandle *variant; /* American English; NULL until asked for and when there is none */
	bool variant_was_tried;
	struct stems *stems;	     /* NULL until asked for */
	struct frequency *frequency; /* the same */
	iconv_t to, from;	     /* the dictionary's encoding; (iconv_t)-1: UTF-8 */
	struct str dic, list;	     /* path; the words added, a line each */
	size_t added;
};

/* ---- encodings ---- */

/* A word as Hunspell wants it: in the dictionary's encoding, NUL-terminated, ’ as '. */
struct form {
	char text[LEXICON_WORD_MOST + 8];
	size_t length;
};

static size_t convert(iconv_t how, struct span from, char *to, size_t room)
{
	char *in = (char *)from.at; /* iconv does not write through it */
	size_t left = from.length, free_bytes = room;
	(void)iconv(how, NULL, NULL, NULL, NULL);
	if (iconv(how, &in, &left, &to, &free_bytes) == (size_t)-1)
		return 0;
	return room - free_bytes;
}

static bool form_of(const struct lexicon *lexicon, struct span word, struct form *form)
{
	size_t length = 0;
	if (word.length == 0 || word.length > LEXICON_WORD_MOST)
		return false;
	for (size_t at = 0; at < word.length;) {
		unsigned char byte = (unsigned char)word.at[at];
		if (byte < 0x80) {
			form->text[length++] = word.at[at++];
			if (byte == 0)
				return false;
			continue;
		}
		struct utf8_point point = utf8_at(word, at);
		if (point.value == UTF8_INVALID)
			return false;
		if (point.value == 0x2019 || point.value == 0x2bc) {
			form->text[length++] = '\'';
		} else {
			memcpy(form->text + length, word.at + at, point.length);
			length += point.length;
		}
		at += point.length;
	}
	if (lexicon->to != (iconv_t)-1) {
		char other[sizeof form->text];
		length = convert(lexicon->to, (struct span){ form->text, length }, other,
				 sizeof other - 1);
		memcpy(form->text, other, length);
	}
	form->text[length] = '\0';
	form->length = length;
	return length > 0;
}

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

/* The endings that stems have in a dictionary: of verbs, and vowels that inflection replaces. */
static const char *const stem_endings[LANGUAGE_COUNT] = {
	[LANGUAGE_NONE] = "",	      [LANGUAGE_DE] = "en n e",
	[LANGUAGE_FR] = "er ir re e", [LANGUAGE_IT] = "are ere ire o a e",
	[LANGUAGE_EN] = "e",
};

/* erfüllen, Erfüllung: derived by rules, but near to many slips. */
static void add_noun_of(struct lexicon *lexicon, struct span verb)
{
	char noun[LEXICON_WORD_MOST];
	if (verb.length + 1 >= sizeof noun || verb.length < ROOT_LEAST + 2)
		return;
	memcpy(noun, verb.at, verb.length);
	memcpy(noun + verb.length - 2, "ung", 3);
	stems_add_root(lexicon->stems, (struct span){ noun, verb.length + 1 });
}

static void add_roots(struct lexicon *lexicon, struct span word)
{
	struct span rest = span_of(stem_endings[lexicon->language]), ending;
	stems_add(lexicon->stems, word);
	if (lexicon->language == LANGUAGE_DE && span_ends(word, SPAN("en")))
		add_noun_of(lexicon, word);
	while (span_next(&rest, ' ', &ending))
		if (word.length >= ending.length + ROOT_LEAST && span_ends(word, ending)) {
			stems_add_root(lexicon->stems,
				       span_slice(word, 0, word.length - ending.length));
			return;
		}
}

/* ---- word lists ---- */

static void add_to_hunspell(struct lexicon *lexicon, struct span word, struct span model)
{
	struct form form, like;
	if (!form_of(lexicon, word, &form) || lexicon->added >= WORDS_MOST)
		return;
	lexicon->added++;
	/* A model that is not in the dictionary gives the bare word. */
	if (!form_of(lexicon, model, &like) ||
	    lexicon->hunspell.add_with_affix(lexicon->handle, form.text, like.text) != 0)
		(void)lexicon->hunspell.add(lexicon->handle, form.text);
}

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
		add_to_hunspell(lexicon, str_span(&word), SPAN("Berner"));
	}
	str_release(&word);
}

/* Adds a list: one word a line, "word/model" inflects like the model, # starts a comment; other
 * lines are left out. */
static void add_list(struct lexicon *lexicon, const char *path)
{
	struct str text = { 0 };
	struct file_stamp stamp;
	bool places =
		lexicon->language == LANGUAGE_DE && span_ends(span_of(path), SPAN("/places.txt"));
	if (file_stat(path, &stamp, NULL) && stamp.exists &&
	    file_read(path, LIST_MOST, &text, NULL, NULL)) {
		struct span rest = str_span(&text), line;
		while (span_next(&rest, '\n', &line)) {
			line = span_trim(span_slice(line, 0, span_find(line, SPAN("#"), 0)));
			if (!is_clean(line))
				continue;
			size_t slash = span_find(line, SPAN("/"), 0);
			struct span word = span_slice(line, 0, slash);
			add_to_hunspell(lexicon, word, span_slice(line, slash + 1, line.length));
			if (places)
				add_inhabitants(lexicon, word);
			(void)str_add(&lexicon->list, word);
			(void)str_add_byte(&lexicon->list, '\n');
			if (lexicon->stems)
				add_roots(lexicon, word);
		}
	}
	str_release(&text);
}

static bool add_house(void *context, const char *path)
{
	add_list(context, path);
	return true;
}

void lexicon_add_personal(struct lexicon *lexicon)
{
	struct str path = { 0 };
	add_list(lexicon, dictionary_personal_path(&path, lexicon->language));
	str_release(&path);
}

/* ---- life ---- */

static bool load_library(struct hunspell *h, struct err *err)
{
	const struct library_symbol symbols[] = {
		{ "Hunspell_create", &h->create },
		{ "Hunspell_destroy", &h->destroy },
		{ "Hunspell_spell", &h->spell },
		{ "Hunspell_suggest", &h->suggest },
		{ "Hunspell_stem", &h->stem },
		{ "Hunspell_free_list", &h->free_list },
		{ "Hunspell_add", &h->add },
		{ "Hunspell_add_with_affix", &h->add_with_affix },
		{ "Hunspell_get_dic_encoding", &h->encoding },
	};
	/* std::set_new_handler: no exception may come out of C++ into C. */
	void (*(*set_new_handler)(void (*)(void)))(void) = NULL;
	const struct library_symbol memory = { "_ZSt15set_new_handlerPFvvE", &set_new_handler };
	bool done = library_load("libhunspell-1.7.so.0", "libhunspell-1.7-0", symbols,
				 sizeof symbols / sizeof *symbols, err);
	if (done && library_load("libstdc++.so.6", "libstdc++6", &memory, 1, NULL))
		(void)set_new_handler(mem_run_out);
	return done;
}

/* Hunspell opens anything; a dictionary that lacks the commonest words is broken. */
static bool is_sound(struct lexicon *lexicon)
{
	static const char *const words[LANGUAGE_COUNT] = { [LANGUAGE_DE] = "nicht",
							   [LANGUAGE_FR] = "pour",
							   [LANGUAGE_IT] = "questo",
							   [LANGUAGE_EN] = "which" };
	return lexicon_knows(lexicon, span_of(words[lexicon->language]));
}

static bool open_handle(struct lexicon *lexicon, struct err *err)
{
	struct str aff = { 0 };
	bool found = load_library(&lexicon->hunspell, err) &&
		     dictionary_find(lexicon->language, &aff, &lexicon->dic, err);
	if (found) {
		lexicon->handle = lexicon->hunspell.create(str_text(&aff), str_text(&lexicon->dic));
		const char *encoding =
			lexicon->handle ? lexicon->hunspell.encoding(lexicon->handle) : "";
		bool other = lexicon->handle && strcmp(encoding, "UTF-8") != 0;
		if (other) {
			lexicon->to = iconv_open(encoding, "UTF-8");
			lexicon->from = iconv_open("UTF-8", encoding);
		}
		found = lexicon->handle && (!other || lexicon->to != (iconv_t)-1) &&
			is_sound(lexicon);
		if (!found)
			(void)err_set(err, ERR_INPUT,
				      _("The dictionary %s cannot be used; reinstall %s."),
				      str_text(&lexicon->dic),
				      dictionary_package(lexicon->language));
	}
	str_release(&aff);
	return found;
}

struct lexicon *lexicon_new(enum language language, struct err *err)
{
	struct lexicon *lexicon = mem_alloc(sizeof *lexicon);
	lexicon->language = language;
	lexicon->to = lexicon->from = (iconv_t)-1;
	if (!open_handle(lexicon, err)) {
		lexicon_free(lexicon);
		return NULL;
	}
	/* A list that cannot be read leaves its words unknown; spelling works. */
	(void)dictionary_house_each(language, add_house, lexicon, NULL);
	lexicon_add_personal(lexicon);
	return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	if (lexicon->handle)
		lexicon->hunspell.destroy(lexicon->handle);
	if (lexicon->variant)
		lexicon->hunspell.destroy(lexicon->variant);
	if (lexicon->to != (iconv_t)-1)
		(void)iconv_close(lexicon->to);
	if (lexicon->from != (iconv_t)-1)
		(void)iconv_close(lexicon->from);
	stems_free(lexicon->stems);
	frequency_free(lexicon->frequency);
	str_release(&lexicon->dic);
	str_release(&lexicon->list);
	free(lexicon);
}

/* ---- questions ---- */

bool lexicon_knows(struct lexicon *lexicon, struct span word)
{
	struct form form;
	return form_of(lexicon, word, &form) &&
	       lexicon->hunspell.spell(lexicon->handle, form.text) != 0;
}

static void open_variant(struct lexicon *lexicon)
{
	struct str aff = { 0 }, dic = { 0 };
	lexicon->variant_was_tried = true;
	if (dictionary_find_variant(lexicon->language, &aff, &dic))
		lexicon->variant = lexicon->hunspell.create(str_text(&aff), str_text(&dic));
	/* The American one of Debian is in UTF-8; another encoding differs in no English word. */
	str_release(&aff);
	str_release(&dic);
}

bool lexicon_knows_variant(struct lexicon *lexicon, struct span word)
{
	struct form form;
	if (!lexicon->variant_was_tried)
		open_variant(lexicon);
	return lexicon->variant && form_of(lexicon, word, &form) &&
	       lexicon->hunspell.spell(lexicon->variant, form.text) != 0;
}

static bool knows_cased(struct lexicon *lexicon, struct span word, bool upper)
{
	struct utf8_point first = utf8_at(word, 0);
	struct str other = { 0 };
	(void)str_add_point(&other, upper ? fold_upper(first.value) : fold_lower(first.value));
	(void)str_add(&other, span_slice(word, first.length, word.length));
	bool known = word.length <= LEXICON_WORD_MOST && lexicon_knows(lexicon, str_span(&other));
	str_release(&other);
	return known;
}

bool lexicon_knows_upper(struct lexicon *lexicon, struct span word)
{
	return knows_cased(lexicon, word, true);
}

bool lexicon_knows_lower(struct lexicon *lexicon, struct span word)
{
	return knows_cased(lexicon, word, false);
}

/* The words of a .dic file: one a line, "word/FLAGS" and more fields behind it. */
static void add_lines(struct lexicon *lexicon, struct span dic)
{
	struct span line;
	while (span_next(&dic, '\n', &line)) {
		size_t end = 0;
		while (end < line.length && (unsigned char)line.at[end] > ' ' &&
		       line.at[end] != '/')
			end++;
		if (end > 0)
			add_roots(lexicon, span_slice(line, 0, end));
	}
}

static const struct stems *stems_of(struct lexicon *lexicon)
{
	struct str dic = { 0 };
	if (lexicon->stems)
		return lexicon->stems;
	lexicon->stems = stems_new();
	if (file_read(str_text(&lexicon->dic), DIC_MOST, &dic, NULL, NULL)) {
		struct span text = str_span(&dic);
		size_t room = 2 * text.length + 8;
		char *other = lexicon->from == (iconv_t)-1 ? NULL : mem_alloc(room);
		if (other)
			text = (struct span){ other, convert(lexicon->from, text, other, room) };
		add_lines(lexicon, text);
		free(other);
	}
	add_lines(lexicon, str_span(&lexicon->list));
	/* Forms such as keine are no stems, but near to many slips. */
	struct span word;
	for (size_t i = 0; common_next(lexicon->language, &i, &word);)
		add_roots(lexicon, word);
	str_release(&dic);
	return lexicon->stems;
}

bool lexicon_has_stem(struct lexicon *lexicon, struct span word)
{
	return stems_has(stems_of(lexicon), word);
}

bool lexicon_has_noun(struct lexicon *lexicon, struct span word)
{
	return stems_has_noun(stems_of(lexicon), word);
}

bool lexicon_near_word(struct lexicon *lexicon, struct span word)
{
	const struct stems *stems = stems_of(lexicon);
	struct span rest = span_of(endings[lexicon->language]), ending;
	if (stems_near(stems, word))
		return true;
	while (span_next(&rest, ' ', &ending))
		if (word.length >= ending.length + ROOT_LEAST && span_ends(word, ending) &&
		    stems_near(stems, span_slice(word, 0, word.length - ending.length)))
			return true;
	return false;
}

int lexicon_frequency(struct lexicon *lexicon, struct span word)
{
	if (!lexicon->frequency)
		lexicon->frequency = frequency_new(lexicon->language);
	return frequency_class(lexicon->frequency, word);
}

/* ---- suggestions ---- */

typedef int lister(Hunhandle *, char ***, const char *);

static void add_listed(struct lexicon *lexicon, lister *list_of, struct span word, size_t most,
		       struct words *out)
{
	struct form form;
	char **list = NULL, utf8[4 * LEXICON_WORD_MOST] = "";
	if (!form_of(lexicon, word, &form))
		return;
	int count = list_of(lexicon->handle, &list, form.text);
	for (int i = 0; i < count && out->count < most; i++) {
		struct span found = span_of(list[i]);
		if (lexicon->from != (iconv_t)-1)
			found = (struct span){ utf8,
					       convert(lexicon->from, found, utf8, sizeof utf8) };
		if (found.length > 0)
			*arr_add(out) = mem_copy(found);
	}
	if (list)
		lexicon->hunspell.free_list(lexicon->handle, &list, count);
}

void lexicon_suggest(struct lexicon *lexicon, struct span word, size_t most, struct words *out)
{
	add_listed(lexicon, lexicon->hunspell.suggest, word, most, out);
}

void lexicon_stems(struct lexicon *lexicon, struct span word, size_t most, struct words *out)
{
	add_listed(lexicon, lexicon->hunspell.stem, word, most, out);
}

void words_release(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->at[i]);
	arr_release(words);
}
