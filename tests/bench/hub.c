/*
 * A large hub against a small one: `make PATH MEMBERS SUBMISSIONS COMMENTS` fills a club; `run
 * PROGRAM SMALL LARGE` prints a table of medians: verbs from the start of their process, the inbox
 * from its key, and desks that type at once from key to screen. Runs as whoever owns the clubs.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "club/club.h"
#include "club/comment.h"
#include "club/schema.h"
#include "club/submission.h"
#include "session.h"

enum {
	ROUNDS = 15,
	DESKS = 60,
	KEY_EVERY = 200, /* ms: five keys a second, a fast writer */
	KEYS = 40,	 /* each of many desks */
	KEYS_ALONE = 100,
	TEXT = 1500,
	KEYS_MOST = DESKS * KEYS + KEYS_ALONE,
	DAY = 86400,
};

static void must(bool done, const struct err *err)
{
	if (done)
		return;
	(void)fprintf(stderr, "bench: %s\n", err->text);
	exit(1);
}

/* ---- filling ---- */

static void add_members(struct club *club, int count)
{
	struct err err;
	char name[32];
	for (int i = 1; i <= count; i++) {
		(void)snprintf(name, sizeof name, "member%d", i);
		/* One in fifty is a coach; the first is. */
		must(db_run(club->db, &err, schema_sql(SQL_MEMBER_ADD), "tii", span_of(name),
			    i % 50 == 1 ? (long long)ROLE_COACH : (long long)ROLE_AUTHOR, 1LL),
		     &err);
	}
}

static void add_submission(struct club *club, int id, int members, bool waits)
{
	static const char words[] = "Letzte Woche stand der Server still, und niemand rief an. ";
	/* Most are done with. In the small club as in the large one more wait than an inbox shows
	 * at once: it is the store that is measured, not how much there is to draw. */
	static const enum club_state states[] = { STATE_PUBLISHED, STATE_COMMENTED, STATE_READY,
						  STATE_WITHDRAWN, STATE_PUBLISHED };
	struct str text = { 0 };
	struct err err;
	long long author = 2 + id % (members - 1), time = 1700000000LL + id * 60LL;
	while (text.length < TEXT)
		(void)str_add(&text, span_of(words));
	must(db_run(club->db, &err, schema_sql(SQL_SUBMISSION_ADD), "itttiiii", author,
		    SPAN("Letzte Woche stand der Server still"), SPAN("de"), SPAN("Betrieb"),
		    waits ? (long long)STATE_WAITING : (long long)states[id % 5], time, time,
		    time + DAY),
	     &err);
	must(db_run(club->db, &err, schema_sql(SQL_REVISION_ADD), "iitti", (long long)id, 1LL,
		    str_span(&text), SPAN("0123456789abcdef"), time),
	     &err);
	must(db_run(club->db, &err, schema_sql(SQL_SUBMISSION_REVISED), "tttii",
		    SPAN("Letzte Woche stand der Server still"), SPAN("de"), SPAN("Betrieb"), 1LL,
		    (long long)id),
	     &err);
	str_release(&text);
}

static void add_comment(struct club *club, int number, int submissions)
{
	struct err err;
	must(db_run(club->db, &err, schema_sql(SQL_COMMENT_ADD), "iiiiititttitiii",
		    1LL + number % submissions, 1LL, 1LL, 0LL, (long long)COMMENT_IDEA,
		    SPAN("Was hast du als Erstes getan?"), 7LL, SPAN("Woche"), SPAN("Letzte "),
		    SPAN(" stand der"), 0LL, SPAN(""), 1LL, 1700000000LL, 1700000000LL),
	     &err);
}

static int make(const char *path, int members, int submissions, int comments)
{
	struct err err;
	struct club *club = club_create(path, &err);
	must(club != NULL, &err);
	must(db_begin(club->db, &err), &err);
	add_members(club, members);
	for (int i = 1; i <= submissions; i++)
		add_submission(club, i, members, i % (submissions > 1000 ? 50 : 2) == 0);
	for (int i = 0; i < comments; i++)
		add_comment(club, i, submissions);
	must(db_commit(club->db, &err), &err);
	club_close(club);
	return 0;
}

/* ---- measuring ---- */

static int ascending(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;
	return first < second ? -1 : first > second;
}

