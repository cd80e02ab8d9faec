/*
 * Measures terminal programs from the outside, in pseudo-terminals, taking turns, so that a drift
 *of the machine meets all of them: start to the frame that shows a marker, and for each key the
 *time to the last byte of the answer, its bytes and the CPU used; peak memory at the end.
 *
 *	bench ROUNDS MARKER FILE [NAME COMMAND]…    {} in COMMAND is the file; words, no shell.
 *
 * Prints a table of medians (and the 99 % of keys), with ratios to the first program.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COLUMNS = 120, ROWS = 40, KEYS = 150, PROGRAMS = 12, SAMPLES = 20000, WORDS = 16 };

struct samples {
	double at[SAMPLES];
	size_t count;
};

struct program {
	const char *name;
	char *command;
	struct samples start, key, bytes, cpu, memory;
};

struct session {
	int fd;
	pid_t pid;
	char seen[1 << 17];
	size_t length;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void add(struct samples *samples, double value)
{
	if (samples->count < SAMPLES)
		samples->at[samples->count++] = value;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double quantile(struct samples *samples, double share)
{
	if (samples->count == 0)
		return 0;
	qsort(samples->at, samples->count, sizeof *samples->at, ascending);
	return samples->at[(size_t)((double)(samples->count - 1) * share)];
}

/* The program's answers to questions of the terminal that some wait for: device attributes. */
static void answer(int fd, const char *bytes, size_t length)
{
	if (memmem(bytes, length, "\033[c", 3) || memmem(bytes, length, "\033[0c", 4))
		(void)!write(fd, "\033[?62;22c", 9);
	if (memmem(bytes, length, "\033[6n", 4))
		(void)!write(fd, "\033[2;2R", 6);
}

/* Reads till `quiet` ms of silence; returns the time of the last byte, 0 when none came in
 * `patience`. */
static double drain(struct session *s, int quiet, int patience, size_t *bytes)
{
	double last = 0;
	struct pollfd poller = { .fd = s->fd, .events = POLLIN };
	*bytes = 0;
	while (poll(&poller, 1, last > 0 ? quiet : patience) == 1) {
		char buffer[1 << 16];
		ssize_t got = read(s->fd, buffer, sizeof buffer);
		if (got <= 0)
			break;
		last = now();
		*bytes += (size_t)got;
		answer(s->fd, buffer, (size_t)got);
		size_t room = sizeof s->seen - s->length;
		size_t kept = (size_t)got < room ? (size_t)got : room;
		memcpy(s->seen + s->length, buffer, kept);
		s->length += kept;
	}
	return last;
}

static void run(char *command, const char *file)
{
	char *words[WORDS];
	int count = 0;
	for (char *word = strtok_r(command, " ", &command); word && count < WORDS - 1;
	     word = strtok_r(NULL, " ", &command))
		words[count++] = strcmp(word, "{}") == 0 ? (char *)file : word;
	words[count] = NULL;
	/* What was typed before it was killed waits in the state folder, and would be offered. */
	char state[256];
	snprintf(state, sizeof state, "%s/%ld", getenv("XDG_STATE_HOME"), (long)getpid());
	setenv("XDG_STATE_HOME", state, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	execvp(words[0], words);
	_exit(127);
}

/* ms from exec until the marker was on the screen; -1 when it never came. */
static double begin(struct session *s, const struct program *program, const char *file,
		    const char *marker)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	s->length = 0;
	double start = now();
	s->pid = forkpty(&s->fd, NULL, NULL, &size);
	if (s->pid == 0)
		run(strdup(program->command), file);
	struct pollfd poller = { .fd = s->fd, .events = POLLIN };
	while (s->length < sizeof s->seen && poll(&poller, 1, 5000) == 1) {
		ssize_t got = read(s->fd, s->seen + s->length, sizeof s->seen - s->length);
		if (got <= 0)
			return -1;
		double time = now();
		answer(s->fd, s->seen + s->length, (size_t)got);
		s->length += (size_t)got;
		if (memmem(s->seen, s->length, marker, strlen(marker)))
			return time - start;
	}
	return -1;
}

