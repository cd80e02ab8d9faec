/* Looks: every role has one, with colours and without, and a mistake in a file keeps the default.
 */
#include "unit.h"

#include <unistd.h>

#include "home.h"
#include "ui/theme.h"

static void forget(void *context, const char *path, int line, const char *expected)
{
	int *count = context;
	(void)path;
	(void)line;
	(void)expected;
	++*count;
}

static bool is_same(const struct style *a, const struct style *b)
{
	return a->foreground == b->foreground && a->background == b->background &&
	       a->attributes == b->attributes;
}

static void every_role_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < ROLE_COUNT; i++) {
		assert_non_null(role_names[i]);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(role_names[i], role_names[k]);
	}
	assert_null(role_names[ROLE_COUNT]);
}

/* What a colour says must still be said: marks and places differ from the text around them. */
static void without_colours_the_marks_are_still_told_apart(void **state)
{
	static const enum role told[] = { ROLE_STATUS,	 ROLE_MISSPELLED, ROLE_FOUND,
					  ROLE_SELECTED, ROLE_INSERTED,	  ROLE_ERROR };
	struct theme theme;
	(void)state;
	theme_default(&theme);
	theme_strip(&theme);
	for (int i = 0; i < ROLE_COUNT; i++) {
		assert_int_equal(theme.styles[i].foreground, COLOUR_DEFAULT);
		assert_int_equal(theme.styles[i].background, COLOUR_DEFAULT);
	}
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		assert_false(is_same(&theme.styles[told[i]], &theme.styles[ROLE_TEXT]));
}

static void a_colour_becomes_the_nearest_that_there_is(void **state)
{
	(void)state;
	assert_int_equal(theme_nearest(0xff0000, 8), 1);
	assert_int_equal(theme_nearest(0x00ff00, 8), 2);
	assert_int_equal(theme_nearest(0xffffff, 8), 7);
	assert_int_equal(theme_nearest(0x000000, 256), 16);
	assert_int_equal(theme_nearest(0xff0000, 256), 196);
	assert_int_equal(theme_nearest(0xffffff, 256), 231);
}

static void a_theme_of_the_persons_own_is_read(void **state)
{
	struct home home;
	struct theme theme, usual;
	int mistakes = 0;
	(void)state;
	home_init(&home);
	(void)home_write(&home, ".config/tonfall/themes/mein.yaml",
			 "text: {foreground: \"#102030\", bold: true}\n"
			 "dim: {foreground: \"grau\"}\n");
	(void)setenv("HOME", home.folder, 1);
	(void)unsetenv("XDG_CONFIG_HOME");
	theme_default(&usual);
	theme_default(&theme);
	assert_true(theme_read(&theme, "mein", forget, &mistakes, NULL));
	assert_int_equal(theme.styles[ROLE_TEXT].foreground, 0x102030);
	assert_int_equal(theme.styles[ROLE_TEXT].attributes, ATTRIBUTE_BOLD);
	assert_true(is_same(&theme.styles[ROLE_DIM], &usual.styles[ROLE_DIM]));
	assert_int_equal(mistakes, 1);
	home_release(&home);
}

static void a_theme_that_is_not_there_is_an_error_with_its_name(void **state)
{
	struct theme theme, usual;
	struct err err;
	int mistakes = 0;
	(void)state;
	theme_default(&usual);
	theme_default(&theme);
	assert_false(theme_read(&theme, "gibtesnicht", forget, &mistakes, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "gibtesnicht"));
	assert_false(theme_read(&theme, "../../etc/passwd", forget, &mistakes, &err));
	assert_memory_equal(&theme, &usual, sizeof theme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_role_has_a_name_of_its_own),
		cmocka_unit_test(without_colours_the_marks_are_still_told_apart),
		cmocka_unit_test(a_colour_becomes_the_nearest_that_there_is),
		cmocka_unit_test(a_theme_of_the_persons_own_is_read),
		cmocka_unit_test(a_theme_that_is_not_there_is_an_error_with_its_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
