/* The club from the shell, on its file: what each role may do, and what is said when it may not. */
#include "unit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "club/retry.h"
#include "command.h"

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4"

static const char unseen[] = "There is no submission 1 for you.";
static const char not_now[] = "That cannot be done with it in this state, or not by you.";

/* A command with --club and --as; what it says, and on which side. */
struct row {
	const char *as;
	const char *words[8];
	int status;
	const char *out, *err;
};

static void run_row(const struct home *home, const struct row *row)
{
	const char *arguments[16] = { NULL };
	struct command_result result;
	size_t count = 0;
	while (count < 8 && row->words[count]) {
		arguments[count] = row->words[count];
		count++;
	}
	arguments[count++] = "--club";
	arguments[count++] = "club.db";
	if (row->as) {
		arguments[count++] = "--as";
		arguments[count++] = row->as;
	}
	command_run_program(home, arguments, NULL, &result);
	if (result.status != row->status || !strstr(result.out, row->out ? row->out : "") ||
	    (row->err ? !strstr(result.err, row->err) : *result.err))
		fail_msg("%s %s as %s: %d\n%s%s", row->words[0], row->words[1] ? row->words[1] : "",
			 row->as ? row->as : "-", result.status, result.out, result.err);
	command_release(&result);
}

#define RUN_ROWS(home, rows)                                             \
	for (size_t row = 0; row < sizeof(rows) / sizeof *(rows); row++) \
	run_row((home), &(rows)[row])

static int set_up(void **state)
{
	static const struct row rows[] = {
		{ NULL, { "hub", "init" }, 0, "The club is made", NULL },
		{ NULL, { "hub", "add", "anna", "anna.pub", "--role", "author" }, 0, "", NULL },
		{ NULL, { "hub", "add", "berta", "berta.pub", "--role", "author" }, 0, "", NULL },
		{ NULL, { "hub", "add", "carl", "carl.pub", "--role", "coach" }, 0, "", NULL },
	};
	if (home_set_up(state) != 0)
		return -1;
	struct home *home = *state;
	(void)home_write(home, "anna.pub", KEY "f anna\n");
	(void)home_write(home, "berta.pub", KEY "g berta\n");
	(void)home_write(home, "carl.pub", KEY "h carl\n");
	(void)home_write(home, "post.txt", "Der Zug kam nie. Ich lief los.\n");
	(void)home_write(home, "empty.txt", "\n");
	RUN_ROWS(home, rows);
	return 0;
}

static void a_post_goes_from_the_author_to_the_coach_and_out(void **state)
{
	static const struct row rows[] = {
		{ "anna", { "status" }, 0, "Nothing here.", NULL },
		{ "anna", { "submit", "post.txt" }, 0, "waiting     anna  Der Zug kam", NULL },
		{ "anna", { "status" }, 0, "(first post)", NULL },
		{ "carl", { "inbox" }, 0, "waiting     anna", NULL },
		{ "carl", { "show", "1" }, 0, "Ich lief los.", NULL },
		{ "carl",
		  { "comment", "1", "Warum?", "--quote", "Der Zug", "--words", "Mein Bus" },
		  0,
		  "",
		  NULL },
		{ "anna", { "show", "1" }, 0, "«Der Zug»", NULL },
		{ "anna", { "show", "1" }, 0, "→ Mein Bus", NULL },
		{ "anna", { "status" }, 0, "commented", NULL },
		{ "anna", { "resolve", "1" }, 0, "", NULL },
		{ "carl", { "approve", "1", "--revision", "99" }, 1, "", "no version 99" },
		{ "carl", { "approve", "1", "--revision", "1" }, 0, "ready", NULL },
		{ "anna", { "publish", "1" }, 0, "published", NULL },
		{ "carl", { "inbox" }, 0, "Nothing here.", NULL },
		{ "anna",
		  { "status", "--format", "json" },
		  0,
		  "\"state\":\"published\",\"revision\":1",
		  NULL },
		{ NULL, { "hub", "audit", "verify" }, 0, "each following from the one", NULL },
	};
	RUN_ROWS(*state, rows);
}

