#include "io/pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arr.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

extern char **environ;

enum {
	LIMIT_MS = 5000,
	MOST_BYTES = 64 << 10,
	MOST_WORDS = 64,
	REAP_MS = 5, /* between looks at a command that closed its output and still runs */
};

struct pipe {
	struct loop *loop;
	pipe_function *done;
	void *context;
	enum pipe_want want;
	pid_t child;
	int fd, limit_timer, reap_timer;
	/* One allocation from the start, so that no copy of a key stays behind when it grows. */
	char *output;
	size_t length, room;
	struct err err;
};

struct words ARR(char *);

static void words_release(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->at[i]);
	arr_release(words);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

/* One word from *at on, its quotes taken off; NULL when a quote is not closed. */
static char *take_word(const char **at)
{
	struct str word = { 0 };
	char quote = 0;
	for (; **at && (quote || !is_blank(**at)); (*at)++) {
		if (**at == quote)
			quote = 0;
		else if (!quote && (**at == '"' || **at == '\''))
			quote = **at;
		else
			(void)str_add_byte(&word, **at);
	}
	if (!quote)
		return str_take(&word);
	str_release(&word);
	return NULL;
}

/* Ends with a NULL word, as posix_spawn wants it. */
static bool split(const char *command, struct words *words, struct err *err)
{
	for (;;) {
		while (is_blank(*command))
			command++;
		if (!*command)
			break;
		if (words->count == MOST_WORDS)
			return err_set(err, ERR_LIMIT, _("The command has more than %d words."),
				       MOST_WORDS);
		char *word = take_word(&command);
		if (!word)
			return err_set(err, ERR_INPUT, "%s",
				       _("The command has a quote that is not closed."));
		*arr_add(words) = word;
	}
	if (words->count == 0)
		return err_set(err, ERR_INPUT, "%s", _("The command is empty."));
	*arr_add(words) = NULL;
	return true;
}

/* The loop blocks signals for its signalfd and the program may ignore some: a child gets neither.
 */
static void set_attributes(posix_spawnattr_t *attributes)
{
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK |
						     POSIX_SPAWN_SETSIGDEF);
}

static bool spawn(struct pipe *pipe, char *const *words, int output, struct err *err)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	posix_spawnattr_init(&attributes);
	set_attributes(&attributes);
	errno = posix_spawnp(&pipe->child, words[0], &files, &attributes, words, environ);
	bool started = errno == 0;
	if (!started)
		(void)err_system(err, _("The command %s could not be started"), words[0]);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return started;
}

static void pipe_free(struct pipe *pipe)
{
	if (pipe->fd >= 0) {
		loop_unwatch(pipe->loop, pipe->fd);
		(void)close(pipe->fd); /* only read from */
	}
	loop_cancel(pipe->loop, pipe->limit_timer);
	loop_cancel(pipe->loop, pipe->reap_timer);
	if (pipe->child > 0) {
		(void)kill(-pipe->child, SIGKILL); /* gone already is as good */
		while (waitpid(pipe->child, NULL, 0) < 0 && errno == EINTR)
			;
	}
	explicit_bzero(pipe->output, pipe->room);
	free(pipe->output);
	free(pipe);
}

static void finish(struct pipe *pipe)
{
	struct span output = { pipe->output, pipe->length };
	if (pipe->err.code != ERR_NONE)
		output.length = 0;
	else if (pipe->want == PIPE_FIRST_LINE)
		output.length = span_find(output, SPAN("\n"), 0);
	if (pipe->want == PIPE_FIRST_LINE && span_ends(output, SPAN("\r")))
		output.length--;
	pipe->done(pipe->context, output, &pipe->err);
	pipe_free(pipe);
}

static void too_slow(void *context)
{
	struct pipe *pipe = context;
	(void)err_set(&pipe->err, ERR_LIMIT, "%s",
		      _("The command took too long and was ended. Try it in a shell."));
	finish(pipe);
}

/* Its output is closed; it should be gone any moment. */
static void reap(void *context)
{
	struct pipe *pipe = context;
	int status = 0;
	pid_t child = waitpid(pipe->child, &status, WNOHANG);
	if (child == 0 || (child < 0 && errno == EINTR)) {
		pipe->reap_timer = loop_timer(pipe->loop, REAP_MS, reap, pipe);
		return;
	}
	pipe->child = 0;
	if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) != 0)
		(void)err_set(&pipe->err, ERR_INPUT,
			      _("The command failed with status %d. Try it in a shell."),
			      WEXITSTATUS(status));
	else if (child > 0 && WIFSIGNALED(status))
		(void)err_set(&pipe->err, ERR_INPUT, _("The command was ended by signal %d."),
			      WTERMSIG(status));
	finish(pipe);
}

static void read_some(void *context, int fd, int events)
{
	struct pipe *pipe = context;
	(void)events; /* a read tells the end too */
	ssize_t got = read(fd, pipe->output + pipe->length, pipe->room - pipe->length);
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got > 0) {
		pipe->length += (size_t)got;
		if (pipe->length < pipe->room)
			return;
		(void)err_set(&pipe->err, ERR_LIMIT, _("The command printed more than %zu bytes."),
			      pipe->room - 1);
		finish(pipe);
		return;
	}
	loop_unwatch(pipe->loop, fd);
	(void)close(fd); /* only read from */
	pipe->fd = -1;
	reap(pipe);
}

static bool begin(struct pipe *pipe, const char *command, struct err *err)
{
	int ends[2];
	struct words words = { 0 };
	bool started = split(command, &words, err);
	if (started && pipe2(ends, O_CLOEXEC) != 0)
		started = err_system(err, "%s", _("The command could not be started"));
	else if (started) {
		started = spawn(pipe, words.at, ends[1], err);
		(void)close(ends[1]); /* the child's */
		pipe->fd = ends[0];
	}
	words_release(&words);
	return started && fcntl(pipe->fd, F_SETFL, O_NONBLOCK) == 0;
}

struct pipe *pipe_start(struct loop *loop, const struct pipe_request *request, pipe_function *done,
			void *context, struct err *err)
{
	struct pipe *pipe = mem_alloc(sizeof *pipe);
	*pipe = (struct pipe){
		.loop = loop,
		.done = done,
		.context = context,
		.want = request->want,
		.fd = -1,
		/* One more, to tell "as much as allowed" from "more". */
		.room = (request->most_bytes ? request->most_bytes : MOST_BYTES) + 1,
	};
	pipe->output = mem_alloc(pipe->room);
	if (!begin(pipe, request->command, err)) {
		pipe_free(pipe);
		return NULL;
	}
	loop_watch(loop, pipe->fd, LOOP_READ, read_some, pipe);
	pipe->limit_timer =
		loop_timer(loop, request->limit_ms ? request->limit_ms : LIMIT_MS, too_slow, pipe);
	return pipe;
}

void pipe_cancel(struct pipe *pipe)
{
	if (pipe)
		pipe_free(pipe);
}
