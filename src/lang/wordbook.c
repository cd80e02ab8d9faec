#include "lang/wordbook.h"

#include <hunspell/hunspell.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/library.h"
#include "base/mem.h"
#include "base/str.h"
#include "lang/encoding.h"
#include "lang/forms.h"
#include "lang/roots.h"
#include "text/utf8.h"

enum { DIC_MOST = 32 << 20, WORDS_MOST = 200000 };

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

struct wordbook {
	enum language language;
	struct hunspell hunspell;
	struct forms *forms;	    /* NULL: Hunspell answers alone */
	struct roots *roots;	    /* then, once asked for; empty when they cannot be read */
	const char *encoding;	    /* iconv's name, of the dictionary that is open */
	Hunhandle *handle;	    /* NULL until needed */
	bool was_tried, hopeless;   /* hopeless: Hunspell would take minutes */
	iconv_t to, from;	    /* the dictionary's encoding; (iconv_t)-1: UTF-8 */
	struct str aff, dic, added; /* paths; the words added, `word/model`, a line each */
	size_t count;
};

/* ---- encodings ---- */

/* A word NUL-terminated, ’ as ': in UTF-8, or as Hunspell wants it. */
struct form {
	char text[WORDBOOK_WORD_MOST + 8];
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

static bool form_of(struct span word, struct form *form)
{
	size_t length = 0;
	if (word.length == 0 || word.length > WORDBOOK_WORD_MOST)
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
	form->text[length] = '\0';
	form->length = length;
	return length > 0;
}

/* In the encoding of the dictionary, which is open; false when that lacks a letter of the word. */
static bool form_for_hunspell(const struct wordbook *book, struct span word, struct form *form)
{
	char other[sizeof form->text];
	if (!form_of(word, form))
		return false;
	if (book->to == (iconv_t)-1)
		return true;
	form->length = convert(book->to, (struct span){ form->text, form->length }, other,
			       sizeof other - 1);
	memcpy(form->text, other, form->length);
	form->text[form->length] = '\0';
	return form->length > 0;
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

struct wordbook *wordbook_new(const char *aff, const char *dic, enum language language,
			      struct err *err)
{
	struct wordbook *book = mem_alloc(sizeof *book);
	book->language = language;
	book->to = book->from = (iconv_t)-1;
	if (!load_library(&book->hunspell, err)) {
		wordbook_free(book);
		return NULL;
	}
	(void)str_add(&book->aff, span_of(aff));
	(void)str_add(&book->dic, span_of(dic));
	book->forms = forms_read(aff, dic, language, &book->hopeless);
	return book;
}

void wordbook_free(struct wordbook *book)
{
	if (!book)
		return;
	if (book->handle)
		book->hunspell.destroy(book->handle);
	if (book->to != (iconv_t)-1)
		(void)iconv_close(book->to);
	if (book->from != (iconv_t)-1)
		(void)iconv_close(book->from);
	forms_free(book->forms);
	if (book->roots)
		roots_release(book->roots);
	free(book->roots);
	str_release(&book->aff);
	str_release(&book->dic);
	str_release(&book->added);
	free(book);
}

/* A model that is not in the dictionary gives the bare word. */
static void add_to_hunspell(struct wordbook *book, struct span word, struct span model)
{
	struct form form, like;
	if (!form_for_hunspell(book, word, &form))
		return;
	if (!form_for_hunspell(book, model, &like) ||
	    book->hunspell.add_with_affix(book->handle, form.text, like.text) != 0)
		(void)book->hunspell.add(book->handle, form.text);
}

static void add_all_to_hunspell(struct wordbook *book)
{
	struct span rest = str_span(&book->added), line;
	while (span_next(&rest, '\n', &line)) {
		size_t slash = span_find(line, SPAN("/"), 0);
		add_to_hunspell(book, span_slice(line, 0, slash),
				span_slice(line, slash + 1, line.length));
	}
}

/* Hunspell reads on for ever in a device, and waits for a pipe. */
static bool is_file(const struct str *path)
{
	struct stat status;
	return stat(str_text(path), &status) == 0 && S_ISREG(status.st_mode) &&
	       status.st_size <= DIC_MOST;
}

/* False when Hunspell cannot use the dictionary. */
static bool open_hunspell(struct wordbook *book)
{
	if (book->was_tried)
		return book->handle != NULL;
	book->was_tried = true;
	if (book->hopeless || !is_file(&book->aff) || !is_file(&book->dic))
		return false;
	book->handle = book->hunspell.create(str_text(&book->aff), str_text(&book->dic));
	const char *encoding = "";
	if (book->handle)
		encoding = encoding_name(span_of(book->hunspell.encoding(book->handle)));
	if (encoding && *encoding) {
		book->to = iconv_open(encoding, "UTF-8");
		book->from = iconv_open("UTF-8", encoding);
		if (book->to == (iconv_t)-1 || book->from == (iconv_t)-1)
			encoding = NULL;
	}
	if (!encoding) {
		book->hunspell.destroy(book->handle);
		book->handle = NULL;
	}
	book->encoding = encoding;
	if (book->handle)
		add_all_to_hunspell(book);
	return book->handle != NULL;
}

void wordbook_open(struct wordbook *book)
{
	(void)open_hunspell(book); /* what fails here fails again when it is needed */
}

/* ---- words ---- */

void wordbook_add(struct wordbook *book, struct span word, struct span model)
{
	struct form form, like = { .length = 0 };
	if (!form_of(word, &form) || book->count >= WORDS_MOST)
		return;
	book->count++;
	(void)form_of(model, &like);
	size_t at = book->added.length;
	if (!str_lengthen(&book->added, word.length + model.length + 2))
		return;
	char *line = book->added.at + at;
	memcpy(line, word.at, word.length);
	line[word.length] = '/';
	memcpy(line + word.length + 1, model.at, model.length);
	line[word.length + 1 + model.length] = '\n';
	if (book->forms)
		forms_add(book->forms, (struct span){ form.text, form.length },
			  (struct span){ like.text, like.length });
	else if (book->roots && book->roots->slots)
		roots_add(book->roots, word, SPAN(""));
	if (book->handle)
		add_to_hunspell(book, word, model);
}

static enum forms_answer answer_of(const struct wordbook *book, struct span word, struct form *form)
{
	if (!form_of(word, form))
		return FORMS_WRONG;
	return book->forms ? forms_of(book->forms, (struct span){ form->text, form->length })
			   : FORMS_UNSURE;
}

/* A word that Hunspell cannot be asked about is known as it was added (CO₂). */
static bool is_root(const struct wordbook *book, struct span word)
{
	struct form form;
	struct span flags;
	if (!book->forms || !form_of(word, &form))
		return false;
	const struct roots *roots = forms_roots(book->forms);
	struct span text = { form.text, form.length };
	uint64_t hash = roots_hash(roots, ROOTS_HASH, text);
	size_t slot = roots_first(roots, hash);
	return roots_next(roots, hash, text, &slot, &flags);
}

bool wordbook_knows(struct wordbook *book, struct span word)
{
	struct form form;
	enum forms_answer answer = answer_of(book, word, &form);
	if (answer != FORMS_UNSURE)
		return answer == FORMS_RIGHT;
	if (!open_hunspell(book))
		return false;
	return form_for_hunspell(book, word, &form)
		       ? book->hunspell.spell(book->handle, form.text) != 0
		       : is_root(book, word);
}

bool wordbook_surely_knows(struct wordbook *book, struct span word)
{
	struct form form;
	if (!book->forms)
		return wordbook_knows(book, word);
	return answer_of(book, word, &form) == FORMS_RIGHT;
}

bool wordbook_begins(const struct wordbook *book, struct span word)
{
	struct form form;
	return book->forms && form_of(word, &form) &&
	       forms_begins(book->forms, (struct span){ form.text, form.length });
}

typedef int lister(Hunhandle *, char ***, const char *);

static void add_listed(struct wordbook *book, lister *list_of, struct span word, size_t most,
		       struct words *out)
{
	struct form form;
	char **list = NULL, utf8[4 * WORDBOOK_WORD_MOST] = "";
	if (!form_for_hunspell(book, word, &form))
		return;
	int count = list_of(book->handle, &list, form.text);
	for (int i = 0; i < count && out->count < most; i++) {
		struct span found = span_of(list[i]);
		if (book->from != (iconv_t)-1)
			found = (struct span){ utf8,
					       convert(book->from, found, utf8, sizeof utf8) };
		if (found.length > 0)
			*arr_add(out) = mem_copy(found);
	}
	if (list)
		book->hunspell.free_list(book->handle, &list, count);
}

void wordbook_suggest(struct wordbook *book, struct span word, size_t most, struct words *out)
{
	if (open_hunspell(book))
		add_listed(book, book->hunspell.suggest, word, most, out);
}

void wordbook_stems(struct wordbook *book, struct span word, size_t most, struct words *out)
{
	if (open_hunspell(book))
		add_listed(book, book->hunspell.stem, word, most, out);
}

/* ---- stems ---- */

/* When Hunspell answers alone. */
static void read_roots(struct wordbook *book)
{
	struct span rest = str_span(&book->added), line;
	book->roots = mem_alloc(sizeof *book->roots);
	if (!open_hunspell(book) ||
	    !roots_read(book->roots, str_text(&book->dic), book->encoding, book->language)) {
		roots_release(book->roots);
		return;
	}
	while (span_next(&rest, '\n', &line))
		roots_add(book->roots, span_slice(line, 0, span_find(line, SPAN("/"), 0)),
			  SPAN(""));
}

struct roots *wordbook_roots(struct wordbook *book)
{
	if (book->forms)
		return forms_roots(book->forms);
	if (!book->roots)
		read_roots(book);
	return book->roots->slots ? book->roots : NULL;
}

void words_release(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->at[i]);
	arr_release(words);
}
