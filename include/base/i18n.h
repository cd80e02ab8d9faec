/*
 * The language that the program speaks to the person: gettext, message ids in English.
 * Not the language of the text (lang/language.h).
 */
#ifndef TONFALL_BASE_I18N_H
#define TONFALL_BASE_I18N_H

#include <stdbool.h>

/* Sets the locale and the message catalogue. `language` is "de", "fr", "it", "en" or NULL for
 * the locale's. Works without installed locales: falls back to C.UTF-8. Call once, before threads.
 */
void i18n_init(const char *language);

/* The name of the locale that was asked for, such as "de_CH.UTF-8"; and is it installed? Where it
 * is not, messages come out in its language all the same. */
const char *i18n_locale(void);
bool i18n_locale_is_installed(void);

/* "de", "fr", "it" or "en": what messages come out in. */
const char *i18n_language(void);

const char *i18n_text(const char *message) __attribute__((format_arg(1)));
/* The form for n: i18n_plural("%lu hint", "%lu hints", n). */
const char *i18n_plural(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

#define _(message) i18n_text(message)
/* Marks a message in a table for the catalogue; _() it when it is shown. */
#define N_(message) (message)

/* 1243 as the reader expects it: "1’243" de it, "1 243" fr (U+202F), "1,243" en. Into text. */
const char *i18n_number(long number, char text[32]);

#endif
