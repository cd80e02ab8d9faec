#include "io/worker.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

/* Hunspell and PCRE2 recurse, but not further than this allows (theirs are bounded). */
enum { STACK_BYTES = 2 << 20 };

struct queue {
	struct job *first, *last;
};

struct worker {
	struct loop *loop;
	pthread_t thread;
	int bell;	      /* an eventfd: something is in `finished` */
	size_t pending;	      /* the loop's thread only */
	pthread_mutex_t lock; /* of all that follows */
	pthread_cond_t work;
	struct queue waiting, finished;
	bool ending;
};

static void queue_add(struct queue *queue, struct job *job)
{
	job->next = NULL;
	if (queue->last)
		queue->last->next = job;
	else
		queue->first = job;
	queue->last = job;
}

static void queue_add_first(struct queue *queue, struct job *job)
{
	job->next = queue->first;
	queue->first = job;
	if (!queue->last)
		queue->last = job;
}

static struct job *queue_take(struct queue *queue)
{
	struct job *job = queue->first;
	if (!job)
		return NULL;
	queue->first = job->next;
	if (!queue->first)
		queue->last = NULL;
	job->next = NULL;
	return job;
}

static void ring(int bell)
{
	/* Fails only when the counter is full, and then the bell rings already. */
	(void)!write(bell, &(uint64_t){ 1 }, sizeof(uint64_t));
}

static void *work(void *context)
{
	struct worker *worker = context;
	pthread_mutex_lock(&worker->lock);
	for (;;) {
		while (!worker->ending && !worker->waiting.first)
			pthread_cond_wait(&worker->work, &worker->lock);
		if (worker->ending)
			break;
		struct job *job = queue_take(&worker->waiting);
		pthread_mutex_unlock(&worker->lock);
		job->run(job);
		pthread_mutex_lock(&worker->lock);
		bool silent = !worker->finished.first;
		queue_add(&worker->finished, job);
		if (silent)
			ring(worker->bell);
	}
	pthread_mutex_unlock(&worker->lock);
	return NULL;
}

static void finish(struct worker *worker, struct queue *queue)
{
	struct job *job;
	while ((job = queue_take(queue))) {
		worker->pending--;
		job->done(job);
	}
}

static struct queue take_all(struct worker *worker, struct queue *queue)
{
	pthread_mutex_lock(&worker->lock);
	struct queue taken = *queue;
	*queue = (struct queue){ 0 };
	pthread_mutex_unlock(&worker->lock);
	return taken;
}

static void hear_bell(void *context, int fd, int events)
{
	struct worker *worker = context;
	uint64_t rung;
	(void)events;
	/* Emptied before the queue is taken: a job that ends in between rings anew. Nothing to read
	 * is no fault. */
	(void)!read(fd, &rung, sizeof rung);
	struct queue finished = take_all(worker, &worker->finished);
	finish(worker, &finished);
}

/* With all signals blocked, which it inherits, so that they come to the loop's thread. */
static int start_thread(struct worker *worker)
{
	sigset_t all, before;
	pthread_attr_t attributes;
	int failure = pthread_attr_init(&attributes);
	if (failure)
		return failure;
	failure = pthread_attr_setstacksize(&attributes, STACK_BYTES);
	(void)sigfillset(&all); /* cannot fail */
	if (!failure)
		failure = pthread_sigmask(SIG_SETMASK, &all, &before);
	if (!failure) {
		failure = pthread_create(&worker->thread, &attributes, work, worker);
		(void)pthread_sigmask(SIG_SETMASK, &before, NULL); /* was valid a line above */
	}
	(void)pthread_attr_destroy(&attributes); /* was initialised above */
	return failure;
}

struct worker *worker_new(struct loop *loop, struct err *err)
{
	int bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (bell < 0) {
		(void)err_system(err, _("The background worker cannot start"));
		return NULL;
	}
	struct worker *worker = mem_alloc(sizeof *worker);
	*worker = (struct worker){ .loop = loop,
				   .bell = bell,
				   .lock = PTHREAD_MUTEX_INITIALIZER,
				   .work = PTHREAD_COND_INITIALIZER };
	errno = start_thread(worker);
	if (errno) {
		(void)err_system(err, _("The background worker cannot start"));
		(void)close(bell); /* nothing was written to it */
		free(worker);
		return NULL;
	}
	loop_watch(loop, bell, LOOP_READ, hear_bell, worker);
	return worker;
}

void worker_free(struct worker *worker)
{
	if (!worker)
		return;
	pthread_mutex_lock(&worker->lock);
	worker->ending = true;
	pthread_cond_signal(&worker->work);
	pthread_mutex_unlock(&worker->lock);
	int failure = pthread_join(worker->thread, NULL);
	assert(!failure);
	/* No thread is left: the queues need no lock, and `done` may still post. */
	finish(worker, &worker->finished);
	for (struct job *job; (job = queue_take(&worker->waiting));) {
		job->run = NULL;
		worker->pending--;
		job->done(job);
	}
	assert(worker->pending == 0);
	loop_unwatch(worker->loop, worker->bell);
	(void)close(worker->bell); /* only a counter */
	free(worker);
}

void worker_post(struct worker *worker, struct job *job, enum worker_place place)
{
	assert(job->run && job->done);
	worker->pending++;
	pthread_mutex_lock(&worker->lock);
	if (place == WORKER_NEXT)
		queue_add_first(&worker->waiting, job);
	else
		queue_add(&worker->waiting, job);
	pthread_cond_signal(&worker->work);
	pthread_mutex_unlock(&worker->lock);
}

size_t worker_pending(const struct worker *worker)
{
	return worker->pending;
}
