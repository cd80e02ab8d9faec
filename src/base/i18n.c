#include "base/i18n.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"

static const char domain[] = "tonfall";
static const char *const languages[] = { "de", "fr", "it", "en" };

enum { LANGUAGES = sizeof languages / sizeof *languages, ENGLISH = LANGUAGES - 1 };

/* Kept beside the locale and the catalogue, which the C library holds for the process as well. */
static int current = ENGLISH;

/* "de_CH.UTF-8", "de-CH" and "de" are 0; -1 when there is no catalogue. */
static int index_of(const char *name)
{
	size_t length = strcspn(name, "_-.@:");
	for (int i = 0; i < LANGUAGES; i++)
		if (length == 2 && strncmp(name, languages[i], 2) == 0)
			return i;
	return -1;
}

/* The order of POSIX (XBD 8.2): the first that is set and not empty decides. */
static const char *name_from_environment(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);
		if (value && *value)
			return value;
	}
	return "C";
}

/* As gettext does it: the first of $LANGUAGE ("rm:it:de") that there is a catalogue for, unless the
 * locale is the plain C one; then the locale's. -1 when there is none. */
static int index_from_environment(void)
{
	const char *locale = name_from_environment(), *wanted = getenv("LANGUAGE");
	bool plain = strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
	int found = -1;
	while (!plain && wanted && *wanted && found < 0) {
		found = index_of(wanted);
		wanted += strcspn(wanted, ":");
		wanted += *wanted == ':';
	}
	return found < 0 ? index_of(locale) : found;
}

/* Only the two categories that matter to us: each costs the start of the program some files.
 * Numbers stay in "C", as data files and JSON want them. */
static void set_locale(void)
{
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		/* C.UTF-8 is built into glibc since 2.35; without it text would be ASCII, which the
		 * terminal layer shows as best it can. */
		(void)setlocale(LC_CTYPE, "C.UTF-8");
	const char *messages = setlocale(LC_MESSAGES, "");
	/* In the plain C locale glibc ignores LANGUAGE (dcigettext, guess_category_value). */
	if (!messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
		(void)setlocale(LC_MESSAGES, "C.UTF-8");
}

static void bind_catalogue(void)
{
	struct str folder = { 0 };
	/* In the build tree with the other data, installed where all programs have theirs. */
	const char *path = path_in(&folder, PATH_SHARED, "locale");
	if (access(path, X_OK) != 0)
		path = path_in(&folder, PATH_SHARED, "../locale");
	/* Both fail only without memory; then messages are English. */
	(void)bindtextdomain(domain, path);
	(void)bind_textdomain_codeset(domain, "UTF-8");
	(void)textdomain(domain);
	str_release(&folder);
}

void i18n_init(const char *language)
{
	int index = language ? index_of(language) : index_from_environment();
	current = index < 0 ? ENGLISH : index;
	/* Fails only without memory; then the locale decides. */
	(void)setenv("LANGUAGE", languages[current], 1);
	set_locale();
	bind_catalogue();
}

const char *i18n_locale(void)
{
	return name_from_environment();
}

bool i18n_locale_is_installed(void)
{
	const char *name = name_from_environment();
	locale_t locale = newlocale(LC_ALL_MASK, name, (locale_t)0);
	if (locale)
		freelocale(locale);
	return locale != (locale_t)0;
}

const char *i18n_language(void)
{
	return languages[current];
}

const char *i18n_text(const char *message)
{
	/* The empty id stands for the catalogue's own header. */
	return *message ? dgettext(domain, message) : message;
}

const char *i18n_plural(const char *one, const char *many, unsigned long n)
{
	return dngettext(domain, one, many, n);
}

const char *i18n_number(long number, char text[32])
{
	static const char *const separators[LANGUAGES] = { "’", "\u202f", "’", "," };
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%ld", number);
	/* 16 digits and five separators fill the 32 bytes; what is longer goes without. */
	bool grouped = length <= 16;
	size_t filled = 0;
	for (int i = 0; i < length; i++) {
		int left = length - i;
		if (grouped && i > 0 && digits[i - 1] != '-' && left % 3 == 0) {
			size_t bytes = strlen(separators[current]);
			memcpy(text + filled, separators[current], bytes);
			filled += bytes;
		}
		text[filled++] = digits[i];
	}
	text[filled] = '\0';
	return text;
}
