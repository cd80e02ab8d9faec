#include "club/host.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "io/jail.h"
#include "io/relay.h"

/* What of the caller's environment a session looks at. */
static const char *const variables[] = { "TERM", "LC_ALL",	   "LC_MESSAGES",
					 "LANG", "SSH_CONNECTION", "SSH_ORIGINAL_COMMAND",
					 NULL };

enum { VALUE_MOST = 512 };

static void path_of(const char *club_path, struct str *out)
{
	(void)str_format(out, "%s.host", club_path);
}

/* ---- the host ---- */

static bool is_of_this_version(struct span words)
{
	struct span version;
	return span_next(&words, '\0', &version) && span_equal(version, span_of(TONFALL_VERSION));
}

/* Version, name, then VARIABLE=VALUE each; each ends with NUL. */
static bool take_words(struct span words, char name[CLUB_NAME])
{
	struct span version, who, line;
	if (!span_next(&words, '\0', &version) || !span_next(&words, '\0', &who) ||
	    who.length >= CLUB_NAME || clearenv() != 0)
		return false;
	(void)snprintf(name, CLUB_NAME, "%.*s", SPAN_ARGS(who));
	while (span_next(&words, '\0', &line) && line.length) {
		char value[VALUE_MOST];
		size_t equals = span_find(line, SPAN("="), 0);
		if (equals >= line.length || line.length >= sizeof value)
			return false;
		memcpy(value, line.at, line.length);
		value[equals] = value[line.length] = '\0';
		if (setenv(value, value + equals + 1, 1) != 0)
			return false;
	}
	return true;
}

static void be_session(const char *club_path, const struct host_work *work, struct relay_call *call,
		       void *loaded)
{
	char name[CLUB_NAME];
	static const char taken = 'T';
	unsigned char status = 2;
	/* By the session itself, so that its end never comes before it. */
	(void)!write(call->line, &taken, 1);
	for (int i = 0; i < RELAY_FILES; i++)
		if (dup2(call->files[i], i) < 0)
			_exit(1);
	if (signal(SIGCHLD, SIG_DFL) != SIG_ERR && take_words(str_span(&call->words), name)) {
		i18n_init(NULL);
		status = (unsigned char)work->serve(club_path, name, loaded, call->line);
	}
	(void)fflush(NULL);
	(void)!write(call->line, &status, 1); /* who called may be gone */
	_exit(status);
}

static void count_ended(int *sessions)
{
	while (waitpid(-1, NULL, WNOHANG) > 0)
		--*sessions;
}

bool host_run(const char *club_path, const struct host_work *work, struct err *err)
{
	struct str path = { 0 };
	struct relay_call call;
	int sessions = 0;
	if (!jail_refuse_power(err))
		return false;
	/* No member's words, nor the account's own. */
	if (setenv("HOME", "/nonexistent", 1) != 0 || unsetenv("XDG_DATA_HOME") != 0)
		return err_system(err, _("The session's environment cannot be set"));
	/* The memory that sessions begin with is nobody's to look into. */
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* valid arguments cannot fail */
	path_of(club_path, &path);
	int listener = relay_listen(str_text(&path), err);
	str_release(&path);
	if (listener < 0)
		return false;
	void *loaded = work->load();
	(void)malloc_trim(0); /* what the loading left; true when there was something */
	for (;;) {
		bool called = relay_accept(listener, &call);
		count_ended(&sessions);
		if (!called)
			continue;
		bool can = sessions < HOST_SESSIONS && is_of_this_version(str_span(&call.words));
		pid_t child = can ? fork() : -1;
		if (child == 0) {
			(void)close(listener); /* the parent's */
			be_session(club_path, work, &call, loaded);
		}
		sessions += child > 0;
		relay_release(&call); /* who was not taken does it by itself */
	}
}

/* ---- a session's way there ---- */

static void add_words(const char *name, struct str *out)
{
	(void)str_format(out, "%s%c%s%c", TONFALL_VERSION, 0, name, 0);
	for (size_t i = 0; variables[i]; i++) {
		const char *value = getenv(variables[i]);
		if (value && strlen(value) < VALUE_MOST / 2)
			(void)str_format(out, "%s=%s%c", variables[i], value, 0);
	}
}

/* It only waits from here on: it needs no file, no program, and nothing of its memory. */
static void give_up_rights(void)
{
	static const char *const none[] = { NULL };
	struct jail jail = { .read = none, .write = none, .home = "/" };
	struct str missing = { 0 };
	/* What is not given up here was given up by the session, which says so. */
	(void)jail_enter(&jail, &missing, NULL);
	str_release(&missing);
}

bool host_enter(const char *club_path, const char *name, int *status)
{
	struct str path = { 0 }, words = { 0 };
	path_of(club_path, &path);
	add_words(name, &words);
	int line = access(str_text(&path), F_OK) == 0 && club_name_is_valid(name)
			   ? relay_call(str_text(&path), str_span(&words))
			   : -1;
	str_release(&words);
	str_release(&path);
	if (line < 0)
		return false;
	give_up_rights();
	*status = relay_wait(line);
	(void)close(line); /* all was said */
	return true;
}
