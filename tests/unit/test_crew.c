/* Work by several processes: all of it, in order, or the first that is missing is told. */
#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "io/crew.h"

enum { PIECES = 20, LARGE = 200000 };

static struct str taken;
static size_t next;

/* The larger ones do not fit a pipe. */
static void work(void *context, size_t piece, struct str *given)
{
	(void)context;
	(void)str_format(given, "%zu ", piece);
	for (int i = 0; piece % 5 == 2 && i < LARGE; i++)
		(void)str_add_byte(given, 'x');
}

static void work_nothing(void *context, size_t piece, struct str *given)
{
	(void)context;
	(void)piece;
	(void)given;
}

static void end_at_piece_7(void *context, size_t piece, struct str *given)
{
	if (piece == 7)
		_exit(0);
	work(context, piece, given);
}

static void take(void *context, size_t piece, struct span given)
{
	(void)context;
	assert_int_equal(piece, next++);
	(void)str_add(&taken, given);
}

static bool run(void (*how)(void *context, size_t piece, struct str *given), size_t hands,
		struct err *err)
{
	const struct crew crew = { how, take, NULL };
	str_clear(&taken);
	next = 0;
	return crew_run(&crew, PIECES, hands, err);
}

static void what_all_give_arrives_in_order(void **state)
{
	struct str wanted = { 0 };
	(void)state;
	for (size_t piece = 0; piece < PIECES; piece++)
		work(NULL, piece, &wanted);
	for (size_t hands = 0; hands <= 40; hands = hands < 4 ? hands + 1 : hands * 3) {
		struct err err = { 0 };
		assert_true(run(work, hands, &err));
		assert_int_equal(next, PIECES);
		assert_true(span_equal(str_span(&taken), str_span(&wanted)));
	}
	str_release(&wanted);
}

static void nothing_is_something_to_give(void **state)
{
	struct err err = { 0 };
	(void)state;
	assert_true(run(work_nothing, 3, &err));
	assert_int_equal(next, PIECES);
	assert_int_equal(taken.length, 0);
}

static void a_process_that_ends_early_is_told_and_what_came_before_is_kept(void **state)
{
	struct err err = { 0 };
	(void)state;
	assert_false(run(end_at_piece_7, 3, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, "ended early"));
	assert_int_equal(next, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_all_give_arrives_in_order),
		cmocka_unit_test(nothing_is_something_to_give),
		cmocka_unit_test(a_process_that_ends_early_is_told_and_what_came_before_is_kept),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	str_release(&taken);
	return failed;
}