static void what_is_not_ones_own_or_not_its_turn_is_refused(void **state)
{
	static const struct row rows[] = {
		{ "anna", { "submit", "post.txt" }, 0, "waiting", NULL },
		{ "berta", { "show", "1" }, 1, "", unseen },
		{ "berta", { "status" }, 0, "Nothing here.", NULL },
		{ "berta", { "withdraw", "1" }, 1, "", unseen },
		{ "berta", { "comment", "1", "Hallo" }, 1, "", unseen },
		{ "anna", { "approve", "1", "--revision", "1" }, 1, "", not_now },
		{ "carl", { "approve", "1", "--revision", "7" }, 1, "", "" },
		{ "carl", { "publish", "1" }, 1, "", not_now },
		{ "carl", { "withdraw", "1" }, 1, "", not_now },
		{ "carl",
		  { "comment", "1", "Hier", "--quote", "gibt es nicht" },
		  1,
		  "",
		  "These words do not stand in the text." },
		{ "carl", { "comment", "1", "" }, 1, "", "The comment is empty." },
		{ "anna", { "submit", "empty.txt" }, 1, "", "" },
		{ "anna", { "show", "99" }, 1, "", "There is no submission 99 for you." },
		{ "anna", { "show", "99999999999999999999" }, 1, "", "There is no submission" },
		{ "nobody", { "status" }, 2, "", "nobody is no member of this club." },
		{ NULL, { "hub", "remove", "berta" }, 0, "", NULL },
		{ "berta", { "status" }, 2, "", "berta is no member of this club." },
	};
	RUN_ROWS(*state, rows);
}

static void an_invited_member_reads_until_it_is_withdrawn_and_it_can_come_again(void **state)
{
	static const struct row rows[] = {
		{ "anna", { "submit", "post.txt" }, 0, "waiting", NULL },
		{ "anna", { "invite", "1", "--reader", "nobody" }, 1, "", "" },
		{ "anna", { "invite", "1", "--reader", "berta" }, 0, "", NULL },
		{ "berta", { "show", "1" }, 0, "Ich lief los.", NULL },
		{ "berta", { "approve", "1", "--revision", "1" }, 1, "", not_now },
		{ "anna", { "withdraw", "1" }, 0, "withdrawn", NULL },
		{ "carl", { "inbox" }, 0, "Nothing here.", NULL },
		{ "berta", { "show", "1" }, 1, "", unseen },
		{ "anna", { "submit", "--id", "1", "post.txt" }, 0, "waiting", NULL },
		{ "carl", { "show", "1" }, 0, "Ich lief los.", NULL },
	};
	RUN_ROWS(*state, rows);
}

static void what_is_no_key_or_no_name_makes_no_member(void **state)
{
	static const char *const no_keys[] = {
		"",
		"ssh-ed25519",
		"ssh-ed25519 AAAAC3N",
		"ssh-dss AAAAB3NzaC1kc3MAAACBAP9999",
		"command=\"sh\" " KEY "f",
		KEY "\"",
		KEY ",",
		KEY "[",
		KEY "@",
		KEY "\x7f",
		KEY "f\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAB",
	};
	static const char *const no_names[] = { "", "Anna", "../anna", "a b", "-a", ".a", "a\n" };
	struct home *home = *state;
	for (size_t i = 0; i < sizeof no_keys / sizeof *no_keys; i++) {
		(void)home_write(home, "wrong.pub", no_keys[i]);
		run_row(home, &(struct row){ NULL,
					     { "hub", "add", "dora", "wrong.pub" },
					     2,
					     "",
					     "That is no public key" });
	}
	for (size_t i = 0; i < sizeof no_names / sizeof *no_names; i++)
		run_row(home, &(struct row){
				      NULL, { "hub", "add", no_names[i], "anna.pub" }, 2, "", "" });
	const struct row rows[] = {
		{ NULL, { "hub", "add", "dora", "dora.pub" }, 0, "", NULL },
		{ NULL, { "hub", "list" }, 0, "dora", NULL },
	};
	(void)home_write(home, "dora.pub", "ssh-ed25519 AZaz09+/AZaz09+/AZaz09+/AZ== dora\n");
	RUN_ROWS(home, rows);
}

