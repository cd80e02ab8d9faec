#include "io/loop.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/clock.h"
#include "unit.h"

/* What callbacks have done, in order, as letters. */
struct trace {
	struct loop *loop;
	char letters[64];
	size_t count;
	int pipe[2], other[2];
	int events, timer;
};

static void add(struct trace *trace, char letter)
{
	assert_true(trace->count < sizeof trace->letters - 1);
	trace->letters[trace->count++] = letter;
}

static int set_up(void **state)
{
	struct trace *trace = calloc(1, sizeof *trace);
	trace->loop = loop_new(NULL);
	if (!trace->loop || pipe2(trace->pipe, O_CLOEXEC) || pipe2(trace->other, O_CLOEXEC))
		return -1;
	*state = trace;
	return 0;
}

static int tear_down(void **state)
{
	struct trace *trace = *state;
	loop_free(trace->loop);
	for (int i = 0; i < 2; i++) {
		close(trace->pipe[i]);
		close(trace->other[i]);
	}
	free(trace);
	return 0;
}

static void put(int fd)
{
	assert_int_equal(write(fd, "x", 1), 1);
}

static void note_a(void *context)
{
	add(context, 'a');
}

static void note_b(void *context)
{
	add(context, 'b');
}

static void note_fd(void *context, int fd, int events)
{
	struct trace *trace = context;
	char byte;
	trace->events = events;
	add(trace, fd == trace->pipe[0] ? 'p' : fd == trace->other[0] ? 'o' : 'w');
	if (events & LOOP_READ)
		(void)!read(fd, &byte, 1);
}

static void a_descriptor_is_told_what_it_was_watched_for(void **state)
{
	struct trace *t = *state;
	loop_watch(t->loop, t->pipe[0], LOOP_READ, note_fd, t);
	assert_true(loop_turn(t->loop, 0));
	assert_string_equal(t->letters, "");
	put(t->pipe[1]);
	loop_turn(t->loop, -1);
	assert_string_equal(t->letters, "p");
	assert_int_equal(t->events, LOOP_READ);
	loop_watch(t->loop, t->pipe[1], LOOP_WRITE, note_fd, t);
	loop_turn(t->loop, -1);
	assert_int_equal(t->events, LOOP_WRITE);
	loop_unwatch(t->loop, t->pipe[1]);
	loop_unwatch(t->loop, t->pipe[1]);
	loop_turn(t->loop, 0);
	assert_string_equal(t->letters, "pw");
}

static void a_hangup_is_told_even_when_nothing_was_asked(void **state)
{
	struct trace *t = *state;
	loop_watch(t->loop, t->pipe[0], 0, note_fd, t);
	put(t->pipe[1]);
	close(t->pipe[1]);
	loop_turn(t->loop, -1);
	assert_int_equal(t->events, LOOP_HANGUP);
	loop_watch(t->loop, t->pipe[0], LOOP_READ, note_fd, t);
	loop_turn(t->loop, -1);
	assert_int_equal(t->events, LOOP_READ | LOOP_HANGUP);
	t->pipe[1] = dup(t->other[1]);
}

static void a_file_can_be_watched(void **state)
{
	struct trace *t = *state;
	int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	loop_watch(t->loop, fd, LOOP_READ, note_fd, t);
	loop_turn(t->loop, -1);
	assert_int_equal(t->events, LOOP_READ);
	loop_unwatch(t->loop, fd);
	close(fd);
}

static void unwatch_other(void *context, int fd, int events)
{
	struct trace *t = context;
	note_fd(context, fd, events);
	loop_unwatch(t->loop, fd == t->pipe[0] ? t->other[0] : t->pipe[0]);
}

static void a_callback_may_take_away_another_that_is_due(void **state)
{
	struct trace *t = *state;
	loop_watch(t->loop, t->pipe[0], LOOP_READ, unwatch_other, t);
	loop_watch(t->loop, t->other[0], LOOP_READ, unwatch_other, t);
	put(t->pipe[1]);
	put(t->other[1]);
	loop_turn(t->loop, -1);
	loop_turn(t->loop, 0);
	assert_int_equal(t->count, 1);
}

