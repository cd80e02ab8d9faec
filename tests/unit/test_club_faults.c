/*
 * The club's file when things go wrong: processes that are killed in the middle of a write, many at
 * once on one file, a full disk, a clock that goes back, files of others. What was acknowledged is
 * there, the file is whole, and the audit's chain holds.
 */
#include "unit.h"

#include <errno.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "club/audit.h"
#include "club/comment.h"
#include "club/schema.h"
#include "club/session.h"
#include "club/submission.h"
#include "club/verb.h"

enum { WRITERS = 8, EACH = 25, KILLS = 12, ROUNDS = 30 };

struct world {
	char folder[80], path[96];
};

static int open_world(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	struct err err = { 0 };
	i18n_init("en");
	(void)snprintf(w->folder, 32, "/tmp/tonfall-faults-XXXXXX");
	assert_non_null(mkdtemp(w->folder));
	(void)snprintf(w->path, sizeof w->path, "%s/club.db", w->folder);
	struct club *club = club_create(w->path, &err);
	assert_non_null(club);
	assert_true(club_add(club, "anna", ROLE_AUTHOR, NULL, &err));
	assert_true(club_add(club, "carl", ROLE_COACH, NULL, &err));
	club_close(club);
	*state = w;
	return 0;
}

static int close_world(void **state)
{
	struct world *w = *state;
	static const char *const suffixes[] = { "", "-wal", "-shm", ".audit" };
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		char path[128];
		(void)snprintf(path, sizeof path, "%s%s", w->path, suffixes[i]);
		(void)unlink(path);
	}
	(void)rmdir(w->folder);
	free(w);
	return 0;
}

static struct club *open_club(const struct world *w, const char *name, struct actor *actor)
{
	struct err err = { 0 };
	struct club *club = club_open(w->path, &err);
	*actor = (struct actor){ .source = "test" };
	if (!club || !club_member(club, name, &actor->member, &err))
		fail_msg("%s", err.text);
	return club;
}

static bool run(struct club *club, const struct actor *actor, const char *line, struct str *answer)
{
	str_clear(answer);
	return verb_run(club, actor, span_of(line), answer);
}

static bool add_entry(const struct world *w, struct err *err)
{
	struct actor actor = { .source = "test" };
	struct audit *audit = audit_open(w->path, err);
	bool done = audit && audit_add(audit, &actor, "test", 0, "ok", err);
	audit_close(audit);
	return done;
}

/* The file is whole and, once there is a next entry, the audit's lines follow from one another. */
static void is_whole(const struct world *w)
{
	struct err err = { 0 };
	long long lines;
	struct club *club = club_open(w->path, &err);
	if (!club || !db_verify(club->db, &err) || !add_entry(w, &err) ||
	    !audit_verify(w->path, &lines, &err))
		fail_msg("%s", err.text);
	club_close(club);
}

static void an_entry_that_was_cut_off_is_taken_out_by_the_next(void **state)
{
	const struct world *w = *state;
	struct err err = { 0 };
	char path[160];
	long long before, after;
	(void)snprintf(path, sizeof path, "%s.audit", w->path);
	assert_true(add_entry(w, &err));
	assert_true(audit_verify(w->path, &before, &err));
	FILE *file = fopen(path, "a");
	assert_non_null(file);
	(void)fputs("{\"seq\":2,\"ti", file);
	assert_int_equal(fclose(file), 0);
	assert_false(audit_verify(w->path, &after, &err));
	assert_non_null(strstr(err.text, "cut"));
	is_whole(w);
	assert_true(audit_verify(w->path, &after, &err));
	assert_int_equal(after, before + 1);
}

/* ---- killed in the middle ---- */

/* A kind of write, made again and again; `round` makes each different. */
struct writing {
	const char *member;
	const char *lines[3]; /* %d: the round, %lld: a submission */
};

