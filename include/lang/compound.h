/*
 * German words that no dictionary lists: made of parts that it knows, with the sounds that link
 * them. Hunspell's own rules for compounds miss most of those that people make (Lärmradare,
 * Zubehörliste) and take others that nobody would.
 */
#ifndef TONFALL_LANG_COMPOUND_H
#define TONFALL_LANG_COMPOUND_H

#include <stdbool.h>

#include "base/span.h"
#include "lang/language.h"
#include "lang/lexicon.h"

/* Is the word, without hyphens, made of two to four known parts? The last part is a noun when the
 * word has a capital, else an adjective or participle. Parts have four letters or more (a few
 * short ones apart); an s that endings such as -ung demand must be there: Sicherheitpolitik is
 * wrong. */
bool compound_is_right(struct lexicon *lexicon, struct span word);
/* A known German adjective with an ending that the dictionary does not give it: kantonalen. */
bool compound_is_inflected(struct lexicon *lexicon, struct span word);
/* A known word of six letters or more behind a prefix that its language knows; not German. */
bool compound_has_prefix(struct lexicon *lexicon, enum language language, struct span word);
/* Does it look like an adjective or participle, with an ending or without? */
bool compound_ends_as_adjective(struct span part);
/* The part before a shared hyphen: Verteidigungs- und …, Lärm-. */
bool compound_is_first(struct lexicon *lexicon, struct span part);

#endif
