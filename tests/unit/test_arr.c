#include "base/arr.h"

#include "unit.h"

struct numbers ARR(int);

static void elements_stay_in_order_while_it_grows(void **state)
{
	(void)state;
	struct numbers list = { 0 };
	for (int i = 0; i < 1000; i++)
		*arr_add(&list) = i;
	assert_int_equal(list.count, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list.at[i], i);
	arr_release(&list);
	assert_null(list.at);
	assert_int_equal(list.count + list.room, 0);
}

static void reserved_room_does_not_move(void **state)
{
	(void)state;
	struct numbers list = { 0 };
	arr_reserve(&list, 100);
	const int *before = list.at;
	for (int i = 0; i < 100; i++)
		*arr_add(&list) = i;
	assert_ptr_equal(list.at, before);
	arr_clear(&list);
	assert_int_equal(list.count, 0);
	assert_int_equal(list.room, 100);
	arr_release(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_stay_in_order_while_it_grows),
		cmocka_unit_test(reserved_room_does_not_move),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