static const struct writing writings[] = {
	{ "anna", { "{\"version\":1,\"verb\":\"submit\",\"title\":\"T\",\"text\":\"Text %d\"}" } },
	{ "anna",
	  { "{\"version\":1,\"verb\":\"submit\",\"id\":1,\"title\":\"T\",\"text\":\"Text %d\"}" } },
	{ "carl", { "{\"version\":1,\"verb\":\"comment\",\"id\":1,\"body\":\"Body %d\"}" } },
	{ "carl",
	  { "{\"version\":1,\"verb\":\"comment\",\"id\":1,\"body\":\"Body %d\",\"wait\":true}",
	    "{\"version\":1,\"verb\":\"send\",\"id\":1}" } },
	{ "anna",
	  { "{\"version\":1,\"verb\":\"withdraw\",\"id\":1}",
	    "{\"version\":1,\"verb\":\"submit\",\"id\":1,\"title\":\"T\",\"text\":\"Text %d\"}" } },
	{ "carl", { "{\"version\":1,\"verb\":\"show\",\"id\":1}" } },
};

/* Writes, most likely until it is killed, and tells each answer of yes through the pipe. */
static void write_on(const struct world *w, const struct writing *writing, int tell)
{
	struct actor actor;
	struct str answer = { 0 };
	struct club *club = open_club(w, writing->member, &actor);
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < 3 && writing->lines[i]; i++) {
			char line[200];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			(void)snprintf(line, sizeof line, writing->lines[i], round);
#pragma GCC diagnostic pop
			if (run(club, &actor, line, &answer) && write(tell, "y", 1) != 1)
				_exit(1);
		}
	_exit(0);
}

static long long count(const struct world *w, const char *sql)
{
	struct err err = { 0 };
	struct db *db = schema_open(w->path, &err);
	assert_non_null(db);
	struct db_rows *rows = db_query(db, &err, sql, "");
	long long number = db_next(rows) ? db_integer(rows, 0) : -1;
	assert_true(db_end(rows, &err));
	db_close(db);
	return number;
}

static void kill_one(const struct world *w, const struct writing *writing, long wait_us)
{
	int told[2];
	char yes[4096];
	assert_int_equal(pipe(told), 0);
	long long before =
		count(w, "SELECT (SELECT count(*) FROM revision) + (SELECT count(*) FROM comment)");
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		write_on(w, writing, told[1]);
	(void)close(told[1]);
	/* Until it writes; then some moment of its writing. */
	assert_int_equal(read(told[0], yes, 1), 1);
	(void)nanosleep(&(struct timespec){ .tv_nsec = wait_us * 1000 }, NULL);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	long long acknowledged = 1;
	for (ssize_t got; (got = read(told[0], yes, sizeof yes)) > 0;)
		acknowledged += got;
	(void)close(told[0]);
	is_whole(w);
	long long after =
		count(w, "SELECT (SELECT count(*) FROM revision) + (SELECT count(*) FROM comment)");
	/* With one line a round each yes is a row. */
	if (!writing->lines[1] && !strstr(writing->lines[0], "show"))
		assert_true(after - before >= acknowledged);
}

/* A club of its own for each, so that no number of writes comes near a limit. */
static void kill_often(const struct writing *writing)
{
	void *fresh;
	struct actor anna;
	struct str answer = { 0 };
	assert_int_equal(open_world(&fresh), 0);
	struct club *club = open_club(fresh, "anna", &anna);
	assert_true(run(club, &anna,
			"{\"version\":1,\"verb\":\"submit\",\"title\":\"T\",\"text\":\"First\"}",
			&answer));
	club_close(club);
	str_release(&answer);
	const char *kills = getenv("TONFALL_TEST_KILLS"); /* more than a short run has */
	for (int k = 0; k < (kills ? strtol(kills, NULL, 10) : KILLS); k++)
		kill_one(fresh, writing, 137L * k * 5 % 3000);
	(void)close_world(&fresh);
}

static void whatever_is_killed_while_writing_leaves_a_whole_file(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof writings / sizeof *writings; i++)
		kill_often(&writings[i]);
}

/* ---- many at once ---- */

