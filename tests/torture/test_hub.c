/*
 * A session of the hub with one call failing in it: memory, open, read, write, sync, rename, each
 * in turn. Verbs come from the command line by ssh: they are done, or refused with a sentence;
 * repeated they are done once, with all that belongs to it; the club's file and its audit are
 * whole. At the served desk what was on the screen comes back.
 */
#include "unit.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "author.h"
#include "command.h"
#include "hub.h"
#include "torture.h"

#include "base/file.h"

enum {
	PATIENCE_MS = 20000,
	SOON_MS = 3000,
	JOURNAL_MS = 1000,
	WORDS_MOST = 8,
	PLACES_OF_DESK = 12
};

static const char library[] = "build/torture/failing.so";
static struct torture_plan *plan;
static long tried, hit;

/* ---- a hub whose sessions may fail ---- */

static int open_hub(void **state)
{
	static char environment[512];
	char path[128], loaded[128];
	if (hub_set_up(state, HUB_COMMAND) != 0)
		return -1;
	hub_add(*state, "anna", "author");
	hub_add(*state, "carl", "coach");
	if (!((struct hub *)*state)->sshd)
		return 0;
	(void)snprintf(path, sizeof path, "%s/plan", hub_folder());
	(void)snprintf(loaded, sizeof loaded, "%s/failing.so", hub_folder());
	plan = torture_map(path);
	assert_int_equal(chmod(path, 0666), 0);
	struct str bytes = { 0 };
	assert_true(file_read(library, 1 << 22, &bytes, NULL, NULL));
	assert_true(file_save(loaded, str_span(&bytes), NULL, NULL));
	assert_int_equal(chmod(loaded, 0755), 0);
	str_release(&bytes);
	(void)snprintf(environment, sizeof environment,
		       "LD_PRELOAD=%s TORTURE_PLAN=%s TORTURE_FOR=tonfall", loaded, path);
	hub_set_environment(*state, environment);
	return 0;
}

static int close_hub(void **state)
{
	if (plan)
		(void)munmap(plan, sizeof *plan);
	plan = NULL;
	return hub_tear_down(state);
}

/* Whole, and every line of the audit follows from the one before; NULL: so it is. */
static const char *judge_club(struct hub *hub)
{
	static char what[300];
	struct str out = { 0 };
	char copy[128];
	(void)snprintf(copy, sizeof copy, "%s.copy", hub_club());
	int backup = hub_run(hub, &out, (const char *const[]){ "backup", copy, NULL });
	if (backup == 0)
		(void)hub_run(hub, &out, (const char *const[]){ "audit", "verify", NULL });
	bool whole = backup == 0 && strstr(str_text(&out), "each following");
	(void)snprintf(what, sizeof what, "not whole: %s", str_text(&out));
	(void)unlink(copy);
	str_release(&out);
	return whole ? NULL : what;
}

static size_t times_in(const struct str *text, const char *words)
{
	struct span all = str_span(text), wanted = span_of(words);
	size_t count = 0;
	for (size_t at = 0; (at = span_find(all, wanted, at)) < all.length; at += wanted.length)
		count++;
	return count;
}

/* ---- verbs ---- */

/* %N in words is the number of the round, which makes them different; %I the submission that was
 * handed in for it, %C the comment on that. */
static const struct flow {
	const char *name, *member;
	const char *words[WORDS_MOST];
	const char *says;     /* on standard output when it is done */
	const char *question; /* by anna: */
	const char *once;     /* its answer has this once when it was done */
	bool is_named;	      /* what was done is found again when it is repeated */
} flows[] = {
	{ "inbox", "carl", { "inbox" }, "Vorher", NULL, NULL, false },
	{ "show", "carl", { "show", "%I" }, "Vorher %N.", NULL, NULL, false },
	{ "submit",
	  "anna",
	  { "submit", "post.txt" },
	  "Runde %N.",
	  "{\"version\":1,\"verb\":\"status\"}",
	  "\"title\":\"Runde %N.\",\"language\":\"de-CH\",\"topic\":\"\",\"state\":\"waiting\","
	  "\"revision\":1,",
	  true },
	{ "comment",
	  "carl",
	  { "comment", "%I", "Idee %N.", "--quote", "Zug" },
	  "",
	  "{\"version\":1,\"verb\":\"show\",\"id\":%I}",
	  "\"body\":\"Idee %N.\",\"quote\":\"Zug\"",
	  true },
	{ "comment, the turn",
	  "carl",
	  { "comment", "%I", "Idee %N." },
	  "",
	  "{\"version\":1,\"verb\":\"show\",\"id\":%I}",
	  "\"state\":\"commented\"",
	  true },
	{ "approve",
	  "carl",
	  { "approve", "%I", "--revision", "1" },
	  "Vorher %N.",
	  "{\"version\":1,\"verb\":\"show\",\"id\":%I}",
	  "\"state\":\"ready\",\"revision\":1,\"ready_hash\":\"",
	  false },
	{ "resolve",
	  "anna",
	  { "resolve", "%C" },
	  "",
	  "{\"version\":1,\"verb\":\"show\",\"id\":%I}",
	  "\"resolved\":true",
	  false },
	{ "withdraw",
	  "anna",
	  { "withdraw", "%I" },
	  "Vorher %N.",
	  "{\"version\":1,\"verb\":\"show\",\"id\":%I}",
	  "\"state\":\"withdrawn\"",
	  false },
};

