/*
 * Measures the desk and its peers in one run, taking turns, so that a drift of the machine meets
 * all of them, and judges what is promised of them. Figures are medians over the rounds.
 *
 *	bench ROUNDS FOLDER FLOOR TONFALL [CASE…]    FOLDER holds the texts that bench.sh makes.
 *
 * A key counts until the last byte of the answer, words checked and panel redrawn included. Every
 * 40 keys the typing pauses, so that what a program does in pauses is met by a key as well. A
 * program that is slow in a case is measured there once.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report.h"
#include "server.h"
#include "session.h"

enum {
	KEYS = 120,
	BURST = 40,	    /* keys between two pauses */
	PAUSE_MS = 270,	    /* a little more than the desk waits before it reads the text again */
	KEY_QUIET = 6,	    /* without a byte: the answer is whole */
	SEEN_GAP = 8,	    /* between keys that are waited for by what they show */
	KEY_PATIENCE = 300, /* a 1 MB line takes some that long */
	PASTE_QUIET = 60,
	MARKS_PATIENCE = 2000,
	PAGES = 60,	  /* from the start to "inside" */
	GO_MS = 3000,	  /* at most for that, */
	TYPING_MS = 4000, /* and for typing */
	SLOW_MS = 6000,	  /* a round of a case that takes longer is the only one */
	CASES_MOST = 32,
	TEXT_MOST = 100 << 20,
};

static const char marker[] = "Markierung"; /* in the first rows of the texts */
static const char marked[] = "\033[4m";	   /* underlined: the misspelled word beside it */

static struct samples results_of[CASES_MOST][PROGRAMS][FIGURES];
static bool is_slow[CASES_MOST][PROGRAMS], is_missing[PROGRAMS];
static const char *floor_command, *desk_command;

static const char *command_of(int program)
{
	return program == FLOOR	    ? floor_command
	       : program == TONFALL ? desk_command
				    : programs[program].command;
}

static char *read_file(const char *folder, const char *name, size_t *length)
{
	char path[256];
	(void)snprintf(path, sizeof path, "%s/%s.txt", folder, name);
	FILE *file = fopen(path, "r");
	char *text = malloc(TEXT_MOST);
	*length = file && text ? fread(text, 1, TEXT_MOST, file) : 0;
	if (file)
		(void)fclose(file);
	return text;
}

/* A copy, so that what a program keeps beside a file (places, locks) starts anew. */
static void copy_file(const char *folder, const char *name, const char *to)
{
	size_t length;
	char *text = read_file(folder, name, &length);
	FILE *file = fopen(to, "w");
	if (file)
		(void)fwrite(text, 1, length, file);
	if (file)
		(void)fclose(file);
	free(text);
}

static void press(struct session *session, const char *keys, int quiet, int patience)
{
	(void)session_press(session, keys, strlen(keys), quiet, patience);
}

static void go(struct session *session, enum place place, const char *to_end)
{
	double until = session_now() + GO_MS;
	if (place == AT_END)
		press(session, to_end ? to_end : "\033[1;5F", 150, 3000);
	for (int i = 0; place == INSIDE && i < PAGES && session_now() < until; i++)
		press(session, "\033[6~", 8, 400);
}

static void add_keys(struct samples *figures, struct samples *keys)
{
	samples_add(&figures[KEY], samples_quantile(keys, 0.5));
	samples_add(&figures[KEY_99], samples_quantile(keys, 0.99));
	samples_add(&figures[KEY_MOST], samples_quantile(keys, 1));
}

static void type(struct session *session, struct samples *figures)
{
	static const char typed[] = "und dann kam der Montag mit einer Frage die ich nicht kannte ";
	static struct samples keys;
	double cpu = session_cpu(session), until = session_now() + TYPING_MS;
	int i = 0;
	keys.count = 0;
	for (; i < KEYS && session_now() < until; i++) {
		if (i && i % BURST == 0)
			(void)session_press(session, "", 0, PAUSE_MS, PAUSE_MS);
		double time = session_press(session, &typed[(size_t)i % (sizeof typed - 1)], 1,
					    KEY_QUIET, KEY_PATIENCE);
		if (time > 0)
			samples_add(&keys, time);
		samples_add(&figures[BYTES], (double)session->bytes);
	}
	samples_add(&figures[CPU], (session_cpu(session) - cpu) / i);
	add_keys(figures, &keys);
}

/* Types a letter that stands nowhere else on the screen and waits until it comes: other things may
 * be drawn all the while. */
static void see_keys(struct session *session, struct samples *figures)
{
	static const char letter[] = "\305\274"; /* z with a dot */
	static struct samples keys;
	keys.count = 0;
	for (int i = 0; i < KEYS; i++) {
		double sent = session_now(); /* the answer may be there before this returns */
		session_send(session, letter);
		if (session_wait(session, letter, KEY_PATIENCE))
			samples_add(&keys, session_now() - sent);
		(void)session_wait(session, "nothing says this", SEEN_GAP);
	}
	add_keys(figures, &keys);
}

/* The first task of the list, sent. Its answer comes in 200 pieces a second until the desk ends. */
static void ask_for_answer(struct session *session)
{
	press(session, "\022", 100, 1000);
	press(session, "\r", 100, 1000);
	press(session, "\r", 200, 300);
}