/* Closes the other descriptor and opens a new one under its number: the old event is not its. */
static void reuse_number(void *context, int fd, int events)
{
	struct trace *t = context;
	note_fd(context, fd, events);
	int other = fd == t->pipe[0] ? t->other[0] : t->pipe[0];
	int fresh[2];
	loop_unwatch(t->loop, other);
	assert_int_equal(pipe2(fresh, O_CLOEXEC), 0);
	assert_int_equal(dup2(fresh[0], other), other);
	close(fresh[0]);
	t->timer = fresh[1];
	loop_watch(t->loop, other, LOOP_READ, note_fd, t);
}

static void a_new_watch_gets_no_event_of_its_predecessor(void **state)
{
	struct trace *t = *state;
	loop_watch(t->loop, t->pipe[0], LOOP_READ, reuse_number, t);
	loop_watch(t->loop, t->other[0], LOOP_READ, reuse_number, t);
	put(t->pipe[1]);
	put(t->other[1]);
	loop_turn(t->loop, -1);
	assert_int_equal(t->count, 1);
	put(t->timer);
	loop_turn(t->loop, -1);
	assert_int_equal(t->count, 2);
	close(t->timer);
}

static void watch_many(void *context, int fd, int events)
{
	struct trace *t = context;
	note_fd(context, fd, events);
	for (int i = 0; i < 100; i++)
		loop_watch(t->loop, i < 99 ? 900 + i : t->other[0], LOOP_READ, note_fd, t);
	for (int i = 0; i < 99; i++)
		loop_unwatch(t->loop, 900 + i);
}

static void a_callback_may_add_watches(void **state)
{
	struct trace *t = *state;
	loop_watch(t->loop, t->pipe[0], LOOP_READ, watch_many, t);
	put(t->pipe[1]);
	put(t->other[1]);
	loop_turn(t->loop, -1);
	loop_turn(t->loop, 0);
	assert_string_equal(t->letters, "po");
}

static void timers_run_in_order_and_not_too_early(void **state)
{
	struct trace *t = *state;
	int64_t begin = clock_ms();
	loop_timer(t->loop, 12, note_b, t);
	loop_timer(t->loop, 4, note_a, t);
	int gone = loop_timer(t->loop, 1, note_b, t);
	assert_true(gone > 0);
	loop_cancel(t->loop, gone);
	loop_cancel(t->loop, gone);
	loop_cancel(t->loop, 0);
	while (t->count < 1)
		loop_turn(t->loop, -1);
	assert_true(clock_ms() - begin >= 4);
	while (t->count < 2)
		loop_turn(t->loop, -1);
	assert_true(clock_ms() - begin >= 12);
	assert_string_equal(t->letters, "ab");
}

static void timers_of_one_time_run_as_they_were_asked(void **state)
{
	struct trace *t = *state;
	for (int i = 0; i < 8; i++)
		loop_timer(t->loop, 0, i % 2 ? note_b : note_a, t);
	loop_turn(t->loop, -1);
	assert_string_equal(t->letters, "abababab");
}

static void cancel_timer(void *context)
{
	struct trace *t = context;
	add(t, 'c');
	loop_cancel(t->loop, t->timer);
}

static void a_timer_may_cancel_another_that_is_due(void **state)
{
	struct trace *t = *state;
	loop_timer(t->loop, 0, cancel_timer, t);
	t->timer = loop_timer(t->loop, 0, note_a, t);
	loop_turn(t->loop, 0);
	loop_turn(t->loop, 0);
	assert_string_equal(t->letters, "c");
}

static void set_again(void *context)
{
	struct trace *t = context;
	add(t, 'r');
	loop_timer(t->loop, 0, set_again, t);
}