struct round {
	struct hub *hub;
	struct home homes[2]; /* of anna, of carl */
	const struct flow *flow;
	long number, submission, comment;
	struct str words[WORDS_MOST];
};

static void fill_in(const struct round *round, const char *pattern, struct str *out)
{
	str_clear(out);
	for (const char *at = pattern; *at; at++) {
		if (strncmp(at, "%N", 2) == 0)
			(void)str_format(out, "%ld", round->number);
		else if (strncmp(at, "%I", 2) == 0)
			(void)str_format(out, "%ld", round->submission);
		else if (strncmp(at, "%C", 2) == 0)
			(void)str_format(out, "%ld", round->comment);
		else
			(void)str_add_byte(out, *at);
		at += *at == '%';
	}
}

/* Asks, and gives the number behind `key` in the answer. */
static long ask_for(const struct round *round, const char *member, const char *question,
		    const char *key)
{
	struct str line = { 0 }, out = { 0 };
	fill_in(round, question, &line);
	hub_ask(round->hub, member, str_text(&line), &out);
	const char *at = strstr(str_text(&out), key);
	if (!at)
		fail_msg("%s: %s", str_text(&line), str_text(&out));
	long number = strtol(at + strlen(key), NULL, 10);
	str_release(&line);
	str_release(&out);
	return number;
}

/* A draft and a submission of the round's own, with a comment where the flow is about one. */
static void prepare(struct round *round)
{
	struct str line = { 0 };
	round->number++;
	fill_in(round, "Runde %N.\n\nDer Zug kam nie, und ich lief durch den Regen.\n", &line);
	(void)home_write(&round->homes[0], "post.txt", str_text(&line));
	str_release(&line);
	round->submission = ask_for(round, "anna",
				    "{\"version\":1,\"verb\":\"submit\",\"title\":\"Vorher %N.\","
				    "\"text\":\"Der Zug kam nie.\"}",
				    "\"id\":");
	if (strcmp(round->flow->words[0], "resolve") == 0)
		round->comment =
			ask_for(round, "carl",
				"{\"version\":1,\"verb\":\"comment\",\"id\":%I,\"body\":\"Idee.\"}",
				"\"comment\":");
}

static void run(struct round *round, struct command_result *result)
{
	const char *arguments[WORDS_MOST + 1] = { NULL };
	for (size_t i = 0; i < WORDS_MOST && round->flow->words[i]; i++) {
		fill_in(round, round->flow->words[i], &round->words[i]);
		arguments[i] = str_text(&round->words[i]);
	}
	command_run_program(&round->homes[round->flow->member[0] == 'c'], arguments, NULL, result);
}

/* A line that cannot be read is gone; libseccomp does not bear it when memory runs out, and comes
 * before anything is asked for. */
static bool may_end_silently(void)
{
	return strncmp(plan->where, "read", 4) == 0 || strstr(plan->where, "/libseccomp");
}

/* Done: it is said. Not done: one sentence, with what to do next behind it where that is one of its
 * own. NULL: so it is. */
static const char *judge_answer(const struct round *round, const struct command_result *result)
{
	struct str says = { 0 };
	const char *wrong = NULL, *line = strchr(result->err, '\n');
	fill_in(round, round->flow->says, &says);
	if (result->status == 0)
		wrong = strstr(result->out, str_text(&says)) ? NULL : "done, but not said";
	else if (result->status < 0)
		wrong = "it crashed, or did not end";
	else if (strncmp(result->err, "tonfall: ", 9) != 0 || !line ||
		 (line[1] && strncmp(line + 1, "tonfall: Repeat", 15) != 0))
		wrong = "not one sentence";
	else if (strstr(result->err, "no word from ssh") && !may_end_silently())
		wrong = "it ended without a word";
	str_release(&says);
	return wrong;
}

