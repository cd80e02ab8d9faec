/*
 * The desk's further flows with one call failing in the middle: the desk stands, the flow begins,
 * and the n-th call from there fails (torture_plan.h). Whatever fails, the desk goes on, or ends
 * with a word; the words that were on the screen come back.
 */
#include "unit.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "author.h"
#include "server.h"
#include "torture.h"

enum {
	PATIENCE_MS = 8000,
	SOON_MS = 1200,
	NOBODY_WAITS = 30,
	OFFERED_MS = 400,
	STEPS = 8,
	LONG = 10,
	SHORT = 1
};

static const char post[] =
	"Am Montag war der Fehlre da. Der Zug nach Bern fuhr nicht, und ich las den Vertrag noch "
	"einmal.\n\nWas habt ihr gelesen?\n";

/* What the hub of a flow answers to whatever it is asked. */
static const char answer[] =
	"read line\n"
	"echo '{\"version\":1,\"ok\":true,\"submission\":{\"id\":1,\"revision\":1,\"author\":"
	"\"anna\",\"state\":\"waiting\",\"title\":\"Am Montag\",\"language\":\"de-CH\"},"
	"\"text\":\"\",\"comments\":[]}'\n";

#define EVENTS "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
static const struct server_script scripts[] = {
	{ .steps = { { EVENTS
		       "data: {\"choices\":[{\"delta\":{\"content\":\"<<<TEXT\\nAm Montag war der "
		       "Fehler da. Der Zug nach Basel fuhr nicht, und ich las den Vertrag noch "
		       "einmal.\\n\\nWas habt ihr gelesen?\\nTEXT>>>\"}}]}\n\n"
		       "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
		       "data: [DONE]\n\n" } } },
};

/* Keys and what they lead to. */
struct step {
	const char *keys, *shows;
};

#define TO_THE_WORD KEY_START "\033[1;5C\033[1;5C\033[1;5C\033[1;5C"

static const struct flow {
	const char *name;
	struct step before[STEPS]; /* nothing fails yet */
	struct step steps[STEPS];
} flows[] = {
	{ "suggestions",
	  { { KEY_NEXT, "Fehlre" } },
	  { { "\x17", "Enter or 1–5 take" }, { KEY_ENTER, "Am Montag war der" } } },
	{ "my words", { { KEY_NEXT, "Fehlre" } }, { { "\033a", "one of your words now" } } },
	{ "synonyms", { { TO_THE_WORD, "Coach" } }, { { "\0338", "Words like" } } },
	{ "put aside",
	  { { KEY_NEXT, "Fehlre" } },
	  { { "\033,", "Put aside here" }, { KEY_COMMANDS "Put aside" KEY_ENTER, "call back" } } },
	{ "replace",
	  { { NULL, NULL } },
	  { { "\033r", "Replace with" }, { "Zug\tBus\033\r", "replaced" } } },
	{ "versions",
	  { { "Neu. " KEY_SAVE, "Saved as" }, { "Mehr. " KEY_SAVE, "Saved as" } },
	  { { "\033v", "Earlier versions" },
	    { KEY_DOWN KEY_ENTER, "− " },
	    { KEY_ENTER, "back" } } },
	{ "drafts and another name",
	  { { NULL, NULL } },
	  { { "\x0f", "Your drafts" },
	    { KEY_ESCAPE "\033[I\033s", "Save as" },
	    { KEY_BACKSPACE KEY_ENTER, "Saved as" } } },
	{ "lessons",
	  { { NULL, NULL } },
	  { { "\033l", "Lessons" },
	    { KEY_ENTER, "Enter" },
	    { KEY_ENTER, "M-q" },
	    { "Ich sah es am Montag.\x07", "there" },
	    { "\033q", "Am Montag" } } },
	{ "rewriting",
	  { { NULL, NULL } },
	  { { KEY_REWRITE, "What should it do?" },
	    { KEY_ENTER, "What will be sent" },
	    { KEY_ENTER, "there: C-r" },
	    { KEY_REWRITE, "Enter" },
	    { KEY_ENTER, "Coach" } } },
	{ "handing in",
	  { { NULL, NULL } },
	  { { "\x14", "Hand in?" }, { KEY_ENTER, "Handed in as version" } } },
	{ "figures, platform and help",
	  { { NULL, NULL } },
	  { { KEY_COMMANDS "Figures" KEY_ENTER, "Figures" },
	    { KEY_ESCAPE KEY_ESCAPE KEY_COMMANDS "Platform" KEY_ENTER, "Platform" },
	    { KEY_DOWN KEY_ENTER, "Coach" },
	    { KEY_HELP, "Esc" } } },
};

