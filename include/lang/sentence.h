/* Where sentences end, for analysis.c alone: in posts, that often lack full stops. */
#ifndef TONFALL_LANG_SENTENCE_H
#define TONFALL_LANG_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

/* The end of the sentence that begins at `at`: behind its closing signs, at most the end of its
 * line. Abbreviations, ordinals, decimals and times (14.30) end none. */
size_t sentence_end(struct span text, size_t at);
/* Does the full stop at `at` belong to an abbreviation or a number, and not only end a sentence? */
bool sentence_has_abbreviation(struct span text, size_t at);
/* Ends with a question mark; closing quotes, brackets and emoji may follow it. */
bool sentence_is_question(struct span sentence);
/* A line with a bullet, a number or an emoji that stands for one. */
bool sentence_is_list_item(struct span line);

#endif