static double percentile(double *times, int count, int percent)
{
	qsort(times, (size_t)count, sizeof *times, ascending);
	return count ? times[(count - 1) * percent / 100] : 0;
}

static void row(const char *what, double small, double large, double most)
{
	bool kept = large <= most && large <= 2 * small;
	(void)printf("| %-28s | %7.1f | %7.1f | %5.2f | %4.0f ms, 2 x | %s |\n", what, small, large,
		     small > 0 ? large / small : 0, most, kept ? "yes" : "NO");
	(void)fflush(stdout);
}

/* ms from fork to the end of `program verb… --club club --as member1`. */
static double run_verb(const char *program, const char *const *verb, const char *club)
{
	const char *argv[16] = { program };
	int count = 1, status;
	while (verb[count - 1] && count < 10)
		argv[count] = verb[count - 1], count++;
	argv[count++] = "--club";
	argv[count++] = club;
	argv[count++] = "--as";
	argv[count++] = "member1";
	double start = session_now();
	pid_t child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);
		(void)dup2(null, 1);
		(void)execv(program, (char *const *)argv);
		_exit(127);
	}
	(void)waitpid(child, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		(void)fprintf(stderr, "bench: %s failed\n", verb[0]);
	return session_now() - start;
}

static void measure_verbs(const char *program, const char *const clubs[2])
{
	static const char *const verbs[][10] = {
		{ "inbox", NULL },
		{ "status", NULL },
		{ "show", "50", NULL },
		{ "comment", "50", "--kind", "idea", "Sag, was dann war.", NULL },
		{ "approve", "50", "--revision", "1", NULL },
	};
	for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
		double times[2][ROUNDS];
		/* The same state can be left once only. */
		int rounds = strcmp(verbs[v][0], "approve") == 0 ? 1 : ROUNDS;
		for (int i = 0; i < rounds; i++)
			for (int c = 0; c < 2; c++)
				times[c][i] = run_verb(program, verbs[v], clubs[c]);
		char what[40];
		(void)snprintf(what, sizeof what, "verb %s", verbs[v][0]);
		row(what, percentile(times[0], rounds, 50), percentile(times[1], rounds, 50), 100);
	}
}

static void measure_inbox(const char *program, const char *const clubs[2])
{
	double times[2][ROUNDS];
	for (int c = 0; c < 2; c++) {
		struct session session;
		char command[600];
		(void)snprintf(command, sizeof command, "%s hub session --club %s --as member1",
			       program, clubs[c]);
		(void)session_start(&session, command, "", "Tonfall");
		(void)session_press(&session, "\033[27u", 5, 1500, 3000);
		for (int i = 0; i < ROUNDS; i++) {
			times[c][i] = session_press(&session, "\x02", 1, 150, 3000);
			(void)session_press(&session, "\033[27u", 5, 150, 1000);
		}
		session_end(&session);
	}
	row("inbox, key to screen", percentile(times[0], ROUNDS, 50),
	    percentile(times[1], ROUNDS, 50), 50);
}

/* ---- many desks ---- */

struct typist {
	int fd;
	pid_t pid;
	double pressed, next; /* pressed: 0 when its key was answered */
	int keys;
};

static struct typist begin(const char *program, const char *club)
{
	struct winsize size = { .ws_row = SESSION_ROWS, .ws_col = SESSION_COLUMNS };
	struct typist typist = { 0 };
	typist.pid = forkpty(&typist.fd, NULL, NULL, &size);
	if (typist.pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		(void)setenv("TERM", "xterm-256color", 1);
		(void)execl(program, program, "hub", "session", "--club", club, "--as", "member2",
			    (char *)NULL);
		_exit(127);
	}
	(void)fcntl(typist.fd, F_SETFD, FD_CLOEXEC); /* else the next one keeps it open */
	return typist;
}

static void drain(struct typist *typists, int count, double until)
{
	static char bytes[1 << 16];
	struct pollfd fds[DESKS];
	for (int i = 0; i < count; i++)
		fds[i] = (struct pollfd){ typists[i].fd, POLLIN, 0 };
	while (session_now() < until)
		if (poll(fds, (nfds_t)count, 20) > 0)
			for (int i = 0; i < count; i++)
				if (fds[i].revents & POLLIN)
					(void)!read(fds[i].fd, bytes, sizeof bytes);
}

