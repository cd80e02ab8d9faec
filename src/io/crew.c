#include "io/crew.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"

enum { HANDS_MOST = 16 };

struct hand {
	pid_t pid;
	int fd; /* what it gives: a length, and as many bytes, for each piece */
};

size_t crew_processors(void)
{
	cpu_set_t set;
	CPU_ZERO(&set);
	int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
	return count > 0 ? (size_t)count : 1;
}

/* ---- in a copy ---- */

static bool write_all(int fd, const void *bytes, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t count = write(fd, (const char *)bytes + done, length - done);
		if (count < 0 && errno != EINTR)
			return false;
		done += count > 0 ? (size_t)count : 0;
	}
	return true;
}

static _Noreturn void work(const struct crew *crew, size_t first, size_t pieces, size_t hands,
			   int fd)
{
	struct str given = { 0 };
	bool done = true;
	for (size_t piece = first; piece < pieces && done; piece += hands) {
		str_clear(&given);
		crew->work(crew->context, piece, &given);
		size_t length = given.length;
		done = !given.full && write_all(fd, &length, sizeof length) &&
		       write_all(fd, str_text(&given), length);
	}
	_exit(done ? 0 : 1); /* what stdio holds is the other process's */
}

/* ---- in this process ---- */

static bool read_all(int fd, void *bytes, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t count = read(fd, (char *)bytes + done, length - done);
		if (count == 0 || (count < 0 && errno != EINTR))
			return false;
		done += count > 0 ? (size_t)count : 0;
	}
	return true;
}

static bool read_piece(int fd, struct str *given)
{
	char part[16 << 10];
	size_t length;
	if (!read_all(fd, &length, sizeof length))
		return false;
	while (length > 0) {
		size_t count = length < sizeof part ? length : sizeof part;
		if (!read_all(fd, part, count) || !str_add(given, (struct span){ part, count }))
			return false;
		length -= count;
	}
	return true;
}

/* A copy for each place but the first, which is this process's; the earlier ones do not know of the
 * later. */
static bool start(const struct crew *crew, size_t pieces, struct hand *hands, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		int ends[2];
		if (pipe(ends) != 0)
			return false;
		hands[i].fd = ends[0];
		hands[i].pid = fork();
		if (hands[i].pid == 0) {
			for (size_t k = 1; k <= i; k++)
				(void)close(
					hands[k].fd); /* so that a write says when nobody reads */
			work(crew, i, pieces, count, ends[1]);
		}
		(void)close(ends[1]);
		if (hands[i].pid < 0)
			return false;
	}
	return true;
}

/* One that still writes ends when nobody reads any more. */
static void end(struct hand *hands, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (hands[i].fd >= 0)
			(void)close(hands[i].fd);
	for (size_t i = 0; i < count; i++)
		while (hands[i].pid > 0 && waitpid(hands[i].pid, NULL, 0) < 0 && errno == EINTR)
			;
}

static void work_alone(const struct crew *crew, size_t pieces)
{
	struct str given = { 0 };
	for (size_t piece = 0; piece < pieces; piece++) {
		str_clear(&given);
		crew->work(crew->context, piece, &given);
		crew->take(crew->context, piece, str_span(&given));
	}
	str_release(&given);
}

bool crew_run(const struct crew *crew, size_t pieces, size_t count, struct err *err)
{
	struct hand hands[HANDS_MOST] = { 0 };
	struct str given = { 0 };
	bool done = true;
	count = count < HANDS_MOST ? count : HANDS_MOST;
	count = count < pieces ? count : pieces;
	for (size_t i = 0; i < count; i++)
		hands[i] = (struct hand){ -1, -1 };
	if (count < 2 || !start(crew, pieces, hands, count)) {
		end(hands, count);
		work_alone(crew, pieces);
		return true;
	}
	for (size_t piece = 0; piece < pieces && done; piece++) {
		str_clear(&given);
		if (piece % count == 0)
			crew->work(crew->context, piece, &given);
		done = piece % count == 0 ? !given.full
					  : read_piece(hands[piece % count].fd, &given);
		if (done)
			crew->take(crew->context, piece, str_span(&given));
	}
	end(hands, count);
	str_release(&given);
	return done || err_set(err, ERR_IO,
			       _("a process that did a part of the work ended early; the rest was "
				 "not done"));
}
