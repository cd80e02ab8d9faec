/* Days as each language writes them. */
#include "desk/when.h"

#include "base/i18n.h"
#include "unit.h"

static void a_day_is_written_as_the_reader_writes_it(void **state)
{
	static const struct {
		const char *language, *day, *expected;
	} rows[] = {
		{ "de", "2026-11-03", "3. Nov. 2026" }, { "fr", "2026-11-03", "3 nov. 2026" },
		{ "it", "2026-11-03", "3 nov. 2026" },	{ "en", "2026-11-03", "3 Nov 2026" },
		{ "fr", "2026-05-01", "1er mai 2026" }, { "de", "2026-05-31", "31. Mai 2026" },
		{ "it", "2026-05-01", "1º mag. 2026" }, { "en", "yesterday", "yesterday" },
		{ "en", "2026-11-03x", "2026-11-03x" },
	};
	(void)state;
	(void)setenv("TONFALL_DATADIR", "build/share/tonfall", 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str out = { 0 };
		i18n_init(rows[i].language);
		when_add_day(&out, rows[i].day);
		assert_string_equal(str_text(&out), rows[i].expected);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_is_written_as_the_reader_writes_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
