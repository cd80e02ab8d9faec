/* The program speaks the person's language, also where its locale is not installed. */
#include "unit.h"

#include "command.h"

static void assert_speaks(const char *const *environment, const char *words)
{
	struct home home = { .environment = environment };
	struct command_result result;
	home_init(&home);
	RUN(&home, &result, NULL, "--help");
	assert_int_equal(result.status, 0);
	if (!strstr(result.out, words))
		fail_msg("%s: not said: %s in\n%s", environment[1], words, result.out);
	command_release(&result);
	home_release(&home);
}

/* On a bare machine only C.UTF-8 is there; these names are installed nowhere. */
static void each_language_is_spoken_without_its_locale(void **state)
{
	(void)state;
	assert_speaks((const char *const[]){ "LC_ALL", "LANG=de_XX.UTF-8", NULL },
		      "öffnet das Pult mit einem Entwurf");
	assert_speaks((const char *const[]){ "LC_ALL", "LANG=fr_XX.UTF-8", NULL },
		      "ouvre le bureau sur un brouillon");
	assert_speaks((const char *const[]){ "LC_ALL", "LANG=it_XX", NULL },
		      "apre la scrivania su una bozza");
	assert_speaks((const char *const[]){ "LC_ALL", "LANG=rm_XX.UTF-8", NULL },
		      "opens the desk on a draft");
}

static void a_list_of_languages_is_followed(void **state)
{
	(void)state;
	assert_speaks(
		(const char *const[]){ "LC_ALL", "LANG=en_XX.UTF-8", "LANGUAGE=rm:it:de", NULL },
		"apre la scrivania su una bozza");
}

static void the_setting_comes_before_the_locale(void **state)
{
	static const char *const environment[] = { "LC_ALL", "LANG=fr_XX.UTF-8", NULL };
	struct home home = { .environment = environment };
	struct command_result result;
	(void)state;
	home_init(&home);
	(void)home_write(&home, ".config/tonfall/settings.yaml", "ui.language: it\n");
	RUN(&home, &result, NULL, "doctor");
	assert_non_null(strstr(result.out, "Impostazioni"));
	command_release(&result);
	RUN(&home, &result, "", "check", "--ui-lang", "de", "--platform", "mond", "-");
	assert_non_null(strstr(result.err, "die Plattform mond gibt es nicht"));
	command_release(&result);
	home_release(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_language_is_spoken_without_its_locale),
		cmocka_unit_test(a_list_of_languages_is_followed),
		cmocka_unit_test(the_setting_comes_before_the_locale),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