static void paste(struct session *session, const struct bench_case *row, const char *folder,
		  struct samples *figures)
{
	size_t length;
	char *text = read_file(folder, row->pasted, &length);
	char *sent = malloc(length + 16);
	bool brackets = row->deed == PASTES_MARKED;
	size_t count = 0;
	if (brackets)
		count = (size_t)sprintf(sent, "\033[200~");
	for (size_t i = 0; i < length; i++)
		sent[count++] = text[i] == '\n' ? '\r' : text[i];
	if (brackets)
		count += (size_t)sprintf(sent + count, "\033[201~");
	samples_add(&figures[PASTE], session_press(session, sent, count, PASTE_QUIET, 3000));
	free(text);
	free(sent);
}

static void act(struct session *session, const struct bench_case *row, const char *folder,
		struct samples *figures)
{
	switch (row->deed) {
	case TYPES:
		type(session, figures);
		return;
	case SEES_KEYS_IN_ANSWER:
		ask_for_answer(session);
		see_keys(session, figures);
		return;
	case SEES_KEYS:
		see_keys(session, figures);
		return;
	case PASTES_MARKED:
	case PASTES_PLAIN:
		paste(session, row, folder, figures);
		return;
	case ONLY_OPENS:
		return;
	}
}

/* Of the desk on a post: until the misspelled word of its first rows is marked. */
static void wait_for_marks(struct session *session, struct samples *figures, double started)
{
	if (session_wait(session, marked, MARKS_PATIENCE))
		samples_add(&figures[MARKS], session_now() - started);
}

static void measure(size_t index, int program, const char *folder)
{
	const struct bench_case *row = &cases[index];
	struct samples *figures = results_of[index][program];
	const char *waits_for = programs[program].marker ? programs[program].marker : marker;
	struct session session;
	char file[] = "/tmp/tonfall-bench-XXXXXX.txt";
	double began = session_now();
	int fd = mkstemps(file, 4);
	if (fd < 0)
		return;
	(void)close(fd);
	copy_file(folder, row->file, file);
	double start = session_start(&session, command_of(program), file, waits_for);
	if (start >= 0) {
		double started = session_now();
		samples_add(&figures[START], start);
		if (program == TONFALL && strcmp(row->name, "post") == 0)
			wait_for_marks(&session, figures, started);
		(void)session_press(&session, "", 0, 300, 300);
		go(&session, row->place, programs[program].to_end);
		act(&session, row, folder, figures);
		samples_add(&figures[MEMORY], session_memory(&session));
	}
	session_end(&session);
	(void)unlink(file);
	is_slow[index][program] = session_now() - began > SLOW_MS;
}

static void measure_case(size_t index, long rounds, const char *folder)
{
	for (long round = 0; round < rounds + cases[index].more; round++)
		for (int program = 0; program < PROGRAMS; program++)
			if (cases[index].programs & 1u << program && !is_missing[program] &&
			    !is_slow[index][program])
				measure(index, program, folder);
}

/* Is the program of the command in the PATH? */
static bool is_installed(const char *command)
{
	char path[300];
	size_t length = strcspn(command, " ");
	const char *folders = getenv("PATH");
	if (memchr(command, '/', length))
		return true;
	for (const char *rest = folders ? folders : ""; *rest;) {
		size_t folder = strcspn(rest, ":");
		(void)snprintf(path, sizeof path, "%.*s/%.*s", (int)folder, rest, (int)length,
			       command);
		if (access(path, X_OK) == 0)
			return true;
		rest += folder + (rest[folder] == ':');
	}
	return false;
}

static void look_for_programs(void)
{
	for (int program = 0; program < PROGRAMS; program++) {
		is_missing[program] = !is_installed(command_of(program));
		if (is_missing[program])
			printf("%s is left out: it is not installed.\n\n", programs[program].name);
	}
}

/* A language model that never comes to an end, for settings.yaml of the bench's home. */
static struct server *open_model(void)
{
	static const char piece[] =
		"data: {\"choices\":[{\"delta\":{\"content\":\"ein Wort \"}}]}\n\n";
	static const struct server_script script = {
		.steps = { { "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
			     "Connection: close\r\n\r\n"
			     "data: {\"choices\":[{\"delta\":{\"content\":\"<<<TEXT\\n\"}}]}\n\n",
			     0 },
			   { piece, 5 } },
		.repeats = true,
	};
	struct server *server = server_new(&script, 1);
	char path[300];
	(void)snprintf(path, sizeof path, "%s/tonfall/settings.yaml", getenv("XDG_CONFIG_HOME"));
	FILE *file = fopen(path, "w");
	if (file) {
		(void)fprintf(file,
			      "rewrite.endpoint: http://127.0.0.1:%d/v1\nrewrite.model: bench\n",
			      server_port(server));
		(void)fclose(file);
	}
	return server;
}

static bool is_wanted(const char *name, int argc, char **argv)
{
	bool wanted = argc <= 5;
	for (int i = 5; i < argc; i++)
		wanted |= strcmp(argv[i], name) == 0;
	return wanted;
}

int main(int argc, char **argv)
{
	if (argc < 5 || case_count > CASES_MOST)
		return 2;
	long rounds = strtol(argv[1], NULL, 10);
	floor_command = argv[3];
	desk_command = argv[4];
	look_for_programs();
	struct server *server = open_model();
	for (size_t i = 0; i < case_count; i++) {
		if (!is_wanted(cases[i].name, argc, argv))
			continue;
		(void)fprintf(stderr, "bench: %s\n", cases[i].what);
		measure_case(i, rounds, argv[2]);
		report_case(results_of, i);
		(void)fflush(stdout);
	}
	int broken = report_promises(results_of);
	report_others(results_of);
	server_free(server);
	return broken > 0;
}
