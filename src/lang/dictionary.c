#include "lang/dictionary.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/path.h"
#include "text/utf8.h"

enum { WORD_MOST = 64, FILE_MOST = 32 << 20 };

static const struct {
	const char *package, *names[4], *thesaurus_package, *thesauri[4];
} rows[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] = { "hunspell-de-ch-frami",
			  { "de_CH", "de_CH_frami", "de_DE" },
			  "mythes-de-ch",
			  { "th_de_CH_v2", "th_de_DE_v2" } },
	[LANGUAGE_FR] = { "hunspell-fr",
			  { "fr_CH", "fr_FR", "fr" },
			  "mythes-fr",
			  { "th_fr_CH_v2", "th_fr_FR_v2", "thes_fr" } },
	[LANGUAGE_IT] = { "hunspell-it",
			  { "it_CH", "it_IT" },
			  "mythes-it",
			  { "th_it_CH_v2", "th_it_IT_v2" } },
	[LANGUAGE_EN] = { "hunspell-en-gb",
			  { "en_GB", "en_US" },
			  "mythes-en-us",
			  { "th_en_GB_v2", "th_en_US_v2" } },
};

const char *dictionary_package(enum language language)
{
	return rows[language].package;
}

/* The first of `names` of which a folder has both files. */
static bool find_pair(const char *folder, const char *const *names, const char *const endings[2],
		      struct str *first, struct str *second)
{
	for (int i = 0; i < 4 && names[i]; i++) {
		str_clear(first);
		str_clear(second);
		(void)str_format(first, "%s/%s.%s", folder, names[i], endings[0]);
		(void)str_format(second, "%s/%s.%s", folder, names[i], endings[1]);
		if (access(str_text(first), R_OK) == 0 && access(str_text(second), R_OK) == 0)
			return true;
	}
	return false;
}

static const char *const endings_of_dictionary[2] = { "aff", "dic" };

static bool find_in(const char *folder, enum language language, struct str *aff, struct str *dic)
{
	return find_pair(folder, rows[language].names, endings_of_dictionary, aff, dic);
}

static const char *const folders[] = { "/usr/share/hunspell", "/usr/share/myspell/dicts" };

bool dictionary_find_variant(enum language language, struct str *aff, struct str *dic)
{
	static const char *const american[4] = { "en_US" };
	const char *named = getenv("TONFALL_DICPATH");
	if (language != LANGUAGE_EN)
		return false;
	if (named)
		return find_pair(named, american, endings_of_dictionary, aff, dic);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (find_pair(folders[i], american, endings_of_dictionary, aff, dic))
			return true;
	return false;
}

bool dictionary_find(enum language language, struct str *aff, struct str *dic, struct err *err)
{
	const char *named = getenv("TONFALL_DICPATH");
	if (language == LANGUAGE_NONE)
		return err_set(err, ERR_MISSING, _("The language of the text is not known."));
	if (named)
		return find_in(named, language, aff, dic) ||
		       err_set(err, ERR_MISSING,
			       _("No dictionary for %s in %s; the package %s has one."),
			       language_name(language), named, dictionary_package(language));
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (find_in(folders[i], language, aff, dic))
			return true;
	return err_set(err, ERR_MISSING, _("No dictionary for %s; `apt-get install %s` brings it."),
		       language_name(language), dictionary_package(language));
}

const char *dictionary_thesaurus_package(enum language language)
{
	return rows[language].thesaurus_package;
}

bool dictionary_find_thesaurus(enum language language, struct str *idx, struct str *dat,
			       struct err *err)
{
	static const char *const endings[2] = { "idx", "dat" };
	const char *named = getenv("TONFALL_DICPATH");
	if (language == LANGUAGE_NONE)
		return err_set(err, ERR_MISSING, _("The language of the text is not known."));
	if (find_pair(named ? named : "/usr/share/mythes", rows[language].thesauri, endings, idx,
		      dat))
		return true;
	return err_set(err, ERR_MISSING, _("No thesaurus for %s; `apt-get install %s` brings it."),
		       language_name(language), dictionary_thesaurus_package(language));
}

bool dictionary_house_each(enum language language, bool (*each)(void *context, const char *path),
			   void *context, struct err *err)
{
	const char *const names[] = { "all", language_code(language) };
	struct str folder = { 0 };
	bool done = true;
	for (size_t i = 0; i < sizeof names / sizeof *names && done; i++) {
		str_clear(&folder);
		(void)path_in(&folder, PATH_SHARED, "dictionaries");
		(void)str_format(&folder, "/%s", names[i]);
		done = file_each(str_text(&folder), ".txt", each, context, err);
	}
	str_release(&folder);
	return done;
}

const char *dictionary_frequent_path(struct str *out, enum language language)
{
	(void)path_in(out, PATH_SHARED, "dictionaries/frequent");
	(void)str_format(out, "/%s.txt", language_code(language));
	return str_text(out);
}

const char *dictionary_personal_path(struct str *out, enum language language)
{
	(void)path_in(out, PATH_DATA, "words");
	(void)str_format(out, "/%s.txt", language_code(language));
	return str_text(out);
}

static bool is_word(struct span word)
{
	if (word.length == 0 || word.length > WORD_MOST || !utf8_is_valid(word))
		return false;
	for (size_t i = 0; i < word.length; i++)
		if ((unsigned char)word.at[i] <= ' ' || word.at[i] == 0x7f)
			return false;
	return true;
}

static bool has_line(struct span text, struct span wanted)
{
	struct span line;
	while (span_next(&text, '\n', &line))
		if (span_equal(line, wanted))
			return true;
	return false;
}

bool dictionary_add_personal(enum language language, struct span word, struct err *err)
{
	if (!is_word(word) || language == LANGUAGE_NONE)
		return err_set(err, ERR_INPUT, _("This is no word that can be added."));
	struct str path = { 0 }, folder = { 0 }, text = { 0 };
	struct file_stamp stamp;
	(void)dictionary_personal_path(&path, language);
	bool done = file_make_folder(path_folder(&folder, str_text(&path)), err) &&
		    file_stat(str_text(&path), &stamp, err) &&
		    (!stamp.exists || file_read(str_text(&path), FILE_MOST, &text, NULL, err));
	if (done && !has_line(str_span(&text), word)) {
		if (text.length && str_text(&text)[text.length - 1] != '\n')
			(void)str_add_byte(&text, '\n');
		(void)str_add(&text, word);
		(void)str_add_byte(&text, '\n');
		done = file_save(str_text(&path), str_span(&text), NULL, err);
	}
	str_release(&path);
	str_release(&folder);
	str_release(&text);
	return done;
}