/* ns of CPU of all threads, from the kernel's own account. */
static double cpu_of(pid_t pid)
{
	char command[96];
	double sum = 0, used;
	(void)snprintf(command, sizeof command, "cat /proc/%d/task/*/schedstat", (int)pid);
	FILE *pipe = popen(command, "r");
	char line[128];
	while (pipe && fgets(line, sizeof line, pipe)) {
		used = strtod(line, NULL);
		sum += used;
	}
	if (pipe)
		(void)pclose(pipe);
	return sum;
}

static double memory_of(pid_t pid)
{
	char path[64], line[256];
	double kilobytes = 0;
	(void)snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, "VmHWM:", 6) == 0)
			kilobytes = strtod(line + 6, NULL);
	if (file)
		(void)fclose(file);
	return kilobytes;
}

static void type(struct session *s, struct program *program)
{
	static const char typed[] = "und dann kam der Montag mit einer Frage die ich nicht kannte ";
	size_t bytes;
	double cpu = cpu_of(s->pid);
	for (int i = 0; i < KEYS; i++) {
		s->length = 0;
		double start = now();
		(void)!write(s->fd, &typed[(size_t)i % (sizeof typed - 1)], 1);
		double last = drain(s, 6, 1000, &bytes);
		if (last > 0)
			add(&program->key, last - start);
		add(&program->bytes, (double)bytes);
	}
	add(&program->cpu, (cpu_of(s->pid) - cpu) / 1e6 / KEYS);
}

static void measure(struct program *program, const char *source, const char *marker)
{
	static struct session s;
	char file[] = "/tmp/tonfall-bench-XXXXXX.txt", copy[256];
	int fd = mkstemps(file, 4);
	if (fd < 0)
		return;
	(void)close(fd);
	(void)snprintf(copy, sizeof copy, "cp %s %s", source, file);
	size_t bytes;
	FILE *cp = popen(copy, "r");
	if (cp)
		(void)pclose(cp);
	double start = begin(&s, program, file, marker);
	if (start >= 0)
		add(&program->start, start);
	(void)drain(&s, 400, 400, &bytes);
	(void)!write(s.fd, "\033[1;5F", 6); /* Ctrl-End */
	(void)drain(&s, 100, 100, &bytes);
	type(&s, program);
	add(&program->memory, memory_of(s.pid));
	(void)kill(s.pid, SIGKILL);
	(void)waitpid(s.pid, NULL, 0);
	(void)close(s.fd);
	(void)unlink(file);
}

int main(int argc, char **argv)
{
	static struct program programs[PROGRAMS];
	int count = 0;
	if (argc < 6)
		return 2;
	for (int i = 4; i + 1 < argc && count < PROGRAMS; i += 2)
		programs[count++] = (struct program){ .name = argv[i], .command = argv[i + 1] };
	for (long round = strtol(argv[1], NULL, 10); round > 0; round--)
		for (int i = 0; i < count; i++)
			measure(&programs[i], argv[3], argv[2]);
	printf("%-14s %18s %18s %18s %14s %14s %16s\n", "", "start ms", "key ms 50 %",
	       "key ms 99 %", "CPU ms/key", "bytes/key", "peak memory kB");
	double first[6] = { 0 };
	for (int i = 0; i < count; i++) {
		struct program *p = &programs[i];
		double figures[6] = { quantile(&p->start, 0.5), quantile(&p->key, 0.5),
				      quantile(&p->key, 0.99),	quantile(&p->cpu, 0.5),
				      quantile(&p->bytes, 0.5), quantile(&p->memory, 0.5) };
		if (i == 0)
			memcpy(first, figures, sizeof first);
		printf("%-14s", p->name);
		for (int k = 0; k < 6; k++)
			printf(" %9.*f (%4.2f)", k < 4 ? 2 : 0, figures[k],
			       first[k] > 0 ? figures[k] / first[k] : 0);
		printf("\n");
	}
	return 0;
}
