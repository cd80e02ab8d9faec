/*
 * The desk with one call failing: a post is opened, changed, saved, changed again, and the desk is
 * asked to end. Whatever fails, it goes on or ends with a word; the file is one of the three texts,
 * a save that was said is in it, and what was typed after comes back.
 */
#include "unit.h"

#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>

#include "author.h"
#include "torture.h"

enum { PATIENCE_MS = 4000, NOBODY_WAITS = 30, FEW = 1000 };

static const char *const texts[] = { "Alt.\n", "Neu. Alt.\n", "Neu. Mehr. Alt.\n" };

struct course {
	struct home home;
	int status; /* as from waitpid */
	bool ended; /* by itself */
	bool was_saved, was_typed, no_copy, was_rescued;
	struct str screen; /* before it was asked to end */
};

static bool press(struct terminal *terminal, const char *keys, const char *shows)
{
	terminal_press(terminal, keys);
	return terminal_comes(terminal, shows, PATIENCE_MS);
}

/* Goes as far as the desk does. */
static void play(struct course *course)
{
	struct terminal *terminal = author_open(&course->home, "post.txt");
	bool goes = terminal_comes(terminal, "Alt.", PATIENCE_MS) &&
		    press(terminal, "Neu. ", "Neu. Alt.");
	if (goes)
		course->was_saved = press(terminal, KEY_SAVE, "Saved as");
	course->was_typed = goes && press(terminal, "Mehr. ", "Neu. Mehr. Alt.");
	if (course->was_typed) /* the panel follows behind the keys */
		(void)terminal_comes(terminal, "Spelling", PATIENCE_MS);
	course->ended = terminal_ends(terminal, NOBODY_WAITS, &course->status);
	terminal_text(terminal, &course->screen);
	course->no_copy = terminal_shows(terminal, "No copy of your typing");
	if (!course->ended) {
		terminal_signal(terminal, SIGTERM);
		if (!terminal_ends(terminal, PATIENCE_MS, &course->status))
			course->status = SIGKILL; /* as terminal_free ends it */
		course->no_copy |= terminal_shows(terminal, "No file can be written");
		course->was_rescued = terminal_shows(terminal, "typed since the last save is in");
	}
	terminal_free(terminal);
}

/* Opens again without a fault, takes what is offered and saves it: what is in the file then. */
static char *recover(struct course *course)
{
	struct terminal *terminal = author_open(&course->home, "post.txt");
	terminal_wait(terminal, "Coach");
	if (terminal_shows(terminal, "You typed words that were not saved")) {
		author_press(terminal, KEY_ENTER, "Your words are back");
		author_press(terminal, KEY_SAVE, "Saved as");
	}
	terminal_free(terminal);
	return home_read(&course->home, "post.txt");
}

/* What the desk kept beside the draft when there was no other place. */
static const char *rescued(struct course *course)
{
	static char name[64];
	struct dirent *entry;
	DIR *folder = opendir(course->home.folder);
	while (folder && (entry = readdir(folder)))
		if (strncmp(entry->d_name, "tonfall-", 8) == 0)
			(void)snprintf(name, sizeof name, "%.60s", entry->d_name);
	if (folder)
		(void)closedir(folder);
	return name;
}

static int index_of(const char *text)
{
	for (int i = 0; text && i < 3; i++)
		if (strcmp(text, texts[i]) == 0)
			return i;
	return -1;
}

/* NULL: all is well. */
static const char *judge(struct course *course)
{
	char *text = home_read(&course->home, "post.txt");
	int file = index_of(text);
	free(text);
	if (WIFSIGNALED(course->status))
		return "it was ended by a signal";
	if (course->ended && WEXITSTATUS(course->status) == 0)
		return "it ended as if all were well";
	if (file < 0)
		return "the file is none of the texts";
	if (course->was_saved && file < 1)
		return "the save that was said is not in the file";
	torture_disarm(&course->home);
	text = course->was_rescued ? home_read(&course->home, rescued(course)) : recover(course);
	int back = index_of(text);
	free(text);
	if (back < file)
		return "the file was better before";
	if (course->was_typed && !course->ended && !course->no_copy && back < 2)
		return "what was typed is lost";
	return NULL;
}

static void torment(struct torture *torture, const char *kind, long at, bool stays)
{
	struct course course = { .ended = false };
	struct str where = { 0 };
	home_init(&course.home);
	(void)home_write(&course.home, "post.txt", texts[0]);
	torture_arm(torture, &course.home, kind, at, stays);
	play(&course);
	(void)torture_was_hit(torture, &where);
	const char *wrong = judge(&course);
	if (wrong) {
		print_error("%s:%ld%s, %s: %s (status %#x)\n", kind, at, stays ? "+" : "",
			    str_text(&where), wrong, (unsigned)course.status);
		print_error("%s\n", str_text(&course.screen));
		torture->wrong++;
	}
	home_release(&course.home);
	str_release(&course.screen);
	str_release(&where);
}

static void measure(struct torture *torture, long *counts)
{
	struct course course = { .ended = false };
	home_init(&course.home);
	(void)home_write(&course.home, "post.txt", texts[0]);
	torture_arm(torture, &course.home, NULL, 0, false);
	play(&course);
	for (size_t i = 0; i < TORTURE_KINDS; i++)
		counts[i] = torture_count(torture, torture_kinds[i]);
	assert_true(course.was_saved && course.was_typed && !course.ended && !course.no_copy);
	assert_int_equal(WEXITSTATUS(course.status), 1);
	home_release(&course.home);
	str_release(&course.screen);
}

static void whatever_call_fails_the_words_are_there(void **state)
{
	struct torture torture;
	long counts[TORTURE_KINDS], tried = 0;
	const char *only = getenv("TONFALL_TORTURE_ONLY");
	(void)state;
	torture_init(&torture);
	measure(&torture, counts);
	for (size_t kind = 0; kind < TORTURE_KINDS; kind++) {
		if (only && strcmp(only, torture_kinds[kind]) != 0)
			continue;
		for (long at = 0; (at = torture_next(at, counts[kind])); tried++) {
			/* By turns once or from there on, for a run takes a second; both of few. */
			torment(&torture, torture_kinds[kind], at, tried % 2);
			if (torture_is_long() && counts[kind] < FEW)
				torment(&torture, torture_kinds[kind], at, tried % 2 == 0);
		}
	}
	print_message("%ld calls failed, %d of them not well\n", tried, torture.wrong);
	assert_int_equal(torture.wrong, 0);
	torture_release(&torture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_call_fails_the_words_are_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
