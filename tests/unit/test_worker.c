#include "io/worker.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include "unit.h"

struct desk {
	struct loop *loop;
	struct worker *worker;
	pthread_t thread;
	int at_gate;
	int gate[2]; /* a job that waits for a byte from here keeps the worker busy */
	char ran[64], done[64];
	size_t ran_count, done_count;
	sigset_t signals; /* blocked in the worker's thread */
};

struct task {
	struct job job;
	struct desk *desk;
	char letter;
	bool waits, posts_again;
};

static void run(struct job *job)
{
	struct task *task = (struct task *)job;
	char byte;
	if (task->waits) {
		__atomic_store_n(&task->desk->at_gate, 1, __ATOMIC_RELEASE);
		(void)!read(task->desk->gate[0], &byte, 1);
	}
	assert_false(pthread_equal(pthread_self(), task->desk->thread));
	pthread_sigmask(SIG_SETMASK, NULL, &task->desk->signals);
	task->desk->ran[task->desk->ran_count++] = task->letter;
}

static void done(struct job *job)
{
	struct task *task = (struct task *)job;
	struct desk *desk = task->desk;
	assert_true(pthread_equal(pthread_self(), desk->thread));
	/* Upper case: it did not run. */
	desk->done[desk->done_count++] = job->run ? task->letter : (char)(task->letter - 'a' + 'A');
	if (task->posts_again) {
		task->posts_again = false;
		job->run = run;
		worker_post(desk->worker, job, WORKER_LAST);
	}
}

static void post(struct desk *desk, struct task *task, char letter, enum worker_place place)
{
	task->job = (struct job){ .run = run, .done = done };
	task->desk = desk;
	task->letter = letter;
	worker_post(desk->worker, &task->job, place);
}

static void open_gate(struct desk *desk)
{
	assert_int_equal(write(desk->gate[1], "x", 1), 1);
}

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	desk->thread = pthread_self();
	desk->loop = loop_new(NULL);
	desk->worker = worker_new(desk->loop, NULL);
	*state = desk;
	return desk->worker && pipe(desk->gate) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	worker_free(desk->worker);
	loop_free(desk->loop);
	close(desk->gate[0]);
	close(desk->gate[1]);
	free(desk);
	return 0;
}

static void jobs_run_there_and_end_here_in_order(void **state)
{
	struct desk *desk = *state;
	struct task tasks[26] = { 0 };
	for (int i = 0; i < 26; i++)
		post(desk, &tasks[i], (char)('a' + i), WORKER_LAST);
	assert_int_equal(worker_pending(desk->worker), 26);
	assert_int_equal(desk->done_count, 0);
	while (worker_pending(desk->worker))
		loop_turn(desk->loop, -1);
	assert_string_equal(desk->ran, "abcdefghijklmnopqrstuvwxyz");
	assert_string_equal(desk->done, desk->ran);
}

static void an_urgent_job_comes_before_those_that_wait(void **state)
{
	struct desk *desk = *state;
	struct task tasks[4] = { [0].waits = true };
	post(desk, &tasks[0], 'a', WORKER_NEXT);
	post(desk, &tasks[1], 'b', WORKER_LAST);
	post(desk, &tasks[2], 'c', WORKER_LAST);
	post(desk, &tasks[3], 'd', WORKER_NEXT);
	open_gate(desk);
	while (worker_pending(desk->worker))
		loop_turn(desk->loop, -1);
	/* The worker may not have begun with a when d came; b and c come last in any case. */
	assert_true(strcmp(desk->ran, "adbc") == 0 || strcmp(desk->ran, "dabc") == 0);
}

static void the_end_of_a_job_may_post_it_again(void **state)
{
	struct desk *desk = *state;
	struct task task = { .posts_again = true };
	post(desk, &task, 'a', WORKER_LAST);
	while (worker_pending(desk->worker))
		loop_turn(desk->loop, -1);
	assert_string_equal(desk->done, "aa");
}

static void no_signal_lands_in_the_worker(void **state)
{
	struct desk *desk = *state;
	struct task task = { 0 };
	post(desk, &task, 'a', WORKER_LAST);
	while (worker_pending(desk->worker))
		loop_turn(desk->loop, -1);
	assert_int_equal(sigismember(&desk->signals, SIGTERM), 1);
	assert_int_equal(sigismember(&desk->signals, SIGWINCH), 1);
	sigset_t here;
	pthread_sigmask(SIG_SETMASK, NULL, &here);
	assert_int_equal(sigismember(&here, SIGTERM), 0);
}

/* Opens the gate once the main thread sleeps, and it only sleeps in worker_free. */
static void *open_gate_later(void *context)
{
	char path[64], line[256] = "";
	snprintf(path, sizeof path, "/proc/self/task/%d/stat", (int)getpid());
	while (!strstr(line, ") S")) {
		FILE *file = fopen(path, "r");
		if (!file || !fgets(line, sizeof line, file))
			abort();
		fclose(file);
		sched_yield();
	}
	open_gate(context);
	return NULL;
}

static void freeing_ends_every_job_and_says_which_did_not_run(void **state)
{
	struct desk *desk = *state;
	struct task tasks[4] = { [0].waits = true, [2].posts_again = true };
	pthread_t opener;
	for (int i = 0; i < 4; i++)
		post(desk, &tasks[i], (char)('a' + i), WORKER_LAST);
	/* Taken by the worker, which now waits at the gate. */
	while (__atomic_load_n(&desk->at_gate, __ATOMIC_ACQUIRE) == 0)
		sched_yield();
	assert_int_equal(pthread_create(&opener, NULL, open_gate_later, desk), 0);
	worker_free(desk->worker);
	desk->worker = NULL;
	assert_int_equal(pthread_join(opener, NULL), 0);
	assert_string_equal(desk->ran, "a");
	assert_string_equal(desk->done, "aBCDC");
}

static void an_idle_worker_ends_and_nothing_frees_nothing(void **state)
{
	struct desk *desk = *state;
	worker_free(desk->worker);
	worker_free(NULL);
	desk->worker = worker_new(desk->loop, NULL);
	assert_non_null(desk->worker);
	assert_int_equal(worker_pending(desk->worker), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(jobs_run_there_and_end_here_in_order),
		TEST(an_urgent_job_comes_before_those_that_wait),
		TEST(the_end_of_a_job_may_post_it_again),
		TEST(no_signal_lands_in_the_worker),
		TEST(freeing_ends_every_job_and_says_which_did_not_run),
		TEST(an_idle_worker_ends_and_nothing_frees_nothing),
	};
#undef TEST
	return cmocka_run_group_tests(tests, NULL, NULL);
}
