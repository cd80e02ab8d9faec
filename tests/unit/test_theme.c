/* Looks: every role has one, with colours and without, and a mistake in a file keeps the default.
 */
#include "unit.h"

#include <glob.h>
#include <math.h>
#include <unistd.h>

#include "desk/settings.h"
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
	assert_int_equal(theme_nearest(0x5f87af, 256), 67); /* 1, 2, 3 in the cube */
	assert_int_equal(theme_nearest(0x767676, 256), 243);
	for (int index = 16; index < 256; index++)
		assert_int_equal(theme_of_256(theme_nearest(theme_of_256(index), 256)),
				 theme_of_256(index));
}

/* ---- contrast, by WCAG 2.2 (relative luminance, contrast ratio) ---- */

static double luminance(int32_t colour)
{
	static const double weights[] = { 0.0722, 0.7152, 0.2126 };
	double sum = 0;
	for (int i = 0; i < 3; i++) {
		double part = (colour >> 8 * i & 255) / 255.0;
		sum += weights[i] *
		       (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(int32_t a, int32_t b)
{
	double first = luminance(a), second = luminance(b);
	return first > second ? (first + 0.05) / (second + 0.05) : (second + 0.05) / (first + 0.05);
}

static int32_t shown_as(int32_t colour, int colours)
{
	static const int32_t xterm[] = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00,
					 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5 };
	if (colours > 256)
		return colour;
	int index = theme_nearest(colour, colours);
	return index < 16 ? xterm[index % 8] : theme_of_256(index);
}

/* The least contrast of the theme's roles on this ground, where they have none of their own. */
static double least_contrast(const struct theme *theme, int32_t ground, int colours)
{
	double least = 21;
	for (int i = 0; i < ROLE_COUNT; i++) {
		const struct style *style = &theme->styles[i];
		if (style->background != COLOUR_DEFAULT)
			assert_int_not_equal(style->foreground, COLOUR_DEFAULT);
		if (style->foreground == COLOUR_DEFAULT || style->foreground >= COLOUR_ANSI)
			continue;
		double ratio = contrast(shown_as(style->foreground, colours),
					style->background == COLOUR_DEFAULT
						? ground
						: shown_as(style->background, colours));
		least = ratio < least ? ratio : least;
	}
	return least;
}

/* On light terminals, on dark ones, or on a ground of its own: grounds of terminals as they are
 * shipped. */
static double readable(const struct theme *theme, int colours)
{
	static const int32_t light[] = { 0xffffff, 0xfdf6e3, 0xeeeeec };
	static const int32_t dark[] = { 0x000000, 0x1e1e1e, 0x300a24, 0x002b36, 0x2e3436 };
	double on_light = 21, on_dark = 21;
	for (size_t i = 0; i < sizeof light / sizeof *light; i++)
		on_light = fmin(on_light, least_contrast(theme, light[i], colours));
	for (size_t i = 0; i < sizeof dark / sizeof *dark; i++)
		on_dark = fmin(on_dark, least_contrast(theme, dark[i], colours));
	return fmax(on_light, on_dark);
}

static void every_theme_can_be_read_with_any_number_of_colours(void **state)
{
	glob_t files;
	(void)state;
	(void)setenv("TONFALL_DATADIR", ".", 1);
	assert_int_equal(glob("themes/*.yaml", 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct theme theme;
		struct err err;
		char name[64];
		int mistakes = 0;
		static const int colours[] = { 1 << 24, 256, 8 };
		(void)snprintf(name, sizeof name, "%s", files.gl_pathv[i] + strlen("themes/"));
		*strchr(name, '.') = '\0';
		theme_default(&theme);
		assert_true(theme_read(&theme, name, forget, &mistakes, &err));
		assert_int_equal(mistakes, 0);
		for (size_t k = 0; k < sizeof colours / sizeof *colours; k++)
			if (readable(&theme, colours[k]) < 4.5)
				fail_msg("%s with %d colours: %.2f", name, colours[k],
					 readable(&theme, colours[k]));
		/* The setting's help names what there is. */
		for (const struct setting_row *row = setting_rows; row->name; row++)
			if (strcmp(row->name, "ui.theme") == 0 && !strstr(row->help, name))
				fail_msg("the setting ui.theme does not name %s", name);
	}
	globfree(&files);
	(void)unsetenv("TONFALL_DATADIR");
}

static void high_contrast_is_seven_to_one_and_mono_has_no_colours(void **state)
{
	struct theme theme;
	int mistakes = 0;
	(void)state;
	(void)setenv("TONFALL_DATADIR", ".", 1);
	theme_default(&theme);
	assert_true(theme_read(&theme, "contrast", forget, &mistakes, NULL));
	assert_true(least_contrast(&theme, 0x808080, 1 << 24) >= 7);
	for (int i = 0; i < ROLE_COUNT; i++)
		assert_int_not_equal(theme.styles[i].background, COLOUR_DEFAULT);
	theme_default(&theme);
	assert_true(theme_read(&theme, "mono", forget, &mistakes, NULL));
	for (int i = 0; i < ROLE_COUNT; i++)
		assert_int_equal(theme.styles[i].foreground, COLOUR_DEFAULT);
	(void)unsetenv("TONFALL_DATADIR");
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
		cmocka_unit_test(every_theme_can_be_read_with_any_number_of_colours),
		cmocka_unit_test(high_contrast_is_seven_to_one_and_mono_has_no_colours),
		cmocka_unit_test(a_theme_of_the_persons_own_is_read),
		cmocka_unit_test(a_theme_that_is_not_there_is_an_error_with_its_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
