#include "io/loop.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/arr.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

struct watch {
	int fd, events;
	loop_fd_function *function; /* NULL: to be forgotten */
	void *context;
};

struct timer {
	int id;
	int64_t due; /* clock_ms */
	loop_function *function;
	void *context;
};

struct signal_row {
	int number;
	loop_signal_function *function;
	void *context;
};

struct watches ARR(struct watch);
struct timers ARR(struct timer);
struct signal_rows ARR(struct signal_row);
struct pollers ARR(struct pollfd);

struct loop {
	struct watches watches;
	struct timers timers; /* not sorted: a handful */
	struct signal_rows signals;
	struct pollers pollers;
	int last_timer;
	int signal_fd; /* -1 before the first signal */
	sigset_t mask;
	loop_function *before_sleep;
	void *before_context;
	bool stopped;
};

struct loop *loop_new(struct err *err)
{
	(void)err; /* a loop needs nothing that could be refused yet */
	struct loop *loop = mem_alloc(sizeof *loop);
	loop->signal_fd = -1;
	(void)sigemptyset(&loop->mask);
	return loop;
}

void loop_free(struct loop *loop)
{
	if (!loop)
		return;
	if (loop->signal_fd >= 0)
		(void)close(loop->signal_fd);
	arr_release(&loop->watches);
	arr_release(&loop->timers);
	arr_release(&loop->signals);
	arr_release(&loop->pollers);
	free(loop);
}

static struct watch *find(struct loop *loop, int fd)
{
	for (size_t i = 0; i < loop->watches.count; i++)
		if (loop->watches.at[i].fd == fd && loop->watches.at[i].function)
			return &loop->watches.at[i];
	return NULL;
}

void loop_watch(struct loop *loop, int fd, int events, loop_fd_function *function, void *context)
{
	struct watch *watch = find(loop, fd);
	if (!watch)
		watch = arr_add(&loop->watches);
	*watch = (struct watch){ fd, events, function, context };
}

void loop_unwatch(struct loop *loop, int fd)
{
	struct watch *watch = find(loop, fd);
	if (watch)
		watch->function = NULL; /* the place goes at the end of the turn */
}

int loop_timer(struct loop *loop, int64_t ms, loop_function *function, void *context)
{
	loop->last_timer = loop->last_timer == INT_MAX ? 1 : loop->last_timer + 1;
	*arr_add(&loop->timers) =
		(struct timer){ loop->last_timer, clock_ms() + ms, function, context };
	return loop->last_timer;
}

void loop_cancel(struct loop *loop, int id)
{
	for (size_t i = 0; i < loop->timers.count; i++)
		if (loop->timers.at[i].id == id) {
			loop->timers.at[i] = loop->timers.at[--loop->timers.count];
			return;
		}
}

static void on_signal(void *context, int fd, int events)
{
	struct loop *loop = context;
	struct signalfd_siginfo info;
	(void)events;
	if (read(fd, &info, sizeof info) != sizeof info)
		return;
	for (size_t i = 0; i < loop->signals.count; i++)
		if (loop->signals.at[i].number == (int)info.ssi_signo)
			loop->signals.at[i].function(loop->signals.at[i].context,
						     (int)info.ssi_signo);
}

bool loop_signal(struct loop *loop, int number, loop_signal_function *function, void *context,
		 struct err *err)
{
	(void)sigaddset(&loop->mask, number);
	if (sigprocmask(SIG_BLOCK, &loop->mask, NULL) != 0)
		return err_system(err, _("signals cannot be taken"));
	int fd = signalfd(loop->signal_fd, &loop->mask, SFD_NONBLOCK | SFD_CLOEXEC);
	if (fd < 0)
		return err_system(err, _("signals cannot be taken"));
	loop->signal_fd = fd;
	*arr_add(&loop->signals) = (struct signal_row){ number, function, context };
	loop_watch(loop, fd, LOOP_READ, on_signal, loop);
	return true;
}

void loop_before_sleep(struct loop *loop, loop_function *function, void *context)
{
	loop->before_sleep = function;
	loop->before_context = context;
}

/* ms until the next timer, at most `ms` when that is >= 0; -1: no limit. */
static int64_t patience(const struct loop *loop, int64_t ms)
{
	int64_t now = loop->timers.count ? clock_ms() : 0;
	for (size_t i = 0; i < loop->timers.count; i++) {
		int64_t left = loop->timers.at[i].due - now;
		if (left < 0)
			left = 0;
		if (ms < 0 || left < ms)
			ms = left;
	}
	return ms > INT_MAX ? INT_MAX : ms;
}

static void run_timers(struct loop *loop)
{
	if (loop->timers.count == 0)
		return;
	int64_t now = clock_ms();
	/* Timers that a callback adds are due in a later turn. */
	int last = loop->last_timer;
	for (size_t i = 0; i < loop->timers.count;) {
		struct timer timer = loop->timers.at[i];
		if (timer.due > now || timer.id > last) {
			i++;
			continue;
		}
		loop->timers.at[i] = loop->timers.at[--loop->timers.count];
		timer.function(timer.context);
		i = 0;
	}
}

static void prepare(struct loop *loop)
{
	size_t kept = 0;
	for (size_t i = 0; i < loop->watches.count; i++)
		if (loop->watches.at[i].function)
			loop->watches.at[kept++] = loop->watches.at[i];
	loop->watches.count = kept;
	arr_clear(&loop->pollers);
	for (size_t i = 0; i < kept; i++) {
		const struct watch *watch = &loop->watches.at[i];
		short events = (short)((watch->events & LOOP_READ ? POLLIN : 0) |
				       (watch->events & LOOP_WRITE ? POLLOUT : 0));
		*arr_add(&loop->pollers) = (struct pollfd){ .fd = watch->fd, .events = events };
	}
}

static void dispatch(struct loop *loop)
{
	for (size_t i = 0; i < loop->pollers.count; i++) {
		short found = loop->pollers.at[i].revents;
		int events = (found & POLLIN ? LOOP_READ : 0) | (found & POLLOUT ? LOOP_WRITE : 0) |
			     (found & (POLLHUP | POLLERR | POLLNVAL) ? LOOP_HANGUP : 0);
		/* A callback before may have taken this watch away or replaced it. */
		const struct watch *watch = events ? find(loop, loop->pollers.at[i].fd) : NULL;
		if (watch)
			watch->function(watch->context, watch->fd, events);
	}
}

bool loop_turn(struct loop *loop, int64_t ms)
{
	if (loop->before_sleep)
		loop->before_sleep(loop->before_context);
	if (loop->stopped)
		return false;
	prepare(loop);
	int ready = poll(loop->pollers.at, loop->pollers.count, (int)patience(loop, ms));
	assert(ready >= 0 || errno == EINTR);
	if (ready > 0)
		dispatch(loop);
	run_timers(loop);
	return !loop->stopped;
}

void loop_run(struct loop *loop)
{
	loop->stopped = false;
	while (loop_turn(loop, -1))
		;
}

void loop_stop(struct loop *loop)
{
	loop->stopped = true;
}
