#include "desk/consent.h"

#include <unistd.h>

#include "home.h"
#include "unit.h"

static void a_mark_holds_for_every_way_to_the_file(void **state)
{
	struct home home = { .environment = NULL };
	struct err err = { 0 };
	char folder[256];
	(void)state;
	home_init(&home);
	(void)setenv("XDG_STATE_HOME", home_path(&home, "state"), 1);
	(void)home_write(&home, "drafts/a.txt", "A");
	(void)snprintf(folder, sizeof folder, "%s", home_path(&home, "drafts"));
	assert_int_equal(chdir(folder), 0);
	assert_false(consent_is_barred("a.txt"));
	assert_true(consent_bar("a.txt", true, &err));
	assert_true(consent_bar("new.txt", true, &err)); /* before it is there */
	assert_true(consent_is_barred("../drafts/a.txt"));
	assert_true(consent_is_barred(home_path(&home, "drafts/a.txt")));
	(void)home_write(&home, "drafts/new.txt", "B");
	assert_true(consent_is_barred("new.txt"));
	assert_false(consent_is_barred("other.txt"));
	assert_true(consent_bar("a.txt", false, &err));
	assert_false(consent_is_barred("a.txt"));
	assert_true(consent_is_barred("new.txt"));
	assert_int_equal(chdir("/"), 0);
	(void)unsetenv("XDG_STATE_HOME");
	home_release(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_holds_for_every_way_to_the_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