/* Presses what is due; the ms until something is. */
static int press(struct typist *typists, int count, int keys)
{
	static const char words[] = "letzte woche stand der server still und niemand rief an ";
	double now = session_now(), first = now + KEY_EVERY;
	for (int i = 0; i < count; i++) {
		struct typist *typist = &typists[i];
		if (typist->keys >= keys)
			continue;
		if (typist->next <= now && typist->pressed == 0) {
			(void)!write(typist->fd, &words[typist->keys++ % (sizeof words - 1)], 1);
			typist->pressed = now;
			typist->next = now + KEY_EVERY;
		}
		if (typist->next < first)
			first = typist->next;
	}
	return first > now ? (int)(first - now) : 1;
}

/* All type at once; ms from each key to the first byte that came back, into *times. */
static int type(struct typist *typists, int count, int keys, double *times)
{
	static char bytes[1 << 16];
	struct pollfd fds[DESKS];
	int measured = 0;
	double end = session_now() + keys * (KEY_EVERY + 20) + 3000;
	for (int i = 0; i < count; i++) {
		fds[i] = (struct pollfd){ typists[i].fd, POLLIN, 0 };
		typists[i].keys = 0;
		typists[i].pressed = 0;
		typists[i].next = session_now() + i * KEY_EVERY / count;
	}
	while (measured < count * keys && session_now() < end) {
		if (poll(fds, (nfds_t)count, press(typists, count, keys)) <= 0)
			continue;
		double now = session_now();
		for (int i = 0; i < count; i++) {
			if (!(fds[i].revents & POLLIN) ||
			    read(fds[i].fd, bytes, sizeof bytes) <= 0 || typists[i].pressed == 0)
				continue;
			times[measured++] = now - typists[i].pressed;
			typists[i].pressed = 0;
		}
	}
	return measured;
}

static double measure_typing(const char *program, const char *club, int count, int keys)
{
	static double times[KEYS_MOST];
	struct typist typists[DESKS];
	for (int i = 0; i < count; i++) {
		typists[i] = begin(program, club);
		drain(typists, i + 1, session_now() + 60);
	}
	drain(typists, count, session_now() + 3000);
	for (int i = 0; i < count; i++)
		(void)!write(typists[i].fd, "\033[27u", 5); /* leaves the list of drafts */
	drain(typists, count, session_now() + 2000);
	int measured = type(typists, count, keys, times);
	for (int i = 0; i < count; i++) {
		(void)close(typists[i].fd);
		(void)waitpid(typists[i].pid, NULL, 0);
	}
	if (measured < count * keys)
		(void)fprintf(stderr, "bench: %d of %d keys answered\n", measured, count * keys);
	return percentile(times, measured, 99);
}

static void measure_desks(const char *program, const char *club)
{
	pid_t host = fork();
	if (host == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		(void)execl(program, program, "hub", "serve", "--club", club, (char *)NULL);
		_exit(127);
	}
	(void)poll(NULL, 0, 2500);
	double one = measure_typing(program, club, 1, KEYS_ALONE);
	double all = measure_typing(program, club, DESKS, KEYS);
	(void)kill(host, SIGTERM);
	(void)waitpid(host, NULL, 0);
	(void)printf(
		"\n| desks typing, key to screen | one, 99 %% | %d, 99 %% | ratio | at most | kept "
		"|\n| --- | ---: | ---: | ---: | ---: | --- |\n| ms | %.2f | %.2f | %.2f | 3 x | "
		"%s |\n",
		DESKS, one, all, one > 0 ? all / one : 0, all <= 3 * one ? "yes" : "NO");
}

int main(int argc, char **argv)
{
	if (argc == 6 && strcmp(argv[1], "make") == 0)
		return make(argv[2], atoi(argv[3]), atoi(argv[4]), atoi(argv[5]));
	if (argc != 5 || strcmp(argv[1], "run") != 0)
		return 2;
	(void)alarm(80); /* something hangs: better no figure than none ever */
	const char *const clubs[2] = { argv[3], argv[4] };
	(void)printf("| hub (medians, ms) | small | large | ratio | at most | kept |\n"
		     "| --- | ---: | ---: | ---: | ---: | --- |\n");
	measure_verbs(argv[2], clubs);
	measure_inbox(argv[2], clubs);
	measure_desks(argv[2], clubs[1]);
	return 0;
}
