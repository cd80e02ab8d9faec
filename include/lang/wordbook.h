/*
 * One dictionary: a Hunspell .aff and .dic. Most words are answered by our own look-up
 * (lang/forms.h); Hunspell itself, which takes 25-140 ms to load, is opened for the first word that
 * this is not sure of, and for suggestions.
 *
 * A Hunspell handle is not thread-safe, not even for a look-up: a wordbook belongs to one thread.
 */
#ifndef TONFALL_LANG_WORDBOOK_H
#define TONFALL_LANG_WORDBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"

enum { WORDBOOK_WORD_MOST = 256 }; /* bytes; longer words are not known */

struct roots;
struct wordbook;
struct words ARR(char *); /* heap strings */

/* NULL with *err when the library is missing. That the files are a dictionary is only known when it
 * knows a word. */
struct wordbook *wordbook_new(const char *aff, const char *dic, enum language language,
			      struct err *err);
void wordbook_free(struct wordbook *book);

/* Adds a word that is inflected like the model; a model that is empty or not in the dictionary
 * gives the bare word. At most 200,000 are added. */
void wordbook_add(struct wordbook *book, struct span word, struct span model);
/* Opens Hunspell now. */
void wordbook_open(struct wordbook *book);
/* Exactly this word, capitals as Hunspell understands them; ’ is '. */
bool wordbook_knows(struct wordbook *book, struct span word);
/* The same, without opening Hunspell for the few words that only it can answer. */
bool wordbook_surely_knows(struct wordbook *book, struct span word);
/* Does the dictionary let the word stand first in a compound? False where only Hunspell knows. */
bool wordbook_begins(const struct wordbook *book, struct span word);
/* Adds Hunspell's suggestions in its order, at most `most`. Up to 300 ms. */
void wordbook_suggest(struct wordbook *book, struct span word, size_t most, struct words *out);
/* Adds the stems that the word is a form of, by Hunspell. */
void wordbook_stems(struct wordbook *book, struct span word, size_t most, struct words *out);

/* The stems of the .dic file and those added; NULL when they cannot be read. */
struct roots *wordbook_roots(struct wordbook *book);

void words_release(struct words *words);

#endif
