#include "io/worker.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { WORKER_STACK = 2 << 20 }; /* Hunspell's suggestions nest deeply */

struct queue {
	struct job *first, *last;
};

struct worker {
	struct loop *loop;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	struct queue waiting, finished; /* under the mutex */
	bool ends;			/* under the mutex */
	int event;			/* eventfd: something is finished */
	size_t pending;			/* the loop's */
};

static void push(struct queue *queue, struct job *job)
{
	job->next = NULL;
	if (queue->last)
		queue->last->next = job;
	else
		queue->first = job;
	queue->last = job;
}

static void push_front(struct queue *queue, struct job *job)
{
	job->next = queue->first;
	queue->first = job;
	if (!queue->last)
		queue->last = job;
}

static struct job *pop(struct queue *queue)
{
	struct job *job = queue->first;
	if (job) {
		queue->first = job->next;
		if (!queue->first)
			queue->last = NULL;
	}
	return job;
}

static void tell_loop(struct worker *worker)
{
	uint64_t one = 1;
	/* The counter cannot overflow: there are fewer jobs than 2^64. */
	(void)!write(worker->event, &one, sizeof one);
}

static void *work(void *context)
{
	struct worker *worker = context;
	(void)pthread_mutex_lock(&worker->mutex);
	while (!worker->ends) {
		struct job *job = pop(&worker->waiting);
		if (!job) {
			(void)pthread_cond_wait(&worker->wake, &worker->mutex);
			continue;
		}
		(void)pthread_mutex_unlock(&worker->mutex);
		job->run(job);
		(void)pthread_mutex_lock(&worker->mutex);
		push(&worker->finished, job);
		tell_loop(worker);
	}
	(void)pthread_mutex_unlock(&worker->mutex);
	return NULL;
}

static void finish(struct worker *worker)
{
	(void)pthread_mutex_lock(&worker->mutex);
	struct job *job = worker->finished.first;
	worker->finished = (struct queue){ 0 };
	(void)pthread_mutex_unlock(&worker->mutex);
	while (job) {
		struct job *next = job->next;
		worker->pending--;
		job->done(job);
		job = next;
	}
}

static void on_event(void *context, int fd, int events)
{
	uint64_t count;
	(void)events;
	if (read(fd, &count, sizeof count) == sizeof count)
		finish(context);
}

static bool start(struct worker *worker)
{
	pthread_attr_t attributes;
	sigset_t all, before;
	(void)pthread_attr_init(&attributes);
	(void)pthread_attr_setstacksize(&attributes, WORKER_STACK);
	/* Signals are the loop's: the thread is born with all of them blocked. */
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	int failed = pthread_create(&worker->thread, &attributes, work, worker);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	(void)pthread_attr_destroy(&attributes);
	errno = failed;
	return failed == 0;
}

struct worker *worker_new(struct loop *loop, struct err *err)
{
	struct worker *worker = mem_alloc(sizeof *worker);
	worker->loop = loop;
	(void)pthread_mutex_init(&worker->mutex, NULL);
	(void)pthread_cond_init(&worker->wake, NULL);
	worker->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (worker->event < 0 || !start(worker)) {
		(void)err_system(err, _("a second thread cannot be started"));
		if (worker->event >= 0)
			(void)close(worker->event);
		free(worker);
		return NULL;
	}
	loop_watch(loop, worker->event, LOOP_READ, on_event, worker);
	return worker;
}

void worker_free(struct worker *worker)
{
	if (!worker)
		return;
	(void)pthread_mutex_lock(&worker->mutex);
	worker->ends = true;
	(void)pthread_cond_signal(&worker->wake);
	(void)pthread_mutex_unlock(&worker->mutex);
	(void)pthread_join(worker->thread, NULL);
	finish(worker);
	for (struct job *job; (job = pop(&worker->waiting));) {
		job->run = NULL;
		worker->pending--;
		job->done(job);
	}
	loop_unwatch(worker->loop, worker->event);
	(void)close(worker->event);
	(void)pthread_cond_destroy(&worker->wake);
	(void)pthread_mutex_destroy(&worker->mutex);
	free(worker);
}

void worker_post(struct worker *worker, struct job *job, enum worker_place place)
{
	assert(job->run && job->done);
	worker->pending++;
	(void)pthread_mutex_lock(&worker->mutex);
	if (place == WORKER_NEXT)
		push_front(&worker->waiting, job);
	else
		push(&worker->waiting, job);
	(void)pthread_cond_signal(&worker->wake);
	(void)pthread_mutex_unlock(&worker->mutex);
}

size_t worker_pending(const struct worker *worker)
{
	return worker->pending;
}
