#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "unit.h"

static void set_or_unset(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void the_argument_then_the_locale_decides(void **state)
{
	(void)state;
	static const struct {
		const char *argument, *all, *messages, *lang, *expected;
	} rows[] = {
		{ "fr", "de_CH.UTF-8", NULL, NULL, "fr" },
		{ "it-CH", NULL, NULL, NULL, "it" },
		{ "de_CH.UTF-8", NULL, NULL, NULL, "de" },
		{ "den", NULL, NULL, NULL, "en" },
		{ "rm", "de_CH.UTF-8", NULL, NULL, "en" },
		{ NULL, "de_CH.UTF-8", "fr_CH.UTF-8", "it_CH.UTF-8", "de" },
		{ NULL, NULL, "fr_CH.UTF-8", "it_CH.UTF-8", "fr" },
		{ NULL, "", "", "it_CH.UTF-8", "it" },
		{ NULL, "C", NULL, "it_CH.UTF-8", "en" },
		{ NULL, NULL, NULL, NULL, "en" },
		{ NULL, NULL, NULL, "es_ES.UTF-8", "en" },
	};
	/* With UTF-8 from here alone, messages would stay in the plain C locale. */
	setenv("LC_CTYPE", "C.UTF-8", 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		set_or_unset("LC_ALL", rows[i].all);
		set_or_unset("LC_MESSAGES", rows[i].messages);
		set_or_unset("LANG", rows[i].lang);
		unsetenv("LANGUAGE"); /* i18n_init leaves its choice there */
		i18n_init(rows[i].argument);
		assert_string_equal(i18n_language(), rows[i].expected);
		assert_string_equal(nl_langinfo(CODESET), "UTF-8");
		assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
		assert_string_not_equal(setlocale(LC_MESSAGES, NULL), "C");
	}
}

/* A catalogue of the empty id and one message, in GNU's binary form (gettext manual, 10.3). */
static void a_list_of_languages_comes_before_the_locale(void **state)
{
	static const struct {
		const char *languages, *lang, *expected;
	} rows[] = {
		{ "it", "de_CH.UTF-8", "it" },
		{ "rm:fr_CH:de", "de_CH.UTF-8", "fr" },
		{ "rm:es", "de_CH.UTF-8", "de" },
		{ "", "de_CH.UTF-8", "de" },
		{ ":fr", "de_CH.UTF-8", "fr" },
		{ "de", "C", "en" },
		{ "de", "POSIX", "en" },
		{ "de", "C.UTF-8", "de" },
		{ "en_GB:de", "de_CH.UTF-8", "en" },
	};
	(void)state;
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		setenv("LANGUAGE", rows[i].languages, 1);
		setenv("LANG", rows[i].lang, 1);
		i18n_init(NULL);
		assert_string_equal(i18n_language(), rows[i].expected);
	}
}

static void write_catalogue(const char *path)
{
	static const char header[] = "Content-Type: text/plain; charset=UTF-8\n"
				     "Plural-Forms: nplurals=2; plural=n>1;\n";
	static const char one[] = "%lu hint\0%lu hints", one_fr[] = "%lu avis\0%lu avis au pluriel";
	static const char two[] = "Save", two_fr[] = "Enregistrer";
	static const struct {
		const char *id, *text;
		uint32_t id_length, text_length;
	} rows[] = {
		{ "", header, 0, sizeof header - 1 },
		{ one, one_fr, sizeof one - 1, sizeof one_fr - 1 },
		{ two, two_fr, sizeof two - 1, sizeof two_fr - 1 },
	};
	enum { ROWS = 3, IDS = 28, TEXTS = IDS + 8 * ROWS, BYTES = TEXTS + 8 * ROWS };
	uint32_t words[BYTES / 4] = { 0x950412de, 0, ROWS, IDS, TEXTS, 0, BYTES };
	struct str bytes = { 0 };
	for (int i = 0; i < ROWS; i++) {
		words[IDS / 4 + 2 * i] = rows[i].id_length;
		words[IDS / 4 + 2 * i + 1] = (uint32_t)(BYTES + bytes.length);
		str_add(&bytes, (struct span){ rows[i].id, rows[i].id_length + 1 });
	}
	for (int i = 0; i < ROWS; i++) {
		words[TEXTS / 4 + 2 * i] = rows[i].text_length;
		words[TEXTS / 4 + 2 * i + 1] = (uint32_t)(BYTES + bytes.length);
		str_add(&bytes, (struct span){ rows[i].text, rows[i].text_length + 1 });
	}
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(words, sizeof words, 1, file), 1);
	assert_int_equal(fwrite(bytes.at, bytes.length, 1, file), 1);
	assert_int_equal(fclose(file), 0);
	str_release(&bytes);
}

