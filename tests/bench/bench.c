/*
 * Measures the desk and its peers in one run, taking turns, so that a drift of the machine meets
 * all of them, and judges the ratios that DESIGN.md promises. Figures are medians over the rounds.
 *
 *	bench ROUNDS FOLDER FLOOR TONFALL [CASE…]    FOLDER holds the texts that bench.sh makes.
 *
 * A key counts until the last byte of the answer, words checked and panel redrawn included. Every
 * 40 keys the typing pauses, so that what a program does in pauses is met by a key as well.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "session.h"

enum {
	KEYS = 120,
	BURST = 40,	/* keys between two pauses */
	PAUSE_MS = 270, /* a little more than the desk waits before it reads the text again */
	KEY_QUIET = 6,
	KEY_PATIENCE = 300, /* a 1 MB line takes some that long */
	PASTE_QUIET = 60,
	PAGES = 60, /* from the start to "inside" */
	SAMPLES = 6000,
};

static const char marker[] = "Markierung";

enum figure { START, KEY, KEY_99, KEY_MOST, CPU, BYTES, MEMORY, PASTE, FIGURES };

static const char *const figure_names[FIGURES] = {
	"start ms", "key ms", "key 99%", "key most", "CPU ms", "bytes/key", "memory kB", "paste ms"
};

enum program_id { FLOOR, TONFALL, NANO, NANO_WRAP, VIM, PROGRAMS };

static struct program {
	const char *name, *command;
} programs[PROGRAMS] = {
	[FLOOR] = { "floor", NULL },
	[TONFALL] = { "tonfall", NULL },
	[NANO] = { "nano", "nano {}" },
	[NANO_WRAP] = { "nano-wrap", "nano -S -a {}" },
	[VIM] = { "vim-spell", "vim -u build/bench/vimrc {}" },
};

enum { P_FLOOR = 1 << FLOOR, P_DESK = 1 << TONFALL, P_NANO = 1 << NANO, P_WRAP = 1 << NANO_WRAP };

enum place { AT_START, AT_END, INSIDE };
enum paste { TYPES, PASTES_MARKED, PASTES_PLAIN, ONLY_OPENS };

static const struct bench_case {
	const char *name, *file;
	enum place place;
	enum paste paste;
	const char *pasted; /* file */
	unsigned programs;
} cases[] = {
	{ "post", "3k", AT_END, TYPES, NULL, (1 << PROGRAMS) - 1 },
	{ "post-inside", "3k", INSIDE, TYPES, NULL, P_FLOOR | P_DESK | P_NANO | P_WRAP },
	{ "100k", "100k", AT_END, TYPES, NULL, P_DESK | P_NANO },
	{ "1M", "1M", AT_END, TYPES, NULL, P_DESK | P_NANO },
	{ "1M-inside", "1M", INSIDE, TYPES, NULL, P_DESK | P_NANO },
	{ "10M", "10M", AT_END, TYPES, NULL, P_DESK | P_NANO },
	{ "10M-inside", "10M", INSIDE, TYPES, NULL, P_DESK | P_NANO },
	{ "line", "line", AT_END, TYPES, NULL, P_DESK | P_WRAP },
	{ "line-inside", "line", INSIDE, TYPES, NULL, P_DESK | P_WRAP },
	{ "60M", "60M", AT_START, ONLY_OPENS, NULL, P_DESK | P_NANO },
	{ "paste-3k", "3k", AT_END, PASTES_MARKED, "3k", P_DESK | P_NANO },
	{ "paste-3k-plain", "3k", AT_END, PASTES_PLAIN, "3k", P_DESK | P_NANO },
	{ "paste-100k", "3k", AT_END, PASTES_MARKED, "100k", P_DESK | P_NANO },
	{ "paste-100k-plain", "3k", AT_END, PASTES_PLAIN, "100k", P_DESK | P_NANO },
};
enum { CASES = sizeof cases / sizeof *cases };

