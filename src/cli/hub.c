#include "cli/hub.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "club/audit.h"
#include "club/club.h"
#include "club/host.h"
#include "club/session.h"
#include "desk/desk.h"
#include "lang/speller.h"

enum { KEY_FILE = 16 << 10, ARGS_MOST = 4 };

/* What stands on the command line: --club PATH, --as NAME, --role ROLE, and the rest. */
struct request {
	const char *club, *as, *role;
	const char *rest[ARGS_MOST];
	int count;
};

static int fail(const struct err *err)
{
	(void)fprintf(stderr, "tonfall: %s\n", err->text);
	return 2;
}

static bool read_request(int argc, char **argv, struct request *r)
{
	*r = (struct request){ .club = getenv("TONFALL_CLUB") };
	for (int i = 0; i < argc; i++) {
		const char **to = strcmp(argv[i], "--club") == 0   ? &r->club
				  : strcmp(argv[i], "--as") == 0   ? &r->as
				  : strcmp(argv[i], "--role") == 0 ? &r->role
								   : NULL;
		if (to && i + 1 < argc)
			*to = argv[++i];
		else if (to || (argv[i][0] == '-' && argv[i][1]) || r->count == ARGS_MOST)
			return false;
		else
			r->rest[r->count++] = argv[i];
	}
	return r->club != NULL;
}

/* ---- members ---- */

static int init(const struct request *r)
{
	struct err err;
	struct club *club = club_create(r->club, &err);
	if (!club)
		return fail(&err);
	club_close(club);
	(void)printf(_("The club is made: %s. Next: tonfall hub add NAME KEYFILE --role coach\n"),
		     r->club);
	return 0;
}

static int role_of(const char *name)
{
	for (int i = 0; name && club_roles[i]; i++)
		if (strcmp(club_roles[i], name) == 0)
			return i;
	return name ? -1 : ROLE_AUTHOR;
}

/* NAME [KEYFILE|-]: the key as ssh-keygen wrote it. */
static int add(const struct request *r)
{
	struct err err;
	struct str key;
	int role = role_of(r->role);
	if (role < 0)
		return cli_usage(_("a role is author, coach or admin"));
	str_init(&key, KEY_FILE);
	bool done = r->count < 2 ||
		    (strcmp(r->rest[1], "-") == 0
			     ? file_read_fd(STDIN_FILENO, _("standard input"), KEY_FILE, &key, &err)
			     : file_read(r->rest[1], KEY_FILE, &key, NULL, &err));
	struct club *club = done ? club_open(r->club, &err) : NULL;
	done = club && club_add(club, r->rest[0], (enum club_role)role,
				r->count > 1 ? str_text(&key) : NULL, &err);
	club_close(club);
	str_release(&key);
	return done ? 0 : fail(&err);
}

static int remove_member(const struct request *r)
{
	struct err err;
	struct club *club = club_open(r->club, &err);
	bool done = club && club_remove(club, r->rest[0], &err);
	club_close(club);
	return done ? 0 : fail(&err);
}

static int list(const struct request *r)
{
	struct err err;
	struct members members = { 0 };
	struct club *club = club_open(r->club, &err);
	bool done = club && club_list(club, &members, &err);
	for (size_t i = 0; done && i < members.count; i++)
		(void)printf("%-32s %-6s %s\n", members.at[i].name, club_roles[members.at[i].role],
			     members.at[i].is_active ? "" : _("removed"));
	arr_release(&members);
	club_close(club);
	return done ? 0 : fail(&err);
}

/* ---- for sshd ---- */

struct key_lines {
	char program[PATH_MAX];
	const char *club;
};

/* exec: the shell that sshd starts it with does not stay. No comment behind the key: sshd 9.2 takes
 * what an AuthorizedKeysCommand prints there as its own.
 */
static bool print_key(void *context, const char *name, const char *kind, const char *blob)
{
	const struct key_lines *lines = context;
	(void)printf("restrict,pty,command=\"exec %s hub session --club %s --as %s\" %s %s\n",
		     lines->program, lines->club, name, kind, blob);
	return true;
}

/* A path that could end the quotation of command="…" is refused; nothing else is needed there. */
static bool is_plain(const char *path)
{
	return path[0] == '/' && strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
					      "0123456789/._-") == strlen(path);
}

/* Without more all keys (for authorized_keys); KIND BLOB as sshd's %t %k: those of that key. */
static int keys(const struct request *r)
{
	struct err err;
	struct key_lines lines = { .club = r->club };
	ssize_t length = readlink("/proc/self/exe", lines.program, sizeof lines.program - 1);
	if (length <= 0 || !is_plain(lines.program) || !is_plain(r->club))
		return cli_usage(_("program and club must have absolute paths of plain letters"));
	/* %u %t %k: the account's name says nothing here. */
	int first = r->count == 3 ? 1 : 0;
	struct club *club = club_open(r->club, &err);
	bool done = club &&
		    club_keys(club, r->count >= 2 ? r->rest[first] : NULL,
			      r->count >= 2 ? r->rest[first + 1] : NULL, print_key, &lines, &err);
	club_close(club);
	return done ? 0 : fail(&err);
}

