#include "base/library.h"

#include "unit.h"

static void a_function_of_a_library_can_be_called(void **state)
{
	double (*cosine)(double) = NULL;
	struct library_symbol symbols[] = { { "cos", &cosine } };
	(void)state;
	assert_true(library_load("libm.so.6", "libc6", symbols, 1, NULL));
	assert_non_null(cosine);
	assert_true(cosine(0) == 1);
}

static void a_missing_library_names_its_package(void **state)
{
	struct err err = { 0 };
	(void)state;
	assert_false(library_load("libwunder.so.9", "libwunder9", NULL, 0, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_string_equal(
		err.text, "The library libwunder.so.9 is missing; install the package libwunder9.");
}

static void a_missing_function_is_named_and_nothing_is_called(void **state)
{
	struct err err = { 0 };
	void (*wonder)(void) = NULL;
	struct library_symbol symbols[] = { { "wonder", &wonder } };
	(void)state;
	assert_false(library_load("libm.so.6", "libc6", symbols, 1, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_string_equal(err.text,
			    "The library libm.so.6 has no wonder; update the package libc6.");
	assert_null(wonder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_function_of_a_library_can_be_called),
		cmocka_unit_test(a_missing_library_names_its_package),
		cmocka_unit_test(a_missing_function_is_named_and_nothing_is_called),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