/* The promises: a figure of the desk in one case over a figure of a program in another. */
static const struct promise {
	const char *of, *to;
	enum figure figure;
	enum program_id program;
	double most;
} promises[] = {
	{ "post", "post", START, NANO, 1.0 },
	{ "post", "post", KEY, FLOOR, 1.3 },
	{ "post", "post", KEY_99, FLOOR, 1.5 },
	{ "post", "post", KEY, VIM, 1.0 },
	{ "post", "post", CPU, FLOOR, 1.5 },
	{ "1M", "post", KEY, TONFALL, 1.3 },
	{ "1M-inside", "post-inside", KEY, TONFALL, 1.3 },
	{ "10M", "post", KEY, TONFALL, 2.0 },
	{ "10M-inside", "post-inside", KEY, TONFALL, 2.0 },
	{ "line", "line", CPU, NANO_WRAP, 0.1 },
	{ "line-inside", "line-inside", CPU, NANO_WRAP, 0.1 },
	{ "paste-3k", "paste-3k", PASTE, NANO, 2.0 },
	{ "paste-3k-plain", "paste-3k-plain", PASTE, NANO, 2.0 },
	{ "paste-100k", "paste-100k", PASTE, NANO, 1.0 },
	{ "paste-100k-plain", "paste-100k-plain", PASTE, NANO, 1.0 },
	{ "10M", "10M", START, NANO, 0.5 },
	{ "60M", "60M", START, NANO, 0.5 },
};

/* And those that no program is measured against. */
static const struct ceiling {
	const char *of;
	enum figure figure;
	double most;
} ceilings[] = {
	{ "post", BYTES, 45 },	  { "10M", KEY_MOST, 20 },	   { "10M-inside", KEY_MOST, 20 },
	{ "line", KEY_MOST, 20 }, { "line-inside", KEY_MOST, 20 },
};

struct samples {
	double at[SAMPLES];
	size_t count;
};

static struct samples results[CASES][PROGRAMS][FIGURES];

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

