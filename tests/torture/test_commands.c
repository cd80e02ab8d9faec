/*
 * Commands with one call failing: memory, open, read, write, sync, rename, each in turn. The
 * program never crashes, never gives another answer without a word on standard error, leaves each
 * file as it was or as it becomes, and does its work when it is started again.
 */
#include "unit.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crc.h"
#include "base/file.h"
#include "command.h"
#include "torture.h"

static const char post[] =
	"Letzte Woche stand der Server still, und Mia rief mich um sieben Uhr an. Das war ein "
	"Fehlre, den ich gemacht hatte.\n\nWir leveragen jetzt einen zweiten Server und prüfen ihn "
	"jeden Montag um acht. Seit diesem Morgen steht mein Name auf der Liste, und das ist gut "
	"so, "
	"weil ich jetzt weiss, wer im Notfall anruft und wer einfach schläft.\n\nWie prüft ihr "
	"eure Server am Montag?\n";

static const struct flow {
	const char *name;
	const char *arguments[12];
	const char *before[4][10]; /* commands that it builds upon */
	bool adds;		   /* done twice it is not the same as once */
} flows[] = {
	{ .name = "check", .arguments = { "check", "--format", "json", "post.txt" } },
	{ .name = "rules list", .arguments = { "rules", "list" } },
	{ .name = "rules explain", .arguments = { "rules", "explain", "clarity.ai-signals" } },
	{ .name = "learn --list", .arguments = { "learn", "--list" } },
	{ .name = "learn --grade", .arguments = { "learn", "--grade", "prompt", "post.txt" } },
	{ .name = "voice learn", .arguments = { "voice", "learn", "post.txt" } },
	{ .name = "voice compare",
	  .arguments = { "voice", "compare", "post.txt" },
	  .before = { { "voice", "learn", "post.txt" } } },
	{ .name = "config set", .arguments = { "config", "set", "platform", "mastodon" } },
	{ .name = "config set again",
	  .arguments = { "config", "set", "platform", "x" },
	  .before = { { "config", "set", "fold", "desktop" } } },
	{ .name = "rewrite --show-request",
	  .arguments = { "rewrite", "--task", "shorter", "--show-request", "post.txt" },
	  .before = { { "config", "set", "rewrite.endpoint", "http://127.0.0.1:9/v1" },
		      { "config", "set", "rewrite.model", "m" } } },
	{ .name = "hub init", .arguments = { "hub", "init", "--club", "club.db" } },
	{ .name = "submit",
	  .arguments = { "submit", "--club", "club.db", "--as", "anna", "post.txt" },
	  .before = { { "hub", "init", "--club", "club.db" },
		      { "hub", "add", "anna", "key.pub", "--role", "author", "--club",
			"club.db" } },
	  .adds = true },
	{ .name = "comment",
	  .arguments = { "comment", "1", "Gut.", "--club", "club.db", "--as", "carl" },
	  .before = { { "hub", "init", "--club", "club.db" },
		      { "hub", "add", "anna", "key.pub", "--role", "author", "--club", "club.db" },
		      { "hub", "add", "carl", "key2.pub", "--role", "coach", "--club", "club.db" },
		      { "submit", "--club", "club.db", "--as", "anna", "post.txt" } },
	  .adds = true },
};

static const char keys[][128] = {
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f anna\n",
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICAfHh0cGxoZGBcWFRQTEhEQDw4NDAsKCQgHBgUEAwIB carl\n",
};

/* ---- what stands in a home ---- */

static struct {
	struct str *lines; /* a path and the sum of its bytes each */
	size_t root;
} listing;

static int list_one(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	struct str text = { 0 };
	const char *name = path + listing.root;
	(void)at;
	/* A database has times in it, and is judged by going on with it. What a save had begun when
	 * memory ran out stays beside the file. The name of a request is chance. */
	if (kind != FTW_F || strstr(name, ".db") || strstr(name, ".tonfall-") ||
	    strstr(name, "/club/requests/") || status->st_size > 1 << 20)
		return 0;
	assert_true(file_read(path, 1 << 20, &text, NULL, NULL));
	(void)str_format(listing.lines, "%s %08x\n", name, (unsigned)crc32_of(str_span(&text)));
	str_release(&text);
	return 0;
}

static void list_home(const struct home *home, struct str *lines)
{
	str_clear(lines);
	listing.lines = lines;
	listing.root = strlen(home->folder);
	(void)nftw(home->folder, list_one, 16, FTW_PHYS);
}

/* ---- one flow ---- */

struct outcome {
	int status;
	char *out;
	struct str before, after;
	long counts[TORTURE_KINDS];
};

static void prepare(struct home *home, const struct flow *flow)
{
	struct command_result result;
	*home = (struct home){ .environment = NULL };
	home_init(home);
	(void)home_write(home, "post.txt", post);
	(void)home_write(home, "key.pub", keys[0]);
	(void)home_write(home, "key2.pub", keys[1]);
	for (size_t i = 0; i < sizeof flow->before / sizeof *flow->before; i++) {
		if (!flow->before[i][0])
			break;
		command_run_program(home, flow->before[i], NULL, &result);
		if (result.status != 0)
			fail_msg("%s: %s", flow->before[i][0], result.err);
		command_release(&result);
	}
}

