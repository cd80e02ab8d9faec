#include "unit.h"

#include "base/file.h"
#include "lang/speller.h"
#include "lang/synonym.h"
#include "lang/thesaurus.h"

static char folder[] = "/tmp/tonfall-thesaurus-XXXXXX";

static void save(const char *name, const char *text)
{
	char path[128];
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_true(file_save(path, span_of(text), NULL, NULL));
}

static int make_folder(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	return setenv("TONFALL_DICPATH", folder, 1);
}

static bool find(enum language language, const char *word, struct meanings *out, struct err *err)
{
	*out = (struct meanings){ 0 };
	return thesaurus_find(language, span_of(word), out, err);
}

static void a_missing_thesaurus_names_its_package(void **state)
{
	(void)state;
	struct meanings meanings;
	struct err err = { 0 };
	assert_false(find(LANGUAGE_IT, "lavoro", &meanings, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "mythes-it"));
}

static void meanings_come_without_remarks_and_with_the_capital(void **state)
{
	(void)state;
	struct meanings meanings;
	struct err err = { 0 };
	save("th_de_CH_v2.idx", "UTF-8\n2\narbeit|6\nmut|72\n");
	save("th_de_CH_v2.dat",
	     "UTF-8\narbeit|2\n-|Job (ugs.)|beruf|(veraltet)\nnoun|Mühe|Arbeit\n-|zu "
	     "viel\nmut|1\n-|Courage\n");
	assert_true(find(LANGUAGE_DE, "Arbeit", &meanings, &err));
	assert_int_equal(meanings.count, 2);
	assert_string_equal(meanings.at[0].kind, "");
	assert_int_equal(meanings.at[0].synonyms.count, 2);
	assert_string_equal(meanings.at[0].synonyms.at[0], "Job");
	assert_string_equal(meanings.at[0].synonyms.at[1], "Beruf");
	assert_string_equal(meanings.at[1].kind, "noun");
	assert_int_equal(meanings.at[1].synonyms.count, 1);
	meanings_release(&meanings);
	assert_true(find(LANGUAGE_DE, "Arbei", &meanings, &err));
	assert_int_equal(meanings.count, 0);
}

static void a_broken_thesaurus_is_told(void **state)
{
	(void)state;
	struct meanings meanings;
	struct err err = { 0 };
	save("th_fr_CH_v2.idx", "ISO8859-1\n1\nmot|6\n");
	save("th_fr_CH_v2.dat", "");
	assert_false(find(LANGUAGE_FR, "mot", &meanings, &err));
	assert_int_equal(err.code, ERR_INPUT);
	save("th_fr_CH_v2.idx", "UTF-8\n1\nmot|99999999999999999999\n");
	assert_false(find(LANGUAGE_FR, "mot", &meanings, &err));
	save("th_fr_CH_v2.idx", "UTF-8\n1\nmot|0\n");
	save("th_fr_CH_v2.dat", "mot|9999999\n|||\n-|\n\xff|\xff\n\xff|a\nn|a\033[2Jb\n");
	assert_true(find(LANGUAGE_FR, "mot", &meanings, &err));
	assert_int_equal(meanings.count, 0);
}

/* The thesauri of Debian, when they are there. */
static void each_language_has_synonyms(void **state)
{
	(void)state;
	static const struct {
		enum language language;
		const char *word;
	} rows[] = { { LANGUAGE_DE, "schnell" },
		     { LANGUAGE_FR, "rapide" },
		     { LANGUAGE_IT, "veloce" },
		     { LANGUAGE_EN, "fast" } };
	(void)unsetenv("TONFALL_DICPATH");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct meanings meanings;
		struct err err = { 0 };
		bool found = find(rows[i].language, rows[i].word, &meanings, &err);
		if (!found && err.code == ERR_MISSING)
			continue;
		assert_true(found && meanings.count > 0 && meanings.at[0].synonyms.count > 0);
		meanings_release(&meanings);
	}
}

/* Of forms, too, each word once, with the capital of the word. */
static void forms_are_looked_up_by_their_stem(void **state)
{
	(void)state;
	static const struct {
		enum language language;
		const char *word;
	} rows[] = { { LANGUAGE_DE, "Häuser" },	 { LANGUAGE_DE, "schnellen" },
		     { LANGUAGE_FR, "rapides" }, { LANGUAGE_FR, "Travaillons" },
		     { LANGUAGE_IT, "veloci" },	 { LANGUAGE_EN, "Houses" } };
	struct speller *speller = speller_new();
	(void)unsetenv("TONFALL_DICPATH");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct words words = { 0 };
		struct err err = { 0 };
		struct span word = span_of(rows[i].word);
		bool found = synonym_find(speller, rows[i].language, word, 9, &words, &err);
		if (!found && err.code == ERR_MISSING)
			continue;
		if (!found || words.count == 0)
			fail_msg("%s has no synonyms", rows[i].word);
		assert_true(words.count <= 9);
		bool capital = rows[i].word[0] < 'a';
		for (size_t k = 0; k < words.count; k++) {
			assert_true(!capital || words.at[k][0] < 'a');
			for (size_t n = 0; n < k; n++)
				assert_string_not_equal(words.at[k], words.at[n]);
		}
		words_release(&words);
	}
	speller_free(speller);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_missing_thesaurus_names_its_package),
		cmocka_unit_test(meanings_come_without_remarks_and_with_the_capital),
		cmocka_unit_test(a_broken_thesaurus_is_told),
		cmocka_unit_test(each_language_has_synonyms),
		cmocka_unit_test(forms_are_looked_up_by_their_stem),
	};
	return cmocka_run_group_tests(tests, make_folder, NULL);
}