/* ---- one course of a flow ---- */

struct course {
	struct home home;
	struct server *server;
	const struct flow *flow;
	struct torture_plan *plan;
	struct torture *torture;
	int status;
	bool ended, went, goes_on; /* by itself; through the flow; takes words after it */
	bool no_copy, is_away;	   /* on another text than the flow began with */
	long before[TORTURE_NAMES], after[TORTURE_NAMES]; /* calls, without the flow and with it */
	const char *missed;
	struct str screen;
};

static void prepare(struct course *course)
{
	char settings[512];
	home_init(&course->home);
	course->server = server_new(scripts, 1);
	(void)home_write(&course->home, "post.txt", post);
	(void)home_write(&course->home, ".local/share/tonfall/drafts/zwei.txt", "Zwei.\n");
	(void)snprintf(settings, sizeof settings,
		       "rewrite.endpoint: http://127.0.0.1:%d/v1\nrewrite.model: m1\n"
		       "club.hub: a@hub\nclub.ssh: \"sh %s\"\n",
		       server_port(course->server), home_write(&course->home, "ssh.sh", answer));
	(void)home_write(&course->home, ".config/tonfall/settings.yaml", settings);
}

static void release(struct course *course)
{
	server_free(course->server);
	home_release(&course->home);
	str_release(&course->screen);
}

static bool play_steps(struct course *course, struct terminal *terminal, const struct step *steps)
{
	for (size_t i = 0; i < STEPS && steps[i].keys; i++) {
		terminal_press(terminal, steps[i].keys);
		course->missed = steps[i].shows;
		/* A fault may come between; without one it only takes its time. */
		int ms = atomic_load(&course->plan->kind) == NONE ? PATIENCE_MS : SOON_MS;
		if (!terminal_comes(terminal, steps[i].shows, ms)) {
			terminal_text(terminal, &course->screen);
			return false;
		}
	}
	course->missed = NULL;
	return true;
}

/* Whatever is open is closed, then words are typed before all. */
static bool takes_words(struct terminal *terminal)
{
	/* Escape as a terminal tells it that says which key it is: nothing waits for what follows.
	 */
	for (int i = 0; i < 4; i++)
		terminal_press(terminal, "\033[27u");
	terminal_press(terminal, "\033q"); /* out of a lesson */
	terminal_press(terminal, KEY_START "Weiter! ");
	return terminal_comes(terminal, "Weiter! ", PATIENCE_MS);
}