static void messages_come_in_a_language_whose_locale_is_not_installed(void **state)
{
	(void)state;
	char folder[] = "/tmp/tonfall-i18n-XXXXXX";
	assert_non_null(mkdtemp(folder));
	static const char *const below[] = { "", "/locale", "/locale/fr", "/locale/fr/LC_MESSAGES",
					     "/locale/fr/LC_MESSAGES/tonfall.mo" };
	char path[5][128];
	for (int i = 0; i < 5; i++) {
		snprintf(path[i], sizeof path[i], "%s%s", folder, below[i]);
		if (i > 0 && i < 4)
			assert_int_equal(mkdir(path[i], 0700), 0);
	}
	write_catalogue(path[4]);
	setenv("TONFALL_DATADIR", folder, 1);

	/* All three spell a locale that has no French in it. */
	static const char *const locales[] = { "C", "fr_CH.UTF-8", "xx_YY.ISO-8859-1" };
	for (int i = 0; i < 3; i++) {
		setenv("LC_ALL", locales[i], 1);
		i18n_init("fr");
		assert_string_equal(_("Save"), "Enregistrer");
		assert_string_equal(_("Not in the catalogue"), "Not in the catalogue");
		assert_string_equal(_(""), "");
		assert_string_equal(i18n_plural("%lu hint", "%lu hints", 1), "%lu avis");
		assert_string_equal(i18n_plural("%lu hint", "%lu hints", 2), "%lu avis au pluriel");
		i18n_init("en");
		assert_string_equal(_("Save"), "Save");
		assert_string_equal(i18n_plural("%lu hint", "%lu hints", 2), "%lu hints");
	}
	unlink(path[4]);
	for (int i = 3; i >= 0; i--)
		rmdir(path[i]);
	unsetenv("TONFALL_DATADIR");
}

static void numbers_are_grouped_as_readers_expect(void **state)
{
	(void)state;
	static const struct {
		const char *language;
		long number;
		const char *expected;
	} rows[] = {
		{ "de", 0, "0" },
		{ "de", 999, "999" },
		{ "de", 1243, "1’243" },
		{ "it", 12345678, "12’345’678" },
		{ "en", -1243, "-1,243" },
		{ "en", -999, "-999" },
		{ "fr", 1243, "1\u202f243" },
		{ "de", 1234567890123456, "1’234’567’890’123’456" },
		{ "de", INT64_MIN, "-9223372036854775808" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[32];
		i18n_init(rows[i].language);
		assert_string_equal(i18n_number(rows[i].number, text), rows[i].expected);
	}
}

static void the_clock_can_be_held_still(void **state)
{
	(void)state;
	char text[6];
	setenv("TONFALL_TEST_TIME", "1700000000", 1);
	assert_int_equal(clock_wall(), 1700000000);
	setenv("TZ", "UTC0", 1);
	tzset();
	assert_string_equal(clock_time_of_day(clock_wall(), text), "22:13");
	setenv("TONFALL_TEST_TIME", "soon", 1);
	assert_true(clock_wall() > 1700000000);
	unsetenv("TONFALL_TEST_TIME");
	int64_t before = clock_ms();
	assert_true(clock_ms() >= before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_argument_then_the_locale_decides),
		cmocka_unit_test(a_list_of_languages_comes_before_the_locale),
		cmocka_unit_test(messages_come_in_a_language_whose_locale_is_not_installed),
		cmocka_unit_test(numbers_are_grouped_as_readers_expect),
		cmocka_unit_test(the_clock_can_be_held_still),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
