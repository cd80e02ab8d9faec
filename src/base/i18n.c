#include "base/i18n.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"

static const char *const languages[] = { "de", "fr", "it", "en" };

/* Which of the four the string begins with, NULL when none. */
static const char *language_in(const char *value)
{
	for (size_t i = 0; value && i < sizeof languages / sizeof *languages; i++)
		if (strncmp(value, languages[i], 2) == 0 &&
		    (value[2] == '\0' || strchr("_-.@:", value[2])))
			return languages[i];
	return NULL;
}

static const char *language_of_locale(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);
		if (value && *value)
			return language_in(value);
	}
	return NULL;
}

void i18n_init(const char *language)
{
	const char *spoken = language ? language_in(language) : NULL;
	if (!spoken && !(spoken = language_in(getenv("LANGUAGE"))))
		spoken = language_of_locale();
	if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		(void)setlocale(LC_ALL, "C.UTF-8"); /* without it messages stay English */
	(void)setlocale(LC_NUMERIC, "C");
	/* glibc looks at LANGUAGE in every locale but plain C, so a message catalogue serves also
	 * where its locale is not installed. */
	(void)setenv("LANGUAGE", spoken ? spoken : "en", 1);
	struct str folder = { 0 };
	struct stat at;
	if (stat(path_in(&folder, PATH_SHARED, "locale"), &at) == 0)
		(void)bindtextdomain("tonfall", str_text(&folder));
	else
		(void)bindtextdomain("tonfall", TONFALL_PREFIX "/share/locale");
	str_release(&folder);
	(void)bind_textdomain_codeset("tonfall", "UTF-8");
	(void)textdomain("tonfall");
}

const char *i18n_language(void)
{
	const char *language = language_in(getenv("LANGUAGE"));
	return language ? language : "en";
}

const char *i18n_text(const char *message)
{
	return *message ? gettext(message) : message;
}

const char *i18n_plural(const char *one, const char *many, unsigned long n)
{
	return ngettext(one, many, n);
}

const char *i18n_number(long number, char text[32])
{
	char digits[24];
	const char *mark = strcmp(i18n_language(), "fr") == 0 ? "\u202f" : "\u2019";
	int length = snprintf(digits, sizeof digits, "%ld", number);
	size_t at = 0;
	for (int i = 0; i < length; i++) {
		int left = length - i;
		bool after_digit = i > 0 && digits[i - 1] != '-';
		if (after_digit && left % 3 == 0)
			for (const char *byte = mark; *byte; byte++)
				text[at++] = *byte;
		text[at++] = digits[i];
	}
	text[at] = '\0';
	return text;
}