static void write_some(const struct world *w, int writer)
{
	struct actor actor;
	struct str answer = { 0 };
	struct club *club = open_club(w, "anna", &actor);
	int lost = 0;
	for (int i = 0; i < EACH; i++) {
		char line[200];
		(void)snprintf(
			line, sizeof line,
			"{\"version\":1,\"verb\":\"submit\",\"title\":\"T\",\"text\":\"%d of %d\","
			"\"request\":\"%d-%d\"}",
			i, writer, writer, i / 2);
		lost += !run(club, &actor, line, &answer);
	}
	club_close(club);
	_exit(lost ? 1 : 0);
}

/* Each request comes twice, so half as many submissions come out of it. */
static void many_processes_on_one_file_lose_and_double_nothing(void **state)
{
	const struct world *w = *state;
	pid_t children[WRITERS];
	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0)
			write_some(w, i);
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	assert_int_equal(count(w, "SELECT count(*) FROM submission"), WRITERS * ((EACH + 1) / 2));
	is_whole(w);
}

/* ---- who holds a session up ---- */

enum { IDLE_MS = 60 };

static void send_bytes_for_ever(int out)
{
	while (write(out, "x", 1) == 1)
		(void)nanosleep(&(struct timespec){ .tv_nsec = 2000000 }, NULL);
	_exit(0);
}

