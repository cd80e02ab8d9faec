/*
 * The forms of the words of a Hunspell dictionary, by our own look-up in its two files: a small
 * part of what Hunspell does, for the words that make up most of a text. It reads a dictionary in
 * 3 ms where Hunspell takes 25, and answers in a third of the time.
 *
 * It only says what Hunspell would say as well (a test compares them over many words); capitals in
 * odd places, signs, digits and what is forbidden are FORMS_UNSURE, and Hunspell is asked.
 */
#ifndef TONFALL_LANG_FORMS_H
#define TONFALL_LANG_FORMS_H

#include <stdbool.h>

#include "base/span.h"
#include "lang/language.h"

enum forms_answer { FORMS_UNSURE, FORMS_RIGHT, FORMS_WRONG };

struct forms;
struct roots;

/* NULL when a file cannot be read, or has features that are not understood. *hopeless (NULL is
 * fine): so many stems are alike that Hunspell would take minutes over them. */
struct forms *forms_read(const char *aff, const char *dic, enum language language, bool *hopeless);
void forms_free(struct forms *forms);

/* Adds a word that is inflected like the model; a model that is empty or not a stem gives the bare
 * word. */
void forms_add(struct forms *forms, struct span word, struct span model);
/* Exactly this word in UTF-8, ' for the apostrophe; a capital at the start is fine. */
enum forms_answer forms_of(const struct forms *forms, struct span word);

/* Does the dictionary let the word stand first in a compound (Arbeits-, Haus-)? */
bool forms_begins(const struct forms *forms, struct span word);

/* The stems it knows, with those added. */
struct roots *forms_roots(struct forms *forms);

#endif