static void finished_lessons_count_from_five_authors_on_where_they_agreed(void **state)
{
	static const char not_one[] = "\"group\":[]",
			  five[] = "{\"lesson\":\"prompts.task\",\"people\":5}";
	static const char *const authors[] = { "dora", "emma", "fritz" };
	const struct row before[] = {
		{ "anna", { "progress" }, 1, "", "is for coaches" },
		{ "carl", { "progress", "--tell" }, 1, "", "Only lessons of authors are counted." },
		{ "anna", { "status", "--tell" }, 2, "", "--tell is for tonfall progress" },
		/* Not agreed yet. */
		{ "anna", { "progress", "--tell" }, 0, "", "club.progress is off" },
		{ "berta", { "progress", "--tell" }, 0, "", "club.progress is off" },
	};
	const struct row after[] = {
		{ "anna", { "progress", "--tell" }, 0, "", NULL },
		{ "carl", { "progress", "--format", "json" }, 0, not_one, NULL },
		{ "berta", { "progress", "--tell" }, 0, "", NULL },
		{ "carl", { "progress", "--format", "json" }, 0, five, NULL },
		{ "carl", { "progress" }, 0, "  at least 5: One task, one verb\n", NULL },
		{ "carl", { "progress" }, 0, "  fewer than five: ", NULL },
		{ NULL, { "hub", "remove", "berta" }, 0, "", NULL },
		{ "carl", { "progress", "--format", "json" }, 0, not_one, NULL },
	};
	struct home *home = *state;
	char key[16];
	(void)home_write(home, ".local/state/tonfall/lessons.yaml",
			 "- lesson: \"prompts.task\"\n  state: done\n"
			 "- lesson: \"prompts.paste\"\n  state: begun\n");
	RUN_ROWS(home, before);
	(void)home_write(home, ".config/tonfall/settings.yaml", "club.progress: true\n");
	for (size_t i = 0; i < sizeof authors / sizeof *authors; i++) {
		struct str line = { 0 };
		(void)str_format(&line, KEY "%c\n", 'i' + (int)i);
		(void)snprintf(key, sizeof key, "%s.pub", authors[i]);
		(void)home_write(home, key, str_text(&line));
		str_release(&line);
		run_row(home,
			&(struct row){ NULL, { "hub", "add", authors[i], key }, 0, "", NULL });
		run_row(home, &(struct row){ authors[i], { "progress", "--tell" }, 0, "", NULL });
	}
	RUN_ROWS(home, after);
}

static void an_inbox_of_many_shows_who_waits_longest_and_counts_the_rest(void **state)
{
	struct home *home = *state;
	const struct row hands_in = { "anna", { "submit", "post.txt" }, 0, "waiting", NULL };
	const struct row rows[] = {
		{ "carl", { "inbox" }, 0, "   50  waiting", NULL },
		{ "carl", { "inbox" }, 0, "… and 2 more that wait less long.", NULL },
		{ "carl", { "inbox", "--format", "json" }, 0, "\"more\":2", NULL },
	};
	for (int i = 0; i < 52; i++)
		run_row(home, &hands_in);
	RUN_ROWS(home, rows);
}

static void who_was_not_asked_anything_is_not_told_to_repeat_it(void **state)
{
	struct command_result result;
	RUN(*state, &result, NULL, "comment", "1", "Hallo", "--club", "club.db", "--as", "nobody");
	assert_int_equal(result.status, 2);
	assert_string_equal(result.err, "tonfall: nobody is no member of this club.\n");
	command_release(&result);
}