static void a_timer_that_sets_itself_again_lets_others_run(void **state)
{
	struct trace *t = *state;
	loop_timer(t->loop, 0, set_again, t);
	loop_turn(t->loop, -1);
	assert_string_equal(t->letters, "r");
	loop_watch(t->loop, t->pipe[0], LOOP_READ, note_fd, t);
	put(t->pipe[1]);
	loop_turn(t->loop, -1);
	assert_string_equal(t->letters, "rpr");
}

static void note_signal(void *context, int number)
{
	add(context, number == SIGUSR1 ? '1' : '2');
}

static void signals_come_as_events(void **state)
{
	struct trace *t = *state;
	assert_true(loop_signal(t->loop, SIGUSR1, note_signal, t, NULL));
	assert_true(loop_signal(t->loop, SIGUSR2, note_signal, t, NULL));
	kill(getpid(), SIGUSR2);
	kill(getpid(), SIGUSR1);
	kill(getpid(), SIGUSR1);
	while (t->count < 2)
		loop_turn(t->loop, -1);
	loop_turn(t->loop, 0);
	assert_int_equal(t->count, 2);
	assert_non_null(strchr(t->letters, '1'));
	assert_non_null(strchr(t->letters, '2'));
	struct err err = { 0 };
	assert_false(loop_signal(t->loop, 1000, note_signal, t, &err));
	assert_int_not_equal(err.code, ERR_NONE);
}

static void draw(void *context)
{
	add(context, 'd');
}

static void the_step_before_sleep_comes_once_a_turn_after_all_events(void **state)
{
	struct trace *t = *state;
	loop_before_sleep(t->loop, draw, t);
	loop_watch(t->loop, t->pipe[0], LOOP_READ, note_fd, t);
	loop_watch(t->loop, t->other[0], LOOP_READ, note_fd, t);
	put(t->pipe[1]);
	put(t->other[1]);
	loop_timer(t->loop, 0, note_a, t);
	loop_turn(t->loop, 0);
	loop_turn(t->loop, 0);
	/* One drawing lies between the events and the next wait, none between two events. */
	char *events = strpbrk(t->letters, "poa");
	assert_non_null(events);
	assert_null(memchr(events, 'd', 3));
	assert_int_equal(events[3], 'd');
	size_t before = t->count;
	loop_before_sleep(t->loop, NULL, NULL);
	loop_turn(t->loop, 0);
	assert_int_equal(t->count, before);
}

static void stop(void *context)
{
	struct trace *t = context;
	add(t, 's');
	loop_stop(t->loop);
}

static void a_stop_ends_the_run_at_once(void **state)
{
	struct trace *t = *state;
	loop_timer(t->loop, 0, note_a, t);
	loop_timer(t->loop, 1, stop, t);
	loop_run(t->loop);
	assert_string_equal(t->letters, "as");
	assert_false(loop_turn(t->loop, -1));
}

static void a_stop_before_sleep_does_not_sleep(void **state)
{
	struct trace *t = *state;
	loop_before_sleep(t->loop, stop, t);
	loop_run(t->loop);
	assert_string_equal(t->letters, "s");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_descriptor_is_told_what_it_was_watched_for),
		TEST(a_hangup_is_told_even_when_nothing_was_asked),
		TEST(a_file_can_be_watched),
		TEST(a_callback_may_take_away_another_that_is_due),
		TEST(a_new_watch_gets_no_event_of_its_predecessor),
		TEST(a_callback_may_add_watches),
		TEST(timers_run_in_order_and_not_too_early),
		TEST(timers_of_one_time_run_as_they_were_asked),
		TEST(a_timer_may_cancel_another_that_is_due),
		TEST(a_timer_that_sets_itself_again_lets_others_run),
		TEST(signals_come_as_events),
		TEST(the_step_before_sleep_comes_once_a_turn_after_all_events),
		TEST(a_stop_ends_the_run_at_once),
		TEST(a_stop_before_sleep_does_not_sleep),
	};
#undef TEST
	return cmocka_run_group_tests(tests, NULL, NULL);
}
