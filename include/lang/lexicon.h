/*
 * What one dictionary knows: a wordbook with our house words and the person's own words added, in
 * whatever encoding the dictionary is written, and its stems (lang/stems.h).
 *
 * A lexicon belongs to one thread, as its wordbook does.
 * Nothing is judged here; that is lang/speller.
 */
#ifndef TONFALL_LANG_LEXICON_H
#define TONFALL_LANG_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"
#include "lang/language.h"
#include "lang/wordbook.h"

enum { LEXICON_WORD_MOST = WORDBOOK_WORD_MOST };

struct lexicon;

/* Loads the dictionary of a language with its lists (4-8 ms); NULL with *err when there is none
 * or it is broken. A list that cannot be read is told in *err too: its words are unknown, the rest
 * works. */
struct lexicon *lexicon_new(enum language language, struct err *err);
void lexicon_free(struct lexicon *lexicon);
/* The person's words on disk have changed: those that are new are added. *err as above. */
void lexicon_add_personal(struct lexicon *lexicon, struct err *err);

/* Opens Hunspell now rather than when a word needs it (25-140 ms). */
void lexicon_open(struct lexicon *lexicon);
/* Exactly this word, capitals as Hunspell understands them; ’ is '. */
bool lexicon_knows(struct lexicon *lexicon, struct span word);
/* The same with the first letter in upper or lower case. */
bool lexicon_knows_upper(struct lexicon *lexicon, struct span word);
bool lexicon_knows_lower(struct lexicon *lexicon, struct span word);
/* The same of a word in a text of another language, for which Hunspell is not worth opening. */
bool lexicon_surely_knows(struct lexicon *lexicon, struct span word);
/* In the other variant of the language that is installed: American beside British English. The
 * first question loads it (5 ms). */
bool lexicon_knows_variant(struct lexicon *lexicon, struct span word);
/* Does the dictionary let the noun stand first in a compound (Arbeits-, Haus-)? In any case. */
bool lexicon_begins(struct lexicon *lexicon, struct span noun);
/* As written in the dictionary (in any case and accent), without endings; may err on the side of
 * yes (lang/stems.h). */
bool lexicon_has_stem(struct lexicon *lexicon, struct span word);
bool lexicon_has_noun(struct lexicon *lexicon, struct span word); /* a stem with a capital */
/* Is it a word, or one slip of the hand away from one? Knows the usual endings only. */
bool lexicon_near_word(struct lexicon *lexicon, struct span word);

/* How common a word is (lang/frequency.h); the first question reads the list. */
int lexicon_frequency(struct lexicon *lexicon, struct span word);
/* Reads it now; *err is set when there is a list that cannot be read. */
void lexicon_read_frequent(struct lexicon *lexicon, struct err *err);
/* Adds what Hunspell takes the word for a form of, at most `most`. */
void lexicon_stems(struct lexicon *lexicon, struct span word, size_t most, struct words *out);
/* Adds Hunspell's suggestions in its order, at most `most`. Up to 300 ms. */
void lexicon_suggest(struct lexicon *lexicon, struct span word, size_t most, struct words *out);

#endif