static void play(struct course *course, int kind, long at, bool stays)
{
	struct torture_plan *plan = course->plan;
	*plan = (struct torture_plan){ .at = 0 };
	torture_arm(course->torture, &course->home, NULL, 0, false);
	struct terminal *terminal = author_open(&course->home, "post.txt");
	terminal_wait(terminal, "Coach");
	(void)terminal_comes(terminal, "1 word to look at", PATIENCE_MS);
	if (!play_steps(course, terminal, course->flow->before))
		fail_msg("%s: %s", course->flow->name, course->missed);
	for (int i = 1; i < TORTURE_NAMES; i++)
		course->before[i] = atomic_load(&plan->counts[i]);
	torture_aim(plan, kind, at, stays);
	course->went = play_steps(course, terminal, course->flow->steps);
	for (int i = 1; i < TORTURE_NAMES; i++)
		course->after[i] = atomic_load(&plan->counts[i]);
	course->ended = terminal_ends(terminal, NOBODY_WAITS, &course->status);
	course->goes_on = !course->ended && takes_words(terminal);
	course->is_away = terminal_shows(terminal, "· Weiter!  ");
	course->no_copy = terminal_shows(terminal, "No copy of your typing");
	str_clear(&course->screen);
	terminal_text(terminal, &course->screen);
	if (!course->goes_on && !course->ended)
		course->ended = terminal_ends(terminal, SOON_MS, &course->status);
	if (!course->ended) {
		atomic_store(&plan->kind, NONE);
		terminal_signal(terminal, SIGTERM);
		if (!terminal_ends(terminal, PATIENCE_MS, &course->status))
			course->status = SIGKILL;
	}
	terminal_free(terminal);
	torture_disarm(&course->home);
}

/* ---- was it borne? ---- */

/* Opens again without a fault and takes what is offered: the words that are not there; NULL: none
 * is missing. `typed`: what was typed must be offered. */
static const char *missing(struct course *course, const char *name, bool typed)
{
	static const char *const words[] = { "ich las den Vertrag", "Weiter! " };
	struct terminal *terminal = author_open(&course->home, name);
	const char *gone = NULL;
	terminal_wait(terminal, "Coach");
	if (terminal_comes(terminal, "You typed words that", typed ? PATIENCE_MS : OFFERED_MS))
		author_press(terminal, KEY_ENTER, "Your words are back");
	for (int i = typed; !gone && i >= 0; i--)
		if (!terminal_comes(terminal, words[i], PATIENCE_MS))
			gone = words[i];
	terminal_free(terminal);
	return gone;
}

/* NULL: all is well. */
static const char *judge(struct course *course)
{
	if (WIFSIGNALED(course->status))
		return "an end by itself, but by a signal";
	if (course->ended && WEXITSTATUS(course->status) == 0)
		return "an end with a word, but as if all were well";
	if (!course->ended && !course->goes_on)
		return "taking words, though it goes on";
	bool typed = course->goes_on && !course->no_copy && !course->is_away;
	const char *gone = missing(course, "post.txt", typed);
	/* It may have gone on under the other name, or only have made that file. */
	char *other = gone ? home_read(&course->home, "post.tx") : NULL;
	if (other)
		gone = missing(course, "post.tx", typed);
	free(other);
	return gone;
}

/* Line by line: cmocka cuts a message at 1024 bytes. */
static void print_screen(const struct course *course)
{
	for (struct span rest = str_span(&course->screen), line; span_next(&rest, '\n', &line);)
		print_error("| %.*s\n", SPAN_ARGS(line));
}

static void torment(struct torture *torture, struct torture_plan *plan, const struct flow *flow,
		    int kind, long at, bool stays)
{
	struct course course = { .flow = flow, .plan = plan, .torture = torture };
	struct str where = { 0 };
	prepare(&course);
	play(&course, kind, at, stays);
	(void)torture_was_hit(torture, &where);
	const char *wrong = judge(&course);
	if (wrong) {
		print_error("%s, %s:%ld%s, %s: not %s (status %#x)\n", flow->name,
			    torture_names[kind], at, stays ? "+" : "", str_text(&where), wrong,
			    (unsigned)course.status);
		if (course.missed)
			print_error("The flow came to where «%s» was not shown.\n", course.missed);
		print_screen(&course);
		torture->wrong++;
	}
	str_release(&where);
	release(&course);
}