static size_t times_done(const struct round *round)
{
	struct str line = { 0 }, out = { 0 }, once = { 0 };
	fill_in(round, round->flow->question, &line);
	fill_in(round, round->flow->once, &once);
	hub_ask(round->hub, "anna", str_text(&line), &out);
	size_t times = times_in(&out, str_text(&once));
	str_release(&line);
	str_release(&out);
	str_release(&once);
	return times;
}

/* What was said is so; repeated by somebody who was told to, it is done once. */
static const char *judge_effect(struct round *round, const struct command_result *result)
{
	bool was_done = result->status == 0;
	/* The answer was lost, or the disk did not say whether it has it. */
	bool is_open = strstr(result->err, "did not answer") || strstr(result->err, "perhaps");
	struct command_result again = { 0 };
	if (!round->flow->question)
		return NULL;
	size_t times = times_done(round);
	if (was_done)
		return times == 1 ? NULL : "said to be done, but is not there once";
	if (times == 1 && !is_open)
		return "refused, but done";
	run(round, &again);
	bool done = again.status == 0 || (times == 1 && !round->flow->is_named);
	command_release(&again);
	if (!done)
		return "it cannot be repeated";
	return times_done(round) == 1 ? NULL : "repeated, but not there once";
}

static void torment(struct torture *torture, struct round *round, int kind, long at, bool stays)
{
	struct command_result result;
	prepare(round);
	torture_aim(plan, kind, at, stays);
	run(round, &result);
	atomic_store(&plan->kind, NONE);
	tried++;
	hit += *plan->where != '\0';
	const char *wrong = judge_answer(round, &result);
	if (!wrong)
		wrong = judge_effect(round, &result);
	if (!wrong)
		wrong = judge_club(round->hub);
	if (wrong) {
		print_error("%s, %s:%ld%s, %s: %s (status %d, «%.300s»)\n", round->flow->name,
			    torture_names[kind], at, stays ? "+" : "", plan->where, wrong,
			    result.status, result.err);
		torture->wrong++;
	}
	command_release(&result);
}

static void measure(struct round *round, long counts[TORTURE_NAMES])
{
	struct command_result result;
	prepare(round);
	for (int kind = 1; kind < TORTURE_NAMES; kind++)
		counts[kind] = atomic_load(&plan->counts[kind]);
	run(round, &result);
	for (int kind = 1; kind < TORTURE_NAMES; kind++)
		counts[kind] = atomic_load(&plan->counts[kind]) - counts[kind];
	if (result.status != 0)
		fail_msg("%s: %d %s", round->flow->name, result.status, result.err);
	assert_true(counts[ALLOC] > 100 && counts[READ] > 2 && counts[WRITE] > 0);
	command_release(&result);
}

/* The short form takes each kind of fault by turns from the flows. */
static bool is_chosen(size_t flow, int kind)
{
	return torture_is_long() || (flow + (size_t)kind) % 3 == 0;
}

static void whatever_fails_in_a_session_a_verb_is_done_whole_or_not(void **state)
{
	struct torture torture = { .wrong = 0 };
	struct round round = { .hub = hub_of(state) };
	const char *only = getenv("TONFALL_TORTURE_ONLY");
	tried = hit = 0;
	for (int i = 0; i < 2; i++) {
		home_init(&round.homes[i]);
		hub_at_home(round.hub, &round.homes[i], i ? "carl" : "anna");
	}
	for (size_t i = 0; i < sizeof flows / sizeof *flows; i++) {
		long counts[TORTURE_NAMES] = { 0 };
		if (only && !strstr(flows[i].name, only))
			continue;
		round.flow = &flows[i];
		measure(&round, counts);
		for (int kind = 1; kind < TORTURE_NAMES; kind++)
			for (long at = 0;
			     is_chosen(i, kind) && (at = torture_next(at, counts[kind]));)
				torment(&torture, &round, kind, at, tried % 2);
	}
	print_message("%ld calls failed, %d of them not well\n", hit, torture.wrong);
	assert_int_equal(torture.wrong, 0);
	assert_true(hit >= tried * 3 / 4); /* the last ones may not come */
	for (int i = 0; i < WORDS_MOST; i++)
		str_release(&round.words[i]);
	for (int i = 0; i < 2; i++)
		home_release(&round.homes[i]);
}

/* ---- the served desk ---- */

struct visit {
	char name[32]; /* of a member who comes for the first time */
	bool typed, ended, no_copy;
	int status;
	struct str screen;
};