/* ---- a hub that never answers ---- */

#define REQUESTS ".local/state/tonfall/club/requests"

static void is_cut_off(struct home *home, const char *comment)
{
	struct command_result result;
	RUN(home, &result, NULL, "comment", "1", comment);
	assert_int_equal(result.status, 2);
	assert_non_null(strstr(result.err, "did not answer"));
	assert_non_null(strstr(result.err, "Repeat the command"));
	command_release(&result);
}

static bool count_one(void *context, const char *path)
{
	(void)path;
	++*(int *)context;
	return true;
}

static int count_names(const struct home *home)
{
	int count = 0;
	assert_true(file_each(home_path(home, REQUESTS), ".name", count_one, &count, NULL));
	return count;
}

static void cut_every_line(struct home *home)
{
	(void)home_write(home, "ssh.sh", "head -n 1 >>sent\nexit 255\n");
	(void)home_write(home, ".config/tonfall/settings.yaml",
			 "club.hub: \"hub@example.org\"\nclub.ssh: \"sh ssh.sh\"\n");
}

static void only_the_same_words_go_under_the_same_name_again(void **state)
{
	struct home *home = *state;
	struct span lines[3], rest;
	cut_every_line(home);
	is_cut_off(home, "Welcher Zug?");
	is_cut_off(home, "Welcher Bus?");
	is_cut_off(home, "Welcher Zug?");
	char *sent = home_read(home, "sent");
	rest = span_of(sent);
	for (int i = 0; i < 3; i++)
		assert_true(span_next(&rest, '\n', &lines[i]));
	assert_true(span_equal(lines[0], lines[2]));
	char *first = strstr(sent, "\"request\":\""), *other = strstr(lines[1].at, "\"request\"");
	assert_true(first && other);
	assert_int_not_equal(strncmp(first, other, strlen("\"request\":\"0123456789abcdef\"")), 0);
	free(sent);
}

static void names_of_what_was_not_answered_are_few_and_not_for_ever(void **state)
{
	struct home *home = *state;
	char name[80];
	cut_every_line(home);
	for (int i = 0; i < RETRY_KEPT + 20; i++) {
		/* The first twenty are a day too old, the next one is the oldest that is left. */
		time_t age = i < 20 ? RETRY_DAYS + 1 : i == 20 ? 1 : 0;
		time_t at = time(NULL) - age * 24 * 60 * 60;
		(void)snprintf(name, sizeof name, REQUESTS "/%d.name", i);
		(void)home_write(home, name, "");
		const struct timespec times[] = { { at, 0 }, { at, 0 } };
		assert_int_equal(utimensat(AT_FDCWD, home_path(home, name), times, 0), 0);
	}
	is_cut_off(home, "Welcher Zug?");
	assert_int_equal(count_names(home), RETRY_KEPT);
	(void)snprintf(name, sizeof name, REQUESTS "/%d.name", 20);
	assert_int_equal(access(home_path(home, name), F_OK), -1);
	is_cut_off(home, "Welcher Bus?");
	assert_int_equal(count_names(home), RETRY_KEPT);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, home_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_post_goes_from_the_author_to_the_coach_and_out),
		TEST(what_is_not_ones_own_or_not_its_turn_is_refused),
		TEST(an_invited_member_reads_until_it_is_withdrawn_and_it_can_come_again),
		TEST(finished_lessons_count_from_five_authors_on_where_they_agreed),
		TEST(what_is_no_key_or_no_name_makes_no_member),
		TEST(an_inbox_of_many_shows_who_waits_longest_and_counts_the_rest),
		TEST(who_was_not_asked_anything_is_not_told_to_repeat_it),
		TEST(only_the_same_words_go_under_the_same_name_again),
		TEST(names_of_what_was_not_answered_are_few_and_not_for_ever),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