/* The desk asks the club on a thread of its own; without the wall around the member's folder there
 * is none: it opens files by name. */
static int serve_desk(struct session *session)
{
	if (!session->is_walled) {
		session_close(session);
		return cli_usage(_("this server cannot keep a desk in its folder (no Landlock); "
				   "the verbs work"));
	}
	int status = desk_member(session);
	session_close(session);
	return status;
}

static int serve_session(const char *club, const char *name, void *loaded, int line)
{
	struct err err = { 0 };
	struct session session;
	/* What the client asked for besides: nothing but the desk and the verbs is here. */
	const char *asked = getenv("SSH_ORIGINAL_COMMAND");
	bool wants_desk = !(asked && *asked) && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	bool refused = asked && *asked && strcmp(asked, "verbs") != 0;
	(void)signal(SIGPIPE, SIG_IGN); /* the only handler; a gone client is an error of write */
	if (!session_open(&session, club, name, &err))
		return fail(&err);
	session.speller = loaded;
	session.line = line;
	if (wants_desk)
		return serve_desk(&session);
	bool done = !refused && session_serve(&session, STDIN_FILENO, STDOUT_FILENO, &err);
	session_close(&session);
	if (refused)
		return cli_usage(_("this account is for Tonfall only: `ssh -t` for the desk"));
	return done ? 0 : fail(&err);
}

static int session(const struct request *r)
{
	int status;
	if (host_enter(r->club, r->as, &status))
		return status;
	return serve_session(r->club, r->as, NULL, -1);
}

/* All four languages with all that is read on first need. */
static void *load(void)
{
	struct speller *speller = speller_new();
	for (int language = LANGUAGE_DE; language < LANGUAGE_COUNT; language++)
		/* One that is missing is missed by each session, which says so. */
		(void)speller_preload(speller, (enum language)language, NULL);
	return speller;
}

static int serve(const struct request *r)
{
	static const struct host_work work = { load, serve_session };
	struct err err;
	struct club *club = club_open(r->club, &err);
	bool done = club && (club_close(club), host_run(r->club, &work, &err));
	return done ? 0 : fail(&err);
}

/* ---- care ---- */

static int audit(const struct request *r)
{
	struct err err;
	long long lines;
	if (r->count != 1 || strcmp(r->rest[0], "verify") != 0)
		return cli_usage(_("usage: tonfall hub audit verify --club PATH"));
	if (!audit_verify(r->club, &lines, &err))
		return fail(&err) - 1;
	(void)printf(_("%lld lines, each following from the one before\n"), lines);
	return 0;
}

static int backup(const struct request *r)
{
	struct err err;
	struct club *club = club_open(r->club, &err);
	bool done = club && db_verify(club->db, &err) && db_backup(club->db, r->rest[0], &err);
	club_close(club);
	if (!done)
		return fail(&err);
	(void)printf(_("The backup is whole: %s\n"), r->rest[0]);
	return 0;
}

static const struct {
	const char *name;
	int least, most; /* further arguments */
	int (*run)(const struct request *request);
} verbs[] = {
	{ "init", 0, 0, init },	  { "add", 1, 2, add },	      { "remove", 1, 1, remove_member },
	{ "list", 0, 0, list },	  { "keys", 0, 3, keys },     { "session", 0, 0, session },
	{ "audit", 1, 1, audit }, { "backup", 1, 1, backup }, { "serve", 0, 0, serve },
};

const struct cli_option hub_options[] = {
	{ "init", N_("makes a club; this and all others take --club PATH") },
	{ "add NAME [KEYFILE|-] [--role author|coach|admin]",
	  N_("a member with a public key; again: another key or role") },
	{ "remove NAME", N_("the member can do nothing any more; what they wrote stays") },
	{ "list", N_("all members") },
	{ "keys [USER KIND KEY]", N_("lines for authorized_keys, or for AuthorizedKeysCommand") },
	{ "session --as NAME", N_("what sshd starts for a member") },
	{ "serve",
	  N_("holds the dictionaries so that sessions share them; runs until it is ended") },
	{ "audit verify", N_("whether each line of the audit follows from the one before") },
	{ "backup FILE", N_("a whole copy while the club goes on") },
	{ 0 },
};

int cli_hub(int argc, char **argv)
{
	struct request request;
	for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof *verbs; i++) {
		if (strcmp(verbs[i].name, argv[1]) != 0)
			continue;
		if (!read_request(argc - 2, argv + 2, &request))
			return cli_usage(_("say which club: --club PATH"));
		bool is_session = verbs[i].run == session;
		if (request.count < verbs[i].least || request.count > verbs[i].most ||
		    is_session != (request.as != NULL))
			break;
		return verbs[i].run(&request);
	}
	return cli_usage(_("`tonfall hub --help` says what it can do"));
}
