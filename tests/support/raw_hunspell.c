#include "raw_hunspell.h"

#include <hunspell/hunspell.h>
#include <iconv.h>
#include <string.h>

#include "base/library.h"
#include "base/mem.h"
#include "base/str.h"
#include "lang/dictionary.h"
#include "unit.h"

struct raw_hunspell {
	Hunhandle *(*create)(const char *aff, const char *dic);
	void (*destroy)(Hunhandle *);
	int (*spell)(Hunhandle *, const char *);
	int (*suggest)(Hunhandle *, char ***, const char *);
	void (*free_list)(Hunhandle *, char ***, int);
	int (*add)(Hunhandle *, const char *);
	int (*add_with_affix)(Hunhandle *, const char *, const char *);
	char *(*encoding)(Hunhandle *);
	Hunhandle *handle;
	iconv_t to, from;
};

enum { WORD_MOST = 512 };

/* False when the other encoding does not have a letter of the word. */
static bool convert(iconv_t how, const char *word, char out[WORD_MOST])
{
	char *in = (char *)word; /* iconv does not write through it */
	size_t left = strlen(word), room = WORD_MOST - 1;
	(void)iconv(how, NULL, NULL, NULL, NULL);
	bool done = iconv(how, &in, &left, &out, &room) != (size_t)-1;
	*out = '\0';
	return done;
}

struct raw_hunspell *raw_hunspell_new(enum language language)
{
	struct raw_hunspell *raw = mem_alloc(sizeof *raw);
	struct str aff = { 0 }, dic = { 0 };
	struct err err;
	const struct library_symbol symbols[] = {
		{ "Hunspell_create", &raw->create },
		{ "Hunspell_destroy", &raw->destroy },
		{ "Hunspell_spell", &raw->spell },
		{ "Hunspell_suggest", &raw->suggest },
		{ "Hunspell_free_list", &raw->free_list },
		{ "Hunspell_add", &raw->add },
		{ "Hunspell_add_with_affix", &raw->add_with_affix },
		{ "Hunspell_get_dic_encoding", &raw->encoding },
	};
	if (!library_load("libhunspell-1.7.so.0", "libhunspell-1.7-0", symbols,
			  sizeof symbols / sizeof *symbols, &err) ||
	    !dictionary_find(language, &aff, &dic, &err))
		fail_msg("%s", err.text);
	raw->handle = raw->create(str_text(&aff), str_text(&dic));
	raw->to = iconv_open(raw->encoding(raw->handle), "UTF-8");
	raw->from = iconv_open("UTF-8", raw->encoding(raw->handle));
	assert_true(raw->to != (iconv_t)-1 && raw->from != (iconv_t)-1);
	str_release(&aff);
	str_release(&dic);
	return raw;
}

void raw_hunspell_free(struct raw_hunspell *raw)
{
	(void)iconv_close(raw->to);
	(void)iconv_close(raw->from);
	raw->destroy(raw->handle);
	free(raw);
}

bool raw_hunspell_knows(struct raw_hunspell *raw, const char *word)
{
	char form[WORD_MOST];
	return convert(raw->to, word, form) && raw->spell(raw->handle, form) != 0;
}

char *raw_hunspell_first(struct raw_hunspell *raw, const char *word)
{
	char form[WORD_MOST], **list = NULL, *first = NULL;
	if (!convert(raw->to, word, form))
		return NULL;
	int count = raw->suggest(raw->handle, &list, form);
	if (count > 0 && convert(raw->from, list[0], form))
		first = mem_copy(span_of(form));
	raw->free_list(raw->handle, &list, count);
	return first;
}

bool raw_hunspell_add(struct raw_hunspell *raw, const char *word, const char *model)
{
	char form[WORD_MOST], like[WORD_MOST];
	if (!convert(raw->to, word, form))
		return false;
	if (!model)
		return raw->add(raw->handle, form) == 0;
	return convert(raw->to, model, like) && raw->add_with_affix(raw->handle, form, like) == 0;
}