static char *read_file(const char *folder, const char *name, size_t *length)
{
	char path[256];
	(void)snprintf(path, sizeof path, "%s/%s.txt", folder, name);
	FILE *file = fopen(path, "r");
	char *text = malloc(100u << 20);
	*length = file && text ? fread(text, 1, 100u << 20, file) : 0;
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

static void go(struct session *session, enum place place)
{
	if (place == AT_END)
		(void)session_press(session, "\033[1;5F", 6, 150, 3000); /* Ctrl-End */
	for (int i = 0; place == INSIDE && i < PAGES; i++)
		(void)session_press(session, "\033[6~", 4, 15, 400);
}

static void type(struct session *session, struct samples *figures)
{
	static const char typed[] = "und dann kam der Montag mit einer Frage die ich nicht kannte ";
	struct samples keys = { .count = 0 };
	double cpu = session_cpu(session);
	for (int i = 0; i < KEYS; i++) {
		if (i && i % BURST == 0)
			(void)session_press(session, "", 0, PAUSE_MS, PAUSE_MS);
		double time = session_press(session, &typed[(size_t)i % (sizeof typed - 1)], 1,
					    KEY_QUIET, KEY_PATIENCE);
		if (time > 0)
			add(&keys, time);
		add(&figures[BYTES], (double)session->bytes);
	}
	add(&figures[CPU], (session_cpu(session) - cpu) / KEYS);
	add(&figures[KEY], quantile(&keys, 0.5));
	add(&figures[KEY_99], quantile(&keys, 0.99));
	add(&figures[KEY_MOST], quantile(&keys, 1));
}

static void paste(struct session *session, const struct bench_case *row, const char *folder,
		  struct samples *figures)
{
	size_t length;
	char *text = read_file(folder, row->pasted, &length);
	char *sent = malloc(length + 16);
	bool marked = row->paste == PASTES_MARKED;
	size_t count = 0;
	if (marked)
		count = (size_t)sprintf(sent, "\033[200~");
	for (size_t i = 0; i < length; i++)
		sent[count++] = text[i] == '\n' ? '\r' : text[i];
	if (marked)
		count += (size_t)sprintf(sent + count, "\033[201~");
	add(&figures[PASTE], session_press(session, sent, count, PASTE_QUIET, 3000));
	free(text);
	free(sent);
}

static void measure(size_t index, enum program_id program, const char *folder)
{
	const struct bench_case *row = &cases[index];
	struct samples *figures = results[index][program];
	struct session session;
	char file[] = "/tmp/tonfall-bench-XXXXXX.txt";
	int fd = mkstemps(file, 4);
	if (fd < 0)
		return;
	(void)close(fd);
	copy_file(folder, row->file, file);
	double start = session_start(&session, programs[program].command, file, marker);
	if (start >= 0)
		add(&figures[START], start);
	(void)session_press(&session, "", 0, 300, 300);
	go(&session, row->place);
	if (row->paste == TYPES)
		type(&session, figures);
	else if (row->paste != ONLY_OPENS)
		paste(&session, row, folder, figures);
	add(&figures[MEMORY], session_memory(&session));
	session_end(&session);
	(void)unlink(file);
}

static double figure(size_t index, enum program_id program, enum figure which)
{
	struct samples *figures = results[index][program];
	return quantile(&figures[which], 0.5);
}

static void print_case(size_t index)
{
	printf("\n%-18s", cases[index].name);
	for (int i = 0; i < FIGURES; i++)
		printf("%11s", figure_names[i]);
	for (int program = 0; program < PROGRAMS; program++) {
		if (results[index][program][START].count == 0)
			continue;
		printf("\n  %-16s", programs[program].name);
		for (int i = 0; i < FIGURES; i++)
			if (results[index][program][i].count)
				printf("%11.*f", i == BYTES || i == MEMORY ? 0 : 2,
				       figure(index, (enum program_id)program, (enum figure)i));
			else
				printf("%11s", "");
	}
	printf("\n");
}

static size_t case_of(const char *name)
{
	size_t index = 0;
	while (index < CASES && strcmp(cases[index].name, name) != 0)
		index++;
	return index;
}

/* Returns how many are not kept. */
static int judge(void)
{
	int broken = 0;
	printf("\n%-18s %-10s %-28s %8s %8s\n", "case", "figure", "against", "is", "at most");
	for (size_t i = 0; i < sizeof promises / sizeof *promises; i++) {
		const struct promise *p = &promises[i];
		double is = figure(case_of(p->of), TONFALL, p->figure);
		double peer = figure(case_of(p->to), p->program, p->figure);
		char against[64];
		if (is == 0 || peer == 0)
			continue;
		(void)snprintf(against, sizeof against, "%s %s", programs[p->program].name, p->to);
		bool kept = is / peer <= p->most;
		printf("%-18s %-10s %-28s %8.2f %8.2f %s\n", p->of, figure_names[p->figure],
		       against, is / peer, p->most, kept ? "" : "OVER");
		broken += !kept;
	}
	for (size_t i = 0; i < sizeof ceilings / sizeof *ceilings; i++) {
		const struct ceiling *c = &ceilings[i];
		double is = figure(case_of(c->of), TONFALL, c->figure);
		if (is == 0)
			continue;
		bool kept = is <= c->most;
		printf("%-18s %-10s %-28s %8.2f %8.2f %s\n", c->of, figure_names[c->figure], "", is,
		       c->most, kept ? "" : "OVER");
		broken += !kept;
	}
	return broken;
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
	if (argc < 5)
		return 2;
	long rounds = strtol(argv[1], NULL, 10);
	programs[FLOOR].command = argv[3];
	programs[TONFALL].command = argv[4];
	for (size_t i = 0; i < CASES; i++) {
		if (!is_wanted(cases[i].name, argc, argv))
			continue;
		for (long round = 0; round < rounds; round++)
			for (int program = 0; program < PROGRAMS; program++)
				if (cases[i].programs & 1u << program)
					measure(i, (enum program_id)program, argv[2]);
		print_case(i);
		(void)fflush(stdout);
	}
	int broken = judge();
	printf("\n%d over their budget\n", broken);
	return broken > 0;
}