/* Types, hands in, types on; as far as the desk goes. */
static void play(struct hub *hub, struct visit *visit)
{
	struct terminal *desk = hub_terminal(hub, visit->name, "xterm-256color", 30, 110);
	bool goes = terminal_comes(desk, "Tonfall", PATIENCE_MS);
	if (goes) {
		terminal_press(desk, "Der Zug. ");
		goes = terminal_comes(desk, "Der Zug.", PATIENCE_MS);
	}
	if (goes) {
		terminal_press(desk, "\x14");
		if (terminal_comes(desk, "Hand in?", SOON_MS))
			terminal_press(desk, KEY_ENTER);
		(void)terminal_comes(desk, "Handed in as version 1", SOON_MS);
		/* Escape as a terminal tells it that says which key it is. */
		terminal_press(desk, "\033[27u\033[27u" KEY_END "Und weiter");
		visit->typed = terminal_comes(desk, "Der Zug. Und weiter", SOON_MS);
		/* As soon as it is to be written. */
		visit->no_copy = terminal_comes(desk, "No copy of your typing", JOURNAL_MS);
	}
	terminal_text(desk, &visit->screen);
	visit->ended = terminal_ends(desk, 30, &visit->status);
	if (!visit->ended)
		terminal_hang_up(desk);
	terminal_free(desk);
}

/* A desk that ends says why, and ssh tells its status; one that was on the screen is there again.
 */
static const char *judge_visit(struct hub *hub, const struct visit *visit)
{
	const char *wrong = NULL;
	if (visit->ended && WEXITSTATUS(visit->status) == 0)
		return "it ended as if all were well";
	if (visit->ended && WEXITSTATUS(visit->status) == 255 && !may_end_silently())
		return "it crashed";
	if (visit->ended && !strstr(str_text(&visit->screen), "tonfall: ") && !may_end_silently())
		return "it ended without a word";
	if (!visit->typed || visit->no_copy)
		return NULL;
	struct terminal *desk = hub_terminal(hub, visit->name, "xterm-256color", 30, 110);
	if (!terminal_comes(desk, "Your drafts", PATIENCE_MS))
		wrong = "there is no draft";
	terminal_press(desk, KEY_ENTER);
	if (!wrong && !terminal_comes(desk, "Der Zug. Und weiter", PATIENCE_MS))
		wrong = "what was on the screen is not there";
	terminal_free(desk);
	return wrong;
}

static void torment_desk(struct hub *hub, struct torture *torture, int kind, long at, bool stays)
{
	struct visit visit = { .typed = false };
	(void)snprintf(visit.name, sizeof visit.name, "author%ld", tried);
	hub_add(hub, visit.name, "author");
	torture_aim(plan, kind, at, stays);
	play(hub, &visit);
	atomic_store(&plan->kind, NONE);
	tried++;
	hit += *plan->where != '\0';
	const char *wrong = judge_visit(hub, &visit);
	if (!wrong)
		wrong = judge_club(hub);
	if (wrong) {
		print_error("desk, %s:%ld%s, %s: %s (status %#x)\n", torture_names[kind], at,
			    stays ? "+" : "", plan->where, wrong, (unsigned)visit.status);
		for (struct span rest = str_span(&visit.screen), line;
		     span_next(&rest, '\n', &line);)
			print_error("| %.*s\n", SPAN_ARGS(line));
		torture->wrong++;
	}
	str_release(&visit.screen);
}

static void whatever_fails_at_a_served_desk_its_words_come_back(void **state)
{
	struct hub *hub = hub_of(state);
	struct torture torture = { .wrong = 0 };
	struct visit good = { .name = "anna" };
	long counts[TORTURE_NAMES] = { 0 };
	tried = hit = 0;
	for (int kind = 1; kind < TORTURE_NAMES; kind++)
		counts[kind] = atomic_load(&plan->counts[kind]);
	play(hub, &good);
	if (!good.typed)
		fail_msg("%s", str_text(&good.screen));
	str_release(&good.screen);
	for (int kind = 1; kind < TORTURE_NAMES; kind++)
		counts[kind] = atomic_load(&plan->counts[kind]) - counts[kind];
	for (int kind = 1; kind < TORTURE_NAMES; kind++) {
		long count = counts[kind];
		long each = torture_is_long() ? PLACES_OF_DESK : 1;
		for (long i = 0; i < each && i < count; i++)
			torment_desk(hub, &torture, kind, 1 + (2 * i + 1) * count / (2 * each + 1),
				     tried % 2);
	}
	print_message("%ld calls failed, %d of them not well\n", hit, torture.wrong);
	assert_int_equal(torture.wrong, 0);
	assert_true(hit > tried / 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hub, close_hub)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whatever_fails_in_a_session_a_verb_is_done_whole_or_not),
		TEST(whatever_fails_at_a_served_desk_its_words_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