/* How many calls of each kind the flow makes. */
static void measure(struct torture *torture, struct torture_plan *plan, const struct flow *flow,
		    long counts[TORTURE_NAMES])
{
	struct course course = { .flow = flow, .plan = plan, .torture = torture };
	prepare(&course);
	play(&course, NONE, 0, false);
	if (!course.went || !course.goes_on) {
		print_screen(&course);
		fail_msg("%s: not %s", flow->name, course.missed);
	}
	for (int kind = 1; kind < TORTURE_NAMES; kind++)
		counts[kind] = course.after[kind] - course.before[kind];
	release(&course);
}

static void whatever_fails_in_a_flow_the_desk_bears_it(void **state)
{
	struct torture torture;
	struct home folder = { .environment = NULL };
	const char *only = getenv("TONFALL_TORTURE_ONLY");
	long tried = 0;
	(void)state;
	torture_init(&torture);
	home_init(&folder);
	struct torture_plan *plan = torture_map(home_path(&folder, "plan"));
	torture_share(&torture, home_path(&folder, "plan"));
	for (size_t i = 0; i < sizeof flows / sizeof *flows; i++) {
		long counts[TORTURE_NAMES] = { 0 };
		if (only && !strstr(flows[i].name, only))
			continue;
		measure(&torture, plan, &flows[i], counts);
		for (int kind = 1; kind < TORTURE_NAMES; kind++) {
			long each = torture_is_long() ? LONG : SHORT;
			for (long at = 0; at < each && at < counts[kind]; at++, tried++)
				torment(&torture, plan, &flows[i], kind,
					counts[kind] > each
						? 1 + (2 * at + 1) * counts[kind] / (2 * each)
						: 1 + at,
					tried % 2);
		}
	}
	print_message("%ld calls failed, %d of them not well\n", tried, torture.wrong);
	assert_int_equal(torture.wrong, 0);
	(void)munmap(plan, sizeof *plan);
	torture_release(&torture);
	home_release(&folder);
}

/* Saved under another name, but the folder is not synced: the words are in that file, so the desk
 * goes on there, and says "not saved" until a save is confirmed. The old file is never written. */
static void what_the_disk_does_not_confirm_is_saved_again_under_the_new_name(void **state)
{
	enum { FOLDER = 2 }; /* the save's second sync: the first is of the bytes */
	struct torture torture;
	struct home folder = { .environment = NULL };
	struct home home = { .environment = NULL };
	(void)state;
	torture_init(&torture);
	home_init(&folder);
	struct torture_plan *plan = torture_map(home_path(&folder, "plan"));
	torture_share(&torture, home_path(&folder, "plan"));
	home_init(&home);
	(void)home_write(&home, "post.txt", post);
	torture_arm(&torture, &home, NULL, 0, false);
	struct terminal *terminal = author_open(&home, "post.txt");
	terminal_wait(terminal, "1 word to look at");
	author_press(terminal, "\033s", "Save as");
	for (size_t i = 0; i < strlen(".txt"); i++)
		terminal_press(terminal, KEY_BACKSPACE);
	author_press(terminal, "-neu", "post-neu");
	torture_aim(plan, SYNC, FOLDER, false);
	author_press(terminal, KEY_ENTER, "is written, but the disk does not confirm it");
	terminal_wait(terminal, "not saved");
	author_press(terminal, KEY_QUIT, "Not saved yet");
	author_assert_file(&home, "post-neu", post);
	author_press(terminal, KEY_START "Neu. ", "Neu. Am Montag");
	terminal_press(terminal, KEY_SAVE);
	terminal_wait(terminal, "Saved as ~/post-neu");
	author_leave(terminal);
	author_assert_file(&home, "post.txt", post);
	char *now = home_read(&home, "post-neu");
	assert_true(strncmp(now, "Neu. Am Montag", strlen("Neu. Am Montag")) == 0);
	free(now);
	torture_disarm(&home);
	home_release(&home);
	(void)munmap(plan, sizeof *plan);
	torture_release(&torture);
	home_release(&folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_disk_does_not_confirm_is_saved_again_under_the_new_name),
		cmocka_unit_test(whatever_fails_in_a_flow_the_desk_bears_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
