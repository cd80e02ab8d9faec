#include "session.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORDS = 16, TAIL = 64, START_PATIENCE = 20000, READ_MOST = 1 << 16 };

double session_now(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Some programs wait for the terminal's answer to "what are you". */
static void answer(int fd, const char *bytes, size_t length)
{
	if (memmem(bytes, length, "\033[c", 3) || memmem(bytes, length, "\033[0c", 4))
		(void)!write(fd, "\033[?62;22c", 9);
	if (memmem(bytes, length, "\033[6n", 4))
		(void)!write(fd, "\033[2;2R", 6);
}

static void run(const char *command, const char *file)
{
	char *words[WORDS], *rest = strdup(command);
	int count = 0;
	for (char *word = strtok_r(rest, " ", &rest); word && count < WORDS - 1;
	     word = strtok_r(NULL, " ", &rest))
		words[count++] = strcmp(word, "{}") == 0 ? (char *)file : word;
	words[count] = NULL;
	/* What was typed before it was killed waits in the state folder, and would be offered. */
	char state[256];
	(void)snprintf(state, sizeof state, "%s/%ld", getenv("XDG_STATE_HOME"), (long)getpid());
	(void)setenv("XDG_STATE_HOME", state, 1);
	/* Nobody is left behind when the bench is stopped. */
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)setenv("TERM", "xterm-256color", 1);
	(void)setenv("LC_ALL", "C.UTF-8", 1);
	(void)execvp(words[0], words);
	_exit(127);
}

double session_start(struct session *session, const char *command, const char *file,
		     const char *marker)
{
	static char seen[TAIL + READ_MOST];
	struct winsize size = { .ws_row = SESSION_ROWS, .ws_col = SESSION_COLUMNS };
	size_t kept = 0;
	double start = session_now();
	session->bytes = 0;
	session->pid = forkpty(&session->fd, NULL, NULL, &size);
	if (session->pid == 0)
		run(command, file);
	(void)fcntl(session->fd, F_SETFL, O_NONBLOCK);
	struct pollfd poller = { .fd = session->fd, .events = POLLIN };
	while (poll(&poller, 1, START_PATIENCE) == 1) {
		ssize_t got = read(session->fd, seen + kept, READ_MOST);
		if (got <= 0)
			break;
		double time = session_now();
		answer(session->fd, seen + kept, (size_t)got);
		session->bytes += (size_t)got;
		kept += (size_t)got;
		if (memmem(seen, kept, marker, strlen(marker)))
			return time - start;
		size_t tail = kept < TAIL ? kept : TAIL;
		memmove(seen, seen + kept - tail, tail);
		kept = tail;
	}
	return -1;
}

bool session_wait(struct session *session, const char *marker, int patience)
{
	static char seen[TAIL + READ_MOST];
	struct pollfd poller = { .fd = session->fd, .events = POLLIN };
	double until = session_now() + patience;
	size_t kept = 0;
	for (double left = patience; left > 0; left = until - session_now()) {
		if (poll(&poller, 1, (int)left + 1) != 1)
			break;
		ssize_t got = read(session->fd, seen + kept, READ_MOST);
		if (got <= 0)
			break;
		kept += (size_t)got;
		if (memmem(seen, kept, marker, strlen(marker)))
			return true;
		size_t tail = kept < TAIL ? kept : TAIL;
		memmove(seen, seen + kept - tail, tail);
		kept = tail;
	}
	return false;
}

void session_send(struct session *session, const char *keys)
{
	/* A few bytes: they fit the terminal's buffer. */
	(void)!write(session->fd, keys, strlen(keys));
}

double session_press(struct session *session, const char *keys, size_t length, int quiet,
		     int patience)
{
	static char bytes[READ_MOST];
	double start = session_now(), last = 0;
	struct pollfd poller = { .fd = session->fd };
	session->bytes = 0;
	for (;;) {
		poller.events = (short)(POLLIN | (length ? POLLOUT : 0));
		if (poll(&poller, 1, length || last == 0 ? patience : quiet) != 1)
			break;
		if (poller.revents & POLLOUT && length) {
			ssize_t sent = write(session->fd, keys, length < 4096 ? length : 4096);
			keys += sent > 0 ? sent : 0;
			length -= sent > 0 ? (size_t)sent : 0;
			last = 0;
		}
		if (!(poller.revents & (POLLIN | POLLHUP)))
			continue;
		ssize_t got = read(session->fd, bytes, sizeof bytes);
		if (got <= 0)
			break;
		last = session_now();
		session->bytes += (size_t)got;
		answer(session->fd, bytes, (size_t)got);
	}
	return last > 0 ? last - start : 0;
}

double session_cpu(const struct session *session)
{
	char path[320], text[64];
	double sum = 0;
	(void)snprintf(path, sizeof path, "/proc/%d/task", (int)session->pid);
	DIR *tasks = opendir(path);
	for (struct dirent *task; tasks && (task = readdir(tasks));) {
		(void)snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", (int)session->pid,
			       task->d_name);
		int fd = task->d_name[0] == '.' ? -1 : open(path, O_RDONLY);
		ssize_t got = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
		text[got > 0 ? got : 0] = '\0';
		sum += strtod(text, NULL) / 1e6;
		if (fd >= 0)
			(void)close(fd);
	}
	if (tasks)
		(void)closedir(tasks);
	return sum;
}

double session_memory(const struct session *session)
{
	char path[64], line[256];
	double kilobytes = 0;
	(void)snprintf(path, sizeof path, "/proc/%d/status", (int)session->pid);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, "VmHWM:", 6) == 0)
			kilobytes = strtod(line + 6, NULL);
	if (file)
		(void)fclose(file);
	return kilobytes;
}

void session_end(struct session *session)
{
	(void)kill(session->pid, SIGKILL);
	(void)waitpid(session->pid, NULL, 0);
	(void)close(session->fd);
}
