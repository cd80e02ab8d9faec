#include "club/session.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/path.h"
#include "club/audit.h"
#include "club/verb.h"
#include "io/jail.h"

/* The client's address: the first word of SSH_CONNECTION, if it looks like one. */
static void find_source(char source[SESSION_SOURCE])
{
	const char *said = getenv("SSH_CONNECTION");
	size_t length = said ? strspn(said, "0123456789abcdefABCDEF.:") : 0;
	if (length == 0 || length >= SESSION_SOURCE || said[length] != ' ')
		(void)snprintf(source, SESSION_SOURCE, "local");
	else
		(void)snprintf(source, SESSION_SOURCE, "%.*s", (int)length, said);
}

/* Where the program's data really lies: a folder of it may be a link. */
static const char *const data_folders[] = { "rules",  "dictionaries", "lessons", "tasks",
					    "themes", "voice",	      "locale" };
enum { DATA_FOLDERS = sizeof data_folders / sizeof *data_folders };

/* What the program itself reads besides: dictionaries, libraries that come on first need. */
static const char *const system_folders[] = {
	"/usr/share/hunspell",
	"/usr/share/myspell",
	"/usr/share/mythes",
	"/usr/share/terminfo",
	"/lib/terminfo",
	"/etc/terminfo",
	"/usr/share/zoneinfo",
	"/etc/localtime",
	"/usr/lib",
	"/lib",
	"/lib64",
	"/etc/ld.so.cache",
	"/usr/share/locale",
	"/dev/null",
	"/dev/urandom",
};
enum { SYSTEM_FOLDERS = sizeof system_folders / sizeof *system_folders };

/* The club's own files are open by now, and stay so; of its folder nothing can be opened any more
 * but what is the member's. */
static bool enter_jail(const char *home, struct str *missing, struct err *err)
{
	struct str data[DATA_FOLDERS] = { 0 };
	const char *read[DATA_FOLDERS + SYSTEM_FOLDERS + 1];
	const char *const write[] = { home, "/dev/tty", NULL };
	size_t count = 0;
	for (size_t i = 0; i < DATA_FOLDERS; i++)
		read[count++] = path_in(&data[i], PATH_SHARED, data_folders[i]);
	for (size_t i = 0; i < SYSTEM_FOLDERS; i++)
		read[count++] = system_folders[i];
	read[count] = NULL;
	struct jail jail = { .read = read, .write = write, .home = home };
	bool done = jail_enter(&jail, missing, err);
	for (size_t i = 0; i < DATA_FOLDERS; i++)
		str_release(&data[i]);
	return done;
}

static bool note_missing(struct session *session, const struct str *missing, struct err *err)
{
	struct span rest = str_span(missing), line;
	char outcome[64];
	while (span_next(&rest, '\n', &line)) {
		if (line.length == 0)
			continue;
		(void)snprintf(outcome, sizeof outcome, "without %.*s", SPAN_ARGS(line));
		if (!audit_add(session->club->audit, &session->actor, "session", 0, outcome, err))
			return false;
	}
	return true;
}

/* SQLite opens its log with the first question, so that has to be asked before the jail. */
static bool open_club(struct session *session, const char *club_path, const char *name,
		      struct err *err)
{
	session->club = club_open(club_path, err);
	return session->club && club_member(session->club, name, &session->actor.member, err);
}

bool session_open(struct session *session, const char *club_path, const char *name, struct err *err)
{
	struct str missing = { 0 }, folder = { 0 }, home = { 0 };
	*session = (struct session){ .line = -1 };
	if (!club_name_is_valid(name))
		return err_set(err, ERR_USAGE,
			       _("A member's name is 1 to 32 of a-z, 0-9, dot, _ and -."));
	find_source(session->source);
	session->actor.source = session->source;
	(void)umask(077); /* gives the old one */
	(void)str_format(&home, "%s/members/%s", path_folder(&folder, club_path), name);
	bool done = jail_refuse_power(err) && open_club(session, club_path, name, err) &&
		    file_make_folder(str_text(&home), err) &&
		    enter_jail(str_text(&home), &missing, err) &&
		    note_missing(session, &missing, err);
	session->is_walled = span_find(str_span(&missing), SPAN("landlock"), 0) == missing.length;
	str_release(&home);
	str_release(&folder);
	str_release(&missing);
	if (!done)
		session_close(session);
	return done;
}