static void single_bytes_do_not_hold_a_session(void **state)
{
	struct session session = { .line = -1, .idle_ms = IDLE_MS };
	struct err err = { 0 };
	int in[2];
	session.club = open_club(*state, "anna", &session.actor);
	assert_int_equal(pipe(in), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		send_bytes_for_ever(in[1]);
	(void)close(in[1]);
	assert_true(session_serve(&session, in[0], STDERR_FILENO, &err));
	(void)close(in[0]);
	(void)kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
	club_close(session.club);
}

static void answers_that_nobody_reads_do_not_hold_a_session(void **state)
{
	static const char line[] = "{\"version\":1,\"verb\":\"whoami\"}\n";
	struct session session = { .line = -1, .idle_ms = IDLE_MS };
	struct err err = { 0 };
	int out[2];
	FILE *in = tmpfile();
	assert_non_null(in);
	for (int i = 0; i < 4000; i++) /* a pipe keeps 64 KiB */
		(void)fputs(line, in);
	rewind(in);
	session.club = open_club(*state, "anna", &session.actor);
	assert_int_equal(pipe(out), 0);
	assert_false(session_serve(&session, fileno(in), out[1], &err));
	assert_non_null(strstr(err.text, "The other side is gone"));
	club_close(session.club);
	(void)close(out[0]), (void)close(out[1]);
	(void)fclose(in);
}

/* ---- the disk, the clock, the file ---- */

static void fill_up(const struct world *w)
{
	struct actor anna;
	struct str answer = { 0 }, line = { 0 };
	struct club *club = open_club(w, "anna", &anna);
	bool went = true;
	for (int i = 0; went && i < 200; i++) {
		str_clear(&line);
		(void)str_format(&line,
				 "{\"version\":1,\"verb\":\"submit\",\"title\":\"T\",\"text\":\"");
		for (int k = 0; k < 30000; k++)
			(void)str_add_byte(&line, (char)('a' + (i + k) % 26));
		(void)str_format(&line, "\"}");
		went = run(club, &anna, str_text(&line), &answer);
	}
	assert_false(went);
	assert_non_null(strstr(str_text(&answer), "\"ok\":false"));
	club_close(club);
	str_release(&answer);
	str_release(&line);
}

static void a_full_disk_is_told_and_harms_nothing(void **state)
{
	struct world *w = *state;
	struct world full = { 0 };
	struct err err = { 0 };
	(void)snprintf(full.folder, sizeof full.folder, "%.40s/full", w->folder);
	(void)snprintf(full.path, sizeof full.path, "%s/club.db", full.folder);
	assert_int_equal(mkdir(full.folder, 0700), 0);
	if (mount("tmpfs", full.folder, "tmpfs", 0, "size=1m,mode=700") != 0) {
		(void)rmdir(full.folder);
		print_message("skipped: a small disk needs root\n");
		skip();
	}
	struct club *club = club_create(full.path, &err);
	assert_non_null(club);
	assert_true(club_add(club, "anna", ROLE_AUTHOR, NULL, &err));
	club_close(club);
	fill_up(&full);
	assert_int_equal(mount("tmpfs", full.folder, "tmpfs", MS_REMOUNT, "size=8m,mode=700"), 0);
	is_whole(&full);
	struct actor anna;
	struct str answer = { 0 };
	club = open_club(&full, "anna", &anna);
	assert_true(run(club, &anna,
			"{\"version\":1,\"verb\":\"submit\",\"title\":\"T\",\"text\":\"More\"}",
			&answer));
	club_close(club);
	str_release(&answer);
	assert_int_equal(umount(full.folder), 0);
	assert_int_equal(rmdir(full.folder), 0);
}

static void a_clock_that_goes_back_changes_no_order(void **state)
{
	const struct world *w = *state;
	struct actor anna, carl;
	struct str answer = { 0 };
	struct club *club = open_club(w, "anna", &anna);
	static const char *const times[] = { "2000000000", "1000000000" };
	for (int i = 0; i < 2; i++) {
		(void)setenv("TONFALL_TEST_TIME", times[i], 1);
		assert_true(
			run(club, &anna,
			    "{\"version\":1,\"verb\":\"submit\",\"title\":\"T\",\"text\":\"X\"}",
			    &answer));
	}
	assert_true(
		run(club, &anna,
		    "{\"version\":1,\"verb\":\"submit\",\"id\":1,\"title\":\"T\",\"text\":\"Y\"}",
		    &answer));
	(void)unsetenv("TONFALL_TEST_TIME");
	struct err err;
	carl = (struct actor){ .source = "test" };
	assert_true(club_member(club, "carl", &carl.member, &err));
	assert_true(run(club, &carl, "{\"version\":1,\"verb\":\"inbox\"}", &answer));
	assert_non_null(strstr(str_text(&answer), "\"id\":1,"));
	assert_non_null(strstr(str_text(&answer), "\"id\":2,"));
	club_close(club);
	str_release(&answer);
	is_whole(w);
}

static void a_file_of_a_newer_program_is_refused_and_left_alone(void **state)
{
	const struct world *w = *state;
	struct err err = { 0 };
	struct db *db = schema_open(w->path, &err);
	assert_true(db_script(db, "PRAGMA user_version=99", &err));
	db_close(db);
	assert_null(club_open(w->path, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_non_null(strstr(err.text, "newer"));
}

/* What root may do says nothing about a store that cannot be written. */
static void open_as_nobody(const struct world *w)
{
	struct err err = { 0 };
	if (setgid(65534) != 0 || setuid(65534) != 0)
		_exit(2);
	_exit(club_open(w->path, &err) == NULL && err.code == ERR_DENIED ? 0 : 1);
}

static void a_store_that_may_not_be_written_is_refused_with_that_word(void **state)
{
	const struct world *w = *state;
	int status;
	if (geteuid() != 0)
		skip();
	assert_int_equal(chmod(w->folder, 0755), 0);
	assert_int_equal(chmod(w->path, 0444), 0);
	pid_t child = fork();
	if (child == 0)
		open_as_nobody(w);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
	const struct CMUnitTest tests[] = {
		TEST(whatever_is_killed_while_writing_leaves_a_whole_file),
		TEST(an_entry_that_was_cut_off_is_taken_out_by_the_next),
		TEST(many_processes_on_one_file_lose_and_double_nothing),
		TEST(single_bytes_do_not_hold_a_session),
		TEST(answers_that_nobody_reads_do_not_hold_a_session),
		TEST(a_full_disk_is_told_and_harms_nothing),
		TEST(a_clock_that_goes_back_changes_no_order),
		TEST(a_file_of_a_newer_program_is_refused_and_left_alone),
		TEST(a_store_that_may_not_be_written_is_refused_with_that_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
