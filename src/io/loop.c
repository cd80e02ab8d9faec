#include "io/loop.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/arr.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { WATCHES_MOST = 1024, TIMERS_MOST = 4096 };

struct watch {
	int fd, events;
	uint64_t serial; /* tells a watch from its successor on the same descriptor */
	loop_fd_function *function;
	void *context;
};

struct timer {
	int64_t due; /* clock_ms */
	int id;
	loop_function *function;
	void *context;
};

struct signal_handler {
	int number;
	loop_signal_function *function;
	void *context;
};

/* poll, not epoll: it needs no system call before the first wait, takes regular files and
 * /dev/null as standard input, and there are never more than a few dozen descriptors. */
struct loop {
	struct ARR(struct watch) watches;
	struct ARR(struct pollfd) polled; /* of this turn; callbacks change watches under it */
	struct ARR(uint64_t) polled_serials;
	struct ARR(struct timer) timers; /* the one due next comes last */
	struct ARR(struct signal_handler) signals;
	uint64_t next_serial;
	int next_timer;
	int signal_fd; /* -1 until the first loop_signal */
	sigset_t signal_set;
	loop_function *before_sleep;
	void *before_sleep_context;
	bool stopped;
};

struct loop *loop_new(struct err *err)
{
	(void)err; /* nothing that can fail is done before it is needed */
	struct loop *loop = mem_alloc(sizeof *loop);
	loop->next_serial = 1;
	loop->next_timer = 1;
	loop->signal_fd = -1;
	(void)sigemptyset(&loop->signal_set); /* cannot fail */
	return loop;
}

void loop_free(struct loop *loop)
{
	if (!loop)
		return;
	/* The signals stay blocked: one that is pending must not end the clean-up that follows. */
	if (loop->signal_fd >= 0)
		(void)close(loop->signal_fd); /* nothing was written to it */
	arr_release(&loop->signals);
	arr_release(&loop->timers);
	arr_release(&loop->polled_serials);
	arr_release(&loop->polled);
	arr_release(&loop->watches);
	free(loop);
}

void loop_unwatch(struct loop *loop, int fd)
{
	for (size_t i = 0; i < loop->watches.count; i++) {
		if (loop->watches.at[i].fd != fd)
			continue;
		loop->watches.at[i] = loop->watches.at[--loop->watches.count];
		return;
	}
}

void loop_watch(struct loop *loop, int fd, int events, loop_fd_function *function, void *context)
{
	assert(fd >= 0 && function && !(events & ~(LOOP_READ | LOOP_WRITE | LOOP_HANGUP)));
	assert(loop->watches.count < WATCHES_MOST);
	loop_unwatch(loop, fd);
	*arr_add(&loop->watches) = (struct watch){ .fd = fd,
						   .events = events,
						   .serial = loop->next_serial++,
						   .function = function,
						   .context = context };
}

int loop_timer(struct loop *loop, int64_t ms, loop_function *function, void *context)
{
	assert(function && loop->timers.count < TIMERS_MOST);
	/* The clock cuts off up to 1 ms of now; "after at least" needs it back. */
	int64_t due = clock_ms() + (ms > 0 ? ms + 1 : 0);
	int id = loop->next_timer;
	loop->next_timer = id == INT_MAX ? 1 : id + 1;
	/* Equal times keep the order they were asked in, so the new one runs last of them. */
	size_t at = loop->timers.count;
	while (at > 0 && loop->timers.at[at - 1].due <= due)
		at--;
	(void)arr_add(&loop->timers);
	memmove(loop->timers.at + at + 1, loop->timers.at + at,
		(loop->timers.count - 1 - at) * sizeof *loop->timers.at);
	loop->timers.at[at] =
		(struct timer){ .due = due, .id = id, .function = function, .context = context };
	return id;
}

void loop_cancel(struct loop *loop, int id)
{
	for (size_t i = 0; i < loop->timers.count; i++) {
		if (loop->timers.at[i].id != id)
			continue;
		loop->timers.count--;
		memmove(loop->timers.at + i, loop->timers.at + i + 1,
			(loop->timers.count - i) * sizeof *loop->timers.at);
		return;
	}
}

static void call_signal_handler(struct loop *loop, int number)
{
	for (size_t i = 0; i < loop->signals.count; i++) {
		struct signal_handler handler = loop->signals.at[i];
		if (handler.number == number) {
			handler.function(handler.context, number);
			return;
		}
	}
}

static void read_signals(void *context, int fd, int events)
{
	struct loop *loop = context;
	struct signalfd_siginfo info;
	(void)events;
	/* At most one of each number is pending; the rest comes next turn. */
	if (read(fd, &info, sizeof info) == (ssize_t)sizeof info)
		call_signal_handler(loop, (int)info.ssi_signo);
}

