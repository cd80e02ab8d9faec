/* An affix file, a word list and a list of own words, with a form feed between them: whatever a
 * dictionary holds, its stems lie within it, and a plain word that was added is never wrong. What
 * our own look-up refuses is left to Hunspell, which is not what is tried here. */
#include <stdint.h>
#include <stdlib.h>

#include "lang/forms.h"
#include "lang/roots.h"
#include "lang/stems.h"
#include "lang/wordbook.h"
#include "memory_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { INPUT_MOST = 1 << 16, ASKED_MOST = 64 };

static bool is_plain(struct span word)
{
	for (size_t i = 0; i < word.length; i++)
		if (word.at[i] < 'a' || word.at[i] > 'z')
			return false;
	return word.length > 0 && word.length <= 60;
}

/* A line `word/model` as lists have it, then the word itself and with a capital. */
static void ask(struct wordbook *book, struct forms *forms, struct span line)
{
	size_t slash = span_find(line, SPAN("/"), 0);
	struct span word = span_slice(line, 0, slash);
	struct span model = span_slice(line, slash + 1, line.length);
	(void)wordbook_surely_knows(book, word);
	(void)forms_of(forms, word);
	wordbook_add(book, word, model);
	(void)wordbook_surely_knows(book, word);
	(void)stems_near(wordbook_roots(book), word);
	if (!is_plain(word))
		return;
	assert(stems_near(wordbook_roots(book), word));
	forms_add(forms, word, SPAN(""));
	assert(forms_of(forms, word) != FORMS_WRONG);
}

static void ask_all(struct wordbook *book, struct forms *forms, struct span words)
{
	static const struct span always[] = { SPAN("boxes"), SPAN("Unboxed"), SPAN("BOX-box"),
					      SPAN("böxs"), SPAN("undoboxen/box") };
	struct span line;
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		ask(book, forms, always[i]);
	for (int i = 0; i < ASKED_MOST && span_next(&words, '\n', &line); i++)
		ask(book, forms, line);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct memory_file aff = { .fd = -1 }, dic = { .fd = -1 };
	struct span rest = { (const char *)bytes, length }, part;
	struct err err = { 0 };
	if (length > INPUT_MOST)
		return 0;
	memory_file_set(&aff, span_next(&rest, '\f', &part) ? part : SPAN(""));
	memory_file_set(&dic, span_next(&rest, '\f', &part) ? part : SPAN(""));
	struct forms *forms = forms_read(aff.path, dic.path, LANGUAGE_DE, NULL);
	if (!forms)
		return 0;
	struct wordbook *book = wordbook_new(aff.path, dic.path, LANGUAGE_DE, &err);
	assert(book);
	ask_all(book, forms, rest);
	wordbook_free(book);
	forms_free(forms);
	return 0;
}