void session_close(struct session *session)
{
	club_close(session->club);
	session->club = NULL;
}

/* ---- verbs ---- */

/* By when the other side has to have sent a whole line, or taken an answer. */
static int64_t limit_of(const struct session *session)
{
	return clock_ms() + (session->idle_ms ? session->idle_ms : SESSION_IDLE_MS);
}

/* 1: the file is ready; 0: it is too late, or the line has ended, which it tells without being
 * asked for anything; -1: look again. */
static int wait_for(const struct session *session, int fd, short events, int64_t until)
{
	struct pollfd pollers[] = { { fd, events, 0 }, { session->line, 0, 0 } };
	int64_t left = until - clock_ms();
	int ready = left > 0 ? poll(pollers, 2, (int)left) : 0;
	if (ready < 0 && errno == EINTR)
		return -1;
	return ready > 0 && !pollers[1].revents;
}

/* In pieces for which there is room (pipe(7)): who reads nothing does not hold the session. */
static bool write_all(const struct session *session, int fd, struct span bytes, struct err *err)
{
	int64_t until = limit_of(session);
	while (bytes.length) {
		int ready = wait_for(session, fd, POLLOUT, until);
		if (ready < 0)
			continue;
		errno = ETIMEDOUT;
		size_t length = bytes.length < PIPE_BUF ? bytes.length : PIPE_BUF;
		ssize_t written = ready ? write(fd, bytes.at, length) : -1;
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return err_system(err, _("The other side is gone"));
		bytes = span_slice(bytes, (size_t)written, bytes.length);
	}
	return true;
}

/* Runs every whole line and keeps the rest. */
static bool run_lines(struct session *session, struct str *input, int out, struct err *err)
{
	size_t start = 0, end;
	struct str answer;
	str_init(&answer, VERB_LINE * 4 + 1);
	bool done = true;
	while (done && (end = span_find(str_span(input), SPAN("\n"), start)) < input->length) {
		struct span line = span_slice(str_span(input), start, end);
		str_clear(&answer);
		/* A verb that was refused has said so in its answer. */
		if (span_trim(line).length)
			(void)verb_run(session->club, &session->actor, line, &answer);
		done = write_all(session, out, str_span(&answer), err);
		start = end + 1;
	}
	(void)str_replace(input, 0, start, SPAN(""));
	str_release(&answer);
	return done;
}

/* 1: bytes came; 0: the end, or it took too long; -1: failed. */
static int read_more(const struct session *session, int in, int64_t until, struct str *input,
		     struct err *err)
{
	char bytes[1 << 14];
	int ready = wait_for(session, in, POLLIN, until);
	if (ready <= 0)
		return ready < 0;
	ssize_t length = read(in, bytes, sizeof bytes);
	if (length <= 0)
		return 0; /* end of file and EIO alike: the other side is gone */
	if (!str_add(input, (struct span){ bytes, (size_t)length })) {
		(void)err_set(err, ERR_LIMIT, _("A line of verbs has at most 1 MiB."));
		return -1;
	}
	return 1;
}

bool session_serve(struct session *session, int in, int out, struct err *err)
{
	struct str input;
	str_init(&input, VERB_LINE);
	int64_t until = limit_of(session);
	int more;
	bool done = true;
	while (done && (more = read_more(session, in, until, &input, err)) != 0) {
		bool has_line = span_find(str_span(&input), SPAN("\n"), 0) < input.length;
		done = more > 0 && run_lines(session, &input, out, err);
		if (has_line) /* single bytes give no more time */
			until = limit_of(session);
	}
	str_release(&input);
	return done;
}