bool loop_signal(struct loop *loop, int number, loop_signal_function *function, void *context,
		 struct err *err)
{
	assert(function);
	for (size_t i = 0; i < loop->signals.count; i++)
		if (loop->signals.at[i].number == number) {
			loop->signals.at[i].function = function;
			loop->signals.at[i].context = context;
			return true;
		}
	sigset_t set = loop->signal_set;
	if (sigaddset(&set, number) != 0 || sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return err_system(err, _("The signal %d cannot be handled"), number);
	int fd = signalfd(loop->signal_fd, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	if (fd < 0)
		return err_system(err, _("The signal %d cannot be handled"), number);
	loop->signal_set = set;
	if (loop->signal_fd < 0)
		loop_watch(loop, fd, LOOP_READ, read_signals, loop);
	loop->signal_fd = fd;
	*arr_add(&loop->signals) = (struct signal_handler){ number, function, context };
	return true;
}

void loop_before_sleep(struct loop *loop, loop_function *function, void *context)
{
	loop->before_sleep = function;
	loop->before_sleep_context = context;
}

/* The watches as they are now, for one call of poll. */
static void prepare(struct loop *loop)
{
	arr_clear(&loop->polled);
	arr_clear(&loop->polled_serials);
	for (size_t i = 0; i < loop->watches.count; i++) {
		const struct watch *watch = &loop->watches.at[i];
		short wanted = 0;
		if (watch->events & LOOP_READ)
			wanted |= POLLIN;
		if (watch->events & LOOP_WRITE)
			wanted |= POLLOUT;
		*arr_add(&loop->polled) = (struct pollfd){ .fd = watch->fd, .events = wanted };
		*arr_add(&loop->polled_serials) = watch->serial;
	}
}

/* How long poll may sleep: `ms`, but not past the next timer. */
static int sleep_of(const struct loop *loop, int64_t ms)
{
	if (loop->timers.count) {
		int64_t left = loop->timers.at[loop->timers.count - 1].due - clock_ms();
		if (left < 0)
			left = 0;
		if (ms < 0 || left < ms)
			ms = left;
	}
	if (ms < 0)
		return -1;
	return ms > INT_MAX ? INT_MAX : (int)ms;
}

static int events_of(int got)
{
	int events = 0;
	if (got & POLLIN)
		events |= LOOP_READ;
	if (got & POLLOUT)
		events |= LOOP_WRITE;
	if (got & (POLLHUP | POLLERR | POLLNVAL))
		events |= LOOP_HANGUP;
	return events;
}

static const struct watch *find_watch(const struct loop *loop, uint64_t serial)
{
	for (size_t i = 0; i < loop->watches.count; i++)
		if (loop->watches.at[i].serial == serial)
			return &loop->watches.at[i];
	return NULL;
}

static void call_watches(struct loop *loop)
{
	for (size_t i = 0; i < loop->polled.count && !loop->stopped; i++) {
		struct pollfd got = loop->polled.at[i];
		if (!got.revents)
			continue;
		const struct watch *found = find_watch(loop, loop->polled_serials.at[i]);
		if (!found)
			continue;
		struct watch watch = *found;
		/* A descriptor that is not open would keep the loop from ever sleeping again. */
		if (got.revents & POLLNVAL)
			loop_unwatch(loop, watch.fd);
		watch.function(watch.context, watch.fd, events_of(got.revents));
	}
}

/* Those that were due before this turn's callbacks; a timer of 0 ms set in one waits a turn, so
 * that descriptors get their share. */
static void call_timers(struct loop *loop, int first_new)
{
	int64_t now = clock_ms();
	while (loop->timers.count && !loop->stopped) {
		struct timer timer = loop->timers.at[loop->timers.count - 1];
		if (timer.due > now || timer.id >= first_new)
			return;
		loop->timers.count--;
		timer.function(timer.context);
	}
}

bool loop_turn(struct loop *loop, int64_t ms)
{
	if (!loop->stopped && loop->before_sleep)
		loop->before_sleep(loop->before_sleep_context);
	if (loop->stopped)
		return false;
	prepare(loop);
	int first_new = loop->next_timer;
	int ready = poll(loop->polled.at, loop->polled.count, sleep_of(loop, ms));
	assert(ready >= 0 || errno == EINTR || errno == EAGAIN || errno == ENOMEM);
	if (ready > 0)
		call_watches(loop);
	call_timers(loop, first_new);
	return !loop->stopped;
}

void loop_run(struct loop *loop)
{
	while (loop_turn(loop, -1))
		;
}

void loop_stop(struct loop *loop)
{
	loop->stopped = true;
}
