#include "io/remote.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { WORDS_MOST = 32, COMPLAINT_MOST = 2000, ANSWER_MOST = 4 << 20 };

struct child {
	pid_t pid;
	int in, out, complaints; /* our ends */
};

/* ---- starting ---- */

static bool is_host(const char *host)
{
	return *host && *host != '-' && strcspn(host, " \t\r\n'\"\\$`;&|<>(){}") == strlen(host);
}

static void split(char *words, const char *host, const char *argv[WORDS_MOST + 3])
{
	size_t count = 0;
	for (char *at = words; *at && count < WORDS_MOST;) {
		at += strspn(at, " ");
		if (!*at)
			break;
		argv[count++] = at;
		at += strcspn(at, " ");
		if (*at)
			*at++ = '\0';
	}
	argv[count++] = host;
	argv[count++] = "verbs";
	argv[count] = NULL;
}

/* In the child, after fork: only what is safe there. */
static void become(const char *const argv[], const int in[2], const int out[2],
		   const int complaints[2], bool is_of_a_desk)
{
	sigset_t none;
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	if (is_of_a_desk)
		(void)setsid(); /* the desk's terminal is not to be asked anything */
	if (dup2(in[0], STDIN_FILENO) >= 0 && dup2(out[1], STDOUT_FILENO) >= 0 &&
	    dup2(complaints[1], STDERR_FILENO) >= 0)
		(void)execvp(argv[0], (char *const *)argv); /* it does not change them */
	_exit(127);
}

static void close_pair(const int pair[2])
{
	for (int i = 0; i < 2; i++)
		if (pair[i] >= 0)
			(void)close(pair[i]); /* nothing of ours is in it */
}

static bool start(struct child *child, const char *const argv[], bool is_of_a_desk, struct err *err)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, complaints[2] = { -1, -1 };
	bool made = pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0 &&
		    pipe2(complaints, O_CLOEXEC) == 0;
	child->pid = made ? fork() : -1;
	if (child->pid == 0)
		become(argv, in, out, complaints, is_of_a_desk);
	if (child->pid < 0) {
		close_pair(in), close_pair(out), close_pair(complaints);
		return err_system(err, _("ssh cannot be started"));
	}
	(void)close(in[0]), (void)close(out[1]), (void)close(complaints[1]); /* the child's */
	*child = (struct child){ child->pid, in[1], out[0], complaints[0] };
	return true;
}

/* ---- talking ---- */

static bool take(int fd, struct str *out)
{
	char bytes[1 << 14];
	ssize_t length = read(fd, bytes, sizeof bytes);
	if (length < 0 && errno == EINTR)
		return true;
	return length > 0 && str_add(out, (struct span){ bytes, (size_t)length });
}

static bool has_line(const struct str *answer)
{
	return span_find(str_span(answer), SPAN("\n"), 0) < answer->length;
}

/* Sends and receives at once: neither side may wait for the other's full pipe. */
static void talk(struct child *child, const struct remote *remote, struct span line,
		 struct str *answer, struct str *complaint)
{
	int64_t until = clock_ms() + remote->limit_ms;
	while (!has_line(answer)) {
		struct pollfd fds[] = { { child->out, POLLIN, 0 },
					{ child->complaints, POLLIN, 0 },
					{ line.length ? child->in : -1, POLLOUT, 0 },
					{ remote->stop, POLLIN, 0 } };
		int64_t left = until - clock_ms();
		int ready = left > 0 ? poll(fds, 4, (int)left) : 0;
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0 || fds[3].revents)
			return;
		if (fds[2].revents) {
			ssize_t sent = write(child->in, line.at, line.length);
			line = span_slice(line, sent > 0 ? (size_t)sent : line.length, line.length);
		}
		if (fds[1].revents && !take(child->complaints, complaint)) {
			(void)close(child->complaints); /* it has ended, or said too much */
			child->complaints = -1;
		}
		if (fds[0].revents && !take(child->out, answer))
			return;
	}
}

/* The last line that ssh complained with, without what could harm a terminal. */
static void last_words(const struct str *complaint, struct str *out)
{
	struct span text = span_trim(str_span(complaint));
	size_t start = text.length;
	while (start && text.at[start - 1] != '\n')
		start--;
	for (size_t i = start; i < text.length && out->length < 160; i++)
		if ((unsigned char)text.at[i] >= 0x20 && text.at[i] != 0x7f)
			(void)str_add_byte(out, text.at[i]);
}

static void end(struct child *child, bool has_answered)
{
	int status;
	if (!has_answered)
		(void)kill(child->pid, SIGTERM); /* it may have ended by itself */
	(void)close(child->in), (void)close(child->out);
	if (child->complaints >= 0)
		(void)close(child->complaints);
	/* It ends at its end of input; one that does not is ended. */
	for (int i = 0; i < 100; i++) {
		if (waitpid(child->pid, &status, WNOHANG) != 0)
			return;
		(void)poll(NULL, 0, 10);
	}
	(void)kill(child->pid, SIGTERM);
	(void)waitpid(child->pid, &status, 0);
}

bool remote_ask(const struct remote *remote, struct span line, struct str *answer, struct err *err)
{
	struct child child = { 0 };
	struct str complaint, words = { 0 };
	const char *argv[WORDS_MOST + 3];
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	str_clear(answer);
	answer->ceiling = ANSWER_MOST;
	if (!is_host(remote->host))
		return err_set(err, ERR_USAGE, _("The hub is USER@HOST, as for ssh."));
	char *copy = mem_copy(span_of(remote->command));
	split(copy, remote->host, argv);
	str_init(&complaint, COMPLAINT_MOST);
	str_init(answer, ANSWER_MOST);
	(void)sigaction(SIGPIPE, &ignore, &before); /* valid signal numbers cannot fail */
	bool done = start(&child, argv, remote->stop >= 0, err);
	if (done) {
		talk(&child, remote, line, answer, &complaint);
		end(&child, has_line(answer));
		last_words(&complaint, &words);
		if (!has_line(answer))
			done = err_set(err, ERR_NET,
				       _("The hub did not answer (%s). Your text is as it was."),
				       words.length ? str_text(&words) : _("no word from ssh"));
	}
	(void)sigaction(SIGPIPE, &before, NULL);
	str_release(&words);
	str_release(&complaint);
	free(copy);
	return done;
}