static void measure(struct torture *torture, const struct flow *flow, struct outcome *good)
{
	struct home home;
	struct command_result result;
	prepare(&home, flow);
	list_home(&home, &good->before);
	torture_arm(torture, &home, NULL, 0, false);
	command_run_program(&home, flow->arguments, NULL, &result);
	list_home(&home, &good->after);
	good->status = result.status;
	good->out = result.out;
	for (size_t i = 0; i < TORTURE_KINDS; i++)
		good->counts[i] = torture_count(torture, torture_kinds[i]);
	if (result.status < 0 || result.status > 1)
		fail_msg("%s: %d %s", flow->name, result.status, result.err);
	free(result.err);
	home_release(&home);
}

/* NULL: all is well. */
static const char *judge_files(struct home *home, const struct outcome *good, struct str *now)
{
	static char what[256];
	struct span rest, line;
	list_home(home, now);
	for (rest = str_span(now); span_next(&rest, '\n', &line);) {
		if (line.length == 0 ||
		    span_find(str_span(&good->before), line, 0) < good->before.length ||
		    span_find(str_span(&good->after), line, 0) < good->after.length)
			continue;
		(void)snprintf(what, sizeof what, "neither old nor new: %.*s", SPAN_ARGS(line));
		return what;
	}
	return NULL;
}

static const char *judge_next(struct home *home, const struct flow *flow,
			      const struct outcome *good)
{
	static char what[512];
	struct command_result again;
	torture_disarm(home);
	command_run_program(home, flow->arguments, NULL, &again);
	bool same = again.status == good->status || (again.status == 2 && *again.err);
	(void)snprintf(what, sizeof what, "the next time it ends with %d: %s", again.status,
		       again.err);
	same = flow->adds ? again.status == 0 : same && again.status >= 0;
	command_release(&again);
	return same ? NULL : what;
}

/* A list of words that cannot be read leaves its words unknown, and spelling goes on
 * (lang/lexicon.c); Hunspell does not tell that it read, or kept, only a part of a dictionary. */
static bool is_of_a_dictionary(const struct str *where)
{
	struct span text = str_span(where);
	return span_find(text, SPAN("/dictionaries/"), 0) < text.length ||
	       span_find(text, SPAN("/hunspell/"), 0) < text.length ||
	       span_find(text, SPAN("/libhunspell"), 0) < text.length;
}

/* False when there was no such call. */
static bool torment(struct torture *torture, const struct flow *flow, const struct outcome *good,
		    const char *fault, long at, bool stays)
{
	struct home home;
	struct command_result result;
	struct str where = { 0 }, now = { 0 };
	const char *wrong = NULL;
	prepare(&home, flow);
	torture_arm(torture, &home, fault, at, stays);
	command_run_program(&home, flow->arguments, NULL, &result);
	bool hit = torture_was_hit(torture, &where);
	if (result.status < 0)
		wrong = "it crashed";
	else if (result.status != good->status && !*result.err)
		wrong = "it ended otherwise without a word";
	else if (result.status == good->status && strcmp(result.out, good->out) != 0 &&
		 !*result.err && !is_of_a_dictionary(&where))
		wrong = "it said something else without a word";
	if (!wrong)
		wrong = judge_files(&home, good, &now);
	if (!wrong)
		wrong = judge_next(&home, flow, good);
	if (wrong)
		print_error("%s, %s:%ld%s, %s: %s (status %d, «%.200s»)\n", flow->name, fault, at,
			    stays ? "+" : "", str_text(&where), wrong, result.status, result.err);
	command_release(&result);
	str_release(&where);
	str_release(&now);
	home_release(&home);
	if (wrong)
		torture->wrong++;
	return hit;
}

static void each_failing_call_is_said_and_nothing_is_lost(void **state)
{
	struct torture torture;
	const char *only = getenv("TONFALL_TORTURE_ONLY");
	long tried = 0;
	(void)state;
	torture_init(&torture);
	for (size_t i = 0; i < sizeof flows / sizeof *flows; i++) {
		struct outcome good = { 0 };
		if (only && !strstr(flows[i].name, only))
			continue;
		measure(&torture, &flows[i], &good);
		for (size_t kind = 0; kind < 2 * TORTURE_KINDS; kind++)
			for (long at = 0; (at = torture_next(at, good.counts[kind / 2]));)
				tried += torment(&torture, &flows[i], &good,
						 torture_kinds[kind / 2], at, kind % 2);
		free(good.out);
		str_release(&good.before);
		str_release(&good.after);
	}
	print_message("%ld calls failed, %d of them not well\n", tried, torture.wrong);
	assert_int_equal(torture.wrong, 0);
	torture_release(&torture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_failing_call_is_said_and_nothing_is_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
